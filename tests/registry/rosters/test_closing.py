"""What a roster lacks, closed from its page: which rows, which not, and what is left behind."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests import world
from tests.calls import Pages, text
from tests.excel.rosters.making import code
from tests.registry import site
from tests.registry.rosters.making import brought, firm, rows, table, towns, written
from tests.world import County
from wuze.registry.enums import Status
from wuze.registry.models import Apart, Organisation, Roster, RosterRow, Standing
from wuze.registry.organisations import queries as organisations
from wuze.registry.organisations.actions import ask_removal
from wuze.trail.catalogue import sentence
from wuze.trail.models import Entry
from wuze.trail.queries import history

pytestmark = pytest.mark.django_db
_pages = Pages("rosters")
get, post = _pages.get, _pages.send


@pytest.fixture
def county() -> County:
    """The test county on its day."""
    site.frozen()
    return world.county()


def lacking(county: County) -> tuple[Roster, Organisation, Organisation]:
    """A town's roster that names one of three; the other two are answered."""
    north, south = towns()
    firm("云峰甲社", north, 1)
    first, second = firm("云峰乙社", north, 2), firm("云峰丙社", north, 3)
    firm("柳塘社", south, 4)
    sheet = table(["云峰甲社", code(1), "云峰乡", "小微企业", 5, 0])
    return brought(world.actor(county.users["town_clerk"]), ("a.xlsx", {"a": sheet}), region=north), first, second


def gone(roster: Roster) -> list[RosterRow]:
    """Its rows that the table lacks."""
    return [row for row in rows(roster) if row.outcome == "gone"]


def entry(roster: Roster, **more: Any) -> dict[str, Any]:
    """What the form sends."""
    roster.refresh_from_db()
    values = {
        "which": "all",
        "since": "2026-11-20",
        "reason": "与注销公告逐家对过",
        "source": "2026年第三季度公告",
        "seen": "on",
    }
    return {**values, "version": roster.version, **more}


def test_the_rows_chosen_are_closed_after_one_more_look(county: County) -> None:
    clerk, (roster, first, second) = county.users["town_clerk"], lacking(county)
    row = next(one for one in gone(roster) if one.organisation_id == first.pk)
    page = text(post(clerk, "close", roster.pk, row=[row.pk]))
    assert ("勾选的1家" in page, "表里没有的2家，全部" in page, "云峰丙社" in page) == (True, True, False)
    assert post(clerk, "close", roster.pk, row=[row.pk], **entry(roster, which="chosen")).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, first.version, second.status) == (Status.CLOSED, 2, Status.OPERATING)
    stood = Standing.objects.get(organisation=first, until=None)
    assert (str(stood.since), stood.reason, stood.source) == ("2026-11-20", "与注销公告逐家对过", "2026年第三季度公告")
    said = history("registry.organisation", str(first.pk)).first()
    assert said is not None
    assert sentence(said) == (
        f"{said.who_name}按两新组织名册（云峰乡）里没有的办注销1家，自2026年11月20日起，理由：与注销公告逐家对过"
    )
    page = text(get(clerk, "one", roster.pk))
    assert ("办了注销" in page, "表里没有的1家不会自己变" in page) == (True, True)


def test_all_of_them_after_it_was_written(county: County) -> None:
    clerk, (roster, first, second) = county.users["town_clerk"], lacking(county)
    written(world.actor(clerk), roster)
    assert post(clerk, "close", roster.pk, **entry(roster)).status_code == 302
    assert {one.status for one in Organisation.objects.filter(pk__in=(first.pk, second.pk))} == {Status.CLOSED}
    assert Organisation.objects.exclude(pk__in=(first.pk, second.pk)).filter(status=Status.CLOSED).count() == 0
    page = text(get(clerk, "one", roster.pk))
    assert "表里没有，办了注销</th><td>2</td>" in page
    assert "没有要办的了" in text(get(clerk, "close", roster.pk))


def test_what_its_own_page_forbids_is_left(county: County) -> None:
    clerk, (roster, first, second) = county.users["town_clerk"], lacking(county)
    ask_removal(world.actor(clerk), first.pk, "zombie", version=1, reason="没有人")
    Standing.objects.filter(organisation=second).update(since=world.DAY)
    page = text(post(clerk, "close", roster.pk, **entry(roster)))
    assert ("这些都办不了注销" in page, "与注销公告逐家对过" in page) == (True, True)
    Standing.objects.filter(organisation=second).update(since=world.LONG_AGO)
    answer = post(clerk, "close", roster.pk, **entry(roster))
    assert answer.headers["Location"] == f"{reverse('rosters:one', args=[roster.pk])}?view=gone"
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == (Status.OPERATING, Status.CLOSED)


def test_faults_and_stale_pages_close_nothing(county: County) -> None:
    clerk, (roster, first, _) = county.users["town_clerk"], lacking(county)
    before = Entry.objects.count()
    late = (world.DAY + timedelta(days=1)).isoformat()
    for more, status in (({"since": late}, 400), ({"reason": ""}, 400), ({"seen": ""}, 400), ({"version": 9}, 409)):
        assert post(clerk, "close", roster.pk, **entry(roster, **more)).status_code == status
    first.refresh_from_db()
    assert first.status == Status.OPERATING
    assert Entry.objects.filter(code="registry.roster_closed").count() == 0
    assert Entry.objects.count() >= before
    post(clerk, "drop", roster.pk)
    assert get(clerk, "close", roster.pk).status_code == 403


def test_nobody_else_closes_from_it(county: County) -> None:
    roster, *_ = lacking(county)
    for who in ("south_clerk", "lead_clerk"):
        assert get(county.users[who], "close", roster.pk).status_code == 404
    assert get(county.users["leader"], "close", roster.pk).status_code == 403


def test_another_one_of_the_same_name_is_not_asked_about_again(county: County) -> None:
    clerk = county.users["lead_clerk"]
    north, _ = towns()
    near = firm("青岚县恒晟精密机械有限公司", north)
    sheet = table(["恒晟精密机械厂", None, "云峰乡", "小微企业", 5, 0])
    roster = brought(world.actor(clerk), ("a.xlsx", {"a": sheet}))
    post(clerk, "settle", roster.pk, "new", row=[str(rows(roster)[0].pk)])
    roster.refresh_from_db()
    post(clerk, "apply", roster.pk, version=roster.version)
    made = Organisation.objects.get(name="恒晟精密机械厂")
    assert list(Apart.objects.values_list("first", "second")) == [(near.pk, made.pk)]
    assert organisations.duplicates(world.actor(clerk), 9) == ([], 0)
