"""Imports and their rows, as whoever brought them sees them. Nobody else does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from wuze.accounts.approvals.queries import waiting
from wuze.accounts.enums import Capability
from wuze.accounts.models import Once
from wuze.accounts.values import Actor
from wuze.kernel.web.table import Asked
from wuze.registry.enums import Choice, Outcome, RegionKind, RosterState
from wuze.registry.models import Organisation, OrganisationType, Region, Roster, RosterRow, RosterWord, Standing, Unit
from wuze.registry.organisations import queries as organisations
from wuze.registry.organisations.policy import KIND
from wuze.registry.organisations.tables import organisations_table
from wuze.registry.queries import region_prefix
from wuze.registry.rosters.policy import TRADES, WORKED_ON, scopes
from wuze.registry.tables import Options

WRITES = Q(outcome__in=(Outcome.NEW, Outcome.CHANGED), choice="") | Q(
    outcome=Outcome.ASK, choice__in=(Choice.TAKE, Choice.NEW)
)
"""Rows that would be written as things stand."""

UNSETTLED = Q(outcome=Outcome.ASK, choice="")


def rosters_visible_to(actor: Actor) -> QuerySet[Roster]:
    """One's own, read to the end, while they are kept."""
    if not actor.may(Capability.EDIT_ORGANISATIONS):
        return Roster.objects.none()
    rows = Roster.objects.filter(user=actor.user, expires__gt=actor.at).exclude(state=RosterState.READING)
    return rows.select_related("region", "sector", "usual")


def rows_visible_to(actor: Actor) -> QuerySet[RosterRow]:
    """Rows of one's own imports."""
    return RosterRow.objects.filter(roster__in=rosters_visible_to(actor).values("pk")).select_related("organisation")


def in_line() -> QuerySet[Roster]:
    """What the worker has to do, in the order in which it was asked."""
    rows = Roster.objects.filter(state__in=WORKED_ON).order_by("asked", "pk")
    return rows.select_related("region", "sector", "usual", "user__person")


def before(roster: Roster) -> int:
    """How many imports, anybody's, the worker does before this one."""
    sooner = Q(asked__lt=roster.asked) | Q(asked=roster.asked, pk__lt=roster.pk)
    return Roster.objects.filter(sooner, state__in=WORKED_ON).count()


def writes(roster: Roster) -> int:
    """How many rows would be written."""
    return roster.rows.filter(WRITES).count()


def uploads_in_hour(actor: Actor) -> int:
    """How many this person has sent in the last hour."""
    return Roster.objects.filter(user=actor.user, at__gt=actor.at - timedelta(hours=1)).count()


def counts(roster: Roster) -> Mapping[str, int]:
    """Rows by outcome; ``writes`` and ``unsettled`` beside them."""
    found = Counter(dict(roster.rows.order_by().values_list("outcome").annotate(Count("pk"))))
    more = roster.rows.aggregate(writes=Count("pk", filter=WRITES), unsettled=Count("pk", filter=UNSETTLED))
    faulty = roster.rows.exclude(faults=[]).count()
    return {**{one: found[one] for one in Outcome.values}, **more, "faulty": faulty}


def gone(roster: Roster, numbers: Sequence[int] | None = None) -> QuerySet[RosterRow]:
    """Rows that the roster lacks and nobody has closed from here: all, or these."""
    rows = roster.rows.filter(outcome=Outcome.GONE, written=False)
    return rows if numbers is None else rows.filter(number__in=numbers)


def not_closable(keys: Sequence[int], since: date) -> set[int]:
    """Those that stand as they do only since a later day, or whose removal somebody is asked about."""
    later = Standing.objects.filter(organisation__in=keys, until=None, since__gt=since)
    asked = waiting(KIND, [str(key) for key in keys])
    return {*later.values_list("organisation", flat=True), *(int(key) for key in asked)}


def words() -> dict[str, str]:
    """Heads this county has named."""
    return dict(RosterWord.objects.values_list("head", "field"))


def places_for(actor: Actor) -> list[tuple[int, str]]:
    """Places the actor may bring a roster for."""
    county, prefixes, _ = scopes(actor)
    rows = Region.objects.filter(kind__in=(RegionKind.TOWN, RegionKind.PARK)).values_list("pk", "name", "code")
    return [(pk, name) for pk, name, code in rows if county or any(code.startswith(one) for one in prefixes)]


def sectors_for(actor: Actor) -> list[tuple[int, str]]:
    """Sectors the actor may bring a roster for."""
    county, _, sectors = scopes(actor)
    rows = Unit.objects.filter(kind__in=TRADES, until=None)
    return [(unit.pk, str(unit)) for unit in rows if county or unit.pk in sectors]


def organisations_in(region: Region | None, sector: Unit | None) -> QuerySet[Organisation]:
    """Organisations of a scope that the policy has allowed, for an export made to come back."""
    rows = Organisation.objects.filter(merged_into=None)
    if region is not None:
        rows = rows.filter(region__code__startswith=region_prefix(region.code))
    if sector is not None:
        rows = rows.filter(sector=sector)
    return rows


def scope_of(text: str) -> tuple[str, Region | None, Unit | None]:
    """Scope, place and sector of a choice the form has taken: ``county``, ``region:7``, ``sector:9``."""
    kind, _, key = text.partition(":")
    region = Region.objects.get(pk=key) if kind == "region" else None
    return kind, region, Unit.objects.get(pk=key) if kind == "sector" else None


def types() -> QuerySet[OrganisationType]:
    """Types of organisations in the county's order, as far as they are in use."""
    return OrganisationType.objects.filter(retired=None)


def done_before(key: str) -> bool:
    """Was the form with this one-time key carried out already?"""
    return Once.objects.filter(key=key).exists()


def seen(actor: Actor, terms: Mapping[str, str]) -> QuerySet[Organisation]:
    """What an address of the list of organisations shows, as far as the actor may edit it."""
    table = organisations_table("", actor.today, *filters(actor))
    mine = organisations.edited_by(actor).values("pk")
    return Asked(table, terms).rows(organisations.listed(actor)).filter(pk__in=mine).prefetch_related(None)


def filters(actor: Actor) -> tuple[Options, Options, Options]:
    """Places, types and sectors of that list."""
    places = [(region_prefix(one.code), one.name) for one in organisations.towns_of(actor)]
    sectors = [(str(key), name) for key, name in organisations.sectors().values_list("pk", "name")]
    return places, [(str(one.pk), one.name) for one in organisations.types()], sectors
