"""Rounds and schemes together: what a person bound is what fills, a what-if on a computed round, pages that agree."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from tests.assessment.making import other_office
from tests.assessment.rounds_site import SCHEME, Site, edition, get
from tests.assessment.schemes_making import get as open_scheme
from tests.assessment.schemes_making import send as send_scheme
from tests.calls import client_of, text
from wuze.assessment.rounds import actions, computing, lent, queries
from wuze.assessment.rounds.models import Round
from wuze.assessment.rounds.pages.facts import bound as shown
from wuze.assessment.schemes import whatif
from wuze.assessment.schemes.actions import trials
from wuze.assessment.schemes.models import PastResult, SchemeTrial
from wuze.scoring.tables import Table

pytestmark = pytest.mark.django_db
ACTORS = ("lead_clerk", "town_clerk", "secretary", "south_secretary", "department", "leader", "reader")


@pytest.fixture
def site() -> Site:
    return Site()


# --- where data come from ---------------------------------------------------------------------------------------------


def renamed(name: str, origin: str = "") -> dict[str, Table]:
    """The scheme whose second data item has a name and a 来源 of its own."""
    tables = dict(SCHEME)
    indicators = tables["指标"]
    at = indicators.columns.index("数据项")
    rows = tuple((*row[:at], name if row[at] == "任期已到届" else row[at], *row[at + 1 :]) for row in indicators.rows)
    tables["指标"] = Table("指标", indicators.columns, rows)
    items = tables["数据项"]
    tables["数据项"] = Table("数据项", items.columns, (items.rows[0], ("D2", name, "是否", None, origin)))
    return tables


@pytest.mark.parametrize(
    ("name", "origin", "bindings", "filled", "says"),
    [
        ("任期已到届", "", {}, True, "系统：名录"),
        ("该换届没换", "任期已到届", {}, True, "系统：名录"),
        ("该换届没换", "", {}, False, "表或平时记录"),
        ("该换届没换", "", {"D2": {"from": "provider", "what": "任期已到届"}}, True, "系统里取：任期已到届"),
        ("任期已到届", "", {"D2": {"from": "people", "what": "县委组织部"}}, False, "由县委组织部填"),
        ("该换届没换", "任期已到届", {"D2": {"from": "excel", "what": ""}}, False, "Excel导入"),
        ("任期已到届", "", {"D2": {"from": "provider", "what": "党员数"}}, False, "系统里取：党员数"),
        ("任期已到届", "", {"D1": {"from": "people", "what": "县委组织部"}}, True, "系统：名录"),
    ],
)
def test_what_a_person_bound_fills_and_only_else_the_name(
    site: Site, name: str, origin: str, bindings: dict[str, dict[str, str]], filled: bool, says: str
) -> None:
    site.edition = edition(site.county, renamed(name, origin), bindings=bindings, number=2)
    row = site.collecting()
    pool = queries.gathered(site.again(row), world.DAY)
    assert ["D2" in one.values for one in pool.known.values()] == [filled] * 3
    assert [one.source for one in shown(site.again(row)) if one.name == name] == [says]


def test_one_item_of_the_system_fills_every_data_item_bound_to_it(site: Site) -> None:
    tables = dict(SCHEME)
    items = tables["数据项"]
    tables["数据项"] = Table("数据项", items.columns, (*items.rows, ("D3", "班子到届", "是否", None, None)))
    bindings = {"D3": {"from": "provider", "what": "任期已到届"}}
    site.edition = edition(site.county, tables, bindings=bindings, number=2)
    pool = queries.gathered(site.again(site.collecting()), world.DAY)
    values = [[one.values[name][0].fact.value for name in ("D2", "D3")] for one in pool.known.values()]
    assert values == [[False, False], [True, True], [False, False]]


def test_whoever_the_edition_names_is_asked_for_what_is_missing(site: Site) -> None:
    site.edition = edition(site.county, bindings={"D1": {"from": "people", "what": "县委组织部"}}, number=2)
    row = site.collecting()
    run = site.compute(row)
    assert {one["name"]: one["origin"] for one in run.missing}["学习次数"] == "县委组织部"


# --- what-ifs ---------------------------------------------------------------------------------------------------------


def begun(site: Site, row: Round) -> SchemeTrial:
    """A what-if begun from the round's page."""
    clerk = site.users["lead_clerk"]
    address = lent.trial_url(site.actor("lead_clerk"), row)
    assert address in text(get(clerk, "one", row.pk))
    chosen = f"{lent.KIND}:{row.calculation}"
    assert f'value="{chosen}" selected' in client_of(clerk).get(address).content.decode()
    assert send_scheme(clerk, "trial-new", row.edition_id, source=chosen).status_code == 302
    return SchemeTrial.objects.select_related("edition").get()


