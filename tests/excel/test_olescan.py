"""Looking at an .xls before it is read: passwords, other documents, damage, failed formulas."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from tests.excel.workbooks import FIXTURES
from wuze.excel import olescan, scan
from wuze.excel.olescan import scan_ole
from wuze.excel.refusal import BookError
from wuze.excel.scan import SheetScan

SMALL, LARGE = (FIXTURES / name for name in ("小表.xls", "旧表.xls"))
DAMAGED = "文件已损坏，读不出内容"


def refusal(data: bytes) -> str:
    with pytest.raises(BookError) as caught:
        scan_ole(data)
    return caught.value.finding.problem


@pytest.mark.parametrize("path", [SMALL, LARGE], ids=["in the mini stream", "in the large stream"])
def test_failed_formulas_are_found(path: Path) -> None:
    assert scan_ole(path.read_bytes()) == [SheetScan(), SheetScan(errors={(2, 2)})]


def test_a_password_inside_the_workbook() -> None:
    code_page = struct.pack("<HH", 0x42, 2)
    data = SMALL.read_bytes()
    assert code_page in data
    assert refusal(data.replace(code_page, struct.pack("<HH", 0x2F, 2), 1)) == "文件加了密码"


@pytest.mark.parametrize(
    ("stream", "what"),
    [
        ("WordDocument", "一个 Word 文档"),
        ("PowerPoint Document", "一个演示文稿"),
        ("Something", "一个无法识别的旧格式文件"),
    ],
)
def test_another_document_is_named(stream: str, what: str) -> None:
    data = renamed(SMALL.read_bytes(), "Workbook", stream)
    assert refusal(data) == f"这是{what}，不是电子表格"


def test_an_encrypted_package() -> None:
    assert refusal(renamed(SMALL.read_bytes(), "Workbook", "EncryptedPackage")) == "文件加了密码"


def test_a_book_of_excel_5_is_looked_at_too() -> None:
    assert len(scan_ole(renamed(SMALL.read_bytes(), "Workbook", "Book"))) == 2


def test_a_cut_container_is_damage() -> None:
    assert refusal(SMALL.read_bytes()[:60]) == DAMAGED
    assert refusal(SMALL.read_bytes()[:700]) == DAMAGED


def test_chains_that_run_in_circles_are_damage() -> None:
    data = bytearray(LARGE.read_bytes())
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    fat = struct.unpack_from("<I", data, 76)[0]
    at = (fat + 1) * size
    directory = struct.unpack_from("<I", data, 48)[0]
    struct.pack_into("<I", data, at + 4 * directory, directory)
    assert refusal(bytes(data)) == DAMAGED
    data = bytearray(LARGE.read_bytes())
    struct.pack_into("<II", data, 68, fat, 1)
    struct.pack_into("<I", data, at + size - 4, fat)
    assert refusal(bytes(data)) == DAMAGED
    data = bytearray(LARGE.read_bytes())
    struct.pack_into("<II", data, 68, fat, 1)
    assert len(scan_ole(bytes(data))) == 2


def test_a_mini_chain_that_runs_in_a_circle_is_damage() -> None:
    data = bytearray(SMALL.read_bytes())
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    mini_fat = struct.unpack_from("<I", data, 60)[0]
    for sector in range(128):
        struct.pack_into("<I", data, (mini_fat + 1) * size + 4 * sector, 0)
    assert refusal(bytes(data)) == DAMAGED


@pytest.mark.parametrize(("at", "value"), [(30, 13), (32, 7), (44, 0xFFFF), (64, 0xFFFF)])
def test_a_header_that_nobody_writes_is_damage(at: int, value: int) -> None:
    data = bytearray(SMALL.read_bytes())
    struct.pack_into("<H", data, at, value)
    assert refusal(bytes(data)) == DAMAGED


@pytest.mark.parametrize(
    "record", [struct.pack("<HHHHHHH", 0x200, 10, 9, 3, 0, 1, 0), struct.pack("<HHIIHHH", 0x200, 14, 0, 70000, 0, 2, 0)]
)
def test_declared_dimensions_beyond_the_format_are_damage(record: bytes) -> None:
    data = SMALL.read_bytes()
    font = data.index(struct.pack("<HH", 0x27E, 10))
    sheet = data.index(struct.pack("<HH", 0x208, 16))
    at = font if record[2] == 10 else sheet
    assert refusal(data[:at] + record + data[at + len(record) :]) == DAMAGED


def test_records_without_an_end_stop_at_the_end_of_the_data() -> None:
    assert list(olescan._records(struct.pack("<HHH", 0x0B, 2, 7), 0)) == [(0x0B, 4, 2)]


def test_sheets_without_number_are_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(olescan, "_MAX_SHEETS", 1)
    assert refusal(SMALL.read_bytes()) == DAMAGED


def test_a_stray_cell_too_far_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "MAX_CELLS", 40)
    assert refusal(SMALL.read_bytes()) == "工作表“得分”的内容一直到 G5，范围超过 0 万格"


def renamed(data: bytes, old: str, new: str) -> bytes:
    """The container with one stream renamed."""
    at = data.index((old + "\0").encode("utf-16-le"))
    name = (new + "\0").encode("utf-16-le")
    entry = name.ljust(64, b"\0") + struct.pack("<H", len(name))
    return data[:at] + entry + data[at + 66 :]
