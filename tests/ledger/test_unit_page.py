"""One unit's page: numbers equal to the lists behind them, late stays late, nothing of others; the same for a dossier."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.calls import client_of, text
from tests.ledger.site import Site, get
from tests.registry.organisations.making import covers, organisation
from wuze.ledger import queries
from wuze.ledger.models import Task
from wuze.ledger.queries import looks

pytestmark = pytest.mark.django_db
BEFORE = date(2026, 11, 20)


@pytest.fixture
def site() -> Site:
    return Site()


def overdue(task: Task) -> Task:
    """Its day has passed."""
    Task.objects.filter(pk=task.pk).update(issued_on=date(2026, 11, 2), due=BEFORE, turn_due=BEFORE)
    return task


def late(task: Task) -> Task:
    """Done after its day."""
    Task.objects.filter(pk=task.pk).update(issued_on=date(2026, 11, 2), due=BEFORE, late=2)
    return task


def test_every_number_is_that_of_the_list_it_leads_to(site: Site) -> None:
    branch = site.county.north_branch
    site.task("doing", branch)
    overdue(site.task("doing", branch))
    overdue(site.task("reported", branch))
    late(site.task("closed", branch))
    site.task("closed", branch)
    reporting = site.task("doing", branch, rhythm="quarter", term=25)
    Task.objects.filter(pk=reporting.pk).update(report_due=date(2026, 11, 25))
    site.task("doing", site.county.south_branch)
    clerk = client_of(site.users["lead_clerk"])
    page = clerk.get(reverse("ledger:unit", args=[branch.pk])).content.decode()
    figures = re.findall(r"<dt>(.*?)</dt><dd><b><a href=\"(.*?)\">(.*?)</a></b>(?:<small>(.*?)</small>)?", page)
    assert [(label, value, more) for label, _, value, more in figures] == [
        ("未销号", "4件", ""), ("超期", "1件", ""), ("该汇报", "1件", ""), ("2026年按时率", "50.0%", "2/4"),
        ("2026年销号", "2件", "迟过1件"),
    ]  # fmt: skip
    totals = [
        re.search(r"共(\d+)件", clerk.get(unescape(where)).content.decode()).group(1)  # type: ignore[union-attr]  # every list says it
        for _, where, _, _ in figures
    ]
    assert totals == ["4", "1", "1", "4", "2"]


def test_late_stays_late_on_the_page(site: Site) -> None:
    branch = site.county.north_branch
    late(site.task("closed", branch, title="迟了才办的"))
    page = text(get(site.users["secretary"], "unit", branch.pk))
    done = page.split('aria-labelledby="s-done"')[1].split("</section>")[0]
    assert ("迟了才办的" in done, "迟2天" in done, "按时" in done) == (True, True, False)
    assert "去办" in page


def test_one_definition_of_overdue_in_list_units_and_reasons(site: Site) -> None:
    overdue(site.task("doing"))
    overdue(site.task("reported"))
    actor = site.actor("lead_clerk")
    listed = queries.visible_to(actor).filter(queries.overdue(actor.today)).count()
    by_unit = sum(unit.overdue_n for unit in looks.by_unit(actor))
    by_reason = sum(reason.overdue for reason in looks.by_reason(actor))
    assert (listed, by_unit, by_reason) == (1, 1, 1)
    page = text(get(site.users["lead_clerk"], "home"))
    assert ("超期 1" in page, "审核超时 1" in page, "超期：在责任单位手上" in page) == (True, True, True)
    assert "超期：在责任单位手上" in text(get(site.users["lead_clerk"], "by-unit"))
    assert "审核超时" not in text(get(site.users["secretary"], "home"))


def test_who_searches_a_draft_is_led_to_the_view_that_has_it(site: Site) -> None:
    site.draft(title="刚立的一件")
    page = unescape(text(get(site.users["lead_clerk"], "home", q="刚立的")))
    assert ("“未销号”里没有。" in page, "看“轮到我”里的1件" in page) == (True, True)
    assert "去掉全部条件" in text(get(site.users["lead_clerk"], "home", q="没有这件"))


def test_a_list_of_one_unit_is_for_whoever_sees_the_unit(site: Site) -> None:
    branch, other = site.county.north_branch, site.county.south_branch
    site.task("doing", branch, title="北边支部的事")
    site.task("doing", site.county.north, title="北镇自己的事")
    page = text(get(site.users["lead_clerk"], "home", lead=str(branch.pk)))
    assert ("北边支部的事" in page, "北镇自己的事" in page) == (True, False)
    unseen = text(get(site.users["town_clerk"], "home", lead=str(other.pk)))
    assert (other.name in unseen, "北镇自己的事" in unseen) == (False, True)
    assert "北镇自己的事" in text(get(site.users["town_clerk"], "home", lead="x" * 40))


def test_as_many_queries_for_three_as_for_one(site: Site) -> None:
    counts = []
    for number in (1, 2):
        for _ in range(number):
            site.task("doing", site.county.north_branch)
            site.task("closed", site.county.north_branch)
        client = client_of(site.users["lead_clerk"])
        client.get(reverse("ledger:home"))
        with CaptureQueriesContext(connection) as made:
            client.get(reverse("ledger:unit", args=[site.county.north_branch.pk]))
        counts.append(len(made))
    assert counts[0] == counts[1]


def test_a_dossier_says_who_acts_for_the_firm(site: Site) -> None:
    firm = organisation(site.county.north)
    covers(firm, site.county.north_branch)
    overdue(site.task("doing", site.county.north_branch))
    client = client_of(site.users["town_clerk"])
    where = reverse("ledger:of-organisation", args=[firm.pk])
    slot = client.get(where, headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in slot, "未销号1件" in slot, "超期1件" in slot) == (False, True, True)
    page = client.get(where).content.decode()
    assert ("<html" in page, "未销号1件" in page) == (True, True)
    assert where in client.get(reverse("registry:organisation", args=[firm.pk])).content.decode()
    assert client_of(site.users["south_clerk"]).get(where).status_code == 404
