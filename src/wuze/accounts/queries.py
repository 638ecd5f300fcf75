"""Reads of accounts and grants. Whoever may see the pages sees all rows: names and posts, no business content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet

from wuze.accounts.enums import Capability
from wuze.accounts.models import Grant, Installation, Person, User
from wuze.accounts.values import Actor

M = TypeVar("M", bound=Model)
LONGEST = 18


def accounts_visible_to(actor: Actor) -> QuerySet[User]:
    """All accounts for whoever keeps them; for anybody else their own."""
    rows = User.objects.select_related("person")
    keeps = actor.may(Capability.ACCOUNTS) or actor.may(Capability.GRANTS) or actor.may(Capability.TRAIL)
    return rows if keeps else rows.filter(pk=actor.user)


def grants_visible_to(actor: Actor) -> QuerySet[Grant]:
    """Grants for administrators."""
    rows = Grant.objects.select_related("user__person")
    return rows if actor.may(Capability.CONFIRM_GRANTS) else rows.none()


def without_account(actor: Actor) -> QuerySet[Person]:
    """People who could get an account."""
    rows = Person.objects.filter(account=None).order_by("initials", "name", "pk")
    return rows if actor.may(Capability.ACCOUNTS) else rows.none()


OFFERED = 20
"""So many to choose from in a form; the rest by searching."""


@dataclass(frozen=True, slots=True)
class Offer(Generic[M]):
    """What a form offers to choose from after a search: the first rows, how many there are, and the words."""

    rows: QuerySet[M]
    found: int
    words: str


def offered(rows: QuerySet[M], by: Sequence[str], words: str, chosen: str) -> Offer[M]:
    """The first rows that the words find, by the lookups ``by``; and the one already chosen, if it is among ``rows``."""
    asked = words.strip()[:LONGEST]
    condition = Q()
    for lookup in by if asked else ():
        condition |= Q(**{lookup: asked.lower() if lookup.endswith("startswith") else asked})
    found = rows.filter(condition)
    first = list(found.values_list("pk", flat=True)[:OFFERED])
    kept = [int(chosen)] if chosen.isdecimal() and len(chosen) < LONGEST else []
    return Offer(rows.filter(pk__in=[*first, *kept]), found.count(), asked)


def installation() -> Installation:
    """The one row, or what it would be."""
    return Installation.objects.first() or Installation(pk=1)
