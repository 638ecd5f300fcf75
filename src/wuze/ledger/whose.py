"""Who stands where towards a unit, for all of the ledger: its own people, those who enter for it, those who see all."""

from __future__ import annotations

from wuze.accounts.enums import Capability, Role
from wuze.accounts.values import Actor
from wuze.registry.models import Unit

OFFICE = frozenset({Role.LEAD_CLERK, Role.LEAD_HEAD})


def answers(actor: Actor, unit: Unit) -> bool:
    """Does the actor answer for this unit?"""
    return any(held.unit == unit.pk for held in actor.posts_that(Capability.REPORT_TASKS))


def enters_for(actor: Actor, unit: Unit) -> bool:
    """May the actor enter on behalf of this unit (代录)? Superiors by affiliation, the lead office's clerks everywhere."""
    if Role.LEAD_CLERK in actor.roles:
        return True
    return any(
        unit.path.startswith(held.path) and held.unit != unit.pk for held in actor.posts_that(Capability.ENTER_FOR)
    )


def sees_all(actor: Actor) -> bool:
    """County-wide roles, and readers by grant."""
    return actor.may(Capability.SEE_TASKS) and (actor.sees_county or Role.READER in actor.grants)


def in_office(actor: Actor) -> bool:
    """Clerks and heads of the lead office."""
    return bool(actor.roles & OFFICE)


def own_units(actor: Actor, capability: Capability = Capability.REPORT_TASKS) -> list[int]:
    """The units of the actor's posts that allow it; without more, those the actor answers for."""
    return sorted({held.unit for held in actor.posts_that(capability)})
