"""Which organisations an actor sees and edits, who is found by a key, and what a dossier shows. Counts do not grow with rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, IntegerField, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from wuze.accounts.enums import Capability, Role
from wuze.accounts.rules import ADMINISTRATORS
from wuze.accounts.values import Actor, Held
from wuze.kernel.pinyin import initials
from wuze.registry.enums import RegionKind, UnitKind
from wuze.registry.models import (
    Coverage,
    FormerKey,
    Organisation,
    OrganisationType,
    PartyOrganisation,
    Region,
    Standing,
    Unit,
    UnitCheck,
)
from wuze.registry.organisations import rules
from wuze.registry.queries import in_force, managed_by, region_prefix

NONE = Q(pk__in=[])
PLACES = (UnitKind.TOWN, UnitKind.PARK)
MOST = 50
FOUND = 20
LOOKERS = frozenset({Role.LEADER, Role.READER, Role.INSPECTOR})
"""Roles that see, and call nobody."""


def _of_posts(posts: Sequence[Held], day: date) -> Q:
    """Organisations in the place of these posts, of their sector, or covered by a Party organisation of theirs or below."""
    found, paths = NONE, Q(pk__in=[])
    for held in posts:
        if held.region and held.unit_kind in PLACES:
            inside = Region.objects.filter(code__startswith=region_prefix(held.region))
            found |= Q(region__in=inside.values("pk"))
        if held.unit_kind in {UnitKind.DEPARTMENT, UnitKind.SECTOR}:
            found |= Q(sector=held.unit)
        paths |= Q(party__path__startswith=held.path)
    covered = Coverage.objects.filter(in_force(day), paths)
    return found | Q(pk__in=covered.values("organisation"))


def visible_to(actor: Actor) -> QuerySet[Organisation]:
    """All for the county's roles; else by place, by sector, by coverage of one's own Party organisations, and what one
    covers oneself as instructor or liaison. Rows merged into another are in no list. Administrators see none."""
    rows = Organisation.objects.filter(merged_into=None)
    if not actor.posts and (not actor.grants or set(actor.grants) & ADMINISTRATORS):
        return rows.none()
    if actor.sees_county or Role.READER in actor.grants:
        return rows
    by_me = Coverage.objects.filter(in_force(actor.today), person=actor.person).values("organisation")
    return rows.filter(_of_posts(actor.posts, actor.today) | Q(pk__in=by_me))


def edited_by(actor: Actor) -> QuerySet[Organisation]:
    """Those the actor may change: the same scope, from posts that edit; the lead office's clerks all."""
    rows = Organisation.objects.filter(merged_into=None)
    if Role.LEAD_CLERK in actor.roles:
        return rows
    posts = actor.posts_that(Capability.EDIT_ORGANISATIONS)
    return rows.filter(_of_posts(posts, actor.today)) if posts else rows.none()


def edits(actor: Actor, row: Organisation) -> bool:
    """The same for one row: one query, none where ``opened`` has already asked."""
    known = getattr(row, "editable", None)
    return known if known is not None else edited_by(actor).filter(pk=row.pk).exists()


def places_for(actor: Actor) -> QuerySet[Region]:
    """Where the actor may enter an organisation: inside the own town or park; county-wide for all others who edit."""
    posts = actor.posts_that(Capability.EDIT_ORGANISATIONS)
    codes = [region_prefix(held.region) for held in posts if held.region and held.unit_kind in PLACES]
    if Role.LEAD_CLERK in actor.roles or len(codes) < len(posts):
        return Region.objects.all()
    inside = NONE
    for code in codes:
        inside |= Q(code__startswith=code)
    return Region.objects.filter(inside)


# --- found by key -----------------------------------------------------------------------------------------------------


def by_keys(keys: Sequence[str]) -> dict[str, Organisation]:
    """The organisation that stands today for each key, present or former; unknown keys are left out. Two queries."""
    found = {row.key: row for row in Organisation.objects.filter(key__in=keys, merged_into=None)}
    former = FormerKey.objects.filter(key__in=[key for key in keys if key not in found])
    return found | {row.key: row.organisation for row in former.select_related("organisation")}


