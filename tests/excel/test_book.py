"""Opening a workbook: what is read, and what is refused with which sentence."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.excel.workbooks import FIXTURES, edit, workbook
from wuze.excel import book as book_module
from wuze.excel import scan
from wuze.excel.book import open_book
from wuze.excel.refusal import BookError


def refusal(path: Path) -> tuple[str, str]:
    with pytest.raises(BookError) as caught:
        open_book(path)
    return caught.value.finding.code, caught.value.finding.problem


def test_cells_merges_and_left_edge(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        {"表": [[], [None, "党员", 4.5, date(2026, 3, 4), True]], "空": []},
        {"表": [(2, 1, 3, 1, "合并")]},
    )
    first, second = open_book(path).sheets
    assert first.rows == (
        (None, None, None, None),
        ("党员", Decimal("4.5"), date(2026, 3, 4), True),
        ("合并", None, None, None),
    )
    assert (first.left, first.merged, second.rows, open_book(path).file) == (1, ((2, 1, 3, 1),), (), "a.xlsx")


def test_error_values_are_spots_not_text(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"表": [["甲", "#DIV/0!"], ["乙", 1]]})
    edit(path, "xl/sharedStrings.xml", lambda text: text.replace(">乙<", ">#N/A<"))
    (sheet,) = open_book(path).sheets
    assert sheet.rows == (("甲", None), (None, Decimal(1)))
    assert sheet.errors == {(0, 1), (1, 0)}


def test_a_formula_never_calculated_is_a_spot(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["甲", "=1+1"])
    book.save(tmp_path / "a.xlsx")
    assert open_book(tmp_path / "a.xlsx").sheets[0].unvalued == {(0, 1)}


def test_a_formula_with_an_empty_text_as_result_is_blank(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("表")
    sheet.write(0, 0, "甲")
    sheet.write_formula(0, 1, '=IF(1,"","x")', None, "文")
    book.close()
    edit(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", lambda text: text.replace("<v>文</v>", "<v></v>"))
    assert open_book(tmp_path / "a.xlsx").sheets[0].unvalued == frozenset()


def test_hidden_sheets_are_marked_and_chart_sheets_left_out(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    book.add_worksheet("表").write(0, 0, 1)
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=表!$A$1:$A$1"})
    book.add_chartsheet("图").set_chart(chart)
    book.add_worksheet("下拉").hide()
    book.close()
    assert [(sheet.name, sheet.hidden) for sheet in open_book(tmp_path / "a.xlsx").sheets] == [
        ("表", False),
        ("下拉", True),
    ]


def test_a_workbook_of_chart_sheets_only_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "a.xlsx", {"表": [[1]]})
    edit(path, "xl/workbook.xml", lambda text: text.replace('name="表"', 'name="图"'))
    edit(path, "xl/_rels/workbook.xml.rels", lambda text: text.replace('/worksheet"', '/chartsheet"'))
    assert refusal(path) == ("no_sheet", "文件里没有工作表")


@pytest.mark.parametrize("name", ["小表.xls", "旧表.xls"])
def test_an_old_workbook_whatever_its_suffix(tmp_path: Path, name: str) -> None:
    path = tmp_path / "表.et"
    path.write_bytes((FIXTURES / name).read_bytes())
    roster, points = open_book(path).sheets
    assert roster.rows[:2] == (("编号", "名称", "类型"), ("P1", "第1支部", "企业"))
    assert points.errors == {(2, 2)}
    assert points.rows[3][:3] == ("P2", "A1", True)
    assert points.merged == ((0, 0, 0, 3),)


def test_an_xlsx_named_et_is_read_by_content(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"表": [["甲"]]})
    assert open_book(path.rename(tmp_path / "a.et")).sheets[0].rows == (("甲",),)


def test_files_that_are_not_there_or_not_files(tmp_path: Path) -> None:
    (tmp_path / "空.xlsx").touch()
    (tmp_path / "文件.txt").write_text("x", encoding="utf-8")
    assert refusal(tmp_path / "无.xlsx") == ("file_missing", "找不到这个文件")
    assert refusal(tmp_path) == ("file_is_folder", "这是一个文件夹")
    assert refusal(tmp_path / "空.xlsx") == ("file_empty", "文件是空的（0 字节）")
    assert refusal(tmp_path / "文件.txt" / "a.xlsx") == ("file_unreadable", "文件打不开")


def test_a_file_that_vanishes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes((FIXTURES / "小表.xls").read_bytes())

    def refuse_bytes(self: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refuse_bytes)
    assert refusal(path) == ("file_unreadable", "文件打不开")


def test_a_monster_is_refused_by_size_alone(tmp_path: Path) -> None:
    with (tmp_path / "大.xlsx").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    assert refusal(tmp_path / "大.xlsx") == ("file_too_big", "文件有 100 MB，超过 50 MB")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\x89PNG\r\n\x1a\n", "一张图片（PNG）"),
        (b"\xff\xd8\xff\xe0", "一张图片（JPEG）"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "一张图片或一段视频"),
        (b"\x00\x00\x00\x18ftypheic", "一张图片或一段视频"),
        (b"%PDF-1.7", "一个 PDF 文件"),
        (b"Rar!\x1a\x07", "一个压缩包（RAR）"),
        (b"<html><table>", "一个网页（HTML）"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "一个 XML 表格（2003 格式）",
        ),
        ("编号,名称\n".encode("gbk"), "一个文本文件（如 CSV）"),
        (b"\x01\x02\x00\x03", "一个无法识别的文件"),
    ],
)
def test_something_else_renamed_is_named(tmp_path: Path, content: bytes, what: str) -> None:
    (tmp_path / "表.xlsx").write_bytes(content)
    assert refusal(tmp_path / "表.xlsx") == ("file_not_workbook", f"这是{what}，不是电子表格")


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("word/document.xml", "一个 Word 文档"),
        ("ppt/presentation.xml", "一个演示文稿"),
        ("xl/workbook.bin", "一个二进制工作簿（xlsb）"),
        ("OFD.xml", "一个 OFD 文件"),
        ("content.xml", "一个 OpenDocument 文件"),
        ("照片.jpg", "一个普通压缩包（ZIP）"),
    ],
)
def test_another_kind_of_zip_is_named(tmp_path: Path, inside: str, what: str) -> None:
    with zipfile.ZipFile(tmp_path / "表.xlsx", "w") as archive:
        archive.writestr(inside, "x")
    assert refusal(tmp_path / "表.xlsx") == ("file_not_workbook", f"这是{what}，不是电子表格")


def test_a_password_is_named() -> None:
    assert refusal(FIXTURES / "有密码.xlsx") == ("file_locked", "文件加了密码")


def test_content_that_calamine_cannot_read_is_damage(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"表": [["甲"]]})
    edit(path, "xl/worksheets/sheet1.xml", lambda text: text.replace("<v>0</v>", "<v>99</v>"))
    assert refusal(path) == ("file_damaged", "文件已损坏，读不出内容")


def test_merged_ranges_made_to_exhaust_us_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "a.xlsx", {"表": [["甲"]]}, {"表": [(1, 0, 9, 9, "乙")]})
    monkeypatch.setattr(book_module, "MAX_CELLS", 0)
    assert refusal(path) == ("file_bomb", "文件解压后大得异常，可能是恶意文件")


class PanicException(BaseException):
    """As what calamine raises when it panics."""


@pytest.mark.parametrize(("raised", "seen"), [(PanicException, BookError), (KeyboardInterrupt, KeyboardInterrupt)])
def test_a_panic_of_the_reader_is_damage_but_an_interrupt_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raised: type[BaseException], seen: type[BaseException]
) -> None:
    def fail(*_: object) -> None:
        raise raised

    monkeypatch.setattr(book_module, "_sheet", fail)
    with pytest.raises(seen):
        open_book(workbook(tmp_path / "a.xlsx", {"表": [["甲"]]}))


def test_an_old_workbook_with_fewer_sheets_than_names_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book_module, "scan_ole", lambda data: [scan.SheetScan()])
    assert [len(sheet.errors) for sheet in open_book(FIXTURES / "小表.xls").sheets] == [0, 0]
