"""Every verb on an organisation: what it writes, what it refuses, and its one entry in the trail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests import world
from tests.registry.organisations import making
from tests.registry.organisations.making import Registered, code
from wuze.accounts.approvals import actions as approvals
from wuze.accounts.approvals.values import PaperDecision, Place, PostRef
from wuze.accounts.enums import ApprovalVerb
from wuze.accounts.models import Approval
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, Refused, Stale
from wuze.registry.enums import CoverKind, Status
from wuze.registry.models import Coverage, FormerKey, LeaderContact, Organisation, Standing
from wuze.registry.organisations import actions, policy, queries
from wuze.registry.organisations.actions import Facts
from wuze.trail.catalogue import sentence
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 1)


@pytest.fixture
def there() -> Registered:
    return making.registered()


@pytest.fixture
def clerk(there: Registered) -> Actor:
    found: Actor = there.actor("lead_clerk")
    return found


def facts(there: Registered, **more: Any) -> Facts:
    values: dict[str, Any] = {
        "name": "云峰竹艺有限公司", "type": making.kind().pk, "region": there.county.north.region_id, "source": "乡镇摸底",
        "as_of": world.DAY, **more,
    }  # fmt: skip
    return Facts(**values)


def held(row: Organisation, **more: Any) -> Facts:
    values = {
        name: getattr(row, name) for name in Facts.__slots__ if name not in {"type", "region", "sector", "parent"}
    }
    values |= {"type": row.type_id, "region": row.region_id, "sector": row.sector_id, "parent": row.parent_id}
    return Facts(**(values | more))


def said() -> str:
    entry = Entry.objects.first()
    assert entry is not None
    return sentence(entry)


def faults(caught: pytest.ExceptionInfo[Invalid]) -> list[str]:
    return sorted(caught.value.fields)


# --- added and edited -------------------------------------------------------------------------------------------------


def test_without_a_code_it_gets_the_next_temporary_key(there: Registered, clerk: Actor) -> None:
    FormerKey.objects.create(key="T000900", organisation=there.north, why="测试", on=world.DAY)
    made = actions.add(clerk, facts(there, members=3), since=JUNE)
    assert (made.key, made.uscc, made.initials) == ("T000901", "", "yfzyyxgs")
    standing = Standing.objects.get(organisation=made)
    assert (standing.since, standing.until, standing.members, standing.source) == (JUNE, None, 3, "乡镇摸底")
    assert said() == "何敏新增云峰竹艺有限公司（T000901），属地：云峰乡，来源：乡镇摸底"


def test_with_a_code_the_code_is_the_key(there: Registered, clerk: Actor) -> None:
    made = actions.add(clerk, facts(there, uscc=f" {code(9).lower()} "), since=world.DAY)
    assert (made.key, made.uscc) == (code(9), code(9))


def test_contacts_enter_the_trail_as_digests(there: Registered, clerk: Actor) -> None:
    actions.add(clerk, facts(there, contact="某联系人", phone="0570-6600001"), since=world.DAY)
    entry = Entry.objects.get()
    assert "0570-6600001" not in str(entry.after)
    assert "某联系人" not in str(entry.after)


def test_all_faults_at_once(there: Registered, clerk: Actor) -> None:
    tomorrow = world.DAY + timedelta(1)
    with pytest.raises(Invalid) as caught:
        actions.add(clerk, facts(there, uscc="91", as_of=tomorrow), since=tomorrow)
    assert faults(caught) == ["as_of", "since", "uscc"]
    assert (Organisation.objects.count(), Entry.objects.count()) == (3, 0)


def test_a_code_in_use_names_its_organisation_only_to_whoever_sees_it(there: Registered, clerk: Actor) -> None:
    with pytest.raises(Invalid, match="这个信用代码是柳塘精密机械厂的") as caught:
        actions.add(clerk, facts(there, uscc=code(2)), since=world.DAY)
    assert faults(caught) == ["uscc"]
    with pytest.raises(Invalid, match="在别的属地") as hidden:
        actions.add(there.actor("town_clerk"), facts(there, uscc=code(2)), since=world.DAY)
    assert "柳塘" not in str(hidden.value)


def test_a_code_once_used_needs_a_word(there: Registered, clerk: Actor) -> None:
    FormerKey.objects.create(key=code(5), organisation=there.north, why="测试", on=world.DAY)
    with pytest.raises(Invalid, match="云峰茶业有限公司用过这个代码"):
        actions.add(clerk, facts(there, uscc=code(5)), since=world.DAY)
    made = actions.add(clerk, facts(there, uscc=code(5)), since=world.DAY, another=True)
    assert queries.by_keys([code(5), "T000000"]) == {code(5): made}


def test_a_similar_name_in_the_same_place_needs_a_word(there: Registered, clerk: Actor) -> None:
    same = facts(there, name="青岚县云峰茶业有限责任公司")
    with pytest.raises(Invalid, match=r"名称相近的：云峰茶业有限公司") as caught:
        actions.add(clerk, same, since=world.DAY)
    assert faults(caught) == ["another"]
    assert actions.add(clerk, same, since=world.DAY, another=True).pk
    assert actions.add(clerk, replace(same, region=there.county.south.region_id), since=world.DAY).pk


@pytest.mark.parametrize("who", ["leader", "town_head", "secretary", "reader"])
def test_who_does_not_edit(there: Registered, who: str) -> None:
    actor = there.actor(who)
    with pytest.raises(Refused, match="经办人改"):
        actions.add(actor, facts(there), since=world.DAY)
    with pytest.raises(Refused, match="经办人改"):
        actions.edit(actor, there.north.pk, held(there.north), version=1, since=world.DAY)
    assert Entry.objects.count() == 0


def test_a_town_enters_in_its_own_place_only(there: Registered) -> None:
    town = there.actor("town_clerk")
    with pytest.raises(Invalid, match="属地要在您的范围里"):
        actions.add(town, facts(there, region=there.county.south.region_id), since=world.DAY)
    with pytest.raises(Refused, match="不在您的范围里"):
        actions.edit(town, there.south.pk, held(there.south), version=1, since=world.DAY)
    with pytest.raises(Invalid, match="由牵头机关改属地"):
        actions.edit(
            town, there.north.pk, held(there.north, region=there.county.south.region_id), version=1, since=world.DAY
        )
    assert actions.add(town, facts(there), since=world.DAY).region == there.county.north.region
    department = there.actor("department")
    assert actions.add(
        department, facts(there, name="远山纺织", region=there.county.south.region_id), since=world.DAY
    ).pk


def test_an_edit_writes_what_changed_and_from_when(there: Registered, clerk: Actor) -> None:
    old = there.north.key
    row = actions.edit(
        clerk, there.north.pk, held(there.north, uscc=code(7), members=6, source="市场监管名单"), version=1, since=JUNE
    )
    assert (row.key, row.version, row.members) == (code(7), 2, 6)
    assert queries.by_keys([old, code(7)]) == {old: row, code(7): row}
    first, second = row.standings.all()
    assert (first.until, first.members) == (JUNE, 4)
    assert (second.since, second.until, second.members, second.source) == (JUNE, None, 6, "市场监管名单")
    entry = Entry.objects.get()
    assert set(entry.after or {}) == {"key", "uscc", "members", "source"}
    with pytest.raises(Stale):
        actions.edit(clerk, row.pk, held(row), version=1, since=world.DAY)


def test_an_edit_of_nothing_that_counts_leaves_the_standing(there: Registered, clerk: Actor) -> None:
    actions.edit(
        clerk, there.north.pk, held(there.north, employees=40, name="云峰茶业集团有限公司"), version=1, since=JUNE
    )
    assert there.north.standings.count() == 1


def test_a_change_before_the_standing_overlays_it(there: Registered, clerk: Actor) -> None:
    actions.edit(clerk, there.north.pk, held(there.north, members=7), version=1, since=date(2019, 1, 1))
    standing = there.north.standings.get()
    assert (standing.since, standing.members) == (world.LONG_AGO, 7)


def test_an_edit_must_hold_too(there: Registered, clerk: Actor) -> None:
    with pytest.raises(Invalid) as caught:
        actions.edit(
            clerk, there.north.pk, held(there.north, parent=there.north.pk), version=1, since=world.DAY + timedelta(1)
        )
    assert faults(caught) == ["parent", "since"]


def test_a_corrected_code_keeps_the_wrong_one(there: Registered, clerk: Actor) -> None:
    row = actions.edit(clerk, there.south.pk, held(there.south, uscc=code(8)), version=1, since=world.DAY)
    assert [(one.key, one.why) for one in row.former_keys.all()] == [(code(2), "更正信用代码")]
    again = actions.edit(clerk, row.pk, held(row, uscc=""), version=2, since=world.DAY)
    assert (again.key, again.uscc) == (code(8), "")


# --- status -----------------------------------------------------------------------------------------------------------


def test_closed_and_opened_again(there: Registered, clerk: Actor) -> None:
    row = actions.change(clerk, there.north.pk, "close", version=1, since=JUNE, reason="已注销", source="公告")
    assert (row.status, row.version) == (Status.CLOSED, 2)
    assert said() == "何敏办云峰茶业有限公司注销，自2026年6月1日起，理由：已注销"
    with pytest.raises(Refused, match="现在是“已注销”，不能办注销"):
        actions.change(clerk, row.pk, "close", version=2, since=world.DAY, reason="x")
    with pytest.raises(Refused, match="恢复后才能办"):
        actions.split(clerk, row.pk, facts(there), version=2, left=None, coverages=(), reason="x")
    actions.change(clerk, row.pk, "reopen", version=2, since=world.DAY, reason="误办")
    found = [(one.status, one.since, one.until) for one in row.standings.all()]
    assert found == [
        (Status.OPERATING, world.LONG_AGO, JUNE), (Status.CLOSED, JUNE, world.DAY), (Status.OPERATING, world.DAY, None),
    ]  # fmt: skip


@pytest.mark.parametrize("since", [world.DAY + timedelta(1), date(2019, 12, 31)])
def test_a_change_of_status_needs_a_day_that_fits(there: Registered, clerk: Actor, since: date) -> None:
    with pytest.raises(Invalid) as caught:
        actions.change(clerk, there.north.pk, "close", version=1, since=since, reason="x")
    assert faults(caught) == ["since"]


def approver(there: Registered) -> Any:
    """The lead office's head approves both removals in the whole county."""
    head = there.county.users["lead_head"]
    post = head.person.appointments.get().post
    for act in actions.ACTS.values():
        approvals.set_approver(
            there.actor("lead_clerk"),
            act,
            Place(0, "全县"),
            PostRef(post.pk, str(post)),
            since=world.DAY,
            reason="分工",
        )
    return there.actor("lead_head")


