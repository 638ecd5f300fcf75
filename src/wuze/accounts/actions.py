"""Verbs on accounts and on this installation. A one-time password is given back once and kept nowhere (SEC-04, SEC-36)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import chain, count
from typing import Any

from django.db import transaction
from django.utils import timezone

from wuze.accounts import policy
from wuze.accounts.above import above
from wuze.accounts.enums import Role
from wuze.accounts.login import lockout
from wuze.accounts.login.actions import thing
from wuze.accounts.login.passwords import ONE_TIME, one_time
from wuze.accounts.login.sessions import end_sessions
from wuze.accounts.models import Grant, Installation, Person, SecondFactor, User
from wuze.accounts.rules import ADMINISTRATORS, GRANTABLE
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, Refusal, Refused, refuse, same_version
from wuze.kernel.pinyin import initials
from wuze.trail.actions import record
from wuze.trail.values import Row, Thing, Who

SET_UP = Who("安装程序")
SERVER = Who("服务器上的命令")
SITE = ("name", "county", "field", "lead_names", "small_office", "strict_passwords")


def username_for(name: str) -> str:
    """A free account name: the initials of a name, with a number where they are taken."""
    stem = initials(name)[:20] or "zh"
    taken = set(User.objects.filter(username__startswith=stem).values_list("username", flat=True))
    return next(one for one in chain([stem], (f"{stem}{number}" for number in count(2))) if one not in taken)


def _fresh(person: Person, username: str, at: datetime) -> tuple[User, str]:
    secret = one_time()
    user = User(username=username, person=person, opened=at, password_until=at + ONE_TIME)
    user.set_password(secret)
    user.save()
    return user, secret


def first_account(person: Person, at: datetime) -> tuple[User, str]:
    """The account of a post holder laid together with the site; its caller writes the entry, in its own transaction."""
    return _fresh(person, username_for(person.name), at)


def open_account(actor: Actor, person: int, username: str = "", *, branch: bool = False) -> tuple[User, str]:
    """An account and its one-time password. ``branch``: the registry has seen that the person is of a branch managed."""
    with transaction.atomic():
        row = Person.objects.select_for_update().get(pk=person)
        refuse(policy.why_not_open(actor, row, branch=branch))
        name = username.strip().lower() or username_for(row.name)
        if User.objects.filter(username=name).exists():
            raise Invalid("accounts.taken", {"username": "这个账号已经有了，换一个。"})
        user, secret = _fresh(row, name, actor.at)
        after = {"username": name, "until": user.password_until}
        record("accounts.opened", at=actor.at, who=actor.who(), thing=thing(user), after=after, origin=actor.origin)
    return user, secret


def reset_password(
    actor: Actor, user: int, reason: str, *, version: int | None = None, branch: bool = False
) -> tuple[User, str]:
    """A fresh one-time password; the old one, all sessions and the lock are gone."""
    with transaction.atomic():
        row = _locked(user, version)
        refuse(policy.why_not_reset(actor, row, roles_of(row, actor), branch=branch))
        secret = one_time()
        row.set_password(secret)
        row.password_until, row.version = actor.at + ONE_TIME, row.version + 1
        row.save(update_fields=["password", "password_until", "version"])
        lockout.forget(row.username)
        after = {"reason": reason, "until": row.password_until, "ended": end_sessions([row.pk])}
        record("accounts.reset", at=actor.at, who=actor.who(), thing=thing(row), after=after, origin=actor.origin)
    return row, secret


def disable(actor: Actor, user: int, reason: str, *, version: int | None = None, branch: bool = False) -> User:
    """Nobody comes in with it any more; open sessions end at once (SEC-09)."""
    with transaction.atomic():
        row = _locked(user, version)
        refuse(policy.why_not_disable(actor, row, branch=branch))
        _switch(row, on=False)
        after = {"active": False, "reason": reason, "ended": end_sessions([row.pk])}
        record(
            "accounts.disabled", at=actor.at, who=actor.who(), thing=thing(row), before={"active": True}, after=after,
            origin=actor.origin,
        )  # fmt: skip
    return row


def enable(actor: Actor, user: int, reason: str, *, version: int | None = None, branch: bool = False) -> User:
    """In use again, with the password it had."""
    with transaction.atomic():
        row = _locked(user, version)
        refuse(policy.why_not_enable(actor, row, branch=branch))
        _switch(row, on=True)
        record(
            "accounts.enabled", at=actor.at, who=actor.who(), thing=thing(row), before={"active": False},
            after={"active": True, "reason": reason}, origin=actor.origin,
        )  # fmt: skip
    return row


def unlock(actor: Actor, user: int, reason: str, *, version: int | None = None, branch: bool = False) -> User:
    """Wrong tries are forgotten."""
    with transaction.atomic():
        row = _locked(user, version)
        refuse(policy.why_not_unlock(actor, row, locked=row.username in lockout.locked_names(), branch=branch))
        after = {"reason": reason, "tries": lockout.forget(row.username)}
        record("accounts.unlocked", at=actor.at, who=actor.who(), thing=thing(row), after=after, origin=actor.origin)
    return row


def remove_factor(actor: Actor, user: int, reason: str, *, version: int | None = None) -> User:
    """The phone and the codes are lost: the second factor comes off, sessions end; the role asks for a new one."""
    with transaction.atomic():
        row = _locked(user, version)
        has = SecondFactor.objects.filter(user=row).exists()
        refuse(policy.why_not_remove_factor(actor, row, roles_of(row, actor), has=has))
        SecondFactor.objects.filter(user=row).delete()
        after = {"reason": reason, "ended": end_sessions([row.pk])}
        record(
            "accounts.factor_removed", at=actor.at, who=actor.who(), thing=thing(row), after=after, origin=actor.origin
        )
    return row


def roles_of(user: User, actor: Actor) -> frozenset[str]:
    """All roles of an account on the actor's day, by post and by grant."""
    granted = Grant.objects.filter(user=user, confirmed_at__isnull=False, since__lte=actor.today)
    roles = {row.role for row in granted if row.until is None or actor.today < row.until}
    return above().roles_by_post(user.person_id, actor.today) | roles


