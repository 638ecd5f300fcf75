"""Handovers: who may draft, confirm for themselves, register for another, cancel."""

from __future__ import annotations

from wuze.accounts.enums import Capability, Role
from wuze.accounts.rules import ADMINISTRATORS
from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal
from wuze.registry import states
from wuze.registry.enums import HandoverState
from wuze.registry.models import Handover, Post, Unit
from wuze.registry.models.handovers import OPEN
from wuze.registry.queries import holder_of, manages
from wuze.registry.rules import cn

HEADS = frozenset({Role.LEAD_HEAD, Role.TOWN_HEAD, Role.SECTOR_HEAD})
NOT_YOURS = Refusal("registry.handover_not_yours", "交接由本单位负责人、管这个岗位的经办来办。")


def why_not_see_handovers(actor: Actor) -> Refusal | None:
    """Administrators have no part in business; whoever has no post yet may be about to take one."""
    if actor.roles & ADMINISTRATORS:
        return Refusal("registry.no_business", "管理员不办业务，看不到交接。")
    return None


def _in_charge(actor: Actor, unit: Unit) -> bool:
    """Whoever manages the unit's posts, and its head."""
    heads = (held for held in actor.posts_that(Capability.HAND_OVER) if held.role in HEADS)
    return manages(actor, unit) or any(unit.path.startswith(held.path) for held in heads)


def why_not_draft_handover(actor: Actor, post: Post) -> Refusal | None:
    """A post with a holder, no handover under way."""
    if not _in_charge(actor, post.unit):
        return NOT_YOURS
    if post.until is not None:
        return Refusal("registry.post_closed", f"岗位{cn(post.until)}已撤销。")
    if Handover.objects.filter(post=post, state__in=OPEN).exists():
        return Refusal("registry.in_handover", "这个岗位已有一个交接在办。")
    row = holder_of(post, actor.today)
    if row is None:
        return Refusal("registry.post_vacant", "岗位没有人，不用交接，直接定任职。")
    if row.until is not None:
        return Refusal("registry.post_leaving", f"{row.person}已定{cn(row.until)}离任，直接定接任的人。")
    return None


def _does_not_fit(handover: Handover, verb: str) -> Refusal | None:
    if states.after(handover.state, verb) is not None:
        return None
    if handover.state == HandoverState.DRAFTED:
        return Refusal("registry.not_given", "交出方还没有确认。")
    return Refusal("registry.handover_state", f"这次交接{handover.get_state_display()}。")


def why_not_give(actor: Actor, handover: Handover) -> Refusal | None:
    """The outgoing person, by a click."""
    if refusal := _does_not_fit(handover, "give"):
        return refusal
    if actor.person != handover.outgoing.person_id:
        return Refusal("registry.not_outgoing", f"要{handover.outgoing.person}本人确认。")
    return None


def why_not_take(actor: Actor, handover: Handover) -> Refusal | None:
    """The incoming person, by a click."""
    if refusal := _does_not_fit(handover, "take"):
        return refusal
    if actor.person != handover.incoming_id:
        return Refusal("registry.not_incoming", f"要{handover.incoming}本人确认。")
    return None


def why_not_register_give(actor: Actor, handover: Handover) -> Refusal | None:
    """For the outgoing person, by paper, or because they are absent: never by whoever gains the post."""
    return _does_not_fit(handover, "give") or _why_not_register(actor, handover)


def why_not_register_take(actor: Actor, handover: Handover) -> Refusal | None:
    """For the incoming person, by paper."""
    return _does_not_fit(handover, "take") or _why_not_register(actor, handover)


def _why_not_register(actor: Actor, handover: Handover) -> Refusal | None:
    if not _in_charge(actor, handover.post.unit):
        return NOT_YOURS
    if actor.person == handover.incoming_id:
        return Refusal("registry.gains_the_post", "您是接收人，别人的确认要由另一个人登记。")
    return None


def why_not_cancel_handover(actor: Actor, handover: Handover) -> Refusal | None:
    """Until it is done: whoever may draft it, and the outgoing person."""
    if refusal := _does_not_fit(handover, "cancel"):
        return refusal
    if actor.person == handover.outgoing.person_id or _in_charge(actor, handover.post.unit):
        return None
    return NOT_YOURS
