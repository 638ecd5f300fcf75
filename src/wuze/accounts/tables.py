"""Lists of accounts and grants."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db.models import Q
from django.urls import reverse

from wuze.accounts.above import above
from wuze.accounts.enums import Role
from wuze.accounts.login.lockout import locked_names
from wuze.accounts.models import Grant, User
from wuze.kernel.web.components import Empty, Link, Tag
from wuze.kernel.web.listing import Cell
from wuze.kernel.web.table import Col, Pick, Seen, Table
from wuze.kernel.web.templatetags.wuze import cn_full_date

WAITING = Q(declined_at=None, confirmed_at=None) | Q(confirmed_at__isnull=False, until=None) & ~Q(end_proposed_by="")


def _marks(user: User) -> tuple[Tag, ...]:
    tags = [] if user.is_active else [Tag("停用", "late")]
    return (*tags, *([Tag("一次性口令", "ask")] if user.password_until else []))


def of_role(role: str, day: date) -> Q:
    """Accounts that have a role on a day, by a confirmed grant or by a post."""
    granted = Grant.objects.filter(role=role, confirmed_at__isnull=False, since__lte=day).exclude(until__lte=day)
    return Q(pk__in=granted.values("user")) | Q(person__in=above().people_in(role, day))


def first_step(value: str) -> Q:
    """Locked by wrong tries, or still with the password for one use."""
    if value == "locked":
        return Q(username__in=list(locked_names()))
    return Q(password_until__isnull=False, is_active=True)


def accounts_table(day: date, *, may_open: bool) -> Table[User]:
    """All accounts: in use, stopped; locked or never used; by role."""
    return replace(
        ACCOUNTS,
        filters=(
            Pick("lock", "登录", [("locked", "试错锁着"), ("once", "一次性口令还没换")], first_step),
            Pick("role", "角色", Role.choices, lambda value: of_role(value, day)),
        ),
        empty=Empty("没有这样的账号。", Link("开账号", reverse("accounts:open")), "。")
        if may_open
        else Empty("没有这样的账号。"),
    )


ACCOUNTS = Table[User](
    id="accounts", caption="账号", noun="个", label=lambda user: f"{user.person}（{user.username}）", export=False,
    columns=(
        Col("name", "姓名", lambda user: Cell(user.person.name, reverse("accounts:one", args=[user.pk]), tags=_marks(user)),
            ("person__name",), phone="title"),
        Col("username", "账号", lambda user: Cell(user.username), ("username",), "w-136"),
        Col("opened", "开通", lambda user: Cell(cn_full_date(user.opened), quiet=True), ("opened",), "w-152", optional=True),
    ),
    search=("person__name__icontains", "person__initials__startswith", "username__icontains"),
    placeholder="找姓名、简拼、账号", order=("username",),
    views=(Seen("on", "在用", Q(is_active=True)), Seen("off", "停用", Q(is_active=False)), Seen("all", "全部", Q())),
    empty=Empty("没有这样的账号。"),
)  # fmt: skip


def _stand(grant: Grant) -> str:
    if grant.declined_at:
        return "没有同意"
    if grant.confirmed_at is None:
        return "待复核"
    if grant.until:
        return "已收回"
    return "收回待复核" if grant.end_proposed_by else "生效"


GRANTS = Table[Grant](
    id="grants", caption="授权", noun="项", label=str, export=False,
    columns=(
        Col("user", "账号", lambda grant: Cell(f"{grant.user.person}（{grant.user.username}）"), ("user__username",), phone="title"),
        Col("role", "角色", lambda grant: Cell(grant.get_role_display()), ("role",), "w-136"),
        Col("state", "状态", lambda grant: Cell(_stand(grant), reverse("accounts:decide", args=[grant.pk, "look"])), (), "w-136"),
        Col("by", "提出、复核", lambda grant: Cell(f"{grant.proposed_by} → {grant.confirmed_by or '–'}", quiet=True), (), optional=True),
        Col("reason", "理由", lambda grant: Cell(grant.reason), (), optional=True, phone="off"),
    ),
    search=("user__person__name__icontains", "user__username__icontains"), placeholder="找姓名、账号", order=("-pk",),
    filters=(Pick("role", "角色", Role.choices, lambda value: Q(role=value)),),
    views=(Seen("now", "现有和待复核", Q(until=None, declined_at=None)), Seen("waiting", "待复核", WAITING), Seen("all", "全部", Q())),
    empty=Empty("还没有授权。"),
)  # fmt: skip
