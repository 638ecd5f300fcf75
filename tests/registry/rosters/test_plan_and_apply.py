"""From files to the registry: what each row would do, what is asked, what is written, and what is left alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests import world
from tests.excel.rosters.making import code, identity
from tests.registry.rosters.making import brought, firm, kinds, outcomes, rows, table, towns, written
from wuze.accounts.models import User
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, Refused
from wuze.registry.enums import Outcome, RosterKind, RosterState, Status
from wuze.registry.models import FormerKey, Organisation, Roster, RosterRow, Standing
from wuze.registry.rosters import rules
from wuze.registry.rosters.actions import apply, drop, name_column, settle, sweep
from wuze.registry.rosters.policy import AN_HOUR
from wuze.registry.rosters.queries import rosters_visible_to
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Actor:
    """The lead office's clerk in the test county."""
    return world.actor(world.county().users["lead_clerk"])


def test_new_changed_same_and_gone(clerk: Actor) -> None:
    """The four things a row can be; nothing is written before the word."""
    north, south = towns()
    kinds()
    firm("青岚云峰茶业有限公司", north, 1, employees=10, members=2)
    same = firm("青岚松涛木艺厂", south, 2, employees=8, members=0)
    gone = firm("青岚旧街五金店", south, 3)
    closed = firm("青岚早已注销店", south, 4, status=Status.CLOSED)
    sheet = table(
        ["青岚云峰茶业有限公司", code(1), "云峰乡", "小微企业", 12, 3], ["青岚松涛木艺厂", code(2), "柳塘", "小微企业", 8, 0],
        ["青岚新叶软件有限公司", code(5), "柳塘镇", "小微企业", 30, None], ["合计", None, None, None, 50, 3],
    )  # fmt: skip
    roster = brought(clerk, ("全县.xlsx", {"Sheet1": sheet}))
    assert outcomes(roster) == [
        ("青岚云峰茶业有限公司", Outcome.CHANGED), ("青岚松涛木艺厂", Outcome.SAME), ("青岚新叶软件有限公司", Outcome.NEW),
        (gone.name, Outcome.GONE),
    ]  # fmt: skip
    assert rows(roster)[0].shown == [["从业人数", "10", "12"], ["正式党员数", "2", "3"]]
    assert Organisation.objects.count() == 4
    done = written(clerk, roster)
    assert done.state == RosterState.APPLIED
    assert done.receipt == {"new": 1, "changed": 1, "left": 0, "bad": 0, "skipped": 0, "same": 1, "gone": 1}
    tea = Organisation.objects.get(uscc=code(1))
    assert (tea.employees, tea.members, tea.version, tea.as_of) == (12, 3, 2, world.DAY)
    assert [(one.members, one.since, one.until) for one in tea.standings.all()] == [
        (2, world.LONG_AGO, world.DAY), (3, world.DAY, None)
    ]  # fmt: skip
    made = Organisation.objects.get(uscc=code(5))
    assert (made.key, made.region, made.status) == (code(5), south, Status.OPERATING)
    assert Standing.objects.get(organisation=made).since == world.DAY
    for row in (same, gone, closed):
        now = Organisation.objects.get(pk=row.pk)
        assert (now.version, now.status) == (1, row.status)
    entry = Entry.objects.get(code="registry.roster_applied")
    assert [(one["label"], one["before"]) for one in entry.rows] == [
        ("青岚云峰茶业有限公司", {"employees": "10", "members": "2"}), ("青岚新叶软件有限公司", None)
    ]  # fmt: skip
    with pytest.raises(Refused):
        written(clerk, roster)


def test_gone_counts_inside_the_scope_only(clerk: Actor) -> None:
    """A town's list says nothing of another town's firms, and cannot take them."""
    north, south = towns()
    firm("云峰甲社", north, 1)
    firm("云峰乙社", north, 2)
    other = firm("柳塘丙社", south, 3)
    roster = brought(
        clerk,
        ("云峰.xlsx", {"a": table(["云峰甲社", code(1), None, "小微企业"], ["柳塘丙社", code(3), None, None, 9])}),
        region=north,
    )
    assert outcomes(roster) == [("云峰甲社", Outcome.SAME), ("柳塘丙社", Outcome.BAD), ("云峰乙社", Outcome.GONE)]
    assert "范围" in rows(roster)[1].why
    with pytest.raises(Invalid, match="没有要写入的行"):
        written(clerk, roster)
    other.refresh_from_db()
    assert other.employees is None


