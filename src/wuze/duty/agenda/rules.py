"""Rules of 议题 and major problems: pure, the date passed in. Findings are sentences; "" means it holds."""

from __future__ import annotations

from datetime import date, timedelta

from wuze.registry.rules import cn

LONGEST = 1096
"""Days ahead that a node or an end may lie."""


def code(year: int, serial: int) -> str:
    """2026议03."""
    return f"{year}议{serial:02d}"


def day_fault(day: date, today: date) -> str:
    """May an 议题 be planned for that day?"""
    if day < today:
        return f"安排的日期不能早于今天（{cn(today)}）；已经开过的，先安排在今天，再登记研究日期。"
    return end_fault(day, today)


def held_fault(day: date, today: date) -> str:
    """May it have been held on that day?"""
    return f"研究日期不能晚于今天（{cn(today)}）。" if day > today else ""


def end_fault(day: date, since: date) -> str:
    """May a node or an end lie there?"""
    if day < since:
        return f"不能早于{cn(since)}。"
    return "太远了，三年以内。" if day > since + timedelta(days=LONGEST) else ""
