"""What a page of one task shows: chain, state bar with living and dead verbs, who owes what, how the node came about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from wuze.accounts.enums import ApprovalState, Capability
from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal
from wuze.kernel.web.components import Chain, ChainPart, Light, Link, Refused, StateBar, Step, Tag, Verb
from wuze.kernel.web.templatetags.wuze import cn_date
from wuze.kernel.workdays import CHINA
from wuze.ledger import calendar, policy, queries, rules, states
from wuze.ledger.enums import AskState, ReportKind, TaskState, Turn
from wuze.ledger.models import Cooperator, Extension, Report, Task
from wuze.ledger.tables import light_of
from wuze.registry.rules import cn

S = TaskState
Offer = tuple[Verb, Refusal | None]
ORDER = ("立项", "交办", "签收", "办理", "反馈", "办结", "销号")
AT = {S.DRAFT: 0, S.ISSUED: 2, S.DOING: 3, S.RETURNED: 4, S.REPORTED: 5, S.DONE: 6, S.CLOSED: 7}
"""Which step is under way in a state; those before it are done."""


def url(name: str, *keys: object) -> str:
    """An address of the ledger."""
    return reverse(f"ledger:{name}", args=list(keys))


def chain(task: Task) -> Chain:
    """What each link holds; those above the ledger fill theirs when they are there."""
    why = f"{task.why_code} {task.why_label}".strip()
    nothing = ChainPart("没有")
    return Chain((
        ChainPart(why if task.why == "duty" else f"{task.get_why_display()}：{why}"),
        ChainPart(f"{task.code}（本页）", here=True), nothing, nothing, nothing, nothing,
    ))  # fmt: skip


# --- the bar ----------------------------------------------------------------------------------------------------------


def task_bar(actor: Actor, task: Task) -> StateBar:
    """Where it stands, whose turn it is, what may be done and why the rest may not."""
    offers = _offers(actor, task)
    verbs = tuple(verb for verb, refusal in offers if refusal is None)
    if verbs:
        primary = Verb(verbs[0].label, verbs[0].url, verbs[0].method, True, verbs[0].icon, verbs[0].hidden)
        verbs = (primary, *verbs[1:])
    light = light_of(actor, task) if task.turn_due else None
    return StateBar(_steps(task), _turn(actor, task), light, _detail(task), verbs, _refused(offers))


def _refused(offers: Sequence[Offer]) -> tuple[Refused, ...]:
    """Verbs that are dead for the same reason share a line."""
    found: dict[str, list[str]] = {}
    for verb, refusal in offers:
        if refusal is not None and refusal.code != "ledger.state":
            found.setdefault(refusal.reason, []).append(verb.label)
    return tuple(Refused("、".join(labels), reason) for reason, labels in found.items())


def _offers(actor: Actor, task: Task) -> list[Offer]:
    """The verbs that have to do with the state."""
    version = (("version", str(task.version)),)
    own = policy.why_must_enter_for(actor, task.lead) is None

    def page(label: str, verb: str, refusal: Refusal | None) -> Offer:
        return Verb(label, url("act", task.pk, verb), "get"), refusal

    def tap(label: str, verb: str, refusal: Refusal | None) -> Offer:
        return Verb(label, url("act", task.pk, verb), hidden=version), refusal

    edit = Verb("改", url("edit", task.pk), "get"), policy.why_not_edit(actor, task)
    cancel = page("取消", "cancel", policy.why_not_cancel(actor, task))
    cooperate = page("定协办", "cooperate", policy.why_not_cooperate(actor, task))
    by_state: dict[str, list[Offer]] = {
        S.DRAFT: [tap("交办", "issue", policy.why_not_issue(actor, task))],
        S.REPORTED: [
            tap("认可，交核验", "accept", policy.why_not_accept(actor, task)),
            page("退回补充", "return", policy.why_not_send_back(actor, task)),
        ],
        S.DONE: [
            page("核验，销号", "close", policy.why_not_close(actor, task)),
            page("退回补充", "return", policy.why_not_send_back(actor, task)),
        ],
        S.CLOSED: [page("重新办", "reopen", policy.why_not_reopen(actor, task))],
        S.CANCELLED: [page("重新办", "reopen", policy.why_not_reopen(actor, task))],
    }  # fmt: skip
    offers = by_state.get(task.state, [])
    if task.state == S.DRAFT:
        short = policy.why_not_ask_short(actor, task)
        offers += [page("时间紧，报批", "urgent", short)] if short is None or short.code == "ledger.asked" else []
        offers += [edit, cooperate, cancel]
    if task.state in states.WITH_LEAD:
        offers = _doing(actor, task, page, tap, own=own)
        offers += [page("报批调整", "adjust", policy.why_not_adjust(actor, task)), cooperate, cancel]
    excuse = policy.why_not_excuse(actor, task)
    return [*offers, *([page("注明非本单位原因", "excuse", None)] if excuse is None else [])]


def _doing(actor: Actor, task: Task, page: object, tap: object, *, own: bool) -> list[Offer]:
    """While the unit has it. Whoever enters for the unit needs a form for the paper."""
    assert callable(page)  # noqa: S101 - the two makers of ``_offers``
    assert callable(tap)  # noqa: S101 - as above
    report = policy.why_not_report(actor, task)
    offers = [page("写汇报" if own else "代录汇报", "report", report)]
    if task.state == S.ISSUED:
        offers.insert(0, (tap if own else page)("签收", "receive", policy.why_not_receive(actor, task)))
    if own and (task.report_due or task.nil_ok):
        offers.append(tap("没有新情况", "nil", report))
    offers.append(page("申请延期", "extend", policy.why_not_extend(actor, task)))
    if own:
        offers.append(page("定岗位", "assign", policy.why_not_assign(actor, task)))
        if actor.may(Capability.EDIT_TASKS):
            offers.append(
                (Verb("分解下去", f"{url('bulk')}?parent={task.pk}", "get"), policy.why_not_split(actor, task))
            )
    return offers


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
    mine = unit.pk in queries.own_units(actor, capability)
    return f"轮到我：{what}" if mine else f"轮到{unit}：{what}"


def _detail(task: Task) -> str:
    """Until when."""
    if task.approval == ApprovalState.ASKED:
        return "时间紧的报批送签中"
    if task.turn_due is None:
        return ""
    words = {S.REPORTED: "审核限", S.DONE: "核验限", S.RETURNED: "补充限"}
    return f"{words.get(TaskState(task.state), '节点')}{cn_date(task.turn_due)}"


# --- who owes what ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Owed:
    """One line: part, unit and post, what, until when, whether it came, and what may be done."""

    part: str
    unit: str
    post: str
    gives: str
    due: date | None
    light: Light
    tags: tuple[Tag, ...] = ()
    verb: Verb | None = None
    term: str = ""


def owed(actor: Actor, task: Task, cooperators: Iterable[Cooperator], holders: Mapping[int, str]) -> list[Owed]:
    """The lead, those who help, the issuer as the one who answers."""
    helpers = list(cooperators)
    found = [
        Owed(
            "牵头",
            str(task.lead),
            _post(task.post, holders),
            task.standard,
            task.due,
            _lead_light(task, actor.today),
            _late(task),
        )
    ]
    found += [_helper(actor, task, one, holders) for one in helpers]
    if task.issued_on:
        light, term = _issuer_light(actor, task), f"收到后{rules.REVIEW}天"
        found.append(Owed("审核、核验", str(task.issuer), "", "认可或退回，核验销号", None, light, term=term))
    return found  # fmt: skip


def _post(post: object, holders: Mapping[int, str]) -> str:
    if post is None:
        return "没有定岗位"
    return f"{getattr(post, 'title', '')} {holders.get(getattr(post, 'pk', 0), '缺人')}"


def _late(task: Task) -> tuple[Tag, ...]:
    return (Tag(f"迟{task.late}天", "late"),) if task.late else ()


def _lead_light(task: Task, today: date) -> Light:
    if task.finished_on:
        return Light("green", f"{cn_date(task.finished_on)}交")
    left = rules.light(task.turn_due if task.state in states.WITH_LEAD else None, today)
    return Light(left.state, left.word) if left else Light("none", "没轮到")


def _issuer_light(actor: Actor, task: Task) -> Light:
    if task.state in {S.REPORTED, S.DONE}:
        return light_of(actor, task)
    return Light("green", "核验了") if task.state == S.CLOSED else Light("none", "没轮到")


def _helper(actor: Actor, task: Task, one: Cooperator, holders: Mapping[int, str]) -> Owed:
    one.task = task
    verb = Verb("交了", url("hand-in", one.pk), "get") if policy.why_not_hand_in(actor, one) is None else None
    if one.handed_on:
        days = rules.late_days(one.due, one.handed_on)
        tags = ((Tag(f"迟{days}天", "late"),) if days else ()) + ((Tag("代录"),) if one.on_behalf else ())
        return Owed(
            "协办",
            str(one.unit),
            _post(one.post, holders),
            one.gives,
            one.due,
            Light("green", f"{cn_date(one.handed_on)}交"),
            tags,
        )
    left = rules.light(one.due, actor.today)
    assert left is not None  # noqa: S101 - a co-operator always has a day
    live = task.state in states.OPEN
    light = Light(left.state, left.word) if live else Light("none", "没有交")
    return Owed("协办", str(one.unit), _post(one.post, holders), one.gives, one.due, light, verb=verb)  # fmt: skip


# --- how the node came about ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Derivation:
    """The node in weeks and sentences, and where the year's holidays come from."""

    weeks: tuple[calendar.Week, ...]
    steps: tuple[str, ...]
    source: str
    outcome: str


