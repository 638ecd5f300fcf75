"""A small county with 议题, problems and contact points; pages as their users meet them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import count

from tests import world
from tests.calls import Pages, client_of
from tests.registry.organisations import making
from tests.world import County
from wuze.accounts.enums import Role
from wuze.accounts.models import Installation, User
from wuze.accounts.values import Actor
from wuze.duty.agenda import actions as agenda
from wuze.duty.agenda.models import Agenda, Decision, MajorProblem
from wuze.duty.contacts.models import Liaison
from wuze.registry.models import LeaderContact, Post, Unit

DUE = date(2026, 12, 8)
_titles = count(1)
_pages = Pages("duty")
get, send = _pages.get, _pages.send


def page(user: User, url: str, **terms: str) -> str:
    """What an address says."""
    return client_of(user).get(url, terms).content.decode()


def post_of(user: User) -> Post:
    """The one post of an account."""
    return Post.objects.get(appointments__person=user.person_id)


class Site:
    """The county, a second leader, a 联络员 in the department's office."""

    def __init__(self) -> None:
        Installation.objects.update_or_create(id=1, defaults={"demo": True, "demo_day": world.DAY})
        self.county: County = world.county()
        self.users = dict(self.county.users)
        self.users["second_leader"] = world.holder(self.county.root, Role.LEADER, "另一位领导")
        self.users["liaison"] = world.holder(self.county.department, Role.DEPARTMENT, "联络员甲")

    def actor(self, who: str, day: date = world.DAY) -> Actor:
        """On a day."""
        at = world.NOW if day == world.DAY else datetime.combine(day, time(2), UTC)
        return world.actor(self.users[who], at=at, today=day)

    def small(self, who: str) -> Actor:
        """In a small office."""
        return replace(self.actor(who), small_office=True)

    def planned(self, *, day: date = world.DAY, study: bool = False, title: str = "") -> Agenda:
        """An 议题 that is planned."""
        keeper = self.actor("lead_clerk", min(day, world.DAY))
        return agenda.plan(
            keeper, title=title or f"议题{next(_titles)}", meeting="县委常委会会议", day=day, study=study
        )

    def held(self, *units: Unit, study: bool = False, title: str = "") -> Agenda:
        """An 议题 that was held today, with one decision for each unit."""
        row = self.planned(study=study, title=title)
        keeper = self.actor("lead_clerk")
        agenda.hold(keeper, row.pk, version=None, day=world.DAY, number="〔2026〕14号")
        for unit in units:
            agenda.decide(keeper, row.pk, version=None, text=f"{unit}的一条", unit=unit.pk, due=DUE)
        return Agenda.objects.get(pk=row.pk)

    def line(self, unit: Unit) -> Decision:
        """One decision for a unit."""
        return self.held(unit).decisions.get()

    def problem(self, unit: Unit, title: str = "") -> MajorProblem:
        """A problem this unit solves."""
        title = title or f"问题{next(_titles)}"
        return agenda.raise_problem(self.actor("lead_clerk"), title=title, text="情况", unit=unit.pk, due=DUE)

    def contact(self, who: str = "leader", name: str = "云峰茶业有限公司") -> LeaderContact:
        """A contact point of a leader, in the north."""
        firm = making.organisation(self.county.north, name)
        return LeaderContact.objects.create(organisation=firm, person=self.users[who].person, since=date(2026, 1, 1))

    def liaised(self, who: str = "leader", keeper: str = "liaison") -> Liaison:
        """The liaison keeps a leader's record."""
        return Liaison.objects.create(
            leader=post_of(self.users[who]), post=post_of(self.users[keeper]), since=date(2026, 1, 1)
        )
