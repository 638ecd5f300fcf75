"""Too little time, extension, adjustment: asked by one, decided by another, on screen or on paper; the clock stops then."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from tests import world
from tests.ledger.site import CONTENT, DUE, Site
from tests.ledger.test_actions import faults, refused
from wuze.accounts.approvals import actions as approvals
from wuze.accounts.approvals.values import PaperDecision
from wuze.accounts.enums import ApprovalState, ApprovalVerb
from wuze.accounts.models import Approval
from wuze.ledger import actions
from wuze.ledger.actions import Said
from wuze.ledger.enums import AskState, ReportKind
from wuze.ledger.models import Task
from wuze.trail.catalogue import sentence
from wuze.trail.queries import history

pytestmark = pytest.mark.django_db
SOON = date(2026, 11, 25)
NEW = date(2026, 12, 11)


@pytest.fixture
def site() -> Site:
    made = Site()
    made.approver()
    return made


def decide(site: Site, agree: bool = True, day: date = world.DAY) -> Approval:
    """The head of the lead office answers the one request."""
    verb = ApprovalVerb.APPROVE if agree else ApprovalVerb.REFUSE
    asked = Approval.objects.get(state=ApprovalState.ASKED)
    return approvals.decide(site.actor("lead_head", day), asked.pk, verb, answer="" if agree else "不行")


# --- too little time --------------------------------------------------------------------------------------------------


def test_too_little_time_is_asked_and_then_not_counted(site: Site) -> None:
    task, clerk = site.draft(term=None, due=SOON), site.actor("lead_clerk")
    assert "要写理由报批" in refused(lambda: actions.issue(clerk, task.pk, version=None))
    assert list(faults(lambda: actions.ask_short(clerk, task.pk, version=None, reason=" "))) == ["reason"]
    actions.ask_short(clerk, task.pk, version=None, reason="省里明天要")
    assert site.again(task).approval == ApprovalState.ASKED
    assert "没有答复" in refused(lambda: actions.issue(clerk, task.pk, version=None))
    assert "先撤回" in refused(lambda: actions.edit(clerk, task.pk, CONTENT, version=None))
    assert "先撤回报批" in refused(lambda: actions.cancel(clerk, task.pk, version=None, reason="x"))
    assert "待批" in refused(lambda: actions.ask_short(clerk, task.pk, version=None, reason="x"))
    decide(site)
    actions.issue(clerk, task.pk, version=None)
    task = site.again(task)
    assert (task.state, task.approval, task.counted, task.short_why) == ("issued", "approved", False, "省里明天要")


def test_a_refusal_leaves_a_draft_and_another_node_begins_anew(site: Site) -> None:
    task, clerk = site.draft(term=2), site.actor("lead_clerk")
    actions.ask_short(clerk, task.pk, version=None, reason="急")
    decide(site, agree=False)
    assert sentence(history("ledger.task", str(task.pk))[0]).endswith("的时间紧或超过负担上限的交办：不行")
    assert site.again(task).approval == ApprovalState.REFUSED
    actions.edit(clerk, task.pk, CONTENT, version=None)
    actions.issue(clerk, task.pk, version=None)
    task = site.again(task)
    assert (task.approval, task.counted, task.due) == ("", True, DUE)


def test_a_request_taken_back_may_be_asked_again(site: Site) -> None:
    task, clerk = site.draft(term=1), site.actor("lead_clerk")
    actions.ask_short(clerk, task.pk, version=None, reason="急")
    approvals.withdraw(clerk, Approval.objects.get().pk)
    assert site.again(task).approval == ApprovalState.WITHDRAWN
    actions.ask_short(clerk, task.pk, version=None, reason="还是急")
    assert Approval.objects.filter(state=ApprovalState.ASKED).count() == 1


# --- extension --------------------------------------------------------------------------------------------------------


def test_an_extension_is_decided_by_the_issuing_side(site: Site) -> None:
    task = site.task("doing")
    row = actions.ask_extension(site.actor("town_clerk"), task.pk, version=None, days=3, reason="法人在外地")
    assert (row.old, row.new, site.again(task).due) == (DUE, NEW, DUE)
    assert "正在等答复" in refused(
        lambda: actions.ask_extension(site.actor("town_clerk"), task.pk, version=None, days=1, reason="x")
    )
    assert Approval.objects.get().post == site.users["lead_head"].person.appointments.get().post_id
    decide(site)
    row.refresh_from_db()
    task = site.again(task)
    assert (task.due, task.turn_due, row.state, row.decided_on) == (NEW, NEW, AskState.AGREED, world.DAY)
    assert [entry.code for entry in history("ledger.task", str(task.pk))][:2] == [
        "ledger.extended",
        "ledger.extension_asked",
    ]


def test_asked_too_late(site: Site) -> None:
    task = site.task("doing")
    late = site.actor("town_clerk", date(2026, 12, 9))
    assert refused(lambda: actions.ask_extension(late, task.pk, version=None, days=3, reason="x")) == (
        "节点2026年12月8日已过，延期只能在节点前申请。办完照样报；办不了的报困难，不是本单位原因的请交办单位注明。"
    )
    on_the_day = site.actor("town_clerk", DUE)
    assert actions.ask_extension(on_the_day, task.pk, version=None, days=3, reason="x").new == NEW


def test_what_may_not_be_extended(site: Site) -> None:
    assert "不用延期" in refused(
        lambda: actions.ask_extension(
            site.actor("town_clerk"), site.task("reported").pk, version=None, days=3, reason="x"
        )
    )
    doing = site.task("doing")
    assert "由责任单位" in refused(
        lambda: actions.ask_extension(site.actor("south_clerk"), doing.pk, version=None, days=3, reason="x")
    )
    clerk = site.actor("town_clerk")
    for days in (0, 501):
        ask = partial(actions.ask_extension, clerk, doing.pk, version=None, days=days, reason="x")
        assert list(faults(ask)) == ["days"]
    assert list(faults(lambda: actions.ask_extension(clerk, doing.pk, version=None, days=1, reason=""))) == ["reason"]


def test_declined_the_node_stays(site: Site) -> None:
    task = site.task("doing")
    row = actions.ask_extension(site.actor("town_clerk"), task.pk, version=None, days=3, reason="x")
    decide(site, agree=False)
    row.refresh_from_db()
    assert (row.state, site.again(task).due) == (AskState.DECLINED, DUE)
    actions.ask_extension(site.actor("town_clerk"), task.pk, version=None, days=2, reason="再问")
    approvals.withdraw(site.actor("town_clerk"), Approval.objects.get(state=ApprovalState.ASKED).pk)
    assert [one.state for one in task.extensions.all()] == [AskState.DECLINED, AskState.DECLINED]


def test_the_approvers_own_delay_is_not_the_units(site: Site) -> None:
    """Asked in time, done within the new node, answered after both: not late."""
    task = site.task("doing")
    actions.ask_extension(site.actor("town_clerk", DUE), task.pk, version=None, days=3, reason="x")
    actions.report(site.actor("town_clerk", date(2026, 12, 10)), task.pk, Said(ReportKind.FINAL, "好了"), version=None)
    assert site.again(task).late == 2
    decide(site, day=date(2026, 12, 14))
    task = site.again(task)
    assert (task.late, task.due, task.reports.get().bound, task.state) == (0, NEW, NEW, "reported")


def test_an_answer_on_paper_counts_from_its_own_day(site: Site) -> None:
    task = site.task("doing")
    row = actions.ask_extension(site.actor("town_clerk"), task.pk, version=None, days=3, reason="x")
    paper = PaperDecision(True, world.DAY, "周启明", "社会工作部部长", "memo", "呈批件", "〔2026〕87号")
    approvals.register_offline(site.actor("lead_clerk", date(2026, 11, 26)), Approval.objects.get().pk, paper)
    row.refresh_from_db()
    assert (row.decided_on, row.decided_by, site.again(task).due) == (world.DAY, "周启明", NEW)


# --- adjustment -------------------------------------------------------------------------------------------------------


def test_core_content_changes_only_when_agreed(site: Site) -> None:
    task, clerk = site.task("doing"), site.actor("lead_clerk")
    wanted = {"title": "改名", "requirement": task.requirement, "standard": task.standard}
    same = wanted | {"title": task.title}
    assert list(faults(lambda: actions.ask_adjustment(clerk, task.pk, version=None, wanted=same, reason="x"))) == [""]
    assert list(faults(lambda: actions.ask_adjustment(clerk, task.pk, version=None, wanted=wanted, reason=""))) == [
        "reason"
    ]
    row = actions.ask_adjustment(clerk, task.pk, version=None, wanted=wanted, reason="会上改了")
    assert (row.before, row.after, site.again(task).title) == ({"title": task.title}, {"title": "改名"}, task.title)
    assert "正在等答复" in refused(
        lambda: actions.ask_adjustment(clerk, task.pk, version=None, wanted=wanted, reason="x")
    )
    decide(site)
    assert (site.again(task).title, site.again(task).initials) == ("改名", "gm")


def test_not_agreed_everything_stays(site: Site) -> None:
    task, clerk = site.task("doing"), site.actor("lead_clerk")
    wanted = {"title": "改名", "requirement": "x", "standard": "y"}
    actions.ask_adjustment(clerk, task.pk, version=None, wanted=wanted, reason="x")
    decide(site, agree=False)
    assert (site.again(task).title, task.adjustments.get().state) == (task.title, AskState.DECLINED)
    assert "不能调整" in refused(
        lambda: actions.ask_adjustment(clerk, site.task("closed").pk, version=None, wanted=wanted, reason="x")
    )
    assert "由交办单位" in refused(
        lambda: actions.ask_adjustment(site.actor("town_clerk"), task.pk, version=None, wanted=wanted, reason="x")
    )
    assert Task.objects.get(pk=task.pk).requirement == CONTENT.requirement
