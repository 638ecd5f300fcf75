"""What the people of the invented county did with its registry in the last days, through the same actions as any user:
removals asked and answered, a firm closed, a duplicate merged, an instructor sent, corrections asked."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from wuze.accounts.approvals import actions as approvals
from wuze.accounts.approvals.values import COUNTY, PostRef
from wuze.accounts.enums import ApprovalVerb, Role
from wuze.accounts.models import ApproverRule, User
from wuze.accounts.values import Actor
from wuze.portal.demo.seed import DEMO_DAY
from wuze.registry.enums import CoverKind, Status, UnitKind
from wuze.registry.links.actions import ask_correction
from wuze.registry.models import Coverage, Organisation, Post, Unit
from wuze.registry.organisations import actions, queries
from wuze.registry.parties.actions import Cover, cover
from wuze.registry.queries import actor_of

SAID = ("正式党员是4名，去年转来1名（演示）", "名称改了，见新的营业执照（演示）", "已经搬到开发区（演示）")


def _on(user: User, days: int, hour: int) -> Actor:
    at = timezone.make_aware(datetime.combine(DEMO_DAY - timedelta(days=days), time(hour, 20)))
    return actor_of(user, at=at, today=at.date(), small_office=False)


def _holder(role: str, kind: str) -> User:
    rows = User.objects.filter(
        person__appointments__post__role=role, person__appointments__post__unit__kind=kind,
        person__appointments__until=None,
    )  # fmt: skip
    return rows.select_related("person").order_by("pk")[0]


@transaction.atomic
def lay() -> None:
    """Once; a second call does nothing."""
    if ApproverRule.objects.filter(act__in=actions.ACTS.values()).exists():
        return
    town, office = _holder(Role.TOWN_CLERK, UnitKind.TOWN), _holder(Role.LEAD_CLERK, UnitKind.LEAD)
    head = _holder(Role.LEAD_HEAD, UnitKind.LEAD)
    post = Post.objects.filter(role=Role.LEAD_HEAD, appointments__person=head.person, appointments__until=None)[0]
    for act in actions.ACTS.values():
        approvals.set_approver(
            _on(office, 9, 9),
            act,
            COUNTY,
            PostRef(post.pk, str(post)),
            since=DEMO_DAY - timedelta(days=9),
            reason="部务会定（演示）",
        )
    rows = list(queries.edited_by(_on(town, 8, 9)).filter(status=Status.OPERATING).order_by("pk")[:8])
    _statuses(town, head, rows)
    _twice(office)
    _send_instructor(town)
    _corrections()


def _statuses(town: User, head: User, rows: list[Organisation]) -> None:
    """One left the denominator, two wait for their answer, one is closed."""
    for number, row in enumerate(rows[:3]):
        asked = actions.ask_removal(
            _on(town, 6 - number, 9), row.pk, "zombie" if number else "shell", version=None,
            reason="上门核查没有人办公，两年没有报年报（演示）", detail="核查表1份（演示）",
        )  # fmt: skip
        if number == 0:
            approvals.decide(_on(head, 4, 15), asked.pk, ApprovalVerb.APPROVE)
    closing = _on(town, 3, 10)
    for row in rows[3:4]:
        actions.change(closing, row.pk, "close", version=None, since=closing.today, reason="已办注销登记（演示）")


def _twice(office: User) -> None:
    """The first pair that is the same by name and town becomes one."""
    actor = _on(office, 2, 10)
    groups, _ = queries.duplicates(actor, 1)
    for group in groups:
        keep, drop = group.rows[:2]
        actions.merge(actor, keep.pk, drop.pk, version=None, other_version=None, reason="电话核实是同一家（演示）")


def _send_instructor(town: User) -> None:
    """One blank organisation of the town gets an instructor who has others already."""
    actor = _on(town, 1, 14)
    blank = (
        queries.edited_by(actor).filter(~queries.covered(actor.today), status=Status.OPERATING).order_by("pk").first()
    )
    known = Coverage.objects.filter(kind=CoverKind.INSTRUCTOR, until=None).order_by("pk").first()
    if blank is not None and known is not None:
        entered = Cover(
            kind=CoverKind.INSTRUCTOR,
            since=actor.today,
            person=known.person_id,
            evidence="选派名单（演示）",
            evidence_on=actor.today,
        )
        cover(actor, blank.pk, entered, version=None)


def _corrections() -> None:
    """Three secretaries with an account say what is wrong."""
    units = Unit.objects.filter(pk__in=Coverage.objects.filter(until=None, party__kind=UnitKind.PARTY).values("party"))
    users = User.objects.filter(
        person__appointments__until=None, person__appointments__post__role=Role.SECRETARY,
        person__appointments__post__unit__in=units.values("pk"),
    )  # fmt: skip
    for said, user in zip(SAID, users.select_related("person").order_by("pk"), strict=False):
        actor = _on(user, 1, 11)
        for row in queries.own(actor).organisations[:1]:
            ask_correction(actor, row.pk, note=said)
