"""说明 in 结果.xlsx: every moved point has its sentence, and every printed sum can be added up by hand."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.scoring.sample import SCHEME, Sheets, data, results
from wuze.excel.result import write_results

Row = list[object]


def told(path: Path, changes: Sheets | None = None, facts: Sheets | None = None) -> list[Row]:
    """The rows of the sheet, from its header on."""
    write_results(*results(changes, facts), [], path / "a.xlsx")
    workbook = openpyxl.load_workbook(path / "a.xlsx")
    rows = [list(row) for row in workbook["说明"].iter_rows(min_row=2, values_only=True)]
    workbook.close()
    return rows


def sums(rows: list[Row], id: str) -> dict[object, object]:
    return {row[2]: row[6] for row in rows if row[0] == id and row[3] == "合计"}


def test_every_moved_point_has_its_sentence(tmp_path: Path) -> None:
    note, *rows = told(tmp_path)
    assert "起评满分的从满分起扣" in str(note[0])
    assert rows[0] == ["编号", "名称", "指标", "要点", "数据项", "得失分", "说明"]
    mine = [row[2:] for row in rows if row[0] == "S3"]
    assert mine[0] == ["组织生活", "每季度至少一次党员大会", "党员大会", -1, "应4次，实际3次，每缺1次扣1分"]
    assert ["季度报告", "迟报一次扣3分", "迟报次数", -6, "第2季度：3次，每次扣3分，最多6分"] in mine
    assert ["阵地建设", "直接评分", None, -4, "直接评分（复核）6分：活动室挪用"] in mine
    assert ["阵地建设", None, None, "缺", "只有自评，没有初评或复核"] in [row[2:] for row in rows if row[0] == "S10"]
    assert 0 not in [row[5] for row in rows]


def test_a_loss_that_two_decimals_cannot_hold_shows_more(tmp_path: Path) -> None:
    rows = [list(row) for row in data()["数据"]]
    rows[1][4:6] = [2, 3]
    write_results(*results(None, {"数据": rows}), [], tmp_path / "a.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    formats = {
        row[5].number_format
        for row in workbook["说明"].iter_rows(min_row=4)
        if row[2].value == "教育培训" and row[5].value
    }
    assert formats == {"+0.00;-0.00;0.00", "+0.000000;-0.000000;0.000000"}
    workbook.close()


def test_a_text_longer_than_a_cell_is_cut(tmp_path: Path) -> None:
    scores = [list(row) for row in data()["得分"]]
    scores[1][2:4] = [5, "😀" * 20000]
    write_results(*results(None, {"得分": scores}), [], tmp_path / "a.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    texts = [str(row[6].value) for row in workbook["说明"].iter_rows(min_row=4)]
    assert max(len(text.encode("utf-16-le")) // 2 for text in texts) in (32766, 32767)
    workbook.close()


def test_periods_votes_quoted_parts_and_bounds_add_up(tmp_path: Path) -> None:
    rows = told(tmp_path)
    assert sums(rows, "S3") == {
        "季度报告": "四期得 10、4、10、10，平均 8.50",
        "群众评议": "“满意度”票数得分：党员 100% × 权重 60% + 职工 92% × 权重 40%；× 20 分，得 19.36",
        "平时考核": "引用“平时得分” 88分 × 20 ÷ 100 = 17.60",
    }
    assert sums(rows, "S4")["教育培训"] == "合计 6.666667，四舍五入，得 6.67"
    assert sums(rows, "S8")["扣减"] == "合计 -10，低于下限 -5，取 -5"
    assert sums(rows, "S7")["组织建设"] == (
        "各指标相加：10.00 + 10.00 + 10.00 + 10.00 + 10.00 = 50，× 60/50 折算，取 60.00 分"
    )
    assert str(sums(rows, "S10")["群众评议"]).startswith(
        "“满意度”票数：党员有效票 2 张，人数不足；职工有效票 0 张，人数不足；由会议评议"
    )


def test_what_is_not_there_says_what_it_lacks(tmp_path: Path) -> None:
    rows = told(tmp_path)
    assert [row[5:] for row in rows if row[0] == "S5" and row[2] == "平时考核"] == [["缺", "平时考核：缺“平时得分”"]]
    assert not [row for row in rows if row[0] == "S6" and row[5] == "缺" and row[3] == "合计"]


def test_an_item_that_does_not_apply_says_what_it_takes(tmp_path: Path) -> None:
    for policy, sentence in (
        ("均值", "不适用，取同组均值 "),
        ("免扣", "不适用，给满分 10.00"),
        ("零分", "不适用，计零分 0.00"),
    ):
        items = [list(row) for row in SCHEME["指标"]]
        items[5][8] = policy
        row = next(row for row in told(tmp_path, {"指标": items}) if row[0] == "S7" and row[5] == "不适用")
        assert str(row[6]).startswith(sentence)


def test_periods_within_bounds(tmp_path: Path) -> None:
    items = [list(row) for row in SCHEME["指标"]]
    heads = items[0]
    quarterly = next(row for row in items[1:] if row[heads.index("分期")] == "季")
    quarterly[heads.index("下限")] = 6
    told_by = sums(told(tmp_path, {"指标": items}), "S3")
    assert told_by["季度报告"] == "四期得 10、6、10、10，平均 9.00"
    quarterly[heads.index("合成")] = "相加"
    told_by = sums(told(tmp_path, {"指标": items}), "S3")
    assert told_by["季度报告"] == "四期得 10、6、10、10，相加 36，按上下限取 10.00"
    rows = told(tmp_path, {"指标": items})
    assert "第2季度：合计 4，低于下限 6，取 6" in [row[6] for row in rows if row[0] == "S3"]


def test_a_part_and_a_total_that_are_held(tmp_path: Path) -> None:
    settings = [["总分封顶", 90] if row[0] == "总分封顶" else row for row in SCHEME["方案"]]
    parts = [[*row[:5], 15, None] if row[0] == "P3" else row for row in SCHEME["板块"]]
    rows = told(tmp_path, {"方案": settings, "板块": parts})
    assert sums(rows, "S1")["平时考核"] == "引用“平时得分” 95分 × 20 ÷ 100 = 19.00，按板块上下限取 15.00"
    assert str(sums(rows, "S1")["总分"]).endswith("，超过总分封顶，取 90 分")


def test_a_direct_score_that_is_rounded(tmp_path: Path) -> None:
    scores = [list(row) for row in data()["得分"]]
    scores[1][2:4] = [8.125, "标牌破损"]
    rows = told(tmp_path, None, {"得分": scores})
    assert "合计 8.125，四舍五入取 8.13" in [row[6] for row in rows if row[3] == "合计"]


def test_a_quarter_that_does_not_apply_is_not_counted(tmp_path: Path) -> None:
    facts = [list(row) for row in data()["数据明细"]]
    heads = facts[0]
    quarter = next(row for row in facts if row[0] == "S3" and row[heads.index("数据项")] == "迟报次数" and row[2] == 0)
    quarter[heads.index("值")] = "不适用"
    assert sums(told(tmp_path, None, {"数据明细": facts}), "S3")["季度报告"] == "三期得 4、10、10，平均 8.00"


def test_a_quoted_part_as_it_is_and_one_that_takes_no_part(tmp_path: Path) -> None:
    parts = [[*row[:2], 100, row[3], "否", None, None] if row[0] == "P3" else row for row in SCHEME["板块"]]
    settings = [row for row in SCHEME["方案"] if row[0] not in ("满分", "总分封顶")]
    facts = [list(row) for row in data()["数据"]]
    at = facts[0].index("平时得分")
    for row in facts:
        row[at] = None if row[0] == "S6" else row[at]
    rows = told(tmp_path, {"方案": settings, "板块": parts}, {"数据": facts})
    assert sums(rows, "S3")["平时考核"] == "引用“平时得分” 88分 = 88.00"
    assert "平时考核" not in sums(rows, "S6")
