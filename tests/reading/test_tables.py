"""Where the scoring table stands: headers by synonym, two-row headers, merged cells, several tables to a sheet."""

from __future__ import annotations

from decimal import Decimal

import pytest

from wuze.excel.book import Sheet
from wuze.reading.model import Reading, Status
from wuze.reading.read import read_cells
from wuze.reading.tables import RuleCell, points_of, rule_cells
from wuze.scoring.tables import Cell

FIVE, THREE = Decimal(5), Decimal(3)


def sheet(*rows: tuple[Cell, ...], merged: tuple[tuple[int, int, int, int], ...] = (), left: int = 0) -> Sheet:
    width = max(len(row) for row in rows)
    return Sheet("评分表", tuple((*row, *[None] * (width - len(row))) for row in rows), left, merged)


def told(*sheets: Sheet) -> list[tuple[str, str | None, str, str]]:
    return [(cell.cell, cell.points, cell.item, cell.text) for cell in rule_cells(sheets)]


def test_columns_stand_anywhere_and_are_found_by_their_words() -> None:
    found = told(
        sheet(
            ("某县两新组织党建考核",),
            ("得分", "计分办法", "考核项目", "标准分", "序号"),
            (None, "未建台账扣2分", "台账", FIVE, "1"),
            (None, "缺1次扣1分", "例会", "3分", "2"),
            ("合计", None, None, Decimal(8), None),
        )
    )
    assert found == [("评分表!B3", "5", "台账", "未建台账扣2分"), ("评分表!B4", "3", "例会", "缺1次扣1分")]


def test_the_stricter_word_is_the_rule_and_the_weaker_the_item() -> None:
    found = told(sheet(("指标", "考核内容", "评分细则", "分值"), ("组织建设", "换届", "不按期扣5分", FIVE)))
    assert found == [("评分表!C2", "5", "换届", "不按期扣5分")]


def test_without_a_rule_column_the_content_is_the_rule() -> None:
    found = told(sheet(("考核项目", "考核内容", "分值"), ("换届", "不按期扣5分", FIVE)))
    assert found == [("评分表!B2", "5", "换届", "不按期扣5分")]


def test_a_header_of_two_rows_is_read_as_one() -> None:
    found = told(
        sheet(
            ("序号", "考核指标", None, "考核", None),
            (None, "一级指标", "二级指标", "评分标准", "分值"),
            (Decimal(1), "组织", "换届", "不按期扣5分", FIVE),
            merged=((0, 1, 0, 2), (0, 3, 0, 4), (0, 0, 1, 0)),
        )
    )
    assert found == [("评分表!D3", "5", "换届", "不按期扣5分")]


def test_merged_points_make_one_item_of_several_rows() -> None:
    found = told(
        sheet(
            ("指标", "评分标准", "分值"),
            ("换届", "不按期扣3分", FIVE),
            (None, "不公示扣2分", None),
            ("例会", "缺1次扣1分", THREE),
            merged=((1, 0, 2, 0), (1, 2, 2, 2)),
        )
    )
    assert found == [("评分表!B2", "5", "换届", "不按期扣3分\n不公示扣2分"), ("评分表!B4", "3", "例会", "缺1次扣1分")]


def test_rows_without_points_and_item_go_on_with_the_item_above() -> None:
    found = told(sheet(("指标", "评分标准", "分值"), ("换届", "不按期扣3分", FIVE), (None, "不公示扣2分", None)))
    assert found == [("评分表!B2", "5", "换届", "不按期扣3分\n不公示扣2分")]


def test_a_text_told_twice_for_one_item_is_taken_once() -> None:
    found = told(sheet(("指标", "评分标准", "分值"), ("换届", "不按期扣5分", FIVE), (None, "不按期扣5分", None)))
    assert found == [("评分表!B2", "5", "换届", "不按期扣5分")]


def test_an_item_without_points_stays_without() -> None:
    found = told(sheet(("指标", "评分标准", "分值"), ("加分", "每次加1分", None), ("换届（4分）", "不按期扣4分", None)))
    assert [(points, item) for _, points, item, _ in found] == [(None, "加分"), ("4", "换届（4分）")]


def test_one_rule_merged_over_several_items_takes_their_points_together() -> None:
    found = told(
        sheet(
            ("指标", "评分标准", "分值"),
            ("换届", "各扣2分", FIVE),
            ("例会", None, THREE),
            ("其他", "扣1分", None),
            merged=((1, 1, 2, 1),),
        )
    )
    assert found == [("评分表!B2", "8", "换届、例会", "各扣2分"), ("评分表!B4", None, "其他", "扣1分")]
    blank = told(
        sheet(("指标", "评分标准", "分值"), ("换届", "各扣2分", FIVE), ("例会", None, None), merged=((1, 1, 2, 1),))
    )
    assert blank == [("评分表!B2", "5", "换届", "各扣2分")]


