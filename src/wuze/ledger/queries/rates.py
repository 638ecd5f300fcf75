"""Rates of a period, and the clocks of those who answer (N13)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from wuze.accounts.enums import ApprovalState
from wuze.accounts.models import Approval
from wuze.accounts.values import Actor
from wuze.ledger import rules
from wuze.ledger.enums import ReportKind, ReportState, TaskState
from wuze.ledger.models import Report, Task
from wuze.ledger.queries.seen import on_time, settled, uncounted
from wuze.ledger.whose import sees_all
from wuze.registry import queries as registry
from wuze.registry.models import Post, Unit


@dataclass(frozen=True, slots=True)
class Rates:
    """Numerators and denominators of a period's nodes, of one unit or of many."""

    due: int = 0
    on_time: int = 0
    closed: int = 0
    out: int = 0
    reports: int = 0
    returned: int = 0
    said: int = 0
    late_said: int = 0
    nil: int = 0


def nodes(rows: QuerySet[Task], since: date, until: date) -> QuerySet[Task]:
    """Those handed out whose node lies in the half-open period."""
    return rows.filter(due__gte=since, due__lt=until).exclude(state__in=(TaskState.DRAFT, TaskState.CANCELLED))


def figures_of(task: Task, since: date, until: date, as_of: date) -> tuple[str, ...]:
    """Which lists of a period a matter stands in, by their names: ``nodes`` where it counts in a rate, ``said`` where it
    was reported on. What was handed out after the day stood in none."""
    if task.state == TaskState.DRAFT or (task.issued_on is not None and task.issued_on > as_of):
        return ()
    counts = nodes(Task.objects.filter(pk=task.pk), since, until).filter(settled(as_of)).exists()
    said = task.reports.filter(received__gte=since, received__lt=until, received__lte=as_of).exists()
    return (*(("nodes",) if counts else ()), *(("said",) if said else ()))


def with_reporter(rows: QuerySet[Task]) -> QuerySet[Task]:
    """With ``reporter``: who entered the newest final report."""
    final = Report.objects.filter(task=OuterRef("pk"), kind=ReportKind.FINAL).order_by("-entered_at", "-pk")
    return rows.annotate(reporter=Subquery(final.values("entered_by")[:1]))


def rates_by_unit(units: Collection[int] | None, since: date, until: date, today: date) -> dict[int, Rates]:
    """By lead unit: tasks whose node lies in the half-open period and has passed or was met. Two queries."""
    rows = nodes(Task.objects.all(), since, until)
    rows = rows if units is None else rows.filter(lead__in=units)
    out = uncounted()
    counts = rows.order_by().values("lead").annotate(
        due_n=Count("pk", filter=settled(today)), out_n=Count("pk", filter=out),
        on_time_n=Count("pk", filter=~out & on_time()),
        closed_n=Count("pk", filter=~out & Q(state=TaskState.CLOSED)),
    )  # fmt: skip
    reports = _reports(units, since, until)
    nothing = (0,) * 5
    found = {
        row["lead"]: Rates(
            row["due_n"], row["on_time_n"], row["closed_n"], row["out_n"], *reports.get(row["lead"], nothing)
        )
        for row in counts
    }
    for lead, numbers in reports.items():
        found.setdefault(lead, Rates(0, 0, 0, 0, *numbers))
    return found


def _reports(units: Collection[int] | None, since: date, until: date) -> dict[int, tuple[int, ...]]:
    """Of the period, by lead unit: final reports, those returned, all reports, late ones, those that said nothing new."""
    rows = Report.objects.filter(received__gte=since, received__lt=until)
    rows = rows if units is None else rows.filter(task__lead__in=units)
    final = Q(kind=ReportKind.FINAL)
    found = rows.order_by().values("task__lead").annotate(
        n=Count("pk", filter=final), back=Count("pk", filter=final & Q(state=ReportState.RETURNED)), said=Count("pk"),
        late_n=Count("pk", filter=Q(late__gt=0)), nil=Count("pk", filter=Q(kind=ReportKind.NIL)),
    )  # fmt: skip
    return {row["task__lead"]: (row["n"], row["back"], row["said"], row["late_n"], row["nil"]) for row in found}