def derivation(task: Task, extensions: Sequence[Extension], today: date) -> Derivation:
    """From issue, by extensions; a task that was begun anew has the node that was set then."""
    agreed = [(one.old, one.new, one.days) for one in extensions if one.state == AskState.AGREED]
    due = rules.planned(task.issued_on or today, task.due, task.term)
    first = agreed[0][0] if agreed else due
    if task.ended_why and task.state != S.CANCELLED and (not agreed or agreed[-1][1] != due):
        return Derivation((), (f"重新办时定的：{cn(due)}。{task.ended_why}",), "", _outcome(task))
    steps = rules.how_it_came(task.issued_on, task.term, due, agreed)
    years = sorted({day.year for day in (task.issued_on or today, due)})
    source = "、".join(f"{year}年放假{CHINA.sources.get(year, '未确认')}" for year in years)
    shown = calendar.weeks(task.issued_on, min(first, due), due, today) if task.issued_on else ()
    return Derivation(shown, tuple(steps), source, _outcome(task))


def _outcome(task: Task) -> str:
    if task.finished_on is None or task.due is None:
        return f"{cn_date(task.due)}24时前反馈，算按时。" if task.due else ""
    end = f"迟{task.late}天" if task.late else "按时"
    return f"{cn_date(task.finished_on)}收到反馈，{end}。"