def last_temporary() -> int:
    """The highest number ever given in a temporary key. Whoever makes one holds the lock of ``actions.keys``."""
    rows = (Organisation.objects, FormerKey.objects)
    last = (table.filter(key__startswith=rules.TEMPORARY).aggregate(last=Max("key"))["last"] for table in rows)
    return max(rules.number_of(key or "") for key in last)


def searched(rows: QuerySet[Organisation], words: str) -> QuerySet[Organisation]:
    """By name, pinyin initials, key or former key: for pickers."""
    if not words:
        return rows.none()
    former = FormerKey.objects.filter(key=words.upper()).values("organisation")
    some = Q(name__icontains=words) | Q(initials__contains=words.lower()) | Q(key__startswith=words.upper())
    return rows.filter(some | Q(pk__in=former))


# --- shown ------------------------------------------------------------------------------------------------------------


def covered(day: date, *kinds: str) -> Exists:
    """Is the organisation covered on the day, in any of these ways (none named: any)?"""
    rows = Coverage.objects.filter(in_force(day), organisation=OuterRef("pk"))
    return Exists(rows.filter(kind__in=kinds) if kinds else rows)


def alike(actor: Actor, name: str, region: int, but: int = 0) -> list[Organisation]:
    """Visible organisations in a place whose cleaned name is the same: perhaps the same one entered twice."""
    mark = rules.plain(name)
    rows = visible_to(actor).filter(region_id=region, initials__contains=initials(mark)).exclude(pk=but)
    return [row for row in rows.order_by("pk")[:MOST] if rules.plain(row.name) == mark]


def town_of(region: Region) -> Unit | None:
    """The town's or park's committee in whose place a region lies."""
    codes = {region.code, f"{region.code[:9]}000"}
    rows = Unit.objects.filter(kind__in=PLACES, until=None, region__code__in=codes)
    return rows.order_by("-region__code", "path").first()


def coverages_now(day: date) -> Prefetch[str, QuerySet[Coverage], str]:
    """``now`` on each row: who covers it today, organisations first."""
    rows = Coverage.objects.filter(in_force(day)).select_related("party", "person").order_by("kind", "since")
    return Prefetch("coverages", queryset=rows, to_attr="now")


def listed(actor: Actor) -> QuerySet[Organisation]:
    """Visible rows with all that a list shows: two queries a page."""
    rows = visible_to(actor).select_related("type", "region", "sector")
    return rows.prefetch_related(coverages_now(actor.today))


def opened(actor: Actor) -> QuerySet[Organisation]:
    """The same for one page: with its platform, and ``editable``."""
    rows = listed(actor).select_related("type", "region", "sector", "parent")
    return rows.annotate(editable=Exists(edited_by(actor).filter(pk=OuterRef("pk"))))


def shows_contact(actor: Actor, row: Organisation) -> bool:
    """Whom to call there: whoever works with it reads that, not whoever only looks (SEC-16)."""
    if actor.roles & {Role.LEAD_CLERK, Role.LEAD_HEAD}:
        return True
    posts = [held for held in actor.posts if held.role not in LOOKERS]
    by_me = Coverage.objects.filter(in_force(actor.today), person=actor.person).values("organisation")
    return Organisation.objects.filter(_of_posts(posts, actor.today) | Q(pk__in=by_me), pk=row.pk).exists()


def corrections_of(actor: Actor, row: Organisation) -> QuerySet[UnitCheck]:
    """What was said to be wrong about it and waits, for whoever settles such things."""
    waits = UnitCheck.objects.filter(organisation=row, settled_at=None, unit__in=managed_by(actor).values("pk"))
    return waits.select_related("unit").order_by("-id")


# --- the same one twice -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Twice:
    """Rows that are perhaps one organisation, and why."""

    why: str
    rows: tuple[Organisation, ...]