def test_several_tables_and_sections_on_one_sheet() -> None:
    cells = rule_cells(
        [
            sheet(
                ("一、组织建设（10分）",),
                ("指标", "评分标准", "分值"),
                ("换届", "不按期扣5分", FIVE),
                ("二、加分项",),
                ("表彰", "获表彰加5分", FIVE),
                (None, None, None),
                ("项目", "扣分标准", "满分"),
                ("事故", "发生1起扣5分", FIVE),
                left=1,
            ),
            Sheet("空表", ()),
            sheet(("姓名", "电话"), ("甲", "1")),
        ]
    )
    assert [(cell.cell, cell.part, cell.item) for cell in cells] == [
        ("评分表!C3", "", "换届"),
        ("评分表!C5", "加分项", "表彰"),
        ("评分表!C8", "加分项", "事故"),
    ]


def test_the_part_is_the_first_level() -> None:
    (cell,) = rule_cells([sheet(("一级指标", "二级指标", "评分标准", "分值"), ("组织建设", "换届", "扣5分", FIVE))])
    assert (cell.part, cell.item) == ("组织建设", "换届")


def test_numbers_and_far_columns_are_named() -> None:
    row: tuple[Cell, ...] = (*[None] * 27, Decimal("2.5"), "未建的扣2分", FIVE)
    (cell,) = rule_cells(
        [sheet((*[None] * 27, "指标", "评分标准", "分值"), row, merged=((9, 0, 9, 1), (0, 40, 0, 41)))]
    )
    assert (cell.cell, cell.item) == ("评分表!AC2", "2.5")


def test_points_are_read_from_what_people_type() -> None:
    words: list[Cell] = [Decimal("2.50"), "5", "５分", "（5分）", "+3", "满分4分", "5-10", "20%", "-5", None, "若干"]
    assert [points_of(word) for word in words] == ["2.5", "5", "5", "5", "3", "4", None, "0.2", "-5", None, None]


def test_a_header_that_names_no_item_and_no_points_is_none() -> None:
    assert rule_cells([sheet(("评分标准", "备注"), ("扣5分", "无"))]) == []
    assert rule_cells([sheet(("指标", "分值"), ("扣5分", FIVE))]) == []


def test_ditto_is_read_as_the_cell_above() -> None:
    cells = [RuleCell("表", 1, 0, "未建台账的扣5分", "5", "甲", ""), RuleCell("表", 2, 0, "同上", "5", "乙", "")]
    first, second = read_cells(cells)
    assert second.clauses == first.clauses
    assert read_cells([RuleCell("表", 1, 0, "同上", "5", "甲", "")])[0].clauses == ()


def beside(item: str, text: str, points: str) -> Reading:
    """A rule text read with the content it stands beside."""
    (read,) = read_cells([RuleCell("评分表", 1, 3, text, points, item, "组织建设")])
    return read


@pytest.mark.parametrize(
    ("item", "text", "points", "says"),
    [
        ("每年至少召开4次党建专题会议", "少1次扣1分", "4", "（1）召开党建专题会议，应4，每缺1扣1分"),
        ("党组织覆盖率达到90%", "每低1个百分点扣0.5分", "5", "（1）党组织覆盖率，基准90%，每低1%扣0.5分"),
        ("支部党员大会", "每季度召开1次，每少1次扣1分", "4", "（1）召开，应4，每缺1扣1分"),
    ],
)
def test_what_is_due_may_stand_in_the_content_beside_the_rule(item: str, text: str, points: str, says: str) -> None:
    read = beside(item, text, points)
    assert (read.status, read.text) == (Status.READ, text)
    assert read.says == f"从满分起，最低0分，最高{points}分：{says}。"
    assert all(0 <= start < end <= len(text) for start, end in read.spans)


def test_a_content_that_asks_for_something_else_is_doubted() -> None:
    assert beside("图书不少于200册", "缺1次扣1分", "5").doubts == ("item?",)


def test_a_row_with_a_number_of_its_own_is_an_item_of_its_own() -> None:
    head = ("序号", "考核内容", "分值", "评分标准")
    rows = sheet(head, (Decimal(1), "走访", FIVE, "未走访扣5分"), (Decimal(2), None, None, "弄虚作假的，取消资格。"))
    assert [cell.text for cell in rule_cells([rows])] == ["未走访扣5分", "弄虚作假的，取消资格。"]


def test_the_column_that_holds_the_rules_is_the_rule_whatever_it_is_called() -> None:
    head = ("考核内容", "满分", "考核办法", "扣分说明")
    rows = sheet(head, ("走访", FIVE, "查阅资料", "未走访扣5分"), ("例会", FIVE, "查阅资料", "缺1次扣1分"))
    assert [cell.text for cell in rule_cells([rows])] == ["未走访扣5分", "缺1次扣1分"]
