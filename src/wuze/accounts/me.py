"""What an account's owner may see of what is kept about them (PIPL 44, 45), in one piece."""

from __future__ import annotations

from typing import Any

from wuze.accounts.login.sessions import open_sessions
from wuze.accounts.models import SecondFactor, User
from wuze.accounts.values import Actor
from wuze.trail.models import Entry

MOST = 500
"""Entries of the trail in one copy, newest first."""


def my_data(actor: Actor, *, now: int) -> dict[str, Any]:
    """All rows with this person's key in this package, and their own acts in the trail."""
    user = User.objects.select_related("person").get(pk=actor.user)
    acts = Entry.objects.filter(who_person=f"user:{user.pk}")[:MOST]
    return {
        "人员": {"姓名": user.person.name, "办公电话": user.person.phone},
        "账号": {"账号": user.username, "开通": user.opened, "口令设定": user.password_set, "启用": user.is_active},
        "岗位": [held.label for held in actor.posts],
        "授权": [
            {"角色": row.get_role_display(), "自": row.since, "至": row.until, "理由": row.reason}
            for row in user.grants.all()
        ],
        "登录": [
            {"开始": one.opened, "最近": one.seen, "来源": one.source, "设备": one.device}
            for one in open_sessions(user.pk, now)
        ],
        "留痕": [{"时刻": row.moment, "事项": row.code, "对象": row.thing_label, "结果": row.result} for row in acts],
    }


def has_factor(actor: Actor, user: int = 0) -> bool:
    """Has the actor's own account, or another one, a second factor?"""
    return SecondFactor.objects.filter(user=user or actor.user).exists()
