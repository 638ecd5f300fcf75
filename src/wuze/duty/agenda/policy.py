"""Why a verb on 议题 and major problems is dead; None when it is alive."""

from __future__ import annotations

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.duty.agenda import states
from wuze.duty.agenda.models import Agenda, MajorProblem
from wuze.kernel.errors import Refusal

NOT_KEEPER = Refusal("agenda.not_keeper", "议题和重大问题由牵头机关的经办、负责人记。")


def why_not_keep(actor: Actor) -> Refusal | None:
    """Plan an 议题, name a problem: the lead office."""
    return None if actor.may(Capability.KEEP_AGENDA) else NOT_KEEPER


def why_not(verb: str, actor: Actor, row: Agenda) -> Refusal | None:
    """hold, drop, move, decide."""
    if (row.state, verb) not in states.AGENDA:
        return Refusal("agenda.state", f"这个议题{row.get_state_display()}，现在不能这样办。")
    return why_not_keep(actor)


def why_not_problem(verb: str, actor: Actor, row: MajorProblem) -> Refusal | None:
    """The owner takes it in hand; that it is solved, and that it is open again, the lead office says."""
    if (row.state, verb) not in states.PROBLEM:
        return Refusal("agenda.state", f"这个问题{row.get_state_display()}，现在不能这样办。")
    if verb == "take" and any(held.unit == row.unit_id for held in actor.posts_that(Capability.REPORT_TASKS)):
        return None
    if refusal := why_not_keep(actor):
        own = "由负责单位接手，或由牵头机关代记。" if verb == "take" else "是不是解决了，由牵头机关认定。"
        return Refusal(refusal.code, own)
    if verb == "close" and not actor.small_office and all(held.unit == row.unit_id for held in actor.posts):
        return Refusal("agenda.own_problem", "自己负责的问题不能自己认定解决。")
    return None