def test_twenty_files_and_a_sheet_a_town(clerk: Actor) -> None:
    """The place of a row without one is that of its sheet, title or file."""
    north, south = towns()
    kinds()
    head = ("单位名称", "类型")
    roster = brought(
        clerk,
        (
            "汇总.xlsx",
            {"云峰乡": table(["甲社", "小微企业"], head=head), "柳塘镇": table(["乙社", "小微企业"], head=head)},
        ),
        ("柳塘镇上报.xlsx", {"Sheet1": [["两新组织名册"], *table(["丙社", "小微企业"], head=head)]}),
        ("表3.xlsx", {"Sheet1": table(["丁社", "小微企业"], head=head)}),
    )
    assert [(row.name, row.write.get("region_id"), row.outcome) for row in rows(roster)] == [
        ("甲社", north.pk, Outcome.NEW), ("乙社", south.pk, Outcome.NEW), ("丙社", south.pk, Outcome.NEW),
        ("丁社", None, Outcome.BAD),
    ]  # fmt: skip
    assert "缺属地" in rows(roster)[3].why
    written(clerk, roster)
    keys = sorted(Organisation.objects.values_list("key", flat=True))
    assert keys == ["T000001", "T000002", "T000003"]


def test_without_codes_by_name_and_place_and_similar_ones_ask(clerk: Actor) -> None:
    """Half without codes: the same name in its town is sure, a similar one is asked, a wrong code does not count."""
    north, south = towns()
    sure = firm("青岚云峰茶业有限公司", north, 1)
    near = firm("青岚县恒晟精密机械有限公司", north)
    elsewhere = firm("青岚松涛木艺厂", south, 2)
    sheet = table(
        ["青岚云峰茶业有限公司", None, "云峰乡", None, 5], ["恒晟精密机械有限责任公司", code(7), "云峰乡", "小微企业", 6],
        ["青岚松涛木艺厂", "91330199X", "云峰乡", "小微企业", 7], ["青岚别的名字厂", code(1), "云峰乡", "小微企业", 8],
    )  # fmt: skip
    roster = brought(clerk, ("a.xlsx", {"a": sheet}))
    found = rows(roster)
    assert [(row.outcome, row.organisation_id) for row in found[:4]] == [
        (Outcome.ASK, sure.pk), (Outcome.ASK, near.pk), (Outcome.ASK, elsewhere.pk), (Outcome.ASK, sure.pk)
    ]  # fmt: skip
    assert "还有一行" in found[0].why
    assert "名称相近：青岚县恒晟精密机械有限公司（云峰乡，没有信用代码）" in found[1].why
    assert found[2].faults[0][0] == "code"
    settle(clerk, roster.pk, [1], "take")
    assert [row.choice for row in rows(roster)[:4]] == ["take", "", "", "skip"]
    settle(clerk, roster.pk, [2], "take")
    settle(clerk, roster.pk, [3], "new")
    written(clerk, roster)
    near.refresh_from_db()
    assert (near.key, near.uscc, near.name) == (code(7), code(7), "恒晟精密机械有限责任公司")
    assert FormerKey.objects.get(organisation=near).key.startswith("T9")
    assert Organisation.objects.filter(name="青岚松涛木艺厂").count() == 2
    sure.refresh_from_db()
    assert sure.employees == 5
    with pytest.raises(Refused):
        settle(clerk, roster.pk, [1], "skip")


