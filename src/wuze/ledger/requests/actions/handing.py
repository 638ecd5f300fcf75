"""Who answers: handed out, passed up, taken on, sent back, transferred once, closed without the asker's word."""

from __future__ import annotations

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, Refused, refuse
from wuze.ledger.requests import policy, queries, rules
from wuze.ledger.requests.actions import shared
from wuze.ledger.requests.actions.asking import NOBODY
from wuze.ledger.requests.enums import Clock, RequestKind
from wuze.ledger.requests.models import Request


def _dispatch_again(actor: Actor, row: Request) -> None:
    """The clock of whoever hands out begins."""
    row.due = row.dispatch_due = rules.due(actor.today, queries.days_on(actor.today)[Clock.DISPATCH])


def _dispatched(actor: Actor, row: Request) -> None:
    """How late the handing out was; it stays."""
    row.dispatch_late = max(row.dispatch_late, rules.late_days(row.dispatch_due, actor.today))


@transaction.atomic
def assign(actor: Actor, pk: int, *, handler: int | None, kind: str, version: int | None) -> Request:
    """分办: to whom, and how much there is to do; from today its clock runs."""
    row = shared.locked(pk, version)
    refuse(policy.why_not_assign(actor, row))
    unit = queries.handlers_for(actor, row).filter(pk=handler).first()
    faults = {} if unit else {"handler": "请选由谁答复；下面没有的，报牵头机关分办。"}
    if kind not in RequestKind.values:
        faults["kind"] = "请选是咨询、协调还是复杂。"
    if faults or unit is None:
        raise Invalid("request.assign", faults)
    shared.step(row, "assign")
    _dispatched(actor, row)
    days = queries.days_on(actor.today)[kind]
    row.handler, row.kind, row.began, row.term, row.extended = unit, kind, actor.today, days, 0
    row.due, row.assigned_on, row.assigned_by = rules.due(actor.today, days), actor.today, actor.name
    shared.save(row)
    after = {"handler": str(unit), "kind": row.get_kind_display(), "due": row.due}
    shared.note("ledger.request_assigned", actor, row, after=after)
    return row


@transaction.atomic
def pass_up(actor: Actor, pk: int, *, reason: str, version: int | None) -> Request:
    """报牵头机关分办: what the superior cannot have done itself."""
    row = shared.locked(pk, version)
    refuse(policy.why_not_pass_up(actor, row))
    office = queries.lead_office()
    if office is None:
        raise Refused(NOBODY)
    why = shared.needs(reason, "请写为什么要报上去：归哪一家管，试过什么。")
    shared.step(row, "pass_up")
    _dispatched(actor, row)
    row.keeper, row.moved_why = office, why
    _dispatch_again(actor, row)
    shared.save(row)
    shared.note("ledger.request_passed_up", actor, row, after={"keeper": str(office), "reason": why})
    return row


@transaction.atomic
def accept(actor: Actor, pk: int, *, version: int | None) -> Request:
    """受理."""
    row = shared.locked(pk, version)
    refuse(policy.why_not_accept(actor, row))
    shared.step(row, "accept")
    row.accepted_on, row.accepted_by = actor.today, actor.name
    shared.save(row)
    shared.note("ledger.request_accepted", actor, row)
    return row


@transaction.atomic
def send_back(actor: Actor, pk: int, *, reason: str, version: int | None) -> Request:
    """退回分办: not ours, before it was taken on."""
    row = shared.locked(pk, version)
    refuse(policy.why_not_send_back(actor, row))
    why = shared.needs(reason, "请写为什么不归您办，该归谁。")
    shared.step(row, "send_back")
    row.late = max(row.late, rules.late_days(row.due or actor.today, actor.today))
    row.handler, row.kind, row.began, row.term, row.moved_why = None, "", None, None, why
    _dispatch_again(actor, row)
    shared.save(row)
    shared.note("ledger.request_returned", actor, row, after={"reason": why})
    return row


@transaction.atomic
def transfer(actor: Actor, pk: int, *, handler: int | None, reason: str, version: int | None) -> Request:
    """转办, once: to whom it belongs; the clock goes on."""
    row = shared.locked(pk, version)
    refuse(policy.why_not_transfer(actor, row))
    why = shared.needs(reason, "请写为什么转、哪一条规定归它管。")
    unit = queries.others_to_take(actor, row).filter(pk=handler).first()
    if unit is None:
        raise Invalid("request.transfer", {"handler": "请选转给谁。"})
    shared.step(row, "transfer")
    before = {"handler": str(row.handler)}
    row.handler, row.moved_why, row.transfers = unit, why, row.transfers + 1
    row.accepted_on, row.accepted_by = None, ""
    shared.save(row)
    after = {"handler": str(unit), "reason": why}
    shared.note("ledger.request_transferred", actor, row, before=before, after=after)
    return row


@transaction.atomic
def close(actor: Actor, pk: int, *, reason: str, version: int | None) -> Request:
    """办结 without the asker's word: two weeks of silence, or it cannot be done and why. The asker reads it."""
    row = shared.locked(pk, version)
    refuse(policy.why_not_close(actor, row))
    why = shared.needs(reason, "请写为什么办结：办到什么程度，办不成的依据是什么。")
    shared.step(row, "close")
    row.closed_on, row.closed_why, row.due = actor.today, why, None
    shared.save(row)
    shared.note("ledger.request_closed", actor, row, after={"reason": why})
    return row
