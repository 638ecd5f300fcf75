"""One's own: what a secretary answers for, and what they said to be wrong."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from wuze.accounts.values import Actor
from wuze.registry.enums import UnitKind
from wuze.registry.models import Coverage, Organisation, PartyOrganisation, Standing, UnitCheck
from wuze.registry.organisations.queries.shown import opened
from wuze.registry.queries import in_force

FOUND = 20


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
