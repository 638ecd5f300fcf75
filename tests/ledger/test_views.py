"""Pages of the ledger: the owner's, a colleague's, an outsider's (404), read-only (403); bad input, stale, twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.calls import client_of, text
from tests.ledger.site import CONTENT, DUE, Site, get, send
from wuze.accounts.approvals import actions as decide
from wuze.accounts.approvals import queries as approvals
from wuze.accounts.enums import ApprovalVerb
from wuze.ledger import actions
from wuze.ledger.actions import Said
from wuze.ledger.enums import ReportKind
from wuze.ledger.models import Numbering, Report, Task
from wuze.ledger.views.verbs import WAYS
from wuze.portal import desk, search

pytestmark = pytest.mark.django_db
FORM = {
    "title": "新的一件", "why": "decision", "why_label": "纪要", "requirement": "逐户核实", "standard": "表一张", "term": "10",
    "due": "", "rhythm": "none", "why_code": "",
}  # fmt: skip
BEHALF = {"for_whom": "云峰茶业党支部", "paper_name": "电话记录", "paper_date": "2026-11-24", "paper_no": ""}


@pytest.fixture
def site() -> Site:
    return Site()


# --- the list ---------------------------------------------------------------------------------------------------------


def test_the_list_shows_only_what_is_seen_and_searches_by_initials(site: Site) -> None:
    site.task(title="两个覆盖核实")
    site.task(title="南边的事", lead=site.county.south)
    page = text(get(site.users["town_clerk"], "home"))
    assert ("两个覆盖核实" in page, "南边的事" in page) == (True, False)
    found = text(get(site.users["lead_clerk"], "home", q="lgfg"))
    assert ("两个覆盖核实" in found, "南边的事" in found) == (True, False)
    unit = text(get(site.users["lead_clerk"], "home", q="ltz"))
    assert ("两个覆盖核实" in unit, "南边的事" in unit) == (False, True)


def test_views_and_filters(site: Site) -> None:
    late = site.task(title="超期的事")
    Task.objects.filter(pk=late.pk).update(
        turn_due=date(2026, 11, 20), due=date(2026, 11, 20), issued_on=date(2026, 11, 2), late=2
    )
    site.task("reported", title="待审的事")
    site.draft(title="没有交办的事")
    names = ("超期的事", "待审的事", "没有交办的事")
    clerk = site.users["lead_clerk"]

    def shown(**terms: str) -> list[bool]:
        page = text(get(clerk, "home", **terms))
        return [name in page for name in names]

    assert shown() == [True, True, False]
    assert shown(view="late") == [True, False, False]
    assert shown(view="mine") == [False, True, True]
    assert shown(view="drafts") == [False, False, True]
    assert shown(view="all", light="amber") == [False, False, False]
    assert shown(view="all", mark="late") == [True, False, False]
    assert shown(view="all", mark="out") == [False, False, False]
    assert shown(view="all", why="decision", state="reported") == [False, True, False]
    assert shown(view="all", unit=site.county.south.path) == [False, False, False]
    assert "超期2天" in text(get(clerk, "home"))


def test_an_asked_extension_is_seen_in_the_list(site: Site) -> None:
    site.approver()
    task = site.task("doing")
    actions.ask_extension(site.actor("town_clerk"), task.pk, version=None, days=3, reason="x")
    assert "延期待批" in text(get(site.users["lead_clerk"], "home", mark="asked"))


def test_the_same_number_of_queries_for_one_and_for_three(site: Site) -> None:
    counts = []
    for number in (1, 2):
        for _ in range(number):
            site.task()
        client = client_of(site.users["lead_clerk"])
        client.get(reverse("ledger:home"))
        with CaptureQueriesContext(connection) as made:
            client.get(reverse("ledger:home"))
        counts.append(len(made))
    assert counts[0] == counts[1]


def test_export_of_what_is_seen_is_for_those_who_may(site: Site) -> None:
    site.task()
    assert get(site.users["lead_clerk"], "home", export="xlsx")["Content-Type"].endswith("sheet")
    assert get(site.users["secretary"], "home", export="xlsx").status_code == 403


def test_a_reminder_names_whose_turn_it_is_and_no_person(site: Site) -> None:
    mine, other, done = site.task(), site.task(lead=site.county.south), site.task("reported")
    rows = [str(task.pk) for task in (mine, other, done)] + ["x", "9" * 30]
    page = text(send(site.users["lead_clerk"], "reminder", row=rows))
    assert "云峰乡党委" in page
    assert "2个单位，2件" in page
    assert "1个单位，1件" in text(send(site.users["town_clerk"], "reminder", row=rows))


# --- one task ---------------------------------------------------------------------------------------------------------

STATES = ("draft", "issued", "doing", "reported", "returned", "done", "closed", "cancelled")


@pytest.mark.parametrize("state", STATES)
def test_one_task_in_every_state_for_everybody(site: Site, state: str) -> None:
    task = site.task(state)
    seen = {who: get(site.users[who], "task", task.pk).status_code for who in (
        "lead_clerk", "leader", "town_clerk", "secretary", "south_clerk", "system_admin",
    )}  # fmt: skip
    town = 404 if state == "draft" else 200
    assert seen == {
        "lead_clerk": 200, "leader": 200, "town_clerk": town, "secretary": 404, "south_clerk": 404, "system_admin": 403,
    }  # fmt: skip


VERBS = {
    "draft": ("交办", "改", "取消"), "issued": ("代录汇报", "签收", "报批调整", "定协办"), "doing": ("代录汇报", "报批调整"),
    "reported": ("认可，交核验", "退回补充"), "done": ("核验，销号",), "closed": ("重新办",), "cancelled": ("重新办",),
}  # fmt: skip


@pytest.mark.parametrize("state", VERBS)
def test_the_verbs_of_a_state_stand_on_its_page(site: Site, state: str) -> None:
    page = text(get(site.users["second_clerk"], "task", site.task(state).pk))
    assert [word for word in VERBS[state] if word not in page] == []


def test_dead_verbs_say_why(site: Site) -> None:
    page = text(get(site.users["town_clerk"], "task", site.task("done").pk))
    assert "自己办的事不能自己销号，要由办理单位以外的人核验。" in page
    assert "由交办单位县委社会工作部来办。" in page
    short = site.draft(term=2)
    page = text(get(site.users["lead_clerk"], "task", short.pk))
    assert "不足3个，要写理由报批" in page
    assert f"{short.pk}/urgent/" in page


def test_a_task_with_everything(site: Site) -> None:
    site.approver()
    task = site.task("doing", rhythm="month", requirement="第一行\n第二行")
    clerk, town = site.actor("lead_clerk"), site.actor("town_clerk")
    actions.assign(town, task.pk, post=site.county.north.posts.order_by("pk")[0].pk, version=None)
    row = actions.add_cooperator(
        clerk, task.pk, unit=site.county.department.pk, gives="年报名单", due=date(2026, 11, 25)
    )
    actions.add_cooperator(clerk, task.pk, unit=site.county.sector.pk, gives="意见", due=DUE)
    actions.hand_in(site.actor("department", date(2026, 11, 30)), row.pk, note="")
    actions.issue_many(town, [site.county.north_branch.pk], CONTENT, parent=task.pk)
    actions.report(town, task.pk, Said(ReportKind.HARD, "人不够", happened=date(2026, 11, 20)), version=None)
    actions.ask_extension(town, task.pk, version=None, days=2, reason="缺人")
    page = text(get(site.users["lead_clerk"], "task", task.pk))
    for words in (
        "年报名单",
        "迟3天",
        "共1件，已销号0件",
        "人不够",
        "11月20日的事",
        "答复",
        "延期在等",
        "缺人",
        "每月汇报一次",
        "累计",
    ):
        assert words in page, words
    verb = approvals.about("ledger.task", str(task.pk)).get()
    head = site.actor("lead_head")
    decide.decide(head, verb.pk, ApprovalVerb.APPROVE)
    assert "延期2个工作日" in text(get(site.users["lead_clerk"], "task", task.pk))


def test_facts_that_stay_are_said(site: Site) -> None:
    task = site.task("doing")
    day = date(2026, 12, 10)
    actions.report(site.actor("town_clerk", day), task.pk, Said(ReportKind.FINAL, "x"), version=None)
    actions.excuse(site.actor("lead_clerk", day), task.pk, version=None, reason="系统停了")
    Task.objects.filter(pk=task.pk).update(counted=False, short_why="省里急要")
    page = text(get(site.users["lead_clerk"], "task", task.pk))
    assert [words for words in ("系统停了", "省里急要", "迟2天", "不计入按时率") if words not in page] == []
    Task.objects.filter(pk=task.pk).update(due=date(2027, 6, 1))
    assert "未确认" in text(get(site.users["lead_clerk"], "task", task.pk))


def test_begun_anew_the_node_is_the_one_set_then(site: Site) -> None:
    task = site.task("closed")
    actions.reopen(site.actor("lead_clerk"), task.pk, version=None, reason="又有三户", due=date(2026, 12, 30))
    assert "重新办时定的：2026年12月30日。又有三户" in text(get(site.users["lead_clerk"], "task", task.pk))


def test_verbs_of_the_unit_itself(site: Site) -> None:
    page = text(get(site.users["town_clerk"], "task", site.task("doing", nil_ok=True).pk))
    assert [word for word in ("写汇报", "没有新情况", "申请延期", "定岗位", "分解下去") if word not in page] == []
    page = text(get(site.users["secretary"], "task", site.task("issued", site.county.north_branch).pk))
    assert ("签收" in page, "分解下去" in page) == (True, False)


def test_a_request_under_way_is_said(site: Site) -> None:
    task = site.draft(term=1)
    actions.ask_short(site.actor("lead_clerk"), task.pk, version=None, reason="急")
    page = text(get(site.users["lead_clerk"], "task", task.pk))
    assert ("时间紧的报批送签中" in page, "还没有定由谁批" in page) == (True, True)


def test_the_list_shows_what_is_not_counted_and_what_is_over(site: Site) -> None:
    task = site.task("closed", title="办完的事")
    Task.objects.filter(pk=task.pk).update(counted=False, excused=True)
    page = text(get(site.users["lead_clerk"], "home", view="closed"))
    assert [word for word in ("办完的事", "不计", "非本单位原因", "已销号") if word not in page] == []


def test_in_a_small_office_who_accepted_may_verify(site: Site) -> None:
    site.task("done", title="丙")
    assert "云峰乡党委：丙" in [line.title for line in desk.lines(site.small("lead_clerk"))]


def test_rows_say_what_they_are(site: Site) -> None:
    site.approver()
    task = site.task("doing")
    clerk, town = site.actor("lead_clerk"), site.actor("town_clerk")
    row = actions.add_cooperator(clerk, task.pk, unit=site.county.department.pk, gives="名单", due=DUE)
    report = actions.report(town, task.pk, Said(ReportKind.PROGRESS, "一半"), version=None)
    longer = actions.ask_extension(town, task.pk, version=None, days=3, reason="外地")
    wanted = {"title": "改名", "requirement": "x", "standard": "y"}
    other = actions.ask_adjustment(clerk, task.pk, version=None, wanted=wanted, reason="会上定")
    assert [str(one) for one in (row, report, longer, other, Numbering.objects.get(), task)] == [
        "县市场监管局：名单", "进展 2026-11-24", "2026-12-08 → 2026-12-11", "会上定", "2026", task.title,
    ]  # fmt: skip


def test_a_draft_with_a_term_has_a_planned_node(site: Site) -> None:
    assert "交办后10个工作日" in text(get(site.users["lead_clerk"], "task", site.draft().pk))


# --- verbs by form ----------------------------------------------------------------------------------------------------

ENTERED: dict[str, tuple[str, str, dict[str, str]]] = {
    "issue": ("draft", "lead_clerk", {}), "urgent": ("short", "lead_clerk", {"reason": "急"}),
    "receive": ("issued", "town_clerk", {}), "nil": ("doing", "town_clerk", {}),
    "report": ("doing", "town_clerk", {"kind": "final", "text": "办完了", "happened": "2026-11-24", "evidence": ""}),
    "accept": ("reported", "lead_clerk", {}), "return": ("reported", "lead_clerk", {"reason": "缺两户"}),
    "close": ("done", "second_clerk", {"how": "抽5户"}), "excuse": ("late", "lead_clerk", {"reason": "系统停了"}),
    "cancel": ("doing", "lead_clerk", {"reason": "并了"}), "reopen": ("closed", "lead_clerk", {"reason": "又有", "due": "2026-12-20"}),
    "extend": ("doing", "town_clerk", {"days": "3", "reason": "外地"}),
    "adjust": ("doing", "lead_clerk", {"title": "改名", "requirement": "x", "standard": "y", "reason": "会上定"}),
    "assign": ("doing", "town_clerk", {"post": "first"}),
    "cooperate": ("doing", "lead_clerk", {"unit": "department", "gives": "名单", "due": "2026-12-08"}),
}  # fmt: skip


def made(site: Site, state: str) -> Task:
    """A task in this state, or short of time, or late."""
    if state == "short":
        return site.draft(term=2)
    task = site.task("doing" if state == "late" else state)
    if state == "late":
        Task.objects.filter(pk=task.pk).update(late=2)
    return task


def keys(site: Site, task: Task, entered: dict[str, str]) -> dict[str, str]:
    """Numbers for what is named."""
    named = {"first": task.lead.posts.order_by("pk")[0].pk, "department": site.county.department.pk}
    return {name: str(named.get(value, value)) for name, value in entered.items()}


def test_every_verb_has_its_case() -> None:
    assert set(ENTERED) == set(WAYS)


@pytest.mark.parametrize("verb", ENTERED)
def test_each_verb_opens_acts_once_and_refuses_the_stale(site: Site, verb: str) -> None:
    site.approver()
    state, who, entered = ENTERED[verb]
    task = made(site, state)
    user, outsider = site.users[who], site.users["south_clerk"]
    assert get(user, "act", task.pk, verb).status_code == 200
    assert get(outsider, "act", task.pk, verb).status_code == 404
    assert get(site.users["leader"], "act", task.pk, verb).status_code == 403
    data = keys(site, task, entered)
    stale = send(user, "act", task.pk, verb, version=str(task.version + 1), **data)
    assert (stale.status_code, site.again(task).version) == (409, task.version)
    client = client_of(user)
    address = reverse("ledger:act", args=[task.pk, verb])
    for _ in range(2):
        answer = client.post(address, {"once": "same", "version": str(task.version), **data})
        assert (answer.status_code, answer.headers["Location"]) == (302, reverse("ledger:task", args=[task.pk]))
    assert site.again(task).version == task.version + 1


def test_whoever_closes_second_gets_their_words_back(site: Site) -> None:
    task = site.task("done")
    actions.close(site.actor("second_clerk"), task.pk, version=None, how="抽5户")
    answer = send(site.users["lead_head"], "act", task.pk, "close", version=str(task.version), how="看了两处现场")
    page = text(answer)
    assert (answer.status_code, "沈一帆核验" in page, "看了两处现场" in page) == (403, True, True)
    assert f'href="{reverse("ledger:task", args=[task.pk])}"' in page


@pytest.mark.parametrize("verb", [verb for verb, (_, _, entered) in ENTERED.items() if entered])
def test_an_empty_form_comes_back_with_its_faults(site: Site, verb: str) -> None:
    site.approver()
    state, who, _ = ENTERED[verb]
    task = made(site, state)
    answer = send(site.users[who], "act", task.pk, verb, version=str(task.version))
    assert (answer.status_code, "没有存上" in text(answer), site.again(task).version) == (400, True, task.version)


def test_no_such_verb(site: Site) -> None:
    assert get(site.users["lead_clerk"], "act", site.task().pk, "delete").status_code == 404


def test_entered_for_a_unit_from_a_paper(site: Site) -> None:
    task = site.task("issued", site.county.north_branch)
    clerk = site.users["town_clerk"]
    assert "云峰茶业党支部" in text(get(clerk, "act", task.pk, "receive"))
    assert send(clerk, "act", task.pk, "receive", **BEHALF).status_code == 302
    entered = {"kind": "progress", "text": "一半", "happened": "2026-11-24", "evidence": ""}
    assert send(clerk, "act", task.pk, "report", **entered).status_code == 400
    assert send(clerk, "act", task.pk, "report", **entered, **BEHALF).status_code == 302
    assert "代录" in text(get(clerk, "task", task.pk))
    assert Report.objects.get().on_behalf == "云峰茶业党支部"


def test_the_form_knows_why_it_was_opened(site: Site) -> None:
    task = site.task("doing", site.county.north_branch)
    page = text(get(site.users["secretary"], "act", task.pk, "report", kind="hard"))
    assert 'value="hard"' in page.split("checked")[0].rsplit("<input", 1)[1]
    assert (
        'value="final"'
        in text(get(site.users["secretary"], "act", task.pk, "report", kind="x"))
        .split("checked")[0]
        .rsplit("<input", 1)[1]
    )


def test_handing_in(site: Site) -> None:
    task = site.task()
    row = actions.add_cooperator(
        site.actor("lead_clerk"), task.pk, unit=site.county.department.pk, gives="名单", due=DUE
    )
    assert get(site.users["department"], "hand-in", row.pk).status_code == 200
    assert get(site.users["south_clerk"], "hand-in", row.pk).status_code == 404
    assert get(site.users["town_clerk"], "hand-in", row.pk).status_code == 403
    assert send(site.users["lead_clerk"], "hand-in", row.pk, note="x").status_code == 400
    assert send(site.users["department"], "hand-in", row.pk, note="x").status_code == 302
    row.refresh_from_db()
    assert row.note == "x"


def test_answering_a_difficulty(site: Site) -> None:
    task = site.task("doing")
    row = actions.report(site.actor("town_clerk"), task.pk, Said(ReportKind.HARD, "人不够"), version=None)
    assert "人不够" in text(get(site.users["lead_clerk"], "answer", row.pk))
    assert get(site.users["south_clerk"], "answer", row.pk).status_code == 404
    assert get(site.users["town_clerk"], "answer", row.pk).status_code == 403
    assert send(site.users["lead_clerk"], "answer", row.pk, answer="").status_code == 400
    assert send(site.users["lead_clerk"], "answer", row.pk, answer="借一人").status_code == 302
    assert "借一人" in text(get(site.users["town_clerk"], "task", task.pk))
    assert get(site.users["lead_clerk"], "answer", row.pk).status_code == 403


# --- setting up -------------------------------------------------------------------------------------------------------


def test_one_task_is_set_up_and_edited(site: Site) -> None:
    clerk, north = site.users["lead_clerk"], str(site.county.north.pk)
    assert "云峰茶业党支部" in text(get(clerk, "new", unit=north))
    assert send(clerk, "new", lead=north, **FORM | {"term": ""}).status_code == 400
    assert send(clerk, "new", lead="999999", **FORM).status_code == 400
    assert send(site.users["town_clerk"], "new", lead=str(site.county.south.pk), **FORM).status_code == 400
    answer = send(clerk, "new", lead=north, **FORM)
    task = Task.objects.get()
    assert answer.headers["Location"] == reverse("ledger:task", args=[task.pk])
    assert get(clerk, "edit", task.pk).status_code == 200
    assert send(clerk, "edit", task.pk, version="1", **FORM | {"title": "改了"}).status_code == 302
    stale = send(clerk, "edit", task.pk, version="1", **FORM | {"title": "又改"})
    assert (stale.status_code, "改了" in text(stale)) == (409, True)
    assert get(site.users["secretary"], "new").status_code == 403


def bulk(site: Site, who: str, query: str = "", **changed: Any) -> Any:
    """The form of many units."""
    client = client_of(site.users[who])
    data = FORM | {"scope": ["kind:town"], "once": str(changed)} | changed
    return client.post(f"{reverse('ledger:bulk')}{query}", data)


def test_many_units_with_a_preview(site: Site) -> None:
    assert "乡镇街道党（工）委（2个）" in text(get(site.users["lead_clerk"], "bulk"))
    preview = bulk(site, "lead_clerk")
    page = text(preview)
    assert (preview.status_code, "发给2个单位" in page, "云峰乡党委" in page, Task.objects.count()) == (
        200,
        True,
        True,
        0,
    )
    back = bulk(site, "lead_clerk", step="back")
    assert (back.status_code, "看一遍发给谁" in text(back)) == (200, True)
    done = bulk(site, "lead_clerk", step="issue", skip=[str(site.county.south.pk), "x"])
    assert (done.status_code, Task.objects.get().lead) == (302, site.county.north)
    assert "q=2026-0001" in done.headers["Location"]
    again = bulk(site, "lead_clerk", once="2")
    assert "另有1个单位已有同样的事" in text(again)
    assert "已有，不再发" in text(again)
    rest = bulk(site, "lead_clerk", step="issue", once="3")
    assert (rest.status_code, Task.objects.count()) == (302, 2)
    assert "不问两遍" in text(bulk(site, "lead_clerk", step="issue", once="4"))


def test_faults_come_before_the_preview(site: Site) -> None:
    short = bulk(site, "lead_clerk", term="1")
    assert (short.status_code, "至少留3个工作日" in text(short)) == (400, True)
    assert bulk(site, "lead_clerk", scope=["kind:nothing"]).status_code == 400
    assert bulk(site, "lead_clerk", scope=[]).status_code == 400
    assert bulk(site, "lead_clerk", title="").status_code == 400


def test_decomposed_from_the_page(site: Site) -> None:
    task = site.task("doing")
    query = f"?parent={task.pk}"
    assert "分解下去" in text(get(site.users["town_clerk"], "bulk", parent=str(task.pk)))
    assert get(site.users["south_clerk"], "bulk", parent=str(task.pk)).status_code == 404
    assert get(site.users["lead_clerk"], "bulk", parent=str(task.pk)).status_code == 403
    assert get(site.users["lead_clerk"], "bulk", parent="x").status_code == 200
    done = bulk(site, "town_clerk", query, scope=["party"], step="issue")
    assert (done.status_code, task.children.get().lead) == (302, site.county.north_branch)
    assert "分解下去的" in text(get(site.users["town_clerk"], "task", task.pk))


def test_who_has_nothing_below_is_told(site: Site) -> None:
    task = site.task("doing", site.county.department)
    assert "没有可以交办的下级单位" in text(get(site.users["department"], "bulk", parent=str(task.pk)))


# --- one unit's page, clocks, desk, search ----------------------------------------------------------------------------


def test_what_is_asked_of_a_secretary(site: Site) -> None:
    branch = site.county.north_branch
    site.task("issued", branch, title="先签收的")
    site.task("issued", branch, title="没有就点一下", nil_ok=True)
    site.task("doing", branch, title="每季报的", rhythm="quarter", term=25)
    site.task("returned", branch, title="退回来的")
    site.task("reported", branch, title="在等审核的")
    site.task(lead=site.county.south, title="南边的事")
    actions.add_cooperator(site.actor("lead_clerk"), site.task().pk, unit=branch.pk, gives="党员名单", due=DUE)
    page = text(get(site.users["secretary"], "mine"))
    for words in ("签收", "办不了", "没有新情况", "补充", "在等审核的", "党员名单", "交了", "要我做的"):
        assert words in page, words
    assert "南边的事" not in page
    Task.objects.filter(title="每季报的").update(report_due=date(2026, 11, 30))
    assert "没有新情况" in text(get(site.users["secretary"], "mine"))
    theirs = text(get(site.users["town_clerk"], "unit", branch.pk))
    assert ("先签收的" in theirs, "办不了" in theirs) == (True, False)
    assert get(site.users["south_clerk"], "unit", branch.pk).status_code == 404


def test_a_unit_without_anything(site: Site) -> None:
    assert "现在没有要办的事" in text(get(site.users["secretary"], "mine"))
    assert "现在没有要办的事" in text(get(site.users["reader"], "mine"))


def test_more_than_a_page_of_cards(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wuze.ledger.views.units.MOST_CARDS", 1)
    for _ in range(2):
        site.task(lead=site.county.north_branch)
    assert "先办前1件" in text(get(site.users["secretary"], "mine"))


def test_the_clocks_of_those_who_answer(site: Site) -> None:
    assert "还没有收到要答复的反馈" in text(get(site.users["lead_clerk"], "clock"))
    task = site.task("reported")
    Report.objects.filter(task=task).update(answer_due=date(2026, 11, 20))
    page = text(get(site.users["lead_clerk"], "clock"))
    assert ("县委社会工作部" in page, "1件" in page, "何敏</td>" in page) == (True, True, False)
    assert "县委社会工作部" not in text(get(site.users["south_clerk"], "clock")).split("<main")[1]


def titles(site: Site, who: str, kind: str = "mine") -> list[str]:
    """Lines of the desk."""
    return [line.title for line in desk.lines(site.actor(who)) if line.kind == kind]


def test_the_desk_says_what_waits_for_whom(site: Site) -> None:
    branch = site.county.north_branch
    site.task("issued", branch, title="甲")
    site.task("reported", branch, title="乙")
    done = site.task("done", branch, title="丙")
    hard = site.task("doing", branch, title="丁")
    actions.report(site.actor("secretary"), hard.pk, Said(ReportKind.HARD, "人不够"), version=None)
    actions.add_cooperator(site.actor("lead_clerk"), hard.pk, unit=site.county.department.pk, gives="名单", due=DUE)
    assert [one for one in titles(site, "secretary") if one in {"甲", "乙", "丙", "丁"}] == ["甲", "丁"]
    clerk = titles(site, "lead_clerk")
    assert [one in clerk for one in ("云峰茶业党支部：乙", "云峰茶业党支部办不了：丁", "云峰茶业党支部：丙")] == [
        True,
        True,
        False,
    ]
    assert "云峰茶业党支部：丙" in titles(site, "second_clerk")
    assert "名单（协办：丁）" in titles(site, "department")
    assert titles(site, "south_secretary") == []
    Task.objects.filter(pk=hard.pk).update(
        turn_due=date(2026, 11, 20), due=date(2026, 11, 20), issued_on=date(2026, 11, 2)
    )
    assert "云峰茶业党支部：丁" in titles(site, "lead_clerk", "waiting")
    assert "本单位超期，节点11月20日" in [line.late for line in desk.lines(site.actor("secretary"))]
    assert done.accepted_user == site.users["lead_clerk"].pk
    assert desk.lines(site.actor("leader"))[:0] == []
    assert get(site.users["secretary"], "home").status_code == 200


def test_a_periodic_report_that_is_near_is_said_everywhere(site: Site) -> None:
    task = site.task("doing", site.county.north_branch, title="每季报的", rhythm="quarter", term=25)
    Task.objects.filter(pk=task.pk).update(report_due=date(2026, 11, 25))
    assert "该汇报，剩1天" in text(get(site.users["secretary"], "mine"))
    line = next(line for line in desk.lines(site.actor("secretary")) if line.title == "每季报的")
    assert (line.due, line.detail) == (date(2026, 11, 25), "县委社会工作部交办，办理中，11月25日前汇报一次")
    assert "每季报的" in text(get(site.users["lead_clerk"], "home", mark="report"))


def test_the_search_finds_tasks_one_sees(site: Site) -> None:
    site.task(title="两个覆盖核实")
    for who, number in (("town_clerk", 1), ("south_clerk", 0)):
        groups = [group for group in search.groups(site.actor(who), ["lgfg"]) if group.key == "tasks"]
        assert sum(group.total for group in groups) == number


def test_the_past_of_a_task_is_for_those_who_see_it(site: Site) -> None:
    task = site.task()
    address = reverse("history", args=["ledger.task", str(task.pk)])
    assert "交办给云峰乡党委" in text(client_of(site.users["town_clerk"]).get(address))  # type: ignore[arg-type]  # the test client's own class
    assert client_of(site.users["south_clerk"]).get(address).status_code == 404


@pytest.mark.parametrize("who", ["lead_head", "lead_clerk", "department", "town_clerk", "secretary", "leader"])
def test_the_desk_is_made_with_ten_queries_at_most(site: Site, who: str) -> None:
    site.task()
    site.task("reported")
    actor = site.actor(who)
    with CaptureQueriesContext(connection) as made:
        desk.build(actor)
    assert len(made) <= 10, "\n".join(q["sql"][:130] for q in made.captured_queries)
