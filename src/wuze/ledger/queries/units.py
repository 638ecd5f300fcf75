"""One unit in numbers: what is asked of it, what it did, and what was late; each number is that of a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from wuze.accounts.values import Actor
from wuze.ledger import states
from wuze.ledger.enums import TaskState
from wuze.ledger.models import Task
from wuze.ledger.queries.seen import on_time, overdue, settled, to_report, visible_to, with_units

DONE = Q(state__in=states.FINISHED)


@dataclass(frozen=True, slots=True)
class Sums:
    """Now: open, overdue, with a report due. Of the nodes of a year: settled, on time, closed; late for ever."""

    open: int = 0
    overdue: int = 0
    report: int = 0
    settled: int = 0
    on_time: int = 0
    closed: int = 0
    late: int = 0


def of_year(year: int) -> Q:
    """Nodes of a year."""
    return Q(due__gte=date(year, 1, 1), due__lt=date(year + 1, 1, 1))


def sums_of(actor: Actor, units: list[int]) -> dict[int, Sums]:
    """By unit, of what the actor sees. One query."""
    today, year = actor.today, of_year(actor.today.year)
    rows = visible_to(actor).filter(lead__in=units).order_by().values("lead").annotate(
        a=Count("pk", filter=Q(state__in=states.OPEN)), b=Count("pk", filter=overdue(today)),
        c=Count("pk", filter=to_report(today)), d=Count("pk", filter=year & settled(today)),
        e=Count("pk", filter=year & settled(today) & on_time()), f=Count("pk", filter=year & Q(state=TaskState.CLOSED)),
        g=Count("pk", filter=year & Q(late__gt=0)),
    )  # fmt: skip
    return {row["lead"]: Sums(*(row[name] for name in "abcdefg")) for row in rows}


def lines_of(actor: Actor, unit: int) -> tuple[QuerySet[Task], QuerySet[Task]]:
    """What one unit leads: open, the most pressing first; done with a node of this year, the newest first."""
    rows = with_units(visible_to(actor).filter(lead=unit))
    done = rows.filter(of_year(actor.today.year), state=TaskState.CLOSED).order_by("-closed_on", "-code")
    return rows.filter(state__in=states.OPEN).order_by("turn_due", "code"), done
