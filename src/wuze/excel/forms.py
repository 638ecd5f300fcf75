"""A sheet to be filled in: header with notes, drop-downs, rows that are there already, and room below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from wuze.excel.cells import a1, clean, letters
from wuze.excel.form_words import FIELDS, Field
from wuze.excel.headers import DATA, SCHEME, SheetSpec
from wuze.excel.page import line_count
from wuze.excel.styles import DANGEROUS, Book, Styled, Value, width_of
from wuze.scoring.exact import Number

_SPECS: tuple[SheetSpec, ...] = (*SCHEME, *DATA)
COLUMNS: dict[str, tuple[str, ...]] = {spec.name: tuple(spec.columns) for spec in _SPECS}
_ROOM = 300
"""Rows below the filled ones that carry frames and drop-downs."""
_INLINE = 250
"""A drop-down list longer than this (Excel's limit is 255) goes to a sheet of its own."""
_LISTS = "下拉"


def cell_of(value: object) -> Value | Styled:
    """A value of the model as a cell that reads back equal: a number only where 15 digits hold it, else its text."""
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, Decimal):
        exact = Decimal(format(float(value), ".15g")) == value
        return Styled(value, "number") if exact else format(value, "f")
    if isinstance(value, date):
        return Styled(value, "date")
    return None if value in (None, "") else str(value)


def share_of(value: Number | None) -> Value | Styled:
    """A share (weight, quota) shown as a percentage where that is a whole one."""
    if isinstance(value, Decimal) and value * 100 == int(value * 100):
        return Styled(value, "share")
    return cell_of(value)


class Form:
    """One sheet. ``fields`` default to the contract's; more columns (attributes, data items) may follow."""

    def __init__(
        self, book: Book, name: str, columns: Sequence[str] | None = None, fields: Mapping[str, Field] | None = None,
        *, frozen: int = 0,
    ) -> None:  # fmt: skip  # the signature in two lines
        self.book, self.name = book, name
        self.columns = tuple(columns if columns is not None else COLUMNS[name])
        self.fields = {column: FIELDS.get(name, {}).get(column, Field(14)) for column in self.columns} | dict(
            fields or {}
        )
        self.sheet = book.workbook.add_worksheet(name)
        self.next_row = 1
        self._head(frozen)

    def _head(self, frozen: int) -> None:
        for number, column in enumerate(self.columns):
            field = self.fields[column]
            self.sheet.set_column(number, number, self._width(number))
            self.sheet.write_string(0, number, clean(column), self.book.form("head"))
            if field.note:
                lines = sum(-(-width_of(line) // 26) for line in field.note.split("\n"))
                look = {"font_name": "宋体", "font_size": 10, "width": 220, "height": 20 + 18 * lines, "author": "五责"}
                self.sheet.write_comment(0, number, field.note, look)
        self.sheet.set_row(0, 24)
        self.sheet.freeze_panes(1, frozen)
        self.sheet.repeat_rows(0)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&C第 &P 页，共 &N 页")

    def row(self, values: Sequence[Value | Styled], kind: str = "text") -> None:
        """Write the next row; blank cells keep their frame."""
        lines = 1
        for number, value in enumerate(values):
            plain_value, own = (value.value, value.kind) if isinstance(value, Styled) else (value, kind)
            self._cell(self.next_row, number, plain_value, own)
            if isinstance(plain_value, str):
                lines = max(lines, line_count(plain_value, self._width(number)))
        if lines > 1:
            self.sheet.set_row(self.next_row, 14.25 * min(lines, 25) + 3)
        self.next_row += 1

    def _width(self, number: int) -> float:
        column = self.columns[number]
        return max(self.fields[column].width, width_of(column) + 2)

    def _cell(self, row: int, column: int, value: Value, kind: str) -> None:
        content, form = self.book.cell(value, kind)
        if content is None:
            self.sheet.write_blank(row, column, None, form)
        elif isinstance(content, str):
            self.sheet.write_string(row, column, clean(content), form)
        else:
            self.sheet.write_number(row, column, content, form)

    def end(self) -> None:
        """Frame the empty rows below and set the drop-downs."""
        last = self.next_row + _ROOM
        for row in range(self.next_row, last):
            for number in range(len(self.columns)):
                self.sheet.write_blank(row, number, None, self.book.form("text"))
        for number, column in enumerate(self.columns):
            field = self.fields[column]
            if field.choices:
                self.sheet.data_validation(1, number, last - 1, number, self._choices(field, column))
        self.sheet.ignore_errors({"number_stored_as_text": f"A1:{a1(last, len(self.columns) - 1)}"})
        self.sheet.print_area(0, 0, max(self.next_row - 1, 1), len(self.columns) - 1)

    def check(self, column: str, formula: str, title: str, message: str) -> None:
        """A rule for a whole column; in ``formula`` {c} is the cell of its first row."""
        number = self.columns.index(column)
        self.sheet.data_validation(1, number, self.next_row + _ROOM - 1, number, {
            "validate": "custom", "value": "=" + formula.replace("{c}", f"{letters(number)}2"), "ignore_blank": True,
            "error_title": title, "error_message": message,
        })  # fmt: skip  # one call

    def _choices(self, field: Field, column: str) -> dict[str, object]:
        inline = len(",".join(field.choices)) <= _INLINE and not any("," in word for word in field.choices)
        source: object = list(field.choices) if inline else long_list(self.book, field.choices)
        return {
            "validate": "list", "source": source, "ignore_blank": True, "show_error": field.strict,
            "error_title": column[:32], "error_message": "从下拉清单里选，或空着",
        }  # fmt: skip  # one rule


def long_list(book: Book, words: Sequence[str]) -> str:
    """A list too long for a rule, written to the hidden sheet of lists; the reference to it."""
    sheet = next((one for one in book.workbook.worksheets() if one.name == _LISTS), None)
    if sheet is None:
        sheet = book.workbook.add_worksheet(_LISTS)
        sheet.hide()
        sheet.wuze_columns = 0
    column = sheet.wuze_columns
    sheet.wuze_columns += 1
    for row, word in enumerate(words):
        sheet.write_string(row, column, clean(word), book.form("text", quoted=word.startswith(DANGEROUS)))
    return f"={_LISTS}!${letters(column)}$1:${letters(column)}${len(words)}"
