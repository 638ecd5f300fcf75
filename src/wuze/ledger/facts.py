"""What the ledger knows for scoring: rates of a period, each with the rows it comes from.

``facts(since, until, units, as_of)`` → unit → data item → Fact. A unit without a node in the period has no fact at all:
missing is never zero.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.urls import reverse

from wuze.ledger.queries import Rates, rates_by_unit
from wuze.scoring.exact import div
from wuze.scoring.facts import Fact

ON_TIME, CLOSED, RETURNED, REPORTS = "按时办结率", "销号率", "反馈退回次数", "反馈次数"
LATE_REPORTS, NIL = "汇报迟报次数", "没有新情况占比"
ITEMS = (ON_TIME, CLOSED, RETURNED, REPORTS, LATE_REPORTS, NIL)
"""Data items this package can fill."""

MEANINGS = {
    ON_TIME: ("比率", "", "节点在考核期内的事项中，按时办结的占多少；不足3个工作日的、非本单位原因的不计"),
    CLOSED: ("比率", "", "节点在考核期内的事项中，已经核验销号的占多少"),
    RETURNED: ("次数", "次", "考核期内反馈被退回补充的次数"),
    REPORTS: ("次数", "次", "考核期内反馈办结的次数"),
}
"""Type, unit, and what it is, for whoever chooses where a data item comes from."""

LISTS = ("nodes", "said")
"""The pages that list the rows behind a figure, by their names in the address."""

Found = dict[int, dict[str, Fact]]


def facts(since: date, until: date, units: Collection[int], as_of: date) -> Found:
    """Rates of the half-open period for these units, as they stand on a day."""
    found = rates_by_unit(units, since, until, as_of)
    return {unit: _of(rates, unit, (since, until, as_of)) for unit, rates in found.items()}


def _of(rates: Rates, unit: int, span: tuple[date, date, date]) -> dict[str, Fact]:
    known: dict[str, Fact] = {}
    as_of = span[-1]
    nodes, said = (reverse(f"ledger:{name}", args=[unit, *(day.isoformat() for day in span)]) for name in LISTS)
    out = f"，另有{rates.out}件不计" if rates.out else ""
    if rates.due:
        for item, part, word in ((ON_TIME, rates.on_time, "按时"), (CLOSED, rates.closed, "销号")):
            source = f"台账：节点在期内的{rates.due}件，{word}{part}件{out}"
            known[item] = Fact(div(Decimal(part), Decimal(rates.due)), as_of, None, source, nodes)
    if rates.reports:
        source = f"台账：期内反馈{rates.reports}次，退回{rates.returned}次"
        known[RETURNED] = Fact(Decimal(rates.returned), as_of, None, source, f"{said}?view=back")
        known[REPORTS] = Fact(Decimal(rates.reports), as_of, None, source, f"{said}?view=final")
    if rates.said:
        source = f"台账：期内汇报{rates.said}次，迟{rates.late_said}次，没有新情况{rates.nil}次"
        known[LATE_REPORTS] = Fact(Decimal(rates.late_said), as_of, None, source, f"{said}?view=late")
        known[NIL] = Fact(div(Decimal(rates.nil), Decimal(rates.said)), as_of, None, source, said)
    return known
