"""Working days, counted so that every date shows how it came about.

The State Council announces each year's holidays and made-up working days by a notice in the autumn before; they are
dated data with a source (``NOTICES``). A year without a notice is **unconfirmed**, never an error: weekends and the
holidays whose dates stand in the regulation itself (1 January, 1-2 May, 1-3 October) rest, everything else works, and
each day so counted says that it is not confirmed.

A count leaves out the day it starts from and includes the day it ends on, as deadlines are counted
(民法典第二百零一条: 开始的当日不计入).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from types import MappingProxyType
from typing import Literal

ONE = timedelta(days=1)
AMBER = 2
"""A light turns amber from so many working days left, today included."""

LONGEST = 2000
"""Working days in one count, at most: eight years; more is a mistake of the calling code."""


class Kind(Enum):
    """What a day is; the value is the word shown."""

    WORK = "工作日"
    MADE_UP = "调休上班"
    WEEKEND = "双休日"
    HOLIDAY = "节假日"

    @property
    def works(self) -> bool:
        """Does the day count?"""
        return self in {Kind.WORK, Kind.MADE_UP}


@dataclass(frozen=True, slots=True)
class Rest:
    """A holiday with its days off, both included, and the weekend days worked for it."""

    name: str
    first: date
    last: date
    made_up: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """One year's arrangement and the paper it stands in."""

    year: int
    source: str
    rests: tuple[Rest, ...]


NOTICES = (
    Notice(
        2025, "国办发明电〔2024〕12号",
        (
            Rest("元旦", date(2025, 1, 1), date(2025, 1, 1)),
            Rest("春节", date(2025, 1, 28), date(2025, 2, 4), (date(2025, 1, 26), date(2025, 2, 8))),
            Rest("清明节", date(2025, 4, 4), date(2025, 4, 6)),
            Rest("劳动节", date(2025, 5, 1), date(2025, 5, 5), (date(2025, 4, 27),)),
            Rest("端午节", date(2025, 5, 31), date(2025, 6, 2)),
            Rest("国庆节、中秋节", date(2025, 10, 1), date(2025, 10, 8), (date(2025, 9, 28), date(2025, 10, 11))),
        ),
    ),
    Notice(
        2026, "国办发明电〔2025〕7号",
        (
            Rest("元旦", date(2026, 1, 1), date(2026, 1, 3), (date(2026, 1, 4),)),
            Rest("春节", date(2026, 2, 15), date(2026, 2, 23), (date(2026, 2, 14), date(2026, 2, 28))),
            Rest("清明节", date(2026, 4, 4), date(2026, 4, 6)),
            Rest("劳动节", date(2026, 5, 1), date(2026, 5, 5), (date(2026, 5, 9),)),
            Rest("端午节", date(2026, 6, 19), date(2026, 6, 21)),
            Rest("中秋节", date(2026, 9, 25), date(2026, 9, 27)),
            Rest("国庆节", date(2026, 10, 1), date(2026, 10, 7), (date(2026, 9, 20), date(2026, 10, 10))),
        ),
    ),
)  # fmt: skip
"""The notices known to this version; a later one is added here, or given to ``Calendar``."""

FIXED = MappingProxyType(
    {(1, 1): "元旦", (5, 1): "劳动节", (5, 2): "劳动节", (10, 1): "国庆节", (10, 2): "国庆节", (10, 3): "国庆节"}
)
"""Holidays by date in 全国年节及纪念日放假办法 (2024): they hold also before a year's notice is out."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day as it is counted: what it is, for which holiday, and whether a notice says so."""

    day: date
    kind: Kind
    name: str = ""
    confirmed: bool = True

    @property
    def word(self) -> str:
        """What it is, in words: 国庆节, 调休上班（国庆节）, 双休日, 工作日（未确认）."""
        word = self.name if self.kind is Kind.HOLIDAY else self.kind.value
        word = f"{word}（{self.name}）" if self.kind is Kind.MADE_UP else word
        return word if self.confirmed else f"{word}（未确认）"


def between(first: date, last: date) -> Iterator[date]:
    """All days from first to last, both included; none where last comes before."""
    day = first
    while day <= last:
        yield day
        day += ONE


