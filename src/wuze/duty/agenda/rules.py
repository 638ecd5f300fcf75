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
        return f"安排的日期不能早于今天（{cn(today)}）。"
    return end_fault(day, today)


def entry_faults(day: date, number: str, today: date) -> dict[str, str]:
    """May it be entered so? What is still to come has no number yet; what was held before has its own day and one."""
    if number:
        return {"number": "还没有开的会没有纪要号，开过再登记。"} if day > today else {}
    if day < today:
        return {"number": f"{cn(day)}已经过了：开过的，把当时的纪要号填上，记作补登；还没有开的，日期填今天或以后。"}
    fault = end_fault(day, today)
    return {"day": fault} if fault else {}


def held_fault(day: date, today: date) -> str:
    """May it have been held on that day?"""
    return f"研究日期不能晚于今天（{cn(today)}）。" if day > today else ""


def end_fault(day: date, since: date) -> str:
    """May a node or an end lie there?"""
    if day < since:
        return f"不能早于{cn(since)}。"
    return "太远了，三年以内。" if day > since + timedelta(days=LONGEST) else ""
