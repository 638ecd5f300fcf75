"""Pages of Party organisations, instructors and contacts: who gets in, what they say, bad input, stale."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from tests import world
from tests.calls import client_of, text
from tests.registry.organisations import making
from tests.registry.organisations.making import Registered
from tests.registry.site import frozen, get, send
from wuze.accounts.models import User
from wuze.registry.enums import CoverKind, Form, UnitKind
from wuze.registry.models import Coverage, LeaderContact, PartyOrganisation

pytestmark = pytest.mark.django_db
OVER, SOON, LATER = date(2023, 11, 1), date(2024, 1, 10), date(2026, 1, 1)


@pytest.fixture
def there() -> Registered:
    frozen()
    return making.registered()


def desk_of(user: User) -> str:
    """The work desk, as its owner reads it."""
    return client_of(user).get("/").content.decode()


def facts(**more: Any) -> dict[str, Any]:
    return {"form": "joint", "members": "8", "elsewhere": "", "floating": "1", "term_since": "2026-06-01", "term_years": "3",
            "as_of": "2026-11-01", **more}  # fmt: skip


def test_terms_that_end_are_a_view(there: Registered) -> None:
    for unit, since in (
        (there.county.north_branch, OVER),
        (there.county.south_branch, SOON),
        (there.county.sector_branch, LATER),
    ):
        PartyOrganisation.objects.filter(unit=unit).update(term_since=since)
    clerk = there.county.users["lead_clerk"]
    page = text(get(clerk, "parties"))
    assert (">已到届 1</a>" in page, ">3个月内到届 2</a>" in page, ">6个月内到届 2</a>" in page) == (True, True, True)
    over = text(get(clerk, "parties", view="over"))
    assert ("云峰茶业党支部</a>" in over, "柳塘精密党支部</a>" in over) == (True, False)
    desk = desk_of(clerk)
    assert "2个党组织3个月内到届" in desk
    assert "1个已到届" in desk
    assert "党组织3个月内到届" not in desk_of(there.county.users["sector_clerk"])


def test_the_desk_speaks_of_six_months_where_three_are_none(there: Registered) -> None:
    PartyOrganisation.objects.filter(unit=there.county.north_branch).update(term_since=date(2024, 4, 1))
    assert "1个党组织6个月内到届" in desk_of(there.county.users["town_clerk"])


def test_corrections_wait_on_the_desk(there: Registered) -> None:
    send(there.county.users["secretary"], "organisation-correct", there.north.pk, note="不对")
    assert "1处名录信息有人提更正" in desk_of(there.county.users["town_clerk"])
    assert "有人提更正" not in desk_of(there.county.users["south_clerk"])
    assert "有人提更正" not in desk_of(there.county.users["town_head"])


@pytest.mark.parametrize(
    ("who", "status"),
    [("lead_clerk", 200), ("town_clerk", 200), ("secretary", 200), ("south_clerk", 404), ("system_admin", 403)],
)
def test_who_reads_a_party_organisation(there: Registered, who: str, status: int) -> None:
    assert get(there.county.users[who], "party", there.county.north_branch.pk).status_code == status


def test_a_committee_of_a_town_is_no_party_organisation_of_a_firm(there: Registered) -> None:
    assert get(there.county.users["lead_clerk"], "party", there.county.north.pk).status_code == 404


def test_the_page_asks_and_does_not_blame(there: Registered) -> None:
    branch = there.county.north_branch
    PartyOrganisation.objects.filter(unit=branch).update(form=Form.JOINT, term_since=OVER, active_on=date(2025, 10, 1))
    for number in range(11):
        making.covers(making.organisation(there.county.north, f"店{number}"), branch, CoverKind.JOINT)
    closed = making.organisation(there.county.north, "关了的店", status="closed")
    making.covers(closed, branch, CoverKind.JOINT)
    page = text(get(there.county.users["town_clerk"], "party", branch.pk))
    for words in ("联合党支部覆盖13家", "2025年10月1日以后没有活动记录", "有1家停业或注销了", "已到届", "党员只记人数"):
        assert words in page
    PartyOrganisation.objects.filter(unit=branch).update(active_on=None)
    assert "从没有活动记录" in text(get(there.county.users["town_clerk"], "party", branch.pk))


def test_what_it_covers_is_shown_only_as_far_as_it_is_seen(there: Registered) -> None:
    branch = there.county.north_branch
    making.covers(there.south, branch, CoverKind.JOINT)
    assert "柳塘精密机械厂" in text(get(there.county.users["town_clerk"], "party", branch.pk))
    held = Coverage.objects.get(organisation=there.south, party=branch)
    held.until = world.DAY
    held.save()
    assert "柳塘精密机械厂" not in text(get(there.county.users["town_clerk"], "party", branch.pk))
    assert "柳塘精密机械厂" in text(get(there.county.users["lead_clerk"], "party", branch.pk))


def test_a_party_organisation_is_edited(there: Registered) -> None:
    town, pk = there.county.users["town_clerk"], there.county.north_branch.pk
    assert get(town, "party-edit", pk).status_code == 200
    assert send(town, "party-edit", pk, version=1, **facts()).status_code == 302
    row = PartyOrganisation.objects.get(unit=pk)
    assert (row.form, row.members, row.elsewhere, row.version) == (Form.JOINT, 8, 0, 2)
    assert send(town, "party-edit", pk, version=1, **facts(members="9")).status_code == 409
    assert send(town, "party-edit", pk, version=2, **facts(members="很多")).status_code == 400
    future = send(town, "party-edit", pk, version=2, **facts(as_of="2027-01-01"))
    assert (future.status_code, "不能晚于今天" in text(future)) == (400, True)
    assert get(there.county.users["secretary"], "party-edit", pk).status_code == 403
    assert get(there.county.users["south_clerk"], "party-edit", pk).status_code == 404


def test_a_new_unit_gets_its_form(there: Registered) -> None:
    unit = world.unit("云峰新党支部", UnitKind.PARTY, parent=there.county.north)
    town = there.county.users["town_clerk"]
    assert "还没有填形式和届期" in text(get(town, "party", unit.pk))
    assert send(town, "party-edit", unit.pk, **facts()).status_code == 302
    assert PartyOrganisation.objects.get(unit=unit).version == 1


# --- people who cover -------------------------------------------------------------------------------------------------


def test_instructors_with_their_load(there: Registered) -> None:
    busy, other = world.person("忙指导员"), world.person("闲指导员")
    for number in range(10):
        making.covers(making.organisation(there.county.north, f"店{number}"), busy, CoverKind.INSTRUCTOR)
    making.covers(there.south, busy, CoverKind.LIAISON)
    making.covers(there.south, other, CoverKind.INSTRUCTOR)
    town = there.county.users["town_clerk"]
    page = text(get(town, "instructors"))
    assert ("忙指导员" in page, "闲指导员" in page, "11家" in page, "10家" in page, "偏多" in page) == (
        True,
        False,
        True,
        True,
        True,
    )
    one = text(get(town, "instructor", busy.pk))
    assert ("一个人联系11家" in one, "您看得到10家" in one, "柳塘" in one) == (True, True, False)
    assert get(town, "instructor", other.pk).status_code == 404
    light = text(get(there.county.users["lead_clerk"], "instructor", other.pk))
    assert "要不要调" not in light


def test_contacts_of_leaders(there: Registered) -> None:
    leader = there.county.users["leader"].person
    making.contact(there.north, leader)
    making.contact(there.south, world.person("离岗的"))
    page = text(get(there.county.users["lead_clerk"], "contacts"))
    assert ("现在不在岗" in page, leader.name in page) == (True, True)
    assert "离岗的" not in text(get(there.county.users["town_clerk"], "contacts"))


# --- verbs ------------------------------------------------------------------------------------------------------------


def cover(there: Registered, who: str, by: str, **entered: Any) -> Any:
    data = {"once": f"cover-{by}-{entered}"[:60], "version": 1, "since": "2026-11-01", **entered}
    where = f"{reverse('registry:cover', args=[there.north.pk])}?by={by}"
    return client_of(there.county.users[who]).post(where, data)


def test_a_party_organisation_covers(there: Registered) -> None:
    branch = world.unit("云峰联合党支部", UnitKind.PARTY, parent=there.county.north, region=there.county.north.region)
    making.party(branch, Form.JOINT)
    town = there.county.users["town_clerk"]
    assert "云峰联合党支部" in text(get(town, "cover", there.north.pk))
    assert "云峰联合党支部" in text(get(town, "cover", there.north.pk, q="yflh"))
    assert "没有可选的" in text(get(town, "cover", there.north.pk, q="柳塘精密"))
    assert get(town, "cover", there.north.pk, by="weather").status_code == 404
    bad = cover(there, "town_clerk", "party", party=branch.pk, kind="own")
    assert (bad.status_code, "单独组建的是党委" in text(bad)) == (400, True)
    hidden = cover(there, "town_clerk", "party", party=there.county.south_branch.pk, kind="joint")
    assert (hidden.status_code, "请从下面选" in text(hidden)) == (400, True)
    assert cover(there, "town_clerk", "party", party=branch.pk, kind="joint").status_code == 302
    assert cover(there, "town_clerk", "party", party=there.county.north.pk, kind="joint").status_code == 400
    assert there.north.coverages.filter(until=None).count() == 2


def test_a_person_covers(there: Registered) -> None:
    known = world.person("老指导员")
    making.covers(making.organisation(there.county.north, "店"), known, CoverKind.INSTRUCTOR)
    making.covers(there.south, world.person("别处的指导员"), CoverKind.INSTRUCTOR)
    page = text(get(there.county.users["town_clerk"], "cover", there.north.pk, by="person"))
    assert ("老指导员" in page, "别处的" in page) == (True, False)
    assert "老指导员" in text(get(there.county.users["town_clerk"], "cover", there.north.pk, by="person", q="lzdy"))
    nobody = cover(there, "town_clerk", "person", person="0", kind="instructor")
    assert (nobody.status_code, "请填新人的姓名" in text(nobody)) == (400, True)
    assert cover(there, "town_clerk", "person", person=known.pk, kind="instructor").status_code == 302
    new = cover(there, "town_clerk", "person", person="0", name="新来的", kind="liaison", version=2)
    assert new.status_code == 302
    assert {str(one.person) for one in there.north.coverages.exclude(person=None)} == {"老指导员", "新来的"}


def test_a_mass_group_covers_and_a_stale_page_does_not(there: Registered) -> None:
    assert "工会" not in text(get(there.county.users["town_clerk"], "organisation", there.north.pk))
    assert cover(there, "town_clerk", "mass", evidence="工会批复").status_code == 302
    assert "工会、共青团、妇联" in text(get(there.county.users["town_clerk"], "organisation", there.north.pk))
    late = cover(there, "town_clerk", "mass", evidence="再记一次")
    assert late.status_code == 409


@pytest.mark.parametrize(
    ("who", "status"), [("town_clerk", 200), ("lead_clerk", 200), ("secretary", 403), ("south_clerk", 404)]
)
def test_who_covers(there: Registered, who: str, status: int) -> None:
    held = there.north.coverages.get()
    contact = making.contact(there.north, world.person("领导"))
    user = there.county.users[who]
    found = {
        name: get(user, name, key).status_code
        for name, key in (
            ("cover", there.north.pk),
            ("contact-add", there.north.pk),
            ("cover-end", held.pk),
            ("contact-end", contact.pk),
        )
    }
    assert found == dict.fromkeys(found, status)


def test_a_coverage_ends_by_its_form(there: Registered) -> None:
    town, held = there.county.users["town_clerk"], there.north.coverages.get()
    early = send(town, "cover-end", held.pk, version=1, until="2019-01-01", reason="x")
    assert (early.status_code, "请填开始以后" in text(early)) == (400, True)
    assert send(town, "cover-end", held.pk, version=1, until="2026-11-24", reason="迁走").status_code == 302
    assert "已结束" in text(get(town, "organisation", there.north.pk))
    assert get(town, "cover-end", held.pk).status_code == 403


def test_a_leaders_contact_is_set_and_ends(there: Registered) -> None:
    town, leader = there.county.users["town_clerk"], there.county.users["leader"].person
    assert leader.name in text(get(town, "contact-add", there.north.pk))
    assert send(town, "contact-add", there.north.pk, version=1, person=leader.pk, since="2026-11-01").status_code == 302
    row = LeaderContact.objects.get()
    assert send(town, "contact-end", row.pk, version=1, until="2026-11-24", reason="调整").status_code == 302
    row.refresh_from_db()
    assert row.until == world.DAY