def test_a_removal_waits_for_somebody_else(there: Registered) -> None:
    head, town = approver(there), there.actor("town_clerk")
    asked = actions.ask_removal(town, there.north.pk, "zombie", version=1, reason="两年没有纳税申报", detail="核查表")
    there.north.refresh_from_db()
    assert (there.north.status, asked.thing_url) == (
        Status.OPERATING, f"/registry/organisations/{there.north.pk}/",
    )  # fmt: skip
    assert policy.pending(there.north) == "列为停业，移出在营基数"
    with pytest.raises(Refused, match="正在等答复"):
        actions.change(town, there.north.pk, "close", version=1, since=world.DAY, reason="x")
    approvals.decide(head, asked.pk, ApprovalVerb.APPROVE)
    row = Organisation.objects.get(pk=there.north.pk)
    standing = row.standings.get(until=None)
    assert (row.status, standing.status, standing.since) == (Status.ZOMBIE, Status.ZOMBIE, world.DAY)
    assert (standing.reason, standing.approved_by) == ("两年没有纳税申报", head.name)


def test_a_removal_turned_down_changes_nothing(there: Registered) -> None:
    head = approver(there)
    asked = actions.ask_removal(there.actor("town_clerk"), there.north.pk, "shell", version=1, reason="只有牌子")
    approvals.decide(head, asked.pk, ApprovalVerb.REFUSE, answer="还在开票")
    there.north.refresh_from_db()
    assert (there.north.status, there.north.standings.count()) == (Status.OPERATING, 1)


