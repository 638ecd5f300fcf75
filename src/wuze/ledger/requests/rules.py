"""Rules of requests: pure, the date passed in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from wuze.kernel.workdays import CHINA, Left, add_working_days, left, working_days_between
from wuze.ledger.requests.enums import Clock

DAYS: Mapping[str, int] = {
    Clock.CONSULT: 3, Clock.COORDINATE: 5, Clock.COMPLEX: 20, Clock.DISPATCH: 2, Clock.AGAIN: 5,
}  # fmt: skip
"""Working days until the lead office sets others."""

SILENT = 10
"""Working days after an answer without a word from the asker; then whoever handed it out may close it."""

LONGEST = 60
"""Working days of a clock or an extension, at most."""


def due(start: date, days: int) -> date:
    """Until when."""
    return add_working_days(start, days).end


def late_days(bound: date, day: date) -> int:
    """Working days too late; at least one where only days of rest lie between."""
    return 0 if day <= bound else max(working_days_between(bound, day).total, 1)


def light(bound: date | None, today: date) -> Left | None:
    """Of whoever holds it."""
    return left(bound, today) if bound else None


def may_close_silent(answered: date, today: date) -> bool:
    """Has the asker had time enough to speak?"""
    return working_days_between(answered, today).total > SILENT if today > answered else False


def code(year: int, serial: int) -> str:
    """诉2026-0012."""
    return f"诉{year}-{serial:04d}"


def how_it_came(start: date, days: int, extended: int) -> list[str]:
    """How a term came about, a sentence a step, with the source of the year's holidays."""
    first = add_working_days(start, days)
    steps = [first.sentence]
    if extended:
        steps.append(f"延期{extended}个工作日：{add_working_days(first.end, extended).sentence}")
    years = sorted({start.year, add_working_days(first.end, extended).end.year if extended else first.end.year})
    return [*steps, "、".join(f"{year}年放假{CHINA.sources.get(year, '未确认')}" for year in years)]
