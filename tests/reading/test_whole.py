"""Nothing of a whole file is lost without a word, and what is written is a scheme the engine takes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from tests.reading.test_scheme_rows import rows_of
from wuze.cli import main
from wuze.excel.docx_tables import open_docx
from wuze.excel.in_force import open_in_force
from wuze.reading.read import read_cells
from wuze.reading.scheme_rows import scheme_rows
from wuze.reading.tables import RuleCell, find

Value = str | float | None
HEAD: tuple[Value, ...] = ("指标", "分值", "评分标准")


def book(path: Path, *rows: tuple[Value, ...], merged: tuple[str, ...] = ()) -> Workbook:
    made = Workbook()
    made.active.title = "评分表"
    for row in (HEAD, *rows):
        made.active.append(row)
    for area in merged:
        made.active.merge_cells(area)
    made.save(path)
    return made


def cells_of(path: Path) -> list[RuleCell]:
    return find(open_in_force(path)[0].sheets)[0]


def test_what_is_read_can_be_checked_whatever_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Points below nought take only; a band that could never hold is left to a person."""
    table, out = tmp_path / "旧表.xlsx", tmp_path / "方案.xlsx"
    book(table, ("换届", 100, "未按期换届扣5分"), ("舆情", -5, "发生负面舆情扣5分"),
         ("名次", 4, "排名前30%的得4分，30%（含）—60%的得2分，其他不得分"))  # fmt: skip  # a table
    assert main(["read", str(table), "-o", str(out)]) == 0
    assert main(["check", str(out)]) == 0
    assert "未读1" in capsys.readouterr().out


def test_a_document_gives_its_bonus_table_its_vetoes_and_the_tables_in_its_cells(tmp_path: Path) -> None:
    made = Document()
    made.add_paragraph("总分100分，按季度折算。")
    made.add_paragraph("一、组织建设（100分）")
    table = made.add_table(rows=3, cols=3)
    for row, texts in zip(table.rows, (HEAD, ("换届", "98", "未换届扣5分"), ("荣誉", "2", "")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = str(text)
    inner = table.cell(2, 2).add_table(rows=2, cols=2)
    for row, texts in zip(inner.rows, (("省级", "得2分"), ("市级", "得1分")), strict=True):
        row.cells[0].text, row.cells[1].text = texts
    made.add_paragraph("二、附加分")
    more = made.add_table(rows=2, cols=3)
    for row, texts in zip(more.rows, (("加分项目", "加分标准", "得分"), ("试点", "承担试点的加2分", "")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    made.add_paragraph("三、否决事项")
    made.add_paragraph("1.弄虚作假的，取消参评资格。")
    made.save(str(tmp_path / "旧表.docx"))
    opened = open_docx(tmp_path / "旧表.docx")
    cells, left = find(opened.sheets, opened.below)
    assert [(cell.part, cell.text) for cell in cells] == [
        ("组织建设", "未换届扣5分"), ("组织建设", "省级得2分\n市级得1分"), ("附加分", "承担试点的加2分"),
        ("否决事项", "弄虚作假的，取消参评资格。"),
    ]  # fmt: skip  # one list
    assert [(one.cell, one.text) for one in left] == [("正文!第1段", "总分100分，按季度折算。")]
    rows = scheme_rows(cells, read_cells(cells), left=left)
    assert [(row[1], row[2]) for row in rows.parts] == [("组织建设", Decimal(100)), ("附加分", Decimal(0))]
    assert rows.items[-1][4:8] == [Decimal(0), "零分", None, Decimal(2)]
    assert [(row[0], row[3]) for row in rows.vetoes] == [("弄虚作假", "不参评")]
    assert rows.report[-1][4] == "没有读"


def test_rows_that_go_on_under_an_item_are_its_rules_and_other_rows_are_said(tmp_path: Path) -> None:
    path = tmp_path / "旧表.xlsx"
    book(path, ("阵地", 4, "有活动室2分"), (None, None, "有宣传栏1分"), (None, None, "有党旗1分"),
         ("注：兼职的按0.5人计算，每人扣1分", None, None), merged=("A2:A4", "B2:B4"))  # fmt: skip  # a table
    cells, left = find(open_in_force(path)[0].sheets)
    assert [cell.text for cell in cells] == ["有活动室2分\n有宣传栏1分\n有党旗1分"]
    assert [one.cell for one in left] == ["评分表!A5"]


@pytest.mark.parametrize(("points", "full"), [(100, Decimal(100)), (90, Decimal(90) + 10)])
def test_a_bonus_part_stands_beside_the_full_marks_unless_the_hundred_has_it(points: int, full: Decimal) -> None:
    cells = [RuleCell("表", 1, 1, "未换届扣5分", str(points), "换届", "组织"),
             RuleCell("表", 2, 1, "获省级表彰得10分", "10", "表彰", "加分项")]  # fmt: skip  # two lines
    parts = scheme_rows(cells, read_cells(cells)).parts
    assert sum(row[2] for row in parts if isinstance(row[2], Decimal)) == full


def test_a_bonus_without_points_is_bounded_by_its_own_words() -> None:
    cells = [RuleCell("加分", at, 1, text, None, f"项{at}", "") for at, text in enumerate((
        "获国家级表彰加5分，省级加3分，同一事项就高不重复，累计不超过6分。", "会议交流经验的，每次加1分，最高加3分。",
        "承担试点任务的加2分。"))]  # fmt: skip  # one text each
    assert [row[4:8] for row in scheme_rows(cells, read_cells(cells)).items] == [
        [Decimal(0), "零分", None, Decimal(most)] for most in (6, 3, 2)
    ]


def test_one_thing_named_in_two_ways_is_asked_once_and_what_lacks_apart() -> None:
    rows = rows_of(
        ("每月召开1次支委会，每少1次扣0.5分", "6"),
        ("支部委员会会议每月1次，每少1次扣0.5分", "6"),
        ("主题党日活动每月1次，每少1次扣0.5分", "6"),
        ("主题党日活动不足的，每次扣1分", "3"),
        ("每月开展1次主题党日，每少1次扣0.5分", "6"),
    )
    assert [(row[1], row[2]) for row in rows.elements] == [
        ("召开支委会", "次数"),
        ("主题党日活动", "次数"),
        ("主题党日活动不足", "次数"),
    ]
