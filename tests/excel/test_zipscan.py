"""Looking at an .xlsx before it is read: bombs, stray cells far away, damage."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path

import pytest
import xlsxwriter

from tests.excel.workbooks import edit, workbook
from wuze.excel import scan, zipscan
from wuze.excel.book import open_book
from wuze.excel.refusal import BookError
from wuze.excel.scan import SheetScan
from wuze.excel.zipscan import scan_zip

SHEET = "xl/worksheets/sheet1.xml"
BOMB = "文件解压后大得异常，可能是恶意文件"


def refusal(path: Path) -> str:
    with pytest.raises(BookError) as caught:
        scan_zip(path)
    return caught.value.finding.problem


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return workbook(tmp_path / "a.xlsx", {"表": [["甲", 1], ["乙", 2]]})


def test_an_ordinary_workbook(small: Path) -> None:
    assert scan_zip(small) == {"表": SheetScan()}


def test_a_part_that_unpacks_absurdly_is_refused_by_its_declared_size(small: Path) -> None:
    with zipfile.ZipFile(small, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/a.bin", b"0" * 3_000_000)
    assert refusal(small) == BOMB


def test_too_much_in_all_and_too_many_parts(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipscan, "MAX_UNPACKED", 1000)
    assert refusal(small) == BOMB
    monkeypatch.undo()
    monkeypatch.setattr(zipscan, "MAX_ENTRIES", 3)
    assert refusal(small) == BOMB


def test_a_part_that_lies_about_its_size_is_refused(small: Path) -> None:
    data = small.read_bytes()
    with zipfile.ZipFile(small) as archive:
        size = archive.getinfo(SHEET).file_size
    name = SHEET.encode()
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(name))
    assert struct.unpack_from("<I", data, at + 24) == (size,)
    small.write_bytes(data[: at + 24] + struct.pack("<I", size - 5) + data[at + 28 :])
    assert refusal(small) == BOMB


def test_an_encrypted_zip_is_named(small: Path) -> None:
    data = small.read_bytes()
    at = data.index(b"PK\x01\x02")
    small.write_bytes(data[: at + 8] + b"\x01" + data[at + 9 :])
    assert refusal(small) == "文件加了密码"


def test_a_document_type_is_refused(small: Path) -> None:
    edit(small, "xl/workbook.xml", lambda text: text.replace("<workbook", '<!DOCTYPE a [<!ENTITY b "c">]><workbook'))
    assert refusal(small) == BOMB


def test_a_cut_file_and_a_strange_packing_are_damage(small: Path) -> None:
    whole = small.read_bytes()
    small.write_bytes(whole[: len(whole) // 2])
    assert refusal(small) == "文件已损坏，读不出内容"
    small.write_bytes(whole)
    with zipfile.ZipFile(small) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(small, "w", zipfile.ZIP_BZIP2) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert refusal(small) == "文件已损坏，读不出内容"


def test_stored_parts_and_absolute_targets_are_read(small: Path) -> None:
    edit(small, "xl/_rels/workbook.xml.rels", lambda text: text.replace('"worksheets/', '"/xl/worksheets/'))
    with zipfile.ZipFile(small) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(small, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert scan_zip(small) == {"表": SheetScan()}


def test_a_stray_cell_at_the_far_corner_is_refused_by_name(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("数据")
    sheet.write(0, 0, 1)
    sheet.write(1048575, 16383, "x")
    book.close()
    assert refusal(tmp_path / "a.xlsx") == "工作表“数据”的内容一直到 XFD1048576，范围超过 500 万格"


def test_formatting_without_content_at_the_far_corner_is_no_matter(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("数据")
    sheet.write(0, 0, "甲")
    sheet.write_blank(1048575, 16383, None, book.add_format({"bg_color": "red"}))
    book.close()
    assert open_book(tmp_path / "a.xlsx").sheets[0].rows == (("甲",),)


@pytest.mark.parametrize("cell", ["r='XFD1048576'", 'r = "xfd1048576"', 'r="xfd1048576"', '\n r="XFD1048576"'])
def test_a_far_cell_written_oddly_is_still_seen(small: Path, cell: str) -> None:
    edit(small, SHEET, lambda text: text.replace('r="B2"', cell))
    assert refusal(small) == "工作表“表”的内容一直到 XFD1048576，范围超过 500 万格"


def test_formatting_far_away_in_several_sheets_is_no_matter_but_content_adds_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "a.xlsx", {"一": [[1], [None, 2]], "二": [[1], [None, 2]]})
    for limit in (zipscan, scan):
        monkeypatch.setattr(limit, "MAX_CELLS", 7)
    assert refusal(path) == "工作表“二”的内容一直到 B2，范围超过 0 万格"


def test_a_sheet_that_is_not_there_is_damage(small: Path) -> None:
    edit(small, "xl/_rels/workbook.xml.rels", lambda text: text.replace("sheet1.xml", "sheet9.xml"))
    assert refusal(small) == "文件已损坏，读不出内容"


def test_failed_formulas_quoted_either_way(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"表": [["#N/A", "#REF!"]]})
    edit(path, SHEET, lambda text: text.replace('t="e"', "t='e'", 1).replace(' r="B1"', ""))
    assert scan_zip(path)["表"].errors == {(0, 0)}


def test_inflate_stops_at_the_declared_size() -> None:
    assert len(zlib.decompressobj().decompress(zlib.compress(b"0" * 10**7), 11)) == 11
