"""Why a grade, a challenge or its answer is not this actor's now."""

from __future__ import annotations

from datetime import date, timedelta

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.assessment.rounds import queries
from wuze.assessment.rounds.enums import ObjectionState
from wuze.assessment.rounds.enums import RoundState as S
from wuze.assessment.rounds.models import Calculation, Objection, Result, Round
from wuze.assessment.rounds.policy.rounds import why_not_office
from wuze.assessment.rounds.states import PUBLISHED
from wuze.kernel.errors import Refusal
from wuze.registry.rules import cn

LATER = 30
"""Days after the settling in which an objection may still be raised; it suspends nothing."""


def why_not_grade(actor: Actor, result: Result) -> Refusal | None:
    """A grade is proposed before the proposal goes out, and fixed by the meeting after it."""
    row = result.member.round
    if refusal := why_not_office(actor, row):
        return refusal
    if row.state not in (S.COMPUTED, S.FED_BACK, S.CLEARED, S.PROPOSED) or result.calculation_id != row.calculation:
        return Refusal("round.grades_closed", f"这一轮{row.get_state_display()}，等次不再改。")
    if result.provisional or not result.grade:
        return Refusal("round.no_grade", "暂定、不参评的没有等次可改。")
    return None


def why_not_object(actor: Actor, result: Result) -> Refusal | None:
    """The unit itself, or its superior and the office for it; in the checking window, or later within thirty days."""
    row = result.member.round
    if row.state not in PUBLISHED or result.calculation_id != row.calculation:
        return Refusal("round.not_published", "结果还没有反馈，没有可以异议的。")
    if (until := _later_until(row)) is not None and actor.today > until:
        return Refusal("round.too_late", f"提异议到{cn(until)}为止。")
    return why_not_objector(actor, result)


def why_not_objector(actor: Actor, result: Result) -> Refusal | None:
    """The unit itself, its superior, the office."""
    row, unit = result.member.round, result.member.unit
    own = unit is not None and any(held.unit == unit.pk for held in actor.posts)
    above = unit is not None and any(unit.path.startswith(one.path) for one in actor.posts_that(Capability.ENTER_FOR))
    if not own and not above and not queries.runs(actor, row):
        return Refusal("round.not_own", f"由{result.member}自己提；没有账号的由上级代录。")
    return None


def why_not_add_evidence(actor: Actor, objection: Objection) -> Refusal | None:
    """By whoever may object, until it is answered."""
    if objection.state != ObjectionState.OPEN:
        return Refusal("round.answered", f"{objection.answered_by}已经答复，不再补材料。")
    if objection.result.member.round.state == S.DISCARDED:
        return Refusal("round.discarded", "这一轮已经作废，不再补材料。")
    return why_not_objector(actor, objection.result)


def why_must_enter_for(actor: Actor, result: Result) -> Refusal | None:
    """Whoever does not belong to the unit raises it only on its behalf, from a paper."""
    if any(held.unit == result.member.unit_id for held in actor.posts):
        return None
    return Refusal("round.on_behalf", f"您不是{result.member}的人，要写替谁、依据哪份材料。")


def _later_until(row: Round) -> date | None:
    """The last day for a later objection; None while nothing is settled."""
    return row.settled_on + timedelta(days=LATER) if row.settled_on else None


def _why_not_decide(actor: Actor, objection: Objection) -> Refusal | None:
    if objection.state != ObjectionState.OPEN:
        return Refusal("round.answered", f"{objection.answered_by}已经答复。")
    if objection.result.member.round.state == S.DISCARDED:
        return Refusal("round.discarded", "这一轮已经作废，不用答复。")
    return why_not_office(actor, objection.result.member.round)


def why_not_answer(actor: Actor, objection: Objection, run: Calculation) -> Refusal | None:
    """By the office, and never by whoever computed or raised it."""
    if refusal := _why_not_decide(actor, objection):
        return refusal
    if actor.user in {run.user, objection.user}:
        return Refusal("round.same_person", f"测算的人、提出的人不答复。{_way_on(actor)}")
    return None


def why_not_register_answer(actor: Actor, objection: Objection, run: Calculation) -> Refusal | None:
    """What a leader decided on paper is entered by a colleague of whoever computed or raised it; alone in a small office,
    by anybody: the decision is somebody else's all the same."""
    if refusal := _why_not_decide(actor, objection):
        return refusal
    if actor.user in {run.user, objection.user} and not actor.small_office:
        return Refusal("round.same_person", f"测算的人、提出的人不登记。{_way_on(actor)}")
    return None


def _way_on(actor: Actor) -> str:
    if actor.small_office:
        return "请负责人书面定，再在“线下已定，登记”里登记。"
    return "请另一位同事答复，或由同事登记负责人的书面决定。只有一个人办的，请系统管理员打开小机关模式。"
