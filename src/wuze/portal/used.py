"""用在哪里: the figures of assessment that a matter of the ledger went into. Composes what neither side knows alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from wuze.accounts.values import Actor
from wuze.assessment.rounds.queries import Use, figures_from, in_force_of
from wuze.ledger.models import Task
from wuze.ledger.queries import figures_of

MOST = 12
"""Results that are looked through: a unit has one or two a year."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure, and where it opens."""

    use: Use
    url: str


def used_in(actor: Actor, task: Task) -> list[Line]:
    """Of results the actor sees. Two queries."""
    found: list[Line] = []
    for result in in_force_of(actor, task.lead_id)[:MOST]:
        row = result.member.round
        names = figures_of(task, row.since, row.until, result.calculation.as_of)
        span = [day.isoformat() for day in (row.since, row.until, result.calculation.as_of)]
        starts = [reverse(f"ledger:{name}", args=[task.lead_id, *span]) for name in names]
        found += [
            Line(use, f"{reverse('rounds:card', args=[result.pk])}?open={use.item}#i-{use.item}")
            for use in figures_from(result, starts)
        ]
    return found
