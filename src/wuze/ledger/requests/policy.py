"""Why a verb is dead for this actor now; None when it is alive."""

from __future__ import annotations

from wuze.accounts.enums import Capability, Role
from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal
from wuze.ledger import whose
from wuze.ledger.requests import queries, rules, states
from wuze.ledger.requests.enums import RequestState
from wuze.ledger.requests.models import Request
from wuze.registry.enums import UnitKind
from wuze.registry.models import Unit
from wuze.registry.rules import cn

STATE = "request.state"


def _fits(row: Request, verb: str) -> Refusal | None:
    if (RequestState(row.state), verb) in states.REQUEST:
        return None
    return Refusal(STATE, f"这件诉求{row.get_state_display()}，现在不能这样办。")


def _why_not_asker(actor: Actor, row: Request) -> Refusal | None:
    """Its own people; the bearer of a link, whose page is of this one request; the superior from a paper."""
    if (
        actor.link
        or whose.answers(actor, row.unit)
        or (whose.enters_for(actor, row.unit) and row.handler_id not in _mine(actor))
    ):
        return None
    return Refusal("request.not_asker", f"由提诉求的{row.unit}来说；没有账号的由上级代录。")


def _mine(actor: Actor) -> set[int]:
    """Units in which the actor handles matters."""
    return {held.unit for held in actor.posts_that(Capability.EDIT_TASKS)}


def _why_not_handler(actor: Actor, row: Request) -> Refusal | None:
    if row.handler_id in _mine(actor):
        return None
    return Refusal("request.not_handler", f"由{row.handler}来办。")


def _why_not_keeper(actor: Actor, row: Request) -> Refusal | None:
    """The unit that hands out; the lead office in its place, so that nothing lies still."""
    if row.keeper_id in _mine(actor) or whose.in_office(actor):
        return None
    return Refusal("request.not_keeper", f"由{row.keeper}分办。")


def why_not_raise(actor: Actor, unit: Unit) -> Refusal | None:
    """A Party organisation, for itself or its owner; its superior for it; the bearer of a link."""
    if unit.kind != UnitKind.PARTY:
        return Refusal("request.not_party", "诉求由两新党组织提，业主的事由书记代提。")
    if unit.until is not None and unit.until <= actor.today:
        return Refusal("request.closed_unit", f"{unit}{cn(unit.until)}已撤销。")
    if actor.link or whose.answers(actor, unit) or whose.enters_for(actor, unit):
        return None
    return Refusal("request.not_yours", f"由{unit}自己提；没有账号的由上级代录。")


def why_must_enter_for(actor: Actor, unit: Unit) -> Refusal | None:
    """Whoever does not belong to the unit speaks for it only from a paper."""
    if actor.link or whose.answers(actor, unit):
        return None
    return Refusal("request.on_behalf", f"您不是{unit}的人，要写替谁、依据哪份材料。")


def why_not_assign(actor: Actor, row: Request) -> Refusal | None:
    """分办."""
    return _fits(row, "assign") or _why_not_keeper(actor, row)


def why_not_pass_up(actor: Actor, row: Request) -> Refusal | None:
    """报牵头机关分办: what the superior cannot have done."""
    if refusal := _fits(row, "pass_up"):
        return refusal
    if row.keeper.kind == UnitKind.LEAD:
        return Refusal("request.on_top", "已经在牵头机关，由它分办。")
    return None if row.keeper_id in _mine(actor) else Refusal("request.not_keeper", f"由{row.keeper}上报。")


def why_not_accept(actor: Actor, row: Request) -> Refusal | None:
    """受理."""
    return _fits(row, "accept") or _why_not_handler(actor, row)


def why_not_send_back(actor: Actor, row: Request) -> Refusal | None:
    """退回分办, before it is taken on."""
    return _fits(row, "send_back") or _why_not_handler(actor, row)


def why_not_transfer(actor: Actor, row: Request) -> Refusal | None:
    """转办: once; the clock goes on."""
    if refusal := _fits(row, "transfer") or _why_not_handler(actor, row):
        return refusal
    if row.transfers:
        return Refusal("request.transferred", "已经转过一次，不能再转；不归您管的请答复说明归谁管。")
    return None


def why_not_answer(actor: Actor, row: Request) -> Refusal | None:
    """答复, seen by the asker."""
    return _fits(row, "answer") or _why_not_handler(actor, row)


def why_not_judge(actor: Actor, row: Request) -> Refusal | None:
    """满意、不满意, by the asker alone; never entered by whoever answered."""
    return _fits(row, "content") or _why_not_asker(actor, row)


def why_not_link(actor: Actor, row: Request) -> Refusal | None:
    """A one-time link by which an asker without an account judges: given by the superior, never by whoever answered."""
    if refusal := _fits(row, "content"):
        return refusal
    if not actor.may(Capability.BRANCH_ACCOUNTS) or not whose.enters_for(actor, row.unit):
        return Refusal("request.no_link", f"给{row.unit}的链接由它的上级经办开。")
    if row.handler_id in _mine(actor):
        return Refusal("request.own_link", "自己答复的，不能自己给对方开链接，请牵头机关来开。")
    return None


def why_not_withdraw(actor: Actor, row: Request) -> Refusal | None:
    """撤回, by the asker, until it is answered."""
    return _fits(row, "withdraw") or _why_not_asker(actor, row)


def why_not_extend(actor: Actor, row: Request) -> Refusal | None:
    """Asked before the day, once at a time, decided by somebody else."""
    if row.state not in {RequestState.ASSIGNED, RequestState.DOING} or row.due is None:
        return Refusal(STATE, f"这件诉求{row.get_state_display()}，不用延期。")
    if refusal := _why_not_handler(actor, row):
        return refusal
    if actor.today > row.due:
        return Refusal("request.too_late", f"限期{cn(row.due)}已过，延期只能在限期前申请。")
    if row.asked_days:
        return Refusal("request.extension_open", "已经申请延期，正在等答复。")
    return None


def why_not_close(actor: Actor, row: Request) -> Refusal | None:
    """办结 without the asker's word: after two weeks of silence, or with an explanation where it cannot be done."""
    if refusal := _fits(row, "close") or _why_not_keeper(actor, row):
        return refusal
    if row.handler_id in _mine(actor) and not whose.in_office(actor):
        return Refusal("request.own", "自己答复的不能自己办结，由牵头机关来定。")
    if row.state == RequestState.ANSWERED:
        last = queries.last_answer(row)
        if last is not None and not rules.may_close_silent(last.on, actor.today):
            return Refusal(
                "request.not_silent", f"答复后{rules.SILENT}个工作日没有回话才能办结，先等提的人说满意不满意。"
            )
    return None


def why_not_set_term(actor: Actor) -> Refusal | None:
    """The lead office."""
    if actor.roles & {Role.LEAD_CLERK, Role.LEAD_HEAD}:
        return None
    return Refusal("request.not_office", "诉求的时限由牵头机关定。")
