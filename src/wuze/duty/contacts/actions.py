"""Visits planned, done, missed; promises settled; who keeps a leader's record. The trail names the contact point and
counts; what was promised stays out of it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.duty.contacts import policy, queries, states
from wuze.duty.contacts.enums import VisitState
from wuze.duty.contacts.models import Liaison, Promise, Visit
from wuze.kernel.errors import Invalid, refuse, same_version
from wuze.registry.models import LeaderContact, Post
from wuze.registry.rules import cn
from wuze.trail.actions import record
from wuze.trail.values import Thing

KIND = "duty.contact"


def _note(code: str, actor: Actor, contact: LeaderContact, **after: object) -> None:
    thing = Thing(KIND, str(contact.pk), str(contact))
    record(code, at=actor.at, who=actor.who(), thing=thing, after=after, origin=actor.origin)


def _contact(pk: int) -> LeaderContact:
    rows = LeaderContact.objects.select_for_update(of=("self",)).select_related("person", "organisation")
    return rows.get(pk=pk)


@transaction.atomic
def plan(actor: Actor, contact: int, *, day: date) -> Visit:
    """安排走访."""
    row = _contact(contact)
    refuse(policy.why_not_record(actor, row))
    if day < actor.today:
        raise Invalid("contacts.day", {"day": f"不能早于今天（{cn(actor.today)}）；已经去过的，用“记走访”。"})
    visit = Visit.objects.create(contact=row, planned_on=day, state=VisitState.PLANNED, entered_by=actor.name)
    _note("duty.visit_planned", actor, row, day=day)
    return visit


@transaction.atomic
def done(
    actor: Actor, contact: int, *, day: date, promise: str = "", due: date | None = None, visit: int | None = None
) -> Visit:
    """记走访: the day, and what was promised, if anything. ``visit``: the planned one."""
    row = _contact(contact)
    refuse(policy.why_not_record(actor, row))
    _check_done(actor, row, day, promise.strip(), due)
    found = Visit.objects.select_for_update().get(pk=visit, contact=row) if visit else None
    if found is None:
        found = Visit(contact=row, state=VisitState.PLANNED, entered_by=actor.name, version=0)
    elif (found.state, "done") not in states.VISIT:
        raise Invalid("contacts.state", {"day": f"这次走访{found.get_state_display()}。"})
    found.state, found.done_on = states.VISIT[(found.state, "done")], day
    found.version += 1
    found.save()
    if promise.strip() and due:
        post = queries.leader_post(row, actor.today)
        Promise.objects.create(visit=found, post=post, text=promise.strip(), due=due)
    _note("duty.visited", actor, row, day=day, promises=1 if promise.strip() else 0)
    return found


def _check_done(actor: Actor, row: LeaderContact, day: date, promise: str, due: date | None) -> None:
    faults = {}
    if day > actor.today:
        faults["day"] = f"走访日期不能晚于今天（{cn(actor.today)}）。"
    elif day < row.since:
        faults["day"] = f"{cn(row.since)}才开始联系这家。"
    if promise and due is None:
        faults["due"] = "答应了的，写哪天前给结果。"
    elif due and not promise:
        faults["promise"] = "写答应了什么；没有答应，两格都空着。"
    elif due and due < day:
        faults["due"] = "不能早于走访那天。"
    if faults:
        raise Invalid("contacts.visit", faults)


@transaction.atomic
def miss(actor: Actor, pk: int, *, version: int | None, reason: str) -> Visit:
    """没去成: with the reason."""
    row = (
        Visit.objects.select_for_update(of=("self",))
        .select_related("contact__person", "contact__organisation")
        .get(pk=pk)
    )
    same_version(row.version, version)
    refuse(policy.why_not_miss(actor, row))
    row.state, row.why = states.VISIT[(row.state, "miss")], reason.strip()
    row.version += 1
    row.save()
    _note("duty.visit_missed", actor, row.contact, day=row.planned_on, reason=row.why)
    return row


@transaction.atomic
def settle(actor: Actor, pk: int, *, version: int | None, verb: str, answer: str) -> Promise:
    """What became of a promise: ``keep`` or ``answer``."""
    rows = Promise.objects.select_for_update(of=("self",))
    row = rows.select_related("visit__contact__person", "visit__contact__organisation").get(pk=pk)
    same_version(row.version, version)
    refuse(policy.why_not_settle(actor, row))
    row.state, row.answer = states.PROMISE[(row.state, verb)], answer.strip()
    row.settled_on, row.settled_by = actor.today, actor.name
    row.version += 1
    row.save()
    _note("duty.promise_settled", actor, row.visit.contact, result=row.get_state_display(), due=row.due)
    return row


@transaction.atomic
def add_liaison(actor: Actor, *, leader: int, post: int) -> Liaison:
    """定联络员."""
    refuse(policy.why_not_liaison(actor))
    above = Post.objects.select_for_update(of=("self",)).select_related("unit").get(pk=leader)
    if Liaison.objects.filter(leader=above, post=post, until=None).exists():
        raise Invalid("contacts.liaison", {"post": "这个岗位已经是这位领导的联络员。"})
    keeper = Post.objects.select_related("unit").get(pk=post)
    row = Liaison.objects.create(leader=above, post=keeper, since=actor.today)
    _liaison_note("duty.liaison_set", actor, row)
    return row


@transaction.atomic
def end_liaison(actor: Actor, pk: int) -> Liaison:
    """不再是联络员, from today."""
    row = Liaison.objects.select_for_update(of=("self",)).select_related("leader__unit", "post__unit").get(pk=pk)
    refuse(policy.why_not_liaison(actor))
    if row.until is None:
        row.until = actor.today
        row.save(update_fields=["until"])
        _liaison_note("duty.liaison_ended", actor, row)
    return row


def _liaison_note(code: str, actor: Actor, row: Liaison) -> None:
    thing = Thing("registry.post", str(row.leader_id), str(row.leader))
    record(code, at=actor.at, who=actor.who(), thing=thing, after={"post": str(row.post)}, origin=actor.origin)
