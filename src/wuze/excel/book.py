"""A workbook opened safely: every sheet as a grid of cells the engine takes, with its merged ranges."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from wuze.excel.cells import ERROR_WORDS, CellCache
from wuze.excel.olescan import scan_ole
from wuze.excel.refusal import BookError, bomb, damaged, refuse
from wuze.excel.scan import MAX_CELLS, MAX_FILE, SheetScan, Spot
from wuze.excel.sniff import OLE, kind_of
from wuze.excel.zipscan import scan_zip
from wuze.scoring.tables import Cell

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Row = tuple[Cell, ...]
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged range, from 0, inclusive."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``rows[0]`` is sheet row 1; a row's first cell stands in column ``left`` (0 = A).

    Merged ranges hold their value in the top left cell only. ``errors`` are failed formulas, ``unvalued`` formulas
    stored without a result; both read as None. Spots are (row, column) of the sheet, from 0.
    """

    name: str
    rows: tuple[Row, ...]
    left: int = 0
    merged: tuple[Area, ...] = ()
    errors: frozenset[Spot] = frozenset()
    unvalued: frozenset[Spot] = frozenset()
    hidden: bool = False
    above: tuple[str, ...] = ()
    """Of a table of a document: the paragraphs between the table before and this one."""

    def at(self, row: int, column: int) -> Cell:
        """The value at a spot; None outside the grid."""
        position = column - self.left
        inside = 0 <= row < len(self.rows) and 0 <= position < len(self.rows[row])
        return self.rows[row][position] if inside else None


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: where it lies, the name used in messages, its worksheets in order."""

    path: Path
    sheets: tuple[Sheet, ...] = field(default=())
    below: tuple[str, ...] = ()
    """Of a document: the paragraphs after its last table."""

    @property
    def file(self) -> str:
        """Base name of the path, as messages name it."""
        return self.path.name


def open_book(path: str | Path, *, moments: bool = False) -> Book:
    """Read a whole .xlsx, .xls or .et, by content whatever its suffix. Formulas by their stored value.

    ``moments``: a cell with date and time keeps its time (a ``datetime``, which is a ``date``); else its day alone.

    Raises :class:`BookError` (its ``finding`` names the file) for anything that is not a sound, open, sensible
    workbook; nothing else is raised for bad input.
    """
    path = Path(path)
    head = _head(path)
    try:
        if kind_of(head) == OLE:
            return Book(path, _read(path, scan_ole(path.read_bytes()), moments))
        return Book(path, _read(path, scan_zip(path), moments))
    except OSError:
        raise _unreadable() from None


def _unreadable() -> BookError:
    return refuse("file_unreadable", "文件打不开", "确认你有权读取它，并在 Excel 或 WPS 里关掉它，再试一次")


def _head(path: Path) -> bytes:
    if path.is_dir():
        raise refuse("file_is_folder", "这是一个文件夹", "给出里面工作簿的路径")
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            megabytes = size // 1024 // 1024
            raise refuse("file_too_big", f"文件有 {megabytes} MB，超过 50 MB", "只留需要的工作表，删去图片后另存再交")
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError:
        raise refuse("file_missing", "找不到这个文件", "核对文件名和所在文件夹") from None
    except OSError:
        raise _unreadable() from None
    if not head:
        raise refuse("file_empty", "文件是空的（0 字节）", "重新保存或重新索取原件")
    return head


def _read(path: Path, scans: dict[str, SheetScan] | list[SheetScan], moments: bool) -> tuple[Sheet, ...]:
    import python_calamine as calamine  # slow import: only when a workbook is read

    cache, sheets = CellCache(moments=moments), []
    try:
        with calamine.load_workbook(str(path)) as workbook:
            for number, meta in enumerate(workbook.sheets_metadata):
                if meta.typ is calamine.SheetTypeEnum.WorkSheet:
                    scan = _scan_of(scans, number, meta.name)
                    hidden = meta.visible is not calamine.SheetVisibleEnum.Visible
                    sheets.append(_sheet(workbook.get_sheet_by_index(number), scan, hidden, cache))
    except (calamine.CalamineError, UnicodeError, ValueError):
        raise damaged() from None
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":  # what a panic inside calamine becomes; it has no importable name
            raise
        raise damaged() from None
    if not sheets:
        raise refuse("no_sheet", "文件里没有工作表", "确认交的是填好的工作簿")
    return tuple(sheets)


def _scan_of(scans: dict[str, SheetScan] | list[SheetScan], number: int, name: str) -> SheetScan:
    if isinstance(scans, dict):
        return scans.get(name, SheetScan())
    return scans[number] if number < len(scans) else SheetScan()


def _sheet(source: CalamineSheet, scan: SheetScan, hidden: bool, cache: CellCache) -> Sheet:
    start = source.start or (0, 0)
    rows = tuple(map(cache.row, source.iter_rows()))
    errors = set(scan.errors)
    if not ERROR_WORDS.isdisjoint(cache):
        rows = _blank_error_words(rows, start[1], errors)
    ranges = ((*corner, *end) for corner, end in source.merged_cell_ranges or ())
    merged = _checked(ranges, len(rows), source.width)
    return Sheet(source.name, rows, start[1], merged, frozenset(errors), frozenset(scan.unvalued), hidden)


def _blank_error_words(rows: tuple[Row, ...], left: int, errors: set[Spot]) -> tuple[Row, ...]:
    """Error values pasted as text are errors all the same."""
    cleaned = list(rows)
    for number, row in enumerate(rows):
        found = [at for at, cell in enumerate(row) if isinstance(cell, str) and cell in ERROR_WORDS]
        if found:
            errors.update((number, left + at) for at in found)
            cleaned[number] = tuple(None if at in found else cell for at, cell in enumerate(row))
    return tuple(cleaned)


def _checked(ranges: Iterable[Area], height: int, width: int) -> tuple[Area, ...]:
    """The merged ranges, unless they cover the grid so often that only malice explains it."""
    areas = tuple(ranges)
    covered = sum(
        max(min(bottom + 1, height) - top, 0) * min(right - left + 1, width) for top, left, bottom, right in areas
    )
    if covered > 4 * MAX_CELLS:
        raise bomb()
    return areas
