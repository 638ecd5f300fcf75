"""How a unit's 反馈单 is made to stay on one page: smaller print, then only what was lost, then shortened reasons.

The steps go from the fullest form to the shortest; the first that fits is taken, and the last always does.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from wuze.excel.feedback.model import ItemLine, UnitResult
from wuze.excel.styles import width_of
from wuze.scoring.exact import plain

TABLE_HEIGHT = 124.0
"""Millimetres that the table may take on the page, beside head and foot."""
WIDTHS = (38.0, 15.0, 17.0, 90.0)
"""Millimetres of the four columns: 指标, 分值, 得分, 扣分原因."""
_POINT = 25.4 / 72
LEADING = 1.3
_PADDING = 0.4
_STEPS = (
    (12.0, False, 0), (10.5, False, 0), (9.0, False, 0), (10.5, True, 0), (9.0, True, 0), (7.5, True, 0),
    (9.0, True, 120), (7.5, True, 120), (7.5, True, 90), (7.5, True, 60), (7.5, True, 30),
)  # fmt: skip  # points of print, only what was lost, characters of a reason (0: all)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table as printed."""

    name: str
    full: str
    points: str
    reason: str


@dataclass(frozen=True, slots=True)
class Fitted:
    """A table that stays on the page: print size in points, rows, and whether something had to be left out."""

    size: float
    rows: tuple[Row, ...]
    shortened: bool


def candidates(unit: UnitResult) -> Iterator[Fitted]:
    """Forms that fit by their measured size, fullest first; the last one drops rows until it does."""
    for size, lost_only, most in _STEPS:
        rows, cut = _rows(unit, lost_only=lost_only, most=most)
        if _height(rows, size) <= TABLE_HEIGHT:
            yield Fitted(size, rows, cut)
    rows, _ = _rows(unit, lost_only=True, most=30)
    for count in (*range(len(rows) - 1, 0, -1), 0):
        more = Row(f"另有{len(rows) - count}行，见结果“说明”表", "", "", "")
        if _height((*rows[:count], more), 7.5) <= TABLE_HEIGHT:
            yield Fitted(7.5, (*rows[:count], more), True)


def _rows(unit: UnitResult, *, lost_only: bool, most: int) -> tuple[tuple[Row, ...], bool]:
    shown = [item for item in unit.items if not (lost_only and item.whole)]
    rows, cut = [], False
    for item in shown:
        reason = "" if item.whole else "；".join(item.reasons)
        if most and len(reason) > most:
            reason, cut = f"{reason[: most - 1]}……", True
        rows.append(Row(item.name, "" if item.full is None else plain(item.full), _points(item), reason))
    if len(shown) < len(unit.items):
        rows.append(Row(f"其余{len(unit.items) - len(shown)}项没有失分", "", "", ""))
    return tuple(rows), cut


def _points(item: ItemLine) -> str:
    return item.word if item.points is None else f"{item.points:f}"


def _height(rows: tuple[Row, ...], size: float) -> float:
    """Millimetres of the table, header included."""
    line = size * LEADING * _POINT
    return (line + _PADDING) * 1.2 + sum(
        line * max(_lines(row.name, WIDTHS[0], size), _lines(row.reason, WIDTHS[3], size)) + _PADDING for row in rows
    )


def _lines(text: str, width: float, size: float) -> int:
    """Lines a text takes; in a long one now and then a character that must not begin a line is pushed down."""
    room = math.floor((width - 4.2) * 2 / (size * _POINT))
    columns = width_of(text)
    return max(1, math.ceil(columns * (1.02 if columns <= room else 1.04) / room))
