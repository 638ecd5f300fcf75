"""A county's table as it is in force: what is hidden or struck through is taken out, and said."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from wuze.excel.book import Book, Sheet, open_book
from wuze.excel.cells import a1
from wuze.excel.docx_tables import is_docx, open_docx
from wuze.excel.hidden import hidden_rows, sheet_texts
from wuze.excel.parts import parsed

Unseen = tuple[str, str, str]
"""Cell, its text, why it was not read."""
_CELL = re.compile(rb'<c (?=[^>]*\bs="(\d+)")[^>]*?\br="([A-Z]+)(\d+)"')


def open_in_force(path: Path) -> tuple[Book, tuple[Unseen, ...]]:
    """A workbook or document without its hidden sheets, hidden rows and rows struck through; and what they said.

    Hidden rows and struck-through text are known of .xlsx alone. Raises as :func:`wuze.excel.book.open_book`.
    """
    if is_docx(path):
        return open_docx(path), ()
    book = open_book(path)
    shown = [sheet for sheet in book.sheets if not sheet.hidden] or list(book.sheets)
    unseen = [(sheet.name, _words(sheet, 0), "这张工作表是隐藏的") for sheet in book.sheets if sheet not in shown]
    struck = _struck_styles(path)
    sheets = []
    for sheet in shown:
        hidden = set(hidden_rows(path, sheet.name, range(len(sheet.rows))))
        crossed = _crossed(path, sheet, struck) - hidden if struck else set()
        for why, rows in (("这一行是隐藏的", hidden), ("这一行划了删除线", crossed)):
            told = [(f"{sheet.name}!{a1(row, sheet.left)}", _row_words(sheet, row), why) for row in sorted(rows)]
            unseen += [one for one in told if one[1]]
        sheets.append(_without(sheet, hidden | crossed))
    return replace(book, sheets=tuple(sheets)), tuple(unseen)


def _without(sheet: Sheet, rows: set[int]) -> Sheet:
    """Rows blanked, a value that is merged into rows below kept."""
    if not rows:
        return sheet
    tall = {(top, left - sheet.left) for top, left, bottom, _ in sheet.merged if bottom > top}
    kept = tuple(
        tuple(cell if (number, at) in tall else None for at, cell in enumerate(row)) if number in rows else row
        for number, row in enumerate(sheet.rows)
    )
    return replace(sheet, rows=kept)


def _row_words(sheet: Sheet, row: int) -> str:
    return " ".join(str(cell) for cell in sheet.rows[row] if cell is not None)


def _words(sheet: Sheet, start: int) -> str:
    """The first words of a sheet, to know it by."""
    return " ".join(filter(None, (_row_words(sheet, row) for row in range(start, len(sheet.rows)))))[:200]


def _struck_styles(path: Path) -> set[int]:
    """Numbers of the cell styles whose letters are struck through."""
    if not zipfile.is_zipfile(path):
        return set()
    with zipfile.ZipFile(path) as archive:
        if "xl/styles.xml" not in archive.namelist():
            return set()
        root = parsed(archive.read("xl/styles.xml"))
    fonts = [_strikes(font) for font in root.iterfind("{*}fonts/{*}font")]
    used = [int(xf.get("fontId", "0")) for xf in root.iterfind("{*}cellXfs/{*}xf")]
    return {number for number, font in enumerate(used) if font < len(fonts) and fonts[font]}


def _strikes(font: ElementTree.Element) -> bool:
    mark = font.find("{*}strike")
    return mark is not None and mark.get("val", "1") not in ("0", "false")


def _crossed(path: Path, sheet: Sheet, struck: set[int]) -> set[int]:
    """Rows most of whose texts are struck through."""
    crossed: dict[int, int] = {}
    for text in sheet_texts(path, sheet.name):
        for style, letters, row in _CELL.findall(text):
            number, column = int(row) - 1, _column(letters)
            if int(style) in struck and sheet.at(number, column) is not None:
                crossed[number] = crossed.get(number, 0) + 1
    return {row for row, n in crossed.items() if 2 * n > sum(cell is not None for cell in sheet.rows[row])}


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
