"""Adoption: asked of the approver, agreed or declined there by a click or on paper; a named reason where the linter stops."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from wuze.accounts.approvals import actions as approvals
from wuze.accounts.models import Approval
from wuze.accounts.values import Actor
from wuze.assessment.schemes import policy
from wuze.assessment.schemes.actions.shared import KIND, locked, note, thing_of
from wuze.assessment.schemes.findings import blocking
from wuze.assessment.schemes.models import TEXT, SchemeEdition
from wuze.assessment.schemes.states import edition_after
from wuze.assessment.schemes.tables import loaded
from wuze.kernel.errors import Invalid, refuse
from wuze.registry.approvers.queries import place

ADOPT = "assessment.adopt_scheme"
ANSWER = timedelta(days=7)
"""How long the approver has: named on the request, no more."""


@transaction.atomic
def override(actor: Actor, pk: int, reason: str, *, version: int | None) -> SchemeEdition:
    """仍然采用: a named person's reason, printed with the scheme."""
    row = locked(pk, version)
    refuse(policy.why_not_override(actor, row, len(blocking(loaded(row)))))
    if len(reason.strip()) < 10:
        raise Invalid("scheme.reason", {"reason": "写清楚理由（10个字以上），会和方案一起打印。"})
    before = {"reason": row.override}
    row.override, row.override_by, row.override_on = reason.strip()[:TEXT], actor.name, actor.today
    row.version += 1
    row.save(update_fields=["override", "override_by", "override_on", "version"])
    note(actor, "assessment.scheme_overridden", row, before, reason=row.override)
    return row


@transaction.atomic
def ask(actor: Actor, pk: int, reason: str, basis: str, *, version: int | None) -> Approval:
    """报批采用."""
    row = locked(pk, version)
    stops = blocking(loaded(row))
    refuse(policy.why_not_ask(actor, row, len(stops)))
    row.state = edition_after(row.state, "ask") or row.state
    row.basis = basis.strip()[:TEXT]
    row.version += 1
    detail = f"{row.year}年度，摘要{row.digest[:12]}"
    if stops:
        detail += f"；有{len(stops)}处阻止采用的问题，{row.override_by}写明仍然采用：{row.override}"
    asked = approvals.ask(
        actor, ADOPT, thing_of(row), place(row.unit), reason=reason, detail=detail[:500],
        url=reverse("schemes:one", args=[row.pk]), due=actor.today + ANSWER,
    )  # fmt: skip
    row.approval = asked.pk
    row.save(update_fields=["state", "basis", "approval", "version"])
    note(actor, "assessment.scheme_asked", row, reason=reason, basis=row.basis)
    return asked


def agreed(actor: Actor, approval: Approval) -> None:
    """Adopted on the day of the decision; from now on it never changes."""
    row = locked(int(approval.thing_key), None)
    row.state = edition_after(row.state, "agree") or row.state
    row.adopted_on, row.adopted_by, row.approval = approval.decided_on, approval.decided_by, approval.pk
    row.version += 1
    row.save(update_fields=["state", "adopted_on", "adopted_by", "approval", "version"])
    note(actor, "assessment.scheme_adopted", row, digest=row.digest, on=row.adopted_on, by=row.adopted_by)


def declined(actor: Actor, approval: Approval) -> None:
    """Back to the draft; also when the request was taken back."""
    row = locked(int(approval.thing_key), None)
    row.state = edition_after(row.state, "decline") or row.state
    row.version += 1
    row.save(update_fields=["state", "version"])
    note(actor, "assessment.scheme_declined", row, answer=approval.answer)


__all__ = ["ADOPT", "KIND", "agreed", "ask", "declined", "override"]
