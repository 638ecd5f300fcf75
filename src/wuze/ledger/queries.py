"""What an actor sees of the ledger, and named reads."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, F, IntegerField, Min, OuterRef, Q, QuerySet, Value, When

from wuze.accounts.enums import Capability, Role
from wuze.accounts.values import Actor
from wuze.ledger import rules, states
from wuze.ledger.enums import AskState, ReportKind, ReportState, TaskState
from wuze.ledger.models import Adjustment, Cooperator, Extension, Report, Task
from wuze.registry import queries as registry
from wuze.registry.models import Appointment, Post, Unit

# --- what is visible --------------------------------------------------------------------------------------------------


def sees_all(actor: Actor) -> bool:
    """County-wide roles, and readers by grant."""
    return actor.may(Capability.SEE_TASKS) and (actor.sees_county or Role.READER in actor.grants)


def visible_to(actor: Actor) -> QuerySet[Task]:
    """Tasks the actor may see: the county for county-wide roles; else what units of one's own (and below) issue, lead or
    help with, and what units in one's own place or sector lead. A draft is seen by the issuing side alone."""
    if sees_all(actor):
        return Task.objects.all()
    if not actor.posts or not actor.may(Capability.SEE_TASKS):
        return Task.objects.none()
    own = Unit.objects.filter(registry.own_and_below(actor)).values("pk")
    seen = Unit.objects.filter(registry.own_and_below(actor) | registry.located(actor)).values("pk")
    helps = Cooperator.objects.filter(unit__in=own).values("task")
    return Task.objects.filter(Q(issuer__in=own) | (~Q(state=TaskState.DRAFT) & (Q(lead__in=seen) | Q(pk__in=helps))))


