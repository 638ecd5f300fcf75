"""What the responsible unit does: receive, report, hand in, choose the post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wuze.accounts.enter_for import Behalf
from wuze.accounts.values import Actor
from wuze.files.store import Taken
from wuze.kernel.errors import Invalid, refuse
from wuze.ledger import policy, queries, rules
from wuze.ledger.actions import shared
from wuze.ledger.activities.models import Activity
from wuze.ledger.activities.queries import STANDS
from wuze.ledger.enums import ReportKind, TaskState
from wuze.ledger.models import Cooperator, Report, ReportFile, Task
from wuze.registry.evidence.actions import lay
from wuze.registry.rules import cn

WORDLESS = frozenset({ReportKind.NIL})
"""Kinds that need no words."""

CODES = {
    ReportKind.PROGRESS: "ledger.reported_progress",
    ReportKind.NIL: "ledger.reported_nil",
    ReportKind.HARD: "ledger.reported_hard",
    ReportKind.FINAL: "ledger.reported_final",
}
NOTHING_NEW = "没有新情况。"


@dataclass(frozen=True, slots=True)
class Said:
    """What a report says. ``received`` differs from today only where a paper came earlier (代录)."""

    kind: str
    text: str = ""
    happened: date | None = None
    received: date | None = None
    evidence: str = ""
    entry: int | None = None
    parts_why: str = ""
    files: tuple[Taken, ...] = ()


def _receive(task: Task, actor: Actor) -> None:
    shared.step(task, "receive")
    task.received_on, task.received_by = actor.today, actor.name


@transaction.atomic
def receive(actor: Actor, pk: int, *, version: int | None, behalf: Behalf | None = None) -> Task:
    """签收: the unit knows of it."""
    task = shared.locked(pk, version)
    refuse(policy.why_not_receive(actor, task))
    shared.check_behalf(actor, task.lead, behalf)
    _receive(task, actor)
    shared.save(task)
    shared.note("ledger.received", actor, task, behalf=behalf, units=(task.lead,))
    return task


@transaction.atomic
def report(actor: Actor, pk: int, said: Said, *, version: int | None, behalf: Behalf | None = None) -> Report:
    """汇报: progress, nothing new, a difficulty, or that it is done. Whoever reports has received it."""
    task = shared.locked(pk, version)
    refuse(policy.why_not_report(actor, task))
    shared.check_behalf(actor, task.lead, behalf)
    if said.kind == ReportKind.NIL and task.nil_ok:
        said = Said(ReportKind.FINAL, NOTHING_NEW, evidence=NOTHING_NEW)
    received = said.received or (behalf.dated if behalf else actor.today)
    happened = said.happened or received
    _check(actor, task, said, happened, received)
    bound = _bound(task, said.kind)
    row = Report(
        task=task, kind=said.kind, text=said.text.strip(), evidence=said.evidence.strip(), entry_id=said.entry,
        parts_why=said.parts_why.strip(), happened=happened,
        received=received, bound=bound, late=rules.late_days(bound, received) if bound else 0, entered_by=actor.name,
        entered_post=actor.post, entered_user=actor.user, entered_at=actor.at,
        on_behalf=behalf.on_behalf if behalf else "", source=behalf.source if behalf else "",
    )  # fmt: skip
    if said.kind in {ReportKind.FINAL, ReportKind.HARD}:
        row.answer_due = rules.review_due(actor.today)
    row.save(force_insert=True)
    laid = lay(ReportFile, row, said.files, actor, happened=happened, received=received, behalf=behalf)
    _move(task, actor, row)
    shared.save(task)
    shared.note(CODES[ReportKind(said.kind)], actor, task, behalf=behalf, units=(task.lead,), after={
        "text": row.text, "happened": happened, "received": received, "late": f"迟{row.late}天" if row.late else "按时", **laid,
    })  # fmt: skip
    return row


def _check(actor: Actor, task: Task, said: Said, happened: date, received: date) -> None:
    faults = rules.happened_fault(happened, received, actor.today)
    if task.issued_on and received < task.issued_on:
        faults["received"] = f"这件事{cn(task.issued_on)}才交办，收到日期不能更早。"
    if said.kind not in WORDLESS and not said.text.strip():
        faults["text"] = "请写几句：办到哪一步、结果怎样。"
    if said.kind == ReportKind.FINAL and task.wants_evidence and not said.evidence.strip() and not said.files:
        faults["evidence"] = "这件事要佐证，请附材料，或写材料在哪里。"
    if said.entry and not Activity.objects.filter(STANDS, pk=said.entry, unit=task.lead_id).exists():
        faults["evidence"] = f"只能用{task.lead}自己记下、没有作废的记录作佐证。"
    if said.kind == ReportKind.FINAL and not said.parts_why.strip() and (number := queries.open_parts(task)):
        faults["parts_why"] = f"分解下去的还有{number}件没有销号。等办完再报，或写明为什么现在就报。"
    if faults:
        raise Invalid("ledger.report", faults)


def _bound(task: Task, kind: str) -> date | None:
    """Against which day a report is measured: the one that holds now; periodic reports against their own."""
    return task.turn_due if kind == ReportKind.FINAL else task.report_due if kind != ReportKind.HARD else None


def _move(task: Task, actor: Actor, row: Report) -> None:
    """What a report does to its task."""
    if task.state == TaskState.ISSUED:
        _receive(task, actor)
    task.reported_on = row.received
    if row.kind == ReportKind.FINAL:
        shared.step(task, "finish")
        task.finished_on = row.received
        task.late = max(task.late, row.late)
        if row.late and task.excused_on is not None and row.bound is not None and row.bound > task.excused_on:
            task.excused = False
        task.turn_due, task.report_due = row.answer_due, None
    elif row.kind in {ReportKind.PROGRESS, ReportKind.NIL} and task.report_due is not None:
        task.report_due = rules.report_due(task.rhythm, max(actor.today, task.report_due))


@transaction.atomic
def assign(actor: Actor, pk: int, *, post: int | None, version: int | None) -> Task:
    """任务到岗: which post of the unit it falls to; with the post it moves when the holder changes."""
    task = shared.locked(pk, version)
    refuse(policy.why_not_assign(actor, task))
    owner = queries.post_of(task.lead, post)
    if owner is None:
        raise Invalid("ledger.assign", {"post": f"请选{task.lead}现有的一个岗位。"})
    before = {"post": str(task.post) if task.post else "没有定"}
    task.post = owner
    shared.save(task)
    shared.note("ledger.assigned", actor, task, before=before, after={"post": str(owner)})
    return task


@transaction.atomic
def hand_in(actor: Actor, pk: int, *, note: str, behalf: Behalf | None = None) -> Cooperator:
    """A co-operator hands in its part."""
    found = Cooperator.objects.values_list("task", flat=True).get(pk=pk)
    task = shared.locked(found, None)
    row = Cooperator.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pk)
    row.task = task
    refuse(policy.why_not_hand_in(actor, row))
    shared.check_behalf(actor, row.unit, behalf)
    row.handed_on = behalf.dated if behalf else actor.today
    row.handed_by, row.note = actor.name, note.strip()
    row.on_behalf = behalf.on_behalf if behalf else ""
    row.save()
    shared.note(
        "ledger.handed_in",
        actor,
        task,
        behalf=behalf,
        units=(row.unit,),
        after={"unit": str(row.unit), "gives": row.gives},
    )
    return row
