"""Schemes in the history of things."""

from __future__ import annotations

from django.db.models import QuerySet

from wuze.accounts.values import Actor
from wuze.assessment.schemes import queries
from wuze.assessment.schemes.models import SchemeEdition
from wuze.portal.history import Kind
from wuze.portal.kinds import place


def schemes_seen(actor: Actor) -> QuerySet[SchemeEdition]:
    """Editions of the actor's own office: what was done to a scheme concerns those who write it."""
    return queries.visible_to(actor).filter(unit__in=queries.offices(actor)).defer("tables", "bindings")


SCHEME = Kind("assessment.scheme", "考核方案", schemes_seen, lambda key: place("schemes:one", key))
