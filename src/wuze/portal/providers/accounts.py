"""Approvals that wait for the actor or that the actor asked for; the actor's own account; grants to be confirmed."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, Q
from django.utils import timezone

from wuze.accounts.approvals import queries
from wuze.accounts.enums import ApprovalState, Capability
from wuze.accounts.models import Approval, Grant, Installation, SecondFactor, User
from wuze.accounts.values import Actor
from wuze.kernel.web.components import Light, Verb
from wuze.kernel.web.frame import address
from wuze.portal.kinds import place
from wuze.portal.lines import Line, Queue
from wuze.portal.providers.terms import FEW_CODES, PASSWORD_DAYS, REMIND_DAYS

UNDER_WAY = Light("none", "送签中")
"""An approver's own time shows no light on other people's pages."""


def to_decide(actor: Actor) -> Queue | None:
    """要我批的."""
    return Queue(queries.pending_for(actor), _to_decide) if actor.may(Capability.APPROVE) else None


def asked_for(actor: Actor) -> Queue | None:
    """我报批的, not yet answered."""
    if not actor.user:
        return None
    return Queue(queries.asked_by(actor).filter(state=ApprovalState.ASKED).order_by("-asked_at", "-pk"), _asked)


def _asked(row: Approval) -> Line:
    day = timezone.localdate(row.asked_at)
    return Line(
        "waiting", f"{row.post_label or '还没有定审批人'}：{row.act_label}", place("approvals:one", str(row.pk)),
        f"{row.thing_label}，{day.month}月{day.day}日送签", light=UNDER_WAY,
    )  # fmt: skip


def _to_decide(row: Approval) -> Line:
    url = place("approvals:one", str(row.pk)) or row.thing_url
    asked = timezone.localdate(row.asked_at)
    detail = f"{row.asked_post or row.unit_label} {row.asked_by}{asked.month}月{asked.day}日报批。{row.reason}"
    verb = Verb("去审批", url, "get")
    return Line("mine", f"审批{row.act_label}：{row.thing_label}", url, detail, row.due, verb=verb)


def password(actor: Actor) -> Queue | None:
    """A password that must soon be changed."""
    if not actor.user:
        return None
    strict = Exists(Installation.objects.filter(strict_passwords=True))
    rows = User.objects.filter(strict, pk=actor.user, password_set__isnull=False).only("password_set")

    def line(user: User) -> Line | None:
        if user.password_set is None:
            return None
        due = timezone.localdate(user.password_set) + timedelta(days=PASSWORD_DAYS)
        if due > actor.today + timedelta(days=REMIND_DAYS):
            return None
        url = address("accounts:password")
        detail = f"口令{PASSWORD_DAYS}天一换，到期后登录时要先改。"
        return Line("mine", "换口令", url, detail, due, verb=Verb("去换口令", url, "get"))

    return Queue(rows, line)


def recovery_codes(actor: Actor) -> Queue | None:
    """Recovery codes that run out."""
    return Queue(SecondFactor.objects.filter(user=actor.user).only("codes"), _codes) if actor.user else None


def _codes(factor: SecondFactor) -> Line | None:
    if len(factor.codes) > FEW_CODES:
        return None
    url = address("accounts:me")
    title = f"恢复码只剩{len(factor.codes)}个" if factor.codes else "恢复码用完了"
    detail = "手机丢了，要靠恢复码进来。"
    return Line("mine", title, url, detail, light=Light("amber", "快用完"), verb=Verb("换一批", url, "get"))


def grants_to_confirm(actor: Actor) -> Queue | None:
    """For the second administrator: grants proposed by another, and one's own that wait."""
    if not actor.may(Capability.CONFIRM_GRANTS):
        return None
    rows = Grant.objects.filter(Q(until=None) | Q(until__gt=actor.today), confirmed_at=None)
    return Queue(rows.select_related("user__person").order_by("id"), lambda row: _grant(row, actor))


def _grant(row: Grant, actor: Actor) -> Line:
    url = address("accounts:grants")
    name = f"{row.user.person}任{row.get_role_display()}"
    if row.proposed_user == actor.user:
        return Line("waiting", f"另一位管理员：复核{name}", url, "提出的人不能自己复核", light=Light("none", "待复核"))
    detail = f"{row.proposed_by}提出，理由：{row.reason}"
    return Line(
        "mine", f"复核授权：{name}", url, detail, light=Light("amber", "待复核"), verb=Verb("去复核", url, "get")
    )
