"""One task with its parts, and one unit with its tasks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Prefetch, Q, QuerySet

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.ledger import states
from wuze.ledger.enums import ReportKind, TaskState
from wuze.ledger.models import Adjustment, Cooperator, Extension, Report, ReportFile, Task
from wuze.ledger.queries.seen import overdue, visible_cooperators, visible_to, with_units
from wuze.ledger.whose import own_units
from wuze.registry import queries as registry
from wuze.registry.models import Appointment, Post, Unit


def of_link(key: str) -> QuerySet[Task]:
    """The one a link is about: its bearer sees nothing else."""
    return Task.objects.filter(pk=key).select_related("lead", "issuer", "post")


def parts_of(actor: Actor, task: Task) -> QuerySet[Task]:
    """What it was decomposed into, of what the actor sees."""
    return with_units(visible_to(actor).filter(parent=task)).order_by("code")


@dataclass(frozen=True, slots=True)
class Parts:
    """How far the parts are."""

    total: int
    closed: int
    overdue: int
    late: int


def rolled_up(task: Task, today: date) -> Parts:
    """All parts, also those the actor does not see one by one: a number says nothing about a unit."""
    found = task.children.exclude(state=TaskState.CANCELLED).aggregate(
        total=Count("pk"), closed=Count("pk", filter=Q(state=TaskState.CLOSED)),
        overdue=Count("pk", filter=overdue(today)), late=Count("pk", filter=Q(late__gt=0)),
    )  # fmt: skip
    return Parts(**found)


def open_parts(task: Task) -> int:
    """How many of its parts are not yet closed."""
    return task.children.filter(state__in=states.OPEN).count()


def reports_of(task: Task) -> QuerySet[Report]:
    """Newest first, with their evidence."""
    return task.reports.prefetch_related(Prefetch("files", ReportFile.objects.select_related("file")))


def cooperators_of(task: Task) -> QuerySet[Cooperator]:
    """By their day."""
    return task.cooperators.select_related("unit", "post")


def extensions_of(task: Task) -> list[Extension]:
    """As asked."""
    return list(task.extensions.all())


def adjustments_of(task: Task) -> list[Adjustment]:
    """As asked."""
    return list(task.adjustments.all())


def holders_of(posts: Collection[int], today: date) -> dict[int, str]:
    """Who holds these posts today."""
    rows = Appointment.objects.filter(registry.in_force(today), post__in=posts).select_related("person")
    return {row.post_id: str(row.person) for row in rows}


def posts_to_choose(unit: Unit) -> list[tuple[str, str]]:
    """Posts of a unit, for a picker."""
    return [(str(post.pk), post.title) for post in unit.posts.filter(until=None).order_by("order", "pk")]


def post_of(unit: Unit, pk: int | None) -> Post | None:
    """A post in force of this unit."""
    return unit.posts.filter(pk=pk, until=None).first() if pk else None


def only_posts(units: Collection[int]) -> dict[int, int]:
    """Units with exactly one post in force, and that post: what is given to such a unit falls to it."""
    rows = Post.objects.filter(unit__in=units, until=None).order_by().values("unit")
    return {row["unit"]: row["one"] for row in rows.annotate(n=Count("pk"), one=Min("pk")).filter(n=1)}


def asked_of(actor: Actor, units: Collection[int]) -> QuerySet[Task]:
    """What is asked of these units, the most pressing first."""
    rows = visible_to(actor).filter(lead__in=units, state__in=states.WITH_LEAD)
    return with_units(rows).order_by("turn_due", "code")


def waiting_of(actor: Actor, units: Collection[int]) -> QuerySet[Task]:
    """What these units have done and the issuer has not answered."""
    rows = visible_to(actor).filter(lead__in=units, state__in=(TaskState.REPORTED, TaskState.DONE))
    return with_units(rows).order_by("turn_due", "code")


def helps_of(actor: Actor, units: Collection[int]) -> QuerySet[Cooperator]:
    """What these units still have to hand in."""
    rows = visible_cooperators(actor).filter(unit__in=units, handed_on=None, task__state__in=states.OPEN)
    return rows.select_related("task__issuer").order_by("due", "pk")


def hard_waiting(actor: Actor) -> QuerySet[Report]:
    """Difficulties that the actor's unit has not answered."""
    mine = own_units(actor, Capability.EDIT_TASKS)
    return Report.objects.filter(
        kind=ReportKind.HARD, decided_on=None, task__issuer__in=mine, task__state__in=states.WITH_LEAD
    ).select_related("task__lead").order_by("answer_due", "pk")  # fmt: skip
