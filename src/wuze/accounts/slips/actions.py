"""Accounts and one-time passwords for many people in one act, with one entry. Nothing of a password is kept (SEC-36)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction

from wuze.accounts import policy
from wuze.accounts.actions import username_for
from wuze.accounts.login import lockout
from wuze.accounts.login.actions import thing
from wuze.accounts.login.passwords import ONE_TIME, one_time
from wuze.accounts.login.sessions import end_sessions
from wuze.accounts.models import Person, User
from wuze.accounts.values import Actor
from wuze.kernel.errors import WHOLE_FORM, Invalid, refuse
from wuze.trail.actions import record
from wuze.trail.values import Row, Thing

ABOUT = Thing("accounts.slips", "", "口令条")
NOBODY = {WHOLE_FORM: "没有选人，或选的人都在用自己的口令、账号停用了。回到名单刷新后再选。"}


@dataclass(frozen=True, slots=True)
class Secret:
    """A one-time password and its hash."""

    text: str
    hashed: str


def secrets(number: int) -> list[Secret]:
    """So many. A hash takes a tenth of a second: made before the act, or all others wait for the database."""
    texts = [one_time() for _ in range(number)]
    return [Secret(text, make_password(text)) for text in texts]


def waits(user: User) -> bool:
    """Has its owner not yet a password of their own?"""
    return user.is_active and user.password_until is not None


def hand_out(
    actor: Actor, people: Sequence[int], ready: Sequence[Secret], *, branch: bool = False
) -> list[tuple[User, str]]:
    """An account for who has none, a fresh one-time password for who never set their own; others are left alone.

    ``branch``: the registry has seen that all are of branches managed. ``ready``: at least as many as people.
    """
    made: list[tuple[User, str]] = []
    with transaction.atomic():
        found = Person.objects.select_for_update(of=("self",)).in_bulk(people)
        users = {one.person_id: one for one in _locked(people)}
        for person, secret in zip([found[key] for key in people if key in found], ready, strict=False):
            user = users.get(person.pk)
            if user is None:
                refuse(policy.why_not_open(actor, person, branch=branch))
                user = User(username=username_for(person.name), person=person, opened=actor.at, version=0)
            elif not waits(user):
                continue
            else:
                refuse(policy.why_not_reset(actor, user, frozenset(), branch=branch))
            user.password, user.password_until = secret.hashed, actor.at + ONE_TIME
            user.version += 1
            user.save()
            lockout.forget(user.username)
            made.append((user, secret.text))
        if not made:
            raise Invalid("accounts.nobody", NOBODY)
        end_sessions(user.pk for user, _ in made)
        rows = [Row(thing(user), after={"fresh": user.person_id not in users}) for user, _ in made]
        record(
            "accounts.slips_given", at=actor.at, who=actor.who(), thing=ABOUT, after={"until": actor.at + ONE_TIME},
            rows=rows, origin=actor.origin,
        )  # fmt: skip
    return made


def void(actor: Actor, people: Sequence[int], *, branch: bool = False) -> int:
    """Slips that were not used open nothing any more; how many."""
    with transaction.atomic():
        users = [user for user in _locked(people) if waits(user) and user.has_usable_password()]
        if not users:
            raise Invalid("accounts.nobody", NOBODY)
        for user in users:
            refuse(policy.why_not_reset(actor, user, frozenset(), branch=branch))
            user.set_unusable_password()
            user.version += 1
            user.save(update_fields=["password", "version"])
        rows = [Row(thing(user)) for user in users]
        record("accounts.slips_voided", at=actor.at, who=actor.who(), thing=ABOUT, rows=rows, origin=actor.origin)
    return len(users)


def _locked(people: Sequence[int]) -> list[User]:
    rows = User.objects.select_for_update(of=("self",)).select_related("person").filter(person__in=people)
    return list(rows.order_by("pk"))
