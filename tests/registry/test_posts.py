"""Posts and appointments: who may set what, no shared day, no administrator in business (SEC-19)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests import world
from wuze.accounts.enums import Role
from wuze.accounts.models import Grant, Person
from wuze.kernel.errors import Invalid, Refused, Stale
from wuze.registry import actions, queries
from wuze.registry.actions import NewPerson
from wuze.registry.models import Appointment, Post
from wuze.trail.catalogue import sentence
from wuze.trail.models import Entry
from wuze.trail.queries import history

pytestmark = pytest.mark.django_db
TOMORROW = world.DAY + timedelta(1)


@pytest.fixture
def county() -> world.County:
    return world.county()


@pytest.fixture
def clerk(county: world.County) -> Any:
    return world.actor(county.users["town_clerk"])


@pytest.fixture
def post(county: world.County) -> Post:
    return world.post(county.north, Role.TOWN_HEAD, "组织委员")


def said() -> str:
    entry = Entry.objects.first()
    assert entry is not None
    return sentence(entry)


def test_a_town_sets_posts_in_its_own_unit_and_below(county: world.County, clerk: Any) -> None:
    made = actions.add_post(clerk, county.north_branch.pk, title="副书记", role=Role.SECRETARY, since=world.DAY)
    assert (str(made), said()) == ("云峰茶业党支部 副书记", f"{clerk.name}设岗位云峰茶业党支部 副书记")
    for unit in (county.south, county.south_branch, county.root, county.lead):
        with pytest.raises(Refused, match="管不到"):
            actions.add_post(clerk, unit.pk, title="x", role=Role.READER, since=world.DAY)


@pytest.mark.parametrize(
    ("entered", "field"),
    [
        ({"role": Role.LEAD_CLERK}, "role"), ({"role": Role.SYSTEM_ADMIN}, "role"), ({"title": "组织委员"}, "title"),
        ({"since": world.LONG_AGO - timedelta(1)}, "since"),
    ],
)  # fmt: skip
def test_sec_17_a_post_cannot_reach_beyond_its_unit(
    county: world.County, clerk: Any, post: Post, entered: dict[str, Any], field: str
) -> None:
    values: dict[str, Any] = {"title": "委员", "role": Role.TOWN_CLERK, "since": world.DAY} | entered
    with pytest.raises(Invalid) as caught:
        actions.add_post(clerk, county.north.pk, **values)
    assert list(caught.value.fields) == [field]


def test_an_appointment_begins_and_is_told(county: world.County, clerk: Any, post: Post) -> None:
    row = actions.appoint(clerk, post.pk, new=NewPerson("沈一帆", "6021"), since=world.DAY, basis="青组〔2026〕8号")
    assert (row.person.initials, queries.holder_of(post, world.DAY)) == ("syf", row)
    assert said() == f"{clerk.name}定沈一帆任云峰乡党委 组织委员（任职），自2026年11月24日起，依据：青组〔2026〕8号"
    assert [history(kind, key).count() for kind, key in (
        ("registry.post", str(post.pk)), ("registry.unit", str(county.north.pk)), ("registry.person", str(row.person_id)),
        ("registry.unit", str(county.south.pk)),
    )] == [1, 1, 1, 0]  # fmt: skip


def test_days_never_meet_also_with_the_past_and_the_future(clerk: Any, post: Post) -> None:
    someone = world.person("杜衡")
    world.appoint(someone, post, date(2024, 1, 1), date(2025, 1, 1))
    world.appoint(someone, post, date(2027, 1, 1), date(2028, 1, 1))
    for since, until in ((date(2024, 12, 31), None), (date(2026, 1, 1), None), (date(2026, 1, 1), date(2027, 1, 2))):
        with pytest.raises(Invalid, match="时间重了"):
            actions.appoint(clerk, post.pk, person=someone.pk, since=since, until=until, basis="x")
    made = actions.appoint(
        clerk, post.pk, person=someone.pk, since=date(2025, 1, 1), until=date(2027, 1, 1), basis="x", kind="acting"
    )
    assert made.get_kind_display() == "代理"


def test_one_open_appointment_a_post(clerk: Any, post: Post) -> None:
    actions.appoint(clerk, post.pk, new=NewPerson("杜衡"), since=TOMORROW, basis="x")
    with pytest.raises(Refused, match="杜衡在任"):
        actions.appoint(clerk, post.pk, new=NewPerson("方晓"), since=world.DAY, basis="x")


@pytest.mark.parametrize(("since", "until", "field"), [
    (world.DAY, world.DAY, "until"), (world.LONG_AGO - timedelta(1), None, "since"),
])  # fmt: skip
def test_days_that_do_not_hold(clerk: Any, post: Post, since: date, until: date | None, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        actions.appoint(clerk, post.pk, new=NewPerson("杜衡"), since=since, until=until, basis="x")
    assert list(caught.value.fields) == [field]
    Appointment.objects.all().delete()


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_sec_19_an_administrator_gets_no_business_post(county: world.County, post: Post, role: str) -> None:
    lead = world.actor(county.users["lead_clerk"])
    person = county.users[role].person
    with pytest.raises(Refused, match="管理员不办业务"):
        actions.appoint(lead, post.pk, person=person.pk, since=world.DAY, basis="x")
    assert Appointment.objects.filter(person=person).count() == 0
    Grant.objects.update(until=world.DAY)
    assert actions.appoint(lead, post.pk, person=person.pk, since=world.DAY, basis="x").person == person


def test_nobody_appoints_themselves(clerk: Any, post: Post) -> None:
    with pytest.raises(Refused, match="不能给自己"):
        actions.appoint(clerk, post.pk, person=clerk.person, since=world.DAY, basis="x")


def test_the_same_name_in_the_unit_is_asked_about(clerk: Any, post: Post) -> None:
    first = actions.appoint(clerk, post.pk, new=NewPerson("杜衡"), since=world.DAY, until=TOMORROW, basis="x")
    with pytest.raises(Invalid) as caught:
        actions.appoint(clerk, post.pk, new=NewPerson("杜衡"), since=TOMORROW, basis="x")
    assert list(caught.value.fields) == ["another"]
    second = actions.appoint(clerk, post.pk, new=NewPerson("杜衡", another=True), since=TOMORROW, basis="x")
    assert first.person_id != second.person_id


def test_leaving_on_a_day(clerk: Any, post: Post) -> None:
    row = actions.appoint(clerk, post.pk, new=NewPerson("杜衡"), since=world.LONG_AGO, basis="x")
    with pytest.raises(Stale):
        actions.end_appointment(clerk, row.pk, version=9, until=world.DAY, reason="x")
    with pytest.raises(Invalid):
        actions.end_appointment(clerk, row.pk, version=1, until=world.LONG_AGO, reason="x")
    actions.end_appointment(clerk, row.pk, version=1, until=TOMORROW, reason="调走")
    assert said() == f"{clerk.name}办杜衡离任云峰乡党委 组织委员，自2026年11月25日起，理由：调走"
    actions.appoint(clerk, post.pk, new=NewPerson("方晓"), since=TOMORROW, basis="x")
    with pytest.raises(Invalid, match="方晓"):
        actions.end_appointment(clerk, row.pk, version=2, until=TOMORROW + timedelta(1), reason="晚走")
    actions.end_appointment(clerk, row.pk, version=2, until=world.DAY, reason="早走")
    with pytest.raises(Refused, match="已经离任"):
        actions.end_appointment(clerk, row.pk, version=3, until=world.DAY, reason="x")
    assert queries.holder_of(post, world.DAY) is None


def test_an_appointment_that_has_not_begun_is_withdrawn(county: world.County, clerk: Any, post: Post) -> None:
    row = actions.appoint(clerk, post.pk, new=NewPerson("杜衡"), since=TOMORROW, basis="x")
    with pytest.raises(Refused, match="管不到"):
        actions.withdraw_appointment(world.actor(county.users["south_clerk"]), row.pk, version=1, reason="x")
    actions.withdraw_appointment(clerk, row.pk, version=1, reason="文件改了")
    assert Appointment.objects.filter(post=post).count() == 0
    assert said() == f"{clerk.name}撤回杜衡任云峰乡党委 组织委员的安排（原定2026年11月25日起），理由：文件改了"
    begun = actions.appoint(clerk, post.pk, new=NewPerson("方晓"), since=world.DAY, basis="x")
    with pytest.raises(Refused, match="已经到任"):
        actions.withdraw_appointment(clerk, begun.pk, version=1, reason="x")


def test_others_cannot_appoint_end_or_edit_there(county: world.County, post: Post) -> None:
    row = world.appoint(world.person("杜衡"), post)
    for who in ("south_clerk", "department", "reader", "town_head", "secretary"):
        actor = world.actor(county.users[who])
        with pytest.raises(Refused, match="管不到"):
            actions.appoint(actor, post.pk, new=NewPerson("方晓"), since=world.DAY, basis="x")
        with pytest.raises(Refused, match="管不到"):
            actions.end_appointment(actor, row.pk, version=1, until=world.DAY, reason="x")
        with pytest.raises(Refused, match="管不到"):
            actions.edit_post(actor, post.pk, version=1, title="x", role=post.role, order=0)
    assert Entry.objects.count() == 0


def test_a_post_is_edited_and_a_new_role_must_fit_its_holder(county: world.County, clerk: Any, post: Post) -> None:
    actions.edit_post(clerk, post.pk, version=1, title="党委委员", role=Role.TOWN_HEAD, order=3)
    entry = Entry.objects.get()
    assert (entry.before, entry.after) == ({"title": "组织委员", "order": 0}, {"title": "党委委员", "order": 3})
    with pytest.raises(Stale):
        actions.edit_post(clerk, post.pk, version=1, title="x", role=Role.TOWN_HEAD, order=3)
    world.appoint(county.users["audit_admin"].person, post)
    with pytest.raises(Refused, match="管理员"):
        actions.edit_post(clerk, post.pk, version=2, title="党委委员", role=Role.TOWN_CLERK, order=3)


def test_a_post_is_closed_once_it_is_empty(clerk: Any, post: Post) -> None:
    row = world.appoint(world.person("杜衡"), post, date(2025, 1, 1))
    with pytest.raises(Refused, match="杜衡还在任"):
        actions.close_post(clerk, post.pk, version=1, until=world.DAY, reason="x")
    actions.end_appointment(clerk, row.pk, version=1, until=date(2026, 1, 1), reason="x")
    for until in (date(2025, 12, 31), TOMORROW):
        with pytest.raises(Invalid):
            actions.close_post(clerk, post.pk, version=1, until=until, reason="x")
    actions.close_post(clerk, post.pk, version=1, until=world.DAY, reason="三定调整")
    assert said() == f"{clerk.name}撤销岗位云峰乡党委 组织委员，自2026年11月24日起，理由：三定调整"
    with pytest.raises(Refused, match="已撤销"):
        actions.appoint(clerk, post.pk, new=NewPerson("方晓"), since=world.DAY, basis="x")
    empty = world.post(post.unit, Role.TOWN_CLERK, "空岗")
    with pytest.raises(Invalid, match="以后"):
        actions.close_post(clerk, empty.pk, version=1, until=world.LONG_AGO, reason="x")


def test_people_are_added_and_edited(county: world.County, clerk: Any) -> None:
    lead = world.actor(county.users["lead_clerk"])
    made = actions.add_person(lead, NewPerson("杜衡", "6021"))
    with pytest.raises(Invalid):
        actions.add_person(lead, NewPerson("杜衡"))
    with pytest.raises(Refused, match="定任职"):
        actions.add_person(clerk, NewPerson("方晓"))
    with pytest.raises(Refused, match="经办改"):
        actions.edit_person(clerk, made.pk, version=1, name="杜横", phone="")
    world.appoint(made, world.post(county.north, Role.TOWN_HEAD, "委员"))
    actions.edit_person(clerk, made.pk, version=1, name="杜横", phone="6022")
    entry = Entry.objects.first()
    assert entry is not None
    assert "6022" not in str(entry.after)
    assert (entry.after or {})["name"] == "杜横"
    with pytest.raises(Stale):
        actions.edit_person(clerk, made.pk, version=1, name="杜横", phone="")
    clash = clerk.name
    with pytest.raises(Invalid):
        actions.edit_person(clerk, made.pk, version=2, name=clash, phone="")
    actions.edit_person(clerk, made.pk, version=2, name=clash, phone="", another=True)
    with pytest.raises(Refused, match="经办改"):
        actions.edit_person(world.actor(county.users["reader"]), made.pk, version=3, name="x", phone="")
    assert Person.objects.get(pk=made.pk).initials == Person.objects.get(pk=clerk.person).initials


def test_gaps_and_many_posts_are_counted_as_of_today(county: world.County, post: Post) -> None:
    busy = world.person("陆文清")
    for number in range(3):
        world.appoint(busy, world.post(county.north, Role.TOWN_CLERK, f"岗{number}"))
    world.appoint(world.person("将来"), post, TOMORROW)
    lead = world.actor(county.users["lead_clerk"])
    rows: dict[str, Any] = {row.title: row for row in queries.posts_seen(lead).filter(unit=county.north)}
    assert [(rows[f"岗{number}"].load, rows[f"岗{number}"].holder_name) for number in range(3)] == [(3, "陆文清")] * 3
    assert (rows["组织委员"].holder, rows["组织委员"].load) == (None, 0)
    assert list(Post.objects.filter(queries.vacant(world.DAY))) == [post]


def test_sec_16_whose_phone_one_may_read(county: world.County, post: Post) -> None:
    person = world.person("杜衡")
    world.appoint(person, post)
    seen = [who for who in ("town_head", "lead_head", "leader", "secretary", "south_clerk", "reader")
            if queries.phone_visible(world.actor(county.users[who]), person)]  # fmt: skip
    assert seen == ["town_head", "lead_head", "leader"]
    assert queries.phone_visible(world.actor(world.account(person)), person)


def test_whoever_has_nothing_sees_nobody(county: world.County) -> None:
    assert queries.people_visible_to(world.actor(world.account(world.person("杜衡")))).count() == 0


def test_an_edit_that_leaves_the_role_asks_nothing_of_the_holder(county: world.County, clerk: Any, post: Post) -> None:
    world.appoint(world.person("杜衡"), post)
    changed = actions.edit_post(clerk, post.pk, version=1, title="委员", role=Role.TOWN_CLERK, order=0)
    assert (changed.role, str(changed)) == (Role.TOWN_CLERK, "云峰乡党委 委员")
