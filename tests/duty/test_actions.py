"""Drafting, approval, posts, notices: what is done, what is refused, what is counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests import world
from tests.duty.site import HEAD, Site
from wuze.accounts.approvals import actions as approvals
from wuze.accounts.enter_for import Behalf
from wuze.accounts.enums import ApprovalVerb
from wuze.duty.assignments import actions as assignments
from wuze.duty.assignments import queries
from wuze.duty.assignments.enums import Share
from wuze.duty.assignments.handover import duties_of
from wuze.duty.assignments.models import Assignment
from wuze.duty.editions import actions, ready, rules
from wuze.duty.editions import queries as queries_of
from wuze.duty.editions.models import DutyEdition
from wuze.duty.notices import actions as notices
from wuze.duty.notices.models import DutyNotice
from wuze.kernel.errors import Invalid, Refused, Stale
from wuze.registry.models import PartyOrganisation
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    return Site()


def test_the_ready_made_list_has_no_fault() -> None:
    lines = ready.ready()
    assert [rules.faults_of(line) for line in lines] == [{}] * 16
    assert rules.repeated(line.code for line in lines) == set()
    assert [line.unconfirmed for line in lines].count(True) == 10


def test_a_list_comes_into_force_by_another_persons_word_and_replaces_the_one_before(site: Site) -> None:
    old = site.in_force()
    secretary = site.users["secretary"].person.appointments.get().post
    assignments.assign(
        site.actor("lead_clerk"), site.part("D-05", "party").pk, site.county.north_branch.pk, post=secretary.pk
    )
    tomorrow = world.DAY + timedelta(days=1)
    clerk, head = site.actor("lead_clerk", tomorrow), site.actor("lead_head", tomorrow)
    new = actions.make(clerk, HEAD, [line for line in ready.ready() if line.code != "D-16"], "复制")
    asked = actions.ask(clerk, new.pk, version=None, reason="改")
    with pytest.raises(Refused):
        approvals.decide(clerk, asked.approval or 0, ApprovalVerb.APPROVE)
    approvals.decide(head, asked.approval or 0, ApprovalVerb.APPROVE)
    states = dict(DutyEdition.objects.values_list("pk", "state"))
    assert states == {old.pk: "replaced", new.pk: "in_force"}
    rows = Assignment.objects.order_by("pk").values_list("part__duty__edition", "post", "since", "until")
    assert list(rows) == [(old.pk, secretary.pk, world.DAY, tomorrow), (new.pk, secretary.pk, tomorrow, None)]
    codes = list(Entry.objects.order_by("number").values_list("code", flat=True))
    assert codes.count("duty.edition_in_force") == 2


def test_declined_is_a_draft_again_and_what_is_in_force_is_not_edited(site: Site) -> None:
    asked = actions.ask(site.actor("lead_clerk"), site.draft().pk, version=None, reason="议定")
    approvals.decide(site.actor("lead_head"), asked.approval or 0, ApprovalVerb.REFUSE, answer="再议")
    assert DutyEdition.objects.get(pk=asked.pk).state == "draft"
    actions.discard(site.actor("lead_clerk"), asked.pk, version=None, reason="重来")
    row = site.in_force()
    assert str(queries_of.duty_of(site.actor("secretary"), "D-03")) == "D-03 两个覆盖"
    assert [code for code, _ in queries_of.codes(site.actor("secretary"))][:2] == ["D-01", "D-02"]
    with pytest.raises(Refused):
        actions.edit(site.actor("lead_clerk"), row.pk, HEAD, version=None)
    with pytest.raises(Refused):
        actions.discard(site.actor("lead_clerk"), row.pk, version=None, reason="不要了")


def test_edit_and_put(site: Site) -> None:
    row, clerk = site.draft(), site.actor("lead_clerk")
    actions.edit(clerk, row.pk, actions.Head("改名", "依据", "", "县委办〔2026〕3号"), version=1)
    with pytest.raises(Stale):
        actions.edit(clerk, row.pk, HEAD, version=1)
    line = rules.Line("D-17", "新的一项", "做到", "县委定", parts={"town": ("兜底", "all")})
    actions.put_duty(clerk, row.pk, line, duty=None, version=2)
    with pytest.raises(Invalid):
        actions.put_duty(clerk, row.pk, line, duty=None, version=3)
    owner_only = rules.Line("D-18", "x", "x", "x", parts={"owner": ("支持", "all")})
    with pytest.raises(Invalid):
        actions.put_duty(clerk, row.pk, owner_only, duty=None, version=3)
    assert DutyEdition.objects.get(pk=row.pk).duties.count() == 17
    assert [queries_of.duty_of(clerk, code) for code in ("D-17", "D-01")] == [None, None]
    with pytest.raises(Refused):
        actions.put_duty(site.actor("town_clerk"), row.pk, line, duty=None, version=None)


def test_duties_follow_structure(site: Site) -> None:
    site.in_force()
    part = site.part("D-08", "party")
    post = site.users["secretary"].person.appointments.get().post
    party = PartyOrganisation.objects.create(unit=site.county.north_branch, members=3, as_of=world.DAY)
    with pytest.raises(Refused):
        assignments.assign(site.actor("lead_clerk"), part.pk, site.county.north_branch.pk, post=post.pk)
    owed = queries.owed_by(site.actor("secretary"), [site.county.north_branch])
    assert "D-08" not in [one.part.duty.code for one in owed]
    PartyOrganisation.objects.filter(pk=party.pk).update(members=7)
    assignments.assign(site.actor("lead_clerk"), part.pk, site.county.north_branch.pk, post=post.pk)
    owed = queries.owed_by(site.actor("secretary"), [site.county.north_branch])
    assert [one.lead for one in owed if one.part.duty.code == "D-08"] == [post]


def test_a_duty_goes_from_post_to_post_and_along_with_the_post(site: Site) -> None:
    site.in_force()
    part, town = site.part("D-03", "town"), site.county.north
    head, clerk = town.posts.order_by("pk")
    assignments.assign(site.actor("town_clerk"), part.pk, town.pk, post=head.pk)
    assignments.assign(site.actor("town_clerk"), part.pk, town.pk, post=clerk.pk, share=Share.ASSIST)
    with pytest.raises(Invalid):
        assignments.assign(site.actor("town_clerk"), part.pk, town.pk, post=head.pk, share=Share.ASSIST)
    with pytest.raises(Refused):
        assignments.assign(site.actor("south_clerk"), part.pk, town.pk, post=clerk.pk)
    with pytest.raises(Invalid):
        assignments.assign(site.actor("town_clerk"), part.pk, town.pk, post=site.county.south.posts.get().pk)
    assert [line.label for line in duties_of(head, world.NOW)] == ["两个覆盖：兜底"]
    later = world.DAY + timedelta(days=3)
    assignments.assign(site.actor("town_clerk", later), part.pk, town.pk, post=clerk.pk)
    rows = Assignment.objects.filter(part=part).order_by("pk").values_list("post", "share", "until")
    assert list(rows) == [(head.pk, "lead", later), (clerk.pk, "assist", later), (clerk.pk, "lead", None)]


def test_spread_takes_what_is_clear_and_leaves_the_rest(site: Site) -> None:
    row, clerk = site.in_force(), site.actor("lead_clerk")
    assignments.name(clerk, site.part("D-03", "department").pk, site.county.department.pk)
    with pytest.raises(Invalid):
        assignments.name(clerk, site.part("D-03", "department").pk, site.county.department.pk)
    made = assignments.spread(clerk, row.pk)
    assert made == Assignment.objects.filter(until=None, post__isnull=False).count()
    with pytest.raises(Refused):
        assignments.spread(clerk, row.pk)
    parts, counts, _ = queries.matrix(clerk, row)
    cells = {(part.duty.code, part.layer): counts[part.pk] for part in parts}
    town = cells[("D-03", "town")]
    assert (town.units, town.posts, town.holders) == (2, 2, 2)
    branch = cells[("D-05", "party")]
    assert (branch.units, branch.posts, branch.holders, branch.without_post) == (3, 2, 2, 1)
    assert (cells[("D-03", "department")].units, cells[("D-15", "department")].units) == (1, 0)


def test_vacant_posts_and_people_with_too_much(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assignments.spread(site.actor("lead_clerk"), site.in_force().pk)
    site.users["secretary"].person.appointments.update(until=world.DAY)
    found = queries.vacant_posts(site.actor("town_clerk"))
    assert [(post.unit_id, number) for post, number in found] == [(site.county.north_branch.pk, 11)]
    assert queries.vacant_posts(site.actor("south_clerk")) == []
    monkeypatch.setattr(queries, "TOO_MANY", 14)
    head = site.users["lead_head"].person.name
    assert {name: number for _, name, number in queries.too_many(site.actor("lead_clerk"))}[head] == 15
    assert queries.too_many(site.actor("secretary")) == []


def test_notices_are_sent_once_received_and_answered(site: Site) -> None:
    row, clerk = site.in_force(), site.actor("lead_clerk")
    assert notices.send(clerk, row.pk) == 9
    with pytest.raises(Refused):
        notices.send(clerk, row.pk)
    mine = DutyNotice.objects.get(unit=site.county.north_branch)
    with pytest.raises(Refused):
        notices.sign(site.actor("south_secretary"), mine.pk, version=1)
    with pytest.raises(Refused):
        notices.sign(site.actor("town_clerk"), mine.pk, version=1)
    paper = Behalf("云峰茶业党支部", "电话记录", date(2026, 11, 24))
    with pytest.raises(Invalid):
        notices.raise_objection(site.actor("secretary"), mine.pk, version=1, reason=" ")
    notices.raise_objection(site.actor("town_clerk"), mine.pk, version=1, reason="D-07人太少", behalf=paper)
    with pytest.raises(Refused):
        notices.sign(site.actor("secretary"), mine.pk, version=2)
    with pytest.raises(Refused):
        notices.answer(site.actor("town_clerk"), mine.pk, version=2, text="不改")
    notices.answer(clerk, mine.pk, version=2, text="可以联合开展")
    done = notices.sign(site.actor("secretary"), mine.pk, version=3)
    assert (done.state, done.signed_on, done.on_behalf, done.answer) == ("signed", world.DAY, "", "可以联合开展")
