"""Writes 方案.xlsx and 数据.xlsx of every example. The same call gives the same files, byte for byte.

python examples/build.py [folder to write under; default: this folder]
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from tables import jc20, jc20_facts, lx01, lx03, zh01, zh01_facts
from tables.parts import CLAUSE_COLUMNS, Rows, Sheets
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

EXAMPLES = (
    (lx01, lx01.facts), (lx03, lx03.facts), (jc20, jc20_facts.facts), (zh01, zh01_facts.facts),
)  # fmt: skip
CREATED = datetime(2026, 1, 5, 9, 0)
MERGE_BY = "编号"
WIDEST = 44
LONGEST_HEADING = 10
LINE_HEIGHT = 15


def width(text: object) -> int:
    """Columns a text needs: a Chinese character takes two."""
    if text is None:
        return 0
    return sum(2 if ord(c) > 0x2E80 else 1 for c in str(text))


class Book:
    """One workbook in the house style: bold frozen header, thin borders, wrapped text."""

    def __init__(self, path: Path) -> None:
        self.book = xlsxwriter.Workbook(path)
        self.book.set_properties({"created": CREATED, "author": "青岚县演示"})
        base = {"font_name": "宋体", "font_size": 11, "border": 1, "valign": "vcenter", "text_wrap": True}
        self.head = self.book.add_format({**base, "bold": True, "align": "center", "bg_color": "#E7E6E6"})
        self.text = self.book.add_format(base)
        self.day = self.book.add_format({**base, "num_format": "yyyy-mm-dd"})
        self.percent = self.book.add_format({**base, "num_format": "0.##%"})

    def format_of(self, value: object, column: object) -> Format:
        if isinstance(value, date):
            return self.day
        if isinstance(value, float) and ("率" in str(column) or "比例" in str(column)):
            return self.percent
        return self.text

    def put(self, sheet: Worksheet, row: int, column: int, value: object, style: Format) -> None:
        if value is None:
            sheet.write_blank(row, column, None, style)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), style)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, style)
        else:
            sheet.write_string(row, column, str(value), style)

    def add(self, name: str, rows: Rows, *, merged: bool) -> None:
        sheet = self.book.add_worksheet(name)
        header, *body = rows
        widths = [self.column_width([title, *(row[n] for row in body)]) for n, title in enumerate(header)]
        for column, (title, fit) in enumerate(zip(header, widths, strict=True)):
            sheet.set_column(column, column, fit)
            self.put(sheet, 0, column, title, self.head)
            for row, line in enumerate(body, 1):
                self.put(sheet, row, column, line[column], self.format_of(line[column], title))
        for row, line in enumerate(rows):
            lines = max(-(-width(value) // (fit - 1)) for value, fit in zip(line, widths, strict=True))
            sheet.set_row(row, LINE_HEIGHT * max(lines, 1) + 2)
        if merged:
            self.merge(sheet, header, body)
        sheet.freeze_panes(1, header.index("名称") + 1 if name in ("名录", "数据") and "名称" in header else 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def column_width(self, column: Sequence[object]) -> int:
        """As wide as the longest value, within bounds; a long heading wraps instead."""
        title, *values = (11 if isinstance(value, date) else width(value) for value in column)
        return min(max([min(title, LONGEST_HEADING), *values]) + 2, WIDEST)

    def merge(self, sheet: Worksheet, header: Sequence[object], body: Rows) -> None:
        """Join the item columns of an item that has several clauses, as clerks do."""
        key = header.index(MERGE_BY)
        starts = [n for n, line in enumerate(body) if line[key] is not None]
        for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
            for column, title in enumerate(header):
                if end - start > 1 and title not in CLAUSE_COLUMNS:
                    value = body[start][column]
                    sheet.merge_range(start + 1, column, end, column, "", self.text)
                    self.put(sheet, start + 1, column, value, self.text)


def write(path: Path, sheets: Sheets, *, merged: bool) -> None:
    """Write one workbook; in `merged` ones the item cells of 指标 are joined."""
    book = Book(path)
    for name, rows in sheets.items():
        book.add(name, rows, merged=merged and name == "指标")
    book.book.close()


def build(root: Path) -> None:
    """Write every example below `root`."""
    for example, facts in EXAMPLES:
        folder = root / example.FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        write(folder / "方案.xlsx", example.SCHEME, merged=example.MERGED)
        write(folder / "数据.xlsx", facts(), merged=False)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
