"""Reading the trail. Who may read what is decided above: the trail knows no accounts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Max, Q, QuerySet

from wuze.trail.models import Anchor, Entry, Mention
from wuze.trail.verify import GENESIS


class Link(NamedTuple):
    """Where the chain stands: the last number, its hash, its day (none before the first entry)."""

    number: int
    hash: str
    day: date | None


@dataclass(frozen=True)
class Head:
    """One day closed: how many entries, the last one's number and hash. Written down elsewhere, it binds us."""

    day: date
    count: int
    number: int
    hash: str


@dataclass(frozen=True)
class Filters:
    """What the viewer asks for; all given conditions hold together. Instants are half-open: since ≤ at < until.

    With ``kind`` and ``key`` also acts on many at once are found; ``kind`` alone looks at what an act was mainly about.
    """

    since: datetime | None = None
    until: datetime | None = None
    codes: Sequence[str] = ()
    person: str = ""
    name: str = ""
    result: str = ""
    request: str = ""
    kind: str = ""
    key: str = ""


def entries(filters: Filters | None = None) -> QuerySet[Entry]:
    """Entries, newest first."""
    asked = filters or Filters()
    conditions: dict[str, object] = {
        "at__gte": asked.since,
        "at__lt": asked.until,
        "code__in": list(asked.codes),
        "who_person": asked.person,
        "who_name": asked.name,
        "result": asked.result,
        "request": asked.request,
    }
    if asked.kind and not asked.key:
        conditions["thing_kind"] = asked.kind
    found = history(asked.kind, asked.key) if asked.key else Entry.objects.all()
    return found.filter(**{name: value for name, value in conditions.items() if value})


def history(kind: str, key: str) -> QuerySet[Entry]:
    """All that was done to one object, newest first; acts on many at once included."""
    bulk = Mention.objects.filter(thing_kind=kind, thing_key=key).values("number")
    return Entry.objects.filter(Q(thing_kind=kind, thing_key=key) | Q(number__in=bulk))


def last_link() -> Link:
    """Where the next entry has to go on."""
    newest = Entry.objects.values_list("number", "hash", "day").first()
    newest = newest or Anchor.objects.values_list("number", "hash", "day").last()
    return Link(*newest) if newest else Link(0, GENESIS, None)


def last_hash(besides: Collection[str], of: Collection[str] = ()) -> str:
    """The newest entry's, those with these codes left out, and those ``of`` these packages; "" where there is none."""
    rows = Entry.objects.exclude(code__in=besides)
    for package in of:
        rows = rows.exclude(code__startswith=f"{package}.")
    return rows.values_list("hash", flat=True).first() or ""


class Step(NamedTuple):
    """Of one entry: that something was done, and about what."""

    number: int
    hash: str
    code: str
    kind: str
    key: str


def steps_from(number: int, most: int) -> list[Step]:
    """What was done from this entry on, itself included, oldest first; at most so many."""
    rows = Entry.objects.filter(number__gte=number).order_by("number")
    return [Step(*row) for row in rows.values_list("number", "hash", "code", "thing_kind", "thing_key")[:most]]


def mentioned(numbers: Collection[int], kind: str) -> set[str]:
    """The objects of a kind that these bulk entries speak of."""
    return set(Mention.objects.filter(number__in=numbers, thing_kind=kind).values_list("thing_key", flat=True))


def heads(since: date | None = None, until: date | None = None) -> list[Head]:
    """Each day's head, oldest first; since ≤ day < until."""
    days = Entry.objects.order_by("day").values("day").annotate(count=Count("number"), last=Max("number"))
    days = days.filter(day__gte=since) if since else days
    days = days.filter(day__lt=until) if until else days
    found = list(days)
    hashes = dict(Entry.objects.filter(number__in=[one["last"] for one in found]).values_list("number", "hash"))
    return [Head(one["day"], one["count"], one["last"], hashes[one["last"]]) for one in found]
