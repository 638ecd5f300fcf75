"""Who sees which tasks: every unit has some that another must not see."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests import world
from tests.ledger.site import DUE, Site
from wuze.accounts.approvals import actions as approvals
from wuze.accounts.enums import ApprovalVerb, Role
from wuze.accounts.models import Approval, Grant
from wuze.accounts.values import Actor
from wuze.kernel.web.components import Light
from wuze.ledger import actions, facts, handover, queries, rules, tables
from wuze.ledger.actions import Said
from wuze.ledger.enums import ReportKind, Standing
from wuze.ledger.models import Task
from wuze.registry.models import Unit
from wuze.scoring.exact import div
from wuze.scoring.facts import Fact

pytestmark = pytest.mark.django_db
LATE = date(2026, 12, 10)


@pytest.fixture
def site() -> Site:
    made = Site()
    made.tasks = {  # type: ignore[attr-defined]  # only here
        "north": made.task(lead=made.county.north), "south": made.task(lead=made.county.south),
        "north_branch": made.task(lead=made.county.north_branch, who="town_clerk"),
        "south_branch": made.task(lead=made.county.south_branch), "draft": made.draft(made.county.north),
        "own_draft": made.draft(made.county.north_branch, "town_clerk"),
    }  # fmt: skip
    return made


def seen(site: Site, actor: Actor) -> list[str]:
    """Names of the tasks this actor sees."""
    found = set(queries.visible_to(actor).values_list("pk", flat=True))
    return [name for name, task in site.tasks.items() if task.pk in found]  # type: ignore[attr-defined]  # as above


ALL = ["north", "south", "north_branch", "south_branch", "draft", "own_draft"]
SEES = {
    "lead_clerk": ALL, "lead_head": ALL, "leader": ALL, "town_clerk": ["north", "north_branch", "own_draft"],
    "town_head": ["north", "north_branch", "own_draft"], "south_clerk": ["south", "south_branch"],
    "secretary": ["north_branch"], "south_secretary": ["south_branch"], "department": ["south_branch"],
    "sector_clerk": [], "system_admin": [], "security_admin": [], "audit_admin": [],
}  # fmt: skip


@pytest.mark.parametrize("who", SEES)
def test_who_sees_what(site: Site, who: str) -> None:
    assert seen(site, site.actor(who)) == SEES[who]


def test_a_reader_by_post_sees_its_own_unit_and_one_by_grant_the_county(site: Site) -> None:
    own = [name for name in ALL if name not in {"own_draft", "north_branch"}]
    assert seen(site, site.actor("reader")) == own  # the lead office has issued them
    user = world.account(world.person("调研员"))
    Grant.objects.create(
        user=user,
        role=Role.READER,
        since=world.LONG_AGO,
        reason="x",
        proposed_by="甲",
        confirmed_by="乙",
        confirmed_at=world.NOW,
    )
    assert seen(site, world.actor(user)) == ALL
    assert seen(site, world.actor(world.account(world.person("无岗位")))) == []


def test_who_helps_sees_the_task_and_nothing_else(site: Site) -> None:
    north = site.tasks["north"]  # type: ignore[attr-defined]  # as above
    row = actions.add_cooperator(site.actor("lead_clerk"), north.pk, unit=site.county.sector.pk, gives="x", due=DUE)
    assert seen(site, site.actor("sector_clerk")) == ["north"]
    assert list(queries.visible_cooperators(site.actor("sector_clerk"))) == [row]
    assert list(queries.visible_cooperators(site.actor("south_clerk"))) == []
    assert list(queries.helps_of(site.actor("sector_clerk"), [site.county.sector.pk])) == [row]


def test_lights_in_a_query_are_lights_in_a_row(site: Site) -> None:
    clerk = site.actor("lead_clerk")
    for number in range(-6, 12):
        task = site.tasks["north"]  # type: ignore[attr-defined]  # as above
        Task.objects.filter(pk=task.pk).update(turn_due=world.DAY + timedelta(days=number))
        task = site.again(task)
        named = {"red": queries.overdue, "amber": queries.amber, "green": queries.green}
        fits = [
            name for name, condition in named.items() if Task.objects.filter(condition(world.DAY), pk=task.pk).exists()
        ]
        assert fits == [tables.light_of(clerk, task).state]


def test_the_issuers_own_time_shows_no_light_to_others(site: Site) -> None:
    task = site.task("reported")
    assert tables.light_of(site.actor("lead_clerk"), task).word == "剩3天"
    assert tables.light_of(site.actor("town_clerk"), task) == Light("none", "等审核")
    assert tables.light_of(site.actor("lead_clerk"), site.task("closed")) == Light("none", "已销号")


# --- rates ------------------------------------------------------------------------------------------------------------


def outcome(site: Site, how: str) -> Task:
    """A task of the north that ended in this way."""
    task = site.task("doing")
    if how in {"on_time", "late", "closed", "excused", "uncounted"}:
        day = LATE if how in {"late", "excused"} else world.DAY
        actions.report(site.actor("town_clerk", day), task.pk, Said(ReportKind.FINAL, "x"), version=None)
    if how == "closed":
        actions.accept(site.actor("lead_clerk"), task.pk, version=None)
        actions.close(site.actor("second_clerk"), task.pk, version=None, how="x")
    if how == "excused":
        actions.excuse(site.actor("lead_clerk", LATE), task.pk, version=None, reason="x")
    if how == "uncounted":
        Task.objects.filter(pk=task.pk).update(counted=False)
    return site.again(task)


def test_rates_are_the_rule_row_by_row() -> None:
    site = Site()
    for how in ("on_time", "late", "closed", "excused", "uncounted", "open"):
        outcome(site, how)
    site.task("cancelled")
    site.draft()
    other = site.task("doing", site.county.south)
    for today in (world.DAY, LATE):
        rates = queries.rates_by_unit([site.county.north.pk], date(2026, 1, 1), date(2027, 1, 1), today)
        by_rule = [
            rules.standing(
                task.state,
                due=task.due or today,
                late=task.late,
                counted=task.counted,
                excused=task.excused,
                today=today,
            )
            for task in Task.objects.filter(lead=site.county.north, due__isnull=False)
        ]
        counted = rates[site.county.north.pk]
        assert counted.on_time == by_rule.count(Standing.ON_TIME)
        assert counted.due == by_rule.count(Standing.ON_TIME) + by_rule.count(Standing.LATE)
        assert list(rates) == [site.county.north.pk]
    found = queries.rates_by_unit(None, date(2026, 1, 1), date(2027, 1, 1), LATE)[site.county.north.pk]
    assert (found.closed, found.out, found.reports, found.returned) == (1, 2, 5, 0)
    everything = queries.rates_by_unit(None, date(2026, 1, 1), date(2027, 1, 1), LATE)
    assert everything[other.lead_id].due == 1


def test_facts_have_their_source_and_missing_is_no_fact() -> None:
    site = Site()
    for how in ("on_time", "late", "closed"):
        outcome(site, how)
    site.task("returned", site.county.south, term=20)
    site.task("doing", site.county.department)
    units = list(Unit.objects.values_list("pk", flat=True))
    found = facts.facts(date(2026, 1, 1), date(2027, 1, 1), units, LATE)
    north = found[site.county.north.pk]
    link = f"/ledger/units/{site.county.north.pk}/nodes/2026-01-01/2027-01-01/{LATE}/"
    assert north[facts.ON_TIME] == Fact(div(Decimal(2), Decimal(3)), LATE, None, "台账：节点在期内的3件，按时2件", link)
    assert north[facts.CLOSED].value == div(Decimal(1), Decimal(3))
    south = found[site.county.south.pk]
    assert (set(south), south[facts.RETURNED].value) == (
        {facts.RETURNED, facts.REPORTS, facts.LATE_REPORTS, facts.NIL}, 1,
    )  # fmt: skip
    assert (south[facts.LATE_REPORTS].value, south[facts.NIL].value) == (0, 0)
    assert south[facts.NIL].source == "台账：期内汇报1次，迟0次，没有新情况0次"
    assert set(found[site.county.department.pk]) == {facts.ON_TIME, facts.CLOSED}
    assert site.county.sector.pk not in found


def test_reports_of_a_period_without_a_node_in_it() -> None:
    site = Site()
    site.task("returned", term=40)
    found = queries.rates_by_unit([site.county.north.pk], date(2026, 11, 1), date(2026, 12, 1), world.DAY)
    assert found == {site.county.north.pk: queries.Rates(reports=1, returned=1, said=1)}


def test_those_who_answer_are_measured_too() -> None:
    site = Site()
    site.task("done")
    pending = site.task("reported", site.county.north_branch, "town_clerk")
    span = (date(2026, 1, 1), date(2027, 1, 1))
    assert queries.clocks(site.actor("lead_head"), *span) == [
        queries.Clock("县委社会工作部", 1, 1, 0), queries.Clock("云峰乡党委", 0, 0, 0),
    ]  # fmt: skip
    assert queries.clocks(site.actor("town_head", LATE), *span) == [queries.Clock("云峰乡党委", 0, 0, 1)]
    actions.accept(site.actor("town_head", LATE), pending.pk, version=None)
    assert queries.clocks(site.actor("town_head", LATE), *span) == [queries.Clock("云峰乡党委", 1, 0, 0)]
    assert queries.clocks(site.actor("south_clerk"), *span) == []


def test_those_who_decide_are_measured_the_same_way() -> None:
    site = Site()
    site.approver()
    span = (date(2026, 1, 1), date(2027, 1, 1))
    first, second = site.task("doing"), site.task("doing")
    actions.ask_extension(site.actor("town_clerk"), first.pk, version=None, days=1, reason="x")
    asked = Approval.objects.get()
    actions.ask_extension(site.actor("town_clerk"), second.pk, version=None, days=1, reason="x")
    wanted = {"title": "改名", "requirement": "x", "standard": "y"}
    actions.ask_adjustment(site.actor("lead_clerk"), first.pk, version=None, wanted=wanted, reason="x")
    short = site.draft(lead=site.county.north_branch, who="town_clerk", term=1)
    actions.ask_short(site.actor("town_clerk"), short.pk, version=None, reason="急")
    approvals.decide(site.actor("lead_head", date(2026, 11, 27)), asked.pk, ApprovalVerb.APPROVE)
    assert queries.asked_clocks(site.actor("lead_clerk"), *span) == [queries.Clock("县委社会工作部", 1, 1, 0)]
    assert queries.asked_clocks(site.actor("lead_clerk", LATE), *span) == [queries.Clock("县委社会工作部", 1, 1, 3)]
    assert queries.asked_clocks(site.actor("south_clerk"), *span) == []


def test_what_was_taken_back_waits_for_nobody() -> None:
    site = Site()
    site.approver()
    span = (date(2026, 1, 1), date(2027, 1, 1))
    actions.ask_extension(site.actor("town_clerk"), site.task("doing").pk, version=None, days=1, reason="x")
    assert queries.asked_clocks(site.actor("lead_clerk", LATE), *span) == [queries.Clock("县委社会工作部", 0, 0, 1)]
    approvals.withdraw(site.actor("town_clerk"), Approval.objects.get().pk)
    assert queries.asked_clocks(site.actor("lead_clerk", LATE), *span) == []


def test_whoever_verifies_is_measured_the_same_way() -> None:
    site = Site()
    span = (date(2026, 1, 1), date(2027, 1, 1))
    site.task("closed")
    waiting = site.task("done")
    assert queries.verified_clocks(site.actor("lead_clerk"), *span) == [queries.Clock("县委社会工作部", 1, 1, 0)]
    assert queries.verified_clocks(site.actor("lead_clerk", LATE), *span) == [queries.Clock("县委社会工作部", 1, 1, 1)]
    actions.close(site.actor("second_clerk", LATE), waiting.pk, version=None, how="抽5户")
    assert queries.verified_clocks(site.actor("lead_clerk", LATE), *span) == [queries.Clock("县委社会工作部", 2, 1, 0)]
    assert queries.verified_clocks(site.actor("south_clerk"), *span) == []


# --- what goes with a post --------------------------------------------------------------------------------------------


def test_open_tasks_go_with_the_post() -> None:
    site = Site()
    task = site.task("issued", site.county.north_branch, term=4)
    site.task("closed", site.county.north_branch)
    draft = site.draft(site.county.north_branch)
    post = site.county.north_branch.posts.get()
    row = actions.add_cooperator(
        site.actor("lead_clerk"), site.task().pk, unit=site.county.north_branch.pk, gives="名单", due=DUE
    )
    row.post = post
    row.save()
    lines = handover.tasks_of(post, world.NOW)
    assert [(line.kind, line.label, line.state) for line in lines] == [
        ("事项", task.title, "待签收，剩4天"), ("协办", f"{row.task.title}：名单", "2026年12月8日前交"),
    ]  # fmt: skip
    assert draft.post == post
