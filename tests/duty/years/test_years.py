"""The year's list: days, the ready-made list, changes, and tasks made of it by one act."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.calls import client_of, text
from tests.duty.site_agenda import Site, get, page, send
from wuze.duty.years import actions, queries, rules
from wuze.duty.years.defaults import LINES
from wuze.duty.years.models import YearLine
from wuze.kernel.errors import Invalid, Refused, Stale
from wuze.kernel.web.request import FIELD, once_key
from wuze.kernel.workdays import CHINA
from wuze.ledger import actions as ledger
from wuze.ledger.models import Task
from wuze.ledger.queries import Unready, planned
from wuze.trail.models import Entry

CONTENT = actions.Content(
    title="半年调度", requirement="写半年情况。", standard="一页纸", audience=["town", "department"], start_month=12, start_day=1,
    due_month=12, due_day=27,
)  # fmt: skip
FORM = {
    "title": "半年调度", "requirement": "写", "standard": "一页纸", "audience": ["town"], "start_month": "7", "start_day": "1",
    "due_month": "7", "due_day": "16",
}  # fmt: skip


@pytest.fixture
def site() -> Site:
    return Site()


@given(st.integers(2024, 2030), st.integers(1, 12), st.integers(1, 31), st.booleans())
def test_a_node_is_a_working_day_not_later_than_written(year: int, month: int, day: int, after: bool) -> None:
    span = rules.span(year, (1, 1), (month, day), after=after)
    wanted = rules.on(year + after, month, day)
    assert CHINA.works(span.due)
    assert span.due <= wanted
    assert (span.due == wanted) != span.moved
    assert (wanted - span.due).days <= 10


def test_an_unannounced_year_is_said() -> None:
    assert rules.span(2026, (1, 1), (7, 16), after=False).confirmed
    assert not rules.span(2026, (11, 1), (2, 10), after=True).confirmed


@pytest.mark.parametrize(
    ("start", "due", "after", "fault"),
    [
        ((2, 30), (3, 1), False, "2月没有30日。"), ((3, 1), (4, 31), False, "4月没有31日。"), ((11, 1), (2, 10), True, ""),
        ((7, 2), (7, 1), False, "节点早于开始。节点在下一年的，勾上“节点在下一年”。"), ((7, 1), (7, 1), False, ""),
    ],
)  # fmt: skip
def test_days_that_do_not_follow(start: tuple[int, int], due: tuple[int, int], after: bool, fault: str) -> None:
    assert rules.days_fault(start, due, after=after) == fault


def test_the_ready_made_list_is_sound() -> None:
    assert [rules.days_fault(start, due, after=after) for *_, start, due, after in LINES] == [""] * len(LINES)
    assert len({line[0] for line in LINES}) == len(LINES)


# --- the list ---------------------------------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


def test_adopted_once_by_the_lead_office(site: Site) -> None:
    assert "用现成的一份" in text(get(site.users["lead_clerk"], "year"))
    assert "用现成的一份" not in text(get(site.users["town_clerk"], "year"))
    assert send(site.users["town_clerk"], "year-adopt").status_code == 403
    assert send(site.users["lead_clerk"], "year-adopt").status_code == 302
    assert YearLine.objects.count() == len(LINES)
    with pytest.raises(Refused, match="已经有了"):
        actions.adopt(site.actor("lead_head"))
    said = text(get(site.users["reader"], "year"))
    assert ("七一推优" in said, "未确认" in said) == (True, True)


def test_added_changed_dropped_on_screen(site: Site) -> None:
    clerk = site.users["lead_clerk"]
    assert send(clerk, "year-new", **FORM).status_code == 302
    row = YearLine.objects.get()
    assert (row.number, row.audience, row.due_day) == (1, ["town"], 16)
    bad = send(clerk, "year-edit", row.pk, **(FORM | {"due_day": "31", "due_month": "6", "version": "1"}))
    assert (bad.status_code, "6月没有31日。" in text(bad)) == (400, True)
    assert send(clerk, "year-edit", row.pk, **(FORM | {"title": "年中调度", "version": "1"})).status_code == 302
    assert send(clerk, "year-edit", row.pk, **(FORM | {"version": "1"})).status_code == 409
    assert send(clerk, "year-drop", row.pk, reason="并入督查", version="2").status_code == 302
    assert (get(clerk, "year-edit", row.pk).status_code, YearLine.objects.get().dropped) == (404, True)
    again = actions.add(site.actor("lead_clerk"), CONTENT)
    assert again.number == 2


def test_only_the_lead_office_changes_it(site: Site) -> None:
    row = actions.add(site.actor("lead_clerk"), CONTENT)
    with pytest.raises(Refused):
        actions.edit(site.actor("town_clerk"), row.pk, CONTENT, version=None)
    with pytest.raises(Stale):
        actions.drop(site.actor("lead_clerk"), row.pk, version=9, reason="x")
    assert list(queries.visible_to(site.actor("system_admin"))) == []


# --- made into tasks --------------------------------------------------------------------------------------------------


def test_one_act_makes_the_tasks_and_a_second_none(site: Site) -> None:
    row = actions.add(site.actor("lead_clerk"), CONTENT)
    done = ledger.issue_year(site.actor("lead_clerk"), 2026, [row.pk])
    found = [(task.lead, task.due, task.why_code, task.state) for task in Task.objects.order_by("lead__path")]
    node = date(2026, 12, 25)
    assert found == [
        (unit, node, "2026年第1项", "issued") for unit in (site.county.department, site.county.north, site.county.south)
    ]
    assert (done.lines, done.tasks) == (1, 3)
    entry = Entry.objects.get(code="ledger.year_issued")
    assert entry.after == {"lines": 1, "tasks": 3}
    with pytest.raises(Invalid, match="都已经交办过"):
        ledger.issue_year(site.actor("lead_clerk"), 2026, [row.pk])
    assert Task.objects.count() == 3


def test_a_unit_that_has_it_is_left_out_and_a_cancelled_one_is_asked_again(site: Site) -> None:
    row = actions.add(site.actor("lead_clerk"), CONTENT)
    clerk = site.actor("lead_clerk")
    ledger.issue_year(clerk, 2026, [row.pk])
    gone = Task.objects.get(lead=site.county.north)
    ledger.cancel(clerk, gone.pk, version=None, reason="发错")
    one = planned(clerk, 2026)[0]
    assert (list(one.fresh), one.there, one.unready) == ([site.county.north], 2, Unready.NO)
    next_year = planned(clerk, 2027)[0]
    assert (len(next_year.fresh), next_year.span.confirmed, next_year.code) == (3, False, "2027年第1项")


@pytest.mark.parametrize(
    ("days", "unready"),
    [((11, 23), Unready.PAST), ((11, 25), Unready.SHORT), ((12, 8), Unready.NO)],
)
def test_a_line_that_is_too_late_is_said_and_not_issued(site: Site, days: tuple[int, int], unready: Unready) -> None:
    values = {name: getattr(CONTENT, name) for name in actions.Content.__dataclass_fields__}
    values |= {"start_month": 11, "start_day": 1, "due_month": days[0], "due_day": days[1]}
    row = actions.add(site.actor("lead_clerk"), actions.Content(**values))
    clerk = site.actor("lead_clerk")
    assert planned(clerk, 2026)[0].unready == unready
    if unready:
        with pytest.raises(Invalid, match=unready.label):
            ledger.issue_year(clerk, 2026, [row.pk])
    assert Task.objects.count() == 0


def test_nothing_chosen_and_nobody_asked(site: Site) -> None:
    values = {name: getattr(CONTENT, name) for name in actions.Content.__dataclass_fields__} | {"audience": ["park"]}
    row = actions.add(site.actor("lead_clerk"), actions.Content(**values))
    clerk = site.actor("lead_clerk")
    assert planned(clerk, 2026)[0].unready == Unready.NOBODY
    with pytest.raises(Invalid, match="至少选一项"):
        ledger.issue_year(clerk, 2026, [])
    with pytest.raises(Invalid, match="没有新的"):
        ledger.issue_year(clerk, 2026, [row.pk])
    with pytest.raises(Refused):
        ledger.issue_year(site.actor("town_clerk"), 2026, [row.pk])


def test_the_page_previews_and_issues(site: Site) -> None:
    row = actions.add(site.actor("lead_clerk"), CONTENT)
    url, clerk = reverse("ledger:year"), site.users["lead_clerk"]
    client = client_of(clerk)
    said = page(clerk, url)
    assert ("3个单位" in said, "2026年12月25日" in said, "遇休息提前" in said) == (True, True, True)
    assert "未确认" in page(clerk, url, year="2027").split("未确认：")[0]
    assert "2026年12月25日" in page(clerk, url, year="1999")
    empty = client.post(url, {FIELD: once_key()})
    assert (empty.status_code, "请至少选一项。" in empty.content.decode()) == (400, True)
    assert client.post(url, {FIELD: once_key(), "line": str(row.pk)}).status_code == 302
    assert "都交办过了" in page(clerk, url)
    assert client_of(site.users["town_clerk"]).get(url).status_code == 403
    assert client_of(site.users["reader"]).get(url).status_code == 403
