"""What an actor sees of what was done, and named reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from wuze.accounts.enums import Capability, Role
from wuze.accounts.values import Actor
from wuze.kernel.web.templatetags.wuze import cn_date
from wuze.ledger import whose
from wuze.ledger.activities import rules
from wuze.ledger.activities.enums import RESPONSIBLE, ActivityKind, EntryState, PromiseState
from wuze.ledger.activities.models import MARKS, Activity, ActivityFile
from wuze.registry import queries as registry
from wuze.registry.enums import UnitKind
from wuze.registry.models import Organisation, Unit
from wuze.registry.organisations import queries as organisations

STEP = 4
"""Characters of a path for each level."""

STANDS = Q(state=EntryState.ENTERED)
FULL = Q(**{f"{name}__isnull": False for name in MARKS})


def visible_to(actor: Actor) -> QuerySet[Activity]:
    """The county for county-wide roles; else of units of one's own, below, and in one's own place or sector."""
    if whose.sees_all(actor):
        return Activity.objects.all()
    if not actor.posts or not actor.may(Capability.SEE_TASKS):
        return Activity.objects.none()
    seen = Unit.objects.filter(registry.own_and_below(actor) | registry.located(actor)).values("pk")
    return Activity.objects.filter(unit__in=seen)


def opened(actor: Actor) -> QuerySet[Activity]:
    """With what a page of one names."""
    return visible_to(actor).select_related("unit", "organisation")


def files_of(row: Activity) -> QuerySet[ActivityFile]:
    """Its evidence, as it came."""
    return row.files.select_related("file")


def open_promises(actor: Actor) -> QuerySet[Activity]:
    """Promises of the actor's own units that are not settled, the nearest first."""
    rows = visible_to(actor).filter(STANDS, unit__in=whose.own_units(actor), promise_state=PromiseState.OPEN)
    return rows.select_related("unit").order_by("promise_due", "pk")


def units_to_enter_for(actor: Actor) -> QuerySet[Unit]:
    """Units for which the actor may enter on behalf: below by affiliation; all for the lead office's clerks."""
    return (
        registry.visible_to(actor)
        .filter(registry.in_force(actor.today))
        .filter(pk__in=_entered_for(actor).values("pk"))
        .exclude(pk__in=whose.own_units(actor))
        .order_by("path")
    )


def may_enter_for(actor: Actor) -> bool:
    """Is there a unit for which the actor may enter?"""
    return actor.may(Capability.ENTER_FOR) and units_to_enter_for(actor).exists()


def _entered_for(actor: Actor) -> QuerySet[Unit]:
    if Role.LEAD_CLERK in actor.roles:
        return Unit.objects.all()
    found = Q(pk__in=[])
    for held in actor.posts_that(Capability.ENTER_FOR):
        found |= Q(path__startswith=held.path)
    return Unit.objects.filter(found)


def own_to_choose(actor: Actor) -> list[tuple[int, str]]:
    """The units the actor answers for, with their names."""
    return sorted({(held.unit, held.unit_name) for held in actor.posts_that(Capability.REPORT_TASKS)})


def only_branches(actor: Actor) -> bool:
    """Does the actor answer for Party organisations alone?"""
    return all(held.unit_kind == UnitKind.PARTY for held in actor.posts_that(Capability.REPORT_TASKS))


def organisation_named(name: str) -> int | None:
    """The one organisation of the registry with exactly this name; None where there is none, or more than one."""
    found = list(Organisation.objects.filter(name=name, merged_into=None).values_list("pk", flat=True)[:2])
    return found[0] if len(found) == 1 else None


def organisation_seen(actor: Actor, pk: int | None) -> Organisation | None:
    """The organisation visited, if the actor may open it."""
    return organisations.visible_to(actor).filter(pk=pk).first() if pk else None