def test_the_same_firm_in_two_towns_is_asked(clerk: Actor) -> None:
    """Two files name it with different places: one row is taken, the other is left out. Alike rows count once."""
    north, south = towns()
    kinds()
    roster = brought(
        clerk, ("云峰.xlsx", {"云峰乡": table(["甲社", code(1), None, "小微企业", 5], ["乙社", code(2), None, "小微企业"])}),
        ("柳塘.xlsx", {"柳塘镇": table(["甲社", code(1), None, "小微企业", 6])}),
        ("云峰补.xlsx", {"云峰乡": table(["乙社", code(2), None, "小微企业"])}),
    )  # fmt: skip
    assert [row.outcome for row in rows(roster)] == [Outcome.ASK, Outcome.NEW, Outcome.ASK, Outcome.SAME]
    assert rows(roster)[0].why == "同一家在柳塘.xlsx“柳塘镇”第2行还有一行"
    settle(clerk, roster.pk, [3], "take")
    written(clerk, roster)
    assert Organisation.objects.get(uscc=code(1)).region == south
    assert Organisation.objects.count() == 2
    assert north.pk != south.pk


def test_two_imports_at_once_the_second_sees_what_changed(clerk: Actor) -> None:
    """Both were read before either was written: the second writes nothing until somebody has looked."""
    north, _ = towns()
    tea = firm("云峰茶业", north, 1, employees=10)
    kinds()
    lines = (["云峰茶业", code(1), "云峰乡", None, 12], ["新社", code(2), "云峰乡", "小微企业", 1])
    other = (["云峰茶业", code(1), "云峰乡", None, 15], ["新社", code(2), "云峰乡", "小微企业", 2])
    first, second = brought(clerk, ("1.xlsx", {"a": table(*lines)})), brought(clerk, ("2.xlsx", {"a": table(*other)}))
    written(clerk, first)
    again = written(clerk, second)
    assert again.state == RosterState.READY
    found = rows(second)
    assert [(row.outcome, row.why) for row in found] == [
        (Outcome.ASK, "预览以后别人改过：从业人数"), (Outcome.ASK, "预览以后别人登记了这一家")
    ]  # fmt: skip
    tea.refresh_from_db()
    assert tea.employees == 12
    settle(clerk, second.pk, [1, 2], "take")
    written(clerk, second)
    tea.refresh_from_db()
    assert tea.employees == 15
    assert Organisation.objects.get(uscc=code(2)).employees == 2


def test_forbidden_columns_leave_nothing_anywhere(clerk: Actor) -> None:
    """Not in the rows, not in what is kept of the sheets, not in the trail; their names are told."""
    kinds()
    head = ("单位名称", "乡镇", "类型", "联系人", "联系人身份证号", "民族", "家庭住址")
    roster = brought(
        clerk,
        (
            "a.xlsx",
            {"a": table(["甲社", "云峰乡", "小微企业", f"{identity(5)}", identity(), "畲族", "后街8号"], head=head)},
        ),
    )
    written(clerk, roster)
    assert roster.sheets[0]["forbidden"] == ["联系人身份证号", "民族", "家庭住址"]
    everything = [str(list(model.objects.values())) for model in (Roster, RosterRow, Organisation, Entry)]
    assert not any(word in text for text in everything for word in (identity(), identity(5), "畲族", "后街8号"))


def test_status_zombie_needs_an_approval_and_closing_does_not(clerk: Actor) -> None:
    """A roster takes nobody out of a denominator by itself."""
    north, _ = towns()
    still, ended = firm("甲社", north, 1), firm("乙社", north, 2)
    head = ("单位名称", "统一社会信用代码", "经营状态")
    roster = brought(
        clerk, ("a.xlsx", {"a": table(["甲社", code(1), "停业"], ["乙社", code(2), "注销"], ["丙社", code(3), "迷糊"], head=head)}),
        kind=RosterKind.MARKET,
    )  # fmt: skip
    assert [row.outcome for row in rows(roster)] == [Outcome.SAME, Outcome.CHANGED, Outcome.BAD]
    assert rows(roster)[0].faults[0][1] == "停业、空壳要逐家报批，这一格没有写"
    written(clerk, roster)
    still.refresh_from_db()
    ended.refresh_from_db()
    assert (still.status, ended.status) == (Status.OPERATING, Status.CLOSED)


