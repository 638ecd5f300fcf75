"""The last two weeks of the invented county, done by its own people through the same actions as any user: so that the
desk, the trail, handovers, links and the approver table have something to show. Nothing here writes a table itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from wuze.accounts.enter_for import Behalf
from wuze.accounts.enums import Role
from wuze.accounts.links.actions import issue
from wuze.accounts.models import Person, User
from wuze.accounts.values import Actor
from wuze.portal.demo.seed import DEMO_DAY
from wuze.registry.actions import handovers, posts, units
from wuze.registry.enums import HandoverWay, UnitKind
from wuze.registry.links.actions import Answer, check_unit, settle
from wuze.registry.links.tasks import CONFIRM
from wuze.registry.models import Appointment, Post, Unit
from wuze.registry.queries import actor_of
from wuze.trail.values import Thing


def live() -> None:
    """Everything below, day after day."""
    days = _days()
    town = Unit.objects.filter(kind=UnitKind.TOWN).order_by("path")[0]
    clerk = _account(Role.TOWN_CLERK, town.path)
    branches = list(Unit.objects.filter(kind=UnitKind.PARTY, path__startswith=town.path).order_by("path"))
    _fill_a_vacancy(_on(clerk, next(days)), town)
    office = _account(Role.LEAD_CLERK, "")
    _rename(_on(office, next(days)), branches[0])
    _hand_over(clerk, branches, days)
    _ask_branches(clerk, branches, days)
    _office_changes(_on(office, next(days)))


def _days() -> Iterator[datetime]:
    """Half past nine, one day after another; the last ones on the demo's own day."""
    for number in range(14, 0, -1):
        yield timezone.make_aware(datetime.combine(DEMO_DAY - timedelta(days=number), time(9, 30)))
    for hour in range(8, 20):
        yield timezone.make_aware(datetime.combine(DEMO_DAY, time(0, hour)))


def _account(role: str, path: str) -> User:
    return (
        User.objects.select_related("person")
        .filter(
            person__appointments__post__role=role,
            person__appointments__post__unit__path__startswith=path,
            person__appointments__until=None,
        )
        .order_by("pk")[0]
    )


def _on(user: User, at: datetime) -> Actor:
    return actor_of(user, at=at, today=at.date(), small_office=False)


def _fill_a_vacancy(actor: Actor, town: Unit) -> None:
    """A post without holder gets the person who held another before."""
    empty = Post.objects.filter(unit__path__startswith=town.path, until=None).exclude(appointments__until=None).first()
    if empty is not None:
        posts.appoint(actor, empty.pk, since=actor.today, basis="镇党委任职通知（演示）", person=_free(actor.today).pk)


def _free(day: date) -> Person:
    """Somebody who holds no post."""
    held = Appointment.objects.filter(until=None).values("person_id")
    return Person.objects.filter(appointments__until__lte=day).exclude(pk__in=held).order_by("pk")[0]


def _rename(actor: Actor, branch: Unit) -> None:
    units.edit_unit(
        actor, branch.pk, version=branch.version, name=branch.name, short=branch.name.removesuffix("党支部"),
        kind=branch.kind, region=branch.region_id, sector=branch.sector_id,
    )  # fmt: skip


def _hand_over(clerk: User, branches: list[Unit], days: Iterator[datetime]) -> None:
    """One done, one that waits for the other side, one just drafted."""
    rows = list(Appointment.objects.filter(post__unit__in=branches, until=None).select_related("post").order_by("pk"))
    for stage, row in enumerate(rows[1:4]):
        at = next(days)
        on = max(at.date(), row.since + timedelta(days=1))
        made = handovers.draft_handover(
            _on(clerk, at), row.post_id, person=_free(at.date()).pk, on=on, basis="党员大会选举结果（演示）"
        )
        paper = {"way": HandoverWay.PAPER.value, "source": "交接清单，双方签字（演示）"}
        if stage < 2:
            made = handovers.give(_on(clerk, next(days)), made.pk, version=made.version, **paper)
        if stage < 1:
            handovers.take(_on(clerk, next(days)), made.pk, version=made.version, **paper)


def _ask_branches(clerk: User, branches: list[Unit], days: Iterator[datetime]) -> None:
    """Links for secretaries without an account; one answer on paper that found a fault, settled."""
    at = next(days)
    for branch in branches[4:7]:
        thing = Thing("registry.unit", str(branch.pk), str(branch))
        issue(_on(clerk, at), CONFIRM.code, unit=branch.pk, unit_label=str(branch), thing=thing, for_name="书记")
    behalf = Behalf(on_behalf="书记", paper="电话核对记录（演示）", dated=at.date())
    check = check_unit(_on(clerk, at), branches[7].pk, Answer(same=False, note="办公地点搬了"), behalf=behalf)
    settle(_on(clerk, next(days)), check.pk, "已改地址（演示）", version=check.version)


def _office_changes(actor: Actor) -> None:
    """The lead office sets up a post."""
    lead = Unit.objects.get(kind=UnitKind.LEAD)
    posts.add_post(actor, lead.pk, title="联络员", role=Role.READER, since=actor.today, order=9)
