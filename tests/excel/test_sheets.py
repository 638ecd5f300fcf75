"""A sheet becomes a table: header found, columns named, merged cells spread, odd rows reported."""

from __future__ import annotations

from decimal import Decimal

import pytest

from wuze.excel.book import Area, Row, Sheet
from wuze.excel.headers import DATA, SCHEME, SheetSpec
from wuze.excel.locate import TableSource
from wuze.excel.settings import build_settings
from wuze.excel.sheets import Built, build
from wuze.scoring.tables import Level

SPECS = {spec.name: spec for spec in SCHEME + DATA}
N = Decimal


def sheet(*rows: Row, left: int = 0, merged: tuple[Area, ...] = ()) -> Sheet:
    width = max(map(len, rows), default=0)
    return Sheet("表", tuple(row + (None,) * (width - len(row)) for row in rows), left, merged)


def spec(name: str) -> SheetSpec:
    return SPECS[name]


def said(built: Built) -> list[tuple[str, tuple[int, int] | None, Level]]:
    return [(one.finding.code, one.spot, one.finding.level) for one in built.findings]


def test_a_plain_sheet() -> None:
    built = build(sheet(("测评", "主体", "权重"), ("民主测评", "党员", N("0.6"))), spec("测评主体"))
    assert built.table.columns == ("测评", "主体", "权重")
    assert built.table.rows == (("民主测评", "党员", N("0.6")),)
    assert built.source == TableSource("表", 1, [2], {"测评": "A", "主体": "B", "权重": "C"}, "A")
    assert said(built) == []


def test_titles_above_the_header_are_passed_over_and_other_words_understood() -> None:
    rows: tuple[Row, ...] = (
        ("二〇二六年考核得分", None, None),
        ("得分", None, None),
        ("单位 编号", "指标名称", "实得分（分）"),
        ("P1", "A1", N(4)),
        (None, None, None),
        ("P2", "A1", N(5)),
    )
    built = build(sheet(*rows, left=2), spec("得分"))
    assert built.table.columns == ("编号", "指标", "得分")
    assert built.table.rows == (("P1", "A1", N(4)), ("P2", "A1", N(5)))
    assert built.source == TableSource("表", 3, [4, 6], {"编号": "C", "指标": "D", "得分": "E"}, "C")
    assert said(built) == []


def test_columns_in_any_order_with_a_stranger_between() -> None:
    built = build(sheet(("权重", "备注", "测评", "主体"), (N(1), "无", "民主测评", "党员")), spec("测评主体"))
    assert built.table.columns == ("权重", "测评", "主体")
    assert built.table.rows == ((N(1), "民主测评", "党员"),)
    assert said(built) == [("unknown_column", (0, 1), Level.WARNING)]
    assert built.findings[0].finding.problem == "不认识“备注”这一列，没有读取"


def test_missing_columns_are_named_at_the_first_header_cell() -> None:
    built = build(sheet((None, "编号", "得分"), (None, "P1", N(4))), spec("得分"))
    assert [(one.finding.problem, one.spot) for one in built.findings] == [("工作表“表”缺少“指标”这一列", (0, 1))]
    assert built.table.columns == ("编号", "得分")


def test_an_empty_sheet_lacks_every_required_column() -> None:
    built = build(sheet(), spec("名录"))
    assert said(built) == [("missing_column", (0, 0), Level.FAULT)] * 2
    assert (built.table.columns, built.table.rows) == ((), ())


def test_a_column_twice() -> None:
    built = build(sheet(("编号", "名称", "编号"), ("P1", "甲", "P2")), spec("名录"))
    assert said(built) == [("duplicate_column", (0, 2), Level.FAULT)]
    assert built.findings[0].finding.problem == "“编号”与 A1 都是“编号”列"
    assert built.table.rows == (("P1", "甲"),)


def test_two_other_words_for_one_column_are_a_fault_but_the_exact_word_wins() -> None:
    twice = build(sheet(("编号", "指标", "评分", "实得分"), ("P1", "A1", N(1), N(2))), spec("得分"))
    assert said(twice) == [("duplicate_column", (0, 3), Level.FAULT)]
    exact = build(sheet(("编号", "指标", "评分", "得分"), ("P1", "A1", N(1), N(2))), spec("得分"))
    assert said(exact) == [("unknown_column", (0, 2), Level.WARNING)]
    assert exact.table.rows == (("P1", "A1", N(2)),)


def test_further_columns_of_roster_and_data_are_kept_as_headed() -> None:
    head: Row = ("单位编码", "单位名称", "党员\n数", " D1（次）", N(2026))
    built = build(sheet(head, ("P1", "甲", N(3), N(4), N(5))), spec("数据"))
    assert built.table.columns == ("编号", "名称", "党员数", " D1（次）", "2026")
    assert said(built) == []


def test_values_under_a_blank_header_are_reported_unless_the_header_is_merged() -> None:
    rows: tuple[Row, ...] = (("编号", "名称", None, None), ("P1", "甲", "乙", None))
    assert said(build(sheet(*rows), spec("名录"))) == [("unknown_column", (0, 2), Level.WARNING)]
    assert said(build(sheet(*rows, merged=((0, 1, 0, 2),)), spec("名录"))) == []