def with_units(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Tasks with the units a list names."""
    return tasks.select_related("lead", "issuer")


def visible_cooperators(actor: Actor) -> QuerySet[Cooperator]:
    """Parts of visible tasks."""
    return Cooperator.objects.filter(task__in=visible_to(actor).values("pk")).select_related("task", "unit", "post")


def visible_reports(actor: Actor) -> QuerySet[Report]:
    """Reports of visible tasks."""
    return Report.objects.filter(task__in=visible_to(actor).values("pk")).select_related("task__lead", "task__issuer")


# --- conditions -------------------------------------------------------------------------------------------------------


def own_units(actor: Actor, capability: Capability) -> list[int]:
    """The units of the actor's posts that allow it."""
    return sorted({held.unit for held in actor.posts_that(capability)})


def is_open() -> Q:
    """Handed out and not yet closed."""
    return Q(state__in=states.OPEN)


def overdue(today: date) -> Q:
    """Whoever holds it is late."""
    return Q(state__in=states.OPEN, turn_due__lt=today)


def amber(today: date) -> Q:
    """Two working days left, or fewer."""
    return Q(state__in=states.OPEN, turn_due__gte=today, turn_due__lte=rules.amber_until(today))


def green(today: date) -> Q:
    """More time left."""
    return Q(state__in=states.OPEN, turn_due__gt=rules.amber_until(today))


def to_report(today: date) -> Q:
    """A periodic report is due within two working days, or was."""
    return Q(state__in=states.WITH_LEAD, report_due__lte=rules.amber_until(today))


def my_turn(actor: Actor) -> Q:
    """What waits for a unit of the actor's own."""
    lead = Q(state__in=states.WITH_LEAD, lead__in=own_units(actor, Capability.REPORT_TASKS))
    return lead | Q(state__in=states.WITH_ISSUER, issuer__in=own_units(actor, Capability.EDIT_TASKS))


# --- one task ---------------------------------------------------------------------------------------------------------


def parts_of(actor: Actor, task: Task) -> QuerySet[Task]:
    """What it was decomposed into, of what the actor sees."""
    return with_units(visible_to(actor).filter(parent=task)).order_by("code")


@dataclass(frozen=True, slots=True)
class Parts:
    """How far the parts are."""

    total: int
    closed: int
    late: int


def rolled_up(task: Task, today: date) -> Parts:
    """All parts, also those the actor does not see one by one: a number says nothing about a unit."""
    found = task.children.exclude(state=TaskState.CANCELLED).aggregate(
        total=Count("pk"), closed=Count("pk", filter=Q(state=TaskState.CLOSED)),
        late=Count("pk", filter=Q(late__gt=0) | Q(state__in=states.WITH_LEAD, due__lt=today)),
    )  # fmt: skip
    return Parts(**found)


def reports_of(task: Task) -> QuerySet[Report]:
    """Newest first."""
    return task.reports.all()


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


# --- units to issue to ------------------------------------------------------------------------------------------------


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


# --- one unit's page --------------------------------------------------------------------------------------------------


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


# --- rates, and the clocks of those who answer (N13) --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rates:
    """Numerators and denominators of a period's nodes, of one unit or of many."""

    due: int = 0
    on_time: int = 0
    closed: int = 0
    out: int = 0
    reports: int = 0
    returned: int = 0


def rates_by_unit(units: Collection[int] | None, since: date, until: date, today: date) -> dict[int, Rates]:
    """By lead unit: tasks whose node lies in the half-open period and has passed or was met. Two queries."""
    rows = Task.objects.filter(due__gte=since, due__lt=until).exclude(state__in=(TaskState.DRAFT, TaskState.CANCELLED))
    rows = rows if units is None else rows.filter(lead__in=units)
    out = Q(counted=False) | Q(excused=True)
    settled = ~out & (Q(state__in=states.FINISHED) | Q(due__lt=today))
    counts = rows.order_by().values("lead").annotate(
        due_n=Count("pk", filter=settled), out_n=Count("pk", filter=out),
        on_time_n=Count("pk", filter=~out & Q(state__in=states.FINISHED, late=0)),
        closed_n=Count("pk", filter=~out & Q(state=TaskState.CLOSED)),
    )  # fmt: skip
    final = Report.objects.filter(kind=ReportKind.FINAL, received__gte=since, received__lt=until)
    final = final if units is None else final.filter(task__lead__in=units)
    reports = {
        row["task__lead"]: (row["n"], row["back"])
        for row in final.order_by()
        .values("task__lead")
        .annotate(n=Count("pk"), back=Count("pk", filter=Q(state=ReportState.RETURNED)))
    }
    found = {
        row["lead"]: Rates(
            row["due_n"], row["on_time_n"], row["closed_n"], row["out_n"], *reports.get(row["lead"], (0, 0))
        )
        for row in counts
    }
    for lead, (number, back) in reports.items():
        found.setdefault(lead, Rates(reports=number, returned=back))
    return found


@dataclass(frozen=True, slots=True)
class Clock:
    """How an issuing unit kept its own terms: answers to reports in a period."""

    unit: str
    answered: int
    in_time: int
    late_now: int


def asked_clocks(actor: Actor, since: date, until: date) -> list[Clock]:
    """How requests for an extension or an adjustment were decided, by issuing unit, against the same term. Two queries."""
    seen = None if sees_all(actor) else Unit.objects.filter(registry.own_and_below(actor)).values("pk")
    found: dict[str, list[int]] = {}
    for model in (Extension, Adjustment):
        rows = model.objects.filter(asked_on__gte=since, asked_on__lt=until)
        rows = rows if seen is None else rows.filter(task__issuer__in=seen)
        for unit, asked, decided in rows.order_by("pk").values_list("task__issuer__name", "asked_on", "decided_on"):
            counts, bound = found.setdefault(unit, [0, 0, 0]), rules.review_due(asked)
            counts[0] += decided is not None
            counts[1] += decided is not None and decided <= bound
            counts[2] += decided is None and bound < actor.today
    return [Clock(unit, *counts) for unit, counts in sorted(found.items(), key=lambda one: (-one[1][2], one[0]))]


def clocks(actor: Actor, since: date, until: date) -> list[Clock]:
    """By issuing unit, for units of one's own and below; the lead office sees all as totals. One query."""
    rows = Report.objects.filter(answer_due__isnull=False, received__gte=since, received__lt=until)
    if not sees_all(actor):
        rows = rows.filter(task__issuer__in=Unit.objects.filter(registry.own_and_below(actor)).values("pk"))
    kept = Q(decided_on__isnull=False, decided_on__lte=F("answer_due"))
    found = rows.order_by().values("task__issuer", "task__issuer__name").annotate(
        answered=Count("pk", filter=Q(decided_on__isnull=False)), in_time=Count("pk", filter=kept),
        late_now=Count("pk", filter=Q(decided_on=None, answer_due__lt=actor.today)),
    )  # fmt: skip
    return [
        Clock(row["task__issuer__name"], row["answered"], row["in_time"], row["late_now"])
        for row in found.order_by("-late_now", "task__issuer__path")
    ]


def with_order(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Tasks with ``pressing``: whoever is asked first stands first, closed ones last, and marks a list shows."""
    asked = Extension.objects.filter(task=OuterRef("pk"), state=AskState.ASKED)
    return tasks.annotate(
        pressing=Case(When(turn_due=None, then=Value(1)), default=Value(0), output_field=IntegerField()),
        extension_asked=Exists(asked),
    )  # fmt: skip
