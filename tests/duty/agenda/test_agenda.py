"""议题, decisions, major problems: verbs, who sees what, pages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests import world
from tests.calls import client_of, text
from tests.duty.site_agenda import DUE, Site, get, page, send
from wuze.duty.agenda import actions, policy, queries, rules, states
from wuze.duty.agenda.enums import AgendaState, ProblemState
from wuze.duty.agenda.models import Agenda, MajorProblem
from wuze.kernel.errors import Invalid, Refused, Stale
from wuze.ledger import actions as ledger
from wuze.ledger.models import Task
from wuze.portal.history import label_of
from wuze.portal.lines import asked_together
from wuze.portal.providers import agenda as provider
from wuze.trail.models import Entry
from wuze.trail.queries import history

BEFORE = world.DAY - timedelta(days=5)


@pytest.fixture
def site() -> Site:
    return Site()


# --- rules and tables -------------------------------------------------------------------------------------------------


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)))
def test_a_day_is_either_plannable_or_past(day: date) -> None:
    assert (rules.day_fault(day, world.DAY) == "") == (world.DAY <= day <= world.DAY + timedelta(days=rules.LONGEST))
    assert (rules.held_fault(day, world.DAY) == "") == (day <= world.DAY)


def test_every_state_and_verb_is_in_the_tables_or_refused() -> None:
    assert {state for state, _ in states.AGENDA} == set(AgendaState)
    assert {state for state, _ in states.PROBLEM} == set(ProblemState)
    assert rules.code(2026, 3) == "2026议03"


# --- verbs ------------------------------------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


def test_from_plan_to_decision(site: Site) -> None:
    row = site.held(site.county.north, site.county.south)
    lines = [(one.line, one.code, one.basis) for one in row.decisions.select_related("agenda")]
    assert lines == [
        (1, f"{row.code}-1", "县委常委会会议〔2026〕14号第1条"),
        (2, f"{row.code}-2", "县委常委会会议〔2026〕14号第2条"),
    ]
    codes = list(Entry.objects.filter(code__startswith="duty.").order_by("pk").values_list("code", flat=True))
    assert codes == ["duty.agenda_planned", "duty.agenda_held", "duty.decided", "duty.decided"]


def test_put_off_and_dropped_with_a_reason(site: Site) -> None:
    row, keeper = site.planned(), site.actor("lead_clerk")
    actions.move(keeper, row.pk, version=1, day=DUE, reason="书记出差")
    actions.drop(keeper, row.pk, version=2, reason="并入年终总结")
    row.refresh_from_db()
    assert (row.state, row.day, row.why, row.version) == (AgendaState.DROPPED, DUE, "并入年终总结", 3)
    with pytest.raises(Refused):
        actions.hold(keeper, row.pk, version=None, day=world.DAY, number="x")
    actions.move(keeper, row.pk, version=None, day=DUE, reason="还是要研究")
    row.refresh_from_db()
    assert row.state == AgendaState.PLANNED


def test_days_that_cannot_be(site: Site) -> None:
    keeper, row = site.actor("lead_clerk"), site.planned()
    with pytest.raises(Invalid, match="已经过了"):
        actions.plan(keeper, title="x", meeting="会", day=BEFORE, study=False)
    with pytest.raises(Invalid, match="不能晚于今天"):
        actions.hold(keeper, row.pk, version=None, day=DUE, number="1号")
    held = site.held()
    with pytest.raises(Invalid, match="不能早于"):
        actions.decide(keeper, held.pk, version=None, text="x", unit=site.county.north.pk, due=BEFORE)
    assert held.decisions.count() == 0


def test_only_the_lead_office_keeps_it_and_a_stale_form_is_told(site: Site) -> None:
    row = site.planned()
    with pytest.raises(Refused):
        actions.hold(site.actor("town_clerk"), row.pk, version=None, day=world.DAY, number="1号")
    with pytest.raises(Stale):
        actions.hold(site.actor("lead_clerk"), row.pk, version=7, day=world.DAY, number="1号")
    assert Agenda.objects.get().state == AgendaState.PLANNED


def test_a_problem_taken_closed_reopened(site: Site) -> None:
    row = site.problem(site.county.north)
    actions.take(site.actor("town_clerk"), row.pk, version=1, note="逐户核")
    with pytest.raises(Refused):
        actions.close(site.actor("town_clerk"), row.pk, version=None, note="好了")
    actions.close(site.actor("lead_clerk"), row.pk, version=2, note="抽看过")
    row.refresh_from_db()
    assert (row.state, row.closed_on, row.note) == (ProblemState.CLOSED, world.DAY, "抽看过")
    later = DUE + timedelta(days=30)
    actions.reopen(site.actor("lead_head"), row.pk, version=3, reason="又出现", due=later)
    row.refresh_from_db()
    assert (row.state, row.closed_on, row.due, row.closed_by) == (ProblemState.IN_HAND, None, later, "")


def test_the_lead_office_does_not_declare_its_own_problem_solved(site: Site) -> None:
    row = site.problem(site.county.lead)
    refusal = policy.why_not_problem("close", site.actor("lead_clerk"), row)
    assert refusal is not None
    assert refusal.code == "agenda.own_problem"
    assert policy.why_not_problem("close", site.small("lead_clerk"), row) is None


# --- who sees what ----------------------------------------------------------------------------------------------------


def test_a_town_sees_its_own_decision_and_no_other(site: Site) -> None:
    row = site.held(site.county.north, site.county.south)
    other = site.held(site.county.south)
    north = site.actor("town_clerk")
    assert list(queries.visible_to(north)) == [row]
    assert [one.unit for one in queries.decisions(north)] == [site.county.north]
    assert set(queries.visible_to(site.actor("leader"))) == {row, other}
    assert not queries.visible_to(site.actor("sector_clerk")).exists()
    said = text(get(site.users["town_clerk"], "agenda", row.pk))
    assert ("云峰乡党委的一条" in said, "柳塘镇党委的一条" in said) == (True, False)
    assert get(site.users["town_clerk"], "agenda", other.pk).status_code == 404


def test_problems_are_for_the_county_and_the_owner(site: Site) -> None:
    row = site.problem(site.county.north)
    answers = {
        who: get(site.users[who], "problem", row.pk).status_code
        for who in ("leader", "lead_clerk", "town_clerk", "south_clerk", "reader", "sector_clerk")
    }
    assert answers == {
        "leader": 200, "lead_clerk": 200, "town_clerk": 200, "south_clerk": 404, "reader": 404, "sector_clerk": 404,
    }  # fmt: skip


def test_the_past_of_a_unit_does_not_tell_what_was_decided_for_it(site: Site) -> None:
    site.held(site.county.north)
    site.problem(site.county.north)
    assert not history("registry.unit", str(site.county.north.pk)).exists()


# --- pages ------------------------------------------------------------------------------------------------------------


def test_the_list_says_how_the_regular_study_stands(site: Site) -> None:
    site.held(study=True, title="一季度研究")
    site.planned(day=BEFORE, study=True, title="三季度研究")
    site.planned(day=DUE, study=True, title="四季度研究")
    said = text(get(site.users["lead_clerk"], "agendas"))
    assert "2026年定期研究安排3次，已研究1次，<b>过期没研究1次</b>。" in said
    assert "下一次12月8日（周二）" in said
    found = text(get(site.users["lead_clerk"], "agendas", view="all", q="sjdyj"))
    assert ("三季度研究" in found, "一季度研究" in found.split("wz-table")[-1]) == (True, False)
    late = text(get(site.users["lead_clerk"], "agendas", view="late")).split("wz-table")[-1]
    assert ("三季度研究" in late, "四季度研究" in late) == (True, False)
    assert "定期研究安排" not in text(get(site.users["town_clerk"], "agendas"))


@pytest.mark.parametrize("name", ["agendas", "problems"])
def test_the_same_number_of_queries_for_one_and_for_three(site: Site, name: str) -> None:
    counts = []
    for number in (1, 2):
        for _ in range(number):
            site.held(site.county.north)
            site.problem(site.county.north)
        client = client_of(site.users["lead_clerk"])
        client.get(reverse(f"duty:{name}"))
        with CaptureQueriesContext(connection) as made:
            client.get(reverse(f"duty:{name}"))
        counts.append(len(made))
    assert counts[0] == counts[1]


def test_planned_on_screen_with_another_meeting(site: Site) -> None:
    clerk = site.users["lead_clerk"]
    form = {"title": "新议题", "meeting": "别的", "other": "书记专题会", "day": "2026-12-08", "study": "on"}
    assert send(clerk, "agenda-new", **form).status_code == 302
    row = Agenda.objects.get()
    assert (row.meeting, row.study, row.day) == ("书记专题会", True, DUE)
    assert "书记专题会" in text(get(clerk, "agenda-new"))
    assert "请写是哪个会" in text(send(clerk, "agenda-new", **(form | {"other": ""})))
    bad = send(clerk, "agenda-new", **(form | {"day": "2026-11-01"}))
    assert (bad.status_code, "新议题" in text(bad)) == (400, True)
    assert get(site.users["town_clerk"], "agenda-new").status_code == 403


def test_verbs_on_screen(site: Site) -> None:
    clerk, row = site.users["lead_clerk"], site.planned()
    held = {"day": "2026-11-24", "number": "〔2026〕14号", "version": "1"}
    assert send(clerk, "agenda-act", row.pk, "hold", **held).status_code == 302
    stale = {"text": "逐户核实", "unit": str(site.county.north.pk), "due": "2026-12-08", "version": "1"}
    answer = send(clerk, "agenda-act", row.pk, "decide", **stale)
    assert (answer.status_code, "逐户核实" in text(answer)) == (409, True)
    assert send(clerk, "agenda-act", row.pk, "decide", **(stale | {"version": "2"})).status_code == 302
    assert get(clerk, "agenda-act", row.pk, "nothing").status_code == 404
    assert get(clerk, "agenda-act", row.pk, "hold").status_code == 403
    said = text(get(clerk, "agenda", row.pk))
    assert ("逐户核实" in said, "交办</a>" in said) == (True, True)
    assert get(site.users["town_clerk"], "agenda-act", row.pk, "decide").status_code == 403
    assert get(site.users["leader"], "agenda-act", row.pk, "decide").status_code == 403


def test_problem_pages(site: Site) -> None:
    clerk, row = site.users["lead_clerk"], site.held()
    form = {"title": "底数不清", "text": "两次对不上", "unit": str(site.county.north.pk), "due": "2026-12-08"}
    url = f"{reverse('duty:problem-new')}?agenda={row.pk}"
    assert "由议题" in page(clerk, url)
    assert send(clerk, "problem-new", **form).status_code == 302
    problem = MajorProblem.objects.get()
    town = site.users["town_clerk"]
    assert send(town, "problem-act", problem.pk, "take", note="逐站点核", version="1").status_code == 302
    assert get(town, "problem-act", problem.pk, "close").status_code == 403
    assert get(town, "problem-act", problem.pk, "nothing").status_code == 404
    assert "轮到我：处理" in text(get(town, "problem", problem.pk))
    assert "底数不清" in text(get(clerk, "problems"))


# --- entered afterwards, corrected ------------------------------------------------------------------------------------


def test_a_meeting_of_the_past_is_entered_with_its_own_day_and_marked(site: Site) -> None:
    clerk = site.users["lead_clerk"]
    form = {"title": "研究过的", "meeting": "县委常委会会议", "day": "2026-03-09", "number": ""}
    answer = send(clerk, "agenda-new", **form)
    assert (answer.status_code, "2026年3月9日已经过了：开过的，把当时的纪要号填上" in text(answer)) == (400, True)
    assert send(clerk, "agenda-new", **form | {"number": "〔2026〕3号"}).status_code == 302
    row = Agenda.objects.get()
    assert (row.state, row.day, row.code, row.late_entry) == (AgendaState.HELD, date(2026, 3, 9), "2026议01", True)
    assert "补登，11月24日录" in text(get(clerk, "agenda", row.pk))
    assert Entry.objects.order_by("-pk")[0].code == "duty.agenda_entered"
    coming = form | {"day": "2026-12-09", "number": "〔2026〕9号"}
    assert "还没有开的会没有纪要号" in text(send(clerk, "agenda-new", **coming))
    assert (site.held().late_entry, site.planned().late_entry) == (False, False)


def test_a_decision_is_corrected_with_a_reason_that_stays(site: Site) -> None:
    line = site.line(site.county.north)
    clerk, version = site.users["lead_clerk"], line.agenda.version
    where = f"{reverse('duty:agenda-act', args=[line.agenda_id, 'correct'])}?line=1"
    assert where in text(get(clerk, "agenda", line.agenda_id))
    assert line.text in page(clerk, where)
    form = {
        "line": "1",
        "text": "改成这样",
        "unit": str(site.county.south.pk),
        "due": "2026-12-11",
        "reason": "录错单位",
    }
    same = form | {"text": line.text, "unit": str(line.unit_id), "due": DUE.isoformat()}
    assert "没有改动" in text(send(clerk, "agenda-act", line.agenda_id, "correct", version=str(version), **same))
    done = send(clerk, "agenda-act", line.agenda_id, "correct", version=str(version), **form)
    line.refresh_from_db()
    assert (done.status_code, line.text, line.unit_id, line.due) == (
        302,
        "改成这样",
        site.county.south.pk,
        date(2026, 12, 11),
    )
    entry = history("duty.agenda", str(line.agenda_id)).first()
    assert entry is not None
    assert (entry.code, (entry.before or {})["text"], (entry.after or {})["reason"]) == (
        "duty.decision_corrected",
        "云峰乡党委的一条",
        "录错单位",
    )
    stale = send(clerk, "agenda-act", line.agenda_id, "correct", version=str(version), **form | {"text": "再改"})
    assert stale.status_code == 409
    with pytest.raises(Refused):
        actions.correct(
            site.actor("town_clerk"),
            line.agenda_id,
            version=None,
            line=1,
            text="x",
            unit=line.unit_id,
            due=DUE,
            reason="x",
        )


# --- tasks of a decision ----------------------------------------------------------------------------------------------


def test_a_decision_becomes_a_task_and_the_page_shows_it(site: Site) -> None:
    line = site.line(site.county.north)
    clerk = site.users["lead_clerk"]
    slot = reverse("ledger:of-agenda", args=[line.agenda_id])
    assert "还没有交办：第1条" in page(clerk, slot)
    said = page(clerk, f"{reverse('ledger:new')}?decision={line.pk}")
    assert (line.code in said, "云峰乡党委的一条" in said, "2026-12-08" in said) == (True, True, True)
    content = ledger.Content("核实", "decision", line.basis, "逐户", "表", due=DUE, why_code=line.code)
    task = ledger.set_up(site.actor("lead_clerk"), site.county.north.pk, content)
    ledger.issue(site.actor("lead_clerk"), task.pk, version=None)
    shown = page(clerk, slot)
    assert ("核实" in shown, "还没有交办" in shown) == (True, False)
    assert client_of(site.users["south_clerk"]).get(slot).status_code == 404
    assert Task.objects.get().why_code == line.code


def test_another_s_decision_prefills_nothing(site: Site) -> None:
    line = site.line(site.county.south)
    said = page(site.users["town_clerk"], f"{reverse('ledger:new')}?decision={line.pk}")
    assert line.code not in said


# --- desk and search --------------------------------------------------------------------------------------------------


def test_desk_lines(site: Site) -> None:
    row = site.planned(day=BEFORE, study=True)
    problem = site.problem(site.county.north)
    assert [one.title for one in asked_together(site.actor("lead_clerk"), [provider.meetings], ())] == [row.title]
    assert asked_together(site.actor("town_clerk"), [provider.meetings], ()) == []
    kinds = {
        who: [one.kind for one in asked_together(site.actor(who), [provider.problems], ())]
        for who in ("lead_clerk", "town_clerk", "south_clerk", "reader")
    }
    assert kinds == {"lead_clerk": ["waiting"], "town_clerk": ["mine"], "south_clerk": [], "reader": []}
    assert str(problem) in asked_together(site.actor("town_clerk"), [provider.problems], ())[0].title


def test_search_and_history_follow_what_is_seen(site: Site) -> None:
    row, problem = site.held(site.county.south, title="青年骨干"), site.problem(site.county.south, "底数不清")
    for who, found in (("lead_clerk", 1), ("south_clerk", 1), ("town_clerk", 0)):
        actor = site.actor(who)
        assert provider.agendas_found(actor, ("qngg",)).rows.count() == found
        assert provider.problems_found(actor, ("底数",)).rows.count() == found
        assert label_of(actor, "duty.problem", str(problem.pk)) == (str(problem) if found else None)
    past = [label_of(site.actor(who), "duty.agenda", str(row.pk)) for who in ("leader", "south_clerk")]
    assert past == ["青年骨干", None]
