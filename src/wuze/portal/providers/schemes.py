"""Schemes in the history of things."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from wuze.accounts.values import Actor
from wuze.assessment.schemes import queries
from wuze.portal.history import Kind
from wuze.portal.kinds import labels, numbers, place


def schemes_seen(actor: Actor, keys: Collection[str]) -> Mapping[str, str]:
    """Editions of the actor's own office: what was done to a scheme concerns those who write it."""
    rows = queries.visible_to(actor).filter(pk__in=numbers(keys), unit__in=queries.offices(actor))
    return labels(rows.defer("tables", "bindings"))


SCHEME = Kind("assessment.scheme", "考核方案", schemes_seen, lambda key: place("schemes:one", key))
