"""Reminders of units: what stands in today's, which ones an actor reads, how many are new."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Q, QuerySet

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.ledger import rules, states
from wuze.ledger.models import Digest, Task
from wuze.ledger.whose import in_office, own_units

MOST_LINES = 30
"""Matters named in one digest; the rest are a number."""

MOST_UNITS = 60
"""Units named to the lead office, other than branches; the rest are a number."""


def due_lines(today: date) -> Mapping[int, list[dict[str, object]]]:
    """By unit, what is near its node, past it, or due for a report. Two days before, on the day, and while it is late.
    One query."""
    near = rules.amber_until(today)
    asked = Q(turn_due__lte=near) | Q(report_due__lte=near)
    rows = Task.objects.filter(asked, state__in=states.WITH_LEAD).order_by("turn_due", "code")
    known: dict[tuple[date | None, date | None], str] = {}
    found: dict[int, list[dict[str, object]]] = {}
    for pk, title, lead, due, report in rows.values_list("pk", "title", "lead", "turn_due", "report_due").iterator():
        if (due, report) not in known:
            known[due, report] = rules.reminded(due, report, near, today)
        found.setdefault(lead, []).append({"task": pk, "title": title, "words": known[due, report]})
    return found


def visible_to(actor: Actor) -> QuerySet[Digest]:
    """Digests of the units the actor answers for."""
    units = own_units(actor, Capability.REPORT_TASKS)
    return Digest.objects.filter(unit__in=units, day__lte=actor.today).select_related("unit")


def of_today(actor: Actor) -> QuerySet[Digest]:
    """For the lead office: who was reminded today."""
    rows = Digest.objects.filter(day=actor.today).select_related("unit").order_by("unit__path")
    return rows if in_office(actor) else rows.none()
