"""Why a verb on a notice is dead for this actor now; None when it is alive."""

from __future__ import annotations

from wuze.accounts.enter_for import why_not_enter_for
from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.duty.notices import states
from wuze.duty.notices.enums import NoticeState
from wuze.duty.notices.models import DutyNotice
from wuze.kernel.errors import Refusal
from wuze.registry import queries as registry
from wuze.registry.models import Unit


def own(actor: Actor, unit: Unit) -> bool:
    """Does the actor answer for the unit?"""
    return any(held.unit == unit.pk for held in actor.posts_that(Capability.REPORT_TASKS))


def why_must_enter_for(actor: Actor, unit: Unit) -> Refusal | None:
    """Who is not of the unit needs a paper from it."""
    if own(actor, unit):
        return None
    return Refusal("duty.notice_for", f"您不是{unit}的，替它签收、提异议要填代录依据。")


def why_not_of_unit(actor: Actor, notice: DutyNotice) -> Refusal | None:
    """The unit, or its superior's clerk for it."""
    if own(actor, notice.unit) or (registry.manages(actor, notice.unit) and why_not_enter_for(actor) is None):
        return None
    return Refusal("duty.notice_unit", "由本单位签收、提异议，上级党委经办可以代录。")


def why_not_add_evidence(actor: Actor, notice: DutyNotice) -> Refusal | None:
    """While its objection waits for an answer."""
    if notice.state != NoticeState.OBJECTED:
        return Refusal("duty.notice_state", "没有等答复的异议，不用附材料。")
    return why_not_of_unit(actor, notice)


def why_not_from_unit(actor: Actor, notice: DutyNotice, verb: str) -> Refusal | None:
    """To receive and to object: the unit, or its superior's clerk for it."""
    if refusal := why_not_of_unit(actor, notice):
        return refusal
    if states.after(notice.state, verb) is None:
        words = {"sign": "签收", "object": "提异议"}
        return Refusal("duty.notice_state", f"现在是“{notice.get_state_display()}”，不用{words[verb]}。")
    return None


def why_not_answer(actor: Actor, notice: DutyNotice) -> Refusal | None:
    """The keeper of the list."""
    if not actor.may(Capability.EDIT_DUTIES):
        return Refusal("duty.notice_keeper", "异议由牵头机关答复。")
    if states.after(notice.state, "answer") is None:
        return Refusal("duty.notice_state", "没有等答复的异议。")
    return None
