"""A month of nodes, Monday to Sunday, for the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from wuze.kernel.web.components import Light
from wuze.kernel.workdays import CHINA, between
from wuze.ledger.models import Task

FEW = 4
"""Tasks named on a day; the rest unfold."""

Shown = tuple[Task, Light]


@dataclass(frozen=True, slots=True)
class Month:
    """A month with its neighbours as terms of the address."""

    first: date
    after: date
    before: str
    next: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day: its number, whether one works, what falls due."""

    day: date
    inside: bool
    today: bool
    word: str
    tasks: tuple[Shown, ...]
    more: tuple[Shown, ...]


def month_of(text: str, today: date) -> Month:
    """From 2026-11; nonsense means this month."""
    year, month = today.year, today.month
    head, _, tail = text.partition("-")
    if head.isdecimal() and tail.isdecimal() and 2000 <= int(head[:5]) <= 2100 and 1 <= int(tail[:3]) <= 12:
        year, month = int(head), int(tail)
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return Month(first, after, f"{first - timedelta(days=1):%Y-%m}", f"{after:%Y-%m}")


def weeks(month: Month, shown: Iterable[Shown], today: date) -> list[list[Day]]:
    """Whole weeks; days outside the month are empty."""
    by_day: dict[date, list[Shown]] = {}
    for one in shown:
        if one[0].due is not None:
            by_day.setdefault(one[0].due, []).append(one)
    monday = month.first - timedelta(days=month.first.weekday())
    last = month.after - timedelta(days=1)
    days = [_day(day, month, by_day, today) for day in between(monday, last + timedelta(days=6 - last.weekday()))]
    return [days[start : start + 7] for start in range(0, len(days), 7)]


def _day(day: date, month: Month, by_day: dict[date, list[Shown]], today: date) -> Day:
    found = by_day.get(day, [])
    what = CHINA.day(day)
    word = "" if (what.kind.works and day.weekday() < 5) or (not what.kind.works and day.weekday() > 4) else what.word
    return Day(day, month.first <= day < month.after, day == today, word, tuple(found[:FEW]), tuple(found[FEW:]))
