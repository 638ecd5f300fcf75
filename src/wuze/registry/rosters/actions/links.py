"""Instructors, leaders' contacts, coverage and secretaries of a roster: what is not there yet is added; nothing is ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice

from wuze.accounts.enums import Role
from wuze.accounts.models import Person
from wuze.accounts.values import Actor
from wuze.kernel.pinyin import initials
from wuze.registry.enums import CoverKind
from wuze.registry.models import Appointment, Coverage, LeaderContact, Post, Roster, RosterRow
from wuze.registry.queries import managed_by
from wuze.registry.rosters.linking import Link

CHUNK = 500
SECRETARY = "书记"
Pair = tuple[RosterRow, Link]


def write(actor: Actor, roster: Roster, rows: Sequence[RosterRow]) -> dict[str, int]:
    """How many of each kind were added."""
    by_kind: dict[str, list[Pair]] = defaultdict(list)
    for row in rows:
        for link in row.links:
            by_kind[str(link["kind"])].append((row, link))
    source = str(roster)
    found = {
        "instructors": _instructors(by_kind["instructor"], source), "contacts": _contacts(by_kind["leader"]),
        "covers": _covers(by_kind["cover"], source), "secretaries": _secretaries(actor, by_kind["secretary"], source),
    }  # fmt: skip
    return {name: count for name, count in found.items() if count}


def _day(link: Link) -> date:
    return date.fromisoformat(str(link["since"]))


def _instructors(pairs: Sequence[Pair], source: str) -> int:
    people = _people([link for _, link in pairs if not link["person"]])
    there = _open(Coverage.objects.filter(kind=CoverKind.INSTRUCTOR), "person_id", pairs)
    made = {}
    for row, link in pairs:
        person = int(str(link["person"])) if link["person"] else people[str(link["name"])].pk
        key = (row.organisation_id or 0, person)
        if key not in there:
            made[key] = Coverage(
                organisation_id=key[0],
                kind=CoverKind.INSTRUCTOR,
                person_id=person,
                since=_day(link),
                evidence=source[:120],
            )
    Coverage.objects.bulk_create(made.values(), batch_size=CHUNK)
    return len(made)


def _people(links: Iterable[Link]) -> dict[str, Person]:
    """New people by name: in one roster a name is one person."""
    found: dict[str, Person] = {}
    for link in links:
        name = str(link["name"])
        person = found.setdefault(name, Person(name=name, initials=initials(name)))
        person.phone = person.phone or str(link.get("phone", ""))
    Person.objects.bulk_create(found.values(), batch_size=CHUNK)
    return found


def _open(rows: object, column: str, pairs: Sequence[Pair]) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    keys = iter(sorted({row.organisation_id or 0 for row, _ in pairs}))
    while some := list(islice(keys, CHUNK)):
        found |= set(rows.filter(until=None, organisation__in=some).values_list("organisation_id", column))  # type: ignore[attr-defined]  # a queryset of either table
    return found


def _contacts(pairs: Sequence[Pair]) -> int:
    there = _open(LeaderContact.objects.all(), "person_id", pairs)
    made = {}
    for row, link in pairs:
        key = (row.organisation_id or 0, int(str(link["person"])))
        if key not in there:
            made[key] = LeaderContact(organisation_id=key[0], person_id=key[1], since=_day(link))
    LeaderContact.objects.bulk_create(made.values(), batch_size=CHUNK)
    return len(made)


def _covers(pairs: Sequence[Pair], source: str) -> int:
    there = _open(Coverage.objects.filter(party__isnull=False), "party_id", pairs)
    made = {}
    for row, link in pairs:
        key = (row.organisation_id or 0, int(str(link["unit"])))
        if key not in there:
            made[key] = Coverage(
                organisation_id=key[0],
                kind=str(link["cover"]),
                party_id=key[1],
                since=_day(link),
                evidence=source[:120],
            )
    Coverage.objects.bulk_create(made.values(), batch_size=CHUNK)
    return len(made)


def _secretaries(actor: Actor, pairs: Sequence[Pair], source: str) -> int:
    """Only empty posts are filled, of units one still cares for; a unit without the post gets it."""
    named = {int(str(link["unit"] or row.unit_id)): link for row, link in pairs}
    units = {unit.pk: unit for unit in managed_by(actor).filter(pk__in=named, until=None)}
    wanted = {pk: link for pk, link in named.items() if pk in units}
    posts = {
        post.unit_id: post
        for post in Post.objects.select_for_update()
        .filter(unit__in=wanted, role=Role.SECRETARY, until=None)
        .order_by("-order")
    }
    lacking = [
        Post(unit=units[pk], title=SECRETARY, role=Role.SECRETARY, since=units[pk].since)
        for pk in wanted
        if pk not in posts
    ]
    Post.objects.bulk_create(lacking, batch_size=CHUNK)
    posts |= {post.unit_id: post for post in lacking}
    held = set(Appointment.objects.filter(post__in=posts.values(), until=None).values_list("post_id", flat=True))
    made = []
    for pk, link in wanted.items():
        if posts[pk].pk not in held:
            since = max(_day(link), posts[pk].since)
            made.append((Person(name=str(link["name"]), initials=initials(str(link["name"]))), posts[pk], since))
    Person.objects.bulk_create([person for person, _, _ in made], batch_size=CHUNK)
    Appointment.objects.bulk_create(
        [Appointment(post=post, person=person, since=since, basis=source[:200]) for person, post, since in made],
        batch_size=CHUNK,
    )
    return len(made)
