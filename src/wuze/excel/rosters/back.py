"""Rosters written: the marked copy that goes back to whoever sent it, and an export made to come back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from wuze.excel.cells import clean, letters
from wuze.excel.editable import emptied, put, solid
from wuze.excel.page import Page as Sheet
from wuze.excel.rosters.read import KEYS_SHEET
from wuze.excel.rosters.values import Kept
from wuze.excel.rosters.words import FIELDS
from wuze.excel.styles import Column, open_book

RED, YELLOW, GREY = "FFFFC7CE", "FFFFEB9C", "FFE8EDF3"
LIST_SHEET = "问题清单"
_TITLES = ("文件", "工作表", "单元格", "问题", "怎么改")
_WIDTHS = (28, 16, 10, 50, 60)
_AUTHOR = "五责"
_WIDE = {"name": 34, "code": 22, "supervisor": 20, "party": 28}


@dataclass(frozen=True, slots=True)
class Mark:
    """A fault at its cell; ``cell`` "" is about the sheet; ``stops``: shown red, else yellow."""

    cell: str
    problem: str
    fix: str
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet to give back. ``heads``: column (0 = A) → what stands over it; ``rows``: row (from 1) → column → value."""

    file: str
    name: str
    head: int
    heads: Mapping[int, str]
    rows: Iterable[tuple[int, Mapping[int, Kept]]]
    marks: Sequence[Mark]


def write_back(pages: Sequence[Page], path: Path) -> None:
    """All sheets in one workbook, every value at the address it came from, the list of problems first. What was not
    taken is not there: its column stays empty, so that addresses still fit the sender's own file."""
    workbook = emptied()
    listed = workbook.create_sheet(LIST_SHEET)
    for page in pages:
        _page(workbook, page)
    _list(listed, pages)
    workbook.save(path)


def _page(workbook: Any, page: Page) -> None:
    from openpyxl.comments import Comment  # slow import: only when a workbook is given back

    sheet = workbook.create_sheet(_name(workbook, page.name))
    for at, head in page.heads.items():
        put(sheet.cell(page.head, at + 1), head)
        sheet.cell(page.head, at + 1).fill = solid(GREY)
        sheet.column_dimensions[letters(at)].width = 18
    for row, cells in page.rows:
        for at, value in cells.items():
            put(sheet.cell(row, at + 1), Decimal(value) if isinstance(value, int) else value)
    for mark in page.marks:
        if mark.cell:
            cell = sheet[mark.cell]
            cell.fill = solid(RED if mark.stops else YELLOW)
            before = f"{cell.comment.text}\n" if cell.comment else ""
            cell.comment = Comment(clean(f"{before}{mark.problem} → {mark.fix}")[:2000], _AUTHOR, width=360, height=90)


def _name(workbook: Any, name: str) -> str:
    """A sheet's name that is still free; two files may both have a Sheet1."""
    taken, plain, number = set(workbook.sheetnames), name[:28] or "表", 1
    free = plain
    while free in taken:
        number += 1
        free = f"{plain}_{number}"[:31]
    return free


def _list(sheet: Any, pages: Sequence[Page]) -> None:
    for column, (title, width) in enumerate(zip(_TITLES, _WIDTHS, strict=True), 1):
        put(sheet.cell(1, column), title)
        sheet.column_dimensions[letters(column - 1)].width = width
    number = 1
    for page in pages:
        for mark in sorted(page.marks, key=lambda one: not one.stops):
            number += 1
            for column, text in enumerate((page.file, page.name, mark.cell, mark.problem, mark.fix), 1):
                put(sheet.cell(number, column), text)
    sheet.freeze_panes = "A2"


def write_export(path: Path, title: str, note: str, fields: Sequence[str], rows: Iterable[Mapping[str, Kept]]) -> int:
    """An export made to come back: one sheet in the order of ``fields``, every cell as text, the keys of all rows on a
    hidden sheet. Returns how many rows it has."""
    with open_book(path, title=title, footer=note) as book:
        page = Sheet(
            book, "名册", title, [Column(FIELDS[name].label, _WIDE.get(name, 14)) for name in fields], note=note
        )
        keys = book.workbook.add_worksheet(KEYS_SHEET)
        keys.hide()
        count = 0
        for row in rows:
            page.row([_text(row.get(name)) for name in fields])
            keys.write_string(count, 0, str(row["key"]))
            count += 1
        page.end()
        if "base" in fields:
            at = fields.index("base")
            page.sheet.set_column(at, at, 4, None, {"hidden": True})
    return count


def _text(value: Kept | None) -> str | None:
    return None if value is None else str(value)