def save_site(actor: Actor, entered: Mapping[str, Any], *, version: int | None) -> Installation:
    """Names and switches of this installation."""
    with transaction.atomic():
        row = Installation.objects.select_for_update().first()
        fresh = row is None
        row = row or Installation(pk=1)
        same_version(row.version, version)
        before = {name: getattr(row, name) for name in SITE}
        for name in SITE:
            setattr(row, name, entered[name])
        row.version += 0 if fresh else 1
        row.save()
        after = {name: getattr(row, name) for name in SITE}
        changed = [name for name in SITE if before[name] != after[name]]
        record(
            "accounts.site_saved", at=actor.at, who=actor.who(), thing=Thing("accounts.site", "1", row.name),
            before={_safe(name): before[name] for name in changed}, after={_safe(name): after[name] for name in changed},
            origin=actor.origin,
        )  # fmt: skip
    return row


def _safe(name: str) -> str:
    """The trail refuses fields that speak of passwords; this one is a switch."""
    return "strict" if name == "strict_passwords" else name


def first_administrators(names: Sequence[str], at: datetime) -> list[tuple[str, str]]:
    """The three administrators of a fresh installation, in the order system, security, audit: account and one-time
    password of each. Only where there is no account yet, so nobody can use it later (SEC-01)."""
    cleaned = [name.strip() for name in names]
    if len(cleaned) != len(ADMINISTRATORS) or not all(cleaned) or len(set(cleaned)) < len(cleaned):
        raise Invalid("accounts.three", {"": "三员要填三个不同的人。"})
    with transaction.atomic():
        Installation.objects.select_for_update().get_or_create(pk=1)
        if User.objects.exists():
            raise Refused(Refusal("accounts.not_fresh", "本站已经有账号，三员要在站内由另外两人换。"))
        found, rows = [], []
        for name, role in zip(cleaned, GRANTABLE, strict=False):
            person = Person.objects.create(name=name, initials=initials(name))
            user, secret = _fresh(person, username_for(name), at)
            Grant.objects.create(
                user=user, role=role, since=timezone.localdate(at), reason="安装时指定", proposed_by=SET_UP.name,
                confirmed_by=SET_UP.name, confirmed_at=at,
            )  # fmt: skip
            found.append((user.username, secret))
            rows.append(Row(thing(user), after={"role": Role(role).label}))
        record("accounts.set_up", at=at, who=SET_UP, thing=Thing("accounts.site", "1", "本站"), rows=rows)
    return found


def administrators(at: datetime) -> list[tuple[str, User]]:
    """The three administrators as they are: role in words, and account."""
    day = timezone.localdate(at)
    rows = Grant.objects.filter(role__in=ADMINISTRATORS, confirmed_at__isnull=False, since__lte=day)
    found = rows.exclude(until__lte=day).select_related("user__person").order_by("pk")
    return [(row.get_role_display(), row.user) for row in found]


def relink(username: str, reason: str, at: datetime, *, factor: bool) -> tuple[User, str]:
    """A fresh one-time password for an administrator's account, given on the server; ``factor``: the phone is lost too."""
    with transaction.atomic():
        row = User.objects.select_for_update(of=("self",)).select_related("person").filter(username=username).first()
        if row is None or row.pk not in {user.pk for _, user in administrators(at)}:
            raise Refused(Refusal("accounts.not_admin", "没有这个管理员账号。这里只给三位管理员重开，别人的在站内办。"))
        if not row.is_active:
            raise Refused(Refusal("accounts.off", "这个账号停用了，由系统管理员在站内启用。"))
        if not reason.strip():
            raise Invalid("accounts.reason", {"": "要写为什么，记进留痕。"})
        secret = one_time()
        row.set_password(secret)
        row.password_until, row.version = at + ONE_TIME, row.version + 1
        row.save(update_fields=["password", "password_until", "version"])
        lockout.forget(row.username)
        dropped = SecondFactor.objects.filter(user=row).delete()[0] if factor else 0
        after = {"reason": reason.strip(), "factor_removed": bool(dropped), "ended": end_sessions([row.pk])}
        record("accounts.relinked", at=at, who=SERVER, thing=thing(row), after=after)
    return row, secret


def _locked(user: int, version: int | None) -> User:
    row = User.objects.select_for_update().select_related("person").get(pk=user)
    same_version(row.version, version)
    return row


def _switch(user: User, *, on: bool) -> None:
    user.is_active, user.version = on, user.version + 1
    user.save(update_fields=["is_active", "version"])
