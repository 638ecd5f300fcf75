"""评分表 on paper and to be typed into: A4 upright, one page wide, 得分 held within its bounds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from wuze.excel.cells import a1, clean
from wuze.excel.page import line_count
from wuze.excel.score_sheets.plan import Line, UnitSheet
from wuze.excel.score_sheets.words import (
    BY_DATA,
    COLUMNS,
    CONFIRMED,
    DAY,
    GROUP,
    KIND,
    NAME,
    PERIOD,
    SCORER,
    STAGE,
    TOTAL,
    UNIT,
)
from wuze.excel.sheet_names import SheetNames
from wuze.excel.styles import Book, open_book
from wuze.scoring.exact import plain
from wuze.scoring.facts import STAGES

_WIDTHS = (8.5, 15.0, 35.0, 6.0, 8.0, 22.0)
"""Characters; together they fill the 18 cm between the margins of an upright A4 page at full size."""
_LAST = len(COLUMNS) - 1
_SCORE = 4
_LINE = 14.0
_MOST_LINES = 24
"""Lines of one row; a longer standard goes on in the next row, so that no print ever cuts it."""
_ROOM = 30.0
"""Least height of a row, in points: two handwritten lines of 扣分原因."""
_PAGE = 735.0
"""Points of height between the margins."""
_SHRINK = 1.15
"""A sheet only so much taller is printed smaller on one page, so that the signatures do not stand alone on a second."""
_PROTECTED = {"format_rows": True, "format_columns": True, "select_locked_cells": True, "insert_rows": False}

_TEXT = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "border": 1, "text_wrap": True}
_FORMS: dict[str, dict[str, Any]] = {
    "title": {"font_name": "方正小标宋简体", "font_size": 18, "align": "center", "valign": "vcenter"},
    "label": {**_TEXT, "font_name": "黑体", "align": "center", "bg_color": "#F2F2F2"},
    "given": {**_TEXT, "align": "center"},
    "open": {**_TEXT, "align": "center", "locked": False},
    "open_text": {**_TEXT, "locked": False},
    "open_day": {**_TEXT, "align": "center", "locked": False, "num_format": "yyyy-mm-dd"},
    "head": {**_TEXT, "font_name": "黑体", "align": "center", "bg_color": "#E8EDF3"},
    "part": {**_TEXT, "font_name": "黑体", "bg_color": "#F2F2F2"},
    "text": _TEXT,
    "center": {**_TEXT, "align": "center"},
    "grey": {**_TEXT, "align": "center", "font_color": "#7F7F7F", "bg_color": "#F2F2F2"},
    "total": {**_TEXT, "align": "center", "bold": True},
    "note": {"font_name": "楷体", "font_size": 9.5, "valign": "top", "text_wrap": True},
}
_NOTES = (
    "填写：在“得分”里填数；低于分值的写明“扣分原因”；不适用的写“不适用”；没有评的空着，不要填 0。"
    "“按数据”的由数据计分，不在这里评。灰色和带底纹的格不要改。"
)


def write_sheets(sheets: Iterable[UnitSheet], path: Path, *, title: str, places: int = 2) -> None:
    """Write one workbook with a sheet for each unit. Raises :class:`wuze.excel.styles.CannotWrite`.

    The same sheets give the same bytes.
    """
    with open_book(path, title=title, places=places) as book:
        forms = {name: book.workbook.add_format(look) for name, look in _FORMS.items()}
        names = SheetNames()
        for unit in sheets:
            _Writer(book, forms, names.take(f"{unit.unit} {unit.name}")).write(unit)


class _Writer:
    """One sheet, written from top to bottom."""

    def __init__(self, book: Book, forms: dict[str, Any], name: str) -> None:
        self.forms, self.row, self.tall = forms, 0, 0.0
        self.sheet = book.workbook.add_worksheet(name)
        for number, width in enumerate(_WIDTHS):
            self.sheet.set_column(number, number, width)

    def write(self, unit: UnitSheet) -> None:
        self._head(unit)
        first = self.row
        part = ""
        for line in unit.lines:
            if line.part != part:
                part = line.part
                self._across(self.row, 0, _LAST, part, "part")
                self._height(self.row, 20)
                self.row += 1
            self._line(line)
        self._total(unit, first)
        self._foot(unit)
        self._print(unit)

    def _head(self, unit: UnitSheet) -> None:
        self._across(0, 0, _LAST, unit.title if "评分表" in unit.title else f"{unit.title}评分表", "title")
        self._height(0, 36)
        self._pair(1, 0, NAME, unit.name, "given", (1, 2))
        self._pair(1, 3, UNIT, unit.unit, "given", (5, 5), label_to=4)
        self._pair(2, 0, GROUP, unit.group, "given", (1, 1))
        kind = f"{KIND}：{unit.kind}" if unit.kind else ""
        self._text(2, 2, "　".join(text for text in (kind, f"{PERIOD}：{unit.period}") if text), "given")
        self._pair(2, 3, STAGE, unit.stage, "open", (5, 5), label_to=4)
        self.sheet.data_validation(2, 5, 2, 5, {"validate": "list", "source": list(STAGES)})
        for row in (1, 2):
            self._height(row, 6 + _LINE * max(1, line_count(unit.name, 48), line_count(unit.group, 14)))
        for number, column in enumerate(COLUMNS):
            self._text(3, number, column, "head")
        self._height(3, 22)
        self.row = 4

    def _pair(
        self, row: int, at: int, label: str, value: str, form: str, to: tuple[int, int], *, label_to: int | None = None
    ) -> None:
        self._across(row, at, at if label_to is None else label_to, label, "label")
        self._across(row, *to, value, form)

    def _line(self, line: Line) -> None:
        chunks = _chunks(line.standard, _WIDTHS[2])
        for number, chunk in enumerate(chunks):
            values = (line.item, line.name, chunk, "" if line.points is None else plain(line.points))
            for at, value in enumerate(values if number == 0 else ("", "", chunk, "")):
                self._points(at, value) if at == 3 else self._text(self.row, at, value, "center" if at < 2 else "text")
            if number:
                self._text(self.row, _SCORE, "", "grey")
                self._text(self.row, _LAST, "", "grey")
            else:
                self._score(line)
            lines = max(line_count(chunk, _WIDTHS[2]), 0 if number else line_count(line.name, _WIDTHS[1]))
            self._height(self.row, max(_ROOM, _LINE * lines + 4))
            self.row += 1

    def _points(self, at: int, value: str) -> None:
        if value:
            self.sheet.write_number(self.row, at, float(value), self.forms["center"])
        else:
            self._text(self.row, at, "", "center")

    def _score(self, line: Line) -> None:
        if line.by_data:
            self._text(self.row, _SCORE, BY_DATA, "grey")
            self._text(self.row, _LAST, "", "grey")
            return
        self._text(self.row, _SCORE, "", "open")
        self._text(self.row, _LAST, "", "open_text")
        cell = a1(self.row, _SCORE)
        bounds = [f"{cell}{sign}{plain(end)}" for sign, end in ((">=", line.low), ("<=", line.high)) if end is not None]
        ends = f"{plain(line.low) if line.low is not None else '不限'}到{plain(line.high) if line.high is not None else '不限'}"
        self.sheet.data_validation(self.row, _SCORE, self.row, _SCORE, {
            "validate": "custom", "value": f'=OR({cell}="不适用",AND({",".join([f"ISNUMBER({cell})", *bounds])}))',
            "ignore_blank": True, "error_title": "得分", "error_message": f"填{ends}的数，或“不适用”",
            "input_title": line.item[:32], "input_message": f"{ends}；低于分值的写扣分原因",
        })  # fmt: skip  # one rule

    def _total(self, unit: UnitSheet, first: int) -> None:
        row = self.row
        self._across(row, 0, 2, TOTAL, "total")
        self.sheet.write_number(row, 3, float(unit.full), self.forms["total"])
        span = f"{a1(first, _SCORE)}:{a1(max(row - 1, first), _SCORE)}"
        self.sheet.write_formula(row, _SCORE, f'=IF(COUNT({span})=0,"",SUM({span}))', self.forms["total"], "")
        self._text(row, _LAST, "", "total")
        self._height(row, 22)
        self.row += 1

    def _foot(self, unit: UnitSheet) -> None:
        row = self.row
        for at, label, form in ((0, SCORER, "open"), (2, CONFIRMED, "open"), (3, DAY, "open_day")):
            if label == CONFIRMED:
                self._text(row, at, f"{CONFIRMED}（签字盖章）：", "open_text")
                continue
            self._text(row, at, label, "label") if at == 0 else self._across(row, 3, 4, label, "label")
            self._text(row, 1 if at == 0 else _LAST, "", form)
        self._height(row, 40)
        note = _NOTES + (f"另有板块不在本表评分：{'、'.join(unit.elsewhere)}。" if unit.elsewhere else "")
        self._across(row + 1, 0, _LAST, note, "note")
        self._height(row + 1, _LINE * line_count(note, sum(_WIDTHS)) + 4)
        self.row = row + 2

    def _print(self, unit: UnitSheet) -> None:
        sheet = self.sheet
        sheet.set_portrait()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 1 if self.tall <= _PAGE * _SHRINK else 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.center_horizontally()
        sheet.repeat_rows(1, 3)
        sheet.freeze_panes(4, 0)
        sheet.print_area(0, 0, self.row - 1, _LAST)
        name = f"{unit.unit} {unit.name}".replace("&", "&&")[:100]
        sheet.set_footer(f"&L&9{name}&R&9第 &P 页，共 &N 页")
        sheet.protect("", _PROTECTED)

    def _height(self, row: int, points: float) -> None:
        self.sheet.set_row(row, points)
        self.tall += points

    def _across(self, row: int, first: int, last: int, text: str, form: str) -> None:
        if last > first:
            self.sheet.merge_range(row, first, row, last, "", self.forms[form])
        self._text(row, first, text, form)

    def _text(self, row: int, at: int, text: str, form: str) -> None:
        if text:
            self.sheet.write_string(row, at, clean(text), self.forms[form])
        else:
            self.sheet.write_blank(row, at, None, self.forms[form])


def _chunks(text: str, width: float) -> list[str]:
    """A text in pieces of at most so many printed lines each; cut between lines, or, where one is longer, within."""
    pieces, rest = [], text
    while line_count(rest, width) > _MOST_LINES:
        low, high = 1, len(rest)
        while low < high:  # the longest beginning that still fits
            middle = (low + high + 1) // 2
            low, high = (middle, high) if line_count(rest[:middle], width) <= _MOST_LINES else (low, middle - 1)
        cut = rest.rfind("\n", low // 2, low) + 1 or low
        pieces.append(rest[:cut].rstrip("\n"))
        rest = rest[cut:]
    return [*pieces, rest]
