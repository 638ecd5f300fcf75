"""Why a fact cannot come in, or be taken back, now."""

from __future__ import annotations

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.assessment.rounds import queries
from wuze.assessment.rounds.models import Entry, Member, Round
from wuze.assessment.rounds.policy.rounds import why_not_office
from wuze.assessment.rounds.states import TAKES_FACTS
from wuze.kernel.errors import Refusal


def why_not_take_facts(actor: Actor, row: Round) -> Refusal | None:
    """By the office, while facts are taken."""
    if row.state not in TAKES_FACTS:
        return Refusal("round.not_collecting", f"这一轮{row.get_state_display()}，不在收数据。")
    return why_not_office(actor, row)


def why_not_upload(actor: Actor, row: Round) -> Refusal | None:
    """The office for all, superiors for what belongs to them."""
    return why_not_enter(actor, row)


def why_not_enter(actor: Actor, row: Round) -> Refusal | None:
    """The office, and superiors for what belongs to them."""
    if row.state not in TAKES_FACTS:
        return Refusal("round.not_collecting", f"这一轮{row.get_state_display()}，不在收数据。")
    if queries.runs(actor, row) or actor.posts_that(Capability.RATE):
        return None
    return Refusal("round.not_rating", "平时情况由上级党委和牵头机关来记。")


def why_not_enter_about(actor: Actor, member: Member) -> Refusal | None:
    """By affiliation: nobody rates oneself, or what one only sees."""
    if refusal := why_not_enter(actor, member.round):
        return refusal
    if queries.runs(actor, member.round):
        return None
    unit = member.unit
    held = actor.posts_that(Capability.RATE)
    if unit is not None and any(unit.path.startswith(one.path) and unit.pk != one.unit for one in held):
        return None
    return Refusal("round.not_above", f"{member}的情况由它的上级和牵头机关来记，自己不记自己。")


def why_not_review(actor: Actor, row: Round) -> Refusal | None:
    """复核 is the county's."""
    return None if queries.runs(actor, row) else Refusal("round.not_office", f"复核由{row.unit}来办。")


def why_not_void(actor: Actor, entry: Entry) -> Refusal | None:
    """Whoever wrote it, or the office, while facts are taken."""
    if entry.void_by:
        return Refusal("round.void", "这条记录已经作废。")
    if entry.round.state not in TAKES_FACTS:
        return Refusal("round.not_collecting", f"这一轮{entry.round.get_state_display()}，不能再改。")
    return why_not_writer(actor, entry)


def why_not_writer(actor: Actor, entry: Entry) -> Refusal | None:
    """Whoever wrote it, or the office."""
    if entry.user == actor.user or queries.runs(actor, entry.round):
        return None
    return Refusal("round.not_writer", f"由{entry.by}或牵头机关来办。")
