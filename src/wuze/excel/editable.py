"""Workbooks in openpyxl's hands: a value put into a cell, and a workbook rebuilt from values where it cannot open one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wuze.excel.book import Book
from wuze.excel.cells import clean
from wuze.excel.styles import DANGEROUS
from wuze.scoring.tables import Cell


def put(cell: Any, value: Cell) -> None:
    """A value as it is; a text never as a formula, a time of day never hidden."""
    cell.value = clean(value) if isinstance(value, str) else value
    if isinstance(value, datetime) and "h" not in cell.number_format.lower():
        cell.number_format = "yyyy-mm-dd hh:mm"  # a time that is there is shown
    if isinstance(value, str) and value.startswith(DANGEROUS):
        cell.data_type = "s"
        cell.quotePrefix = True


def emptied() -> Any:
    """A workbook without any sheet."""
    import openpyxl  # slow import: only when a workbook is changed

    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    return workbook


def rebuilt(book: Book) -> Any:
    """The values and merged ranges of a workbook, without its looks: for old formats and what openpyxl refuses."""
    workbook = emptied()
    for sheet in book.sheets:
        page = workbook.create_sheet(sheet.name)
        page.sheet_state = "hidden" if sheet.hidden else "visible"
        for number, row in enumerate(sheet.rows, 1):
            for column, value in enumerate(row, sheet.left + 1):
                if value is not None:
                    put(page.cell(number, column), value)
        for top, left, bottom, right in sheet.merged:
            page.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    return workbook


def solid(color: str) -> Any:
    """A plain fill; ``color`` as ARGB, ``FFE8EDF3``."""
    from openpyxl.styles import PatternFill  # slow import: only when a workbook is changed

    return PatternFill("solid", fgColor=color)
