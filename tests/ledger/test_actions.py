"""A task from 立项 to 销号 by the real verbs: what each does, who may not, what stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from tests import world
from tests.ledger.site import CONTENT, DUE, PAPER, Site
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, Refused, Stale
from wuze.kernel.workdays import add_working_days
from wuze.ledger import actions, policy, rules
from wuze.ledger.actions import Said
from wuze.ledger.enums import ReportKind, ReportState, TaskState
from wuze.ledger.models import Report, Task
from wuze.ledger.queries import uncounted
from wuze.registry.enums import UnitKind
from wuze.trail.models import Entry
from wuze.trail.queries import history

pytestmark = pytest.mark.django_db
FINAL, PROGRESS, NIL, HARD = (ReportKind(one) for one in ("final", "progress", "nil", "hard"))
LATE = date(2026, 12, 10)
"""Two working days after the node."""


@pytest.fixture
def site() -> Site:
    return Site()


def faults(act: Callable[[], object]) -> dict[str, str]:
    """What an act answers to a bad entry."""
    with pytest.raises(Invalid) as caught:
        act()
    return caught.value.fields


def refused(act: Callable[[], object]) -> str:
    """Why an act was refused."""
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.sentence


# --- the whole way ----------------------------------------------------------------------------------------------------


def test_the_whole_way_leaves_its_dates_and_its_trail(site: Site) -> None:
    task = site.task("closed")
    assert (task.code, task.state, task.due, task.turn_due, task.late) == ("2026-0001", "closed", DUE, None, 0)
    assert (task.issuer, task.lead) == (site.county.lead, site.county.north)
    assert (task.issued_on, task.received_on, task.finished_on, task.accepted_on, task.closed_on) == (world.DAY,) * 5
    assert (task.accepted_by, task.closed_by) == ("何敏", "沈一帆")
    report = task.reports.get()
    assert (report.state, report.decided_on, report.bound, report.late) == (ReportState.ACCEPTED, world.DAY, DUE, 0)
    codes = [entry.code for entry in history("ledger.task", str(task.pk))]
    assert codes == [
        "ledger.closed", "ledger.accepted", "ledger.reported_final", "ledger.received", "ledger.issued", "ledger.set_up",
    ]  # fmt: skip
    unit = [entry.code for entry in history("registry.unit", str(site.county.north.pk))]
    assert unit == codes


def test_numbers_run_on_and_titles_are_found_by_initials(site: Site) -> None:
    first, second = site.draft(title="两个覆盖"), site.draft()
    assert [first.code, second.code, first.initials] == ["2026-0001", "2026-0002", "lgfg"]


def test_whoever_reports_has_received(site: Site) -> None:
    task = site.task("issued")
    actions.report(site.actor("town_clerk"), task.pk, Said(FINAL, "办完了"), version=None)
    task = site.again(task)
    assert (task.state, task.received_on, task.turn_due) == ("reported", world.DAY, date(2026, 11, 27))


def test_a_unit_with_one_post_has_its_post(site: Site) -> None:
    branch = site.draft(site.county.north_branch)
    assert branch.post == site.county.north_branch.posts.get()
    assert site.draft(site.county.north).post is None


# --- setting up -------------------------------------------------------------------------------------------------------


def test_a_node_or_a_term_and_not_both(site: Site) -> None:
    clerk, north = site.actor("lead_clerk"), site.county.north.pk
    for content in (replace(CONTENT, due=DUE), replace(CONTENT, term=None)):
        assert list(faults(partial(actions.set_up, clerk, north, content))) == ["due"]
    assert faults(lambda: actions.set_up(clerk, north, replace(CONTENT, term=501)))["term"] == "填1到500。"
    past = replace(CONTENT, term=None, due=date(2026, 11, 23))
    assert "早于" in faults(lambda: actions.set_up(clerk, north, past))["due"]


def test_nobody_is_asked_the_same_twice(site: Site) -> None:
    clerk, north = site.actor("lead_clerk"), site.county.north.pk
    actions.set_up(clerk, north, CONTENT)
    assert (
        "不问两遍" in faults(lambda: actions.set_up(clerk, north, replace(CONTENT, title=f" {CONTENT.title}")))["title"]
    )
    assert actions.set_up(clerk, site.county.south.pk, CONTENT).lead == site.county.south
    assert Task.objects.count() == 2


def test_monthly_reports_are_not_asked_of_a_branch(site: Site) -> None:
    content = replace(CONTENT, rhythm="month")
    found = faults(lambda: actions.set_up(site.actor("lead_clerk"), site.county.north_branch.pk, content))
    assert found == {"rhythm": "党组织最多每季报一次，请选每季或不定期。"}


def test_a_post_of_another_unit_is_no_post(site: Site) -> None:
    post = site.county.south_branch.posts.get()
    task = actions.set_up(site.actor("lead_clerk"), site.county.north.pk, CONTENT, post=post.pk)
    assert task.post is None


ISSUE_TO = [
    ("lead_clerk", "south", ""), ("lead_head", "south_branch", ""), ("town_clerk", "north_branch", ""), ("town_clerk", "north", ""),
    ("town_clerk", "south", "不隶属您的单位"), ("town_clerk", "south_branch", "不隶属您的单位"), ("department", "south_branch", "不隶属"),
    ("secretary", "north_branch", "由各单位的经办、负责人来办"), ("leader", "north", "由各单位的经办"), ("reader", "north", "由各单位的经办"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "lead", "why"), ISSUE_TO)
def test_to_whom_one_may_issue(site: Site, who: str, lead: str, why: str) -> None:
    unit = getattr(site.county, lead)
    refusal = policy.why_not_issue_to(site.actor(who), unit)
    assert why in refusal.reason if why and refusal else (refusal is None) == (not why)


def test_a_closed_unit_gets_nothing(site: Site) -> None:
    unit = site.county.north
    unit.until = world.DAY
    unit.save()
    assert "已撤销" in refused(lambda: actions.set_up(site.actor("lead_clerk"), unit.pk, CONTENT))


def test_the_nearest_unit_issues(site: Site) -> None:
    assert site.draft(site.county.north_branch, "town_clerk").issuer == site.county.north
    assert site.draft(site.county.north_branch).issuer == site.county.lead


def test_a_draft_is_edited_and_an_issued_task_is_not(site: Site) -> None:
    task = site.draft()
    clerk = site.actor("lead_clerk")
    actions.edit(clerk, task.pk, replace(CONTENT, title="改了", term=None, due=LATE), version=task.version)
    task = site.again(task)
    assert (task.title, task.initials, task.term, task.due, task.version) == ("改了", "gl", None, LATE, 2)
    entry = history("ledger.task", str(task.pk))[0]
    assert (entry.before or {})["due"] is None
    assert (entry.after or {})["due"] == "2026-12-10"
    with pytest.raises(Stale):
        actions.edit(clerk, task.pk, CONTENT, version=1)
    actions.issue(clerk, task.pk, version=None)
    assert "报批调整" in refused(lambda: actions.edit(clerk, task.pk, CONTENT, version=None))
    assert "由交办单位" in refused(lambda: actions.edit(site.actor("town_clerk"), task.pk, CONTENT, version=None))


def test_a_node_that_has_passed_is_not_issued(site: Site) -> None:
    task = site.draft(term=None, due=date(2026, 12, 1))
    later = site.actor("lead_clerk", date(2026, 12, 2))
    assert "节点已经过了" in refused(lambda: actions.issue(later, task.pk, version=None))
    assert "时间够" in refused(lambda: actions.ask_short(later, task.pk, version=None, reason="急"))


# --- doing ------------------------------------------------------------------------------------------------------------


def test_progress_keeps_the_task_where_it_is(site: Site) -> None:
    task = site.task("doing", rhythm="month")
    assert task.report_due == date(2026, 11, 30)
    actions.report(site.actor("town_clerk"), task.pk, Said(PROGRESS, "一半"), version=None)
    task = site.again(task)
    assert (task.state, task.report_due, task.reported_on) == ("doing", date(2026, 12, 31), world.DAY)
    late = site.actor("town_clerk", date(2027, 1, 4))
    row = actions.report(late, task.pk, Said(NIL), version=None)
    assert (row.bound, row.late, site.again(task).report_due) == (date(2026, 12, 31), 1, date(2027, 1, 29))
    assert site.again(task).late == 0


def test_done_late_stays_late_also_after_it_is_closed(site: Site) -> None:
    task = site.task("doing")
    row = actions.report(site.actor("town_clerk", LATE), task.pk, Said(FINAL, "晚了"), version=None)
    actions.accept(site.actor("lead_clerk", LATE), task.pk, version=None)
    actions.close(site.actor("second_clerk", LATE), task.pk, version=None, how="看了")
    assert (row.late, site.again(task).late, site.again(task).state) == (2, 2, "closed")
    actions.reopen(site.actor("lead_clerk", LATE), task.pk, version=None, reason="又有了", due=date(2027, 3, 1))
    task = site.again(task)
    assert (task.state, task.late, task.due, task.finished_on, task.closed_by) == (
        "doing",
        2,
        date(2027, 3, 1),
        None,
        "",
    )


def test_what_was_returned_is_measured_against_its_own_days(site: Site) -> None:
    task = site.task("reported")
    day = date(2026, 12, 9)
    actions.send_back(site.actor("lead_clerk", day), task.pk, version=None, reason="缺两户")
    task = site.again(task)
    assert (task.state, task.turn_due, task.finished_on) == ("returned", date(2026, 12, 14), None)
    assert task.reports.get().state == ReportState.RETURNED
    actions.report(site.actor("town_clerk", date(2026, 12, 14)), task.pk, Said(FINAL, "补齐了"), version=None)
    assert (site.again(task).late, site.again(task).state) == (0, "reported")


def test_verification_may_send_back_what_was_accepted(site: Site) -> None:
    task = site.task("done")
    actions.send_back(site.actor("second_clerk"), task.pk, version=None, reason="对不上")
    task = site.again(task)
    assert (task.state, task.accepted_by, task.reports.get().state) == ("returned", "", ReportState.RETURNED)


def test_event_date_and_receipt_date(site: Site) -> None:
    task, clerk = site.task("doing"), site.actor("town_clerk")
    early = Said(PROGRESS, "x", happened=date(2026, 11, 20))
    row = actions.report(clerk, task.pk, early, version=None)
    assert (row.happened, row.received) == (date(2026, 11, 20), world.DAY)
    before = Said(PROGRESS, "x", received=date(2026, 11, 23))
    assert "才交办" in faults(lambda: actions.report(clerk, task.pk, before, version=None))["received"]
    ahead = Said(PROGRESS, "x", happened=LATE)
    assert list(faults(lambda: actions.report(clerk, task.pk, ahead, version=None))) == ["happened"]
    assert list(faults(lambda: actions.report(clerk, task.pk, Said(FINAL), version=None))) == ["text"]


def test_evidence_is_asked_only_where_it_was_said(site: Site) -> None:
    task = site.task("doing", wants_evidence=True)
    clerk = site.actor("town_clerk")
    assert list(faults(lambda: actions.report(clerk, task.pk, Said(FINAL, "x"), version=None))) == ["evidence"]
    actions.report(clerk, task.pk, Said(FINAL, "x", evidence="文件柜"), version=None)
    assert site.again(task).state == "reported"


def test_nothing_new_is_the_whole_answer_where_that_was_said(site: Site) -> None:
    task = site.task("issued", site.county.north_branch, nil_ok=True, wants_evidence=True)
    actions.report(site.actor("secretary"), task.pk, Said(NIL), version=None)
    report = site.again(task).reports.get()
    assert (site.again(task).state, report.kind, report.text) == ("reported", "final", "没有新情况。")


def test_a_difficulty_gets_a_visible_answer(site: Site) -> None:
    task = site.task("issued")
    row = actions.report(site.actor("town_clerk"), task.pk, Said(HARD, "人不够"), version=None)
    assert (site.again(task).state, row.answer_due, row.bound) == ("doing", date(2026, 11, 27), None)
    assert "由交办单位县委社会工作部答复" in refused(
        lambda: actions.answer_hard(site.actor("south_clerk"), row.pk, answer="x")
    )
    clerk = site.actor("lead_clerk")
    assert list(faults(lambda: actions.answer_hard(clerk, row.pk, answer=" "))) == ["answer"]
    actions.answer_hard(clerk, row.pk, answer="借一人")
    row.refresh_from_db()
    assert (row.answer, row.decided_on, row.decided_by, row.state) == ("借一人", world.DAY, "何敏", "accepted")
    assert "已经答复" in refused(lambda: actions.answer_hard(clerk, row.pk, answer="再"))


def test_whoever_enters_for_a_unit_says_from_which_paper(site: Site) -> None:
    task = site.task("issued", site.county.north_branch)
    town = site.actor("town_clerk")
    assert "要写替谁" in refused(lambda: actions.receive(town, task.pk, version=None))
    actions.receive(town, task.pk, version=None, behalf=PAPER)
    row = actions.report(town, task.pk, Said(FINAL, "办完了"), version=None, behalf=PAPER)
    assert (row.on_behalf, row.source, row.received) == (PAPER.on_behalf, PAPER.source, PAPER.dated)
    assert history("ledger.task", str(task.pk))[0].who_on_behalf == PAPER.on_behalf
    future = replace(PAPER, dated=LATE)
    again = site.task("issued", site.county.north_branch)
    assert list(faults(lambda: actions.receive(town, again.pk, version=None, behalf=future))) == ["paper_date"]


WRONG = [
    ("receive", "issued", "south_clerk", "由责任单位云峰乡党委来办；没有账号的由上级代录。"),
    ("receive", "doing", "town_clerk", "这件事办理中，现在不能这样办。"),
    ("accept", "reported", "town_clerk", "由交办单位县委社会工作部来办。"),
    ("accept", "doing", "lead_clerk", "这件事办理中，现在不能这样办。"),
    ("cancel", "closed", "lead_clerk", "这件事已销号，2026年11月24日沈一帆核验，现在不能这样办。"),
    ("reopen", "doing", "lead_clerk", "这件事办理中，现在不能这样办。"),
    ("close", "reported", "second_clerk", "这件事待审，现在不能这样办。"),
    ("close", "done", "town_clerk", "自己办的事不能自己销号，要由办理单位以外的人核验。"),
    ("close", "done", "south_clerk", "由交办单位县委社会工作部核验销号。"),
    ("close", "done", "lead_clerk", "办结是您认可的，销号要由另一个人核验。"),
]  # fmt: skip


@pytest.mark.parametrize(("verb", "state", "who", "sentence"), WRONG)
def test_whoever_may_not_hears_why(site: Site, verb: str, state: str, who: str, sentence: str) -> None:
    task, actor = site.task(state), site.actor(who)
    more: dict[str, dict[str, Any]] = {
        "cancel": {"reason": "x"}, "reopen": {"reason": "x", "due": DUE}, "close": {"how": "x"},
    }  # fmt: skip
    entered = more.get(verb, {})
    before = Entry.objects.count()
    assert refused(lambda: getattr(actions, verb)(actor, task.pk, version=None, **entered)) == sentence
    assert (site.again(task).state, Entry.objects.count()) == (state, before)


def test_a_report_is_not_written_once_it_is_checked(site: Site) -> None:
    task = site.task("reported")
    said = Said(PROGRESS, "还有")
    assert "待审" in refused(lambda: actions.report(site.actor("town_clerk"), task.pk, said, version=None))
    assert "由责任单位" in refused(
        lambda: actions.report(site.actor("south_clerk"), site.task("doing").pk, said, version=None)
    )


def test_reasons_are_asked(site: Site) -> None:
    clerk = site.actor("lead_clerk")
    assert list(faults(lambda: actions.cancel(clerk, site.task("doing").pk, version=None, reason=" "))) == ["reason"]
    assert list(faults(lambda: actions.send_back(clerk, site.task("reported").pk, version=None, reason=""))) == [
        "reason"
    ]
    closing = site.actor("second_clerk")
    assert list(faults(lambda: actions.close(closing, site.task("done").pk, version=None, how=" "))) == ["how"]


# --- checking by another person ---------------------------------------------------------------------------------------


def test_alone_in_a_small_office_one_person_checks(site: Site) -> None:
    task = site.task("doing")
    actions.report(site.actor("lead_clerk"), task.pk, Said(FINAL, "电话里说的"), version=None, behalf=PAPER)
    assert (
        refused(lambda: actions.accept(site.actor("lead_clerk"), task.pk, version=None))
        == "这份反馈是您录的，由同事审核。"
    )
    actions.accept(site.small("lead_clerk"), task.pk, version=None)
    actions.close(site.small("lead_clerk"), task.pk, version=None, how="看了")
    assert site.again(task).state == TaskState.CLOSED


def test_the_doers_own_unit_never_verifies_not_even_in_a_small_office(site: Site) -> None:
    task = site.task("done", site.county.north, "town_clerk")
    assert (task.issuer, task.lead) == (site.county.north, site.county.north)
    own: Actor = site.small("town_clerk")
    assert "自己办的事" in refused(lambda: actions.close(own, task.pk, version=None, how="x"))
    actions.close(site.actor("lead_clerk"), task.pk, version=None, how="去看了")
    assert site.again(task).closed_by == "何敏"


def test_the_whole_is_closed_after_its_parts(site: Site) -> None:
    whole = site.task("doing")
    part = actions.set_up(site.actor("town_clerk"), site.county.north_branch.pk, CONTENT, parent=whole.pk)
    assert (part.parent, part.issuer) == (whole, site.county.north)
    actions.issue(site.actor("town_clerk"), part.pk, version=None)
    early = faults(lambda: actions.report(site.actor("town_clerk"), whole.pk, Said(FINAL, "x"), version=None))
    assert early == {"parts_why": "分解下去的还有1件没有销号。等办完再报，或写明为什么现在就报。"}
    said = Said(FINAL, "x", parts_why="县里要先汇总")
    actions.report(site.actor("town_clerk"), whole.pk, said, version=None)
    assert Report.objects.get(task=whole).parts_why == "县里要先汇总"
    actions.accept(site.actor("lead_clerk"), whole.pk, version=None)
    second = site.actor("second_clerk")
    assert refused(lambda: actions.close(second, whole.pk, version=None, how="x")) == "还有1件分解下去的没有销号。"
    actions.cancel(site.actor("town_clerk"), part.pk, version=None, reason="不用了")
    actions.close(second, whole.pk, version=None, how="x")
    assert site.again(whole).state == "closed"


SPLIT = [("south_clerk", "doing", "由云峰乡党委的经办"), ("town_clerk", "reported", "待审，不能再分解")]


@pytest.mark.parametrize(("who", "state", "why"), SPLIT)
def test_who_may_not_decompose(site: Site, who: str, state: str, why: str) -> None:
    task = site.task(state)
    assert why in (policy.why_not_split(site.actor(who), task) or pytest.fail("alive")).reason


# --- posts, co-operators, excuses, ends -------------------------------------------------------------------------------


def test_a_task_falls_to_a_post_of_its_unit(site: Site) -> None:
    task = site.task("doing")
    post = site.county.north.posts.first()
    assert post is not None
    other = site.county.south.posts.first()
    clerk = site.actor("town_clerk")
    assert list(faults(lambda: actions.assign(clerk, task.pk, post=other and other.pk, version=None))) == ["post"]
    actions.assign(clerk, task.pk, post=post.pk, version=None)
    actions.assign(clerk, task.pk, post=post.pk, version=None)
    assert site.again(task).post == post
    assert "不用再定岗位" in refused(lambda: actions.assign(clerk, site.task("closed").pk, post=post.pk, version=None))


def test_co_operators_hand_in(site: Site) -> None:
    task, clerk = site.task("issued"), site.actor("lead_clerk")
    helper: dict[str, Any] = {"unit": site.county.department.pk, "gives": "年报名单", "due": DUE}
    row = actions.add_cooperator(clerk, task.pk, **helper)
    assert list(faults(lambda: actions.add_cooperator(clerk, task.pk, **helper))) == ["unit"]
    own = helper | {"unit": task.lead_id, "due": date(2026, 1, 1)}
    assert list(faults(lambda: actions.add_cooperator(clerk, task.pk, **own))) == ["unit", "due"]
    assert "由县市场监管局来交" in refused(lambda: actions.hand_in(site.actor("south_clerk"), row.pk, note=""))
    actions.hand_in(site.actor("department"), row.pk, note="电子版")
    row.refresh_from_db()
    assert (row.handed_on, row.handed_by, row.on_behalf) == (world.DAY, row.handed_by, "")
    assert "已经交了" in refused(lambda: actions.hand_in(site.actor("department"), row.pk, note=""))
    assert "不能再定协办" in refused(lambda: actions.add_cooperator(clerk, site.task("closed").pk, **helper))


def test_a_part_is_entered_for_a_unit_and_not_after_the_end(site: Site) -> None:
    task, clerk = site.task("issued"), site.actor("lead_clerk")
    helper: dict[str, Any] = {"gives": "名单", "due": DUE}
    row = actions.add_cooperator(clerk, task.pk, unit=site.county.department.pk, **helper)
    actions.hand_in(clerk, row.pk, note="", behalf=PAPER)
    row.refresh_from_db()
    assert row.on_behalf == PAPER.on_behalf
    other = actions.add_cooperator(clerk, task.pk, unit=site.county.sector.pk, **helper)
    actions.cancel(clerk, task.pk, version=None, reason="x")
    assert refused(lambda: actions.hand_in(site.actor("sector_clerk"), other.pk, note="")) == "这件事已取消。"


def test_another_person_notes_that_it_was_not_the_units_fault(site: Site) -> None:
    task = site.task("doing")
    assert "没有超期" in refused(lambda: actions.excuse(site.actor("lead_clerk"), task.pk, version=None, reason="x"))
    assert "责任单位以外" in refused(
        lambda: actions.excuse(site.actor("town_clerk", LATE), task.pk, version=None, reason="x")
    )
    assert list(faults(lambda: actions.excuse(site.actor("lead_clerk", LATE), task.pk, version=None, reason=""))) == [
        "reason"
    ]
    actions.excuse(site.actor("lead_head", LATE), task.pk, version=None, reason="系统停了三天")
    task = site.again(task)
    assert (task.excused, task.excuse, task.excused_on) == (True, "系统停了三天", LATE)
    assert "已经注明" in refused(
        lambda: actions.excuse(site.actor("lead_clerk", LATE), task.pk, version=None, reason="x")
    )


def test_cancelled_and_begun_anew(site: Site) -> None:
    task = site.task("cancelled")
    assert (task.state, task.turn_due, task.ended_why) == ("cancelled", None, "并入另一件")
    clerk = site.actor("lead_clerk")
    past = date(2026, 1, 1)
    assert list(faults(lambda: actions.reopen(clerk, task.pk, version=None, reason="x", due=past))) == ["due"]
    actions.reopen(clerk, task.pk, version=None, reason="还是要办", due=DUE)
    assert (site.again(task).state, site.again(task).turn_due) == ("doing", DUE)
    draft = site.draft()
    actions.cancel(clerk, draft.pk, version=None, reason="不立了")
    assert "没有交办过" in refused(lambda: actions.reopen(clerk, draft.pk, version=None, reason="x", due=DUE))


def test_a_reason_noted_once_does_not_cover_the_next_node(site: Site) -> None:
    task, late = site.task("doing"), site.actor("town_clerk", LATE)
    actions.report(late, task.pk, Said(FINAL, "x"), version=None)
    actions.excuse(site.actor("lead_clerk", LATE), task.pk, version=None, reason="系统停了三天")
    actions.accept(site.actor("lead_clerk", LATE), task.pk, version=None)
    actions.close(site.actor("second_clerk", LATE), task.pk, version=None, how="看了")
    assert Task.objects.filter(uncounted(), pk=task.pk).exists()
    anew = site.actor("lead_clerk", LATE)
    soon = add_working_days(LATE, rules.NOTICE - 1).end
    assert "至少留3个工作日" in faults(lambda: actions.reopen(anew, task.pk, version=None, reason="x", due=soon))["due"]
    node = add_working_days(LATE, rules.NOTICE).end
    actions.reopen(anew, task.pk, version=None, reason="又有", due=node)
    assert not Task.objects.filter(uncounted(), pk=task.pk).exists()
    after = add_working_days(node, 2).end
    actions.report(site.actor("town_clerk", after), task.pk, Said(FINAL, "x"), version=None)
    task = site.again(task)
    assert (task.excused, task.excuse_holds) == (False, False)
    actions.excuse(site.actor("lead_clerk", after), task.pk, version=None, reason="封路")
    assert site.again(task).excuse_holds is True


def test_nothing_is_half_written(site: Site) -> None:
    task = site.task("doing")
    version, number = task.version, Report.objects.count()
    with pytest.raises(Stale):
        actions.report(site.actor("town_clerk"), task.pk, Said(FINAL, "x"), version=version - 1)
    assert (site.again(task).version, Report.objects.count()) == (version, number)
    assert site.county.north_branch.kind == UnitKind.PARTY
