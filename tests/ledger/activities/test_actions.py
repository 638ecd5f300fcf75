"""Entering once, correcting, adding marks, taking back, settling a promise: who may, what is written, what stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests import world
from tests.ledger.doing import EFFECT, JOINT, PROMISED, TALK, Doing
from tests.ledger.site import PAPER
from tests.registry.organisations import making
from wuze.kernel.errors import Invalid, Refused, Stale
from wuze.ledger.activities import actions, queries
from wuze.ledger.activities.enums import ActivityKind, EntryState, PromiseState
from wuze.ledger.activities.facts import facts
from wuze.ledger.activities.handover import promises_of
from wuze.ledger.activities.models import Activity
from wuze.ledger.activities.rules import Content
from wuze.trail import catalogue
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Doing:
    return Doing()


def said() -> str:
    return catalogue.sentence(Entry.objects.latest("number"))


def test_an_entry_keeps_the_day_of_the_event_and_of_the_entry(site: Doing) -> None:
    row = site.entry(happened=date(2026, 11, 2))
    assert (row.happened, row.entered_on, row.entered_by) == (
        date(2026, 11, 2),
        world.DAY,
        site.actor("secretary").name,
    )
    assert said() == f"{row.entered_by}记了谈心谈话：{row.title}（云峰茶业党支部，2026年11月2日）"


def test_the_same_of_the_same_day_is_entered_once(site: Doing) -> None:
    actor, unit = site.actor("secretary"), site.county.north_branch.pk
    actions.enter(actor, unit, TALK)
    with pytest.raises(Invalid) as fault:
        actions.enter(actor, unit, TALK)
    assert fault.value.fields == {"whom": "这天已经记过同样的一条，不用再记。"}
    actions.enter(actor, unit, JOINT)
    with pytest.raises(Invalid) as joint:
        actions.enter(actor, unit, JOINT)
    assert list(joint.value.fields) == ["title"]


def test_a_superior_enters_only_from_a_paper_and_an_outsider_not_at_all(site: Doing) -> None:
    unit = site.county.north_branch.pk
    with pytest.raises(Refused):
        actions.enter(site.actor("town_clerk"), unit, TALK)
    row = actions.enter(site.actor("town_clerk"), unit, TALK, behalf=PAPER)
    assert (row.on_behalf, row.source, row.post) == ("云峰茶业党支部", "电话记录 2026-11-24", None)
    for who in ("south_clerk", "sector_clerk", "town_head", "inspector", "leader"):
        with pytest.raises(Refused):
            actions.enter(site.actor(who), unit, TALK, behalf=PAPER)
    tomorrow = replace(PAPER, dated=date(2026, 11, 25))
    with pytest.raises(Invalid):
        actions.enter(site.actor("town_clerk"), unit, EFFECT, behalf=tomorrow)


def test_nothing_is_entered_for_a_unit_that_is_closed(site: Doing) -> None:
    unit = site.county.north_branch
    unit.until = world.DAY
    unit.save()
    with pytest.raises(Refused, match="已撤销"):
        actions.enter(site.actor("town_clerk"), unit.pk, TALK, behalf=PAPER)


def test_a_visit_finds_the_firm_by_its_whole_name(site: Doing) -> None:
    firm = making.organisation(site.county.north, "恒晟精密有限公司")
    visit = Content(kind=ActivityKind.VISIT, whom="恒晟精密有限公司", happened=world.DAY)
    row = actions.enter(site.actor("town_clerk"), site.county.north.pk, visit)
    other = actions.enter(site.actor("town_clerk"), site.county.north.pk, replace(visit, whom="恒晟"))
    assert (row.organisation, other.organisation) == (firm, None)
    assert queries.organisation_seen(site.actor("sector_clerk"), firm.pk) is None


def test_a_correction_has_a_reason_and_keeps_what_stood(site: Doing) -> None:
    row = site.entry()
    with pytest.raises(Invalid):
        actions.correct(site.actor("secretary"), row.pk, TALK, reason=" ", version=row.version)
    changed = replace(TALK, whom="副书记王秀兰", happened=date(2026, 11, 20))
    found = actions.correct(site.actor("secretary"), row.pk, changed, reason="记错了人", version=row.version)
    entry = Entry.objects.latest("number")
    assert (found.title, found.why, found.corrected_on) == ("与副书记王秀兰谈心谈话", "记错了人", world.DAY)
    assert ((entry.before or {})["title"], (entry.after or {})["reason"]) == (row.title, "记错了人")
    with pytest.raises(Stale):
        actions.correct(site.actor("secretary"), row.pk, TALK, reason="x", version=row.version)
    with pytest.raises(Refused):
        actions.correct(site.actor("south_clerk"), row.pk, TALK, reason="x", version=None)


def test_a_promise_may_be_added_changed_and_dropped_by_correction_until_it_is_settled(site: Doing) -> None:
    row, actor = site.entry(), site.actor("secretary")
    assert row.promise_state == PromiseState.NONE
    row = actions.correct(actor, row.pk, PROMISED, reason="漏了", version=None)
    assert row.promise_state == PromiseState.OPEN
    later = replace(PROMISED, promise_due=date(2026, 12, 11))
    row = actions.correct(actor, row.pk, later, reason="日子记错", version=None)
    assert (row.promise_state, row.promise_due) == (PromiseState.OPEN, date(2026, 12, 11))
    row = actions.settle(actor, row.pk, kept=True, outcome="算法贴在食堂门口", version=None)
    with pytest.raises(Invalid) as fault:
        actions.correct(actor, row.pk, TALK, reason="x", version=None)
    assert list(fault.value.fields) == ["promise"]
    other = site.entry(content=PROMISED)
    assert actions.correct(actor, other.pk, TALK, reason="没答应", version=None).promise_state == PromiseState.NONE


def test_what_became_of_a_promise(site: Doing) -> None:
    row, actor = site.entry(content=PROMISED), site.actor("secretary")
    with pytest.raises(Invalid):
        actions.settle(actor, row.pk, kept=False, outcome="", version=None)
    with pytest.raises(Refused):
        actions.settle(site.actor("south_clerk"), row.pk, kept=True, outcome="x", version=None)
    row = actions.settle(actor, row.pk, kept=False, outcome="公司不同意", version=row.version)
    assert (row.promise_state, row.promise_end, row.promise_ended_on) == (PromiseState.DROPPED, "公司不同意", world.DAY)
    assert said() == f"{actor.name}了结谈心谈话：{row.title}里答应的事：没办成，公司不同意"
    with pytest.raises(Refused):
        actions.settle(actor, row.pk, kept=True, outcome="x", version=None)


def test_marks_are_added_one_after_another(site: Doing) -> None:
    row, actor = site.entry(content=JOINT), site.actor("secretary")
    for marks in ((None,) * 4, (date(2026, 1, 1), None, None, None)):
        with pytest.raises(Invalid):
            actions.mark(actor, row.pk, marks, version=None)
    row = actions.mark(actor, row.pk, (None, date(2026, 4, 1), date(2026, 6, 1), None), version=row.version)
    assert (row.happened, said()) == (date(2026, 6, 1), f"{actor.name}补了四同：{row.title}的同部署、同推进")
    with pytest.raises(Invalid) as fault:
        actions.mark(actor, row.pk, (None, None, None, date(2026, 5, 1)), version=None)
    assert list(fault.value.fields) == ["assessed_on"]
    actions.mark(actor, row.pk, (None, None, None, date(2026, 11, 1)), version=None)
    with pytest.raises(Refused, match="四个环节都有了"):
        actions.mark(actor, row.pk, (None,) * 4, version=None)
    with pytest.raises(Refused, match="只有四同"):
        actions.mark(actor, site.entry().pk, (None,) * 4, version=None)


def test_what_is_taken_back_stays_to_be_seen_and_counts_nowhere(site: Doing) -> None:
    row, actor = site.entry(), site.actor("secretary")
    row = actions.withdraw(actor, row.pk, reason="不是我们支部的事", version=row.version)
    assert (row.state, Activity.objects.filter(queries.STANDS).count()) == (EntryState.WITHDRAWN, 0)
    with pytest.raises(Refused, match="已经撤回"):
        actions.withdraw(actor, row.pk, reason="x", version=None)
    with pytest.raises(Refused, match="已经撤回"):
        actions.correct(actor, row.pk, TALK, reason="x", version=None)
    assert facts(date(2026, 1, 1), date(2027, 1, 1), [row.unit_id], world.DAY) == {}


# --- upward -----------------------------------------------------------------------------------------------------------


def test_facts_have_their_rows_and_missing_is_no_fact(site: Doing) -> None:
    unit = site.county.north_branch
    site.entry()
    site.entry(layer="member")
    site.entry(content=EFFECT)
    site.entry(content=JOINT)
    site.entry(content=JOINT, marks=(date(2026, 3, 2), date(2026, 3, 3), date(2026, 6, 1), date(2026, 11, 2)))
    kept = site.entry(content=PROMISED, promise_due=world.DAY)
    site.entry(content=PROMISED, promise_due=world.DAY)
    actions.settle(site.actor("secretary"), kept.pk, kept=True, outcome="办了", version=None)
    found = facts(date(2026, 1, 1), date(2027, 1, 1), [unit.pk, site.county.south_branch.pk], world.DAY)
    assert {name: str(fact.value) for name, fact in found[unit.pk].items()} == {
        "责任人谈心谈话次数": "3", "四同完整的业务工作": "1", "四同完整率": "0.5", "作用发挥有成效的事": "1",
        "答应的事按时办了的比率": "0.5",
    }  # fmt: skip
    assert (list(found), facts(date(2025, 1, 1), date(2026, 1, 1), [unit.pk], world.DAY)) == ([unit.pk], {})
    training = Content(kind=ActivityKind.TRAINING, title="换届业务", layer="town", happened=world.DAY)
    actions.enter(site.actor("lead_clerk"), site.county.lead.pk, training)
    one = facts(date(2026, 1, 1), date(2027, 1, 1), [site.county.lead.pk], world.DAY)[site.county.lead.pk]
    assert (str(one["责任人专题培训次数"].value), one["责任人专题培训次数"].source) == (
        "1",
        "履责记录：期内各级责任人专题培训1条",
    )


def test_a_promise_goes_with_the_post(site: Doing) -> None:
    row = site.entry(content=PROMISED)
    assert row.post is not None
    lines = promises_of(row.post, world.NOW)
    assert [(line.kind, line.label, line.state) for line in lines] == [
        ("答应的事", f"{row.title}：问清夜班补贴怎么算", "2026年12月4日前")
    ]
