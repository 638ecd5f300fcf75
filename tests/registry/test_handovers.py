"""N12: a post changes hands only when both sides have said so, in one act, with the sheet as it was."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import override_settings

from tests import world
from wuze.accounts.enums import Role
from wuze.accounts.models import OneTimeLink, Person
from wuze.kernel.errors import Invalid, Refused, Stale
from wuze.registry import actions, handover_lines, queries
from wuze.registry.actions import NewPerson
from wuze.registry.enums import HandoverWay
from wuze.registry.handover_lines import Line
from wuze.registry.models import Appointment, Handover, Post
from wuze.trail.catalogue import sentence
from wuze.trail.models import Entry
from wuze.trail.queries import history

pytestmark = pytest.mark.django_db
ON = world.DAY + timedelta(7)
BASIS = "青组〔2026〕44号"


class Scene:
    """A clerk's post in a town, held by one, to be taken by another; the town's head drafts."""

    def __init__(self) -> None:
        self.county = world.county()
        north = self.county.north
        self.post: Post = world.post(north, Role.TOWN_HEAD, "组织委员")
        self.old, self.new = world.account(world.person("杜衡")), world.account(world.person("方晓"))
        self.held = world.appoint(self.old.person, self.post)
        self.clerk = self.of("town_clerk")

    def of(self, who: str) -> Any:
        return world.actor(self.county.users[who])

    def draft(self, **more: Any) -> Handover:
        entered: dict[str, Any] = {"person": self.new.person_id, "on": ON, "basis": BASIS} | more
        return actions.draft_handover(self.clerk, self.post.pk, **entered)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def said() -> str:
    entry = Entry.objects.first()
    assert entry is not None
    return sentence(entry)


def titles(actor: Any) -> list[str]:
    return [one.title for one in queries.handovers_waiting_for(actor)]


def test_both_confirm_and_the_post_changes_hands(scene: Scene) -> None:
    row = scene.draft()
    assert said().endswith(f"拟云峰乡党委 组织委员 交接：杜衡交给方晓，2026年12月1日，依据：{BASIS}")
    assert (titles(world.actor(scene.old)), titles(world.actor(scene.new))) == (["交出云峰乡党委 组织委员"], [])
    actions.give(world.actor(scene.old), row.pk, version=1)
    assert (titles(world.actor(scene.old)), titles(world.actor(scene.new))) == ([], ["接收云峰乡党委 组织委员"])
    actions.take(world.actor(scene.new), row.pk, version=2)
    assert said() == "方晓确认接收（本人确认）：云峰乡党委 组织委员 交接，杜衡离任、方晓到任，2026年12月1日"
    rows = [(one.person, one.since, one.until) for one in Appointment.objects.filter(post=scene.post)]
    assert rows == [(scene.new.person, ON, None), (scene.old.person, world.LONG_AGO, ON)]
    assert titles(world.actor(scene.new)) == []
    keys = (
        ("registry.person", scene.old.person_id),
        ("registry.person", scene.new.person_id),
        ("registry.post", scene.post.pk),
    )
    assert [history(kind, str(key)).count() for kind, key in keys] == [3, 3, 3]


def test_each_side_speaks_for_itself(scene: Scene) -> None:
    row = scene.draft()
    with pytest.raises(Refused, match="要杜衡本人确认"):
        actions.give(world.actor(scene.new), row.pk, version=None)
    with pytest.raises(Refused, match="交出方还没有确认"):
        actions.take(world.actor(scene.new), row.pk, version=None)
    actions.give(world.actor(scene.old), row.pk, version=1)
    with pytest.raises(Refused, match="要方晓本人确认"):
        actions.take(world.actor(scene.old), row.pk, version=None)
    with pytest.raises(Stale):
        actions.take(world.actor(scene.new), row.pk, version=1)
    with pytest.raises(Refused, match="交出方已确认"):
        actions.give(world.actor(scene.old), row.pk, version=None)


def test_by_paper_and_for_someone_absent(scene: Scene) -> None:
    row = scene.draft()
    with pytest.raises(Invalid, match="凭据"):
        actions.give(scene.clerk, row.pk, version=1, way=HandoverWay.ABSENT, source=" ")
    actions.give(scene.clerk, row.pk, version=1, way=HandoverWay.ABSENT, source="已调外县，电话说明")
    entry = Entry.objects.first()
    assert entry is not None
    assert (entry.who_on_behalf, entry.who_source) == ("杜衡", "已调外县，电话说明")
    actions.take(scene.of("town_head"), row.pk, version=2, way=HandoverWay.PAPER, source="12月1日交接单")
    done = Handover.objects.get()
    assert (done.get_state_display(), done.get_given_way_display(), done.get_taken_way_display()) == (
        "已交接", "上级登记", "代录"
    )  # fmt: skip


def test_whoever_gains_the_post_registers_for_nobody(scene: Scene) -> None:
    other = world.account(world.person("沈一帆"))
    world.appoint(other.person, world.post(scene.county.north, Role.TOWN_CLERK, "经办二"))
    row = scene.draft(person=other.person_id)
    with pytest.raises(Refused, match="您是接收人"):
        actions.give(world.actor(other), row.pk, version=1, way=HandoverWay.ABSENT, source="x")
    actions.cancel_handover(scene.clerk, row.pk, version=1, reason="重来")
    with pytest.raises(Refused, match="不能给自己"):
        scene.draft(person=scene.clerk.person)


@pytest.mark.parametrize("who", ["south_clerk", "secretary", "department", "reader"])
def test_others_do_nothing(scene: Scene, who: str) -> None:
    actor = scene.of(who)
    with pytest.raises(Refused, match="本单位负责人"):
        actions.draft_handover(actor, scene.post.pk, person=scene.new.person_id, on=ON, basis="x")
    row = scene.draft()
    with pytest.raises(Refused, match="本单位负责人"):
        actions.give(actor, row.pk, version=1, way=HandoverWay.PAPER, source="x")
    with pytest.raises(Refused, match="本单位负责人"):
        actions.cancel_handover(actor, row.pk, version=1, reason="x")
    assert queries.handovers_visible_to(actor).count() == 0


@pytest.mark.parametrize(("more", "field"), [({"on": world.LONG_AGO}, "on"), ({"person": 0}, "person")])
def test_a_draft_that_does_not_hold(scene: Scene, more: dict[str, Any], field: str) -> None:
    more = {"person": scene.old.person_id} if "person" in more else more
    with pytest.raises(Invalid) as caught:
        scene.draft(**more)
    assert list(caught.value.fields) == [field]


def test_sec_19_no_administrator_takes_a_post(scene: Scene) -> None:
    person = scene.county.users["system_admin"].person
    with pytest.raises(Refused, match="管理员不办业务"):
        scene.draft(person=person.pk)
    row = scene.draft()
    actions.give(world.actor(scene.old), row.pk, version=1)
    Handover.objects.update(incoming=person)
    with pytest.raises(Refused, match="管理员不办业务"):
        actions.take(scene.of("system_admin"), row.pk, version=2)
    assert Appointment.objects.filter(person=person).count() == 0


def test_why_a_post_cannot_be_handed_over(scene: Scene) -> None:
    empty = world.post(scene.county.north, Role.TOWN_CLERK, "空岗")
    with pytest.raises(Refused, match="没有人，不用交接"):
        actions.draft_handover(scene.clerk, empty.pk, person=scene.new.person_id, on=ON, basis="x")
    leaving = world.post(scene.county.north, Role.TOWN_CLERK, "将走")
    world.appoint(world.person("沈一帆"), leaving, until=ON)
    with pytest.raises(Refused, match="已定2026年12月1日离任"):
        actions.draft_handover(scene.clerk, leaving.pk, person=scene.new.person_id, on=ON, basis="x")
    actions.close_post(scene.clerk, empty.pk, version=1, until=world.DAY, reason="x")
    with pytest.raises(Refused, match="已撤销"):
        actions.draft_handover(scene.clerk, empty.pk, person=scene.new.person_id, on=ON, basis="x")
    scene.draft()
    with pytest.raises(Refused, match="已有一个交接"):
        scene.draft()


def test_while_it_is_under_way_nothing_else_touches_the_post(scene: Scene) -> None:
    row = scene.draft()
    for act in (
        lambda: actions.appoint(scene.clerk, scene.post.pk, new=NewPerson("x"), since=ON, basis="x"),
        lambda: actions.end_appointment(scene.clerk, scene.held.pk, version=1, until=ON, reason="x"),
        lambda: actions.close_post(scene.clerk, scene.post.pk, version=1, until=world.DAY, reason="x"),
    ):
        with pytest.raises(Refused, match="正在交接"):
            act()
    actions.cancel_handover(world.actor(scene.old), row.pk, version=1, reason="文件改了")
    assert said() == "杜衡取消云峰乡党委 组织委员 交接，理由：文件改了"
    with pytest.raises(Refused, match="已取消"):
        actions.cancel_handover(scene.clerk, row.pk, version=2, reason="x")
    actions.end_appointment(scene.clerk, scene.held.pk, version=1, until=ON, reason="x")


def changing(post: Post, at: Any) -> list[Line]:
    """A provider as another package would bring it."""
    return [Line("事项", str(one.pk), one.name) for one in Person.objects.filter(name="新事")]


@override_settings(HANDOVER_PROVIDERS=["tests.registry.test_handovers.changing"])
def test_the_sheet_stands_as_it_was_when_given(scene: Scene) -> None:
    row = scene.draft()
    world.person("新事")
    actions.give(world.actor(scene.old), row.pk, version=1)
    world.person("新事")
    assert [(line.position, line.kind, line.label) for line in row.lines.all()] == [(1, "事项", "新事")]


def test_own_lines_are_the_posts_facts_and_open_links(scene: Scene) -> None:
    OneTimeLink.objects.create(
        task="t", task_label="看结果", thing_key="1", thing_label="x", unit=scene.county.north.pk, unit_label="云峰乡",
        for_name="李书记", digest="d", issued_by="杜衡", issued_post=str(scene.post), issued_at=world.NOW,
        expires_at=world.NOW + timedelta(1),
    )  # fmt: skip
    lines = handover_lines.lines_of(scene.post, world.NOW)
    assert [(line.kind, line.label, line.state) for line in lines] == [
        ("岗位", "云峰乡党委 组织委员（乡镇负责人）", "2020年1月1日设"),
        ("一次性链接", "李书记：看结果", "没有用"),
    ]
    assert handover_lines.lines_of(scene.post, world.NOW + timedelta(2))[1:] == []


@override_settings(HANDOVER_PROVIDERS=["tests.registry.nowhere.lines", "wuze.registry.handover_lines.facts_of"])
def test_a_provider_that_is_not_there_is_found_at_start() -> None:
    assert [one.msg for one in handover_lines.providers_resolve()] == [
        "交接清单的来源找不到：tests.registry.nowhere.lines"
    ]


def test_who_sees_which_handover(scene: Scene) -> None:
    scene.draft()
    seen = {who for who in scene.county.users if queries.handovers_visible_to(scene.of(who)).exists()}
    assert seen == {"town_clerk", "town_head", "lead_clerk", "lead_head", "leader"}
    assert queries.handovers_visible_to(world.actor(scene.new)).count() == 1
    assert date.fromisoformat("2026-12-01") == ON
