"""Who is asked what how often (N3): item-times by asking office and unit, the ceiling, and what was asked already."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Sum

from wuze.accounts.values import Actor
from wuze.ledger import rules
from wuze.ledger.enums import TaskState
from wuze.ledger.models import Ceiling, Task
from wuze.ledger.whose import sees_all
from wuze.registry import queries as registry
from wuze.registry.enums import UnitKind
from wuze.registry.models import Unit


def ceilings(day: date) -> dict[str, Ceiling]:
    """By kind of unit, as they stand on a day."""
    return {row.kind: row for row in Ceiling.objects.filter(since__lte=day).order_by("since")}


def all_ceilings() -> QuerySet[Ceiling]:
    """All that ever held, for whoever may read the ledger."""
    return Ceiling.objects.all()


def counted(year: int) -> QuerySet[Task]:
    """What one unit asked of another in a year; what was cancelled burdens nobody."""
    rows = Task.objects.filter(issued_on__gte=date(year, 1, 1), issued_on__lt=date(year + 1, 1, 1))
    return rows.exclude(state=TaskState.CANCELLED).order_by()


def asked_by_unit(issuer: int, units: Collection[int], year: int) -> dict[int, int]:
    """Item-times this office has asked of each unit. One query."""
    rows = counted(year).filter(issuer=issuer, lead__in=units).values("lead")
    return {row["lead"]: row["n"] for row in rows.annotate(n=Sum("burden"))}


def over_fault(task: Task, today: date) -> str:
    """Does issuing this draft today take the unit over the ceiling? Asking oneself burdens nobody."""
    if task.issuer_id == task.lead_id:
        return ""
    ceiling = ceilings(today).get(task.lead.kind)
    if ceiling is None:
        return ""
    new = task.items * rules.times(task.rhythm, today, rules.planned(today, task.due, task.term))
    asked = asked_by_unit(task.issuer_id, [task.lead_id], today.year).get(task.lead_id, 0)
    return rules.over_fault(str(task.lead), asked, new, ceiling.most)


def given_already(title: str, standard: str, unit: int, year: int, but: int = 0) -> Task | None:
    """The same title or, word for word, the same standard of the same matter asked of this unit this year and done."""
    rows = counted(year).filter(lead=unit, title=title.strip(), standard=standard.strip())
    return rows.filter(state__in=(TaskState.DONE, TaskState.CLOSED)).exclude(pk=but).first()


@dataclass(frozen=True, slots=True)
class Meter:
    """What one office asked in a year of units of one kind: matters, units, item-times, the most for one, how many over."""

    office: str
    kind: str
    matters: int
    units: int
    total: int
    most: int
    over: int
    ceiling: int | None

    @property
    def average(self) -> str:
        """Item-times a unit."""
        return f"{self.total / self.units:.1f}"


def meters(actor: Actor, year: int, offices: Collection[int] | None = None) -> list[Meter]:
    """By asking office (only ``offices`` where named) and kind of unit, the heaviest first: all for whoever sees the
    county, else own and below. Three queries."""
    rows = counted(year).exclude(issuer=0).values("issuer__name", "lead", "lead__kind")
    if not sees_all(actor):
        rows = rows.filter(issuer__in=Unit.objects.filter(registry.own_and_below(actor)).values("pk"))
    if offices is not None:
        rows = rows.filter(issuer__in=offices)
    limits = ceilings(date(year, 12, 31) if year < actor.today.year else actor.today)
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for row in rows.annotate(n=Count("pk"), load=Sum("burden")).values_list("issuer__name", "lead__kind", "n", "load"):
        found.setdefault((row[0], row[1]), []).append((row[2], row[3]))
    return sorted((_meter(office, kind, each, limits) for (office, kind), each in found.items()), key=_heaviest)


def _meter(office: str, kind: str, each: list[tuple[int, int]], limits: dict[str, Ceiling]) -> Meter:
    loads = [load for _, load in each]
    most = limits[kind].most if kind in limits else None
    over = sum(load > most for load in loads) if most is not None else 0
    matters = sum(number for number, _ in each)
    return Meter(office, UnitKind(kind).label, matters, len(each), sum(loads), max(loads), over, most)


def _heaviest(row: Meter) -> tuple[int, str, str]:
    return (-row.total, row.office, row.kind)
