"""What the issuer does: accept, return, verify, note a reason that was not the unit's, cancel, reopen."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, Refusal, Refused, refuse
from wuze.ledger import policy, queries, rules, states
from wuze.ledger.actions import shared
from wuze.ledger.enums import ReportKind
from wuze.ledger.models import Report, Task
from wuze.registry.rules import cn


def _last(task: Task) -> Report:
    """The report that is looked at: the newest that says it is done. A task that is checked has one."""
    return task.reports.filter(kind=ReportKind.FINAL).select_for_update()[0]


def _decide(actor: Actor, report: Report, verb: str, answer: str) -> None:
    report.state, report.answer = states.REPORT[(report.state, verb)], answer
    report.decided_on, report.decided_by = report.decided_on or actor.today, actor.name
    report.save()


@transaction.atomic
def accept(actor: Actor, pk: int, *, version: int | None, answer: str = "") -> Task:
    """认可, 交核验: the unit has done its part; somebody else verifies."""
    task = shared.locked(pk, version)
    refuse(policy.why_not_accept(actor, task))
    _decide(actor, _last(task), "accept", answer.strip())
    shared.step(task, "accept")
    task.accepted_on, task.accepted_by, task.accepted_user = actor.today, actor.name, actor.user
    task.turn_due = rules.review_due(actor.today)
    shared.save(task)
    shared.note("ledger.accepted", actor, task, units=(task.lead,), after={"answer": answer.strip()})
    return task


@transaction.atomic
def send_back(actor: Actor, pk: int, *, version: int | None, reason: str) -> Task:
    """退回补充: what is lacking, and until when; also from verification."""
    task = shared.locked(pk, version)
    refuse(policy.why_not_send_back(actor, task))
    why = shared.needs_reason(reason, "请写退回的理由：差什么、补什么。")
    _decide(actor, _last(task), "send_back", why)
    shared.step(task, "send_back")
    assert task.due is not None  # noqa: S101 - a constraint of the table
    task.turn_due = rules.supplement_due(actor.today, task.due)
    task.accepted_on, task.accepted_by, task.accepted_user, task.finished_on = None, "", 0, None
    shared.save(task)
    shared.note("ledger.sent_back", actor, task, units=(task.lead,), after={"reason": why, "until": task.turn_due})
    return task


@transaction.atomic
def close(actor: Actor, pk: int, *, version: int | None, how: str) -> Task:
    """核验销号: how it was verified."""
    task = shared.locked(pk, version)
    refuse(policy.why_not_close(actor, task))
    seen = shared.needs_reason(how, "请写怎样核验的：看了什么、抽了几户。", "how")
    shared.step(task, "close")
    task.closed_on, task.closed_by, task.turn_due = actor.today, actor.name, None
    shared.save(task)
    shared.note("ledger.closed", actor, task, units=(task.lead,), after={"how": seen})
    return task


@transaction.atomic
def cancel(actor: Actor, pk: int, *, version: int | None, reason: str) -> Task:
    """取消: it counts nowhere."""
    task = shared.locked(pk, version)
    refuse(policy.why_not_cancel(actor, task))
    why = shared.needs_reason(reason)
    before = {"state": task.get_state_display()}
    shared.step(task, "cancel")
    task.ended_why, task.turn_due, task.report_due = why, None, None
    shared.save(task)
    shared.note("ledger.cancelled", actor, task, units=(task.lead,), before=before, after={"reason": why})
    return task


@transaction.atomic
def reopen(actor: Actor, pk: int, *, version: int | None, reason: str, due: date) -> Task:
    """重新办: with a reason and a new node; a late mark stays."""
    task = shared.locked(pk, version)
    refuse(policy.why_not_reopen(actor, task))
    why = shared.needs_reason(reason)
    if fault := rules.due_fault(actor.today, due) or rules.reopen_fault(actor.today, due):
        raise Invalid("ledger.reopen", {"due": fault})
    before = {"state": task.get_state_display(), "due": task.due}
    shared.step(task, "reopen")
    task.due = task.turn_due = due
    task.term, task.ended_why = None, why
    task.accepted_on, task.accepted_by, task.accepted_user = None, "", 0
    task.finished_on, task.closed_on, task.closed_by = None, None, ""
    task.report_due = rules.report_due(task.rhythm, actor.today)
    shared.save(task)
    shared.note("ledger.reopened", actor, task, units=(task.lead,), before=before, after={"reason": why, "due": due})
    return task


@transaction.atomic
def excuse(actor: Actor, pk: int, *, version: int | None, reason: str) -> Task:
    """注明非本单位原因: the late mark stays, the rates leave it out."""
    task = shared.locked(pk, version)
    refuse(policy.why_not_excuse(actor, task))
    why = shared.needs_reason(reason, "请写是什么原因、谁的原因。")
    task.excused, task.excuse, task.excused_by, task.excused_on = True, why, actor.name, actor.today
    shared.save(task)
    shared.note("ledger.excused", actor, task, units=(task.lead,), after={"reason": why})
    return task


@transaction.atomic
def answer_hard(actor: Actor, report: int, *, answer: str) -> Report:
    """答复困难: a visible answer."""
    pk = Report.objects.values_list("task", flat=True).get(pk=report, kind=ReportKind.HARD)
    task = shared.locked(pk, None)
    row = Report.objects.select_for_update().get(pk=report)
    if not queries.hard_waiting(actor).filter(pk=report).exists():
        day = f"{cn(row.decided_on)}已经答复。" if row.decided_on else f"由交办单位{task.issuer}答复。"
        raise Refused(Refusal("ledger.answered", day))
    said = shared.needs_reason(answer, "请写答复。", "answer")
    row.state, row.answer = states.REPORT[(row.state, "accept")], said
    row.decided_on, row.decided_by = actor.today, actor.name
    row.save()
    shared.note("ledger.answered", actor, task, units=(task.lead,), after={"answer": said})
    return row
