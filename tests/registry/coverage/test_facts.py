"""What the registry tells the engine: rates by town and sector, instructors, members, terms; missing is no fact."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import world
from tests.registry.organisations import making
from wuze.registry import facts
from wuze.registry.enums import CoverKind
from wuze.registry.models import PartyOrganisation

pytestmark = pytest.mark.django_db
YEAR = (date(2026, 1, 1), date(2027, 1, 1))


@pytest.fixture
def site() -> making.Registered:
    found = making.registered()
    blank = making.organisation(found.county.north, "云峰空白厂", members=3)
    making.covers(blank, world.person("指导员"), CoverKind.INSTRUCTOR, since=date(2026, 3, 1))
    return found


def of(site: making.Registered, *units: int, day: date = world.DAY) -> dict[int, dict[str, object]]:
    found = facts.facts(*YEAR, units, day)
    return {unit: {item: one.value for item, one in known.items()} for unit, known in found.items()}


def test_a_town_has_its_rates_and_its_instructors(site: making.Registered) -> None:
    assert of(site, site.county.north.pk) == {site.county.north.pk: {
        "组织覆盖率": Decimal("0.5"), "单独组建率": Decimal("0.5"), "工作覆盖率": Decimal(1), "应建已建率": Decimal("0.5"),
        "指导员人数": Decimal(1),
    }}  # fmt: skip


def test_a_department_has_those_of_its_sector(site: making.Registered) -> None:
    found = facts.facts(*YEAR, [site.county.department.pk], world.DAY)[site.county.department.pk]
    assert (found["组织覆盖率"].value, found["指导员人数"].value) == (Decimal(1), Decimal(0))
    assert found["组织覆盖率"].source == "名录：在营1家，其中1家"
    assert found["组织覆盖率"].evidence.endswith(f"what=party&sector={site.county.department.pk}&on=2026-11-24")


def test_as_of_an_earlier_day(site: making.Registered) -> None:
    found = of(site, site.county.north.pk, day=date(2026, 2, 28))[site.county.north.pk]
    assert (found["工作覆盖率"], found["指导员人数"]) == (Decimal("0.5"), Decimal(0))


def test_a_party_organisation_has_members_and_term(site: making.Registered) -> None:
    branch = site.county.north_branch
    PartyOrganisation.objects.filter(unit=branch).update(members=7, elsewhere=2, term_since=date(2023, 11, 24))
    assert of(site, branch.pk)[branch.pk] == {
        "党员数（关系在本组织）": Decimal(7), "党员数（关系不在本组织）": Decimal(2), "流动党员数": Decimal(0), "任期已到届": True,
    }  # fmt: skip
    assert "任期已到届" not in of(site, site.county.south_branch.pk)[site.county.south_branch.pk]


def test_missing_is_never_zero(site: making.Registered) -> None:
    empty = world.unit("望湖街道党工委", region=world.region("望湖街道", "330199103000"), parent=site.county.root)
    assert of(site, empty.pk)[empty.pk] == {"指导员人数": Decimal(0)}
    assert of(site, site.county.lead.pk) == {}


def test_as_many_queries_for_one_unit_as_for_all(site: making.Registered) -> None:
    def number(*units: int) -> int:
        with CaptureQueriesContext(connection) as seen:
            facts.facts(*YEAR, units, world.DAY)
        return len(seen)

    county = site.county
    assert number(county.north.pk, county.sector.pk) == number(
        county.north.pk, county.south.pk, county.sector.pk, county.department.pk, county.north_branch.pk
    )
