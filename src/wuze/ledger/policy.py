"""Why a verb is dead for this actor now; None when it is alive."""

from __future__ import annotations

from datetime import date

from wuze.accounts.enums import ApprovalState, Capability, Role
from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal
from wuze.ledger import rules, states, whose
from wuze.ledger.addresses import url
from wuze.ledger.enums import AskState, ReportKind, TaskState
from wuze.ledger.models import Cooperator, Task
from wuze.ledger.queries import burden
from wuze.registry.enums import UnitKind
from wuze.registry.models import Unit
from wuze.registry.rules import cn

NOT_ISSUER = Refusal("ledger.not_issuer", "这是交办单位的事。")
NOT_LEAD = Refusal("ledger.not_lead", "这是责任单位的事；没有账号的单位由上级代录。")


# --- who stands where -------------------------------------------------------------------------------------------------


def _issues(actor: Actor, task: Task) -> bool:
    """Does the actor keep the ledger in the unit that issues it?"""
    return any(held.unit == task.issuer_id for held in actor.posts_that(Capability.EDIT_TASKS))


def _fits(task: Task, verb: str) -> Refusal | None:
    if states.after(task.state, verb) is not None:
        return None
    by = f"，{cn(task.closed_on)}{task.closed_by}核验" if task.closed_on else ""
    said = f"这件事{task.get_state_display()}{by}，现在不能这样办。"
    return Refusal("ledger.state", said, "看这件事", url("task", task.pk))


def _why_not_issuer(actor: Actor, task: Task) -> Refusal | None:
    if _issues(actor, task):
        return None
    return Refusal(NOT_ISSUER.code, f"由交办单位{task.issuer}来办。")


def _why_not_lead(actor: Actor, task: Task) -> Refusal | None:
    if whose.answers(actor, task.lead) or whose.enters_for(actor, task.lead):
        return None
    return Refusal(NOT_LEAD.code, f"由责任单位{task.lead}来办；没有账号的由上级代录。")


def why_not_of_lead(actor: Actor, task: Task) -> Refusal | None:
    """What the responsible unit has handed in is its own: it, or its superior for it, takes it back."""
    return _why_not_lead(actor, task)


def why_not_add_evidence(actor: Actor, task: Task) -> Refusal | None:
    """By the responsible unit, until the matter is closed."""
    if task.state in {TaskState.CLOSED, TaskState.CANCELLED}:
        return Refusal("ledger.state", f"这件事{task.get_state_display()}，不再补材料。")
    return _why_not_lead(actor, task)


def why_must_enter_for(actor: Actor, unit: Unit) -> Refusal | None:
    """Whoever does not belong to the unit, and bears no link of it, acts only on its behalf, from a paper."""
    if actor.link or whose.answers(actor, unit):
        return None
    return Refusal("ledger.on_behalf", f"您不是{unit}的人，要写替谁、依据哪份材料。")


# --- setting up and issuing -------------------------------------------------------------------------------------------


def why_not_set_up(actor: Actor) -> Refusal | None:
    """A post that keeps the ledger."""
    if actor.posts_that(Capability.EDIT_TASKS):
        return None
    return Refusal("ledger.no_right", "立事项由各单位的经办、负责人来办，您的岗位没有这一项。")


def why_not_issue_to(actor: Actor, lead: Unit) -> Refusal | None:
    """By affiliation: the lead office the whole county, everybody else the own unit and what belongs to it."""
    if refusal := why_not_set_up(actor):
        return refusal
    if lead.until is not None and lead.until <= actor.today:
        return Refusal("ledger.unit_closed", f"{lead}{cn(lead.until)}已撤销。")
    posts = actor.posts_that(Capability.EDIT_TASKS)
    county = any(held.role in {Role.LEAD_CLERK, Role.LEAD_HEAD} for held in posts)
    if county or any(lead.path.startswith(held.path) for held in posts):
        return None
    return Refusal("ledger.not_below", f"{lead}不隶属您的单位。只有上级能向它交办，请找它的上级。")


def why_not_edit(actor: Actor, task: Task) -> Refusal | None:
    """Freely while it is a draft that nobody is asked about."""
    if refusal := _why_not_issuer(actor, task):
        return refusal
    if task.state != TaskState.DRAFT:
        return Refusal("ledger.issued", "已经交办，核心内容要改请报批调整。")
    if task.approval == ApprovalState.ASKED:
        return Refusal("ledger.asked", "正在报批，要改先撤回报批。")
    return None