def test_lists_by_code_fill_and_ask_nothing_else(clerk: Actor) -> None:
    """A row without code is refused; a new name under a known code holds; gone are only those of that office."""
    north, _ = towns()
    old = firm("旧名厂", north, 1, members=4)
    firm("协会", north, 2, type=kinds()[1])
    head = ("企业名称", "统一社会信用代码", "党员数")
    roster = brought(
        clerk,
        ("a.xlsx", {"a": table(["全新名称公司", code(1), 9], ["无码社", None, 1], head=head)}),
        kind=RosterKind.MARKET,
    )
    assert outcomes(roster) == [("全新名称公司", Outcome.CHANGED), ("无码社", Outcome.BAD)]
    written(clerk, roster)
    old.refresh_from_db()
    assert (old.name, old.members) == ("全新名称公司", 4)


def test_own_town_only_and_only_the_own_import_is_seen() -> None:
    """A town's clerk brings for the own town; whoever did not bring it does not see it."""
    county = world.county()
    north, south = towns()
    kinds()
    mine, theirs = world.actor(county.users["town_clerk"]), world.actor(county.users["south_clerk"])
    with pytest.raises(Refused):
        brought(mine, ("a.xlsx", {"a": table(["甲社"])}), region=south)
    with pytest.raises(Refused):
        brought(mine, ("a.xlsx", {"a": table(["甲社"])}))
    with pytest.raises(Refused):
        brought(world.actor(county.users["secretary"]), ("a.xlsx", {"a": table(["甲社"])}), region=north)
    roster = brought(mine, ("a.xlsx", {"a": table(["甲社", None, None, "小微企业"])}), region=north)
    assert list(rosters_visible_to(mine)) == [roster]
    assert not rosters_visible_to(theirs)
    assert not rosters_visible_to(world.actor(county.users["lead_clerk"]))
    assert not rosters_visible_to(world.actor(county.users["secretary"]))
    sector = brought(
        world.actor(county.users["department"]),
        ("b.xlsx", {"a": table(["乙社", None, "云峰乡", "小微企业"])}),
        sector=county.department,
    )
    assert rows(sector)[0].write["sector_id"] == county.department.pk


def test_dropped_expired_and_swept(clerk: Actor) -> None:
    """What was read goes when it is dropped, and after a week in any case."""
    kinds()
    roster = brought(clerk, ("a.xlsx", {"a": table(["甲社", None, "云峰乡", "小微企业"])}))
    drop(clerk, roster.pk)
    assert not rows(roster)
    with pytest.raises(Refused):
        apply(clerk, roster.pk)
    other = brought(clerk, ("a.xlsx", {"a": table(["甲社", None, "云峰乡", "小微企业"])}))
    assert sweep(world.NOW + timedelta(days=6)) == 0
    late = world.actor(User.objects.get(pk=clerk.user), at=world.NOW + timedelta(days=7))
    with pytest.raises(Refused):
        apply(late, other.pk)
    assert sweep(world.NOW + timedelta(days=7)) > 0
    assert not Roster.objects.exists()


def test_nothing_read_is_said_and_a_day_to_come_refused(clerk: Actor) -> None:
    """Each file with its reason."""
    with pytest.raises(Invalid, match="没有找到表头"):
        brought(clerk, ("说明.xlsx", {"a": [["你好", "再见"]]}))
    early = world.actor(User.objects.get(pk=clerk.user), today=date(2026, 11, 1))
    with pytest.raises(Invalid, match="不能晚于今天"):
        brought(early, ("a.xlsx", {"a": table(["甲社"])}))


def test_a_county_names_a_column_once(clerk: Actor) -> None:
    """Remembered for the next upload; nothing forbidden can be named."""
    kinds()
    sheet = table(["甲社", "云峰乡", "小微企业", 33], head=("单位名称", "乡镇", "类型", "用工规模"))
    roster = brought(clerk, ("a.xlsx", {"a": sheet}))
    assert roster.sheets[0]["unread"] == ["用工规模"]
    for head, field in (("用工规模", "base"), ("没有的列", "employees"), ("用工规模", "nonsense")):
        with pytest.raises(Invalid):
            name_column(clerk, roster.pk, head=head, field=field)
    name_column(clerk, roster.pk, head="用工规模", field="employees")
    assert rows(brought(clerk, ("a.xlsx", {"a": sheet})))[0].write["employees"] == 33