# --- reports ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """A report with its marks, and whether a difficulty can be answered here."""

    row: Report
    tags: tuple[Tag, ...]
    verb: Verb | None


def reports(actor: Actor, rows: Iterable[Report], task: Task) -> list[Shown]:
    """Newest first."""
    own = task.issuer_id in queries.own_units(actor, Capability.EDIT_TASKS)
    found = []
    for row in rows:
        tags = [Tag(f"迟{row.late}天", "late")] if row.late else []
        tags += [Tag("代录")] if row.on_behalf else []
        hard = row.kind == ReportKind.HARD and row.decided_on is None and task.state in states.WITH_LEAD
        found.append(Shown(row, tuple(tags), Verb("答复", url("answer", row.pk), "get") if hard and own else None))
    return found


# --- one unit's page --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Card:
    """One thing that is asked: light, node, title, a sentence, at most two verbs."""

    title: str
    url: str
    light: Light
    due: date | None
    detail: str
    verbs: tuple[Verb, ...] = ()
    tags: tuple[Tag, ...] = ()


def cards(actor: Actor, tasks: Iterable[Task]) -> list[Card]:
    """What is asked of a unit. Verbs only for whoever answers for it."""
    found = []
    for task in tasks:
        own = policy.why_not_report(actor, task) is None and policy.why_must_enter_for(actor, task.lead) is None
        detail = task.requirement if len(task.requirement) <= 46 else f"{task.requirement[:45]}…"
        verbs = card_verbs(task, actor.today) if own else ()
        tags = (*_late(task), *_report_tag(task, actor.today))
        found.append(Card(task.title, url("task", task.pk), light_of(actor, task), task.due, detail, verbs, tags))
    return found


def _report_tag(task: Task, today: date) -> tuple[Tag, ...]:
    near = rules.report_light(task.report_due, today)
    return (Tag(f"该汇报，{near.word}", "ask"),) if near else ()


def card_verbs(task: Task, today: date) -> tuple[Verb, ...]:
    """At most two: the one to do, and a way to say no (or that nothing is new)."""
    version = (("version", str(task.version)),)
    nil = Verb("没有新情况", url("act", task.pk, "nil"), hidden=version)
    no = Verb("办不了", f"{url('act', task.pk, 'report')}?kind={ReportKind.HARD}", "get")
    if task.nil_ok and task.state != S.RETURNED:
        return Verb("有情况，写汇报", url("act", task.pk, "report"), "get"), nil
    if task.state == S.ISSUED:
        return Verb("签收", url("act", task.pk, "receive"), hidden=version), no
    write = Verb("补充" if task.state == S.RETURNED else "写汇报", url("act", task.pk, "report"), "get")
    if task.report_due is not None and (task.report_due - today).days <= 10:
        return write, nil
    return write, no


def link(task: Task) -> Link:
    """Back to the task."""
    return Link("回到事项", url("task", task.pk))
