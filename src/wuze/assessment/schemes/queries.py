"""Editions, trials and past results that an actor sees."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from wuze.accounts.enums import Capability, Role
from wuze.accounts.values import Actor, Held
from wuze.assessment.schemes.enums import EditionState, TrialState
from wuze.assessment.schemes.models import PastResult, SchemeEdition, SchemeTrial
from wuze.registry import queries as registry
from wuze.registry.models import Unit


def office_of(actor: Actor) -> tuple[Held, ...]:
    """The posts from which the actor writes schemes."""
    return actor.posts_that(Capability.SCHEMES)


def offices(actor: Actor) -> list[int]:
    """Their units."""
    return [held.unit for held in office_of(actor)]


def visible_to(actor: Actor) -> QuerySet[SchemeEdition]:
    """All of one's own office; of others what is adopted: who is assessed may read by what."""
    if not actor.may(Capability.SEE_SCHEMES):
        return SchemeEdition.objects.none()
    return SchemeEdition.objects.filter(Q(unit__in=offices(actor)) | Q(state=EditionState.ADOPTED))


def family_of(actor: Actor, edition: SchemeEdition) -> QuerySet[SchemeEdition]:
    """The editions of one scheme that the actor sees, newest first."""
    return visible_to(actor).filter(family=edition.family).order_by("-number")


def trials_visible_to(actor: Actor) -> QuerySet[SchemeTrial]:
    """What-ifs of one's own office."""
    return SchemeTrial.objects.filter(edition__unit__in=offices(actor)).select_related("edition")


def open_trials(actor: Actor, edition: SchemeEdition) -> QuerySet[SchemeTrial]:
    """Those of one edition that go on."""
    return trials_visible_to(actor).filter(edition=edition, state=TrialState.OPEN)


# --- past years -------------------------------------------------------------------------------------------------------


def past_units(actor: Actor) -> QuerySet[Unit]:
    """Units whose results the actor may see: one's own and what belongs to it; the county for county-wide roles. What
    only lies in one's place is seen in the registry, but not its results (mission, line 9)."""
    if not actor.may(Capability.SEE_SCHEMES):
        return Unit.objects.none()
    if actor.sees_county or Role.READER in actor.grants:
        return Unit.objects.all()
    return Unit.objects.filter(registry.own_and_below(actor))


def past_visible_to(actor: Actor) -> QuerySet[PastResult]:
    """Their results."""
    return PastResult.objects.filter(unit__in=past_units(actor).values("pk")).select_related("unit")


def past_of(actor: Actor, unit: Unit) -> QuerySet[PastResult]:
    """One unit over the years."""
    return past_visible_to(actor).filter(unit=unit)


def known_results(keys: list[int]) -> set[tuple[int, str, int]]:
    """Unit, title, year of results that are there already."""
    return set(PastResult.objects.filter(unit__in=keys).values_list("unit_id", "title", "year"))