def why_not_issue(actor: Actor, task: Task) -> Refusal | None:
    """A draft with a node; one with too little time only once that is approved."""
    if refusal := _fits(task, "issue") or _why_not_issuer(actor, task):
        return refusal
    if task.approval == ApprovalState.ASKED:
        return Refusal("ledger.asked", "时间紧的报批还没有答复。")
    due = rules.planned(actor.today, task.due, task.term)
    if due < actor.today:
        return Refusal("ledger.past", "节点已经过了，先改节点再交办。")
    if task.approval != ApprovalState.APPROVED and (fault := needs_approval(task, actor.today)):
        return Refusal("ledger.short", fault)
    return None


def needs_approval(task: Task, today: date) -> str:
    """Why a draft cannot simply be issued today: too little time, or too much asked of the unit this year; "" when it can."""
    due = rules.planned(today, task.due, task.term)
    short = rules.short_fault(today, due) if rules.is_short(today, due) else ""
    return " ".join(part for part in (short, burden.over_fault(task, today)) if part)


def why_not_ask_short(actor: Actor, task: Task) -> Refusal | None:
    """Asked only where the time is short or the ceiling is passed, and nobody has agreed."""
    if refusal := _fits(task, "issue") or _why_not_issuer(actor, task):
        return refusal
    due = rules.planned(actor.today, task.due, task.term)
    if due < actor.today or not needs_approval(task, actor.today):
        return Refusal("ledger.not_short", "时间够，不用报批，直接交办。")
    if task.approval in {ApprovalState.ASKED, ApprovalState.APPROVED}:
        return Refusal("ledger.asked", f"时间紧的报批{ApprovalState(task.approval).label}。")
    return None


def why_not_issue_year(actor: Actor) -> Refusal | None:
    """The year's list is issued for the whole county, by the lead office."""
    if any(held.role in {Role.LEAD_CLERK, Role.LEAD_HEAD} for held in actor.posts_that(Capability.EDIT_TASKS)):
        return None
    return Refusal("ledger.not_lead_office", "照年度安排交办由牵头机关来办；您单位的事可以自己立项。")


# --- doing ------------------------------------------------------------------------------------------------------------


def why_not_receive(actor: Actor, task: Task) -> Refusal | None:
    """签收: receipt, not consent."""
    return _fits(task, "receive") or _why_not_lead(actor, task)


def why_not_report(actor: Actor, task: Task) -> Refusal | None:
    """Progress, a difficulty, or that it is done: while the unit has it; also by a link (the view knows for which task)."""
    if task.state not in states.WITH_LEAD:
        return _fits(task, "finish")
    return None if actor.link else _why_not_lead(actor, task)


def why_not_link(actor: Actor, task: Task) -> Refusal | None:
    """A one-time link by which a unit without an account reports: given by its superior."""
    if task.state not in states.WITH_LEAD:
        return _fits(task, "finish")
    if (
        actor.may(Capability.BRANCH_ACCOUNTS)
        and task.lead.kind == UnitKind.PARTY
        and whose.enters_for(actor, task.lead)
    ):
        return None
    return Refusal("ledger.no_link", f"给{task.lead}的链接由它的上级经办开。")


def why_not_assign(actor: Actor, task: Task) -> Refusal | None:
    """To which post it falls: the unit's own choice, or whoever enters for it."""
    if task.state not in states.OPEN:
        return Refusal("ledger.not_open", f"这件事{task.get_state_display()}，不用再定岗位。")
    return _why_not_lead(actor, task)


def why_not_split(actor: Actor, task: Task) -> Refusal | None:
    """Decomposed by whoever leads it, to units that belong to it."""
    if task.state not in states.WITH_LEAD:
        return Refusal("ledger.not_doing", f"这件事{task.get_state_display()}，不能再分解。")
    if any(held.unit == task.lead_id for held in actor.posts_that(Capability.EDIT_TASKS)):
        return None
    return Refusal("ledger.not_lead", f"由{task.lead}的经办、负责人分解。")


def why_not_set_ceiling(actor: Actor) -> Refusal | None:
    """The lead office sets how much may be asked."""
    if actor.roles & {Role.LEAD_HEAD, Role.LEAD_CLERK}:
        return None
    return Refusal("ledger.no_ceiling", "负担上限由牵头机关定。")


def why_not_cooperate(actor: Actor, task: Task) -> Refusal | None:
    """Who helps is set by whoever issues, until it is done."""
    if task.state not in states.OPEN and task.state != TaskState.DRAFT:
        return Refusal("ledger.not_open", f"这件事{task.get_state_display()}，不能再定协办。")
    return _why_not_issuer(actor, task)


def why_not_hand_in(actor: Actor, one: Cooperator) -> Refusal | None:
    """The unit itself, or whoever enters for it."""
    if one.handed_on is not None:
        return Refusal("ledger.handed_in", f"{cn(one.handed_on)}已经交了。")
    if one.task.state not in states.OPEN:
        return Refusal("ledger.not_open", f"这件事{one.task.get_state_display()}。")
    if whose.answers(actor, one.unit) or whose.enters_for(actor, one.unit):
        return None
    return Refusal("ledger.not_cooperator", f"由{one.unit}来交；没有账号的由上级代录。")


