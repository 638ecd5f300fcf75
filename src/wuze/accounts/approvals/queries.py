"""What waits for whom, who sees which request, and who approves what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from wuze.accounts.approvals import acts, rules
from wuze.accounts.enums import ApprovalState, Capability, Role
from wuze.accounts.models import Approval, ApproverRule
from wuze.accounts.values import Actor

OFFICE = frozenset({Role.LEAD_HEAD, Role.LEAD_CLERK})


def mine_to_decide(actor: Actor) -> Q:
    """Requests whose turn is a post of the actor's that may approve; never the actor's own requests."""
    posts = [held.post for held in actor.posts_that(Capability.APPROVE)]
    return Q(state=ApprovalState.ASKED, post__in=posts) & ~Q(asked_user=actor.user)


def visible_to(actor: Actor) -> QuerySet[Approval]:
    """Requests the actor asked, decided, entered or has to decide; colleagues of the asking unit who may register its
    papers; its heads and the lead office all but the strict ones. Nobody else, and nobody without an account."""
    if not actor.user:
        return Approval.objects.none()
    found = Q(asked_user=actor.user) | Q(entered_user=actor.user) | Q(post__in=[held.post for held in actor.posts])
    clerks, heads = actor.posts_that(Capability.REGISTER_APPROVAL), actor.posts_that(Capability.APPROVE)
    found |= Q(asked_unit__in=[held.unit for held in clerks])
    found |= Q(asked_unit__in=[held.unit for held in heads]) & ~Q(act__in=acts.strict_codes())
    if actor.roles & OFFICE:
        found |= ~Q(act__in=acts.strict_codes())
    return Approval.objects.filter(found)


def pending_for(actor: Actor) -> QuerySet[Approval]:
    """要我批的: what the actor has to decide, the longest waiting first."""
    return Approval.objects.filter(mine_to_decide(actor)).order_by("asked_at", "id")


def asked_by(actor: Actor) -> QuerySet[Approval]:
    """我报批的: newest first."""
    return Approval.objects.filter(asked_user=actor.user) if actor.user else Approval.objects.none()


def about(kind: str, key: str) -> QuerySet[Approval]:
    """All requests about one thing, newest first. For the page of the thing, which has already decided who sees it."""
    return Approval.objects.filter(thing_kind=kind, thing_key=key)


def waiting(kind: str, keys: Sequence[str]) -> set[str]:
    """Which of these things a request is open about."""
    rows = Approval.objects.filter(thing_kind=kind, thing_key__in=keys, state=ApprovalState.ASKED)
    return set(rows.values_list("thing_key", flat=True))


def rules_on(day: date) -> QuerySet[ApproverRule]:
    """The approver table as it stood on a day."""
    return ApproverRule.objects.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


def approver(act: str, units: Sequence[int], day: date) -> ApproverRule | None:
    """The line that applies to an act in a unit (own first, then those above) on a day; None: nobody has been set."""
    lines = {rule.pk: rule for rule in rules_on(day).filter(act=act)}
    found = rules.nearest(units, {rule.unit: rule.pk for rule in lines.values()})
    return lines[found] if found is not None else None
