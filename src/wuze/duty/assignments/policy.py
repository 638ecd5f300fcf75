"""Why a duty may not be put on a post by this actor now; None when it may."""

from __future__ import annotations

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.duty.assignments.rules import COMMITTEE_FROM
from wuze.duty.editions.enums import KINDS, EditionState, Scope
from wuze.duty.editions.models import DutyPart
from wuze.kernel.errors import Refusal
from wuze.registry import queries as registry
from wuze.registry.models import Unit

NOT_YOURS = Refusal("duty.not_yours", "落到哪个岗位由本单位、上级党委经办和牵头机关定。")


def sets(actor: Actor, unit: Unit) -> bool:
    """The keeper of the list, the superior's clerk, or the unit's own clerk or head."""
    if actor.may(Capability.EDIT_DUTIES) or registry.manages(actor, unit):
        return True
    return any(held.unit == unit.pk for held in actor.posts_that(Capability.EDIT_TASKS))


def why_not_assign(actor: Actor, part: DutyPart, unit: Unit, *, committee: bool) -> Refusal | None:
    """``committee``: the unit has one by its structure."""
    if not sets(actor, unit):
        return NOT_YOURS
    if part.duty.edition.state != EditionState.IN_FORCE:
        return Refusal("duty.not_in_force", "这一版没有在施行，不能落岗。")
    if unit.kind not in KINDS[part.layer]:
        return Refusal("duty.other_layer", f"这一项由{part.get_layer_display()}担，不落到{unit}。")
    if part.scope == Scope.COMMITTEE and not committee:
        return Refusal(
            "duty.no_committee", f"这一项只给设委员会的党组织：党委、总支，或{COMMITTEE_FROM}名以上党员的支部。"
        )
    return None


def why_not_release(actor: Actor, part: DutyPart, unit: Unit) -> Refusal | None:
    """Whoever puts it on a post takes a helping post off again."""
    if not sets(actor, unit):
        return NOT_YOURS
    if part.duty.edition.state != EditionState.IN_FORCE:
        return Refusal("duty.not_in_force", "这一版没有在施行，落岗不再变。")
    return None


def why_not_name(actor: Actor, part: DutyPart) -> Refusal | None:
    """Which departments owe it, the keeper of the list says."""
    if not actor.may(Capability.EDIT_DUTIES):
        return Refusal("duty.not_keeper", "点名哪些单位担，由牵头机关定。")
    if part.duty.edition.state != EditionState.IN_FORCE:
        return Refusal("duty.not_in_force", "这一版没有在施行，不能点名。")
    return None if part.scope == Scope.NAMED else Refusal("duty.all", "这一项这一层都担，不用点名。")
