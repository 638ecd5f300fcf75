"""Why a verb on an edition is dead for this actor now; None when it is alive."""

from __future__ import annotations

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.duty.editions import states
from wuze.duty.editions.enums import EditionState
from wuze.duty.editions.models import DutyEdition
from wuze.kernel.errors import Refusal

NO_RIGHT = Refusal("duty.no_right", "责任清单由牵头机关起草和报批。")


def why_not_draft(actor: Actor) -> Refusal | None:
    """Whoever keeps the list."""
    return None if actor.may(Capability.EDIT_DUTIES) else NO_RIGHT


def why_not_edit(actor: Actor, edition: DutyEdition) -> Refusal | None:
    """Only a draft changes."""
    if refusal := why_not_draft(actor):
        return refusal
    if edition.state != EditionState.DRAFT:
        return Refusal("duty.not_draft", f"这一版{edition.get_state_display()}，不能改。要改请复制成新的一版。")
    return None


def why_not_ask(actor: Actor, edition: DutyEdition, duties: int) -> Refusal | None:
    """A list with something in it."""
    if refusal := why_not_edit(actor, edition):
        return refusal
    return None if duties else Refusal("duty.empty", "还没有一项职责，不能报批。")


def why_not_discard(actor: Actor, edition: DutyEdition) -> Refusal | None:
    """Drafts only."""
    if refusal := why_not_draft(actor):
        return refusal
    if states.after(edition.state, "discard") is None:
        return Refusal("duty.not_draft", f"这一版{edition.get_state_display()}，只有起草的能弃用。")
    return None


def why_not_spread(actor: Actor, edition: DutyEdition) -> Refusal | None:
    """Put on posts, and told to units, is what is in force."""
    if refusal := why_not_draft(actor):
        return refusal
    return (
        None if edition.state == EditionState.IN_FORCE else Refusal("duty.not_in_force", "施行以后才能落岗、发告知单。")
    )
