"""A figure of a unit in words, over the list of what it was made from."""

from __future__ import annotations

from datetime import timedelta

from wuze.ledger.queries import Rates

DAY = timedelta(days=1)


def rate_words(rates: Rates | None) -> str:
    """计入12件，按时9件，销号7件."""
    if rates is None or not rates.due:
        return "没有计入的事项。"
    out = f"，另有{rates.out}件不计" if rates.out else ""
    return f"计入{rates.due}件，按时{rates.on_time}件，销号{rates.closed}件{out}。"


def said_words(rates: Rates | None) -> str:
    """汇报5次，迟1次……."""
    if rates is None or not rates.said:
        return "没有汇报。"
    return (
        f"汇报{rates.said}次，迟报{rates.late_said}次，没有新情况{rates.nil}次；"
        f"办结反馈{rates.reports}次，退回{rates.returned}次。"
    )