def duplicates(actor: Actor, most: int) -> tuple[list[Twice], int]:
    """Groups in the actor's care: the same 主体标识码, then similar names in one town, then in several. At most ``most``
    groups with their rows, and how many there are. Two queries; names are compared here."""
    facts = list(edited_by(actor).values_list("pk", "uscc", "name", "region__code").order_by("pk"))
    groups = [
        ("信用代码的主体标识相同", keys) for _, keys in rules.same((pk, rules.body(code)) for pk, code, *_ in facts)
    ]
    names = {pk: rules.plain(name) for pk, _, name, _ in facts}
    near = rules.same((pk, f"{names[pk]}@{region[:9]}") for pk, _, _, region in facts)
    groups += [("同一属地，名称相近", keys) for _, keys in near]
    together = {keys for _, keys in groups}
    far = [keys for _, keys in rules.same(names.items()) if keys not in together]
    groups += [("名称相近，属地不同", keys) for keys in far]
    shown = groups[:most]
    wanted = {pk for _, keys in shown for pk in keys}
    rows = {row.pk: row for row in listed(actor).filter(pk__in=wanted)}
    found = [Twice(why, tuple(rows[pk] for pk in keys if pk in rows)) for why, keys in shown]
    return [one for one in found if len(one.rows) > 1], len(groups)


# --- what may be chosen -----------------------------------------------------------------------------------------------


def towns_of(actor: Actor) -> QuerySet[Region]:
    """Places, above villages, in which visible organisations lie. One query, as many rows as places."""
    inside = visible_to(actor).filter(region=OuterRef("pk"))
    return Region.objects.exclude(kind=RegionKind.VILLAGE).filter(Exists(inside))


def sectors() -> QuerySet[Unit]:
    """Departments and sector committees that may own a sector."""
    return Unit.objects.filter(until=None, kind__in=(UnitKind.DEPARTMENT, UnitKind.SECTOR)).order_by("path")


def renamed(actor: Actor, words: str) -> Organisation | None:
    """The organisation that an old key, typed into a search, leads to; None where the words are no old key."""
    key = rules.clean_code(words[: rules.LONGEST])
    former = FormerKey.objects.filter(key=key).first() if key else None
    if former is None or Organisation.objects.filter(key=key, merged_into=None).exists():
        return None
    return visible_to(actor).filter(pk=former.organisation_id).first()


def like(actor: Actor, row: Organisation) -> list[Organisation]:
    """Visible rows whose cleaned name is the same, or whose 主体标识 is: in the own town first."""
    mark, code = rules.plain(row.name), rules.body(row.uscc)
    some = Q(initials__contains=initials(mark)) | (Q(uscc__contains=code) if code else NONE)
    rows = listed(actor).filter(some).exclude(pk=row.pk).order_by("pk")[: MOST * 2]
    found = [one for one in rows if rules.plain(one.name) == mark or (code and rules.body(one.uscc) == code)]
    return sorted(found, key=lambda one: one.region_id != row.region_id)[:FOUND]


# --- one's own --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Own:
    """What a secretary answers for: the Party organisations of the own posts and what they cover."""

    parties: list[PartyOrganisation]
    organisations: list[Organisation]
    more: int


def own(actor: Actor) -> Own:
    """At most ``FOUND`` organisations; ``more`` are the rest."""
    units = [held.unit for held in actor.posts if held.unit_kind == UnitKind.PARTY]
    parties = PartyOrganisation.objects.filter(unit__in=units).select_related("unit")
    held = Coverage.objects.filter(in_force(actor.today), party__in=units).values("organisation")
    standing = Prefetch("standings", queryset=Standing.objects.filter(until=None), to_attr="open_standings")
    rows = opened(actor).filter(pk__in=held).prefetch_related(standing)
    return Own(list(parties), list(rows[:FOUND]), max(rows.count() - FOUND, 0))


def standing_in_force(row: Organisation) -> Standing | None:
    """From the rows fetched with it, without a query of its own."""
    return next((one for one in getattr(row, "open_standings", ())), None)


def asked_by(actor: Actor) -> QuerySet[UnitCheck]:
    """What one's own units said to be wrong, newest first, with what became of it."""
    units = [held.unit for held in actor.posts if held.unit_kind == UnitKind.PARTY]
    rows = UnitCheck.objects.filter(unit__in=units, same=False).select_related("unit", "organisation")
    return rows.order_by("-id")[:FOUND]


def types_counted(actor: Actor) -> QuerySet[OrganisationType]:
    """All types with ``number``, how many visible organisations each has."""
    counted = visible_to(actor).filter(type=OuterRef("pk")).order_by().values("type")
    number = Subquery(counted.annotate(n=Count("pk")).values("n")[:1], output_field=IntegerField())
    return OrganisationType.objects.select_related("sector").annotate(number=Coalesce(number, 0))
