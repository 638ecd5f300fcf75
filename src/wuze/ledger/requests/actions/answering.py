"""The visible answer, measured against the day that held; more time by somebody else's decision."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from wuze.accounts.approvals import actions as approvals
from wuze.accounts.models import Approval
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, refuse
from wuze.ledger.requests import policy, queries, rules, states
from wuze.ledger.requests.actions import shared
from wuze.ledger.requests.enums import Clock
from wuze.ledger.requests.models import Request, RequestAnswer
from wuze.registry.approvers.queries import place
from wuze.registry.rules import cn

EXTEND = "ledger.request_extend"


@transaction.atomic
def answer(actor: Actor, pk: int, *, text: str, version: int | None) -> RequestAnswer:
    """答复: the asker reads it. Late stays late."""
    row = shared.locked(pk, version)
    refuse(policy.why_not_answer(actor, row))
    said = shared.needs(text, "请写答复：能办的什么时候办到，办不到的依据是什么。", "text")
    assert row.due is not None  # noqa: S101 - what is with a handler has a day
    assert row.handler is not None  # noqa: S101 - as above
    late = rules.late_days(row.due, actor.today)
    found = RequestAnswer.objects.create(
        request=row, unit=row.handler, text=said, on=actor.today, by=actor.name, due=row.due, late=late
    )
    shared.step(row, "answer")
    if row.accepted_on is None:
        row.accepted_on, row.accepted_by = actor.today, actor.name
    row.late, row.due = max(row.late, late), None
    shared.save(row)
    after = {"text": said, "late": f"迟{late}天" if late else "按时"}
    shared.note("ledger.request_answered", actor, row, after=after)
    return found


@transaction.atomic
def ask_extension(actor: Actor, pk: int, *, days: int, reason: str, version: int | None) -> Request:
    """申请延期, before the day: decided at the place of whoever handed it out, never by one's own unit."""
    row = shared.locked(pk, version)
    refuse(policy.why_not_extend(actor, row))
    if not 1 <= days <= rules.LONGEST:
        raise Invalid("request.extend", {"days": f"填1到{rules.LONGEST}个工作日。"})
    why = shared.needs(reason, "请写为什么要延。")
    assert row.due is not None  # noqa: S101 - the policy has looked
    detail = f"{cn(row.due)}延{days}个工作日到{cn(rules.due(row.due, days))}"
    asked = approvals.ask(
        actor, EXTEND, shared.thing_of(row), place(row.keeper), reason=why, detail=detail,
        url=reverse("ledger:request-one", args=[pk]),
        due=rules.due(actor.today, queries.days_on(actor.today)[Clock.DISPATCH]),
    )  # fmt: skip
    row.asked_days, row.asked_from, row.approval = days, row.due, asked.pk
    shared.save(row)
    shared.note("ledger.request_extension_asked", actor, row, after={"days": days, "reason": why})
    return row


def _asked(approval: Approval) -> Request:
    return shared.locked(int(approval.thing_key), None)


def extension_agreed(actor: Actor, approval: Approval) -> None:
    """The day moves, also where the decision came after the answer: it was asked in time. What was measured against the
    old day is measured again."""
    row = _asked(approval)
    old, days = row.asked_from, row.asked_days
    assert old is not None  # noqa: S101 - set when it was asked
    assert days is not None  # noqa: S101 - as above
    new = rules.due(old, days)
    if row.state in states.WITH_HANDLER and row.due == old:
        row.due = new
    for one in row.answers.select_for_update().filter(due=old):
        one.due, one.late = new, rules.late_days(new, one.on)
        one.save(update_fields=["due", "late"])
        row.late = max(found.late for found in row.answers.all())
    row.extended, row.asked_days, row.asked_from = row.extended + days, None, None
    shared.save(row)
    shared.note("ledger.request_extended", actor, row, before={"due": old}, after={"due": new})


def extension_declined(actor: Actor, approval: Approval) -> None:
    """The day stays; also when the request was taken back."""
    row = _asked(approval)
    row.asked_days, row.asked_from = None, None
    shared.save(row)
