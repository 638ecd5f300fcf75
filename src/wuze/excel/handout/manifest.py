"""The hidden sheet that a split file carries, so that it is known again when it comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from wuze.excel.book import Book
from wuze.excel.editable import put
from wuze.excel.handout.choose import Plan, row_key
from wuze.excel.handout.frame import Frame, same_form, shown
from wuze.excel.headers import plain

SHEET = "下发信息"
_MARK = "五责下发表"
_VERSION = "1"
_KEYS = "行"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was sent: batch, base workbook, sheet, head rows (from 0), columns by head, the value, and its rows.

    ``rows``: key of a row → digest of its locked cells as they were sent.
    """

    batch: str
    base: str
    sheet: str
    by: str
    value: str
    head: tuple[int, int]
    keys: tuple[str, ...]
    fills: tuple[str, ...]
    rows: dict[tuple[str, ...], str] = field(default_factory=dict)


def digest(frame: Frame, columns: Sequence[int], row: int) -> str:
    """A short digest of some cells of a row; blanks and full width do not count."""
    return digest_of(row_key(frame, columns, row))


def digest_of(texts: Sequence[str]) -> str:
    """The digest of cells in the form in which they are compared."""
    return _short("\x1f".join(texts))


def batch_of(frame: Frame, plan: Plan) -> str:
    """The name of a batch: the same table split the same way has the same."""
    names = [plan.names[at] for at in (plan.by, *plan.keys, *plan.fills)]
    rows = ["\x1f".join(row_key(frame, plan.locked, row)) for row in frame.data]
    return _short("\x1e".join([frame.sheet.name, *names, "", *rows]))


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def manifest_of(base: str, frame: Frame, plan: Plan, batch: str, value: str, rows: Sequence[int]) -> Manifest:
    """The manifest of the file for one value."""
    return Manifest(
        batch, base, frame.sheet.name, plan.names[plan.by], value, (frame.top, frame.bottom),
        tuple(plan.names[at] for at in plan.keys), tuple(plan.names[at] for at in plan.fills),
        {row_key(frame, plan.keys, row): digest(frame, plan.locked, row) for row in rows},
    )  # fmt: skip  # the fields in two lines


def write_manifest(workbook: Any, one: Manifest) -> None:
    """Add the hidden sheet (or put it anew)."""
    if SHEET in workbook.sheetnames:
        workbook.remove(workbook[SHEET])
    page = workbook.create_sheet(SHEET)
    page.sheet_state = "hidden"
    fields = (
        (_MARK, _VERSION), ("批次", one.batch), ("总表", one.base), ("工作表", one.sheet), ("拆分列", one.by),
        ("单位", one.value), ("表头", f"{one.head[0] + 1}-{one.head[1] + 1}"),
        ("关键列", *one.keys), ("回填列", *one.fills), (_KEYS, str(len(one.rows))),
    )  # fmt: skip  # one table
    lines = [*fields, *((mark, *key) for key, mark in one.rows.items())]
    for number, line in enumerate(lines, 1):
        for column, text in enumerate(line, 1):
            put(page.cell(number, column), text)
            page.cell(number, column).number_format = "@"


def read_manifest(book: Book) -> Manifest | None:
    """The manifest in a returned workbook; None where it is gone or no longer whole."""
    sheet = next((one for one in book.sheets if plain(one.name) == SHEET), None)
    if sheet is None:
        return None
    lines = [[text for text in map(shown, row) if text] for row in sheet.rows]
    fields = {line[0]: line[1:] for line in lines if line}
    if _MARK not in fields:
        return None
    try:
        top, bottom = (int(part) - 1 for part in fields["表头"][0].split("-"))
        at = next(number for number, line in enumerate(lines) if line[:1] == [_KEYS])
        rows = {tuple(map(same_form, line[1:])): line[0] for line in lines[at + 1 :] if len(line) > 1}
        singles = [fields[name][0] for name in ("批次", "总表", "工作表", "拆分列")]
        value = (fields["单位"] or [""])[0]
        return Manifest(
            singles[0], singles[1], singles[2], singles[3], value, (top, bottom),
            tuple(fields["关键列"]), tuple(fields["回填列"]), rows,
        )  # fmt: skip  # the fields in two lines
    except (KeyError, IndexError, ValueError, StopIteration):
        return None
