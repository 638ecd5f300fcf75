"""Closed, opened again; taken out of the denominator after somebody else approved it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.urls import reverse

from wuze.accounts.approvals import actions as approvals
from wuze.accounts.approvals.values import COUNTY
from wuze.accounts.models import Approval
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, refuse, same_version
from wuze.registry.approvers.queries import place
from wuze.registry.models import Organisation, Standing
from wuze.registry.organisations import policy, rules, states
from wuze.registry.organisations.actions.common import locked, thing_of
from wuze.registry.organisations.actions.standings import Why, restand
from wuze.registry.organisations.queries import town_of
from wuze.trail.actions import record

ACTS = {"zombie": "registry.organisation_zombie", "shell": "registry.organisation_shell"}


def standing_since(pk: int) -> date | None:
    """Since when it has stood as it stands."""
    return Standing.objects.filter(organisation=pk, until=None).values_list("since", flat=True).first()


CODES = {"close": "registry.organisation_close", "reopen": "registry.organisation_reopen"}
"""Verb → how the trail calls it."""


@transaction.atomic
def change(
    actor: Actor, pk: int, verb: str, *, version: int | None, since: date, reason: str, source: str = ""
) -> Organisation:
    """注销 or 恢复, from a day, with its reason."""
    row = locked(pk)
    same_version(row.version, version)
    refuse(policy.why_not_change(actor, row, verb))
    if fault := rules.since_fault(since, actor.today, standing_since(pk)):
        raise Invalid("organisation.change", {"since": fault})
    before = row.get_status_display()
    _stand(row, verb, Why(since, source=source, reason=reason))
    record(
        CODES[verb], at=actor.at, who=actor.who(), thing=thing_of(row), before={"status": before},
        after={"status": row.get_status_display(), "since": since, "reason": reason, "source": source}, origin=actor.origin,
    )  # fmt: skip
    return row


def _stand(row: Organisation, verb: str, why: Why) -> None:
    row.status, row.version = states.STATUS[row.status, verb], row.version + 1
    row.save(update_fields=["status", "version"])
    restand([row], why)


@transaction.atomic
def ask_removal(actor: Actor, pk: int, verb: str, *, version: int | None, reason: str, detail: str = "") -> Approval:
    """报批: a zombie or a shell leaves the denominator only when somebody else says so. Nothing changes yet."""
    row = locked(pk)
    same_version(row.version, version)
    refuse(policy.why_not_change(actor, row, verb))
    unit = town_of(row.region)
    return approvals.ask(
        actor, ACTS[verb], thing_of(row), place(unit) if unit else COUNTY, reason=reason, detail=detail,
        url=reverse("registry:organisation", args=[row.pk]),
    )  # fmt: skip


def removed(actor: Actor, approval: Approval) -> None:
    """The consequence of an approval, in its transaction: out of the denominator from the day of the decision."""
    verb = next(verb for verb, code in ACTS.items() if code == approval.act)
    row = locked(int(approval.thing_key))
    refuse(policy.why_merged(row) or policy.why_not_from(row, verb))
    before = row.get_status_display()
    since = approval.decided_on or actor.today
    _stand(row, verb, Why(since, f"审批第{approval.pk}件", approval.reason[:200], approval.decided_by))
    record(
        "registry.organisation_removed", at=actor.at, who=actor.who(), thing=thing_of(row), before={"status": before},
        after={
            "status": row.get_status_display(), "since": since, "reason": approval.reason, "approved_by": approval.decided_by,
        }, origin=actor.origin,
    )  # fmt: skip
