"""One sheet to hand in: title, notes, header rows, data rows, and how it prints."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from wuze.excel.cells import a1, clean
from wuze.excel.seal import cell_text
from wuze.excel.styles import Book, Column, Styled, Value

_A4 = 9
_LANDSCAPE = 138
"""Characters (at 10.5 points) that fit across an A4 page on its side."""
_SMALLEST = 0.7
"""Print not smaller than this; a wider sheet continues on the next page, its first columns repeated."""
_TALLEST = 25
"""Lines of the tallest row: Excel allows 409 points."""
_LINE = 14.25
"""Points a line of 10.5-point text takes. Excel and WPS fit rows to wrapped text when they open a file, others do not."""
_Ready = tuple[str | float | None, Any, int, str]


class Page:
    """A sheet with our look. Rows are added top to bottom with :meth:`row`; :meth:`end` closes it.

    Print titles, frozen panes, filter, A4 landscape and one page wide are set for every sheet. A sheet so wide that it
    would be printed illegibly small runs over several pages, ``frozen`` columns repeated.
    """

    def __init__(
        self, book: Book, name: str, title: str, columns: Sequence[Column], *, note: str = "", frozen: int = 0,
        filtered: bool = True,
    ) -> None:  # fmt: skip  # the signature in two lines
        self.book, self.columns, self.frozen, self.filtered = book, columns, frozen, filtered
        self.name, self.sheet = name, book.workbook.add_worksheet(name)
        self._ready: list[dict[Value | Styled, _Ready]] = [{} for _ in columns]
        for number, column in enumerate(columns):
            self.sheet.set_column(number, number, column.width)
        first = self._top(title, note)
        self.last_head = self._heads(first)
        self.first_head = first
        self.next_row = self.last_head + 1
        self._print()

    def row(self, values: Sequence[Value | Styled]) -> None:
        """Append a row; a :class:`Styled` value is shown its own way, any other as its column says."""
        row, lines, texts = self.next_row, 1, []
        for number, (ready, value) in enumerate(zip(self._ready, values, strict=True)):
            found = ready.get(value)
            if found is None:
                found = ready[value] = self._make(value, self.columns[number])
            content, form, height, text = found
            texts.append(text)
            if content is None:
                self.sheet.write_blank(row, number, None, form)
            elif isinstance(content, str):
                self.sheet.write_string(row, number, content, form)
            else:
                self.sheet.write_number(row, number, content, form)
            lines = max(lines, height)
        if lines > 1:
            self.sheet.set_row(row, _LINE * lines + 3)
        self.book.seal.add(self.name, texts)
        self.next_row = row + 1

    def _make(self, value: Value | Styled, column: Column) -> _Ready:
        """A cell made ready: content, format, and the lines its text takes."""
        own, kind = value if isinstance(value, Styled) else (value, column.kind)
        content, form = self.book.cell(own, kind)
        lines = line_count(content, column.width) if isinstance(content, str) and form.text_wrap else 1
        shown = clean(content) if isinstance(content, str) else content
        return shown, form, min(lines, _TALLEST), cell_text(shown)

    def end(self) -> None:
        """Close the sheet: its filter and its printed area reach to the last row."""
        sheet, last = self.sheet, max(self.next_row - 1, self.last_head)
        if self.filtered:
            sheet.autofilter(self.last_head, 0, last, len(self.columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": _span(0, 0, last, len(self.columns) - 1)})

    def _top(self, title: str, note: str) -> int:
        first, last = self._first_page()
        self._across(0, first, last, title, "title")
        self.sheet.set_row(0, 34)
        if not note:
            return 1
        self._across(1, first, last, note, "note")
        return 2

    def _heads(self, row: int) -> int:
        if any(column.band for column in self.columns):
            self._bands(row)
            row += 1
        height = max(line_count(column.head, column.width) for column in self.columns)
        self.sheet.set_row(row, 16 * height + 6)
        for number, column in enumerate(self.columns):
            if column.head:
                self.sheet.write_string(row, number, column.head, self.book.form("head"))
        if any(column.below is not None for column in self.columns):
            row += 1
            for number, column in enumerate(self.columns):
                value, form = self.book.cell(column.below, "below")
                write = self.sheet.write_string if isinstance(value, str) else self.sheet.write
                write(row, number, value, form)
        return row

    def _bands(self, row: int) -> None:
        start = 0
        for number in range(1, len(self.columns) + 1):
            if number == len(self.columns) or self.columns[number].band != self.columns[start].band:
                self._across(row, start, number - 1, self.columns[start].band, "band")
                start = number
        self.sheet.set_row(row, 22)

    def _across(self, row: int, first: int, last: int, text: str, kind: str) -> None:
        form = self.book.form(kind)
        if last > first:
            self.sheet.merge_range(row, first, row, last, "", form)
        self.sheet.write_string(row, first, text, form)

    def _pages(self) -> int:
        """Pages across at the smallest print that is still read easily."""
        width, left = (sum(column.width for column in some) for some in (self.columns, self.columns[: self.frozen]))
        across = _LANDSCAPE / _SMALLEST
        return 1 if width <= across else max(2, -int(-(width - left) // max(across - left, 1)))

    def _first_page(self) -> tuple[int, int]:
        """The columns over which the title stands: of several pages the first alone, without what is repeated."""
        pages, last = self._pages(), len(self.columns) - 1
        left = sum(column.width for column in self.columns[: self.frozen])
        room = left + (sum(column.width for column in self.columns) - left) / pages
        while pages > 1 and last > 0 and sum(column.width for column in self.columns[: last + 1]) > room:
            last -= 1
        return (min(self.frozen, last) if pages > 1 else 0), last

    def _print(self) -> None:
        sheet, pages = self.sheet, self._pages()
        sheet.freeze_panes(self.last_head + 1, self.frozen)
        sheet.repeat_rows(self.first_head, self.last_head)
        if pages > 1 and self.frozen:
            sheet.repeat_columns(0, self.frozen - 1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(pages, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.center_horizontally()
        sheet.set_footer(f"&L&9{_footer(self.book.footer)}&R&9第 &P 页，共 &N 页")


def line_count(text: str, width: float) -> int:
    """Lines a text takes, wrapped in a column that wide. Quick: three bytes of UTF-8 count as two columns."""
    room = max(width, 2)
    return sum(max(1, math.ceil((len(line) + len(line.encode())) / 2 / room)) for line in text.split("\n"))


def section(page: Page, text: str) -> None:
    """A heading row inside a page."""
    page.row([Styled(text, "section"), *[Styled(None, "note")] * (len(page.columns) - 1)])


def _span(row: int, column: int, last_row: int, last_column: int) -> str:
    return f"{a1(row, column)}:{a1(last_row, last_column)}"


def _footer(text: str) -> str:
    return text.replace("&", "&&")[:180]
