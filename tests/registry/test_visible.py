"""Who sees which units: own, below by affiliation, in the own place, of the own sector, the chain above; no more."""

from __future__ import annotations

import pytest

from tests import world
from wuze.registry.models import Unit
from wuze.registry.queries import managed_by, visible_to

pytestmark = pytest.mark.django_db


def names(units: object) -> set[str]:
    """Names of units found."""
    return set(units.values_list("name", flat=True))  # type: ignore[attr-defined]  # any queryset of units


def everything() -> set[str]:
    return names(Unit.objects.all())


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("town_clerk", {"青岚县委", "云峰乡党委", "云峰茶业党支部"}),
        ("south_clerk", {"青岚县委", "柳塘镇党委", "柳塘精密党支部", "正衡律所党支部"}),
        ("sector_clerk", {"青岚县委", "律师行业党委", "正衡律所党支部"}),
        ("department", {"青岚县委", "县市场监管局", "柳塘精密党支部"}),
        ("secretary", {"青岚县委", "云峰乡党委", "云峰茶业党支部"}),
        ("system_admin", set()),
        ("security_admin", set()),
        ("audit_admin", set()),
    ],
)
def test_scope(who: str, expected: set[str]) -> None:
    county = world.county()
    assert names(visible_to(world.actor(county.users[who]))) == expected


@pytest.mark.parametrize("who", ["leader", "lead_head", "lead_clerk"])
def test_county_wide_roles_see_all(who: str) -> None:
    county = world.county()
    assert names(visible_to(world.actor(county.users[who]))) == everything()


def test_a_town_sees_a_sector_branch_in_its_place_but_does_not_manage_it() -> None:
    county = world.county()
    assert names(managed_by(world.actor(county.users["south_clerk"]))) == {"柳塘镇党委", "柳塘精密党支部"}
