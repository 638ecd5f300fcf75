"""Half-open periods of whole days: since ≤ day < until; ``until`` is None while in force."""

from __future__ import annotations

from datetime import date


def covers(since: date, until: date | None, day: date) -> bool:
    """Is the period in force on this day?"""
    return since <= day and (until is None or day < until)


def overlap(first: tuple[date, date | None], second: tuple[date, date | None]) -> bool:
    """Do two periods share a day?"""
    return (second[1] is None or first[0] < second[1]) and (first[1] is None or second[0] < first[1])