def test_a_removal_decided_on_paper_holds_from_the_day_of_the_paper(there: Registered) -> None:
    approver(there)
    asked = actions.ask_removal(there.actor("town_clerk"), there.north.pk, "shell", version=1, reason="只有牌子")
    paper = PaperDecision(True, JUNE, "何某", "部长", "minutes", "部务会纪要", "3号")
    approvals.register_offline(there.actor("lead_clerk"), asked.pk, paper)
    standing = there.north.standings.get(until=None)
    assert (standing.status, standing.since, standing.approved_by) == (Status.SHELL, JUNE, "何某")


def test_a_removal_of_what_has_changed_meanwhile_is_undone(there: Registered) -> None:
    head = approver(there)
    asked = actions.ask_removal(there.actor("town_clerk"), there.north.pk, "zombie", version=1, reason="停业")
    Organisation.objects.filter(pk=there.north.pk).update(status=Status.CLOSED)
    with pytest.raises(Refused, match="现在是“已注销”"):
        approvals.decide(head, asked.pk, ApprovalVerb.APPROVE)
    Organisation.objects.filter(pk=there.north.pk).update(merged_into=there.south)
    with pytest.raises(Refused, match="已并入柳塘精密机械厂"):
        approvals.decide(head, asked.pk, ApprovalVerb.APPROVE)
    assert Approval.objects.get().state == "asked"


