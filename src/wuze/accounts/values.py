"""The Actor: who acts, from which posts, with which grants. Made once a request, frozen, no queries of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from wuze.accounts.enums import Capability, Role
from wuze.accounts.rules import COUNTY_WIDE, capabilities
from wuze.trail.values import NOWHERE, Origin, Who


@dataclass(frozen=True, slots=True)
class Held:
    """A post as its holder has it today. ``path`` is the unit's place in the tree, ``region`` its 12-digit code or ""."""

    post: int
    title: str
    role: str
    unit: int
    unit_name: str
    unit_kind: str
    path: str
    region: str = ""

    @property
    def label(self) -> str:
        """Unit and post, as it stands at the head of a page and in the trail."""
        return f"{self.unit_name} {self.title}"


@dataclass(frozen=True)
class Actor:
    """Whoever acts. ``user`` and ``person`` are 0 for the bearer of a one-time link: ``link`` is its number, ``link_label``
    its unit; they have one task and no role."""

    user: int
    person: int
    name: str
    at: datetime
    today: date
    posts: tuple[Held, ...] = ()
    grants: tuple[str, ...] = ()
    small_office: bool = False
    origin: Origin = NOWHERE
    link: int = 0
    link_label: str = ""

    @cached_property
    def roles(self) -> frozenset[str]:
        """All roles, by post and by grant."""
        return frozenset({held.role for held in self.posts} | set(self.grants))

    @cached_property
    def capabilities(self) -> frozenset[Capability]:
        """All that the roles allow."""
        return capabilities(self.roles)

    def may(self, capability: Capability) -> bool:
        """Is there any post or grant that allows it? On which rows, ``visible_to`` and the policy say."""
        return capability in self.capabilities

    def posts_that(self, capability: Capability) -> tuple[Held, ...]:
        """The posts that allow it, for a scope."""
        return tuple(held for held in self.posts if capability in capabilities([held.role]))

    @property
    def sees_county(self) -> bool:
        """Does a role cover the whole county?"""
        return bool(self.roles & COUNTY_WIDE)

    @property
    def post(self) -> str:
        """The first post, or the grant, in words; for the bearer of a link its unit."""
        if self.link:
            return f"{self.link_label} 一次性链接"
        if self.posts:
            return self.posts[0].label
        return "、".join(Role(grant).label for grant in self.grants)

    def who(self, on_behalf: str = "", source: str = "") -> Who:
        """The actor as the trail keeps them."""
        person = f"user:{self.user}" if self.user else f"link:{self.link}" if self.link else ""
        return Who(self.name, self.post, person, on_behalf, source)
