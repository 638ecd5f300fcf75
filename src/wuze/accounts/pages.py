"""What the pages of accounts show, ready to be laid out: verbs alive or dead with their reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from wuze.accounts import actions, policy, queries
from wuze.accounts.enums import Role
from wuze.accounts.grants.policy import may_propose
from wuze.accounts.login.lockout import locked_names
from wuze.accounts.login.policy import why_not_drop_factor
from wuze.accounts.login.sessions import Open
from wuze.accounts.models import Grant, Person, SecondFactor, User
from wuze.accounts.rules import GRANTABLE
from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal, refuse
from wuze.kernel.web.components import Link, Refused, Tag, Verb


@dataclass(frozen=True, slots=True)
class AccountVerb:
    """A verb on an account: its label, what it leads to, its action."""

    label: str
    effect: str
    action: Callable[..., Any]


VERBS = {
    "reset": AccountVerb(
        "重设口令", "给一个24小时内有效、只能用一次的口令；现在的登录和锁都解除。", actions.reset_password
    ),
    "disable": AccountVerb("停用账号", "马上不能登录，现在的登录都退出。以前办的事都还在。", actions.disable),
    "enable": AccountVerb("重新启用", "用原来的口令登录；忘了口令就再重设。", actions.enable),
    "unlock": AccountVerb("解除锁定", "前面输错的次数不算了，可以再试。", actions.unlock),
    "unfactor": AccountVerb(
        "解除第二道验证", "先核实是本人。解除后，需要第二道验证的角色下次登录要重新启用。", actions.remove_factor
    ),
}


def reasons(actor: Actor, user: User, until: datetime | None, *, branch: bool = False) -> dict[str, Refusal | None]:
    """Each verb with why it may not be done now."""
    has = SecondFactor.objects.filter(user=user).exists()
    return {
        "reset": policy.why_not_reset(actor, user, branch=branch),
        "disable": policy.why_not_disable(actor, user, branch=branch),
        "enable": policy.why_not_enable(actor, user, branch=branch),
        "unlock": policy.why_not_unlock(actor, user, locked=until is not None, branch=branch),
        "unfactor": policy.why_not_remove_factor(actor, user, actions.roles_of(user, actor), has=has),
    }


def refuse_verb(actor: Actor, person: Person, verb: str) -> None:
    """Stops before the form is filled in vain."""
    user = person.account
    refuse(reasons(actor, user, locked_names().get(user.username))[verb])


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One person's account."""

    person: Person
    user: User | None
    post: str
    state: str
    tags: tuple[Tag, ...]
    grants: Sequence[Grant]
    verbs: tuple[Verb, ...]
    refused: tuple[Refused, ...]


def account(actor: Actor, person: Person) -> AccountPage:
    """State and verbs."""
    post = queries.posts_of([person.pk], actor.today).get(person.pk, "现在没有岗位")
    user = queries.account_of(person)
    if user is None:
        refusal = policy.why_not_open(actor, person)
        verb = Verb("开账号", reverse("accounts:open", args=[person.pk]), "get", primary=True)
        dead = (Refused("开账号", refusal.reason),) if refusal else ()
        return AccountPage(person, None, post, "没有账号", (), (), () if refusal else (verb,), dead)
    until = locked_names().get(user.username)
    alive, dead = split(
        reasons(actor, user, until), lambda name: reverse("accounts:act", args=[person.pk, name]),
    )  # fmt: skip
    if any(may_propose(actor, role) for role in GRANTABLE) and user.pk != actor.user:
        alive = (*alive, Verb("提出授权", reverse("accounts:propose", args=[person.pk]), "get"))
    tags = (Tag(f"锁到{timezone.localtime(until):%H:%M}", "late"),) if until else ()
    if user.password_until:
        tags = (*tags, Tag("一次性口令还没换", "ask"))
    grants = Grant.objects.filter(user=user)
    return AccountPage(person, user, post, "在用" if user.is_active else "已停用", tags, grants, alive, dead)


def split(found: dict[str, Refusal | None], url: Callable[[str], str]) -> tuple[tuple[Verb, ...], tuple[Refused, ...]]:
    """Living and dead verbs. Of a pair (stop, start) only the one that fits the state is shown."""
    alive = tuple(Verb(VERBS[name].label, url(name), "get") for name, refusal in found.items() if refusal is None)
    silent = {"accounts.on", "accounts.off", "accounts.unlocked", "accounts.no_factor"}
    dead = tuple(
        Refused(VERBS[name].label, refusal.reason)
        for name, refusal in found.items()
        if refusal is not None and refusal.code not in silent
    )
    return alive, dead


@dataclass(frozen=True, slots=True)
class MePage:
    """The own page."""

    user: User
    actor: Actor
    roles: tuple[str, ...]
    sessions: Sequence[Open]
    here: str
    factor: SecondFactor | None
    drop: Refused | None


def me(actor: Actor, user: User, sessions: Sequence[Open], key: str) -> MePage:
    """Posts, grants, sessions, second factor."""
    here = next((one.number for one in sessions if one.key == key), "")
    refusal = why_not_drop_factor(actor)
    drop = Refused("停用", refusal.reason, Link(refusal.way_out, refusal.url)) if refusal else None
    factor = SecondFactor.objects.filter(user=user).first()
    return MePage(user, actor, tuple(Role(one).label for one in actor.grants), sessions, here, factor, drop)
