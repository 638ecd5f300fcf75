"""Verbs on grants. Two persons for every change; sessions of the account end when its roles change (SEC-09)."""

from __future__ import annotations

from django.db import transaction

from wuze.accounts.actions import roles_of
from wuze.accounts.enums import Role
from wuze.accounts.grants import policy
from wuze.accounts.grants.states import GrantVerb, state_of
from wuze.accounts.login.sessions import end_sessions
from wuze.accounts.models import Grant, User
from wuze.accounts.values import Actor
from wuze.kernel.errors import refuse, same_version
from wuze.trail.actions import record
from wuze.trail.values import Thing


def thing(grant: Grant) -> Thing:
    """A grant in the trail."""
    return Thing("accounts.grant", str(grant.pk), f"{grant.user.person}任{grant.get_role_display()}")


def propose(actor: Actor, user: int, role: str, reason: str) -> Grant:
    """A grant that has no effect yet."""
    with transaction.atomic():
        row = User.objects.select_for_update().select_related("person").get(pk=user)
        pending = Grant.objects.filter(user=row, confirmed_at=None, declined_at=None).values_list("role", flat=True)
        refuse(policy.why_not_propose(actor, row, role, roles_of(row, actor) | set(pending)))
        grant = Grant.objects.create(
            user=row, role=role, since=actor.today, reason=reason, proposed_by=actor.name, proposed_user=actor.user
        )
        record(
            "accounts.grant_proposed", at=actor.at, who=actor.who(), thing=thing(grant),
            after={"role": Role(role).label, "reason": reason}, origin=actor.origin,
        )  # fmt: skip
    return grant


def decide(actor: Actor, grant: int, verb: GrantVerb, reason: str = "", *, version: int | None = None) -> Grant:
    """Confirm, decline, propose to withdraw, confirm the withdrawal, or keep."""
    with transaction.atomic():
        row = Grant.objects.select_for_update(of=("self",)).select_related("user__person").get(pk=grant)
        same_version(row.version, version)
        before = state_of(row, actor.today)
        refuse(policy.why_not(verb, actor, row, roles_of(row.user, actor)))
        _write(row, verb, actor, reason)
        row.version += 1
        row.save()
        changed = verb in {GrantVerb.CONFIRM, GrantVerb.CONFIRM_END}
        ended = end_sessions([row.user_id]) if changed else 0
        after = {"state": state_of(row, actor.today).label, "verb": verb.label, "reason": reason, "ended": ended}
        record(
            "accounts.grant_decided", at=actor.at, who=actor.who(), thing=thing(row), before={"state": before.label},
            after=after, origin=actor.origin,
        )  # fmt: skip
    return row


def _write(row: Grant, verb: GrantVerb, actor: Actor, reason: str) -> None:
    if verb == GrantVerb.CONFIRM:
        row.confirmed_by, row.confirmed_at, row.since = actor.name, actor.at, actor.today
    elif verb == GrantVerb.DECLINE:
        row.declined_by, row.declined_at = actor.name, actor.at
    elif verb == GrantVerb.WITHDRAW:
        row.end_proposed_by, row.end_proposed_user, row.end_reason = actor.name, actor.user, reason
    elif verb == GrantVerb.CONFIRM_END:
        row.end_confirmed_by, row.until = actor.name, actor.today
    else:
        row.end_proposed_by, row.end_proposed_user, row.end_reason = "", 0, ""
