"""Verbs of one's own login. Each is one transaction with one entry in the trail, and none writes a secret (SEC-36)."""

from __future__ import annotations

from datetime import timedelta
from secrets import token_urlsafe
from typing import Any

from django.contrib.auth import login, logout
from django.db import transaction

from wuze.accounts import marks
from wuze.accounts.gate import Request
from wuze.accounts.login import lockout, passwords, policy, sessions, totp
from wuze.accounts.models import SecondFactor, Session, User
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, Refusal, Refused, refuse
from wuze.kernel.web.request import Moment
from wuze.trail.actions import record
from wuze.trail.enums import Result
from wuze.trail.values import Sensitive, Thing, Who

BACKEND = "wuze.accounts.login.backend.Passwords"
NOBODY = Who("未登录")


def thing(user: User) -> Thing:
    """An account in the trail."""
    return Thing("accounts.user", str(user.pk), f"{user.person}（{user.username}）")


def self_of(request: Request, user: User) -> Who:
    """An account that comes in: nobody is logged in yet."""
    return Who(user.person.name, request.actor.post, f"user:{user.pk}")


# --- in and out -------------------------------------------------------------------------------------------------------


def log_in(request: Request, found: User, *, demo: bool = False) -> int:
    """Opens a session for an account that has shown its password (or came by a demo button); how many older sessions
    this ended. A one-time password is worth nothing from here on (SEC-04)."""
    now = int(Moment.read().now.timestamp())
    with transaction.atomic():
        user = User.objects.select_for_update().select_related("person").get(pk=found.pk)
        if not demo and user.password != found.password:
            raise Refused(Refusal("accounts.used_password", "这个口令刚刚用过，不能再用。请找给您开账号的人重设。"))
        if user.password_until is not None and not demo:
            user.set_unusable_password()
            user.save(update_fields=["password"])
        stay = sessions.open_sessions(user.pk, now)[: marks.MOST - 1]
        over = [one for one in sessions.open_sessions(user.pk, now) if one not in stay]
        for one in over:
            Session.objects.filter(session_key=one.key).delete()
        login(request, user, BACKEND)
        has = SecondFactor.objects.filter(user=user).exists()
        request.session.update(_marks(request, now, demo=demo, waiting=has and not demo))
        after = {"how": "演示入口" if demo else "口令", "ended": len(over), "one_time": user.password_until is not None}
        record(
            "accounts.logged_in", at=request.actor.at, who=self_of(request, user), thing=thing(user), after=after,
            origin=request.actor.origin,
        )  # fmt: skip
    return len(over)


def _marks(request: Request, now: int, *, demo: bool, waiting: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        marks.OPENED: now, marks.SEEN: now, marks.PROVED: now, marks.NUMBER: token_urlsafe(16),
        marks.SOURCE: lockout.source(request), marks.DEVICE: sessions.device(request.headers.get("User-Agent", "")),
    }  # fmt: skip
    if demo:
        found[marks.DEMO] = True
    if waiting:
        found[marks.FACTOR] = marks.WAITING
    return found


def note_failed(request: Request, username: str, *, locked: bool) -> None:
    """A login that did not come about. What was typed for an unknown name may be a password: only its digest stays."""
    user = User.objects.select_related("person").filter(username=username).first()
    about = thing(user) if user else Thing("accounts.user", "", "没有这个账号")
    with transaction.atomic():
        record(
            "accounts.login_locked" if locked else "accounts.login_failed", at=request.actor.at, who=NOBODY, thing=about,
            after={"typed": Sensitive(username), "known": user is not None}, result=Result.FAILED,
            origin=request.actor.origin,
        )  # fmt: skip


def log_out(request: Request) -> None:
    """The session is deleted on the server (SEC-07)."""
    user = request.user
    with transaction.atomic():
        logout(request)
        record(
            "accounts.logged_out", at=request.actor.at, who=self_of(request, user), thing=thing(user),
            origin=request.actor.origin,
        )  # fmt: skip


def prove(request: Request) -> None:
    """The password was given again."""
    request.session[marks.PROVED] = int(Moment.read().now.timestamp())
    with transaction.atomic():
        record(
            "accounts.proved", at=request.actor.at, who=request.actor.who(), thing=thing(request.user),
            origin=request.actor.origin,
        )  # fmt: skip


def end_session(actor: Actor, number: str, *, now: int) -> None:
    """Ends one of one's own sessions; a number that is not there any more needs nothing."""
    with transaction.atomic():
        user = User.objects.select_for_update().select_related("person").get(pk=actor.user)
        found = [one for one in sessions.open_sessions(user.pk, now) if one.number == number]
        for one in found:
            Session.objects.filter(session_key=one.key).delete()
        after = {"device": found[0].device if found else "已经结束"}
        record(
            "accounts.session_ended", at=actor.at, who=actor.who(), thing=thing(user), after=after, origin=actor.origin
        )  # fmt: skip


# --- password ---------------------------------------------------------------------------------------------------------


