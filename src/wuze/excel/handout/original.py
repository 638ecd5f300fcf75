"""A workbook held open by openpyxl so that its rows can be laid out again and again, its layout with them."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from wuze.excel.book import Book, Sheet
from wuze.excel.editable import put, rebuilt
from wuze.excel.handout.moving import RowMap, moved
from wuze.excel.handout.ranges import move_filters, move_rules
from wuze.excel.handout.rules import extended_rules
from wuze.excel.styles import CREATED
from wuze.scoring.tables import Cell

_UNREADABLE = (BadZipFile, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError)
"""What openpyxl raises for the old formats, and for workbooks that calamine forgives."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row to lay out: the row it comes from (from 1), and the cells that differ from it (column from 0)."""

    source: int
    values: dict[int, Cell] = field(default_factory=dict)
    plain: bool = False
    """True for a row that only borrows the look of its source."""


@dataclass(slots=True)
class Original:
    """A workbook and one sheet of it, as it stood. ``plain``: rebuilt from values, there was no layout to keep."""

    workbook: Any
    page: Any
    sheet: Sheet
    plain: bool
    lost: list[str]
    rows: dict[int, list[Any]] = field(default_factory=dict)
    heights: dict[int, Any] = field(default_factory=dict)
    merged: list[Any] = field(default_factory=list)
    rules: list[Any] = field(default_factory=list)
    formats: list[tuple[Any, list[Any]]] = field(default_factory=list)
    filter: str = ""
    tables: dict[str, str] = field(default_factory=dict)
    frozen: list[str] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The last row that holds anything, from 1."""
        return max(self.rows, default=1)

    def formula_columns(self, rows: Sequence[int]) -> set[int]:
        """Columns (0 = A) in which most of these rows (from 0) hold a formula."""
        counts: dict[int, int] = {}
        for row in rows:
            for cell in self.rows.get(row + 1, ()):
                if cell.data_type == "f":
                    counts[cell.column - 1] = counts.get(cell.column - 1, 0) + 1
        return {at for at, count in counts.items() if count * 2 > len(rows)}


def open_original(path: Path, book: Book, sheet: Sheet) -> Original:
    """Open a workbook, already read as ``book``, for laying out. ``lost`` names what cannot be carried over."""
    workbook, lost = _load(path)
    plain = workbook is None
    if plain:
        workbook = rebuilt(book)
        lost.append("旧格式或不规范的文件：列宽、颜色、公式、下拉带不过去，只带内容（先另存为 .xlsx 就能带）")
    page = workbook[sheet.name]
    for other in workbook.worksheets:
        for part, word in ((other._charts, "图表"), (other._images, "图片"), (other._pivots, "数据透视表")):
            if part:
                lost.append(f"工作表“{other.title}”的{word}")
                part.clear()
    original = Original(workbook, page, sheet, plain, lost)
    if not plain:
        _add_extended(path, workbook)
    _remember(original)
    return original


def _load(path: Path) -> tuple[Any, list[str]]:
    import openpyxl  # slow import: openpyxl

    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            with path.open("rb") as file:
                workbook = openpyxl.load_workbook(file, keep_links=False)
        except _UNREADABLE:
            return None, []
    words = " ".join(str(one.message) for one in said)
    lost = ["扩展的条件格式（如新式数据条、引用别的表的条件）"] if "Conditional Formatting extension" in words else []
    return workbook, lost


def _add_extended(path: Path, workbook: Any) -> None:
    """Drop-downs whose choices stand on another sheet, which Excel keeps where openpyxl does not look."""
    from openpyxl.worksheet.datavalidation import DataValidation  # slow import: openpyxl

    for name, rules in extended_rules(path).items():
        for rule in rules:
            workbook[name].add_data_validation(DataValidation(**rule))


def _remember(original: Original) -> None:
    page = original.page
    rows: dict[int, list[Any]] = {}
    for (row, _), cell in sorted(page._cells.items()):
        rows.setdefault(row, []).append(cell)
    original.rows = rows
    original.heights = {row: copy(look) for row, look in page.row_dimensions.items()}
    original.merged = [copy(area) for area in page.merged_cells.ranges]
    original.rules = list(page.data_validations.dataValidation)
    original.formats = [(area.sqref, list(area.rules)) for area in page.conditional_formatting]
    original.filter = page.auto_filter.ref or ""
    original.tables = dict(page.tables.items())  # openpyxl's items are (name, area)


def lay_out(original: Original, lines: Sequence[Line], last_head: int, *, unhide: bool = True) -> RowMap:
    """Give the sheet these rows, in order, below its head (``last_head``, from 1); formulas and ranges move along.

    Formulas that read a row which is not among them become the value last shown; their cells are left in ``frozen``.
    """
    head = [Line(row) for row in range(1, last_head + 1)]
    every = [*head, *lines]
    pairs = [(line.source, new) for new, line in enumerate(every, 1) if not line.plain]
    rows = RowMap(pairs, max(original.last, last_head), len(every), _tails(every))
    page, original.frozen = original.page, []
    page._cells.clear()
    page._hyperlinks, page._comments = [], []
    page.row_dimensions.clear()
    for new, line in enumerate(every, 1):
        _row(original, line, new, rows, unhide)
    _merge(original, rows)
    move_rules(page, original.rules, original.formats, rows)
    move_filters(page, original.filter, original.tables, rows)
    return rows


def _tails(lines: Sequence[Line]) -> dict[int, int]:
    """Rows (from 1) followed by rows that borrow their look → the last of those."""
    tails, owner = {}, 0
    for number, line in enumerate(lines, 1):
        if not line.plain:
            owner = number
        else:
            tails[owner] = number
    return tails


def _row(original: Original, line: Line, new: int, rows: RowMap, unhide: bool) -> None:
    look = original.heights.get(line.source)
    if look is not None:
        mine = copy(look)
        mine.index = new
        mine.hidden = look.hidden and not unhide
        original.page.row_dimensions[new] = mine
    left = dict(line.values)
    for cell in original.rows.get(line.source, ()):
        made = original.page.cell(new, cell.column)
        made._style = copy(cell._style)
        at = cell.column - 1
        if at in left:
            put(made, left.pop(at))
        elif not line.plain or cell.data_type == "f":
            _copy_value(original, cell, made, rows, plain=line.plain)
    for at, value in left.items():
        put(original.page.cell(new, at + 1), value)


def _copy_value(original: Original, cell: Any, made: Any, rows: RowMap, *, plain: bool) -> None:
    if cell.data_type == "f":
        text = cell.value if isinstance(cell.value, str) else None
        formula = moved(text, rows, original.page.title, own=(cell.row, made.row)) if text else None
        if formula is not None:
            made.value = formula
        elif not plain:
            put(made, original.sheet.at(cell.row - 1, cell.column - 1))
            original.frozen.append(made.coordinate)
        return
    made._value, made.data_type = cell._value, cell.data_type
    if cell.hyperlink is not None:
        made.hyperlink = copy(cell.hyperlink)
    if cell.comment is not None:
        made.comment = copy(cell.comment)


def _merge(original: Original, rows: RowMap) -> None:
    page = original.page
    page.merged_cells.ranges.clear()
    for area in original.merged:
        span = rows.span(area.min_row, area.max_row)
        if span is None:
            continue
        if rows.row(area.min_row) is None:
            put(page.cell(span[0], area.min_col), original.sheet.at(area.min_row - 1, area.min_col - 1))
        if span[1] > span[0] or area.max_col > area.min_col:
            page.merge_cells(start_row=span[0], start_column=area.min_col, end_row=span[1], end_column=area.max_col)


def fix_dates(workbook: Any) -> None:
    """The same creation date for every workbook we write, and a recalculation when it is opened."""
    workbook.properties.created = workbook.properties.modified = CREATED
    workbook.calculation.fullCalcOnLoad = True
