"""The tree: every verb with its refusals, and the tree whole after any moves."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import world
from wuze.accounts.enums import Role
from wuze.kernel.errors import Invalid, Refused, Stale, WuzeError
from wuze.registry import actions, queries
from wuze.registry.enums import CoverKind, UnitKind
from wuze.registry.models import Coverage, Organisation, OrganisationType, Unit, UnitParent
from wuze.trail.catalogue import sentence
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db
SOURCE = "青社〔2026〕12号"


@pytest.fixture
def county() -> world.County:
    return world.county()


@pytest.fixture
def clerk(county: world.County) -> Any:
    return world.actor(county.users["lead_clerk"])


def said() -> str:
    entry = Entry.objects.first()
    assert entry is not None
    return sentence(entry)


def new(parent: Unit | None, **more: Any) -> dict[str, Any]:
    values = {
        "name": "望湖街道党工委",
        "kind": UnitKind.TOWN,
        "since": world.DAY,
        "parent": parent.pk if parent else None,
    }
    return values | more


def test_a_unit_is_added_with_its_first_parent(county: world.County, clerk: Any) -> None:
    made = actions.add_unit(clerk, **new(county.root, source=SOURCE))
    row = UnitParent.objects.get(unit=made)
    assert (row.parent, row.since, row.until, row.source) == (county.root, world.DAY, None, SOURCE)
    assert (made.initials, made.depth) == ("whjddgw", 2)
    assert said() == "何敏新增单位望湖街道党工委，上级：青岚县委"


@pytest.mark.parametrize("who", ["lead_head", "town_clerk", "department", "reader", "leader"])
def test_only_the_lead_offices_clerks_change_units(county: world.County, who: str) -> None:
    actor = world.actor(county.users[who])
    with pytest.raises(Refused, match="牵头机关经办"):
        actions.add_unit(actor, **new(county.root))
    with pytest.raises(Refused, match="牵头机关经办"):
        actions.reopen_unit(actor, county.north.pk, version=None, reason="误撤")
    assert Entry.objects.count() == 0


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"name": "柳塘镇党委"}, ["name"]),
        ({"kind": UnitKind.COUNTY}, ["kind"]),
        ({"since": world.LONG_AGO - timedelta(1)}, ["since"]),
    ],
)
def test_what_does_not_hold_names_its_field(
    county: world.County, clerk: Any, more: dict[str, Any], fields: list[str]
) -> None:
    with pytest.raises(Invalid) as caught:
        actions.add_unit(clerk, **new(county.root, **more))
    assert list(caught.value.fields) == fields


def test_an_edit_records_only_what_changed(county: world.County, clerk: Any) -> None:
    row = county.north
    values = {"short": "云峰乡", "kind": row.kind, "region": row.region_id, "sector": None}
    actions.edit_unit(clerk, row.pk, version=1, name=row.name, **values)
    entry = Entry.objects.get()
    assert (entry.before, entry.after) == ({"short": ""}, {"short": "云峰乡"})
    with pytest.raises(Stale):
        actions.edit_unit(clerk, row.pk, version=1, name=row.name, **values)


@pytest.mark.parametrize(
    ("kind", "sector", "field"), [(UnitKind.DEPARTMENT, None, "kind"), (UnitKind.TOWN, "self", "sector")]
)
def test_an_edit_must_fit_posts_and_place(
    county: world.County, clerk: Any, kind: str, sector: str | None, field: str
) -> None:
    row = county.north
    with pytest.raises(Invalid) as caught:
        actions.edit_unit(
            clerk, row.pk, version=1, name="x", short="", kind=kind, region=None, sector=row.pk if sector else None
        )
    assert list(caught.value.fields) == [field]


def test_an_edit_must_fit_what_stands_below(county: world.County, clerk: Any) -> None:
    inner = world.unit("园区党委", UnitKind.PARK, parent=world.unit("高新乡党委", parent=county.root))
    above = Unit.objects.get_parent(inner)
    with pytest.raises(Invalid, match="先移走下级"):
        actions.edit_unit(
            clerk, above.pk, version=1, name="高新", short="", kind=UnitKind.DEPARTMENT, region=None, sector=None
        )


def test_a_move_keeps_the_past(county: world.County, clerk: Any) -> None:
    branch, day = county.sector_branch, date(2026, 6, 1)
    actions.move_unit(clerk, branch.pk, version=1, parent=county.south.pk, since=day, source=SOURCE)
    rows = [(row.parent, row.since, row.until) for row in branch.parents.all()]
    assert rows == [(county.south, day, None), (county.sector, world.LONG_AGO, day)]
    moved = Unit.objects.get(pk=branch.pk)
    assert queries.chain_of(moved) == [county.root, county.south]
    assert queries.chain_on(moved, date(2025, 1, 1)) == [county.root, county.sector]
    assert queries.chain_on(moved, date(2019, 1, 1)) == []
    assert list(queries.children_on(clerk, county.sector, date(2025, 1, 1))) == [branch]
    assert said() == f"何敏把正衡律所党支部的隶属从律师行业党委改到柳塘镇党委，自2026年6月1日起，依据：{SOURCE}"


def test_a_move_of_the_same_day_sets_right(county: world.County, clerk: Any) -> None:
    branch, day = county.sector_branch, date(2026, 6, 1)
    actions.move_unit(clerk, branch.pk, version=1, parent=county.south.pk, since=day, source=SOURCE)
    actions.move_unit(clerk, branch.pk, version=2, parent=county.north.pk, since=day, source="更正")
    assert [(row.parent, row.since) for row in branch.parents.all()] == [
        (county.north, day),
        (county.sector, world.LONG_AGO),
    ]


@pytest.mark.parametrize(
    ("what", "where", "since", "field"),
    [
        ("north", "north_branch", world.DAY, "parent"),
        ("north", "north", world.DAY, "parent"),
        ("north_branch", "north", world.DAY, "parent"),
        ("north", "south", world.DAY, "parent"),
        ("north_branch", "south", world.DAY + timedelta(1), "since"),
    ],
)
def test_moves_that_do_not_hold(
    county: world.County, clerk: Any, what: str, where: str, since: date, field: str
) -> None:
    with pytest.raises(Invalid) as caught:
        actions.move_unit(
            clerk, getattr(county, what).pk, version=None, parent=getattr(county, where).pk, since=since, source="x"
        )
    assert list(caught.value.fields) == [field]


def test_the_county_stays_on_top(county: world.County, clerk: Any) -> None:
    with pytest.raises(Refused, match="最上面"):
        actions.move_unit(clerk, county.root.pk, version=1, parent=county.south.pk, since=world.DAY, source="x")


def test_closing_says_what_still_hangs_on_it(county: world.County, clerk: Any) -> None:
    with pytest.raises(Refused, match=r"^还有1个下级单位、2个岗位，先理清再撤。$"):
        actions.close_unit(clerk, county.north.pk, version=1, until=world.DAY, reason="撤并")
    place = county.north.region
    assert place is not None
    kind = OrganisationType.objects.create(code="firm", name="企业")
    firm = Organisation.objects.create(
        key="T1", name="甲", type=kind, region=place, as_of=world.DAY, sector=county.sector_branch
    )
    Coverage.objects.create(organisation=firm, kind=CoverKind.OWN, party=county.sector_branch, since=world.LONG_AGO)
    with pytest.raises(Refused, match=r"^还有1家组织由它覆盖、1家由它作行业主管，"):
        actions.close_unit(clerk, county.sector_branch.pk, version=1, until=world.DAY, reason="撤并")


def test_closed_and_opened_again_as_if_it_had_not_been(county: world.County, clerk: Any) -> None:
    branch = county.sector_branch
    actions.close_unit(clerk, branch.pk, version=1, until=world.DAY, reason="撤并")
    assert [row.until for row in branch.parents.all()] == [world.DAY]
    assert said() == "何敏撤销单位正衡律所党支部，自2026年11月24日起，理由：撤并"
    branch.refresh_from_db()
    for act in (
        lambda: actions.edit_unit(
            clerk, branch.pk, version=None, name="x", short="", kind="party", region=None, sector=None
        ),
        lambda: actions.add_unit(clerk, **new(branch, kind=UnitKind.PARTY)),
        lambda: actions.add_post(clerk, branch.pk, title="书记", role=Role.SECRETARY, since=world.DAY),
    ):
        with pytest.raises(Refused, match="已撤销"):
            act()
    actions.reopen_unit(clerk, branch.pk, version=2, reason="误撤")
    assert [row.until for row in branch.parents.all()] == [None]
    with pytest.raises(Refused, match="没有撤销"):
        actions.reopen_unit(clerk, branch.pk, version=3, reason="再来")


def test_opening_again_needs_name_and_superior_free(county: world.County, clerk: Any) -> None:
    inner = world.unit("一支部", UnitKind.PARTY, parent=county.sector_branch)
    actions.close_unit(clerk, inner.pk, version=1, until=world.DAY, reason="撤并")
    actions.close_unit(clerk, county.sector_branch.pk, version=1, until=world.DAY, reason="撤并")
    with pytest.raises(Refused, match="先恢复上级"):
        actions.reopen_unit(clerk, inner.pk, version=2, reason="误撤")
    world.unit("正衡律所党支部", UnitKind.PARTY, parent=county.sector)
    with pytest.raises(Invalid, match="同名"):
        actions.reopen_unit(clerk, county.sector_branch.pk, version=2, reason="误撤")


def test_a_closing_day_lies_between_beginning_and_today(county: world.County, clerk: Any) -> None:
    for until in (world.DAY + timedelta(1), world.LONG_AGO):
        with pytest.raises(Invalid, match="以后、今天或以前"):
            actions.close_unit(clerk, county.sector_branch.pk, version=1, until=until, reason="x")


def test_a_unit_without_dated_parent_can_be_closed(county: world.County, clerk: Any) -> None:
    county.sector_branch.parents.all().delete()
    actions.close_unit(clerk, county.sector_branch.pk, version=1, until=world.DAY, reason="x")
    actions.reopen_unit(clerk, county.sector_branch.pk, version=2, reason="x")
    assert Unit.objects.get(pk=county.sector_branch.pk).until is None


def test_a_county_is_the_one_unit_without_superior(clerk: Any) -> None:
    made = actions.add_unit(clerk, **new(None, kind=UnitKind.COUNTY, name="第二县委"))
    assert (made.depth, UnitParent.objects.get(unit=made).parent, queries.chain_of(made)) == (1, None, [])
    with pytest.raises(Invalid, match="只有县委没有上级"):
        actions.add_unit(clerk, **new(None))


def test_the_tree_begins_where_an_actor_begins_to_see(county: world.County) -> None:
    tops = {who: [str(one.unit) for one in queries.roots_seen(world.actor(county.users[who]))] for who in (
        "lead_clerk", "south_clerk", "system_admin",
    )}  # fmt: skip
    assert tops == {"lead_clerk": ["青岚县委"], "south_clerk": ["青岚县委", "正衡律所党支部"], "system_admin": []}
    counts = {
        str(one.unit): one.below for one in queries.branches(world.actor(county.users["lead_clerk"]), county.root)
    }
    assert (counts["云峰乡党委"], counts["县委社会工作部"]) == (1, 0)


def whole() -> list[str]:
    """Everything wrong with the tree: treebeard's own look, and every unit's dated parents without a gap."""
    found = [f"{number}: {rows}" for number, rows in enumerate(Unit.objects.find_problems()) if rows]
    for row in Unit.objects.all():
        parent = Unit.objects.get_parent(row)
        parents = list(row.parents.order_by("since"))
        if parents[-1].until is not None or parents[-1].parent_id != (parent.pk if parent else None):
            found.append(f"{row}: the open parent is not the tree's")
        found += [f"{row}: a gap" for one, two in pairwise(parents) if one.until != two.since]
    return found


class AnyMoves(TestCase):
    """Whatever is moved wherever, allowed or not: paths, depths, counts of children and dated parents hold."""

    @settings(max_examples=25)
    @given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(0, 3)), max_size=6))
    def test_the_tree_stays_whole(self, moves: list[tuple[int, int, int]]) -> None:
        root = world.unit("县", UnitKind.COUNTY)
        town = world.unit("镇", UnitKind.TOWN, parent=root)
        lead = world.unit("部", UnitKind.LEAD, parent=root)
        units = [root, town, lead]
        for number in range(5):
            units.append(world.unit(f"支部{number}", UnitKind.PARTY, parent=units[1 + number % 4]))
        clerk = world.actor(world.holder(lead, Role.LEAD_CLERK))
        for what, where, back in moves:
            try:
                actions.move_unit(
                    clerk, units[what].pk, version=None, parent=units[where].pk, since=world.DAY - timedelta(back),
                    source="x",
                )  # fmt: skip
            except WuzeError:
                continue
        assert whole() == []


# --- the day it was set up, put right ---------------------------------------------------------------------------------


def test_a_unit_and_what_was_set_up_with_it_begin_earlier(county: world.County, clerk: Any) -> None:
    made = actions.add_unit(clerk, **new(county.root))
    post = actions.add_post(clerk, made.pk, title="书记", role=Role.TOWN_HEAD, since=world.DAY)
    earlier = county.root.since + timedelta(days=3)
    actions.date_unit(clerk, made.pk, version=1, since=earlier, reason="成立文件写的是这天")
    post.refresh_from_db()
    made.refresh_from_db()
    assert {made.since, post.since, UnitParent.objects.get(unit=made).since} == {earlier}
    assert "从2" in said()
    assert "更正为" in said()
    with pytest.raises(Stale):
        actions.date_unit(clerk, made.pk, version=1, since=world.DAY, reason="x")
    with pytest.raises(Refused):
        actions.date_unit(
            world.actor(county.users["town_clerk"]), county.north_branch.pk, version=1, since=world.DAY, reason="x"
        )


def test_not_after_what_it_carries_nor_before_its_superior(county: world.County, clerk: Any) -> None:
    made = actions.add_unit(clerk, **new(county.root, since=world.DAY - timedelta(days=40)))
    post = actions.add_post(clerk, made.pk, title="书记", role=Role.TOWN_HEAD, since=made.since)
    held = world.DAY - timedelta(days=20)
    actions.appoint(clerk, post.pk, since=held, basis=SOURCE, person=world.person("田小满").pk)

    def fault(since: date) -> str:
        with pytest.raises(Invalid) as error:
            actions.date_unit(clerk, made.pk, version=1, since=since, reason="x")
        return error.value.fields["since"]

    assert "就有人任职" in fault(held + timedelta(days=1))
    assert "上级" in fault(county.root.since - timedelta(days=1))
    assert "今天" in fault(world.DAY + timedelta(days=1))
    actions.date_unit(clerk, made.pk, version=1, since=held, reason="x")
