"""Readings and wordings of the actor's own office, and the counts of their cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from django.db.models import Count, Q, QuerySet

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor, Held
from wuze.assessment.readings.enums import BY_PERSON, WAITING, CellState, TableState
from wuze.assessment.readings.models import ElementName, ReadCell, TableReading, Wording
from wuze.reading.elements import Named
from wuze.reading.text import normalise
from wuze.scoring.exact import HUNDRED, plain
from wuze.scoring.text import key


def office_of(actor: Actor) -> tuple[Held, ...]:
    """The posts from which the actor writes schemes."""
    return actor.posts_that(Capability.SCHEMES)


def _offices(actor: Actor) -> list[int]:
    return [held.unit for held in office_of(actor)]


def visible_to(actor: Actor) -> QuerySet[TableReading]:
    """Readings of the actor's office."""
    return TableReading.objects.filter(unit__in=_offices(actor))


def with_counts(tables: QuerySet[TableReading]) -> QuerySet[TableReading]:
    """For the list: cells of each kind, beside each row."""
    kinds = {"read": (CellState.READ,), "check": (CellState.CHECK,), "unread": (CellState.UNREAD,), "person": BY_PERSON}
    counts = {f"n_{name}": Count("cells", Q(cells__state__in=states)) for name, states in kinds.items()}
    return tables.annotate(n_all=Count("cells"), **counts)


def to_check(actor: Actor) -> QuerySet[TableReading]:
    """Readings not finished, with how many cells somebody has still to look at (``n_waiting``)."""
    waiting = Count("cells", Q(cells__state__in=WAITING))
    return visible_to(actor).exclude(state=TableState.DONE).annotate(n_waiting=waiting).order_by("at", "pk")


def cells_visible_to(actor: Actor) -> QuerySet[ReadCell]:
    """Cells of those readings."""
    return ReadCell.objects.filter(table__unit__in=_offices(actor)).select_related("table")


def wordings_visible_to(actor: Actor) -> QuerySet[Wording]:
    """The office's own wordings."""
    return Wording.objects.filter(unit__in=_offices(actor))


@dataclass(frozen=True, slots=True)
class Counts:
    """Cells of a reading by state; ``pointless`` have no points, ``points`` are those of all others together."""

    by_state: dict[str, int]
    pointless: int
    points: Decimal

    @property
    def all(self) -> int:
        """All cells."""
        return sum(self.by_state.values())

    def of(self, *states: str) -> int:
        """Cells in these states."""
        return sum(self.by_state.get(state, 0) for state in states)

    @property
    def adds_up(self) -> str:
        """What the points come to, in words: most tables mean a hundred."""
        return f"分值合计{plain(self.points)}" + ("" if self.points == HUNDRED else "，不是100")

    @property
    def waiting(self) -> int:
        """Cells a person has still to look at."""
        return self.of(*WAITING)

    @property
    def settled(self) -> int:
        """Cells that need nobody any more."""
        return self.all - self.waiting


def counts(table: TableReading) -> Counts:
    """One query."""
    by_state: Counter[str] = Counter()
    pointless, points = 0, Decimal(0)
    for state, worth, n in table.cells.order_by().values_list("state", "points").annotate(n=Count("pk")):
        by_state[state] += n
        pointless += 0 if worth else n
        points += Decimal(worth or 0) * n
    return Counts(dict(by_state), pointless, points)


SHOWN: dict[str, tuple[str, ...]] = {
    "": (), "waiting": WAITING, "read": (CellState.READ,), "check": (CellState.CHECK,), "unread": (CellState.UNREAD,),
    "person": BY_PERSON,
}  # fmt: skip
"""What a page shows by its ``show``: states, or all."""


def shown(table: TableReading, show: str) -> QuerySet[ReadCell]:
    """The cells of a view, in the table's order."""
    states = SHOWN.get(show, ())
    rows = table.cells.select_related("table").order_by("order")
    return rows.filter(state__in=states) if states else rows


def next_waiting(table: TableReading, after: int) -> int | None:
    """The next cell somebody must look at, from this order on and then from the top."""
    rows = table.cells.filter(state__in=WAITING).order_by("order")
    return (
        rows.filter(order__gt=after).values_list("pk", flat=True).first() or rows.values_list("pk", flat=True).first()
    )


def names_of(table: TableReading) -> dict[tuple[str, str], Named]:
    """What the data items of a reading are called."""
    rows = ElementName.objects.filter(table=table)
    return {(row.found, row.type): Named(row.name, row.unit, row.source) for row in rows}


def wording_key(text: str) -> str:
    """Equal for cells that differ only in blanks, width of signs, and how numbers are written."""
    return sha256(key(normalise(text).value).encode()).hexdigest()


def wordings_of(unit: int, texts: Iterable[str]) -> dict[tuple[str, str], Wording]:
    """The office's wordings in use, by key and points, for these texts; one query."""
    keys = {wording_key(text) for text in texts}
    rows = Wording.objects.filter(unit=unit, retired_on=None)
    return {(row.key, row.points): row for row in rows if row.key in keys}
