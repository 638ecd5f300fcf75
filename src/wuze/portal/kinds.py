"""The kinds of things whose past may be looked at, with who sees which."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse

from wuze.accounts.approvals import queries as approvals
from wuze.accounts.values import Actor
from wuze.portal.history import Kind
from wuze.registry import queries
from wuze.registry.models import Post
from wuze.registry.organisations import queries as organisations


def place(name: str, key: str) -> str:
    """The address of a thing's page; "" while the page does not exist."""
    try:
        return reverse(name, args=[int(key)])
    except (NoReverseMatch, ValueError):
        return ""


def posts_seen(actor: Actor) -> QuerySet[Post]:
    """Posts with their unit, which is part of their name."""
    return queries.posts_visible_to(actor).select_related("unit")


UNIT = Kind("registry.unit", "单位", queries.visible_to, lambda key: place("registry:unit", key))
POST = Kind("registry.post", "岗位", posts_seen, lambda key: place("registry:post", key))
PERSON = Kind("registry.person", "人员", queries.people_visible_to, lambda key: place("registry:person", key))
HANDOVER = Kind("registry.handover", "交接", queries.handovers_visible_to, lambda key: place("registry:handover", key))
APPROVAL = Kind("accounts.approval", "审批", approvals.visible_to, lambda key: place("approvals:one", key))
ORGANISATION = Kind(
    "registry.organisation", "两新组织", organisations.visible_to, lambda key: place("registry:organisation", key)
)
