"""Why a verb on an organisation is dead for this actor now; None when it is alive."""

from __future__ import annotations

from collections.abc import Sequence

from wuze.accounts.approvals.queries import about
from wuze.accounts.enums import ApprovalState, Capability, Role
from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal
from wuze.registry.models import Organisation, OrganisationType
from wuze.registry.organisations import queries, states

KIND = "registry.organisation"
NOT_YOURS = Refusal("organisation.not_yours", "名录由属地、行业主管和牵头机关的经办改，这家不在您的范围里。")
NO_RIGHT = Refusal("organisation.no_right", "名录由经办人改，您的岗位没有这一项。")
WORDS = {"close": "办注销", "reopen": "恢复", "zombie": "列为停业", "shell": "列为空壳"}


def why_not_add(actor: Actor) -> Refusal | None:
    """A new organisation, in one's own place or sector."""
    return None if actor.may(Capability.EDIT_ORGANISATIONS) else NO_RIGHT


def why_not_edit(actor: Actor, row: Organisation) -> Refusal | None:
    """Facts that are held. A closed one too: a wrong name stays wrong otherwise."""
    if not actor.may(Capability.EDIT_ORGANISATIONS):
        return NO_RIGHT
    return why_merged(row) or (None if queries.edits(actor, row) else NOT_YOURS)


def why_merged(row: Organisation) -> Refusal | None:
    """What was merged is changed no more."""
    if row.merged_into_id is None:
        return None
    return Refusal("organisation.merged", f"这一条已并入{row.merged_into}，请改那一条。")


def why_not_change(actor: Actor, row: Organisation, verb: str, waiting: str | None = None) -> Refusal | None:
    """Close, open again; and removals, which somebody else approves. ``waiting``: what ``pending`` said, if asked before."""
    if refusal := why_not_edit(actor, row):
        return refusal
    if refusal := why_not_from(row, verb):
        return refusal
    if waiting := pending(row) if waiting is None else waiting:
        return Refusal("organisation.asked", f"已报批“{waiting}”，正在等答复；要改先撤回。")
    return None


def why_not_from(row: Organisation, verb: str) -> Refusal | None:
    """The state forbids it."""
    if states.after(row.status, verb) is None:
        return Refusal("organisation.status", f"现在是“{row.get_status_display()}”，不能{WORDS[verb]}。")
    return None


def pending(row: Organisation) -> str:
    """The removal that waits for its answer, in words; "" where none does."""
    asked = about(KIND, str(row.pk)).filter(state=ApprovalState.ASKED).first()
    return asked.act_label if asked else ""


def why_not_merge(actor: Actor, keep: Organisation, drop: Organisation) -> Refusal | None:
    """Two rows of the same organisation: both must be in the actor's care."""
    for row in (keep, drop):
        if refusal := why_not_edit(actor, row):
            if refusal is NOT_YOURS and Role.LEAD_CLERK not in actor.roles:
                return Refusal("organisation.merge_across", f"{row}不在您的范围里，跨乡镇的由牵头机关合并。")
            return refusal
        if waiting := pending(row):
            return Refusal("organisation.asked", f"{row}已报批“{waiting}”，有了答复再合并。")
    if keep.pk == drop.pk:
        return Refusal("organisation.same", "两条是同一条，没有可合并的。")
    return None


def why_not_keep_apart(actor: Actor, row: Organisation, others: Sequence[Organisation]) -> Refusal | None:
    """Said of organisations in one's care."""
    return next((refusal for one in (row, *others) if (refusal := why_not_edit(actor, one))), None)


def why_not_split(actor: Actor, row: Organisation) -> Refusal | None:
    """One row that stands for two."""
    if refusal := why_not_edit(actor, row):
        return refusal
    return why_closed(row)


def why_not_cover(actor: Actor, row: Organisation) -> Refusal | None:
    """Who covers it, and which leader keeps contact."""
    if refusal := why_not_edit(actor, row):
        return refusal
    return why_closed(row)


def why_closed(row: Organisation) -> Refusal | None:
    """Nothing new hangs on what is closed."""
    if states.after(row.status, "close") is None:
        return Refusal("organisation.closed", "已注销，恢复后才能办。")
    return None


def why_not_link(actor: Actor, row: Organisation) -> Refusal | None:
    """A one-time link for the owner, who has no account: by whoever keeps the registry and gives out links."""
    if not actor.may(Capability.BRANCH_ACCOUNTS):
        return Refusal("organisation.no_link", "给业主的链接由乡镇、行业党委和牵头机关的经办开。")
    if refusal := why_not_edit(actor, row):
        return refusal
    if queries.unit_for(actor, row) is None:
        return Refusal("organisation.no_unit", "没有您管的党组织覆盖它，它也不在您的乡镇，请它的属地开。")
    return None


def why_not_edit_type(actor: Actor) -> Refusal | None:
    """The county's table is the lead office's."""
    if Role.LEAD_CLERK in actor.roles:
        return None
    return Refusal("type.not_lead", "组织类型和归口由牵头机关经办改。")


def why_not_retire_type(actor: Actor, row: OrganisationType) -> Refusal | None:
    """Offered no more: new organisations get another; those that have it keep it."""
    if refusal := why_not_edit_type(actor):
        return refusal
    return Refusal("type.retired", "这一类已经停用。") if row.retired else None


def why_not_restore_type(actor: Actor, row: OrganisationType) -> Refusal | None:
    """Offered again."""
    if refusal := why_not_edit_type(actor):
        return refusal
    return None if row.retired else Refusal("type.in_use", "这一类在用，没有停用。")
