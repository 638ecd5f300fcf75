"""Reads of accounts and grants. Whoever may see the pages sees all rows: names and posts, no business content."""

from __future__ import annotations

from django.db.models import QuerySet

from wuze.accounts.enums import Capability
from wuze.accounts.models import Grant, Installation, Person, User
from wuze.accounts.values import Actor


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
    rows = Person.objects.filter(account=None)
    return rows if actor.may(Capability.ACCOUNTS) else rows.none()


def installation() -> Installation:
    """The one row, or what it would be."""
    return Installation.objects.first() or Installation(pk=1)