def test_merged_cells_serve_every_row_and_column_they_cover() -> None:
    rows: tuple[Row, ...] = (
        ("板块", "维度", "编号", "指标", "分值", "参数"),
        ("J", "学习", "A1", "党课", N(5), "扣1"),
        (None, None, None, None, None, "扣2"),
        (None, None, None, None, None, None),
    )
    merged = ((1, 0, 3, 0), (1, 1, 2, 1), (1, 2, 2, 3), (2, 4, 3, 4), (0, 0, 0, 1), (9, 0, 9, 1), (1, 9, 2, 9))
    built = build(sheet(*rows, merged=merged), spec("指标"))
    assert built.table.rows == (
        ("J", "学习", "A1", "A1", N(5), "扣1"),
        ("J", "学习", "A1", "A1", None, "扣2"),
    )


def test_rows_with_a_number_and_nothing_else_are_blank() -> None:
    built = build(sheet(("序号", "编号", "名称"), (N(1), "P1", "甲"), (N(2), None, None)), spec("名录"))
    assert built.table.rows == ((N(1), "P1", "甲"),)


@pytest.mark.parametrize("word", ["合计", "总 计", "小　计", "合计："])
def test_a_row_of_sums_is_skipped_and_reported(word: str) -> None:
    rows: tuple[Row, ...] = (("板块", "编号", "指标", "分值"), ("J", "A1", "党课", N(5)), (word, None, None, N(5)))
    built = build(sheet(*rows), spec("指标"))
    assert built.table.rows == (("J", "A1", "党课", N(5)),)
    assert said(built) == [("skipped_row", (2, 0), Level.WARNING)]


def test_sums_in_the_id_column() -> None:
    built = build(sheet(("指标", "编号", "得分"), (None, "合计", N(5))), spec("得分"))
    assert said(built) == [("skipped_row", (1, 1), Level.WARNING)]


@pytest.mark.parametrize("word", ["注：缺席按次扣分", "填表人：张三", "备注1、按实填写", "说明:一式两份"])
def test_a_note_below_the_table_is_skipped_and_reported(word: str) -> None:
    built = build(sheet(("编号", "名称"), ("P1", "甲"), (word, None)), spec("名录"))
    assert built.table.rows == (("P1", "甲"),)
    assert built.findings[0].finding.problem == "这是表下的说明文字，没有当作数据读取"


def test_what_only_begins_like_a_note_is_data() -> None:
    built = build(sheet(("编号", "名称"), ("注重实效", None), ("注：甲", "乙"), (N(7), None)), spec("名录"))
    assert (len(built.table.rows), said(built)) == (3, [])


def test_formulas_that_lost_their_value_are_faults_only_where_they_are_read() -> None:
    rows: tuple[Row, ...] = (("编号", "名称", "党员数"), ("P1", None, None), (None, None, None))
    odd = Sheet("表", rows, 1, errors=frozenset({(1, 2), (2, 3), (1, 9)}), unvalued=frozenset({(1, 3)}))
    built = build(odd, spec("名录"))
    assert said(built) == [
        ("cell_error", (1, 2), Level.FAULT),
        ("formula_without_value", (1, 3), Level.FAULT),
    ]


def test_a_sheet_with_one_column_and_one_with_none() -> None:
    assert build(sheet(("编号",), ("P1",)), spec("数据")).table.rows == (("P1",),)
    assert build(sheet(("甲", "编号"), (None, "P1")), spec("测评主体")).table.rows == ()
    assert build(sheet((None, "编号"), (None, "P1")), spec("数据")).table.rows == (("P1",),)


def test_settings_with_and_without_a_header() -> None:
    with_header = build_settings(
        sheet(("方案设置", None), ("项目", "内容", "说明"), ("方案名称：", "甲")), spec("方案")
    )
    assert with_header.table.rows == (("名称", "甲"),)
    assert with_header.source == TableSource("表", 2, [3], {"项目": "A", "内容": "B"}, "A")
    without = build_settings(
        sheet((None, "某县方案", None), (None, "名称", "甲"), (None,), (None, "总分", N(100))), spec("方案")
    )
    assert without.table.rows == (("名称", "甲"), ("满分", N(100)))
    assert without.source == TableSource("表", 2, [2, 4], {"项目": "B", "内容": "C"}, "B")
    assert said(with_header) + said(without) == []


def test_settings_keeps_unknown_keys_for_the_engine_and_warns_of_strange_columns() -> None:
    built = build_settings(sheet(("项目", "内容", "经办人"), ("颜色（可不填）", "红"), (N(1), None)), spec("方案"))
    assert built.table.rows == (("颜色（可不填）", "红"), (N(1), None))
    assert said(built) == [("unknown_column", (0, 2), Level.WARNING)]


def test_settings_of_one_column_and_of_nothing_known() -> None:
    assert build_settings(
        sheet(
            ("名称",),
        ),
        spec("方案"),
    ).table.rows == (("名称", None),)
    nothing = build_settings(sheet(("甲", "乙")), spec("方案"))
    assert (nothing.table.rows, said(nothing)) == ((), [("missing_column", (0, 0), Level.FAULT)])


def test_settings_reports_failed_formulas() -> None:
    odd = Sheet("表", (("项目", "内容"), ("满分", None)), errors=frozenset({(1, 1)}))
    assert said(build_settings(odd, spec("方案"))) == [("cell_error", (1, 1), Level.FAULT)]
