"""The page of one request: where it stands, whose turn it is, what was answered and how the day came about."""

from __future__ import annotations

from datetime import date

from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal
from wuze.kernel.web.components import (
    Chain,
    ChainPart,
    Figure,
    Link,
    Offer,
    StateBar,
    Step,
    Verb,
    alive,
    dead,
    joined,
)  # fmt: skip
from wuze.kernel.web.templatetags.wuze import cn_date
from wuze.ledger import whose
from wuze.ledger.addresses import url
from wuze.ledger.requests import policy, queries, rules, states
from wuze.ledger.requests.enums import RequestState as S
from wuze.ledger.requests.models import Request
from wuze.ledger.requests.queries import Totals
from wuze.ledger.requests.tables import light_of, turn_of

AT = {S.RAISED: 1, S.ASSIGNED: 2, S.DOING: 3, S.AGAIN: 3, S.ANSWERED: 4, S.CLOSED: 5, S.WITHDRAWN: 5}
"""Which step is under way in a state; those before it are done."""


def link(row: Request) -> Link:
    """Back to the request."""
    return Link("回到诉求", url("request-one", row.pk))


def chain(row: Request) -> Chain:
    """A request stands in 履责: support goes both ways."""
    nothing = ChainPart("没有")
    return Chain((nothing, ChainPart(f"{row.code}（本页）", here=True), nothing, nothing, nothing, nothing))


def bar(actor: Actor, row: Request) -> StateBar:
    """Where it stands, and what may be done."""
    offers = _offers(actor, row)
    verbs = alive(offers)
    if verbs:
        first = verbs[0]
        verbs = (Verb(first.label, first.url, first.method, True, first.icon, first.hidden), *verbs[1:])
    known = [offer for offer in offers if offer[1] is None or offer[1].code != policy.STATE]
    light = light_of(row, actor.today) if row.state in states.CLOCKED else None
    detail = f"限期{cn_date(row.due)}" if row.due else ""
    return StateBar(_steps(row), _turn(actor, row), light, detail, verbs, joined(dead(known)))


def _offers(actor: Actor, row: Request) -> list[Offer]:
    def page(label: str, verb: str, refusal: Refusal | None) -> Offer:
        return Verb(label, url("request-act", row.pk, verb), "get"), refusal

    def tap(label: str, verb: str, refusal: Refusal | None) -> Offer:
        return Verb(label, url("request-act", row.pk, verb), hidden=(("version", str(row.version)),)), refusal

    judge = policy.why_not_judge(actor, row)
    own = policy.why_must_enter_for(actor, row.unit) is None
    head = "代录：" if judge is None and not own else ""
    return [
        page("分办", "assign", policy.why_not_assign(actor, row)), page("报牵头机关", "up", policy.why_not_pass_up(actor, row)),
        tap("受理", "accept", policy.why_not_accept(actor, row)), page("答复", "answer", policy.why_not_answer(actor, row)),
        page("申请延期", "extend", policy.why_not_extend(actor, row)), page("转办", "transfer", policy.why_not_transfer(actor, row)),
        page("退回分办", "back", policy.why_not_send_back(actor, row)),
        (page if head else tap)(f"{head}满意", "content", judge),
        page(f"{head}不满意", "discontent", judge), *_link(actor, row), page("办结", "close", policy.why_not_close(actor, row)),
        page("撤回", "withdraw", policy.why_not_withdraw(actor, row)),
    ]  # fmt: skip


def _link(actor: Actor, row: Request) -> list[Offer]:
    """Only where it may be given: to whoever has an account the verb says nothing."""
    no = policy.why_not_link(actor, row)
    return [(Verb("给提的人开链接", url("request-link", row.pk), "get"), None)] if no is None else []


def _steps(row: Request) -> tuple[Step, ...]:
    here = AT[S(row.state)]
    end = "撤回" if row.state == S.WITHDRAWN else "办结"
    answered = f"迟{row.late}天" if row.late else ""
    notes = (
        ("提出", row.raised_on, ""), ("分办", row.assigned_on, str(row.handler or "")),
        ("受理", row.accepted_on, row.accepted_by), ("再办" if row.state == S.AGAIN else "答复", None, answered),
        ("提的人说", None, ""), (end, row.closed_on, ""),
    )  # fmt: skip
    found = []
    for index, (name, day, who) in enumerate(notes):
        skipped = row.state == S.WITHDRAWN and index < 5 and day is None
        state = "later" if skipped or index > here else "now" if index == here else "done"
        lines = tuple(part for part in (cn_date(day) if day else "", who) if part)
        found.append(Step(name, state, lines))  # type: ignore[arg-type]  # one of three words by construction
    return tuple(found)


def _turn(actor: Actor, row: Request) -> str:
    if row.state in {S.CLOSED, S.WITHDRAWN}:
        return f"{row.get_state_display()}：{row.closed_why}"
    what = {S.RAISED: "分办", S.ASSIGNED: "受理、答复", S.DOING: "答复", S.AGAIN: "再答复", S.ANSWERED: "说满意不满意"}[
        S(row.state)
    ]
    holder = {S.RAISED: row.keeper_id, S.ANSWERED: row.unit_id}.get(S(row.state), row.handler_id)
    own = whose.own_units(actor) if row.state == S.ANSWERED else queries.handling_units(actor)
    return f"轮到我：{what}" if holder in own else f"轮到{turn_of(row)}：{what}"


def derivation(row: Request) -> list[str]:
    """How the present day came about."""
    if row.began is None or row.term is None or row.state not in states.WITH_HANDLER:
        return []
    return rules.how_it_came(row.began, row.term, row.extended)


def figures(found: Totals, today: date) -> tuple[Figure, ...]:
    """For the lead office: each with its fraction."""
    rate = f"{found.in_time * 100 / found.answered:.1f}%" if found.answered else "没有数据"
    said = found.good + found.bad
    good = f"{found.good * 100 / said:.1f}%" if said else "没有数据"
    return (
        Figure("今年提的", f"{found.raised}件", "今年1月1日以来提出的，撤回的也算。", today, url=f"{url('requests')}?view=all"),
        Figure("没办结", f"{found.open}件", "现在还没有办结、没有撤回的。", today, f"超期{found.late}件", url=url("requests")),
        Figure("按时答复率", rate, "今年的答复里，没有过限期的占多少；一件答复两次算两次。", today, f"{found.in_time}/{found.answered}"),
        Figure("满意率", good, "提的人说了满意或不满意的答复里，满意的占多少；没说的不算。", today, f"{found.good}/{said}"),
    )  # fmt: skip