def test_names_and_places_that_cannot_be_told(clerk: Actor) -> None:
    """Several of one name, a code of a dissolved number, places and sectors that nobody knows: asked or said."""
    north, south = towns()
    first, second = firm("同名社", north), firm("同名社", north)
    firm("双码社", south, 5)
    FormerKey.objects.create(key=code(8), organisation=first, why="迁址", on=world.LONG_AGO)
    head = ("单位名称", "统一社会信用代码", "乡镇", "类型", "行业主管部门", "经营状态", "党员数")
    sheet = table(
        ["同名社", None, None, "小微企业", None, None, 1], ["同名社", code(8), None, None, None, None, 2],
        ["双码社", code(6), "柳塘镇", "小微企业", None, None, 3], [None, code(7), "柳塘镇", None, None, None, 3],
        ["远方社", None, "天边镇", "小微企业", "没有的局", "停业", 4],
        ["停业社", None, "柳塘镇", "小微企业", "县市场监管局", "停业", 4], head=head,
    )  # fmt: skip
    roster = brought(clerk, ("a.xlsx", {"a": sheet}))
    found = rows(roster)
    assert [row.outcome for row in found[:6]] == [
        Outcome.ASK,
        Outcome.ASK,
        Outcome.ASK,
        Outcome.BAD,
        Outcome.BAD,
        Outcome.NEW,
    ]
    assert "几家同名" in found[0].why
    assert found[1].organisation_id == first.pk
    assert "名称相同，信用代码不同" in found[2].why
    assert "没有单位名称" in found[3].why
    assert [fault[0] for fault in found[4].faults] == ["region", "sector", "name"]
    assert found[5].faults[0][1] == "停业、空壳要逐家报批，先按正常经营登记"
    settle(clerk, roster.pk, [3], "new")
    settle(clerk, roster.pk, [2], "take")
    written(clerk, roster)
    assert Organisation.objects.get(name="停业社").status == Status.OPERATING
    assert Organisation.objects.filter(name="双码社").count() == 2
    second.refresh_from_db()
    assert second.members == 0


def test_a_town_may_settle_but_not_move_or_close_past_its_approval() -> None:
    """What a row says of place and status is left out where the actor may not write it."""
    county = world.county()
    clerk = world.actor(county.users["town_clerk"])
    north, south = towns()
    near = firm("青岚县恒晟精密机械有限公司", north, members=1)
    sure = firm("云峰茶业", north, 1)
    head = ("单位名称", "统一社会信用代码", "乡镇", "类型", "经营状态", "党员数")
    sheet = table(
        ["恒晟精密机械厂", None, "云峰乡", None, "空壳", 4], ["云峰茶业", code(1), "柳塘镇", None, None, 2],
        ["柳塘新社", None, "柳塘镇", "小微企业", None, 1], ["新木艺社", None, "云峰乡", "小微企业", "空壳", 1], head=head,
    )  # fmt: skip
    roster = brought(clerk, ("a.xlsx", {"a": sheet}), region=north)
    assert [row.outcome for row in rows(roster)] == [Outcome.ASK, Outcome.CHANGED, Outcome.BAD, Outcome.NEW]
    assert "换属地要用全县的表" in rows(roster)[1].faults[0][1]
    settle(clerk, roster.pk, [1], "take")
    written(clerk, roster)
    near.refresh_from_db()
    sure.refresh_from_db()
    assert (near.members, near.status, near.region) == (4, Status.OPERATING, north)
    assert (sure.members, sure.region) == (2, north)
    assert not Organisation.objects.filter(region=south).exists()


def test_a_code_taken_or_a_merge_meanwhile(clerk: Actor) -> None:
    """A code that somebody else got since the preview, a row that was merged away: asked again, never written twice."""
    north, _ = towns()
    kinds()
    first, second = firm("甲社", north), firm("乙社", north, 4)
    roster = brought(
        clerk, ("a.xlsx", {"a": table(["甲社", code(2), "云峰乡", None, 7], ["乙社", code(4), None, None, 8])})
    )
    firm("丙社", north, 2)
    Organisation.objects.filter(pk=second.pk).update(merged_into=first.pk)
    written(clerk, roster)
    assert [row.why for row in rows(roster)[:2]] == ["预览以后别人改过：信用代码已有别家在用", "预览以后别人改过：这家"]


