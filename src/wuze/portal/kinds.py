"""The kinds of things whose past may be looked at, with who sees which."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse

from wuze.accounts.approvals import queries as approvals
from wuze.accounts.values import Actor
from wuze.portal.history import Kind
from wuze.registry import queries
from wuze.registry.organisations import queries as organisations


def numbers(keys: Collection[str]) -> list[int]:
    """Keys that are primary keys; anything else is no key of ours."""
    return [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 19]


def labels(rows: QuerySet[Any]) -> dict[str, str]:
    """Key and name of each row."""
    return {str(row.pk): str(row) for row in rows}


def place(name: str, key: str) -> str:
    """The address of a thing's page; "" while the page does not exist."""
    try:
        return reverse(name, args=[int(key)])
    except (NoReverseMatch, ValueError):
        return ""


def units_seen(actor: Actor, keys: Collection[str]) -> Mapping[str, str]:
    """Units the actor sees."""
    return labels(queries.visible_to(actor).filter(pk__in=numbers(keys)))


def posts_seen(actor: Actor, keys: Collection[str]) -> Mapping[str, str]:
    """Posts of units the actor sees."""
    return labels(queries.posts_visible_to(actor).filter(pk__in=numbers(keys)).select_related("unit"))


def people_seen(actor: Actor, keys: Collection[str]) -> Mapping[str, str]:
    """People who hold or held a post the actor sees."""
    return labels(queries.people_visible_to(actor).filter(pk__in=numbers(keys)))


def handovers_seen(actor: Actor, keys: Collection[str]) -> Mapping[str, str]:
    """Handovers the actor takes part in or looks after."""
    return labels(queries.handovers_visible_to(actor).filter(pk__in=numbers(keys)))


def organisations_seen(actor: Actor, keys: Collection[str]) -> Mapping[str, str]:
    """Organisations the actor sees."""
    return labels(organisations.visible_to(actor).filter(pk__in=numbers(keys)))


def approvals_seen(actor: Actor, keys: Collection[str]) -> Mapping[str, str]:
    """Approvals the actor asked, decides or registers."""
    return labels(approvals.visible_to(actor).filter(pk__in=numbers(keys)))


UNIT = Kind("registry.unit", "单位", units_seen, lambda key: place("registry:unit", key))
POST = Kind("registry.post", "岗位", posts_seen, lambda key: place("registry:post", key))
PERSON = Kind("registry.person", "人员", people_seen, lambda key: place("registry:person", key))
HANDOVER = Kind("registry.handover", "交接", handovers_seen, lambda key: place("registry:handover", key))
APPROVAL = Kind("accounts.approval", "审批", approvals_seen, lambda key: place("approvals:one", key))
ORGANISATION = Kind(
    "registry.organisation", "两新组织", organisations_seen, lambda key: place("registry:organisation", key)
)
