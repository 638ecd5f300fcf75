"""What entries know for scoring, each with the rows it comes from. A unit without an entry of a kind has no fact of it:
missing is never zero. Numbers, not rewards: what a scheme makes of them is looked at by its linter.

``facts(since, until, units, as_of)`` → unit → data item → Fact.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.urls import reverse

from wuze.ledger.activities import queries
from wuze.ledger.activities.enums import ActivityKind
from wuze.ledger.activities.queries import Sums
from wuze.scoring.exact import Number, div
from wuze.scoring.facts import Fact

TALKS, TRAININGS, FULL, SHARE, EFFECTS, KEPT = (
    "责任人谈心谈话次数", "责任人专题培训次数", "四同完整的业务工作", "四同完整率", "作用发挥有成效的事", "答应的事按时办了的比率",
)  # fmt: skip
ITEMS = (TALKS, TRAININGS, FULL, SHARE, EFFECTS, KEPT)
"""Data items this package can fill."""

Found = dict[int, dict[str, Fact]]


def facts(since: date, until: date, units: Collection[int], as_of: date) -> Found:
    """Of the half-open period for these units, as entered by a day. One query."""
    found = queries.sums_by_unit(units, since, until, as_of)
    return {unit: of for unit, sums in found.items() if (of := _of(sums, unit, since.year, as_of))}


def _of(sums: Sums, unit: int, year: int, as_of: date) -> dict[str, Fact]:
    link = f"{reverse('ledger:unit-activities', args=[unit])}?year={year}"

    def fact(value: Number, words: str, kind: str = "") -> Fact:
        return Fact(value, as_of, None, f"履责记录：{words}", f"{link}&kind={kind}" if kind else link)

    known: dict[str, Fact] = {}
    if sums.talks:
        known[TALKS] = fact(Decimal(sums.talks), f"期内与各级责任人谈心谈话{sums.talks}条", ActivityKind.TALK)
    if sums.trainings:
        known[TRAININGS] = fact(
            Decimal(sums.trainings), f"期内各级责任人专题培训{sums.trainings}条", ActivityKind.TRAINING
        )
    if sums.joint:
        words = f"期内四同{sums.joint}件，四个环节都有的{sums.full}件"
        known[FULL] = fact(Decimal(sums.full), words, ActivityKind.JOINT)
        known[SHARE] = fact(div(Decimal(sums.full), Decimal(sums.joint)), words, ActivityKind.JOINT)
    if sums.effects:
        known[EFFECTS] = fact(
            Decimal(sums.effects), f"期内作用发挥{sums.effects}件，都写了成效和惠及谁", ActivityKind.EFFECT
        )
    if sums.promised:
        words = f"期内答应、到了日子的{sums.promised}件，按时办了{sums.kept}件"
        known[KEPT] = fact(div(Decimal(sums.kept), Decimal(sums.promised)), words)
    return known
