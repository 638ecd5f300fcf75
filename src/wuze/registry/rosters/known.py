"""What the registry knows when a roster is read: taken once, for all rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Q

from wuze.accounts.enums import Capability
from wuze.accounts.models import Person
from wuze.accounts.values import Actor
from wuze.registry.enums import CoverKind, RegionKind, RosterKind, UnitKind
from wuze.registry.models import (
    Appointment,
    Coverage,
    FormerKey,
    LeaderContact,
    Organisation,
    OrganisationType,
    PartyOrganisation,
    Region,
    Roster,
    Unit,
)
from wuze.registry.queries import in_force, managed_by, region_prefix
from wuze.registry.rosters import rules

COLUMNS = (
    "uscc", "name", "type_id", "region_id", "sector_id", "supervisor", "status", "employees", "members", "contact", "phone",
)  # fmt: skip
"""Columns of an organisation that a roster may write."""

NAMES = dict(zip(("code", "name", "type", "region", "sector", *COLUMNS[5:]), COLUMNS, strict=True))
"""Field of a roster → column."""


class Firm(NamedTuple):
    """An organisation as it stands."""

    pk: int
    key: str
    uscc: str
    name: str
    type_id: int
    region_id: int
    sector_id: int | None
    supervisor: str
    status: str
    employees: int | None
    members: int | None
    contact: str
    phone: str
    initials: str


class Party(NamedTuple):
    """A Party organisation as it stands; ``post`` and ``holder`` are its secretary's, 0 and "" for none."""

    unit: int
    name: str
    parent: str
    region_id: int | None
    form: str
    members: int
    elsewhere: int
    floating: int
    term: str
    years: int
    managed: bool
    post: int = 0
    holder: str = ""


@dataclass
class Known:
    """Everything by what rows are matched with."""

    firms: dict[int, Firm] = field(default_factory=dict)
    by_key: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    places: dict[str, int] = field(default_factory=dict)
    place_names: dict[int, str] = field(default_factory=dict)
    inside: set[int] = field(default_factory=set)
    types: dict[str, int] = field(default_factory=dict)
    type_names: dict[int, str] = field(default_factory=dict)
    social: set[int] = field(default_factory=set)
    units: dict[str, int] = field(default_factory=dict)
    unit_names: dict[int, str] = field(default_factory=dict)
    instructors: dict[int, set[str]] = field(default_factory=dict)
    contacts: dict[int, set[str]] = field(default_factory=dict)
    covers: dict[int, set[int]] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)
    leaders: dict[str, list[int]] = field(default_factory=dict)
    people: dict[str, list[int]] = field(default_factory=dict)
    may_found: bool = False

    def in_scope(self, roster: Roster, region: int | None, sector: int | None) -> bool:
        """Does a place or a sector lie inside what the roster claims to be whole for?"""
        if roster.region_id:
            return region in self.inside
        return not roster.sector_id or sector == roster.sector_id


def known(actor: Actor, roster: Roster, columns: AbstractSet[str]) -> Known:
    """The registry for a roster with these fields: a dozen queries at most."""
    found = Known()
    _places(found, roster)
    _firms(found)
    if columns & {"instructor", "leader"}:
        _links(found)
    if roster.kind == RosterKind.PARTIES or "party" in columns:
        _parties(actor, found)
    return found


def _places(found: Known, roster: Roster) -> None:
    rows = list(Region.objects.values_list("pk", "name", "kind", "code"))
    county = next((name for _, name, kind, _ in rows if kind == RegionKind.COUNTY), "")
    found.place_names = {pk: name for pk, name, _, _ in rows}
    found.places = rules.places({pk: name for pk, name, kind, _ in rows if kind != RegionKind.COUNTY}, county)
    if roster.region:
        prefix = region_prefix(roster.region.code)
        found.inside = {pk for pk, _, _, code in rows if code.startswith(prefix)}
    for pk, name, social, retired in OrganisationType.objects.values_list("pk", "name", "social", "retired"):
        found.type_names[pk] = name
        if retired is None:
            found.types[rules.plain(name)] = pk
        if social:
            found.social.add(pk)
    for pk, name, short in (
        Unit.objects.filter(until=None).exclude(kind=UnitKind.PARTY).values_list("pk", "name", "short")
    ):
        found.unit_names[pk] = short or name
        for text in {rules.plain(name), rules.plain(short)} - {""}:
            found.units.setdefault(text, pk)


def _firms(found: Known) -> None:
    merged = dict(Organisation.objects.exclude(merged_into=None).values_list("key", "merged_into"))
    rows = Organisation.objects.filter(merged_into=None).order_by().values_list("pk", "key", *COLUMNS, "initials")
    for row in rows.iterator(5000):
        firm = Firm(*row)
        found.firms[firm.pk] = firm
        found.by_key[firm.key] = firm.pk
        found.by_name[rules.plain(firm.name)].append(firm.pk)
        if firm.uscc:
            found.by_key[firm.uscc] = firm.pk
    for key, pk in [*FormerKey.objects.values_list("key", "organisation_id"), *merged.items()]:
        if pk is not None:
            found.by_key.setdefault(key, pk)


def _links(found: Known) -> None:
    open_ = Q(until=None)
    rows = Coverage.objects.filter(open_, kind=CoverKind.INSTRUCTOR, person__isnull=False)
    found.instructors = _sets(rows.order_by().values_list("organisation_id", "person__name"))
    rows_ = LeaderContact.objects.filter(open_).order_by()
    found.contacts = _sets(rows_.values_list("organisation_id", "person__name"))
    held = Appointment.objects.filter(open_, post__unit__kind=UnitKind.COUNTY)
    for name, pk in set(held.values_list("person__name", "person_id")):
        found.leaders.setdefault(name, []).append(pk)
    for name, pk in Person.objects.order_by("pk").values_list("name", "pk"):
        found.people.setdefault(name, []).append(pk)


def _sets(rows: Iterable[tuple[int, str]]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for key, name in rows:
        found[key].add(name)
    return found


def _parties(actor: Actor, found: Known) -> None:
    found.may_found = actor.may(Capability.EDIT_UNITS)
    ours = set(managed_by(actor).filter(kind=UnitKind.PARTY).values_list("pk", flat=True))
    held = {
        unit: (post, name)
        for unit, post, name in Appointment.objects.filter(in_force(actor.today), post__unit__kind=UnitKind.PARTY, post__until=None)
        .order_by("-post__order").values_list("post__unit_id", "post_id", "person__name")
    }  # fmt: skip
    parents = {path: str(name) for path, name in Unit.objects.values_list("path", "name")}
    rows = PartyOrganisation.objects.filter(unit__until=None).order_by().values_list(
        "unit_id", "unit__name", "unit__path", "unit__region_id", "form", "members", "elsewhere", "floating", "term_since",
        "term_years",
    )  # fmt: skip
    for pk, name, path, region, form, members, elsewhere, floating, term, years in rows:
        post, holder = held.get(pk, (0, ""))
        found.parties[rules.plain(name)] = Party(
            pk, name, parents.get(path[:-4], ""), region, form, members, elsewhere, floating,
            term.isoformat() if term else "", years, pk in ours, post, holder,
        )  # fmt: skip
    open_ = (
        Coverage.objects.filter(until=None, party__isnull=False).order_by().values_list("organisation_id", "party_id")
    )
    for organisation, unit in open_:
        found.covers.setdefault(organisation, set()).add(unit)
