"""The tree as an actor sees it, and as it stood on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length, Substr

from wuze.accounts.values import Actor
from wuze.registry.enums import RegionKind
from wuze.registry.models import Region, Unit, UnitParent
from wuze.registry.queries.scope import in_force, visible_to

STEP = 4
"""Characters of a path for each level."""

DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit in the tree, with how many visible units stand directly below it."""

    unit: Unit
    below: int


def chain_of(unit: Unit) -> list[Unit]:
    """The superiors as they are, from the top."""
    paths = [unit.path[:end] for end in range(STEP, len(unit.path), STEP)]
    return list(Unit.objects.filter(path__in=paths).order_by("path")) if paths else []


def chain_on(unit: Unit, day: date) -> list[Unit]:
    """The superiors as they stood on a day, from the top; empty where nothing is recorded."""
    found: list[Unit] = []
    key: int | None = unit.pk
    while key is not None and len(found) < DEEPEST:
        row = UnitParent.objects.filter(in_force(day), unit_id=key).select_related("parent").first()
        key = row.parent_id if row else None
        if row and row.parent:
            found.insert(0, row.parent)
    return found


def children_on(actor: Actor, unit: Unit, day: date) -> QuerySet[Unit]:
    """Visible units that belonged directly to this one on a day."""
    rows = UnitParent.objects.filter(in_force(day), parent=unit).values("unit_id")
    return visible_to(actor).filter(pk__in=rows).order_by("path")


def roots_seen(actor: Actor) -> list[Branch]:
    """Where the visible tree begins: units whose superior is not visible or that have none."""
    seen = list(_present(visible_to(actor), actor.today).values_list("path", flat=True))
    paths = set(seen)
    tops = [path for path in seen if path[:-STEP] not in paths]
    return _counted(actor, Unit.objects.filter(path__in=tops).order_by("path"))


def branches(actor: Actor, unit: Unit) -> list[Branch]:
    """Visible units directly below."""
    below = visible_to(actor).filter(path__startswith=unit.path, depth=unit.depth + 1)
    return _counted(actor, _present(below, actor.today).order_by("path"))


def _present(units: QuerySet[Unit], day: date) -> QuerySet[Unit]:
    return units.filter(Q(until=None) | Q(until__gt=day))


def _counted(actor: Actor, units: Iterable[Unit]) -> list[Branch]:
    found = list(units)
    if not found:
        return []
    inside = Q()
    for unit in found:
        inside |= Q(path__startswith=unit.path, depth=unit.depth + 1)
    below = _present(visible_to(actor), actor.today).filter(inside).values_list("path", flat=True)
    counts = Counter(path[:-STEP] for path in below)
    return [Branch(unit, counts[unit.path]) for unit in found]


def with_superior(units: QuerySet[Unit]) -> QuerySet[Unit]:
    """Units with ``above``, the name of the superior as it is."""
    above = Unit.objects.filter(path=Substr(OuterRef("path"), 1, Length(OuterRef("path")) - STEP))
    found: QuerySet[Unit] = units.annotate(above=Subquery(above.values("name")[:1]))
    return found


def places_of(units: QuerySet[Unit]) -> QuerySet[Region]:
    """The places, above villages, in which these units lie."""
    return Region.objects.exclude(kind=RegionKind.VILLAGE).filter(pk__in=units.values("region"))