def test_a_removal_in_a_county_without_town_committees_goes_to_the_county(there: Registered, clerk: Actor) -> None:
    there.north.region = world.region("无主之地", "330199777000")
    there.north.save()
    asked = actions.ask_removal(clerk, there.north.pk, "zombie", version=1, reason="停业")
    assert asked.units == [0]


# --- merged and split -------------------------------------------------------------------------------------------------


def test_two_rows_of_one_become_one(there: Registered, clerk: Actor) -> None:
    twin = making.organisation(
        there.county.north, "云峰茶业公司", uscc=code(6), key=code(6), employees=30, phone="0570-1"
    )
    FormerKey.objects.create(key="T000777", organisation=twin, why="有了信用代码", on=JUNE)
    instructor, leader = world.person("指导员甲"), world.person("领导乙")
    making.covers(twin, instructor, CoverKind.INSTRUCTOR)
    making.covers(twin, there.county.north_branch)
    fresh = making.covers(twin, world.person("今天的联络员"), CoverKind.LIAISON, since=world.DAY)
    making.contact(twin, leader)
    child = making.organisation(there.county.north, "竹园站点", parent=twin)
    old = there.north.key
    row = actions.merge(clerk, there.north.pk, twin.pk, version=1, other_version=1, reason="同一家")
    assert (row.key, row.uscc, row.employees, row.phone) == (code(6), code(6), 30, "0570-6612345")
    assert queries.by_keys([old, code(6), "T000777"]) == dict.fromkeys([old, code(6), "T000777"], row)
    twin.refresh_from_db()
    child.refresh_from_db()
    assert (twin.merged_into, twin.uscc, child.parent) == (row, "", row)
    now = {(one.kind, one.party_id or one.person_id) for one in Coverage.objects.filter(organisation=row, until=None)}
    assert now == {
        (CoverKind.OWN, there.county.north_branch.pk), (CoverKind.INSTRUCTOR, instructor.pk), (CoverKind.LIAISON, fresh.person_id),
    }  # fmt: skip
    assert not Coverage.objects.filter(organisation=twin, until=None).exists()
    assert Coverage.objects.filter(organisation=twin, until=world.DAY).count() == 2
    assert LeaderContact.objects.get(until=None).organisation == row
    assert [one.until for one in twin.standings.all()] == [world.DAY]
    assert said() == "何敏把云峰茶业公司并入云峰茶业有限公司，理由：同一家"
    with pytest.raises(Refused, match="已并入云峰茶业有限公司，请改那一条"):
        actions.edit(clerk, twin.pk, held(twin), version=2, since=world.DAY)


def test_of_two_codes_both_lead_to_the_one_that_stays(there: Registered, clerk: Actor) -> None:
    twin = making.organisation(there.county.south, "柳塘精密", uscc=code(3), key=code(3))
    Standing.objects.filter(organisation=twin).update(since=world.DAY)
    twin.standings.all()
    row = actions.merge(clerk, there.south.pk, twin.pk, version=1, other_version=1, reason="同一家")
    assert row.key == code(2)
    assert queries.by_keys([code(2), code(3)]) == {code(2): row, code(3): row}
    assert not twin.standings.exists()
    corrected = actions.edit(clerk, row.pk, held(row, uscc=code(3)), version=2, since=world.DAY)
    assert queries.by_keys([code(2), code(3)]) == {code(2): corrected, code(3): corrected}


def test_a_platform_is_never_its_own(there: Registered, clerk: Actor) -> None:
    twin = making.organisation(there.county.north, "云峰茶业", parent=there.north)
    row = actions.merge(clerk, there.north.pk, twin.pk, version=1, other_version=1, reason="同一家")
    assert row.parent is None


def test_what_was_merged_before_follows(there: Registered, clerk: Actor) -> None:
    first, second = (making.organisation(there.county.north, f"云峰茶业{number}部") for number in (1, 2))
    actions.merge(clerk, second.pk, first.pk, version=1, other_version=1, reason="同一家")
    actions.merge(clerk, there.north.pk, second.pk, version=1, other_version=2, reason="同一家")
    first.refresh_from_db()
    assert first.merged_into == there.north


