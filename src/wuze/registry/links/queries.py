"""Links and answers of the units an actor manages; what a unit is shown of its own entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from wuze.accounts.enums import Role
from wuze.accounts.links.queries import of_units
from wuze.accounts.models import OneTimeLink
from wuze.accounts.values import Actor
from wuze.registry.models import Appointment, Unit, UnitCheck
from wuze.registry.queries import chain_of, in_force, managed_by

FULL = 7
"""Digits of a number of which the middle is hidden."""


def links_visible_to(actor: Actor) -> QuerySet[OneTimeLink]:
    """Links for the units the actor manages."""
    return of_units(managed_by(actor).values("pk"))


def checks_visible_to(actor: Actor) -> QuerySet[UnitCheck]:
    """Answers of the units the actor manages, newest first."""
    return UnitCheck.objects.filter(unit__in=managed_by(actor).values("pk")).select_related("unit", "organisation")


def units_to_ask(actor: Actor) -> QuerySet[Unit]:
    """Units in force that the actor manages, own ones left out: they have accounts."""
    own = [held.unit for held in actor.posts]
    return managed_by(actor).filter(in_force(actor.today)).exclude(pk__in=own).order_by("path")


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in the registry about a unit, as the bearer of a link may see it."""

    unit: Unit
    superior: str
    region: str
    secretary: str
    phone: str


def entry_of(unit: Unit, day: date) -> Entry:
    """The unit with its superior, its secretary, and the secretary's office number with its middle hidden."""
    parent = chain_of(unit)[-1:]
    held = Appointment.objects.filter(
        in_force(day), in_force(day, "post__"), post__unit=unit, post__role=Role.SECRETARY
    )
    found = held.select_related("person").order_by("post__order", "pk").first()
    phone = hidden(found.person.phone) if found else ""
    return Entry(unit, "".join(map(str, parent)), str(unit.region or ""), found.person.name if found else "", phone)


def hidden(phone: str) -> str:
    """A number one recognises but cannot take away: 133****12."""
    return f"{phone[:3]}****{phone[-2:]}" if len(phone) >= FULL else phone
