"""Why a verb on visits and promises is dead; None when it is alive."""

from __future__ import annotations

from wuze.accounts.enums import Role
from wuze.accounts.values import Actor
from wuze.duty.contacts import queries, states
from wuze.duty.contacts.models import Promise, Visit
from wuze.kernel.errors import Refusal
from wuze.registry.models import LeaderContact

NOT_KEPT = Refusal("contacts.not_kept", "走访由领导本人或联络员来记，别人只看。")


def why_not_record(actor: Actor, contact: LeaderContact) -> Refusal | None:
    """Plan or record a visit: the leader or the 联络员, while the contact lasts."""
    if contact.until is not None and contact.until <= actor.today:
        return Refusal("contacts.ended", "这个联系点已经结束。")
    return None if queries.kept_by(actor).filter(pk=contact.pk).exists() else NOT_KEPT


def why_not_miss(actor: Actor, visit: Visit) -> Refusal | None:
    """没去成: of a planned visit."""
    if (visit.state, "miss") not in states.VISIT:
        return Refusal("contacts.state", f"这次走访{visit.get_state_display()}。")
    return None if queries.kept_by(actor).filter(pk=visit.contact_id).exists() else NOT_KEPT


def why_not_settle(actor: Actor, promise: Promise) -> Refusal | None:
    """What became of a promise: whoever holds the post today, or the 联络员."""
    if (promise.state, "keep") not in states.PROMISE:
        return Refusal("contacts.state", f"这一件{promise.get_state_display()}。")
    if queries.own_promises(actor).filter(pk=promise.pk).exists():
        return None
    return Refusal(NOT_KEPT.code, "结果由领导本人或联络员来记，别人只看。")


def why_not_liaison(actor: Actor) -> Refusal | None:
    """Who keeps a leader's record is set by the head of the lead office: it opens what others do not see."""
    if Role.LEAD_HEAD in actor.roles:
        return None
    return Refusal("contacts.not_head", "联络员由牵头机关负责人定，因为定了就看得到领导的走访。")