def cited_by(row: Activity) -> QuerySet[Any]:
    """Reports that cite an entry: of its own unit's tasks, so whoever sees the entry sees them."""
    found: QuerySet[Any] = row.reports.select_related("task")
    return found.order_by("received", "pk")


CITED = 40


def to_cite(unit: Unit) -> dict[str, int]:
    """The newest entries of a unit, by the words under which a report cites them."""
    rows = Activity.objects.filter(STANDS, unit=unit).order_by("-happened", "-pk")[:CITED]
    return {f"{cn_date(row.happened)}的记录：{row}": row.pk for row in rows}


def same_entered(unit: Unit, content: rules.Content) -> bool:
    """Is the same of the same day there already?"""
    day = rules.day_of(content)
    assert day is not None  # noqa: S101 - the rules have looked
    rows = Activity.objects.filter(STANDS, unit=unit, kind=content.kind, happened=day)
    return rows.filter(title=rules.title_of(content)).exists()


# --- sums -------------------------------------------------------------------------------------------------------------


@dataclass
class Line:
    """One superior with the sums of itself and all below it: kind → number, and how many units entered anything."""

    unit: Unit
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    units: set[str] = field(default_factory=set)

    @property
    def entered(self) -> int:
        """Units with at least one entry."""
        return len(self.units)


def roll_up(actor: Actor, since: date, until: date) -> list[Line]:
    """By the committee directly below the county, in the order of the tree. Two queries."""
    heads = list(
        registry.visible_to(actor).filter(registry.in_force(actor.today)).exclude(kind=UnitKind.PARTY).order_by("path")
    )
    rows = visible_to(actor).filter(STANDS, happened__gte=since, happened__lt=until)
    found = rows.order_by().values_list("unit__path", "kind").annotate(n=Count("pk"))
    lines = {unit.path: Line(unit) for unit in heads if unit.depth > 1}
    for path, kind, number in found:
        line = lines.get(_nearest(path, lines))
        if line is not None:
            line.counts[kind] += number
            line.units.add(path)
    return list(lines.values())


def _nearest(path: str, lines: Mapping[str, Line]) -> str:
    """The committee itself, or the one right above."""
    while path and path not in lines:
        path = path[:-STEP]
    return path


@dataclass(frozen=True, slots=True)
class Sums:
    """What scoring may ask of one unit and period."""

    talks: int = 0
    trainings: int = 0
    joint: int = 0
    full: int = 0
    effects: int = 0
    visits: int = 0
    promised: int = 0
    kept: int = 0


def sums_by_unit(units: Collection[int], since: date, until: date, as_of: date) -> dict[int, Sums]:
    """By unit, of what happened in the half-open period and was entered by the day. One query."""
    people: Sequence[str] = RESPONSIBLE
    rows = Activity.objects.filter(
        STANDS, unit__in=units, happened__gte=since, happened__lt=until, entered_on__lte=as_of
    )
    counted = rows.order_by().values("unit").annotate(
        talks=Count("pk", filter=Q(kind=ActivityKind.TALK, layer__in=people)),
        trainings=Count("pk", filter=Q(kind=ActivityKind.TRAINING, layer__in=people)),
        joint=Count("pk", filter=Q(kind=ActivityKind.JOINT)), full=Count("pk", filter=Q(kind=ActivityKind.JOINT) & FULL),
        effects=Count("pk", filter=Q(kind=ActivityKind.EFFECT)), visits=Count("pk", filter=Q(kind=ActivityKind.VISIT)),
        promised=Count("pk", filter=~Q(promise_state=PromiseState.NONE) & Q(promise_due__lte=as_of)),
        kept=Count("pk", filter=Q(
            promise_state=PromiseState.KEPT, promise_due__lte=as_of, promise_ended_on__lte=F("promise_due"),
        )),
    )  # fmt: skip
    names = Sums.__slots__
    return {row["unit"]: Sums(**{name: row[name] for name in names}) for row in counted}  # type: ignore[literal-required]  # the names of the class
