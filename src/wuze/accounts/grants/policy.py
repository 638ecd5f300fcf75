"""Why a grant may not be proposed, confirmed or withdrawn by this actor now (SEC-19)."""

from __future__ import annotations

from wuze.accounts.enums import Capability, Role
from wuze.accounts.grants.states import NEXT, GrantVerb, State, state_of
from wuze.accounts.models import Grant, User
from wuze.accounts.rules import GRANTABLE, excluded
from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal


def may_propose(actor: Actor, role: str) -> bool:
    """The security administrator; to replace the security administrator, either of the other two."""
    return actor.may(Capability.GRANTS) or (role == Role.SECURITY_ADMIN and actor.may(Capability.CONFIRM_GRANTS))


def why_not_propose(actor: Actor, user: User, role: str, held: frozenset[str]) -> Refusal | None:
    """``held`` are all roles the account has or is proposed for."""
    if role not in GRANTABLE:
        return Refusal("accounts.by_post", "这个角色随岗位走：在名录里给人定岗位，不用授权。")
    if not may_propose(actor, role):
        return Refusal("accounts.no_grants", "授权由安全管理员提出；换安全管理员，由另外两位管理员之一提出。")
    if user.pk == actor.user:
        return Refusal("accounts.own_grant", "给自己的授权要由另一位管理员提出。")
    if not user.is_active:
        return Refusal("accounts.off", "账号停用了，先启用再授权。")
    if role in held:
        return Refusal("accounts.held", "这个账号已经有这个角色，或者正在复核。")
    if reason := excluded(held | {role}):
        return Refusal("accounts.excluded", reason)
    return None


def why_not(verb: str, actor: Actor, grant: Grant, held: frozenset[str]) -> Refusal | None:
    """Any later verb: the state allows it, another administrator does it, and the roles still go together."""
    state = state_of(grant, actor.today)
    if (state, verb) not in NEXT:
        return Refusal("accounts.grant_state", f"这项授权现在是“{state.label}”，不能“{GrantVerb(verb).label}”。")
    if verb == GrantVerb.WITHDRAW:
        return None if may_propose(actor, grant.role) else Refusal("accounts.no_grants", "收回由安全管理员提出。")
    if not actor.may(Capability.CONFIRM_GRANTS):
        return Refusal("accounts.no_confirm", "复核由三位管理员办。")
    proposer = grant.end_proposed_user if state == State.ENDING else grant.proposed_user
    if proposer == actor.user:
        return Refusal("accounts.same_person", "提出的人不能自己复核，请另一位管理员办。")
    if grant.user_id == actor.user:
        return Refusal("accounts.own_grant", "自己的授权要由另一位管理员复核。")
    if verb == GrantVerb.CONFIRM and (reason := excluded(held | {grant.role})):
        return Refusal("accounts.excluded", reason)
    return None