def change_password(actor: Actor, current: str, new: str, *, strict: bool, keep: str) -> User:
    """The owner's own new password; all other sessions end. ``keep`` is the key of this one."""
    with transaction.atomic():
        user = User.objects.select_for_update().select_related("person").get(pk=actor.user)
        first = user.password_until is not None
        if not first and not user.check_password(current):
            raise Invalid("accounts.current", {"current": "现在的口令不对。"})
        if not first and current == new:
            raise Invalid("accounts.same", {"new": "新口令和现在的一样。换一个。"})
        if found := passwords.faults(new, strict=strict, username=user.username, name=user.person.name):
            raise Invalid("accounts.weak", {"new": "".join(found)})
        user.set_password(new)
        user.password_set, user.password_until = actor.at, None
        user.version += 1
        user.save(update_fields=["password", "password_set", "password_until", "version"])
        ended = sessions.end_sessions([user.pk], keep)
        record(
            "accounts.changed_password", at=actor.at, who=actor.who(), thing=thing(user),
            after={"first": first, "ended": ended}, origin=actor.origin,
        )  # fmt: skip
    return user


# --- second factor ----------------------------------------------------------------------------------------------------


def add_factor(actor: Actor, sealed: str, code: str, *, now: int, keep: str) -> tuple[str, ...]:
    """A phone that has shown a right code becomes the second factor, in place of an older one; the recovery codes."""
    secret = totp.unseal(sealed, actor.user)
    step = totp.matching_step(secret, code, now, 0) if secret else None
    if secret is None or step is None:
        raise Invalid("accounts.code", {"code": "这个数字不对。看手机上的时间准不准，等下一个数字出来再填。"})
    codes = totp.new_codes()
    with transaction.atomic():
        user = User.objects.select_for_update().select_related("person").get(pk=actor.user)
        _, created = SecondFactor.objects.update_or_create(
            user=user,
            defaults={
                "sealed": totp.seal(secret, user.pk), "step": step, "since": actor.at, "wrong": 0, "blocked_until": None,
                "codes": [totp.digest(one, user.pk) for one in codes],
            },
        )  # fmt: skip
        sessions.end_sessions([user.pk], keep)
        record(
            "accounts.factor_added" if created else "accounts.factor_changed", at=actor.at, who=actor.who(),
            thing=thing(user), origin=actor.origin,
        )  # fmt: skip
    return codes


def renew_codes(actor: Actor) -> tuple[str, ...]:
    """A fresh set of recovery codes; the old ones are worth nothing."""
    codes = totp.new_codes()
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().select_related("user__person").filter(user=actor.user).first()
        if factor is None:
            raise Refused(Refusal("accounts.no_factor", "还没有启用第二道验证，先启用。"))
        factor.codes = [totp.digest(one, actor.user) for one in codes]
        factor.save(update_fields=["codes"])
        record(
            "accounts.codes_renewed", at=actor.at, who=actor.who(), thing=thing(factor.user), origin=actor.origin
        )  # fmt: skip
    return codes


def drop_factor(actor: Actor) -> None:
    """The owner goes without, where the role allows it."""
    with transaction.atomic():
        user = User.objects.select_for_update().select_related("person").get(pk=actor.user)
        refuse(policy.why_not_drop_factor(actor))
        SecondFactor.objects.filter(user=user).delete()
        record("accounts.factor_dropped", at=actor.at, who=actor.who(), thing=thing(user), origin=actor.origin)


def show_factor(actor: Actor, code: str, *, now: int) -> str:
    """The second step of a login: "" when the code is right, else why not. A wrong code counts, so this commits either
    way: five wrong ones block for half an hour, right ones too."""
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().select_related("user__person").get(user=actor.user)
        moment = Moment.read().now
        if factor.blocked_until and moment < factor.blocked_until:
            return f"输错{totp.TRIES}次，{factor.blocked_until.astimezone(moment.tzinfo):%H:%M}以后再试。"
        how = _accepted(factor, code, now)
        factor.wrong = 0 if how else factor.wrong + 1
        blocked = factor.wrong >= totp.TRIES
        factor.blocked_until = moment + timedelta(minutes=totp.BLOCKED_MINUTES) if blocked else None
        factor.wrong = 0 if blocked else factor.wrong
        factor.save(update_fields=["step", "codes", "wrong", "blocked_until"])
        name = "accounts.factor_shown" if how else "accounts.factor_blocked" if blocked else "accounts.factor_wrong"
        record(
            name, at=actor.at, who=actor.who(), thing=thing(factor.user), after={"how": how, "left": len(factor.codes)},
            result=Result.DONE if how else Result.FAILED, origin=actor.origin,
        )  # fmt: skip
    if how:
        return ""
    return f"输错{totp.TRIES}次，半小时后再试。" if blocked else "这个数字不对，或者已经用过。等下一个数字出来再填。"


def _accepted(factor: SecondFactor, code: str, now: int) -> str:
    secret = totp.unseal(factor.sealed, factor.user_id)
    step = totp.matching_step(secret, code, now, factor.step) if secret else None
    if step is not None:
        factor.step = step
        return "手机验证器"
    left = totp.without(factor.codes, code, factor.user_id)
    if left is None:
        return ""
    factor.codes = left
    return "恢复码"
