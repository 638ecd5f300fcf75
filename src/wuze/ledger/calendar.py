"""How a node came about, day by day: the weeks from issue to node with the running total, for ``wz-cal``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from wuze.kernel.workdays import CHINA, Kind, between

MOST_WEEKS = 16
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """One field: what stands in it, how it is painted, what it is."""

    text: str
    css: str
    word: str


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday, with the working days counted so far."""

    days: tuple[Day, ...]
    total: str


def weeks(start: date, first_due: date, due: date, today: date) -> tuple[Week, ...]:
    """From the week of issue to the week of the node; none where that would be too long to look at. Days after
    ``first_due`` are those of an extension."""
    monday = start - timedelta(days=start.weekday())
    sunday = due + timedelta(days=6 - due.weekday())
    if (sunday - monday).days > 7 * MOST_WEEKS:
        return ()
    found, total, extra, row = [], 0, 0, []
    for day in between(monday, sunday):
        works = CHINA.works(day)
        total += works and start < day <= first_due
        extra += works and first_due < day <= due
        row.append(_day(day, start, first_due, due, today))
        if len(row) == 7:
            found.append(Week(tuple(row), f"＋{extra}" if extra and day >= first_due else str(total)))
            row = []
    return tuple(found)


def _day(day: date, start: date, first_due: date, due: date, today: date) -> Day:
    what = CHINA.day(day)
    text = f"{day.month}/{day.day}" if day.day == 1 or day == start else str(day.day)
    if what.kind is Kind.MADE_UP:
        text += "班"
    if not what.confirmed and what.kind is Kind.HOLIDAY:
        text += "?"
    return Day(text, _css(day, start, first_due, due, today, works=what.kind.works), what.word)


def _css(day: date, start: date, first_due: date, due: date, today: date, *, works: bool) -> str:
    inside = start < day <= due
    paint = "lg-due" if day == due else "lg-start" if day == start else ""
    if not paint and inside:
        paint = "lg-rest" if not works else "lg-ext" if day > first_due else "lg-on"
    return f"{paint} lg-today".strip() if day == today else paint