class Calendar:
    """Which days work, from the notices given; years without one are unconfirmed."""

    def __init__(self, notices: Sequence[Notice] = NOTICES) -> None:
        self.sources: Mapping[int, str] = {notice.year: notice.source for notice in notices}
        self._named: dict[date, tuple[Kind, str]] = {}
        for notice in notices:
            for rest in notice.rests:
                for day in between(rest.first, rest.last):
                    self._named[day] = (Kind.HOLIDAY, rest.name)
                for day in rest.made_up:
                    self._named[day] = (Kind.MADE_UP, rest.name)

    def day(self, day: date) -> Day:
        """What this day is."""
        known = self._named.get(day)
        confirmed = day.year in self.sources
        if known:
            return Day(day, *known, confirmed)
        if not confirmed and (name := FIXED.get((day.month, day.day))):
            return Day(day, Kind.HOLIDAY, name, confirmed)
        return Day(day, Kind.WEEKEND if day.weekday() >= 5 else Kind.WORK, "", confirmed)

    def works(self, day: date) -> bool:
        """Is this a working day?"""
        return self.day(day).kind.works


CHINA = Calendar()
"""The notices of this version."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One step of a count: the day, and the running total of working days (unchanged on a day that rests)."""

    day: Day
    total: int


@dataclass(frozen=True, slots=True)
class Count:
    """How a date came about: from ``start`` (left out) to ``end``, day by day."""

    start: date
    end: date
    days: tuple[Counted, ...]

    @property
    def total(self) -> int:
        """Working days in all."""
        return self.days[-1].total if self.days else 0

    @property
    def confirmed(self) -> bool:
        """Does every day lie in a year whose notice is known?"""
        return all(step.day.confirmed for step in self.days)

    @property
    def skipped(self) -> tuple[Day, ...]:
        """Days that were not counted."""
        return tuple(step.day for step in self.days if not step.day.kind.works)

    @property
    def sentence(self) -> str:
        """The count in one line: 11月23日起算，当日不计，5个工作日，到11月30日（跳过2天：双休日2天）."""
        names: dict[str, int] = {}
        for day in self.skipped:
            names[day.name or day.kind.value] = names.get(day.name or day.kind.value, 0) + 1
        detail = "、".join(f"{name}{number}天" for name, number in names.items())
        passed = f"（跳过{len(self.skipped)}天：{detail}）" if names else ""
        doubt = "" if self.confirmed else f"；{self._unconfirmed()}年放假安排未确认，可能有变"
        return f"{_short(self.start)}起算，当日不计，{self.total}个工作日，到{_short(self.end)}{passed}{doubt}"

    def _unconfirmed(self) -> str:
        return "、".join(str(year) for year in sorted({one.day.day.year for one in self.days if not one.day.confirmed}))


def add_working_days(start: date, number: int, calendar: Calendar = CHINA) -> Count:
    """``number`` working days after ``start``. Zero ends on ``start`` itself.

    Raises ValueError for a negative number or one above LONGEST.
    """
    if not 0 <= number <= LONGEST:
        raise ValueError(f"工作日数要在0到{LONGEST}之间，给的是{number}。")
    steps: list[Counted] = []
    day, total = start, 0
    while total < number:
        day += ONE
        found = calendar.day(day)
        total += found.kind.works
        steps.append(Counted(found, total))
    return Count(start, day, tuple(steps))


def working_days_between(start: date, end: date, calendar: Calendar = CHINA) -> Count:
    """Working days after ``start`` up to and with ``end``; an empty count where ``end`` comes first."""
    steps: list[Counted] = []
    total = 0
    for day in between(start + ONE, end):
        found = calendar.day(day)
        total += found.kind.works
        steps.append(Counted(found, total))
    return Count(start, end, tuple(steps))


def next_working_days(first: date, number: int, calendar: Calendar = CHINA) -> tuple[date, ...]:
    """The next so many working days; ``first`` itself is always the first of them, also when it rests."""
    days = [first]
    while len(days) < number:
        day = days[-1] + ONE
        while not calendar.works(day):
            day += ONE
        days.append(day)
    return tuple(days)


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a term: the state of its light, and the word beside it. ``days`` is negative when overdue."""

    state: Literal["red", "amber", "green"]
    word: str
    days: int


def left(due: date, today: date, calendar: Calendar = CHINA) -> Left:
    """How long until ``due``, in working days: red when overdue, amber from two days left, green above."""
    if due == today:
        return Left("amber", "今天到期", 0)
    if due < today:
        late = working_days_between(due, today, calendar).total
        return Left("red", f"超期{late}天" if late else "已超期", -late)
    days = working_days_between(today, due, calendar).total
    word = f"剩{days}天" if days else f"{_short(due)}到期"
    return Left("amber" if days <= AMBER else "green", word, days)


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"
