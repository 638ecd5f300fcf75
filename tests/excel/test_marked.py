"""The marked copy: every finding at its cell, and all of them on a first sheet."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.excel.workbooks import FIXTURES, ROSTER, Rows, edit, workbook
from wuze.excel.load import read_data
from wuze.excel.locate import Located
from wuze.excel.marked import write_marked
from wuze.excel.styles import CannotWrite
from wuze.scoring.tables import Finding, Level, Place

RED, YELLOW = "FFFFC7CE", "FFFFEB9C"


def located(file: str, sheet: str, cell: str, level: Level = Level.FAULT, problem: str = "不是数") -> Located:
    return Located(file, sheet, cell, Finding("bad", Place(""), problem, "填数字", level))


def shown(path: Path) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path)["问题清单"].values)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return workbook(
        tmp_path / "数据.xlsx",
        {"名录": [*ROSTER, ["P2", "合并", "合并"]], "it's": [[1]]},
        {"名录": [(3, 0, 4, 1, "并")]},
    )


def test_cells_are_filled_and_carry_their_sentences(source: Path, tmp_path: Path) -> None:
    ones = [
        located("数据.xlsx", "名录", "A2", Level.WARNING, "可疑"),
        located("数据.xlsx", "名录", "A2"),
        located("数据.xlsx", "名录", "B5"),
        located("数据.xlsx", "名录", "Z9", Level.WARNING),
        located("数据.xlsx", "it's", "A1", Level.BLOCK),
        located("数据.xlsx", "没有的表", "A1"),
        located("数据.xlsx", "", ""),
        located("方案.xlsx", "指标", "A1"),
    ]
    before = source.read_bytes()
    write_marked(source, ones, tmp_path / "标注.xlsx")
    assert source.read_bytes() == before
    book = openpyxl.load_workbook(tmp_path / "标注.xlsx")
    assert book.sheetnames == ["问题清单", "名录", "it's"]
    roster = book["名录"]
    assert [roster[cell].fill.fgColor.rgb for cell in ("A2", "A4", "Z9")] == [RED, RED, YELLOW]
    assert roster["A2"].comment.text == "可疑 → 填数字\n不是数 → 填数字"
    assert roster["A2"].value == "P1"
    page = book["问题清单"]
    assert list(page.values) == [
        ("级别", "工作表", "单元格", "问题", "怎么改"),
        ("错误", "名录", "A2", "不是数", "填数字"),
        ("错误", "名录", "B5", "不是数", "填数字"),
        ("错误", "没有的表", "A1", "不是数", "填数字"),
        ("错误", None, None, "不是数", "填数字"),
        ("提醒", "名录", "A2", "可疑", "填数字"),
        ("提醒", "名录", "Z9", "不是数", "填数字"),
        ("阻止采用", "it's", "A1", "不是数", "填数字"),
    ]
    assert [page.cell(row, 3).hyperlink and page.cell(row, 3).hyperlink.location for row in (2, 4, 8)] == [
        "'名录'!A2",
        None,
        "'it''s'!A1",
    ]


def test_what_we_write_is_never_a_formula(source: Path, tmp_path: Path) -> None:
    write_marked(
        source, [located("数据.xlsx", "名录", "A2", problem='=HYPERLINK("http://x")\x07')], tmp_path / "标注.xlsx"
    )
    cell = openpyxl.load_workbook(tmp_path / "标注.xlsx")["问题清单"]["D2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ('=HYPERLINK("http://x") ', "s", True)


def test_the_copy_keeps_comments_already_there_and_a_list_of_that_name(source: Path, tmp_path: Path) -> None:
    write_marked(source, [located("数据.xlsx", "名录", "A2")], tmp_path / "一.xlsx")
    write_marked(tmp_path / "一.xlsx", [located("一.xlsx", "名录", "A2", problem="又错")], tmp_path / "二.xlsx")
    book = openpyxl.load_workbook(tmp_path / "二.xlsx")
    assert book.sheetnames == ["问题清单_", "问题清单", "名录", "it's"]
    assert book["名录"]["A2"].comment.text == "不是数 → 填数字\n又错 → 填数字"


def test_an_old_workbook_is_rebuilt_from_its_values(tmp_path: Path) -> None:
    path = FIXTURES / "小表.xls"
    write_marked(path, read_data(path).findings, tmp_path / "标注.xlsx")
    book = openpyxl.load_workbook(tmp_path / "标注.xlsx")
    assert book.sheetnames == ["问题清单", "名录", "得分"]
    assert (book["得分"]["C3"].fill.fgColor.rgb, book["得分"]["A5"].value) == (RED, "P3")
    assert [str(area) for area in book["得分"].merged_cells.ranges] == ["A1:D1"]
    assert shown(tmp_path / "标注.xlsx")[1] == ("错误", "得分", "C3", "公式出错，没有结果", "改好公式，或直接填写数值")


def test_a_workbook_that_only_calamine_reads_is_rebuilt(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {"名录": [*ROSTER, ["-P2", "第二支部"]]}
    path = workbook(tmp_path / "数据.xlsx", sheets)
    edit(path, "xl/styles.xml", lambda text: text.replace("<cellXfs", "<cellXfs bad='1'"))
    with pytest.raises(TypeError):
        openpyxl.load_workbook(path)
    write_marked(path, [located("数据.xlsx", "名录", "A2")], tmp_path / "标注.xlsx")
    page = openpyxl.load_workbook(tmp_path / "标注.xlsx")["名录"]
    assert [page["A2"].fill.fgColor.rgb, page["A3"].value, page["A3"].quotePrefix] == [RED, "-P2", True]


def test_a_file_that_cannot_be_read_gives_the_list_alone(tmp_path: Path) -> None:
    path = tmp_path / "数据.xlsx"
    path.write_bytes(b"%PDF-1.7")
    write_marked(path, read_data(path).findings, tmp_path / "标注.xlsx")
    assert openpyxl.load_workbook(tmp_path / "标注.xlsx").sheetnames == ["问题清单"]
    assert shown(tmp_path / "标注.xlsx")[1][3] == "这是一个 PDF 文件，不是电子表格"


def test_the_source_is_never_replaced(source: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="标注副本会盖掉原件"):
        write_marked(source, [], source)
    with pytest.raises(CannotWrite):
        write_marked(source, [], tmp_path / "无此文件夹" / "标注.xlsx")
    assert zipfile.is_zipfile(source)
