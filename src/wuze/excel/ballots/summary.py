"""计票汇总: the counted figures typed in, checked by formulas while typing; `wuze score` takes it as data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from wuze.excel.ballots.paper import FORMS
from wuze.excel.ballots.plan import BallotSet
from wuze.excel.ballots.words import (
    ABSTAINED,
    BODY,
    CODE,
    COUNTED,
    COUNTER,
    DAY,
    EXPECTED,
    ISSUED,
    NAME,
    POLL,
    PRESENT,
    QUORUM,
    RETURNED,
    SHARE,
    SPOILT,
    TOTAL,
    VOID,
    WATCHER,
)
from wuze.excel.cells import a1, clean
from wuze.excel.page import line_count
from wuze.excel.sheet_names import SheetNames
from wuze.excel.styles import open_book
from wuze.scoring.methods.base import written

_HEAD = 4
"""Row of the headers, from 0."""
_OPEN = {
    "open": {**FORMS["center"], "locked": False, "num_format": "0"},
    "open_text": {**FORMS["text"], "locked": False},
    "calculated": {**FORMS["center"], "font_color": "#595959", "bg_color": "#F2F2F2"},
    "over": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    "rate": {**FORMS["center"], "font_color": "#595959", "bg_color": "#F2F2F2", "num_format": "0.00%"},
}


def write_summary(sets: Sequence[BallotSet], path: Path, *, quorum: str = "") -> None:
    """One sheet a set: figures of the meeting and of the ballots above, a row for each unit below.

    ``quorum``: the share of those expected that must be present, as typed (2/3, 80%); blank: none. Raises CannotWrite.
    """
    with open_book(path, title="计票汇总") as book:
        forms = {name: book.workbook.add_format(look) for name, look in (FORMS | _OPEN).items()}
        names = SheetNames()
        for one in sets:
            _sheet(book.workbook.add_worksheet(names.take(one.label)), forms, one, quorum)


def _sheet(sheet: Any, forms: dict[str, Any], one: BallotSet, quorum: str) -> None:
    options = [option for option, _ in one.options]
    extra = [SPOILT] if "弃权" in options else [ABSTAINED, SPOILT]
    columns = [CODE, NAME, *options, *extra, TOTAL, COUNTED, SHARE]
    last = len(columns) - 1
    sheet.set_column(0, 0, 11)
    sheet.set_column(1, 1, 30)
    sheet.set_column(2, last, 10)
    sheet.merge_range(0, 0, 0, last, "", forms["title"])
    sheet.write_string(0, 0, clean(f"{one.title}计票汇总"), forms["title"])
    sheet.set_row(0, 34)
    _pairs(sheet, forms, 1, [(POLL, one.poll), (BODY, one.body), (QUORUM, quorum)])
    _pairs(sheet, forms, 2, [(EXPECTED, None), (PRESENT, None), (ISSUED, None)])
    _pairs(sheet, forms, 3, [(RETURNED, None), (VOID, None)])
    sheet.merge_range(3, 4, 3, last, "", forms["note"])
    sheet.write_string(3, 4, _note(one), forms["note"])
    sheet.set_row(3, max(24, 15 * line_count(_note(one), 10 * (last - 3)) + 4))
    for at, text in enumerate(columns):
        sheet.write_string(_HEAD, at, clean(text), forms["head"])
    sheet.set_row(_HEAD, 8 + 15 * max(line_count(text, 10) for text in columns))
    for number, (code, name) in enumerate(one.units, _HEAD + 1):
        sheet.write_string(number, 0, clean(code), forms["center"])
        sheet.write_string(number, 1, clean(name), forms["text"])
        _row(sheet, forms, number, one, len(options) + len(extra))
        sheet.set_row(number, max(22, 15 * line_count(name, 30) + 4))
    _end(sheet, forms, _HEAD + 1 + len(one.units), last)


def _note(one: BallotSet) -> str:
    outside = [option for option, face in one.options if face is None]
    left_out = f"{'、'.join([*outside, '弃权'] if '弃权' not in outside else outside)}不计入票数，仍列出。"
    return f"{left_out}收回多于发出的无效；收回不足5张的不公开、不计入；计入票少于{one.least}张算人数不足。"


def _pairs(sheet: Any, forms: dict[str, Any], row: int, pairs: Sequence[tuple[str, str | None]]) -> None:
    for number, (label, value) in enumerate(pairs):
        at = number * 2
        sheet.write_string(row, at, label, forms["label"])
        given = value is not None and label != QUORUM
        if value:
            sheet.write_string(row, at + 1, clean(value), forms["center" if given else "open_text"])
        else:
            sheet.write_blank(row, at + 1, None, forms["open"])
    sheet.set_row(row, 24)


def _row(sheet: Any, forms: dict[str, Any], row: int, one: BallotSet, figures: int) -> None:
    """The open cells of a unit, and what they come to."""
    for at in range(2, 2 + figures):
        sheet.write_blank(row, at, None, forms["open"])
    span = f"{a1(row, 2)}:{a1(row, 1 + figures)}"
    cells = [(a1(row, 2 + at), face) for at, (_, face) in enumerate(one.options) if face is not None]
    counted = "+".join(f"N({cell})" for cell, _ in cells)
    highest = written(max(face for _, face in cells))
    worth = "+".join(f"N({cell})*{written(face)}" for cell, face in cells)
    total = a1(row, 2 + figures)
    formulas = (
        (f'=IF(COUNT({span})=0,"",SUM({span}))', "calculated"),
        (f'=IF(COUNT({span})=0,"",{counted})', "calculated"),
        (f'=IF(N({a1(row, 3 + figures)})<{one.least},"",({worth})/({a1(row, 3 + figures)}*{highest}))', "rate"),
    )
    for at, (formula, form) in enumerate(formulas, 2 + figures):
        sheet.write_formula(row, at, formula, forms[form], "")
    sheet.data_validation(row, 2, row, 1 + figures, {
        "validate": "integer", "criteria": ">=", "value": 0, "ignore_blank": True,
        "error_title": "票数", "error_message": "填 0 或正整数",
    })  # fmt: skip  # one rule
    sheet.conditional_format(row, 2 + figures, row, 2 + figures, {
        "type": "formula", "criteria": f"=AND(ISNUMBER({total}),{total}>$B$4-N($D$4))",
        "format": forms["over"],
    })  # fmt: skip  # one rule


def _end(sheet: Any, forms: dict[str, Any], row: int, last: int) -> None:
    for number, label in enumerate((COUNTER, WATCHER, DAY)):
        sheet.write_string(row, number * 2, label, forms["label"])
        sheet.write_blank(row, number * 2 + 1, None, forms["open_text"])
    sheet.set_row(row, 34)
    whole = {"validate": "integer", "criteria": ">=", "value": 0, "ignore_blank": True,
             "error_title": "人数和票数", "error_message": "填 0 或正整数"}  # fmt: skip  # one rule
    for cell in ("B3", "D3", "F3", "B4", "D4"):
        sheet.data_validation(cell, whole)
    sheet.conditional_format(
        "B4", {"type": "formula", "criteria": '=AND($B$4<>"",$F$3<>"",$B$4>$F$3)', "format": forms["over"]}
    )
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.repeat_rows(_HEAD)
    sheet.freeze_panes(_HEAD + 1, 2)
    sheet.print_area(0, 0, row, last)
    sheet.protect("", {"format_rows": True, "format_columns": True})
