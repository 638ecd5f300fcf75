"""What accounts must know of posts, which lie above: asked through the module that ``ACCOUNTS_ABOVE`` names."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any, Protocol, cast

from django.conf import settings
from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Example:
    """One account that stands for a role on the login page of a demo."""

    role: str
    user: int
    name: str
    post: str


class Above(Protocol):
    """Four questions."""

    def roles_by_post(self, person: int, day: date) -> frozenset[str]:
        """Roles a person has by posts."""
        ...

    def posts_of(self, persons: Collection[int], day: date) -> Mapping[int, str]:
        """Posts of several persons, in words."""
        ...

    def people_in(self, role: str, day: date) -> QuerySet[Any, Any]:
        """Keys of the people who have a role by a post."""
        ...

    def examples(self, day: date) -> Sequence[Example]:
        """One active account for each role that has one."""
        ...


def above() -> Above:
    """The module."""
    module: Any = import_module(settings.ACCOUNTS_ABOVE)
    return cast("Above", module)