# --- checking ---------------------------------------------------------------------------------------------------------


def why_not_accept(actor: Actor, task: Task) -> Refusal | None:
    """认可, by the issuer; never by whoever entered the report, except alone in a small office."""
    if refusal := _fits(task, "accept") or _why_not_issuer(actor, task):
        return refusal
    last = task.reports.filter(kind=ReportKind.FINAL).first()
    if last is not None and last.entered_user == actor.user and not actor.small_office:
        return Refusal("ledger.own_report", "这份反馈是您录的，由同事审核。")
    return None


def why_not_send_back(actor: Actor, task: Task) -> Refusal | None:
    """退回, by the issuer."""
    return _fits(task, "send_back") or _why_not_issuer(actor, task)


def why_not_close(actor: Actor, task: Task) -> Refusal | None:
    """销号 is verification: never by the unit that did it, never by whoever accepted it, except alone in a small office;
    not while a part is open."""
    if refusal := _fits(task, "close"):
        return refusal
    posts = [held for held in actor.posts_that(Capability.EDIT_TASKS) if held.unit != task.lead_id]
    if not any(held.unit == task.issuer_id or held.role in {Role.LEAD_CLERK, Role.LEAD_HEAD} for held in posts):
        if whose.answers(actor, task.lead):
            return Refusal("ledger.own_unit", "自己办的事不能自己销号，要由办理单位以外的人核验。")
        return Refusal(NOT_ISSUER.code, f"由交办单位{task.issuer}核验销号。")
    if task.accepted_user == actor.user and not actor.small_office:
        return Refusal("ledger.accepted_it", "办结是您认可的，销号要由另一个人核验。")
    if number := task.children.filter(state__in=states.OPEN).count():
        return Refusal("ledger.parts_open", f"还有{number}件分解下去的没有销号。")
    return None


def why_not_excuse(actor: Actor, task: Task) -> Refusal | None:
    """非本单位原因: noted by another person, of a task that is late."""
    if whose.answers(actor, task.lead) or not (_issues(actor, task) or whose.in_office(actor)):
        return Refusal("ledger.not_another", "非本单位原因要由责任单位以外的人注明：交办单位或牵头机关。")
    if task.excuse_holds:
        return Refusal("ledger.excused", f"{task.excused_by}已经注明。")
    over = task.state in states.WITH_LEAD and task.due is not None and task.due < actor.today
    return None if over or (task.late and not task.excused) else Refusal("ledger.not_late", "没有超期，不用注明。")


# --- changing ---------------------------------------------------------------------------------------------------------


def why_not_extend(actor: Actor, task: Task) -> Refusal | None:
    """Asked before the node, once at a time."""
    if task.state not in {TaskState.ISSUED, TaskState.DOING} or task.due is None:
        return Refusal("ledger.not_doing", f"这件事{task.get_state_display()}，不用延期。")
    if refusal := _why_not_lead(actor, task):
        return refusal
    if actor.today > task.due:
        return Refusal(
            "ledger.too_late",
            f"节点{cn(task.due)}已过，延期只能在节点前申请。办完照样报；办不了的报困难，不是本单位原因的请交办单位注明。",
            "报困难", f"{url('act', task.pk, 'report')}?kind={ReportKind.HARD}",
        )  # fmt: skip
    if task.extensions.filter(state=AskState.ASKED).exists():
        return Refusal("ledger.extension_open", "已经申请延期，正在等答复。")
    return None


def why_not_adjust(actor: Actor, task: Task) -> Refusal | None:
    """Core content of what has been issued: by approval."""
    if task.state not in states.WITH_LEAD:
        return Refusal("ledger.not_doing", f"这件事{task.get_state_display()}，不能调整。")
    if refusal := _why_not_issuer(actor, task):
        return refusal
    if task.adjustments.filter(state=AskState.ASKED).exists():
        return Refusal("ledger.adjustment_open", "上一次调整正在等答复。")
    return None


def why_not_cancel(actor: Actor, task: Task) -> Refusal | None:
    """取消, by the issuer, with a reason."""
    if refusal := _fits(task, "cancel") or _why_not_issuer(actor, task):
        return refusal
    if task.approval == ApprovalState.ASKED:
        return Refusal("ledger.asked", "正在报批，先撤回报批。")
    return None


def why_not_reopen(actor: Actor, task: Task) -> Refusal | None:
    """重新办, by the issuer, with a reason and a new node."""
    if refusal := _fits(task, "reopen") or _why_not_issuer(actor, task):
        return refusal
    if task.issued_on is None:
        return Refusal("ledger.never_issued", "这件事没有交办过就取消了，请重新立项。")
    return None