def test_a_what_if_on_a_round_computes_what_the_round_has(site: Site) -> None:
    row = site.computed()
    trial = begun(site, row)
    assert (trial.subjects, trial.source_label) == (3, "2026年度两新党组织考核 第1次测算，3个")
    run = queries.calculation_of(row)
    assert run is not None
    assert computing.unequal(whatif.base_of(trial).results, list(queries.with_all(run))) == []


def test_a_what_if_keeps_its_facts_when_the_round_is_computed_again(site: Site) -> None:
    row = site.computed()
    trial = begun(site, row)
    before = [one.total for one in whatif.base_of(trial).results.subjects]
    site.fed(row, learnt=(1, 1, 1))
    site.compute(row)
    assert site.again(row).calculation != row.calculation
    whatif._memory.clear()  # as after a restart: the facts are read again
    assert [one.total for one in whatif.base_of(trial).results.subjects] == before


def test_who_moves_is_told_and_the_round_stays(site: Site) -> None:
    row = site.computed()
    points = {name: one.points for name, one in site.results(row).items()}
    trial = begun(site, row)
    typed = {("等次", 0, "最低分"): "99"}
    trials.change(site.actor("lead_clerk"), trial.pk, typed, version=None)
    outcome = whatif.outcome(SchemeTrial.objects.select_related("edition").get())
    assert outcome.comparison is not None
    assert outcome.comparison.grades[0][0] == "优秀"
    assert outcome.comparison.grades[0][1] > outcome.comparison.grades[0][2]
    assert open_scheme(site.users["lead_clerk"], "trial", trial.pk).status_code == 200
    assert {name: one.points for name, one in site.results(row).items()} == points


def test_nobody_else_gets_a_rounds_facts(site: Site) -> None:
    row = site.fed_back()
    site.users["other"] = other_office(site.county)
    found = {who: lent.offered(site.actor(who), row.edition_id) for who in (*ACTORS, "other")}
    assert [who for who, offers in found.items() if offers] == ["lead_clerk"]
    assert {who for who in (*ACTORS, "other") if lent.trial_url(site.actor(who), row)} == {"lead_clerk"}
    pages = {who: get(site.users[who], "one", row.pk) for who in (*ACTORS, "other")}
    assert [who for who, page in pages.items() if "试算：改了" in text(page)] == ["lead_clerk"]
    assert (
        send_scheme(site.users["other"], "trial-new", row.edition_id, source=f"round:{row.calculation}").status_code
        == 403
    )
    mine = edition(site.county, number=2)
    sent = send_scheme(site.users["lead_clerk"], "trial-new", mine.pk, source=f"round:{row.calculation}")
    assert (sent.status_code, SchemeTrial.objects.count()) == (400, 0)


def test_before_it_is_computed_there_is_no_what_if(site: Site) -> None:
    row = site.collecting()
    assert lent.offered(site.actor("lead_clerk"), row.edition_id) == []
    assert "试算：改了" not in text(get(site.users["lead_clerk"], "one", row.pk))


# --- the edition's page, the unit's page, 考责 -------------------------------------------------------------------------


def test_an_editions_page_lists_the_rounds_each_may_see(site: Site) -> None:
    row = site.computed()
    site.users["other"] = other_office(site.county)
    link = f'href="{reverse("rounds:one", args=[row.pk])}"'

    def seen() -> list[str]:
        pages = {
            who: open_scheme(site.users[who], "one", row.edition_id)
            for who in ("lead_clerk", "secretary", "department", "leader", "inspector", "other")
        }
        assert {page.status_code for page in pages.values()} == {200}
        return [who for who, page in pages.items() if link in text(page)]

    assert seen() == ["lead_clerk"]
    Round.objects.update(state="fed_back")
    assert seen() == ["lead_clerk", "secretary", "leader"]


