"""The head of a task's page: its chain, the steps it has gone, whose turn it is, living verbs and dead ones."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from wuze.accounts.enums import ApprovalState, Capability
from wuze.accounts.values import Actor
from wuze.duty.agenda import queries as agenda
from wuze.duty.editions import queries as duties
from wuze.kernel.errors import Refusal
from wuze.kernel.web.components import Chain, ChainPart, Offer, Refused, StateBar, Step, Verb, alive, dead, joined
from wuze.kernel.web.templatetags.wuze import cn_date, cn_near
from wuze.ledger import policy, queries, rules
from wuze.ledger.addresses import url
from wuze.ledger.enums import TaskState, Turn, Why
from wuze.ledger.models import Task
from wuze.ledger.tables import light_of
from wuze.registry.pages import slot_url

S = TaskState
ORDER = ("立项", "交办", "签收", "办理", "反馈", "办结", "销号")
AT = {S.DRAFT: 0, S.ISSUED: 2, S.DOING: 3, S.RETURNED: 4, S.REPORTED: 5, S.DONE: 6, S.CLOSED: 7}
"""Which step is under way in a state; those before it are done."""


def used_url(actor: Actor, task: Task) -> str:
    """The slot that says which results it stands in; "" for whoever sees none, or while there is no such page."""
    return slot_url("task-used", task.pk) if actor.may(Capability.SEE_RESULTS) else ""


def chain(actor: Actor, task: Task) -> Chain:
    """What each link holds; those above the ledger fill theirs when they are there."""
    why = f"{task.why_code} {task.why_label}".strip()
    nothing = ChainPart("没有")
    return Chain((
        ChainPart(why if task.why == Why.DUTY else f"{task.get_why_display()}：{why}", _basis(actor, task)),
        ChainPart(f"{task.code}（本页）", here=True), nothing,
        ChainPart("用在哪里", "#s-used") if used_url(actor, task) else nothing, nothing, nothing,
    ))  # fmt: skip


def _basis(actor: Actor, task: Task) -> str:
    """The page of the duty or of the decision that the task follows from; "" where the actor sees none."""
    if task.why == Why.DUTY and (duty := duties.duty_of(actor, task.why_code)):
        return reverse("duty:duty", args=[duty.pk])
    if task.why == Why.DECISION and (
        matter := agenda.visible_to(actor).filter(code=task.why_code.rpartition("-")[0]).first()
    ):
        return reverse("duty:agenda", args=[matter.pk])
    return ""


def task_bar(actor: Actor, task: Task) -> StateBar:
    """Where it stands, whose turn it is, what may be done and why the rest may not."""
    offers = _offers(actor, task)
    verbs = alive(offers)
    if verbs:
        primary = Verb(verbs[0].label, verbs[0].url, verbs[0].method, True, verbs[0].icon, verbs[0].hidden)
        verbs = (primary, *verbs[1:])
    light = light_of(actor, task) if task.turn_due else None
    return StateBar(_steps(task), _turn(actor, task), light, _detail(task, actor.today), verbs, _refused(offers))


def _refused(offers: list[Offer]) -> tuple[Refused, ...]:
    """With the reason; a verb of another state is not named at all."""
    return joined(dead(one for one in offers if one[1] is None or one[1].code != "ledger.state"))


def _page(task: Task, label: str, verb: str, refusal: Refusal | None) -> Offer:
    """A verb with a form of its own."""
    return Verb(label, url("act", task.pk, verb), "get"), refusal


def _tap(task: Task, label: str, verb: str, refusal: Refusal | None) -> Offer:
    """A verb that needs no words."""
    return Verb(label, url("act", task.pk, verb), hidden=(("version", str(task.version)),)), refusal


def _offers(actor: Actor, task: Task) -> list[Offer]:
    """The verbs that have to do with the state."""
    by_state = {S.DRAFT: _drafted, S.REPORTED: _reported, S.DONE: _done, S.CLOSED: _over, S.CANCELLED: _over}
    offers = by_state.get(TaskState(task.state), _doing)(actor, task)
    excuse = policy.why_not_excuse(actor, task)
    return offers + ([_page(task, "注明非本单位原因", "excuse", None)] if excuse is None else [])


def _drafted(actor: Actor, task: Task) -> list[Offer]:
    short = policy.why_not_ask_short(actor, task)
    urgent = [_page(task, "报批", "urgent", short)] if short is None or short.code == "ledger.asked" else []
    edit = Verb("改", url("edit", task.pk), "get"), policy.why_not_edit(actor, task)
    return [_tap(task, "交办", "issue", policy.why_not_issue(actor, task)), *urgent, edit, *_always(actor, task)]


def _reported(actor: Actor, task: Task) -> list[Offer]:
    return [
        _tap(task, "认可，交核验", "accept", policy.why_not_accept(actor, task)),
        _page(task, "退回补充", "return", policy.why_not_send_back(actor, task)),
    ]


def _done(actor: Actor, task: Task) -> list[Offer]:
    return [
        _page(task, "核验，销号", "close", policy.why_not_close(actor, task)),
        _page(task, "退回补充", "return", policy.why_not_send_back(actor, task)),
    ]


def _over(actor: Actor, task: Task) -> list[Offer]:
    return [_page(task, "重新办", "reopen", policy.why_not_reopen(actor, task))]


def _always(actor: Actor, task: Task) -> tuple[Offer, Offer]:
    """Of a draft, and while the unit has it."""
    return (
        _page(task, "定协办", "cooperate", policy.why_not_cooperate(actor, task)),
        _page(task, "取消", "cancel", policy.why_not_cancel(actor, task)),
    )


def _doing(actor: Actor, task: Task) -> list[Offer]:
    """While the unit has it. Whoever enters for the unit needs a form for the paper."""
    own = policy.why_must_enter_for(actor, task.lead) is None
    report = policy.why_not_report(actor, task)
    offers = [_page(task, "写汇报" if own else "代录汇报", "report", report)]
    if task.state == S.ISSUED:
        offers.insert(0, (_tap if own else _page)(task, "签收", "receive", policy.why_not_receive(actor, task)))
    if policy.why_not_link(actor, task) is None:
        offers.append((Verb("开链接请对方报", url("task-link", task.pk), "get"), None))
    if own and (task.report_due or task.nil_ok):
        offers.append(_tap(task, "没有新情况", "nil", report))
    offers.append(_page(task, "申请延期", "extend", policy.why_not_extend(actor, task)))
    if own:
        offers.append(_page(task, "定岗位", "assign", policy.why_not_assign(actor, task)))
        if actor.may(Capability.EDIT_TASKS):
            split = Verb("分解下去", f"{url('bulk')}?parent={task.pk}", "get")
            offers.append((split, policy.why_not_split(actor, task)))
    return [*offers, _page(task, "报批调整", "adjust", policy.why_not_adjust(actor, task)), *_always(actor, task)]


def _steps(task: Task) -> tuple[Step, ...]:
    """立项 to 销号, each with its date and who."""
    notes = (
        (task.drafted_on, task.drafted_by), (task.issued_on, task.issued_by), (task.received_on, task.received_by),
        (None, ""), (task.finished_on, f"迟{task.late}天" if task.late else "按时" if task.finished_on else ""),
        (task.accepted_on, task.accepted_by), (task.closed_on, task.closed_by),
    )  # fmt: skip
    here = 7 if task.state == S.CANCELLED else AT[TaskState(task.state)]
    found = []
    for index, (name, (day, who)) in enumerate(zip(ORDER, notes, strict=True)):
        state = "done" if index < here else "now" if index == here else "later"
        if task.state == S.CANCELLED and day is None:
            state = "later"
        if task.state == S.RETURNED and index == 4:
            found.append(Step("退回", "now"))
            continue
        lines = tuple(part for part in (cn_date(day) if day else "", who) if part)
        found.append(Step(name, state, lines))  # type: ignore[arg-type]  # one of three words by construction
    return (*found, Step("取消", "now")) if task.state == S.CANCELLED else tuple(found)


def _turn(actor: Actor, task: Task) -> str:
    """Whose turn it is, as this actor reads it."""
    if task.state == S.CLOSED:
        return f"已销号，{task.closed_by}核验"
    if task.state == S.CANCELLED:
        return f"已取消：{task.ended_why}"
    what = {
        S.DRAFT: "交办", S.ISSUED: "签收", S.DOING: "办理、汇报", S.RETURNED: "补充", S.REPORTED: "审核反馈", S.DONE: "核验销号",
    }[TaskState(task.state)]  # fmt: skip
    lead = rules.turn(task.state) is Turn.LEAD
    unit = task.lead if lead else task.issuer
    capability = Capability.REPORT_TASKS if lead else Capability.EDIT_TASKS
    if task.approval == ApprovalState.ASKED:
        return "等审批，批了再交办"
    mine = unit.pk in queries.own_units(actor, capability)
    return f"轮到我：{what}" if mine else f"轮到{unit}：{what}"


def _detail(task: Task, today: date) -> str:
    """Until when."""
    if task.approval == ApprovalState.ASKED:
        return "时间紧的报批送签中"
    if task.turn_due is None:
        return ""
    words = {S.REPORTED: "审核限", S.DONE: "核验限", S.RETURNED: "补充限"}
    return f"{words.get(TaskState(task.state), '节点')}{cn_near(task.turn_due, today)}"
