"""Roles → capabilities, which roles exclude one another, and which need a second factor. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from wuze.accounts.enums import Capability as C  # noqa: N817 - a table of forty lines reads better
from wuze.accounts.enums import Role

ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
"""三员. None sees business content, and no person is two of them (等保, GB/T 22239-2019; SEC-19)."""

COUNTY_WIDE = frozenset({Role.LEAD_HEAD, Role.LEAD_CLERK, Role.LEADER})
"""Roles that see the whole county."""

SECOND_FACTOR = ADMINISTRATORS | {Role.LEAD_HEAD, Role.LEAD_CLERK}
"""Administrators, case officers and publishers (SEC-06)."""

GRANTABLE = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.READER)
"""Roles that come by a grant; every other one comes with a post."""

_READS = frozenset(
    {C.DESK, C.SEE_UNITS, C.SEE_ORGANISATIONS, C.HISTORY, C.SEARCH, C.TOOLS, C.SEE_TASKS, C.SEE_AGENDA, C.SEE_DUTIES}
    | {C.SEE_SCHEMES}
)
_TASKS = frozenset({C.EDIT_TASKS, C.REPORT_TASKS})
_OFFICE = _READS | _TASKS | {
    C.EXPORT, C.HAND_OVER, C.EDIT_ORGANISATIONS, C.ENTER_FOR, C.REGISTER_APPROVAL, C.SEE_RESULTS,
}  # fmt: skip
_SUPERIOR = _OFFICE | {C.EDIT_POSTS, C.BRANCH_ACCOUNTS, C.RATE}

CAPABILITIES: dict[str, frozenset[C]] = {
    Role.LEADER: _READS | {C.APPROVE, C.SEE_RESULTS},
    Role.LEAD_HEAD: _READS
    | _TASKS
    | {C.EXPORT, C.APPROVE, C.HAND_OVER, C.SET_APPROVERS, C.REGISTER_APPROVAL, C.COMPLAINTS, C.SCHEMES}
    | {C.KEEP_AGENDA, C.EDIT_DUTIES, C.RUN_ROUNDS, C.RATE, C.SEE_RESULTS},
    Role.LEAD_CLERK: _SUPERIOR | {C.EDIT_UNITS, C.SET_APPROVERS, C.SCHEMES, C.KEEP_AGENDA, C.EDIT_DUTIES, C.RUN_ROUNDS},
    Role.DEPARTMENT: _OFFICE,
    Role.TOWN_HEAD: _READS | _TASKS | {C.EXPORT, C.APPROVE, C.HAND_OVER, C.RATE, C.SEE_RESULTS},
    Role.TOWN_CLERK: _SUPERIOR,
    Role.SECTOR_HEAD: _READS | _TASKS | {C.EXPORT, C.APPROVE, C.HAND_OVER, C.RATE, C.SEE_RESULTS},
    Role.SECTOR_CLERK: _SUPERIOR,
    Role.SECRETARY: _READS | {C.HAND_OVER, C.REPORT_TASKS, C.SEE_RESULTS},
    Role.INSPECTOR: _READS,
    Role.READER: _READS,
    Role.SYSTEM_ADMIN: frozenset({C.DESK, C.ACCOUNTS, C.SITE, C.CONFIRM_GRANTS}),
    Role.SECURITY_ADMIN: frozenset({C.DESK, C.GRANTS, C.CONFIRM_GRANTS}),
    Role.AUDIT_ADMIN: frozenset({C.DESK, C.TRAIL, C.CONFIRM_GRANTS, C.COMPLAINTS}),
}


def capabilities(roles: Iterable[str]) -> frozenset[C]:
    """All that these roles allow together."""
    return frozenset().union(*(CAPABILITIES[role] for role in roles))


def excluded(roles: Iterable[str]) -> str:
    """Why one person may not hold these roles together; "" when they may."""
    held = set(roles)
    admin = held & ADMINISTRATORS
    if len(admin) > 1:
        return "系统、安全、审计管理员要由不同的人担任。"
    if admin and held - ADMINISTRATORS:
        return "管理员不办业务，业务岗位和管理员不能由同一个人担任。"
    return ""
