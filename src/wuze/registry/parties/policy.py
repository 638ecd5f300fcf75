"""Why a verb on a Party organisation, a coverage or a contact is dead; None when it is alive."""

from __future__ import annotations

from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal
from wuze.registry.enums import UnitKind
from wuze.registry.models import Coverage, LeaderContact, Unit
from wuze.registry.organisations.policy import why_not_cover, why_not_edit
from wuze.registry.queries import manages

NOT_YOURS = Refusal("party.not_yours", "党组织的情况由上级党委的经办改。不对的，请书记在“核对本单位信息”里写。")
ENDED = Refusal("party.ended", "已经结束。")

__all__ = ["why_not_cover", "why_not_edit_party", "why_not_end_contact", "why_not_end_cover"]


def why_not_edit_party(actor: Actor, unit: Unit) -> Refusal | None:
    """Form, members, term: by the superior by affiliation, and the lead office."""
    if unit.kind != UnitKind.PARTY:
        return Refusal("party.kind", "只有两新党组织有这些情况。")
    if unit.until is not None:
        return Refusal("party.closed", "已撤销。")
    return None if manages(actor, unit) else NOT_YOURS


def why_not_end_cover(actor: Actor, row: Coverage) -> Refusal | None:
    """Also where the organisation is closed: then it should end."""
    return why_not_edit(actor, row.organisation) or (ENDED if row.until is not None else None)


def why_not_end_contact(actor: Actor, row: LeaderContact) -> Refusal | None:
    """The same for a leader's contact."""
    return why_not_edit(actor, row.organisation) or (ENDED if row.until is not None else None)