def test_a_units_years_hold_settled_rounds_beside_imported_ones(site: Site) -> None:
    unit = site.county.north_branch
    PastResult.objects.create(
        unit=unit, title="去年考核", year=2025, grade="合格", file="去年.xlsx", cell="A2", by="何敏", at=world.NOW
    )
    row = site.fed_back()
    assert "本系统，点得开" not in text(open_scheme(site.users["lead_clerk"], "past-unit", unit.pk))
    Round.objects.update(state="settled")
    one = site.result(row)
    link = f'href="{reverse("rounds:card", args=[one.pk])}"'
    for who in ("lead_clerk", "leader", "town_clerk", "secretary"):
        page = text(open_scheme(site.users[who], "past-unit", unit.pk))
        assert (page.count(link), "去年.xlsx" in page, f">{one.total}<" in page) == (1, True, True)
    for who in ("south_secretary", "department", "inspector", "reader"):
        assert open_scheme(site.users[who], "past-unit", unit.pk).status_code == 404
        assert lent.settled(site.actor(who), unit) == []


def test_a_units_years_ask_as_often_for_three_rounds_as_for_one(site: Site) -> None:
    clerk, unit = site.actor("lead_clerk"), site.county.north_branch
    site.fed_back()
    Round.objects.update(state="settled")
    with CaptureQueriesContext(
        connection,
    ) as first:
        assert len(lent.settled(clerk, unit)) == 1
    for _ in range(2):
        site.fed_back()
    Round.objects.update(state="settled")
    with CaptureQueriesContext(connection) as last:
        assert len(lent.settled(clerk, unit)) == 3
    assert len(first) == len(last)


def home(site: Site, who: str) -> str:
    """What 考责 says to somebody."""
    return client_of(site.users[who]).get(reverse("assessment:home")).content.decode()


def test_the_home_page_shows_open_rounds_with_their_state(site: Site) -> None:
    assert "没有在办的轮次" in home(site, "lead_clerk")
    row = site.computed()
    link = f'href="{reverse("rounds:one", args=[row.pk])}"'
    page = home(site, "lead_clerk")
    assert (link in page, "已测算" in page) == (True, True)
    assert [link in home(site, who) for who in ("secretary", "department", "leader")] == [False, False, False]
    Round.objects.update(state="fed_back")
    assert [link in home(site, who) for who in ("secretary", "department", "leader")] == [True, False, True]
    Round.objects.update(state="settled")
    assert link not in home(site, "lead_clerk")


@pytest.mark.parametrize("who", ["lead_clerk", "secretary", "leader", "inspector"])
def test_every_way_from_the_home_page_opens(site: Site, who: str) -> None:
    site.fed_back()
    client, page = client_of(site.users[who]), home(site, who)
    body = page.split("<h1>考责</h1>")[1].split("</main>")[0]
    links = set(re.findall(r'<a [^>]*href="([^"#]+)', body))
    assert links
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


@pytest.mark.parametrize("name", ["rounds:home", "assessment:mine", "schemes:list", "schemes:past"])
def test_crumbs_lead_to_the_home_page(site: Site, name: str) -> None:
    page = client_of(site.users["lead_clerk"]).get(reverse(name)).content.decode()
    assert f'<p class="wz-crumb"><a href="{reverse("assessment:home")}">考责</a></p>' in page


def test_a_settled_round_leads_to_its_correction_and_both_stand_on_the_edition(site: Site) -> None:
    row = site.settled()
    made = actions.correct(site.actor("lead_clerk"), row.pk, version=None, reason="学习次数记错")
    page = text(get(site.users["lead_clerk"], "one", row.pk))
    assert f'href="{reverse("rounds:one", args=[made.pk])}">看更正' in page
    uses = lent.using(site.actor("lead_clerk"), row.edition)
    assert [(one.title, one.state) for one in uses] == [(str(made), "收数据"), (str(row), "已定案")]
