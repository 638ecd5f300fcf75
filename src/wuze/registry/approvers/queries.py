"""Places for the approver table, posts that may approve, and who held them."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from wuze.accounts.approvals.values import COUNTY, Place
from wuze.accounts.enums import Capability, Role
from wuze.accounts.models import Approval, ApproverRule
from wuze.accounts.rules import capabilities
from wuze.accounts.values import Actor
from wuze.registry.enums import UnitKind
from wuze.registry.models import Appointment, Post, Unit
from wuze.registry.queries import chain_of, in_force, visible_to

APPROVING = tuple(role for role in Role.values if Capability.APPROVE in capabilities([role]))
"""Roles whose holders approve."""


def place(unit: Unit) -> Place:
    """The unit of a matter with those above it, as ``approvals.ask`` wants it. One query."""
    above = tuple(one.pk for one in reversed(chain_of(unit)))
    return Place(unit.pk, str(unit), above)


def units_with_rules(actor: Actor) -> QuerySet[Unit]:
    """Units that may have a line of their own: all but the Party organisations of firms."""
    return visible_to(actor).filter(in_force(actor.today)).exclude(kind=UnitKind.PARTY)


def place_of(actor: Actor, key: str) -> Place | None:
    """From a picker's value: "" is the county; a unit the actor does not see is none."""
    if not key:
        return COUNTY
    unit = units_with_rules(actor).filter(pk=int(key)).first() if key.isdecimal() else None
    return Place(unit.pk, str(unit)) if unit else None


def approving_posts(day: date) -> list[tuple[Post, str]]:
    """Posts that may approve, each with its holder's name, "" where it is vacant. Two queries."""
    posts = Post.objects.filter(in_force(day), in_force(day, "unit__"), role__in=APPROVING).select_related("unit")
    ordered = list(posts.order_by("unit__path", "order", "pk"))
    names = dict(
        Appointment.objects.filter(in_force(day), post__in=[post.pk for post in ordered]).values_list(
            "post_id", "person__name"
        )
    )
    return [(post, names.get(post.pk, "")) for post in ordered]


def dead_posts(posts: list[int], day: date) -> set[int]:
    """Of these numbers, posts that are no longer in force: their lines of the table lead nowhere."""
    alive = Post.objects.filter(in_force(day), in_force(day, "unit__"), pk__in=posts, role__in=APPROVING)
    return set(posts) - set(alive.values_list("pk", flat=True))


def holder_on(post: int, day: date) -> str:
    """Who held a post on a day; "" when nobody did."""
    found = Appointment.objects.filter(in_force(day), post=post).order_by("since", "pk")
    return found.values_list("person__name", flat=True).first() or ""


def turn_of(approval: Approval, day: date) -> tuple[str, str]:
    """The post whose turn it is and its holder on a day, for the form of a paper decision."""
    return approval.post_label, holder_on(approval.post, day) if approval.post else ""


def lines() -> QuerySet[ApproverRule]:
    """The whole approver table, past lines too. No secret to anyone who sees units: people must know whom to ask."""
    return ApproverRule.objects.all()
