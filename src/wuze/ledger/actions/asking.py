"""What is asked about a task and decided by another person, by a click or on paper: too little time, extension,
adjustment. The request is an approval; its answer comes back here and takes effect in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse

from wuze.accounts.approvals import actions as approvals
from wuze.accounts.enums import ApprovalState
from wuze.accounts.models import Approval
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, refuse
from wuze.kernel.pinyin import initials
from wuze.ledger import policy, rules, states
from wuze.ledger.actions import shared
from wuze.ledger.enums import AskState, ReportKind
from wuze.ledger.models import Adjustment, Extension, Task
from wuze.registry.approvers.queries import place
from wuze.registry.models import Unit
from wuze.registry.rules import cn

SHORT, EXTEND, ADJUST = "ledger.short", "ledger.extend", "ledger.adjust"
CORE = {"title": "事项", "requirement": "要求", "standard": "完成标准"}
"""Core content: what may be adjusted only by approval."""


def _ask(actor: Actor, act: str, task: Task, reason: str, detail: str) -> Approval:
    """At the issuer's place in the tree: its own approver decides."""
    return approvals.ask(
        actor, act, shared.thing_of(task), place(task.issuer), reason=reason, detail=detail,
        url=reverse("ledger:task", args=[task.pk]), due=rules.review_due(actor.today),
    )  # fmt: skip


# --- too little time --------------------------------------------------------------------------------------------------


@transaction.atomic
def ask_short(actor: Actor, pk: int, *, version: int | None, reason: str) -> Task:
    """Too little time, or over the ceiling of burden: without it the task cannot be issued."""
    task = shared.locked(pk, version)
    refuse(policy.why_not_ask_short(actor, task))
    why = shared.needs_reason(reason, "请写为什么这么急。")
    due = rules.planned(actor.today, task.due, task.term)
    _ask(actor, SHORT, task, why, f"节点{cn(due)}，{policy.needs_approval(task, actor.today)}"[:500])
    task.approval, task.short_why = ApprovalState.ASKED, why
    shared.save(task)
    shared.note("ledger.short_asked", actor, task, after={"reason": why, "due": due})
    return task


def short_agreed(actor: Actor, approval: Approval) -> None:
    """It may be issued; it is not counted."""
    _short(actor, approval, ApprovalState.APPROVED)


def short_declined(actor: Actor, approval: Approval) -> None:
    """It may not; also when the request was taken back."""
    _short(actor, approval, ApprovalState(approval.state))


def _short(actor: Actor, approval: Approval, state: ApprovalState) -> None:
    task = shared.locked(int(approval.thing_key), None)
    task.approval = state
    shared.save(task)
    _note(actor, task, approval, "ledger.short_agreed", units=(task.issuer,))


# --- extension --------------------------------------------------------------------------------------------------------


@transaction.atomic
def ask_extension(actor: Actor, pk: int, *, version: int | None, days: int, reason: str) -> Extension:
    """申请延期: before the node."""
    task = shared.locked(pk, version)
    refuse(policy.why_not_extend(actor, task))
    if not 1 <= days <= rules.LONGEST_TERM:
        raise Invalid("ledger.extend", {"days": f"填1到{rules.LONGEST_TERM}个工作日。"})
    why = shared.needs_reason(reason, "请写为什么要延。")
    assert task.due is not None  # noqa: S101 - the policy has looked
    count = rules.extended(task.due, days)
    asked = _ask(actor, EXTEND, task, why, f"{cn(task.due)}延{days}个工作日到{cn(count.end)}")
    row = Extension.objects.create(
        task=task, days=days, old=task.due, new=count.end, reason=why, asked_by=actor.name, asked_on=actor.today,
        approval=asked.pk,
    )  # fmt: skip
    shared.save(task)
    shared.note(
        "ledger.extension_asked", actor, task, units=(task.lead,), after={"days": days, "new": count.end, "reason": why}
    )
    return row


