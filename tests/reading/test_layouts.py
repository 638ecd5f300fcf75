"""Whole files in the odd layouts counties have: what is an item, its points, its part, its rule; the points add up."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from docx import Document
from openpyxl import Workbook

from wuze.excel.book import open_book
from wuze.excel.docx_tables import open_docx
from wuze.reading.tables import rule_cells

Value = str | int | None
Told = tuple[str, str, str | None, str]
N = None


def book(folder: Path, rows: list[tuple[Value, ...]], *merged: str) -> list[Told]:
    """A workbook saved and opened again: part, item, points, rule of every cell."""
    made = Workbook()
    sheet = made.active
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    made.save(folder / "旧表.xlsx")
    cells = rule_cells(open_book(folder / "旧表.xlsx").sheets)
    return [(cell.part, cell.item, cell.points, cell.text) for cell in cells]


def document(folder: Path, *tables: list[tuple[str, ...]], merged: tuple[tuple[int, int, int], ...] = ()) -> list[Told]:
    """The same of a document; ``merged``: column, first and last row."""
    made = Document()
    for number, rows in enumerate(tables, 1):
        made.add_paragraph(f"附件{number}")
        table = made.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                table.cell(at, column).text = text
        for column, top, bottom in merged:
            table.cell(top, column).merge(table.cell(bottom, column))
    made.save(str(folder / "旧表.docx"))
    cells = rule_cells(open_docx(folder / "旧表.docx").sheets)
    return [(cell.part, cell.item, cell.points, cell.text) for cell in cells]


def total(found: list[Told]) -> Decimal:
    return sum((Decimal(points or 0) for _, _, points, _ in found), Decimal(0))


def test_titles_above_a_header_of_two_rows_and_a_total_below(tmp_path: Path) -> None:
    found = book(
        tmp_path,
        [
            ("2025年考核评分表", N, N, N, N, N), ("被考核单位：", N, N, N, N, N), ("序号", "考核项目", N, "评分标准", N, "得分"),
            (N, "一级指标", "二级指标", "分值", "计分办法", N), (1, "组织", "覆盖", "10", "未建1个扣1分", N),
            (2, N, "换届", "5", "未换届扣5分", N), (3, "队伍", "书记", "85", "缺1名扣1分", N), ("合计", N, N, 100, N, N),
        ],
        "A1:F1", "A2:F2", "B3:C3", "D3:E3", "F3:F4", "A3:A4", "B5:B6",
    )  # fmt: skip  # a table
    assert found == [
        ("组织", "覆盖", "10", "未建1个扣1分"), ("组织", "换届", "5", "未换届扣5分"), ("队伍", "书记", "85", "缺1名扣1分"),
    ]  # fmt: skip  # a table
    assert total(found) == 100


def test_points_in_the_words_of_the_item(tmp_path: Path) -> None:
    found = book(
        tmp_path,
        [
            ("项目", "考核内容", "考核标准"),
            ("一、组织建设（30分）", "1.组织覆盖（10分）", "未建1个扣1分"),
            (N, "2.按期换届（20分）", "未换届不得分"),
            ("二、作用发挥（70分）", "3.党员作用（70分）", "未设岗扣10分"),
        ],
        "A2:A3",
    )  # fmt: skip  # a table
    assert [(part, points) for part, _, points, _ in found] == [
        ("组织建设", "10"),
        ("组织建设", "20"),
        ("作用发挥", "70"),
    ]


def test_a_rule_column_in_two_is_one_rule(tmp_path: Path) -> None:
    found = book(
        tmp_path,
        [
            ("序号", "考核内容", "分值", "加分标准", "扣分标准", "得分"), (1, "覆盖", 10, "每新建1个加1分", "未建1个扣1分", N),
            (2, "培训", 10, N, "少1次扣1分", N), (3, "宣传", 5, "每篇加1分", N, N),
        ],
    )  # fmt: skip  # a table
    assert found == [
        ("", "覆盖", "10", "每新建1个加1分\n未建1个扣1分"), ("", "培训", "10", "少1次扣1分"), ("", "宣传", "5", "每篇加1分"),
    ]  # fmt: skip  # a table


def test_what_adds_and_what_takes_under_one_header(tmp_path: Path) -> None:
    found = book(
        tmp_path,
        [
            ("指标", "分值", "评分标准", N, "自评"), (N, N, "加分", "扣分", N), ("覆盖", 10, "每新建1个加1分", "未建1个扣1分", N),
            ("培训", 10, N, "少1次扣1分", N),
        ],
        "A1:A2", "B1:B2", "C1:D1", "E1:E2",
    )  # fmt: skip  # a table
    assert found == [("", "覆盖", "10", "每新建1个加1分\n未建1个扣1分"), ("", "培训", "10", "少1次扣1分")]


def test_scores_to_be_filled_in_are_no_rules(tmp_path: Path) -> None:
    rows: list[tuple[Value, ...]] = [("指标", "分值", "评分标准", "加分", "扣分"), ("覆盖", 10, "未建1个扣1分", N, N)]
    assert book(tmp_path, rows) == [("", "覆盖", "10", "未建1个扣1分")]


def test_several_tables_in_one_document(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        [("考核项目", "分值", "评分细则"), ("领导", "10", "未研究扣2分"), ("经费", "10", "未落实扣5分")],
        [("序号", "内容", "标准分", "考核办法"), ("1", "指导", "80", "少1次扣1分")],
        [("单位", "签字"), ("甲", "")],
    )
    assert found == [
        ("", "领导", "10", "未研究扣2分"),
        ("", "经费", "10", "未落实扣5分"),
        ("", "指导", "80", "少1次扣1分"),
    ]


def test_an_item_merged_over_the_rows_of_its_rules(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        [
            ("类别", "考核内容", "分值", "评分标准"), ("组织", "覆盖", "10", "①未建1个扣1分"), ("", "", "", "②未备案扣1分"),
            ("", "班子", "5", "缺1名扣1分"),
        ],
        merged=((0, 1, 3), (1, 1, 2), (2, 1, 2)),
    )  # fmt: skip  # a table
    assert found == [("组织", "覆盖", "10", "①未建1个扣1分\n②未备案扣1分"), ("组织", "班子", "5", "缺1名扣1分")]


def test_a_header_again_on_every_page_with_subtotals_between(tmp_path: Path) -> None:
    found = book(
        tmp_path,
        [
            ("考核指标", "考核分值", "评分标准"), ("一、组织建设（20分）", N, N), ("覆盖", 20, "未建1个扣1分"), ("小计", 20, N),
            ("考核指标", "考核分值", "评分标准"), ("二、队伍建设（80分）", N, N), ("培训", "（80分）", "少1次扣1分"), ("总计", 100, N),
        ],
        "A2:C2", "A6:C6",
    )  # fmt: skip  # a table
    assert found == [("组织建设", "覆盖", "20", "未建1个扣1分"), ("队伍建设", "培训", "80", "少1次扣1分")]


def test_points_of_the_item_beside_those_of_its_part(tmp_path: Path) -> None:
    found = book(
        tmp_path,
        [
            ("一级指标", "权重", "二级指标", "分值", "考核要点", "评分标准", "考核方式"),
            ("组织", 40, "覆盖", 20, "应建尽建", "未建1个扣1分", "查资料"),
            (N, N, "换届", 20, "按期", "未换届不得分", "查资料"), ("作用", 60, "双强", 60, "发挥作用", "未开展扣60分", "走访"),
        ],
        "A2:A3", "B2:B3",
    )  # fmt: skip  # a table
    assert found == [
        ("组织", "覆盖", "20", "未建1个扣1分"), ("组织", "换届", "20", "未换届不得分"), ("作用", "双强", "60", "未开展扣60分"),
    ]  # fmt: skip  # a table
    assert total(found) == 100


def test_everything_in_one_column_beside_its_points(tmp_path: Path) -> None:
    rows: list[tuple[Value, ...]] = [
        ("序号", "考核内容及评分标准", "满分", "自评分"), (1, "覆盖（10分）：未建1个扣1分", 10, N), (2, "培训：少1次扣1分", "5分", N),
        (3, "特色工作：酌情加1—5分", "+5", N),
    ]  # fmt: skip  # a table
    assert [(points, text[:2]) for _, _, points, text in book(tmp_path, rows)] == [
        ("10", "覆盖"),
        ("5", "培训"),
        ("5", "特色"),
    ]


def test_headers_with_remarks_and_parts_with_their_points(tmp_path: Path) -> None:
    found = book(
        tmp_path,
        [
            ("板块\n（分值）", "考核项目", "计分规则\n（扣完为止）", "基准分\n（分）", "牵头单位"),
            ("组织建设\n(30分)", "覆盖", "未建1个扣1分", "满分10分", "组织部"),
            (N, "换届", "未换届不得分", "20分", "组织部"), ("宣传\n(70分)", "信息", "少1篇扣1分", "70.0", "宣传部"),
        ],
        "A2:A3",
    )  # fmt: skip  # a table
    assert [(part, item, points) for part, item, points, _ in found] == [
        ("组织建设", "覆盖", "10"), ("组织建设", "换届", "20"), ("宣传", "信息", "70"),
    ]  # fmt: skip  # a table
