"""The county page and the leader's sheet: numbers that agree with the lists, sources, scope, equal query counts."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from tests.calls import client_of, text
from tests.registry.organisations import making
from tests.registry.site import frozen
from wuze.accounts.approvals.values import COUNTY
from wuze.accounts.models import Approval, User
from wuze.portal.county.trend import trend
from wuze.registry.enums import CoverKind
from wuze.registry.models import PartyOrganisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> making.Registered:
    frozen()
    found = making.registered()
    making.organisation(found.county.north, "云峰空白厂", members=3)
    late = making.organisation(found.county.south, "柳塘后来厂", members=6)
    making.covers(late, found.county.south_branch, CoverKind.JOINT, since=date(2026, 11, 1))
    PartyOrganisation.objects.filter(unit=found.county.south_branch).update(term_since=date(2023, 1, 1))
    return found


def page(user: User, name: str) -> str:
    return text(client_of(user).get(reverse(name)))  # type: ignore[arg-type]  # the test client's own class


def test_the_whole_county_with_its_change_since_last_month(site: making.Registered) -> None:
    seen = page(site.county.users["leader"], "county")
    for words in ("4/5家，＋20.0", "云峰乡1家应建未建，要不要由县里派人", "1个党组织任期已过，怎么处理", "演示数据",
                  "云峰乡1家空白没定下一步，由谁催", "组织覆盖率，12个月，从60.0%到80.0%"):  # fmt: skip
        assert words in seen


def test_a_town_sees_itself_alone(site: making.Registered) -> None:
    seen = page(site.county.users["town_clerk"], "county")
    assert ("云峰乡党委两新组织党建责任落实情况" in seen, "柳塘" in seen, "1/2家" in seen) == (True, False, True)


def test_a_tile_opens_those_that_are_missing(site: making.Registered) -> None:
    client = client_of(site.county.users["lead_clerk"])
    tile = client.get(reverse("county")).context["county"].tiles[0]
    assert (tile.name, tile.fraction, tile.gap) == ("云峰乡", "1/2", "缺1")
    rows = client.get(tile.url).context["list"].rows
    assert [row.label for row in rows] == ["云峰空白厂"]


def test_every_number_at_the_side_opens_as_many_rows(site: making.Registered) -> None:
    client = client_of(site.county.users["lead_clerk"])
    counts = client.get(reverse("county")).context["county"].terms
    opened = [f"{client.get(one.url).context['list'].total}个" for one in counts]
    assert opened == [one.number for one in counts]
    assert opened[0] == "1个"


def test_the_sheet_names_the_source_of_every_number(site: making.Registered) -> None:
    seen = page(site.county.users["leader"], "county-sheet")
    for words in ("一、底数", "二、覆盖", "三、到期", "四、待定三件事", "名录，11月24日的状态", "党组织名册的“本届自”和任期",
                  "来源：名录和覆盖记录", "一家只算一次÷正常经营的"):  # fmt: skip
        assert words in seen


def request(site: making.Registered, post: int, label: str) -> None:
    Approval.objects.create(
        act="organisation.zombie", act_label="列为停业", thing_kind="registry.organisation", thing_key="1",
        thing_label=label, asked_by="何敏", asked_user=site.county.users["lead_clerk"].pk, asked_at=world.NOW,
        post=post, post_label="某岗位", asked_unit=COUNTY.unit,
    )  # fmt: skip


def test_what_waits_for_me_stands_first_and_for_no_one_else(site: making.Registered) -> None:
    leader = site.actor("leader")
    request(site, leader.posts[0].post, "甲厂停业")
    assert "列为停业：甲厂停业" in page(site.county.users["leader"], "county")
    assert "甲厂停业" not in page(site.county.users["town_clerk"], "county")


def test_nothing_to_decide(site: making.Registered) -> None:
    seen = page(site.county.users["sector_clerk"], "county")
    assert "没有等着定的事" in seen
    assert "没有空白" in seen


@pytest.mark.parametrize("name", ["county", "county-sheet"])
def test_as_many_queries_for_three_as_for_one(site: making.Registered, name: str) -> None:
    client = client_of(site.county.users["lead_clerk"])

    def number() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse(name)).status_code == 200
        return len(seen)

    before = number()
    for index in range(3):
        making.organisation(site.county.sector, f"再一家{index}", members=3)
        making.covers(
            making.organisation(site.county.south, f"又一家{index}"), site.county.south_branch, CoverKind.JOINT
        )
    assert number() == before


@pytest.mark.parametrize("name", ["county", "county-sheet"])
def test_administrators_see_no_business(site: making.Registered, name: str) -> None:
    assert client_of(site.county.users["system_admin"]).get(reverse(name)).status_code == 403


def test_a_line_needs_two_months() -> None:
    days = [date(2026, 10, 24), date(2026, 11, 24)]
    assert trend("x", days, [(0, 0), (1, 2)]) is None
    line = trend("x", days, [(1, 4), (1, 2)])
    assert line is not None
    assert (line.points, line.spoken) == ("6.0,62.0 350.0,14.0", "x，2个月，从25.0%到50.0%")