@dataclass(frozen=True, slots=True)
class Clock:
    """How an issuing unit kept its own terms: answers to reports in a period."""

    unit: str
    answered: int
    in_time: int
    late_now: int


NOBODY = "还没有定由谁批"

Span = tuple[str, date, date | None, int]
"""Unit, from when its term ran, when it was done (None: not yet), how many times."""


def asked_clocks(actor: Actor, since: date, until: date) -> list[Clock]:
    """How all that is asked of this package (too little time, extension, adjustment) was decided, by the unit of whoever
    decides, against the same term; what was taken back waits for nobody. Two queries."""
    posts = Post.objects.all() if sees_all(actor) else Post.objects.filter(unit__in=_own_and_below(actor))
    units = dict(posts.values_list("pk", "unit__name"))
    rows = Approval.objects.filter(act__startswith="ledger.").exclude(state=ApprovalState.WITHDRAWN)
    rows = rows.filter(asked_at__date__gte=since, asked_at__date__lt=until)
    found = rows.order_by().values("post", "asked_at__date", "decided_on").annotate(n=Count("pk"))
    spans = found.values_list("post", "asked_at__date", "decided_on", "n")
    if sees_all(actor):
        units[0] = NOBODY
    return _counted(((units[post], asked, done, n) for post, asked, done, n in spans if post in units), actor.today)


def verified_clocks(actor: Actor, since: date, until: date) -> list[Clock]:
    """How soon what was accepted was verified and closed, by issuing unit, against the same term. One query."""
    rows = Task.objects.filter(
        accepted_on__gte=since, accepted_on__lt=until, state__in=(TaskState.DONE, TaskState.CLOSED)
    )
    rows = rows if sees_all(actor) else rows.filter(issuer__in=_own_and_below(actor))
    found = rows.order_by().values("issuer__name", "accepted_on", "closed_on").annotate(n=Count("pk"))
    spans = found.values_list("issuer__name", "accepted_on", "closed_on", "n")
    return _counted([(unit, began, ended, n) for unit, began, ended, n in spans if began], actor.today)


def _own_and_below(actor: Actor) -> QuerySet[Unit, dict[str, int]]:
    return Unit.objects.filter(registry.own_and_below(actor)).values("pk")


def _counted(spans: Iterable[Span], today: date) -> list[Clock]:
    found: dict[str, list[int]] = {}
    for unit, began, ended, n in spans:
        counts, bound = found.setdefault(unit, [0, 0, 0]), rules.review_due(began)
        counts[0] += n if ended is not None else 0
        counts[1] += n if ended is not None and ended <= bound else 0
        counts[2] += n if ended is None and bound < today else 0
    return [Clock(unit, *counts) for unit, counts in sorted(found.items(), key=lambda one: (-one[1][2], one[0]))]


def clocks(actor: Actor, since: date, until: date) -> list[Clock]:
    """By issuing unit, for units of one's own and below; the lead office sees all as totals. One query."""
    rows = Report.objects.filter(answer_due__isnull=False, received__gte=since, received__lt=until)
    if not sees_all(actor):
        rows = rows.filter(task__issuer__in=_own_and_below(actor))
    kept = Q(decided_on__isnull=False, decided_on__lte=F("answer_due"))
    found = rows.order_by().values("task__issuer", "task__issuer__name").annotate(
        answered=Count("pk", filter=Q(decided_on__isnull=False)), in_time=Count("pk", filter=kept),
        late_now=Count("pk", filter=Q(decided_on=None, answer_due__lt=actor.today)),
    )  # fmt: skip
    return [
        Clock(row["task__issuer__name"], row["answered"], row["in_time"], row["late_now"])
        for row in found.order_by("-late_now", "task__issuer__path")
    ]
