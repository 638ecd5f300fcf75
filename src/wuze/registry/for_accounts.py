"""Answers to what accounts asks of posts (``wuze.accounts.above``; the setting ``ACCOUNTS_ABOVE`` names this module)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Min, QuerySet

from wuze.accounts.above import Example
from wuze.accounts.enums import Role
from wuze.accounts.models import Grant
from wuze.registry.models import Appointment
from wuze.registry.queries import in_force


def _held(day: date) -> QuerySet[Appointment]:
    return Appointment.objects.filter(in_force(day), in_force(day, "post__"), in_force(day, "post__unit__"))


def roles_by_post(person: int, day: date) -> frozenset[str]:
    """Roles a person has by posts on a day."""
    return frozenset(_held(day).filter(person=person).order_by().values_list("post__role", flat=True))


def posts_of(persons: Collection[int], day: date) -> Mapping[int, str]:
    """Unit and title of each post, by person."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = _held(day).filter(person__in=persons).select_related("post__unit").order_by("post__unit__path", "pk")
    for row in rows:
        found[row.person_id].append(f"{row.post.unit} {row.post.title}")
    return {person: "、".join(words) for person, words in found.items()}


def people_in(role: str, day: date) -> QuerySet[Any, Any]:
    """Keys of the people who have a role by a post on a day."""
    return _held(day).filter(post__role=role).order_by().values("person")


def examples(day: date) -> Sequence[Example]:
    """For each role the first active account that has it, in the order of roles."""
    held = _held(day).filter(person__account__is_active=True).order_by()
    first = [row["one"] for row in held.values("post__role").annotate(one=Min("pk")).values("one")]
    by_post = Appointment.objects.filter(pk__in=first).select_related("person__account", "post__unit")
    found = {
        row.post.role: Example(
            row.post.role, row.person.account.pk, str(row.person), f"{row.post.unit} {row.post.title}"
        )
        for row in by_post
    }
    granted = Grant.objects.filter(in_force(day), confirmed_at__isnull=False, user__is_active=True).order_by()
    first = [row["one"] for row in granted.values("role").annotate(one=Min("pk")).values("one")]
    for grant in Grant.objects.filter(pk__in=first).select_related("user__person"):
        found.setdefault(grant.role, Example(grant.role, grant.user_id, str(grant.user.person), ""))
    return [found[role] for role in Role.values if role in found]
