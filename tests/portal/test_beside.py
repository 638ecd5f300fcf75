"""What stands beside the desk: collections, rounds, burden; what may be begun from it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests import world
from tests.assessment.rounds_site import Site as Rounds
from tests.ledger.site import CONTENT, Site
from tests.portal.making import client, counted
from wuze.accounts.values import Actor
from wuze.ledger import actions
from wuze.ledger.actions import Said
from wuze.ledger.enums import ReportKind
from wuze.ledger.models import Task
from wuze.portal import beside
from wuze.portal.beside import Panel
from wuze.registry.enums import UnitKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    return Site()


def of(actor: Actor, title: str) -> Panel | None:
    """The panel with this title."""
    return next((panel for panel in beside.panels(actor) if panel.title == title), None)


def test_a_collection_counts_who_is_back_and_goes_once_all_are(site: Site) -> None:
    clerk, county = site.actor("lead_clerk"), site.county
    actions.issue_many(clerk, [county.north.pk, county.south.pk], CONTENT)
    panel = of(clerk, "收表")
    assert panel is not None
    assert [(one.label, one.value, one.share, one.light) for one in panel.meters] == [
        (CONTENT.title, "0/2个单位", "0.0", None)
    ]
    finish(site, "town_clerk")
    panel = of(clerk, "收表")
    assert panel is not None
    assert [one.value for one in panel.meters] == ["1/2个单位"]
    late = of(site.actor("lead_clerk", world.DAY.replace(year=2027)), "收表")
    assert late is not None
    assert late.meters[0].light is not None
    assert late.meters[0].light.word == "1个超期"
    finish(site, "south_clerk")
    assert of(clerk, "收表") is None
    assert of(site.actor("town_clerk"), "收表") is None


def finish(site: Site, who: str) -> None:
    """This unit reports the matter done."""
    theirs = site.actor(who)
    task = Task.objects.get(lead__in=[held.unit for held in theirs.posts])
    actions.receive(theirs, task.pk, version=None)
    actions.report(theirs, task.pk, Said(ReportKind.FINAL, "办完了"), version=None)


def test_the_burden_stands_beside_the_ceiling(site: Site) -> None:
    head, clerk = site.actor("lead_head"), site.actor("lead_clerk")
    assert of(clerk, "今年向基层要的") is None
    actions.set_ceiling(head, kind=UnitKind.TOWN, most=2, since=world.DAY, basis="减负方案")
    site.task()
    site.task()
    panel = of(clerk, "今年向基层要的")
    assert panel is not None
    [meter] = panel.meters
    assert (meter.value, meter.share, meter.light and meter.light.word) == ("最多2/2项次", "100.0", "快到上限")
    assert of(site.actor("south_clerk"), "今年向基层要的") is None


def test_a_round_shows_how_far_it_is_until_it_is_settled() -> None:
    rounds = Rounds()
    row = rounds.collecting()
    clerk = rounds.actor("lead_clerk")
    panel = of(clerk, str(row))
    assert panel is not None
    assert [step.name for step in panel.steps if step.state == "now"] == ["收数据"]
    assert of(rounds.actor("town_clerk"), str(row)) is None


@pytest.mark.parametrize(
    ("who", "labels"),
    [("lead_clerk", ["立事项", "记一条"]), ("secretary", ["记一条", "提诉求"]), ("leader", [])],
)
def test_what_may_be_begun_from_the_desk(site: Site, who: str, labels: list[str]) -> None:
    assert [verb.label for verb in beside.verbs(site.actor(who))] == labels


def test_the_panels_are_a_page_and_a_fragment_at_a_constant_price(site: Site) -> None:
    clerk, county = site.actor("lead_clerk"), site.county
    browser = client(site.users["lead_clerk"])
    assert "现在没有在收的表" in browser.get("/beside/").content.decode()
    numbers, page = [], ""
    for number in range(3):
        actions.issue_many(clerk, [county.north.pk, county.south.pk], replace(CONTENT, title=f"表{number}"))
        with counted() as queries:
            page = browser.get("/beside/", headers={"HX-Request": "true"}).content.decode()
        numbers.append(len(queries))
    assert numbers[0] == numbers[2]
    assert page.count("0/2个单位") == 3
    assert "<html" not in page
