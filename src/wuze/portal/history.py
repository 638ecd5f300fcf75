"""The past of one thing, for whoever may see the thing.

A package names its kinds in ``settings.HISTORY_KINDS``: dotted paths of ``Kind``. ``rows`` are the
things the actor may see: one rule for the page, the slot on a thing's page, and what changed on the desk. What is not
among them does not exist for this actor.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Cast

from wuze.accounts.values import Actor
from wuze.kernel.web.components import Event, Tag
from wuze.portal.loading import contributions
from wuze.portal.text import one_line
from wuze.trail import catalogue, queries
from wuze.trail.models import Entry
from wuze.trail.rules import in_zone

PAGE = 50
LOOKED_AT = 300
"""Newest entries looked through for what changed: a bound, so that the desk costs the same after a year away."""

NUMBER = Case(When(thing_key__regex="^[0-9]{1,18}$", then=Cast("thing_key", BigIntegerField())))
"""The key as the number it is; what is no number is none of ours."""

Seen = Callable[[Actor], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: its name in the trail (``registry.unit``), in words, those an actor sees, and its page."""

    kind: str
    name: str
    rows: Seen
    address: Callable[[str], str] = "".format  # no page of its own


@dataclass(frozen=True, slots=True)
class Change:
    """One line of what changed: the sentence, who knows where."""

    when: datetime
    what: str
    url: str


def kinds() -> dict[str, Kind]:
    """All kinds by name."""
    found: tuple[Kind, ...] = contributions("HISTORY_KINDS")
    return {kind.kind: kind for kind in found}


def numbers(keys: Collection[str]) -> list[int]:
    """Keys that are primary keys; anything else is no key of ours."""
    return [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 19]


def label_of(actor: Actor, kind: str, key: str) -> str | None:
    """The thing's name, or None where there is no such kind, no such thing, or it is not for this actor."""
    known = kinds().get(kind)
    row = known.rows(actor).filter(pk__in=numbers([key])).first() if known else None
    return str(row) if row else None


def events(kind: str, key: str, before: int = 0) -> tuple[list[Event], int]:
    """A page of a thing's past, newest first, and the number from which the next, older page goes on (0: none)."""
    found = queries.history(kind, key)
    page = list((found.filter(number__lt=before) if before else found)[: PAGE + 1])
    return [event(entry) for entry in page[:PAGE]], page[PAGE - 1].number if len(page) > PAGE else 0


def event(entry: Entry) -> Event:
    """An entry as the timeline shows it: sentence, post, and the marks 代录 and 被拒."""
    tags = [Tag(f"代录：代{one_line(entry.who_on_behalf)}")] if entry.who_on_behalf else []
    tags += [Tag(str(entry.get_result_display()), "ask")] if entry.result != "done" else []
    source = f"依据：{one_line(entry.who_source)}" if entry.who_source else ""
    post = one_line(entry.who_post)
    return Event(local(entry), post, sentence(entry), source, tuple(tags))


def sentence(entry: Entry) -> str:
    """The entry's sentence, on one line."""
    return one_line(catalogue.sentence(entry))


def local(entry: Entry) -> datetime:
    """The instant in the zone it was written in."""
    return in_zone(entry.at, entry.zone)


def changes(actor: Actor, known: Sequence[Kind], since: datetime, most: int) -> QuerySet[Entry]:
    """What others did since then to things the actor may see: the newest few of the newest acts on things of known
    kinds."""
    found = queries.entries(queries.Filters(since=since)).filter(
        thing_kind__in=[one.kind for one in known], result="done"
    )
    newest = found.exclude(who_person=f"user:{actor.user}")[:LOOKED_AT]
    about = queries.entries().filter(pk__in=newest.values("pk")).alias(thing=NUMBER)
    seen = Q(pk__in=[])
    for kind in known:
        one = kind.rows(actor).order_by().filter(pk=OuterRef("thing"))
        seen |= Q(thing_kind=kind.kind) & Q(Exists(one))  # in this order: SQLite asks the first first
    return about.filter(seen)[:most]


def changed(entries: Sequence[Entry]) -> tuple[Change, ...]:
    """These as they are shown."""
    known = kinds()
    return tuple(Change(local(one), sentence(one), known[one.thing_kind].address(one.thing_key)) for one in entries)