def test_usual_type_and_sector_of_the_upload(clerk: Actor) -> None:
    """What the table does not say is taken from the form; too many uploads are refused."""
    north, _ = towns()
    roster = brought(clerk, ("a.xlsx", {"云峰乡": table(["甲社"], head=("单位名称", "党员数"))}), usual=kinds()[1])
    written(clerk, roster)
    assert Organisation.objects.get().type == kinds()[1]
    for _ in range(AN_HOUR - 1):
        Roster.objects.create(
            kind="market",
            scope="county",
            day=world.DAY,
            user_id=clerk.user,
            at=world.NOW,
            asked=world.NOW,
            expires=world.NOW,
        )
    with pytest.raises(Refused, match="一小时最多"):
        brought(clerk, ("a.xlsx", {"a": table(["乙社"])}))
    assert north.pk


def test_civil_affairs_and_firms_that_left_their_place(clerk: Actor) -> None:
    """A list of associations lacks associations, not firms; a county's list may move one."""
    north, south = towns()
    firm("某厂", north, 1)
    here, lost = firm("甲协会", north, 2, type=kinds()[1]), firm("乙协会", north, 3, type=kinds()[1])
    roster = brought(
        clerk, ("民政.xlsx", {"a": table(["甲协会", code(2), "柳塘镇"], head=("社会组织名称", "统一社会信用代码", "所在镇街"))}),
        kind=RosterKind.CIVIL,
    )  # fmt: skip
    assert outcomes(roster) == [("甲协会", Outcome.CHANGED), (lost.name, Outcome.GONE)]
    written(clerk, roster)
    here.refresh_from_db()
    assert here.region == south
    assert here.standings.count() == 2


def test_nobody_writes_to_another_place_by_saying_it_is_the_same() -> None:
    """Candidates lie in the scope; a code of another town's firm is refused; a firm that moved away meanwhile asks."""
    county = world.county()
    clerk = world.actor(county.users["town_clerk"])
    north, south = towns()
    other, moving = firm("柳塘精密机械", south, 1), firm("云峰茶业", north, 2)
    sheet = table(
        ["别的名字厂", code(1), None, "小微企业", 1],
        ["柳塘精密机械", None, None, "小微企业", 2],
        ["云峰茶业", code(2), None, None, 3],
    )
    roster = brought(clerk, ("a.xlsx", {"a": sheet}), region=north)
    assert [(row.outcome, row.organisation_id) for row in rows(roster)] == [
        (Outcome.BAD, None), (Outcome.NEW, None), (Outcome.CHANGED, moving.pk)
    ]  # fmt: skip
    assert "范围外有同名的" in rows(roster)[1].faults[0][1]
    Organisation.objects.filter(pk=moving.pk).update(region=south)
    written(clerk, roster)
    assert rows(roster)[2].why == "预览以后别人改过：这家已不在范围里"
    settle(clerk, roster.pk, [3], "take")
    written(clerk, roster)
    assert Roster.objects.get(pk=roster.pk).state == RosterState.READY
    settle(clerk, roster.pk, [3], "skip")
    written(clerk, roster)
    other.refresh_from_db()
    moving.refresh_from_db()
    assert (other.employees, moving.employees) == (None, None)
    assert Organisation.objects.filter(region=north).get().name == "柳塘精密机械"


def test_what_a_place_is_called() -> None:
    """Full name, without its rank, with the county in front; what two share says nothing; the longest hint wins."""
    words = rules.places({1: "云峰乡", 2: "柳塘镇", 3: "柳塘街道", 4: "云峰山镇"}, "青岚县")
    assert words["云峰"] == words["青岚县云峰乡"] == 1
    assert "柳塘" not in words
    assert rules.hinted(["说明", "云峰山镇汇总"], words) == 4
    assert rules.hinted(["云峰乡、柳塘镇合表", "表"], words) is None
    assert rules.edited("a.b", ("x",), {}) is None


def test_a_licence_withdrawn_is_not_yet_closed() -> None:
    """Closed is only what says so; 吊销未注销 is one that stopped, and goes out of the rates one by one."""
    said = ("已注销", "吊销", "吊销，未注销", "存续（在营、开业、在册）", "迁出")
    assert [rules.word(rules.STATUS, one) for one in said] == ["closed", "closed", "zombie", "operating", ""]
