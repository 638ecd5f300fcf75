"""One matter to many units; decomposition by affiliation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import world
from tests.ledger.site import CONTENT, DUE, Site
from tests.ledger.test_actions import faults, refused
from wuze.ledger import actions, queries, scopes
from wuze.ledger.models import Task
from wuze.registry.enums import UnitKind
from wuze.registry.models import Unit
from wuze.trail.models import Entry
from wuze.trail.queries import history

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    return Site()


def test_many_at_once_is_one_act(site: Site) -> None:
    county = site.county
    before = Entry.objects.count()
    done = actions.issue_many(
        site.actor("lead_clerk"), [county.north.pk, county.south.pk, county.north_branch.pk], CONTENT
    )
    rows = list(Task.objects.order_by("code").values_list("code", "lead__name", "state", "due", "group"))
    assert rows == [
        ("2026-0001-01", "云峰乡党委", "issued", DUE, "2026-0001"), ("2026-0001-02", "云峰茶业党支部", "issued", DUE, "2026-0001"),
        ("2026-0001-03", "柳塘镇党委", "issued", DUE, "2026-0001"),
    ]  # fmt: skip
    assert (done.group, done.issued, done.skipped, Entry.objects.count()) == ("2026-0001", 3, 0, before + 1)
    task = Task.objects.get(lead=county.north_branch)
    assert task.post == county.north_branch.posts.get()
    assert history("ledger.task", str(task.pk))[0].code == "ledger.issued_many"


def test_who_has_it_already_is_left_out(site: Site) -> None:
    county, clerk = site.county, site.actor("lead_clerk")
    actions.issue_many(clerk, [county.north.pk], CONTENT)
    done = actions.issue_many(clerk, [county.north.pk, county.south.pk], CONTENT)
    assert (done.issued, done.skipped, Task.objects.filter(lead=county.north).count()) == (1, 1, 1)
    assert "不问两遍" in faults(lambda: actions.issue_many(clerk, [county.north.pk], CONTENT))["title"]


def test_all_faults_at_once_and_nothing_written(site: Site) -> None:
    clerk = site.actor("lead_clerk")
    assert list(faults(lambda: actions.issue_many(clerk, [], replace(CONTENT, term=None)))) == ["due", "scope"]
    one = [site.county.north_branch.pk]
    assert list(faults(lambda: actions.issue_many(clerk, one, replace(CONTENT, rhythm="month")))) == ["rhythm"]
    assert "至少留3个工作日" in faults(lambda: actions.issue_many(clerk, one, replace(CONTENT, term=2)))["term"]
    soon = replace(CONTENT, term=None, due=date(2026, 11, 25))
    assert list(faults(lambda: actions.issue_many(clerk, one, soon))) == ["due"]
    assert Task.objects.count() == 0


def test_no_more_than_so_many(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wuze.ledger.actions.bulk.MOST", 1)
    two = [site.county.north.pk, site.county.south.pk]
    assert "一次最多1个单位" in faults(lambda: actions.issue_many(site.actor("lead_clerk"), two, CONTENT))["scope"]


def test_one_unit_that_may_not_be_asked_stops_all(site: Site) -> None:
    units = [site.county.north_branch.pk, site.county.south_branch.pk]
    assert "不隶属您的单位" in refused(lambda: actions.issue_many(site.actor("town_clerk"), units, CONTENT))
    assert "由各单位的经办" in refused(lambda: actions.issue_many(site.actor("secretary"), units[:1], CONTENT))
    assert Task.objects.count() == 0


def test_decomposed_by_whoever_leads_it(site: Site) -> None:
    whole = site.task("doing")
    town = site.actor("town_clerk")
    done = actions.issue_many(town, [site.county.north_branch.pk], CONTENT, parent=whole.pk)
    part = Task.objects.get(group=done.group)
    assert (part.parent, part.issuer) == (whole, site.county.north)
    assert queries.rolled_up(whole, world.DAY) == queries.Parts(1, 0, 0, 0)
    assert queries.rolled_up(whole, date(2026, 12, 9)) == queries.Parts(1, 0, 1, 0)
    assert "由云峰乡党委的经办" in refused(
        lambda: actions.issue_many(site.actor("lead_clerk"), [site.county.north_branch.pk], CONTENT, parent=whole.pk)
    )


def test_as_many_queries_for_forty_as_for_four(site: Site) -> None:
    for number in range(44):
        world.unit(f"第{number}党支部", UnitKind.PARTY, parent=site.county.north)
    units = list(Unit.objects.filter(name__startswith="第").order_by("path").values_list("pk", flat=True))
    counts = []
    for title, some in (("甲", units[:4]), ("乙", units[4:])):
        with CaptureQueriesContext(
            connection,
        ) as made:
            actions.issue_many(site.actor("lead_clerk"), some, replace(CONTENT, title=title))
        counts.append(len(made))
    assert counts[1] <= counts[0] + 2  # more rows than one statement of SQLite takes


def test_groups_that_can_be_ticked(site: Site) -> None:
    units = list(queries.may_issue_to(site.actor("lead_clerk")).order_by("path"))
    offered = dict(scopes.scopes(units))
    assert list(offered.values()) == [
        "乡镇街道党（工）委（2个）", "行业党委（1个）", "部门（1个）", "全部两新党组织（3个）", "云峰乡党委所属党组织（1个）",
        "柳塘镇党委所属党组织（1个）", "律师行业党委所属党组织（1个）",
    ]  # fmt: skip
    below = next(value for value, label in offered.items() if label.startswith("云峰乡"))
    chosen = scopes.chosen(units, ["kind:town", below])
    assert [str(unit) for unit in chosen] == ["云峰乡党委", "云峰茶业党支部", "柳塘镇党委"]
    assert len(scopes.chosen(units, ["party"])) == 3
    heads = [head for head, _ in scopes.grouped(units)]
    assert "云峰乡党委所属" in heads
    assert scopes.grouped([site.county.north_branch]) == [
        ("上级所属", [(site.county.north_branch.pk, "云峰茶业党支部")])
    ]
