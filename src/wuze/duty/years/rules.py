"""Days of a line in one year: pure. A node that rests comes earlier, to the working day before."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from wuze.kernel.workdays import CHINA, Calendar

ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Start and node in a year; ``confirmed``: the holidays around the node are announced; ``moved``: it rested."""

    start: date
    due: date
    confirmed: bool
    moved: bool


def on(year: int, month: int, day: int) -> date:
    """That day, or the last of a shorter month."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def working(day: date, calendar: Calendar = CHINA) -> date:
    """The day itself, or the working day before."""
    while not calendar.works(day):
        day -= ONE
    return day


def span(
    year: int, start: tuple[int, int], due: tuple[int, int], *, after: bool, calendar: Calendar = CHINA
) -> Span:  # fmt: skip
    """Of a line (months and days) in a year."""
    wanted = on(year + after, *due)
    node = working(wanted, calendar)
    return Span(on(year, *start), node, calendar.day(node).confirmed and calendar.day(wanted).confirmed, node != wanted)


def days_fault(start: tuple[int, int], due: tuple[int, int], *, after: bool) -> str:
    """Do these days follow each other in any year?"""
    for month, day in (start, due):
        if not 1 <= day <= monthrange(2024, month)[1]:
            return f"{month}月没有{day}日。"
    if not after and due < start:
        return "节点早于开始。节点在下一年的，勾上“节点在下一年”。"
    return ""


def code(year: int, number: int) -> str:
    """The number by which tasks know the line of a year: 2027年第3项."""
    return f"{year}年第{number}项"
