"""Why a verb about coverage is dead for this actor now; None when it is alive."""

from __future__ import annotations

from wuze.accounts.enums import Capability, Role
from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal
from wuze.registry.models import Coverage, Organisation, Unit
from wuze.registry.organisations.policy import why_not_cover, why_not_edit
from wuze.registry.queries import manages


def why_not_set_limit(actor: Actor) -> Refusal | None:
    """The county's measures are the lead office's."""
    if Role.LEAD_CLERK in actor.roles:
        return None
    return Refusal("coverage.not_lead", "口径由牵头机关经办定。")


def why_not_put_step(actor: Actor, row: Organisation) -> Refusal | None:
    """Whoever cares for the organisation says what comes next."""
    return why_not_cover(actor, row)


def why_not_correct(actor: Actor, row: Coverage) -> Refusal | None:
    """What was entered wrongly is set right by whoever may enter it."""
    return why_not_edit(actor, row.organisation)


def why_not_answer(actor: Actor, unit: Unit) -> Refusal | None:
    """The superior's office, or the Party organisation's own secretary."""
    own = any(held.unit == unit.pk and held.role == Role.SECRETARY for held in actor.posts)
    if own or (actor.may(Capability.EDIT_POSTS) and manages(actor, unit)):
        return None
    return Refusal("coverage.not_owner", "由这个党组织的书记或上级的经办答复。")
