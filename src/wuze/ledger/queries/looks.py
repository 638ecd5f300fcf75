"""The ledger looked at in other ways: by state, by day, by unit, by what tasks follow from. What is not seen is not counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from wuze.accounts.values import Actor
from wuze.ledger import states
from wuze.ledger.enums import TaskState, Why
from wuze.ledger.models import SavedView, Task
from wuze.ledger.queries.seen import overdue, visible_to, with_units
from wuze.registry import queries as registry

CARDS, MOST_IN_MONTH, MOST_REASONS = 12, 600, 200


def board(actor: Actor, state: str) -> QuerySet[Task]:
    """The most pressing open tasks in one state."""
    return with_units(visible_to(actor).filter(state=state)).order_by("turn_due", "code")[:CARDS]


def in_states(actor: Actor) -> dict[str, int]:
    """How many open tasks stand in each state."""
    rows = visible_to(actor).filter(state__in=states.OPEN).order_by().values("state")
    return {row["state"]: row["n"] for row in rows.annotate(n=Count("pk"))}


def due_between(actor: Actor, since: date, until: date) -> QuerySet[Task]:
    """Tasks whose node lies in the half-open period, drafts and cancelled ones left out."""
    rows = visible_to(actor).filter(due__gte=since, due__lt=until)
    return with_units(rows.exclude(state__in=(TaskState.DRAFT, TaskState.CANCELLED))).order_by("due", "code")


def by_unit(actor: Actor) -> QuerySet[Any]:
    """Units the actor sees that lead something, with how many tasks are open, overdue, closed, late for ever."""
    seen = visible_to(actor).exclude(state__in=(TaskState.DRAFT, TaskState.CANCELLED))
    units = registry.visible_to(actor).filter(pk__in=seen.values("lead"))
    counted: QuerySet[Any] = units.annotate(
        open_n=_number(seen.filter(state__in=states.OPEN)), overdue_n=_number(seen.filter(overdue(actor.today))),
        closed_n=_number(seen.filter(state=TaskState.CLOSED)), late_n=_number(seen.filter(late__gt=0)),
    )  # fmt: skip
    return counted


def _number(tasks: QuerySet[Task]) -> Coalesce:
    of_unit = tasks.filter(lead=OuterRef("pk")).order_by().values("lead").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(of_unit, output_field=IntegerField()), 0)


@dataclass(frozen=True, slots=True)
class Reason:
    """What tasks follow from, and how far they are."""

    kind: str
    label: str
    words: str
    total: int
    open: int
    overdue: int
    closed: int


def by_reason(actor: Actor) -> Sequence[Reason]:
    """By source and basis, those with most open tasks first."""
    rows = visible_to(actor).exclude(state__in=(TaskState.DRAFT, TaskState.CANCELLED)).order_by()
    found = rows.values("why", "why_code", "why_label").annotate(
        total=Count("pk"), open_n=Count("pk", filter=Q(state__in=states.OPEN)), late_n=Count("pk", filter=overdue(actor.today)),
        closed_n=Count("pk", filter=Q(state=TaskState.CLOSED)),
    )  # fmt: skip
    return [
        Reason(
            Why(row["why"]).label, f"{row['why_code']} {row['why_label']}".strip(), row["why_label"], row["total"],
            row["open_n"], row["late_n"], row["closed_n"],
        )
        for row in found.order_by(F("open_n").desc(), "why_label")[:MOST_REASONS]
    ]  # fmt: skip


def saved_views(actor: Actor) -> QuerySet[SavedView]:
    """The actor's own."""
    return SavedView.objects.filter(user=actor.user) if actor.user else SavedView.objects.none()
