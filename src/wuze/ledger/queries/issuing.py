"""Units to issue to, and what they are asked already."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q, QuerySet

from wuze.accounts.enums import Capability, Role
from wuze.accounts.values import Actor
from wuze.ledger import states
from wuze.ledger.enums import TaskState
from wuze.ledger.models import Task
from wuze.ledger.queries.seen import visible_to
from wuze.ledger.whose import own_units
from wuze.registry import queries as registry
from wuze.registry.models import Unit


def may_issue_to(actor: Actor) -> QuerySet[Unit]:
    """Units to which the actor may issue: the whole county for the lead office, else own and below."""
    posts = actor.posts_that(Capability.EDIT_TASKS)
    units = Unit.objects.filter(registry.in_force(actor.today))
    if any(held.role in {Role.LEAD_CLERK, Role.LEAD_HEAD} for held in posts):
        return units
    found = Q(pk__in=[])
    for held in posts:
        found |= Q(path__startswith=held.path)
    return units.filter(found)


def below(actor: Actor, unit: Unit) -> QuerySet[Unit]:
    """Units that belong to one, for decomposition."""
    return may_issue_to(actor).filter(path__startswith=unit.path).exclude(pk=unit.pk)


def already_asked(title: str, units: Iterable[int], but: int = 0) -> set[int]:
    """Units that are asked the same and have not finished: not asked twice."""
    rows = Task.objects.filter(title=title.strip(), state__in=(*states.OPEN, TaskState.DRAFT), lead__in=list(units))
    return set(rows.exclude(pk=but).order_by().values_list("lead", flat=True))


def tasks_by_code(actor: Actor, codes: Collection[str]) -> dict[str, Task]:
    """Visible tasks with these numbers."""
    return {task.code: task for task in visible_to(actor).filter(code__in=codes)}


def open_pairs(actor: Actor) -> set[tuple[str, int]]:
    """Title and lead of all that is asked already."""
    rows = visible_to(actor).filter(state__in=(*states.OPEN, TaskState.DRAFT)).order_by()
    return set(rows.values_list("title", "lead"))


def loads(units: Collection[int]) -> dict[int, int]:
    """How many open tasks each unit has."""
    rows = Task.objects.filter(state__in=states.WITH_LEAD, lead__in=units).order_by().values("lead")
    return {row["lead"]: row["n"] for row in rows.annotate(n=Count("pk"))}


@dataclass(frozen=True, slots=True)
class Collecting:
    """One matter issued to several units at once: how many were asked, how many have answered."""

    group: str
    title: str
    asked: int
    back: int
    late: int


def batches(actor: Actor, most: int) -> list[Collecting]:
    """The actor's own batches that are not all back, the latest first. One query."""
    rows = visible_to(actor).filter(issuer__in=own_units(actor, Capability.EDIT_TASKS), state__in=states.ISSUED)
    late = Q(state__in=states.WITH_LEAD, turn_due__lt=actor.today)
    found = rows.exclude(group="").order_by().values("group").annotate(
        name=Min("title"), asked=Count("pk"), open=Count("pk", filter=Q(state__in=states.WITH_LEAD)),
        late_n=Count("pk", filter=late), last=Max("issued_on"),
    )  # fmt: skip
    return [
        Collecting(row["group"], row["name"], row["asked"], row["asked"] - row["open"], row["late_n"])
        for row in found.filter(open__gt=0, asked__gt=1).order_by("-last", "-group")[:most]
    ]
