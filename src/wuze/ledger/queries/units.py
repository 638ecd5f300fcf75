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


@dataclass(frozen=True, slots=True)
class Sums:
    """Now: open, overdue, with a report due. Of the nodes of a year: settled, on time. Closed in a year, and of these late."""

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


def closed_in(year: int) -> Q:
    """Verified and closed within a year."""
    return Q(state=TaskState.CLOSED, closed_on__gte=date(year, 1, 1), closed_on__lt=date(year + 1, 1, 1))


def sums_of(actor: Actor, units: list[int]) -> dict[int, Sums]:
    """By unit, of what the actor sees. One query."""
    today, year = actor.today, of_year(actor.today.year)
    rows = visible_to(actor).filter(lead__in=units).order_by().values("lead").annotate(
        a=Count("pk", filter=Q(state__in=states.OPEN)), b=Count("pk", filter=overdue(today)),
        c=Count("pk", filter=to_report(today)), d=Count("pk", filter=year & settled(today)),
        e=Count("pk", filter=year & settled(today) & on_time()), f=Count("pk", filter=closed_in(today.year)),
        g=Count("pk", filter=closed_in(today.year) & Q(late__gt=0)),
    )  # fmt: skip
    return {
        row["lead"]: Sums(row["a"], row["b"], row["c"], row["d"], row["e"], row["f"], row["g"]) for row in rows
    }  # fmt: skip


def lines_of(actor: Actor, unit: int) -> tuple[QuerySet[Task], QuerySet[Task]]:
    """What one unit leads: open, the most pressing first; closed this year, the newest first."""
    rows = with_units(visible_to(actor).filter(lead=unit))
    done = rows.filter(closed_in(actor.today.year)).order_by("-closed_on", "-code")
    return rows.filter(state__in=states.OPEN).order_by("turn_due", "code"), done