def test_what_may_not_be_merged(there: Registered, clerk: Actor) -> None:
    town = there.actor("town_clerk")
    with pytest.raises(Refused, match="跨乡镇的由牵头机关合并"):
        actions.merge(town, there.north.pk, there.south.pk, version=1, other_version=1, reason="x")
    with pytest.raises(Refused, match="经办人改"):
        actions.merge(there.actor("leader"), there.north.pk, there.south.pk, version=1, other_version=1, reason="x")
    with pytest.raises(Refused, match="同一条"):
        actions.merge(clerk, there.north.pk, there.north.pk, version=1, other_version=1, reason="x")
    with pytest.raises(Stale):
        actions.merge(clerk, there.north.pk, there.south.pk, version=1, other_version=9, reason="x")
    actions.ask_removal(clerk, there.south.pk, "zombie", version=1, reason="x")
    with pytest.raises(Refused, match="有了答复再合并"):
        actions.merge(clerk, there.north.pk, there.south.pk, version=1, other_version=1, reason="x")
    assert not Organisation.objects.exclude(merged_into=None).exists()


def test_one_row_of_two_becomes_two(there: Registered, clerk: Actor) -> None:
    going = making.covers(there.north, world.person("指导员甲"), CoverKind.INSTRUCTOR)
    today = making.covers(there.north, world.person("联络员乙"), CoverKind.LIAISON, since=world.DAY)
    made = actions.split(
        clerk, there.north.pk, facts(there, uscc=code(4), members=1), version=1, left=3, coverages=[going.pk, today.pk],
        reason="两块牌子两家人",
    )  # fmt: skip
    there.north.refresh_from_db()
    assert (made.key, made.source, made.as_of) == (code(4), "由云峰茶业有限公司拆出", world.DAY)
    assert (there.north.members, there.north.version) == (3, 2)
    assert {one.kind for one in made.coverages.filter(until=None)} == {CoverKind.INSTRUCTOR, CoverKind.LIAISON}
    assert {one.kind for one in there.north.coverages.filter(until=None)} == {CoverKind.OWN}
    assert there.north.standings.get(until=None).members == 3
    assert said() == "何敏从云峰茶业有限公司拆出云峰竹艺有限公司，理由：两块牌子两家人"


def test_a_split_must_hold(there: Registered, clerk: Actor) -> None:
    with pytest.raises(Invalid) as caught:
        actions.split(clerk, there.north.pk, facts(there, uscc=code(2)), version=1, left=None, coverages=(), reason="x")
    assert faults(caught) == ["uscc"]
    with pytest.raises(Refused, match="不在您的范围里"):
        actions.split(
            there.actor("sector_clerk"), there.north.pk, facts(there), version=1, left=None, coverages=(), reason="x"
        )


# --- types ------------------------------------------------------------------------------------------------------------


def test_the_table_of_types_is_the_lead_offices(there: Registered, clerk: Actor) -> None:
    row = making.kind()
    entered = {
        "sector": there.county.department.pk,
        "social": False,
        "usual_form": "联合",
        "note": "",
        "unconfirmed": False,
    }
    with pytest.raises(Refused, match="牵头机关"):
        actions.edit_type(there.actor("town_clerk"), row.pk, version=1, name="小微企业", **entered)
    with pytest.raises(Invalid, match="同名"):
        actions.edit_type(clerk, row.pk, version=1, name="律所", **entered)
    made = actions.edit_type(clerk, row.pk, version=1, name="小微企业", **entered)
    assert (made.name, made.sector, made.version) == ("小微企业", there.county.department, 2)
    assert said() == "何敏改了组织类型小微企业"
    with pytest.raises(Stale):
        actions.edit_type(clerk, row.pk, version=1, name="小微企业", **entered)


def test_bulk_standings_are_a_few_queries(there: Registered, django_assert_max_num_queries: Any) -> None:
    rows = list(Organisation.objects.all())
    for row in rows:
        row.members = 9
    there.south.standings.all().delete()
    with django_assert_max_num_queries(6):
        assert actions.restand(rows, actions.Why(world.DAY, "名单")) == 3
    assert list(Standing.objects.filter(until=None).values_list("members", flat=True)) == [9, 9, 9]
    assert actions.restand(rows, actions.Why(world.DAY, "名单")) == 0
