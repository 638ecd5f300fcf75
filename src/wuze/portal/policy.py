"""Who may answer a complaint."""

from __future__ import annotations

from wuze.accounts.enums import Role
from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal
from wuze.portal.models import Complaint


def why_not_answer(actor: Actor, complaint: Complaint) -> Refusal | None:
    """The head of the lead office answers, once; the audit administrator looks on."""
    if complaint.answer:
        return Refusal("portal.answered", "这条意见已经答复。")
    if Role.LEAD_HEAD not in actor.roles:
        return Refusal("portal.not_yours", "意见由牵头机关负责人答复，这里只能看。")
    return None
