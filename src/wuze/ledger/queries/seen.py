"""What an actor sees of the ledger, and the conditions of lists."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.ledger import rules, states
from wuze.ledger.enums import AskState, TaskState
from wuze.ledger.models import Cooperator, Extension, Report, Task
from wuze.ledger.whose import own_units, sees_all
from wuze.registry import queries as registry
from wuze.registry.models import Unit


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


def is_open() -> Q:
    """Handed out and not yet closed."""
    return Q(state__in=states.OPEN)


def overdue(today: date) -> Q:
    """超期, the one definition of every page: in the hands of the responsible unit, past its day. What lies with the
    issuer past the term of an answer is the issuer's own delay: ``unanswered``."""
    return Q(state__in=states.WITH_LEAD, turn_due__lt=today)


def unanswered(today: date) -> Q:
    """Reported, and not answered or verified within the issuer's own term (N13)."""
    return Q(state__in=(TaskState.REPORTED, TaskState.DONE), turn_due__lt=today)


def amber(today: date) -> Q:
    """Two working days left, or fewer."""
    return Q(state__in=states.OPEN, turn_due__gte=today, turn_due__lte=rules.amber_until(today))


def green(today: date) -> Q:
    """More time left."""
    return Q(state__in=states.OPEN, turn_due__gt=rules.amber_until(today))


def uncounted() -> Q:
    """Left out of the rates: too little time was given, or the reason was not the unit's (``rules.excuse_holds``)."""
    anew = Q(state__in=states.WITH_LEAD, due__gt=F("excused_on"))
    return Q(counted=False) | (Q(excused=True) & ~anew)


def settled(today: date) -> Q:
    """What a rate of nodes counts: the node has passed, or the unit has done its part before."""
    alive = ~Q(state__in=(TaskState.DRAFT, TaskState.CANCELLED))
    return alive & ~uncounted() & (Q(state__in=states.FINISHED) | Q(due__lt=today))


def on_time() -> Q:
    """Of what is settled: done, and not late."""
    return Q(state__in=states.FINISHED, late=0)


def to_report(today: date) -> Q:
    """A periodic report is due within two working days, or was."""
    return Q(state__in=states.WITH_LEAD, report_due__lte=rules.amber_until(today))


def my_turn(actor: Actor) -> Q:
    """What waits for a unit of the actor's own."""
    lead = Q(state__in=states.WITH_LEAD, lead__in=own_units(actor, Capability.REPORT_TASKS))
    return lead | Q(state__in=states.WITH_ISSUER, issuer__in=own_units(actor, Capability.EDIT_TASKS))


def with_order(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Tasks with ``pressing``: whoever is asked first stands first, closed ones last, and marks a list shows."""
    asked = Extension.objects.filter(task=OuterRef("pk"), state=AskState.ASKED)
    return tasks.annotate(
        pressing=Case(When(turn_due=None, then=Value(1)), default=Value(0), output_field=IntegerField()),
        extension_asked=Exists(asked),
    )  # fmt: skip
