"""Which post answers by its role, what is a gap, and how much is too much. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from wuze.accounts.enums import Role
from wuze.registry.enums import UnitKind

TOO_MANY = 20
"""Leading duties of one person from which on the list says so."""

COMMITTEE_FROM = 7
"""Members from which on a branch has a committee (支部工作条例)."""

OWNERS: dict[str, Role] = {
    UnitKind.COUNTY: Role.LEADER, UnitKind.LEAD: Role.LEAD_HEAD, UnitKind.DEPARTMENT: Role.DEPARTMENT,
    UnitKind.TOWN: Role.TOWN_HEAD, UnitKind.PARK: Role.SECTOR_HEAD, UnitKind.SECTOR: Role.SECTOR_HEAD,
    UnitKind.PARTY: Role.SECRETARY,
}  # fmt: skip
"""Whose post answers where nobody says otherwise: the responsible person of the layer."""


@dataclass(frozen=True, slots=True)
class Count:
    """One cell of the matrix: units that owe, those with a post, those whose post has a holder."""

    units: int
    posts: int
    holders: int

    @property
    def without_post(self) -> int:
        """Units that have not put the duty on a post."""
        return max(self.units - self.posts, 0)

    @property
    def without_holder(self) -> int:
        """Posts that nobody holds."""
        return max(self.posts - self.holders, 0)


def gap(count: Count) -> tuple[str, str]:
    """State and word of a cell's light; ("", "") where all is well."""
    if not count.units:
        return "red", "没定谁担"
    if count.without_post:
        return "red", f"缺{count.without_post}岗"
    if count.without_holder:
        return "amber", f"缺{count.without_holder}人"
    return "", ""
