"""What an actor sees of 议题, decisions and major problems."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from wuze.accounts.enums import Capability, Role
from wuze.accounts.values import Actor
from wuze.duty.agenda.enums import MEETINGS, AgendaState, ProblemState
from wuze.duty.agenda.models import Agenda, Decision, MajorProblem
from wuze.registry import queries as registry
from wuze.registry.enums import UnitKind
from wuze.registry.models import Unit

NEAR = timedelta(days=14)
"""A planned study, or an end, is near."""


def sees_all(actor: Actor) -> bool:
    """County-wide roles, and readers by grant."""
    return actor.may(Capability.SEE_AGENDA) and (actor.sees_county or Role.READER in actor.grants)


def decisions(actor: Actor) -> QuerySet[Decision]:
    """All for the county-wide; else those for a unit of one's own or below."""
    if sees_all(actor):
        return Decision.objects.all()
    if not actor.may(Capability.SEE_AGENDA):
        return Decision.objects.none()
    return Decision.objects.filter(registry.own_and_below(actor, "unit__"))


def visible_to(actor: Actor) -> QuerySet[Agenda]:
    """All for the county-wide; else those in which something was decided for a unit of one's own or below."""
    if sees_all(actor):
        return Agenda.objects.all()
    return Agenda.objects.filter(Exists(decisions(actor).filter(agenda=OuterRef("pk"))))


def problems(actor: Actor) -> QuerySet[MajorProblem]:
    """All for the county-wide; else those a unit of one's own or below solves."""
    if sees_all(actor):
        return MajorProblem.objects.all()
    if not actor.may(Capability.SEE_AGENDA):
        return MajorProblem.objects.none()
    return MajorProblem.objects.filter(registry.own_and_below(actor, "unit__"))


def counted(actor: Actor, rows: QuerySet[Agenda]) -> QuerySet[Agenda]:
    """With the number of decisions the actor sees."""
    return rows.annotate(lines=Count("decisions", filter=Q(decisions__in=decisions(actor).values("pk"))))


def meetings() -> list[tuple[str, str]]:
    """Meetings to choose from: the usual ones, and every one entered before."""
    used = Agenda.objects.order_by("meeting").values_list("meeting", flat=True).distinct()
    return [(name, name) for name in dict.fromkeys((*MEETINGS, *used))]


def owners(actor: Actor) -> list[tuple[str, list[tuple[int, str]]]]:
    """Units that can own a decision or a problem, by kind; branches are reached through their superior."""
    found: dict[str, list[tuple[int, str]]] = {}
    units = Unit.objects.filter(registry.in_force(actor.today)).exclude(kind=UnitKind.PARTY).order_by("path")
    for unit in units:
        found.setdefault(str(UnitKind(unit.kind).label), []).append((unit.pk, unit.name))
    return list(found.items())


@dataclass(frozen=True, slots=True)
class Studies:
    """Regular study in a year: how many planned ones were held, which is next, which are overdue."""

    held: int
    total: int
    overdue: int
    next: Agenda | None


def studies(actor: Actor, year: int) -> Studies:
    """Of what the actor sees."""
    rows = visible_to(actor).filter(study=True, day__year=year).exclude(state=AgendaState.DROPPED)
    planned = Q(state=AgendaState.PLANNED)
    found = rows.aggregate(
        held=Count("pk", filter=Q(state=AgendaState.HELD)), total=Count("pk"),
        overdue=Count("pk", filter=planned & Q(day__lt=actor.today)),
    )  # fmt: skip
    coming = visible_to(actor).filter(planned, study=True, day__gte=actor.today).order_by("day", "pk").first()
    return Studies(found["held"], found["total"], found["overdue"], coming)


def planned_near(actor: Actor) -> QuerySet[Agenda]:
    """Planned 议题 that are near or overdue, for whoever keeps them."""
    if not actor.may(Capability.KEEP_AGENDA):
        return Agenda.objects.none()
    rows = visible_to(actor).filter(state=AgendaState.PLANNED, day__lte=actor.today + NEAR)
    return rows.order_by("day", "pk")


def problems_near(actor: Actor) -> QuerySet[MajorProblem]:
    """Problems near their end: for the owner, and for whoever keeps them."""
    rows = problems(actor).exclude(state=ProblemState.CLOSED).filter(due__lte=actor.today + NEAR)
    if not actor.may(Capability.KEEP_AGENDA):
        rows = rows.filter(unit__in=[held.unit for held in actor.posts_that(Capability.REPORT_TASKS)])
    return rows.select_related("unit").order_by("due", "pk")


def is_late(today: date) -> Q:
    """Not solved, and the end is past."""
    return ~Q(state=ProblemState.CLOSED) & Q(due__lt=today)
