"""Rosters of people and of Party organisations: one row may yield several things; what needs another way is said."""

from __future__ import annotations

from datetime import date

import pytest

from tests import world
from tests.excel.rosters.making import code
from tests.registry.rosters.making import brought, firm, kinds, rows, table, towns, written
from tests.world import County
from wuze.accounts.enums import Role
from wuze.accounts.models import Person
from wuze.accounts.values import Actor
from wuze.registry.enums import CoverKind, Form, Outcome, RosterKind
from wuze.registry.models import (
    Appointment,
    Coverage,
    LeaderContact,
    Organisation,
    PartyOrganisation,
    Post,
    Unit,
    UnitParent,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> County:
    """With Party organisations behind its branches."""
    made = world.county()
    for unit in (made.north_branch, made.south_branch):
        PartyOrganisation.objects.create(unit=unit, form=Form.BRANCH, members=5, as_of=world.LONG_AGO)
    kinds()
    return made


@pytest.fixture
def clerk(county: County) -> Actor:
    """The lead office's clerk."""
    return world.actor(county.users["lead_clerk"])


HEAD = ("单位名称", "统一社会信用代码", "乡镇", "类型", "党组织名称", "组建方式", "书记", "党建指导员", "指导员电话")


def test_one_row_yields_firm_coverage_secretary_and_instructor(county: County, clerk: Actor) -> None:
    """Everything that is not there yet, once; the second time nothing changes."""
    empty = world.unit("新叶软件党支部", "party", parent=county.south, region=towns()[1])
    PartyOrganisation.objects.create(unit=empty, form=Form.BRANCH, members=3, as_of=world.LONG_AGO)
    line = [
        "新叶软件有限公司",
        code(1),
        "柳塘镇",
        "小微企业",
        "新叶软件党支部",
        "单独组建",
        "方芸",
        "柳青",
        "0570-6010009",
    ]
    joint = ["云峰茶社", code(2), "云峰乡", "小微企业", "云峰茶业党支部", "联合组建", None, "柳青", None]
    first = brought(clerk, ("a.xlsx", {"a": table(line, joint, head=HEAD)}))
    assert [row.outcome for row in rows(first)] == [Outcome.NEW, Outcome.NEW]
    done = written(clerk, first)
    assert {name: done.receipt[name] for name in ("new", "covers", "secretaries", "instructors")} == {
        "new": 2, "covers": 2, "secretaries": 1, "instructors": 2
    }  # fmt: skip
    software = Organisation.objects.get(uscc=code(1))
    covers = {(one.organisation.name, one.kind, str(one.party or one.person)) for one in Coverage.objects.all()}
    assert covers == {
        (software.name, CoverKind.OWN, "新叶软件党支部"), (software.name, CoverKind.INSTRUCTOR, "柳青"),
        ("云峰茶社", CoverKind.JOINT, "云峰茶业党支部"), ("云峰茶社", CoverKind.INSTRUCTOR, "柳青"),
    }  # fmt: skip
    assert Person.objects.get(name="柳青").phone == "0570-6010009"
    held = Appointment.objects.get(post__unit=empty)
    assert (held.person.name, held.post.role, held.since) == ("方芸", Role.SECRETARY, world.DAY)
    again = brought(clerk, ("a.xlsx", {"a": table(line, joint, head=HEAD)}))
    assert [row.outcome for row in rows(again)] == [Outcome.SAME, Outcome.SAME]


def test_another_secretary_needs_a_handover_and_unknown_branches_a_unit(county: County, clerk: Actor) -> None:
    """Said at the cell; the rest of the row holds."""
    lines = table(
        ["甲社", code(1), "云峰乡", "小微企业", "云峰茶业党支部", None, "方芸", None, None],
        ["乙社", code(2), "云峰乡", "小微企业", "没有的党支部", None, None, None, None], head=HEAD,
    )  # fmt: skip
    roster = brought(clerk, ("a.xlsx", {"a": lines}))
    first, second = rows(roster)
    assert "换人在岗位页办交接" in first.faults[0][2]
    assert "没有登记" in second.faults[0][1]
    written(clerk, roster)
    assert Organisation.objects.count() == 2
    assert not Appointment.objects.filter(person__name="方芸").exists()
    assert Coverage.objects.get().kind == CoverKind.OWN


def test_a_leader_named_in_the_roster_of_organisations(county: County, clerk: Actor) -> None:
    """The organisation and its contact leader from one row; a name that is no leader's is told, the rest is written."""
    kinds()
    leader = Person.objects.get(appointments__post__unit=county.root)
    head = ("单位名称", "所属乡镇", "单位类型", "联系领导")
    lines = (["甲社", "云峰乡", "小微企业", leader.name], ["乙社", "云峰乡", "小微企业", "不是领导"])
    roster = brought(clerk, ("a.xlsx", {"a": table(*lines, head=head)}))
    assert rows(roster)[1].faults[0][1] == "县领导里没有不是领导"
    written(clerk, roster)
    assert [(one.person, one.organisation.name) for one in LeaderContact.objects.all()] == [(leader, "甲社")]
    assert Organisation.objects.count() == 2


def test_instructors_and_leaders(county: County, clerk: Actor) -> None:
    """Only organisations that stand, only leaders that hold a post; what the list lacks is told, not ended."""
    north, _ = towns()
    first, second = firm("甲社", north, 1), firm("乙社", north)
    leader = Person.objects.get(appointments__post__unit=county.root)
    someone = world.person("旧指导员")
    Coverage.objects.create(organisation=second, kind=CoverKind.INSTRUCTOR, person=someone, since=world.LONG_AGO)
    world.person("同名"), world.person("同名")
    head = ("联系企业", "指导员姓名", "选派时间")
    roster = brought(
        clerk, ("a.xlsx", {"a": table(["甲社", "柳青", "2025年3月"], ["没有的社", "柳青", None], ["甲社", "同名", None], head=head)}),
        kind=RosterKind.INSTRUCTORS,
    )  # fmt: skip
    assert [row.outcome for row in rows(roster)] == [Outcome.CHANGED, Outcome.BAD, Outcome.SAME, Outcome.GONE]
    assert "有2个人叫同名" in rows(roster)[2].faults[0][1]
    written(clerk, roster)
    assert Coverage.objects.get(organisation=first).since == date(2025, 3, 1)
    assert Coverage.objects.get(person=someone).until is None
    contacts = brought(
        clerk,
        ("b.xlsx", {"a": table(["甲社", leader.name], ["乙社", "不是领导"], head=("联系点", "联系领导"))}),
        kind=RosterKind.CONTACTS,
    )
    assert [row.outcome for row in rows(contacts)] == [Outcome.CHANGED, Outcome.SAME]
    assert "县领导里没有" in rows(contacts)[1].faults[0][1]
    written(clerk, contacts)
    assert LeaderContact.objects.get().person == leader


PARTY_HEAD = ("党组织名称", "党组织类型", "上级党组织", "党员人数", "流动党员", "换届时间", "书记", "成立时间")


def test_a_roster_of_party_organisations(county: County, clerk: Actor) -> None:
    """Counts and terms change, new ones are founded below their committee, the tree stays a tree."""
    lines = table(
        ["云峰茶业党支部", "党支部", "云峰乡党委", 7, 1, "2024-06-30", None, None],
        ["石桥联合党支部", None, "云峰乡党委", 4, None, None, "方芸", "2023.5.1"],
        ["律协党支部", "功能型党支部", "律师行业党委", 3, None, None, None, None],
        ["石板党支部", "党支部", "没有的党委", 3, None, None, None, None],
        ["柳塘精密党支部", "党小组", "云峰乡党委", 5, None, None, None, None], head=PARTY_HEAD,
    )  # fmt: skip
    roster = brought(clerk, ("党组织.xlsx", {"a": lines}), kind=RosterKind.PARTIES)
    assert [row.outcome for row in rows(roster)] == [
        Outcome.CHANGED,
        Outcome.NEW,
        Outcome.NEW,
        Outcome.BAD,
        Outcome.SAME,
    ]
    assert len(rows(roster)[4].faults) == 2
    done = written(clerk, roster)
    assert (done.receipt["new"], done.receipt["changed"], done.receipt["secretaries"]) == (2, 1, 1)
    old = PartyOrganisation.objects.get(unit=county.north_branch)
    assert (old.members, old.floating, old.term_since, old.version) == (7, 1, date(2024, 6, 30), 2)
    made = Unit.objects.get(name="石桥联合党支部")
    assert Unit.objects.get_parent(made) == county.north
    assert (made.party.form, made.since) == (Form.JOINT, date(2023, 5, 1))
    assert UnitParent.objects.get(unit=made).parent == county.north
    assert Appointment.objects.get(post__unit=made).person.name == "方芸"
    assert Unit.objects.find_problems() == ([], [], [], [], [])
    again = brought(clerk, ("党组织.xlsx", {"a": lines}), kind=RosterKind.PARTIES)
    assert [row.outcome for row in rows(again)][:3] == [Outcome.SAME] * 3


def test_two_rosters_of_party_organisations_at_once(county: County, clerk: Actor) -> None:
    """The second sees what the first wrote."""
    line = ["云峰茶业党支部", None, None, 7, None, None, None, None]
    new = ["石桥党支部", None, "云峰乡党委", 4, None, None, None, None]
    first = brought(clerk, ("1.xlsx", {"a": table(line, new, head=PARTY_HEAD)}), kind=RosterKind.PARTIES)
    line[3] = 9
    second = brought(clerk, ("2.xlsx", {"a": table(line, new, head=PARTY_HEAD)}), kind=RosterKind.PARTIES)
    written(clerk, first)
    written(clerk, second)
    assert [row.why for row in rows(second)] == [
        "预览以后别人改过：党员（关系在本组织）",
        "预览以后别人改过：已有人登记",
    ]
    assert Unit.objects.filter(name="石桥党支部").count() == 1


def test_a_town_founds_nothing_and_touches_no_other_towns_branch(county: County) -> None:
    """New branches are the lead office's; a branch of another town is not the town's."""
    north, _ = towns()
    clerk = world.actor(county.users["town_clerk"])
    Post.objects.filter(unit=county.north_branch).update(until=date(2026, 1, 1))
    lines = table(
        ["新的党支部", None, "云峰乡党委", 4, None, None, None, None], ["柳塘精密党支部", None, None, 6, None, None, None, None],
        ["云峰茶业党支部", None, None, 6, None, None, "方芸", None], [None, None, None, 6, None, None, None, None], head=PARTY_HEAD,
    )  # fmt: skip
    roster = brought(clerk, ("a.xlsx", {"a": lines}), kind=RosterKind.PARTIES, region=north)
    assert [row.outcome for row in rows(roster)] == [Outcome.BAD, Outcome.BAD, Outcome.CHANGED, Outcome.BAD]
    written(clerk, roster)
    assert Appointment.objects.get(person__name="方芸").post.unit == county.north_branch
    assert PartyOrganisation.objects.get(unit=county.south_branch).members == 5


def test_a_branch_that_was_moved_away_meanwhile(county: County) -> None:
    """Whoever no longer cares for it writes nothing to it."""
    north, south = towns()
    clerk = world.actor(county.users["town_clerk"])
    empty = world.unit("新叶软件党支部", "party", parent=county.north, region=north)
    PartyOrganisation.objects.create(unit=empty, form=Form.BRANCH, members=3, as_of=world.LONG_AGO)
    lines = table(["新叶软件党支部", None, None, 6, None, None, None, None], head=PARTY_HEAD)
    roster = brought(clerk, ("a.xlsx", {"a": lines}), kind=RosterKind.PARTIES, region=north)
    firms = brought(
        clerk,
        (
            "b.xlsx",
            {"a": table(["甲社", code(1), None, "小微企业", "新叶软件党支部", None, "方芸", None, None], head=HEAD)},
        ),
        region=north,
    )
    Unit.objects.move(Unit.objects.get(pk=empty.pk), Unit.objects.get(pk=county.south.pk), "last-child")
    written(clerk, roster)
    assert rows(roster)[0].why == "预览以后别人改过：这个党组织已不归您登记"
    written(clerk, firms)
    assert not Appointment.objects.filter(person__name="方芸").exists()
    foreign = brought(
        clerk,
        ("c.xlsx", {"a": table(["柳塘新社党支部", None, None, 6, None, None, None, None], head=PARTY_HEAD)}),
        kind=RosterKind.PARTIES,
        region=north,
    )
    assert rows(foreign)[0].outcome == Outcome.BAD
    assert south.pk


def test_what_a_row_leaves_out_or_names_twice(county: County, clerk: Actor) -> None:
    """No leader, a branch outside the scope, a new one with another place, what stands already."""
    north, south = towns()
    firm("甲社", north, 1)
    contacts = brought(
        clerk, ("b.xlsx", {"a": table(["甲社", None], head=("联系点", "联系领导"))}), kind=RosterKind.CONTACTS
    )
    assert "没有写联系领导" in rows(contacts)[0].faults[0][1]
    leader = Person.objects.get(appointments__post__unit=county.root)
    LeaderContact.objects.create(organisation=Organisation.objects.get(), person=leader, since=world.LONG_AGO)
    again = brought(
        clerk, ("b.xlsx", {"a": table(["甲社", leader.name], head=("联系点", "联系领导"))}), kind=RosterKind.CONTACTS
    )
    assert rows(again)[0].outcome == Outcome.SAME
    head = ("党组织名称", "属地", "上级党组织", "党员人数", "组织关系在本组织")
    lines = table(["云峰茶业党支部", None, None, 6, 8], ["柳塘新社党支部", "云峰乡", "柳塘镇党委", 3, None], head=head)
    roster = brought(clerk, ("a.xlsx", {"a": lines}), kind=RosterKind.PARTIES, region=south)
    assert [(row.outcome, row.why) for row in rows(roster)] == [(Outcome.BAD, "不在这次的范围里")] * 2


def test_links_that_came_meanwhile_are_not_made_twice(county: County, clerk: Actor) -> None:
    """Two rosters with the same coverage, instructor, leader and secretary, read before either was written."""
    north, south = towns()
    firm("甲社", north, 1)
    someone = world.person("柳青")
    empty = world.unit("新叶软件党支部", "party", parent=county.south, region=south)
    PartyOrganisation.objects.create(unit=empty, form=Form.BRANCH, members=3, as_of=world.LONG_AGO)
    leader = Person.objects.get(appointments__post__unit=county.root)
    line = ["甲社", code(1), None, None, "新叶软件党支部", None, "方芸", someone.name, None]
    pairs = [
        [brought(clerk, ("a.xlsx", {"a": table(line, head=HEAD)})) for _ in range(2)],
        [
            brought(
                clerk,
                ("b.xlsx", {"a": table(["甲社", leader.name], head=("联系点", "联系领导"))}),
                kind=RosterKind.CONTACTS,
            )
            for _ in range(2)
        ],
    ]
    for first, second in pairs:
        written(clerk, first)
        written(clerk, second)
        assert second.pk
    assert Coverage.objects.count() == 2
    assert LeaderContact.objects.count() == 1
    assert Appointment.objects.filter(post__unit=empty).count() == 1


def test_a_branch_gets_only_its_secretary_and_a_town_no_other_towns(county: County, clerk: Actor) -> None:
    """A row that changes nothing but the post; a secretary of a branch that is not one's own."""
    north, south = towns()
    empty = world.unit("新叶软件党支部", "party", parent=county.south, region=south)
    PartyOrganisation.objects.create(unit=empty, form=Form.BRANCH, members=3, as_of=world.LONG_AGO)
    town = world.actor(county.users["town_clerk"])
    line = ["甲社", code(1), None, "小微企业", "新叶软件党支部", None, "方芸", None, None]
    foreign = brought(town, ("a.xlsx", {"a": table(line, head=HEAD)}), region=north)
    assert "不归您登记" in rows(foreign)[0].faults[0][1]
    only = table(["新叶软件党支部", None, None, None, None, None, "方芸", None], head=PARTY_HEAD)
    roster = brought(clerk, ("b.xlsx", {"a": only}), kind=RosterKind.PARTIES)
    assert rows(roster)[0].outcome == Outcome.CHANGED
    written(clerk, roster)
    assert Appointment.objects.get(post__unit=empty).person.name == "方芸"
    assert PartyOrganisation.objects.get(unit=empty).version == 1
