"""Burden: item-times by office, the ceiling, what was given already; reminders; other ways to look at the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests import world
from tests.calls import text
from tests.ledger.site import CONTENT, Site, get, send
from tests.ledger.test_actions import faults, refused
from wuze.ledger import actions, months, rules
from wuze.ledger.enums import Rhythm
from wuze.ledger.models import Ceiling, Digest, SavedView, Task
from wuze.ledger.queries import burden, looks
from wuze.registry.enums import UnitKind

pytestmark = pytest.mark.django_db
DAY = world.DAY


@pytest.fixture
def site() -> Site:
    return Site()


def limit(site: Site, most: int, kind: str = UnitKind.TOWN) -> Ceiling:
    """A ceiling from today on."""
    return actions.set_ceiling(site.actor("lead_head"), kind=kind, most=most, since=DAY, basis="减负方案")


# --- the ceiling ------------------------------------------------------------------------------------------------------


@given(st.dates(date(2026, 1, 5), date(2026, 12, 1)), st.integers(0, 380))
def test_the_more_often_the_heavier(issued: date, days: int) -> None:
    due = date.fromordinal(issued.toordinal() + days)
    once, quarters, each = (rules.times(rhythm, issued, due) for rhythm in (Rhythm.NONE, Rhythm.QUARTER, Rhythm.MONTH))
    assert (once, once <= quarters <= each <= 1 + days // 28 + 1) == (1, True)


def test_burden_is_items_times_reports_and_fixed_at_issue(site: Site) -> None:
    task = site.task(items=3, rhythm=Rhythm.MONTH, term=None, due=date(2027, 1, 29))
    assert task.burden == 3 * 3
    own = site.task(lead=site.county.north, who="town_clerk", items=5)
    assert own.burden == 0


def test_over_the_ceiling_needs_approval_and_with_it_is_counted_all_the_same(site: Site) -> None:
    site.approver()
    limit(site, 5)
    site.task(items=4)
    draft = site.draft(items=2)
    sentence = "今年已向云峰乡党委要过4项次，加上这件2项次，超过上限5项次，要写理由报批。"
    assert refused(lambda: actions.issue(site.actor("lead_clerk"), draft.pk, version=None)) == sentence
    actions.ask_short(site.actor("lead_clerk"), draft.pk, version=None, reason="省里要")
    Task.objects.filter(pk=draft.pk).update(approval="approved")
    issued = actions.issue(site.actor("lead_clerk"), draft.pk, version=None)
    assert (issued.counted, issued.burden) == (True, 2)


def test_the_ceiling_is_each_offices_own_and_holds_for_its_kind_alone(site: Site) -> None:
    limit(site, 5)
    site.task(items=4)
    other = site.draft(lead=site.county.south, items=5)
    assert burden.over_fault(other, DAY) == ""
    branch = site.draft(lead=site.county.north_branch, items=99)
    assert burden.over_fault(branch, DAY) == ""


def test_a_bulk_act_takes_nobody_over_the_ceiling(site: Site) -> None:
    limit(site, 5)
    site.task(items=4)
    content = replace(CONTENT, items=2)
    units = [site.county.north.pk, site.county.south.pk]
    found = faults(lambda: actions.issue_many(site.actor("lead_clerk"), units, content))
    assert list(found) == ["items"]
    assert found["items"].startswith("云峰乡党委共1个单位会超过负担上限。")
    assert actions.issue_many(site.actor("lead_clerk"), units[1:], content).issued == 1


def test_what_was_given_this_year_is_not_asked_again(site: Site) -> None:
    task = site.task("closed", title="报空白点名单")
    found = faults(lambda: site.draft(title="报空白点名单"))
    assert found == {"title": f"云峰乡党委今年已经报过这件事（{task.code}，已销号），直接用，不再问。"}
    assert site.draft(lead=site.county.south, title="报空白点名单").pk > task.pk


def test_who_sets_a_ceiling_and_from_when(site: Site) -> None:
    no = refused(lambda: actions.set_ceiling(site.actor("town_clerk"), kind="town", most=5, since=DAY, basis="x"))
    assert no == "负担上限由牵头机关定。"
    bad = faults(
        lambda: actions.set_ceiling(site.actor("lead_head"), kind="town", most=0, since=date(2026, 11, 23), basis=" ")
    )
    assert list(bad) == ["most", "since", "basis"]
    limit(site, 5)
    limits = burden.ceilings(DAY), burden.ceilings(date(2026, 11, 23))
    assert ([row.most for row in limits[0].values()], limits[1]) == ([5], {})


def test_the_meter_of_an_office_is_seen_by_it_and_by_the_lead_office(site: Site) -> None:
    limit(site, 5)
    Task.objects.filter(pk=site.task(items=5).pk).update(burden=6)
    site.task(lead=site.county.north_branch, who="town_clerk", items=2)
    rows = burden.meters(site.actor("lead_clerk"), 2026)
    assert [(row.office, row.units, row.total, row.most, row.over, row.ceiling) for row in rows] == [
        ("县委社会工作部", 1, 6, 6, 1, 5), ("云峰乡党委", 1, 2, 2, 0, None),
    ]  # fmt: skip
    assert [row.office for row in burden.meters(site.actor("town_clerk"), 2026)] == ["云峰乡党委"]
    assert burden.meters(site.actor("south_clerk"), 2026) == []
    assert "1个超过" in text(get(site.users["lead_clerk"], "burden"))


# --- reminders --------------------------------------------------------------------------------------------------------


def test_one_reminder_a_unit_and_day_and_only_on_working_days(site: Site) -> None:
    Task.objects.filter(pk=site.task(title="快到的事").pk).update(turn_due=DAY)
    Task.objects.filter(pk=site.task(title="超期的事").pk).update(turn_due=date(2026, 11, 20))
    site.task(title="不急的事")
    assert (actions.remind(DAY), actions.remind(DAY), actions.remind(date(2026, 11, 28))) == (1, 0, 0)
    row = Digest.objects.get()
    assert [(line["title"], line["words"]) for line in row.lines] == [("超期的事", "超期2天"), ("快到的事", "今天到期")]
    assert row.unit == site.county.north


def test_reminders_are_read_by_their_own_unit(site: Site) -> None:
    Task.objects.filter(pk=site.task(title="快到的事").pk).update(turn_due=DAY)
    actions.remind(DAY)
    page = text(get(site.users["town_clerk"], "reminders"))
    assert "快到的事" in page
    assert "快到的事" not in text(get(site.users["south_clerk"], "reminders"))


# --- other ways to look -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["board", "calendar", "by-unit", "by-reason", "burden"])
def test_each_shows_only_what_is_seen_with_as_many_queries_for_many_as_for_one(site: Site, name: str) -> None:
    site.task(title="南边的事", lead=site.county.south, why_label="南边的依据")

    def made() -> int:
        with CaptureQueriesContext(connection) as found:
            page = text(get(site.users["town_clerk"], name, month="2026-12"))
        assert "南边" not in page
        return len(found)

    site.task(title="北边的事", why_label="北边的依据")
    first = made()
    site.task(title="北边又一件", why_label="另一个依据")
    site.task(lead=site.county.north_branch, title="支部的事")
    assert made() == first


def test_what_stands_where(site: Site) -> None:
    site.task("doing", title="在办的事", due=DAY.replace(month=12, day=8), term=None)
    clerk = site.actor("lead_clerk")
    assert looks.in_states(clerk) == {"doing": 1}
    assert [(row.label, row.total, row.open, row.overdue, row.closed) for row in looks.by_reason(clerk)] == [
        ("常委会纪要第3条", 1, 1, 0, 0)
    ]
    unit = looks.by_unit(clerk).get()
    assert (str(unit), unit.open_n, unit.overdue_n, unit.closed_n) == ("云峰乡党委", 1, 0, 0)
    user = site.users["lead_clerk"]
    page = text(get(user, "calendar", month="2026-12"))
    assert ("在办的事" in page, "在办的事" in text(get(user, "calendar"))) == (True, False)
    assert "在办的事" in text(get(user, "board"))


@pytest.mark.parametrize("asked", ["", "x", "2026-13", "99999-1", "2026-0", "²-1", "-"])
def test_a_senseless_month_is_this_one(asked: str) -> None:
    assert months.month_of(asked, DAY).first == date(2026, 11, 1)


@given(st.dates(date(2001, 1, 1), date(2099, 12, 1)))
def test_a_month_follows_a_month(day: date) -> None:
    month = months.month_of(f"{day:%Y-%m}", DAY)
    assert (month.first <= day < month.after, months.month_of(month.next, DAY).before) == (True, f"{day:%Y-%m}")
    assert all(len(week) == 7 for week in months.weeks(month, [], DAY))


# --- own views --------------------------------------------------------------------------------------------------------


def test_a_view_is_ones_own(site: Site) -> None:
    user, other = site.users["town_clerk"], site.users["lead_clerk"]
    actions.save_view(site.actor("town_clerk"), name="我的超期", query="view=late")
    row = SavedView.objects.get()
    assert ("我的超期" in text(get(user, "home")), "我的超期" in text(get(other, "home"))) == (True, False)
    assert send(other, "view-drop", row.pk).status_code == 404
    assert send(user, "view-drop", row.pk).status_code == 302
    assert SavedView.objects.count() == 0


def test_names_and_number_of_views(site: Site) -> None:
    actor = site.actor("town_clerk")
    assert list(faults(lambda: actions.save_view(actor, name=" ", query=""))) == ["name"]
    for number in range(12):
        actions.save_view(actor, name=f"第{number}个", query="")
    assert "最多存12个" in faults(lambda: actions.save_view(actor, name="多的", query=""))["name"]
    assert actions.save_view(actor, name="第3个", query="view=all").query == "view=all"


def test_a_reminder_as_a_picture(site: Site) -> None:
    task, other = site.task(title="催的事"), site.task(title="南边的事", lead=site.county.south)
    clerk = site.users["lead_clerk"]
    assert "存为图片" in text(send(clerk, "reminder", row=[task.pk]))
    answer = send(clerk, "reminder-image", row=[task.pk])
    assert (answer.status_code, answer["Content-Type"], answer.content[:4]) == (200, "image/png", b"\x89PNG")
    assert answer["Content-Disposition"].startswith("attachment; ")
    unseen = send(site.users["town_clerk"], "reminder", row=[other.pk])
    assert "南边的事" not in text(unseen)
