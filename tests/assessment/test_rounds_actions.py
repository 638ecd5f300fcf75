"""A round from draft to settled: each step, its way back, what is refused; facts, missing ones, correction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import world
from tests.assessment.rounds_site import EXAMPLES, PARTY, SCHEME, Site, edition, example
from wuze.accounts.approvals.values import PaperDecision
from wuze.assessment.rounds import actions, queries, states
from wuze.assessment.rounds.actions import Challenge, Seen
from wuze.assessment.rounds.enums import RoundState, RunState
from wuze.assessment.rounds.models import Round
from wuze.assessment.rounds.sampling import drawn
from wuze.assessment.rounds.uploading import take
from wuze.excel.opened import open_workbooks
from wuze.kernel.errors import Invalid, Refused
from wuze.registry.models import PartyOrganisation
from wuze.trail.models import Entry as Trail

pytestmark = pytest.mark.django_db
LATER = date(2026, 11, 30)


@pytest.fixture
def site() -> Site:
    return Site()


# --- from draft to settled --------------------------------------------------------------------------------------------


def test_a_round_all_the_way(site: Site) -> None:
    row = site.settled()
    steps = queries.history_of(row)
    assert [step.verb for step in steps] == [
        "fix",
        "collect",
        "compute",
        "feed_back",
        "propose",
        "deliberate",
        "settle",
    ]
    assert (row.state, row.minutes, row.settled_by) == (RoundState.SETTLED, "〔2026〕9号", "沈一帆")
    found = site.results(row)
    # north: all; south: one lesson short (−5), term over (−10), B1 38; sector: B1 30
    totals = {name: (one.total, one.rank, one.grade) for name, one in found.items()}
    assert totals == {
        "云峰茶业党支部": (Decimal("100.00"), 1, "良好"),
        "柳塘精密党支部": (Decimal("83.00"), 2, "良好"),
        "正衡律所党支部": (Decimal("90.00"), 1, "优秀"),
    }
    run = queries.calculation_of(row)
    assert run is not None
    assert (run.unequal, run.checked_on, run.engine, run.provisional) == (0, LATER, "1.0", 0)
    codes = list(Trail.objects.filter(code__startswith="round.").order_by("number").values_list("code", flat=True))
    assert codes[-1] == "round.settled"


def test_steps_a_round_does_not_use_are_passed_over(site: Site) -> None:
    row = site.computed(steps=())
    with pytest.raises(Refused):
        actions.feed_back(site.actor("lead_clerk"), row.pk, version=None)
    assert actions.settle(site.actor("second_clerk"), row.pk, version=None).state == RoundState.SETTLED


def test_the_way_back_needs_a_reason_and_ends_with_the_settling(site: Site) -> None:
    row = site.fed_back()
    clerk = site.actor("lead_clerk")
    with pytest.raises(Invalid):
        actions.back(clerk, row.pk, version=None, reason=" ")
    row = actions.back(clerk, row.pk, version=None, reason="漏了一张表")
    assert (row.state, row.check_until) == (RoundState.COMPUTED, None)
    states = [actions.back(clerk, row.pk, version=None, reason="再退").state for _ in range(3)]
    assert states == [RoundState.COLLECTING, RoundState.FIXED, RoundState.DRAFTED]
    with pytest.raises(Refused):
        actions.back(clerk, row.pk, version=None, reason="再退")
    settled = site.settled(title="另一轮")
    with pytest.raises(Refused):
        actions.back(clerk, settled.pk, version=None, reason="想改")


def test_the_checking_term_is_the_units_right(site: Site) -> None:
    row = site.fed_back()
    assert row.check_until == date(2026, 11, 27)
    with pytest.raises(Refused, match="11月27日"):
        actions.advance(site.actor("lead_clerk", date(2026, 11, 27)), row.pk, "propose", version=None)
    assert (
        actions.advance(site.actor("lead_clerk", LATER), row.pk, "propose", version=None).state == RoundState.PROPOSED
    )


def test_whoever_computed_does_not_settle_except_alone_in_a_small_office(site: Site) -> None:
    row = site.computed(steps=())
    with pytest.raises(Refused, match="另一位同事"):
        actions.settle(site.actor("lead_clerk"), row.pk, version=None)
    actions.settle(site.small("lead_clerk"), row.pk, version=None)
    assert queries.alone(queries.history_of(row)) is True


@pytest.mark.parametrize("who", ["town_clerk", "secretary", "leader", "department"])
def test_others_run_nothing(site: Site, who: str) -> None:
    row = site.computed()
    for act in (actions.feed_back, actions.ask_compute, partial(actions.discard, reason="x")):
        with pytest.raises(Refused):
            act(site.actor(who), row.pk, version=None)
    with pytest.raises(Refused):
        actions.make(site.actor(who), actions.Wanted("x", site.edition.pk, date(2026, 1, 1), date(2027, 1, 1)))


@given(st.sets(st.sampled_from(states.OPTIONAL)))
def test_every_choice_of_steps_leads_forward_to_the_settling_and_back_to_the_draft(steps: set[RoundState]) -> None:
    path = states.used(steps)
    forward = {target: verb for verb, target in states.FORWARD.items()}
    for here, there in pairwise(path):
        possible = {states.after(here, verb, steps) for verb in states.FORWARD} - {None}
        assert possible == ({there, RoundState.COMPUTED} if here == RoundState.COMPUTED else {there})
        assert states.after(here, forward[there], steps) == there
        assert states.after(there, "back", steps) == (None if there == RoundState.SETTLED else here)
    assert states.after(RoundState.SETTLED, "settle", steps) is None


@pytest.mark.parametrize("state", ["drafted", "collecting", "computed"])
def test_a_round_made_by_mistake_is_discarded_with_a_reason_and_kept(site: Site, state: str) -> None:
    row, clerk = getattr(site, state)(), site.actor("lead_clerk")
    with pytest.raises(Invalid):
        actions.discard(clerk, row.pk, version=None, reason=" ")
    kept = (row.members.count(), row.entries.count(), row.calculations.count())
    gone = actions.discard(clerk, row.pk, version=None, reason="建了两遍")
    assert (gone.state, kept) == ("discarded", (row.members.count(), row.entries.count(), row.calculations.count()))
    assert [one.after for one in Trail.objects.filter(code="round.discarded")] == [
        {"state": "作废", "reason": "建了两遍"}
    ]
    for act in (actions.back, actions.discard, actions.correct):
        with pytest.raises(Refused):
            act(clerk, row.pk, version=None, reason="再来")
    with pytest.raises(Refused):
        actions.ask_compute(clerk, row.pk, version=None)


def test_what_the_units_have_seen_or_the_worker_has_in_hand_is_not_discarded(site: Site) -> None:
    row, clerk = site.fed_back(), site.actor("lead_clerk")
    with pytest.raises(Refused, match="先写明理由退回"):
        actions.discard(clerk, row.pk, version=None, reason="建错了")
    actions.back(clerk, row.pk, version=None, reason="建错了")
    actions.ask_compute(clerk, row.pk, version=None)
    with pytest.raises(Refused, match="正在测算"):
        actions.discard(clerk, row.pk, version=None, reason="建错了")


# --- the roster -------------------------------------------------------------------------------------------------------


def test_the_roster_by_rule_takes_what_stood_on_the_day(site: Site) -> None:
    row = site.made()
    clerk = site.actor("lead_clerk")
    late = site.county.north_branch
    late.since = date(2026, 11, 1)
    late.save()
    day = dict(PARTY) | {"day": date(2026, 10, 1)}
    taken = actions.add_by_rule(clerk, row.pk, version=None, **day)  # type: ignore[arg-type]  # one dictionary
    again = actions.add_by_rule(clerk, row.pk, version=None, **PARTY)  # type: ignore[arg-type]  # as above
    assert ((taken.added, taken.known), (again.added, again.known)) == ((2, 0), (1, 2))
    one = row.members.get(name="云峰茶业党支部")
    assert (one.place, one.above, one.attributes["党员数"]) == ("云峰乡", "云峰乡党委", {"n": "5"})


def test_taken_out_with_a_reason_and_frozen_when_fixed(site: Site) -> None:
    row = site.made()
    clerk = site.actor("lead_clerk")
    with pytest.raises(Refused):
        actions.advance(clerk, row.pk, "fix", version=None)
    actions.add_by_rule(clerk, row.pk, version=None, **PARTY)  # type: ignore[arg-type]  # one dictionary
    member = site.members(row)[0]
    with pytest.raises(Invalid):
        actions.take_out(clerk, member.pk, reason="")
    actions.take_out(clerk, member.pk, reason="今年撤销")
    assert len(site.members(row)) == 2
    actions.advance(clerk, row.pk, "fix", version=None)
    with pytest.raises(Refused):
        actions.put_back(clerk, member.pk)


# --- facts ------------------------------------------------------------------------------------------------------------


def test_providers_fill_what_the_scheme_names(site: Site) -> None:
    row = site.computed()
    facts = site.result(row, 1).facts["v"]["D2"]
    assert facts == [
        [
            "b1",
            "2026-11-24",
            None,
            "党组织名册：本届到2025年3月1日",
            "",
            f"/registry/parties/{site.county.south_branch.pk}/",
        ]
    ]


def test_a_settled_result_does_not_move_when_the_source_changes(site: Site) -> None:
    row = site.settled()
    before = {name: (one.points, one.items, one.facts) for name, one in site.results(row).items()}
    PartyOrganisation.objects.update(term_since=date(2010, 1, 1))
    assert {name: (one.points, one.items, one.facts) for name, one in site.results(row).items()} == before
    assert actions.check(site.actor("second_clerk"), row.pk) == []


def test_a_result_somebody_altered_is_found_out(site: Site) -> None:
    row = site.computed(steps=())
    one = site.result(row)
    one.points += 1
    one.save()
    assert actions.check(site.actor("lead_clerk"), row.pk) == [one.member.code]
    with pytest.raises(Invalid, match="不一致"):
        actions.settle(site.actor("second_clerk"), row.pk, version=None)


def test_a_workbook_goes_before_a_provider_and_an_entry_before_both(site: Site) -> None:
    row = site.collecting()
    north = site.members(row)[0]
    sent = site.sent(row, 数据=[("编号", "学习次数", "任期已到届"), (north.code, 2, "是")])
    assert (sent.faults, sent.rows) == ([], 1)
    actions.upload(site.actor("lead_clerk"), row.pk, sent, version=None)
    actions.enter(site.actor("lead_clerk"), north.pk, Seen("e:D1", "4", "visit", world.DAY))
    run = site.compute(row)
    kept = site.result(row).facts["v"]
    assert (kept["D1"][0][0], kept["D2"][0][0]) == ("n4", "b1")
    assert kept["D2"][0][5] == f"/assessment/rounds/uploads/{row.uploads.get().pk}/"
    assert [(one["element"], one["counts"], one["other"]) for one in run.differ] == [
        ("任期已到届", "1", "0"),
        ("学习次数", "4", "2"),
    ]


def test_a_workbook_with_a_fault_names_its_cell_and_a_name_finds_its_unit(site: Site) -> None:
    row = site.collecting()
    sent = site.sent(
        row, 名录=[("编号", "名称"), ("1", "云峰茶业党支部"), ("2", "没有这个")], 数据=[("编号", "学习次数"), ("1", 4), ("2", "许多")]
    )  # fmt: skip
    assert [one.text.split(":")[0] for one in sent.faults] == ["数据.xlsx!数据!A3", "数据.xlsx!数据!B3"]
    fine = site.sent(row, 名录=[("编号", "名称"), ("1", "云峰茶业党支部")], 数据=[("编号", "学习次数"), ("1", 4)])
    assert (fine.faults, fine.tables["数据"]["rows"]) == ([], [[site.members(row)[0].code, {"n": "4"}]])


def test_the_same_file_twice_is_refused_and_one_taken_down_counts_no_more(site: Site) -> None:
    row = site.fed(site.collecting())
    clerk = site.actor("lead_clerk")
    sent = site.sent(row, 数据=[("编号", "任期已到届"), (site.members(row)[0].code, "是")])
    made = actions.upload(clerk, row.pk, sent, version=None)
    with pytest.raises(Invalid, match="已经交过"):
        actions.upload(clerk, row.pk, sent, version=None)
    site.compute(row)
    assert site.result(row).total == Decimal("90.00")
    actions.drop_upload(clerk, made.pk, reason="交错了")
    site.compute(row)
    assert site.result(row).total == Decimal("100.00")


def test_entries_are_checked_and_nobody_rates_oneself(site: Site) -> None:
    row = site.collecting()
    north, south, _ = site.members(row)
    clerk = site.actor("town_clerk")
    with pytest.raises(Invalid) as bad:
        actions.enter(clerk, north.pk, Seen("e:D1", "很多", "visit", date(2025, 1, 1)))
    assert sorted(bad.value.fields) == ["happened", "value"]
    with pytest.raises(Invalid) as score:
        actions.enter(clerk, north.pk, Seen("i:B1", "50", "visit", world.DAY))
    assert score.value.fields == {"value": "得分填0到40之间的数。"}
    made = actions.enter(clerk, north.pk, Seen("i:B1", "35", "visit", world.DAY, "难题解了一半"))
    for about, who in ((south, "town_clerk"), (north, "secretary")):
        with pytest.raises(Refused):
            actions.enter(site.actor(who), about.pk, Seen("e:D1", "4", "visit", world.DAY))
    with pytest.raises(Refused):
        actions.void_entry(site.actor("south_clerk"), made.pk, reason="x")
    assert actions.void_entry(clerk, made.pk, reason="看错了").void_by != ""


# --- what is missing --------------------------------------------------------------------------------------------------


def test_missing_is_never_zero_and_one_decision_settles_many(site: Site) -> None:
    row = site.collecting(steps=())
    run = site.compute(row)
    assert (run.provisional, [(one["name"], len(one["codes"]), one["origin"]) for one in run.missing]) == (
        3,
        [("学习次数", 3, "社会工作部"), ("“服务企业”的得分", 3, "评分人")],
    )
    assert [one.rank for one in site.results(row).values()] == [None] * 3
    with pytest.raises(Refused, match="缺数据"):
        actions.settle(site.actor("second_clerk"), row.pk, version=None)
    clerk = site.actor("lead_clerk")
    with pytest.raises(Invalid, match="理由"):
        actions.decide(clerk, row.pk, ["e:D1"], "undone", " ", version=None)
    actions.decide(clerk, row.pk, ["e:D1", "i:B1"], "undone", "催过三次没有交", version=None)
    assert site.compute(row).provisional == 0
    north = site.result(row)
    assert (north.total, north.facts["v"]["D1"][0][0]) == (Decimal("40.00"), "n0")
    assert "何敏2026-11-24定：按未完成，催过三次没有交" in north.facts["v"]["D1"][0][3]


def test_mean_of_the_group_and_not_applicable(site: Site) -> None:
    row = site.collecting()
    clerk = site.actor("lead_clerk")
    south, sector = site.members(row)[1:]
    actions.enter(clerk, south.pk, Seen("e:D1", "3", "papers", world.DAY))
    site.compute(row)
    actions.decide(clerk, row.pk, ["e:D1"], "mean", "同组参照", version=None)
    run = site.compute(row)
    lacking = {one["name"]: one["codes"] for one in run.missing}
    assert lacking["学习次数"] == [site.members(row)[0].code]  # alone in its group: nothing to take a mean of
    assert site.result(row, 2).facts["v"]["D1"][0][0] == "n3"
    with pytest.raises(Invalid, match="换一种办法"):
        actions.decide(clerk, row.pk, ["e:D1"], "last", "没有上期", version=None)
    actions.decide(clerk, row.pk, ["e:D1", "i:B1"], "na", "当年新建", version=None)
    site.compute(row)
    assert site.result(row).items["A1"]["points"] == "30.00"
    assert sector.code != south.code


def test_last_years_value_for_what_is_missing(site: Site) -> None:
    site.settled(title="上一轮", since=date(2025, 1, 1), until=date(2026, 12, 1))
    row = site.collecting(since=date(2026, 12, 1), until=date(2027, 12, 1))
    site.compute(row)
    made = actions.decide(site.actor("lead_clerk"), row.pk, ["e:D1"], "last", "沿用", version=None)
    assert sorted(made[0].values.values()) == ["n3", "n4", "n4"]


# --- grades, challenges, correction -----------------------------------------------------------------------------------


def test_a_meeting_may_change_a_grade_never_points(site: Site) -> None:
    row = site.fed_back()
    clerk, one = site.actor("lead_clerk", LATER), site.result(row, 1)
    with pytest.raises(Invalid):
        actions.propose_grade(clerk, one.pk, version=None, grade="特优", reason="x")
    actions.propose_grade(clerk, one.pk, version=None, grade="合格", reason="通报批评一次")
    actions.fix_grade(clerk, one.pk, version=None, grade="良好", reason="已经整改", minutes="〔2026〕9号")
    after = site.result(row, 1)
    assert (after.points, after.grade, after.proposed, after.final) == (one.points, "良好", "合格", "良好")
    assert after.final_why == "已经整改（〔2026〕9号）"
    assert actions.check(clerk, row.pk) == []


def test_a_challenge_is_decided_by_somebody_else_and_stops_the_round(site: Site) -> None:
    row = site.fed_back()
    one = site.result(row, 0)
    said = Challenge("B1", "还办成了两件", "走访单")
    for who in ("south_secretary", "department"):
        with pytest.raises(Refused):
            actions.object_to(site.actor(who), one.pk, said)
    with pytest.raises(Refused, match="替谁"):
        actions.object_to(site.actor("town_clerk"), one.pk, said)
    made = actions.object_to(site.actor("secretary"), one.pk, said)
    assert (made.late, made.due, made.label) == (False, date(2026, 12, 1), "服务企业")
    with pytest.raises(Invalid, match="已经提了"):
        actions.object_to(site.actor("secretary"), one.pk, said)
    with pytest.raises(Refused, match="没有答复"):
        actions.advance(site.actor("lead_clerk", LATER), row.pk, "propose", version=None)
    with pytest.raises(Refused, match="另一位"):
        actions.answer(site.actor("lead_clerk"), made.pk, version=None, upheld=True, text="对")
    actions.answer(site.actor("second_clerk"), made.pk, version=None, upheld=True, text="走访单属实")
    with pytest.raises(Refused, match="异议成立"):
        actions.advance(site.actor("lead_clerk", LATER), row.pk, "propose", version=None)


def test_alone_a_leaders_paper_decides_a_challenge(site: Site) -> None:
    row = site.fed_back()
    made = actions.object_to(site.actor("secretary"), site.result(row).pk, Challenge("B1", "还办成了两件"))
    head = site.users["lead_head"].person.name
    paper = PaperDecision(True, LATER, head, "社会工作部 负责人", "minutes", "部务会纪要", "〔2026〕9号", "走访单属实")
    with pytest.raises(Refused, match="小机关模式"):
        actions.register_answer(site.actor("lead_clerk", LATER), made.pk, paper, version=None)
    alone = site.small("lead_clerk", LATER)
    with pytest.raises(Refused, match="线下已定，登记"):
        actions.answer(alone, made.pk, version=None, upheld=True, text="对")
    for wrong in ({"approver": alone.name}, {"number": ""}, {"decided_on": date(2026, 11, 1)}):
        with pytest.raises(Invalid):
            actions.register_answer(alone, made.pk, replace(paper, **wrong), version=None)
    one = actions.register_answer(site.small("lead_clerk", date(2026, 12, 1)), made.pk, paper, version=None)
    assert (one.state, one.answered_by, one.answered_on) == ("upheld", f"社会工作部 负责人 {head}", LATER)
    assert (one.paper, one.tags) == ("会议纪要 部务会纪要 〔2026〕9号", ["线下", "补登", "一人经办"])


def test_a_later_objection_suspends_nothing_and_ends_after_thirty_days(site: Site) -> None:
    row = site.settled()
    one = site.result(row, 0)
    made = actions.object_to(site.actor("secretary", date(2026, 12, 1)), one.pk, Challenge("", "等次不公"))
    assert (made.late, site.again(row).state) == (True, RoundState.SETTLED)
    with pytest.raises(Refused, match="12月30日"):
        actions.object_to(site.actor("secretary", date(2026, 12, 31)), one.pk, Challenge("A1", "x"))


def test_a_correction_stands_beside_the_settled_result(site: Site) -> None:
    row = site.settled()
    old = {name: one.points for name, one in site.results(row).items()}
    PartyOrganisation.objects.update(
        term_since=date(2010, 1, 1)
    )  # the source has moved on; the correction does not see it
    fresh = actions.correct(site.actor("lead_clerk"), row.pk, version=None, reason="学习次数录错")
    with pytest.raises(Refused, match="已经有更正"):
        actions.correct(site.actor("lead_clerk"), row.pk, version=None, reason="再来")
    with pytest.raises(Refused, match="名单和方案跟原来的一样"):
        actions.back(site.actor("lead_clerk"), fresh.pk, version=None, reason="换个名单")
    actions.enter(site.actor("lead_clerk"), site.members(fresh)[1].pk, Seen("e:D1", "4", "papers", world.DAY))
    site.compute(fresh)
    assert {name: one.points - old[name] for name, one in site.results(fresh).items()} == {
        "云峰茶业党支部": 0,
        "柳塘精密党支部": 500,
        "正衡律所党支部": 0,
    }
    assert {name: one.points for name, one in site.results(row).items()} == old


def test_a_discarded_correction_makes_room_for_another_until_it_is_settled(site: Site) -> None:
    row, clerk = site.settled(), site.actor("lead_clerk", LATER)
    first = actions.correct(clerk, row.pk, version=None, reason="学习次数录错")
    site.compute(first)
    actions.feed_back(clerk, first.pk, version=None)
    said = actions.object_to(site.actor("secretary"), site.result(first).pk, Challenge("B1", "办成了两件"))
    actions.discard(clerk, first.pk, version=None, reason="更正错了单位")
    with pytest.raises(Refused, match="已经作废"):
        actions.answer(site.actor("second_clerk"), said.pk, version=None, upheld=True, text="成立")
    branch = site.county.north_branch
    for who in ("lead_clerk", "secretary"):
        found = queries.in_force_of(site.actor(who), branch.pk)
        assert [one.member.round_id for one in found] == [row.pk]
    second = actions.correct(clerk, row.pk, version=None, reason="这回对了")
    assert (second.state, second.corrects_id) == ("collecting", row.pk)
    with pytest.raises(Refused):
        actions.discard(clerk, row.pk, version=None, reason="定案的")


# --- the county looks again -------------------------------------------------------------------------------------------


@given(st.integers(0, 60), st.integers(0, 100), st.text(min_size=1, max_size=4))
def test_the_sample_is_a_share_drawn_alike_by_anybody(number: int, percent: int, seed: str) -> None:
    codes = [f"P{at:04d}" for at in range(number)]
    found = drawn(codes, percent, seed)
    assert found == drawn(codes, percent, seed)
    assert found == [code for code in codes if code in set(found)]
    assert len(found) == (0 if not percent else -(-number * percent // 100))


def test_both_ends_are_looked_at_again_and_only_the_county_does(site: Site) -> None:
    row = site.computed()
    clerk = site.actor("lead_clerk")
    assert actions.sample(clerk, row.pk, version=None, percent=50, seed="青岚") == 2
    found = {one.name: one.review for one in site.members(row)}
    assert found["正衡律所党支部"] == "拟优秀"
    assert sorted([found["云峰茶业党支部"], found["柳塘精密党支部"]]) == ["", "抽中"]
    north = site.members(row)[0]
    again = Seen("i:B1", "20", "papers", world.DAY, "回执对不上", stage="复核")
    with pytest.raises(Refused, match="复核由"):
        actions.enter(site.actor("town_clerk"), north.pk, again)
    actions.enter(clerk, north.pk, again)
    site.compute(row)
    assert site.result(row).items["B1"]["points"] == "20.00"
    actions.feed_back(clerk, row.pk, version=None, reason="其余的随后复核")
    with pytest.raises(Refused):
        actions.sample(clerk, row.pk, version=None, percent=50, seed="再抽")


def test_whoever_newly_fails_is_looked_at_again(site: Site) -> None:
    row, clerk = site.computed(), site.actor("lead_clerk")
    actions.sample(clerk, row.pk, version=None, percent=0, seed="青岚")
    south = site.members(row)[1]
    actions.enter(clerk, south.pk, Seen("i:B1", "0", "papers", world.DAY, "回执对不上", stage="复核"))
    assert queries.review_left(row) == 1
    site.compute(row)
    assert [one.review for one in site.members(row)] == ["", "拟不合格", "拟优秀"]
    (told,) = Trail.objects.filter(code="round.review_added").values_list("after", flat=True)
    assert told == {"count": 1, "names": f"{south}（拟不合格）"}
    assert queries.review_left(site.again(row)) == 1
    with pytest.raises(Invalid, match="为什么先反馈"):
        actions.feed_back(clerk, row.pk, version=None)
    assert site.again(row).state == RoundState.COMPUTED
    actions.feed_back(clerk, row.pk, version=None, reason="县里要求月底前反馈")
    early = Trail.objects.get(code="round.fed_back_early").after or {}
    assert (early["left"], early["reason"]) == (1, "县里要求月底前反馈")


def test_two_stages_forty_points_apart_are_listed_with_both_reasons(site: Site) -> None:
    head = SCHEME["方案"]
    site.edition = edition(site.county, SCHEME | {"方案": replace(head, rows=(*head.rows, ("阶段差异", Decimal(5))))})
    row = site.collecting()
    clerk, north = site.actor("lead_clerk"), site.members(row)[0]
    actions.enter(site.actor("town_clerk"), north.pk, Seen("i:B1", "40", "visit", world.DAY))
    actions.enter(clerk, north.pk, Seen("i:B1", "0", "papers", world.DAY, "没有一件办成", stage="复核"))
    run = site.compute(row)
    told = [
        (one["first"], one["first_points"], one["second"], one["second_points"], one["second_reason"])
        for one in run.apart
    ]
    assert told == [("初评", "40.00", "复核", "0.00", "没有一件办成")]


# --- runs and examples ------------------------------------------------------------------------------------------------


def test_the_worker_takes_what_waits_and_what_was_cut_off(site: Site) -> None:
    row = site.fed(site.collecting())
    run = actions.ask_compute(site.actor("lead_clerk"), row.pk, version=None)
    with pytest.raises(Refused, match="正在测算"):
        actions.ask_compute(site.actor("lead_clerk"), row.pk, version=None)
    assert (actions.work_waiting(world.NOW), actions.work_waiting(world.NOW)) == ("1次", "")
    run.refresh_from_db()
    assert (run.state, run.percent, site.again(row).calculation) == (RunState.DONE, 100, run.pk)


@pytest.mark.parametrize("name", ["两新党支部-按要点", "两新党支部-评分表", "主要负责人-排名", "村社区-加扣分"])
def test_an_example_uploaded_as_it_is_gives_what_the_command_gives(site: Site, name: str) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile  # slow import: only here

    site.edition = example(site.county, name)
    row, clerk = site.made(since=date(2025, 1, 1), until=date(2026, 1, 1)), site.actor("lead_clerk")
    book = SimpleUploadedFile("数据.xlsx", (EXAMPLES / name / "数据.xlsx").read_bytes())
    sent = take([book], queries.scheme_of(row), [])
    assert sent.roster is not None
    actions.add_by_table(clerk, row.pk, sent.roster, "数据.xlsx", version=None)
    for verb in ("fix", "collect"):
        actions.advance(clerk, row.pk, verb, version=None)
    book.seek(0)
    sent = take([book], queries.scheme_of(row), queries.members_of(Round.objects.get(pk=row.pk)))
    assert [one.text for one in sent.faults] == []
    actions.upload(clerk, row.pk, sent, version=None)
    site.compute(row)
    opened = open_workbooks(EXAMPLES / name / "方案.xlsx", EXAMPLES / name / "数据.xlsx")
    wanted = {one.name: (one.total, one.rank, one.grade or "") for one in opened.evaluate().subjects}
    assert {name: (one.total, one.rank, one.grade) for name, one in site.results(row).items()} == wanted
    assert actions.check(clerk, row.pk) == []