def extension_agreed(actor: Actor, approval: Approval) -> None:
    """The node moves, also where the answer came after the unit had finished: it was asked in time, and the approver's own
    delay is not the unit's. What was measured against the old node is measured again."""
    row = Extension.objects.select_for_update(of=("self",)).get(approval=approval.pk)
    task = shared.locked(row.task_id, None)
    _settle(row, approval, "agree")
    task.due = row.new
    if task.state in states.WITH_LEAD:
        task.turn_due = max(row.new, task.turn_due or row.new)
    for report in task.reports.select_for_update().filter(kind=ReportKind.FINAL, bound=row.old):
        report.bound, report.late = row.new, rules.late_days(row.new, report.received)
        report.save(update_fields=["bound", "late"])
    task.late = max((report.late for report in task.reports.filter(kind=ReportKind.FINAL)), default=0)
    shared.save(task)
    shared.note("ledger.extended", actor, task, units=(task.lead,), before={"due": row.old}, after={"due": row.new})


def extension_declined(actor: Actor, approval: Approval) -> None:
    """The node stays."""
    row = Extension.objects.select_for_update(of=("self",)).get(approval=approval.pk)
    task = shared.locked(row.task_id, None)
    _settle(row, approval, "decline")
    shared.save(task)
    _note(actor, task, approval, units=(task.lead,))


# --- adjustment -------------------------------------------------------------------------------------------------------


@transaction.atomic
def ask_adjustment(actor: Actor, pk: int, *, version: int | None, wanted: Mapping[str, str], reason: str) -> Adjustment:
    """报批调整: core content changes only when agreed."""
    task = shared.locked(pk, version)
    refuse(policy.why_not_adjust(actor, task))
    after = {name: wanted[name].strip() for name in CORE if wanted[name].strip() != getattr(task, name)}
    if not after:
        raise Invalid("ledger.adjust", {"": "没有改动，不用报批。"})
    why = shared.needs_reason(reason)
    asked = _ask(actor, ADJUST, task, why, "；".join(f"{CORE[name]}改成“{text}”" for name, text in after.items())[:500])
    row = Adjustment.objects.create(
        task=task, before={name: getattr(task, name) for name in after}, after=after, reason=why, asked_by=actor.name,
        asked_on=actor.today, approval=asked.pk,
    )  # fmt: skip
    shared.save(task)
    shared.note("ledger.adjustment_asked", actor, task, before=row.before, after={**after, "reason": why})
    return row


def adjustment_agreed(actor: Actor, approval: Approval) -> None:
    """In force."""
    row = Adjustment.objects.select_for_update(of=("self",)).get(approval=approval.pk)
    task = shared.locked(row.task_id, None)
    _settle(row, approval, "agree")
    for name, text in row.after.items():
        setattr(task, name, text)
    task.initials = initials(task.title)[:120]
    shared.save(task)
    shared.note("ledger.adjusted", actor, task, units=(task.lead, task.issuer), before=row.before, after=row.after)


def adjustment_declined(actor: Actor, approval: Approval) -> None:
    """Everything stays."""
    row = Adjustment.objects.select_for_update(of=("self",)).get(approval=approval.pk)
    task = shared.locked(row.task_id, None)
    _settle(row, approval, "decline")
    shared.save(task)
    _note(actor, task, approval, units=(task.issuer,))


def _note(actor: Actor, task: Task, approval: Approval, agreed: str = "", units: tuple[Unit, ...] = ()) -> None:
    """What became of a request, in the history of its task."""
    codes = {ApprovalState.APPROVED: agreed, ApprovalState.REFUSED: "ledger.ask_declined"}
    code = codes.get(ApprovalState(approval.state), "ledger.ask_withdrawn")
    after = {"act": approval.act_label, "answer": approval.answer}
    shared.note(code, actor, task, units=units, after=after)


def _settle(row: Extension | Adjustment, approval: Approval, verb: str) -> None:
    row.state = states.ASK[(AskState(row.state), verb)]
    row.decided_on, row.decided_by = approval.decided_on, approval.decided_by or approval.entered_by
    row.save()
