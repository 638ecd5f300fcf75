"""The past of one thing, for whoever may see the thing.

A package names its kinds in ``settings.HISTORY_KINDS``: dotted paths of ``Kind``. ``rows`` are the
things the actor may see: one rule for the page, the slot on a thing's page, and what changed on the desk. What is not
among them does not exist for this actor.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from wuze.accounts.values import Actor
from wuze.kernel.web.components import Event, Tag
from wuze.portal.loading import contributions
from wuze.portal.text import one_line
from wuze.portal.together import keys_of
from wuze.trail import catalogue, queries
from wuze.trail.models import Entry
from wuze.trail.rules import in_zone

PAGE = 50
LOOKED_AT = 300
"""Newest entries looked through for what changed: a bound, so that the desk costs the same after a year away."""

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


def looked_at(actor: Actor, since: datetime) -> QuerySet[Entry]:
    """What others did since then to things of known kinds, the newest ones."""
    found = queries.entries(queries.Filters(since=since)).filter(thing_kind__in=list(kinds()), result="done")
    return found.exclude(who_person=f"user:{actor.user}")[:LOOKED_AT]


def changed(actor: Actor, entries: Sequence[Entry], most: int = 6) -> list[Change]:
    """Those entries that are about what the actor may see, newest first. Two queries, whatever they are about."""
    known, keys = kinds(), defaultdict[str, set[str]](set)
    for entry in entries:
        keys[entry.thing_kind].add(entry.thing_key)
    names = [name for name in known if name in keys]
    found = keys_of([known[name].rows(actor).filter(pk__in=numbers(keys[name])) for name in names])
    seen = {(name, str(key)) for name, those in zip(names, found, strict=True) for key in those}
    mine = [entry.pk for entry in entries if (entry.thing_kind, entry.thing_key) in seen]
    shown = queries.entries().filter(pk__in=mine[:most]) if mine else ()
    return [Change(local(one), sentence(one), known[one.thing_kind].address(one.thing_key)) for one in shown]
