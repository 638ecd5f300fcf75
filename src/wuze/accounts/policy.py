"""Why an account may not be opened, reset, stopped … by this actor now. ``roles`` are all roles the owner has."""

from __future__ import annotations

from wuze.accounts.enums import Capability
from wuze.accounts.models import Person, User
from wuze.accounts.rules import ADMINISTRATORS, capabilities
from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal

NOT_OWN = Refusal("accounts.own", "自己的账号要由别人办，您只能在“我的”里换口令。")
NO_RIGHT = Refusal("accounts.no_right", "开账号、停账号由系统管理员办，所属党组织的由上级党委经办办。")


def why_not_open(actor: Actor, person: Person, *, branch: bool = False) -> Refusal | None:
    """``branch``: the person holds a post in a branch that the actor manages; the registry has looked."""
    if refusal := _may(actor, branch=branch):
        return refusal
    if hasattr(person, "account"):
        return Refusal("accounts.has_one", "这个人已经有账号了，一人一号。")
    return None


def why_not_reset(actor: Actor, user: User, roles: frozenset[str], *, branch: bool = False) -> Refusal | None:
    """A new one-time password. The system administrator's own comes from the audit administrator, so that nobody stays
    outside for good; the security administrator removes second factors and must not have both."""
    by_audit = actor.may(Capability.TRAIL) and Capability.ACCOUNTS in _capable(roles)
    if refusal := (None if by_audit else _may(actor, branch=branch)) or _not_own(actor, user):
        return refusal
    return None if user.is_active else Refusal("accounts.off", "账号停用了，先启用再重设口令。")


def why_not_disable(actor: Actor, user: User, *, branch: bool = False) -> Refusal | None:
    """Stop it."""
    if refusal := _may(actor, branch=branch) or _not_own(actor, user):
        return refusal
    return None if user.is_active else Refusal("accounts.off", "账号已经停用。")


def why_not_enable(actor: Actor, user: User, *, branch: bool = False) -> Refusal | None:
    """Start it again."""
    if refusal := _may(actor, branch=branch) or _not_own(actor, user):
        return refusal
    return Refusal("accounts.on", "账号在用，不用启用。") if user.is_active else None


def why_not_unlock(actor: Actor, user: User, *, locked: bool, branch: bool = False) -> Refusal | None:
    """Forget wrong tries."""
    if refusal := _may(actor, branch=branch) or _not_own(actor, user):
        return refusal
    return None if locked else Refusal("accounts.unlocked", "账号没有锁。")


def why_not_remove_factor(actor: Actor, user: User, roles: frozenset[str], *, has: bool) -> Refusal | None:
    """Whoever resets passwords does not remove second factors: to enter another's account takes two (三员).

    The security administrator does it; for the security administrator's own account the audit administrator.
    """
    if refusal := _not_own(actor, user):
        return refusal
    right = Capability.TRAIL if Capability.GRANTS in _capable(roles) else Capability.GRANTS
    if not actor.may(right):
        who = "审计管理员" if right == Capability.TRAIL else "安全管理员"
        return Refusal("accounts.factor_by_other", f"解除第二道验证由{who}办。")
    return None if has else Refusal("accounts.no_factor", "这个账号没有启用第二道验证。")


def _capable(roles: frozenset[str]) -> frozenset[Capability]:
    return capabilities(roles & ADMINISTRATORS)


def _may(actor: Actor, *, branch: bool) -> Refusal | None:
    allowed = actor.may(Capability.ACCOUNTS) or (branch and actor.may(Capability.BRANCH_ACCOUNTS))
    return None if allowed else NO_RIGHT


def _not_own(actor: Actor, user: User) -> Refusal | None:
    return NOT_OWN if user.pk == actor.user else None
