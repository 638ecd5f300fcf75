"""This year's list of the invented county, through the real verbs: drafted, approved, put on posts, told, received."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from wuze.accounts.approvals import actions as approvals
from wuze.accounts.approvals.values import COUNTY, PostRef
from wuze.accounts.enums import ApprovalVerb, Role
from wuze.accounts.models import User
from wuze.accounts.values import Actor
from wuze.duty.assignments import actions as assignments
from wuze.duty.assignments import queries
from wuze.duty.editions import actions, ready
from wuze.duty.editions.enums import Scope
from wuze.duty.editions.models import DutyPart
from wuze.duty.notices import actions as notices
from wuze.duty.notices.models import DutyNotice
from wuze.registry.enums import UnitKind
from wuze.registry.models import Post, Unit
from wuze.registry.queries import actor_of

AGO = 45
NOT_NAMED = {"D-15"}
"""Nobody has said yet which department pays: a gap to see."""


def _user(unit: Unit, day: date, *roles: str) -> User | None:
    held = User.objects.filter(
        person__appointments__post__unit=unit, person__appointments__post__role__in=roles,
        person__appointments__since__lte=day, person__appointments__until=None,
    )  # fmt: skip
    return held.order_by("pk").first()


def lay(day: date) -> None:
    """The list in force since some weeks before the frozen day."""
    start = day - timedelta(days=AGO)
    lead = Unit.objects.get(kind=UnitKind.LEAD)
    clerk, head = _user(lead, start, Role.LEAD_CLERK), _user(lead, start, Role.LEAD_HEAD)
    post = Post.objects.filter(unit=lead, role=Role.LEAD_HEAD).order_by("order", "pk").first()
    if clerk is None or head is None or post is None:
        return

    def on(user: User, minute: int, after: int = 0) -> Actor:
        moment = timezone.make_aware(datetime.combine(start + timedelta(days=after), time(9, minute)))
        return actor_of(user, at=moment, today=moment.date(), small_office=False)

    approvals.set_approver(
        on(clerk, 0), actions.ADOPT, COUNTY, PostRef(post.pk, str(post)), since=start, reason="部务会定（演示）"
    )
    heading = actions.Head("2026年两新组织党建责任清单", f"{ready.BASIS}（演示）", "县委〔2026〕9号（演示）")
    edition = actions.make(on(clerk, 1), heading, ready.ready(), "示范清单")
    asked = actions.ask(on(clerk, 2), edition.pk, version=None, reason="常委会已议定，报批施行（演示）")
    approvals.decide(on(head, 3), asked.approval or 0, ApprovalVerb.APPROVE)
    departments = list(Unit.objects.filter(kind=UnitKind.DEPARTMENT).order_by("path"))
    named = DutyPart.objects.filter(duty__edition=edition, scope=Scope.NAMED).exclude(duty__code__in=NOT_NAMED)
    for number, part in enumerate(named.order_by("duty__order")):
        for unit in departments[number % 3 :: 3][:2]:
            assignments.name(on(clerk, 4), part.pk, unit.pk)
    assignments.spread(on(clerk, 5), edition.pk)
    _rest(on(clerk, 6), edition.pk)
    notices.send(on(clerk, 7), edition.pk)
    _received(edition.pk, on, clerk)


def _rest(actor: Actor, edition: int) -> None:
    """Units with several posts of one role: one by one to the first; one department's is left as a gap."""
    kinds = (UnitKind.COUNTY, UnitKind.LEAD, UnitKind.DEPARTMENT, UnitKind.TOWN, UnitKind.PARK)
    clear = set(assignments.clear_posts(actor.today))
    units = [unit for unit in Unit.objects.filter(kind__in=kinds).order_by("path") if unit.pk not in clear]
    first = {
        unit.pk: unit.posts.filter(until=None, since__lte=actor.today).order_by("order", "pk").first() for unit in units
    }
    for part in DutyPart.objects.filter(duty__edition=edition).select_related("duty"):
        left = {unit.pk for unit in queries.owing(part, Unit.objects.all(), actor.today)}
        for unit in units:
            post = first[unit.pk]
            if (
                unit.pk in left
                and post is not None
                and not (part.duty.code == "D-11" and unit.kind == UnitKind.DEPARTMENT)
            ):
                assignments.assign(actor, part.pk, unit.pk, post=post.pk)


def _received(edition: int, on: Callable[..., Actor], clerk: User) -> None:
    rows = DutyNotice.objects.filter(edition=edition, unit__kind__in=(UnitKind.TOWN, UnitKind.DEPARTMENT))
    for number, row in enumerate(rows.select_related("unit").order_by("unit__path")[:24]):
        user = _user(row.unit, row.sent_on, Role.TOWN_CLERK, Role.DEPARTMENT)
        if user is None or number % 7 == 6:
            continue
        theirs = on(user, 10 + number, 1)
        if number in {3, 9}:
            notices.raise_objection(
                theirs, row.pk, version=None, reason="D-11由行业主管办更合适，我们只能协办。（演示）"
            )
        else:
            notices.sign(theirs, row.pk, version=None)
        if number == 3:
            answer = on(clerk, 50, 2)
            notices.answer(answer, row.pk, version=None, text="属地先接，五个工作日内转行业主管，清单不改。（演示）")
