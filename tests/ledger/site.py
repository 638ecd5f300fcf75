"""A small county with a ledger: content, tasks in any state, pages as their users meet them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any

from tests import world
from tests.calls import Pages
from tests.world import County
from wuze.accounts.approvals.actions import set_approver
from wuze.accounts.approvals.values import COUNTY, PostRef
from wuze.accounts.enter_for import Behalf
from wuze.accounts.enums import Role
from wuze.accounts.models import Installation
from wuze.accounts.values import Actor
from wuze.ledger import actions
from wuze.ledger.actions import Content, Said
from wuze.ledger.actions.asking import ADJUST, EXTEND, SHORT
from wuze.ledger.enums import ReportKind
from wuze.ledger.models import Task
from wuze.registry.models import Unit

CONTENT = Content("应建未建企业逐户核实", "decision", "常委会纪要第3条", "逐户核实", "表一张", term=10)
DUE = date(2026, 12, 8)
"""Ten working days after the day of the tests."""

PAPER = Behalf("云峰茶业党支部", "电话记录", date(2026, 11, 24))
_titles = count(1)


class Site:
    """The county, its actors, a second clerk and a head of the lead office, an approver for every act of the ledger."""

    def __init__(self) -> None:
        Installation.objects.update_or_create(id=1, defaults={"demo": True, "demo_day": world.DAY})
        self.county: County = world.county()
        self.users = dict(self.county.users)
        self.users["second_clerk"] = world.holder(self.county.lead, Role.LEAD_CLERK, "沈一帆")
        self.users["south_head"] = world.holder(self.county.south, Role.TOWN_HEAD, "南镇书记")

    def actor(self, who: str, day: date = world.DAY) -> Actor:
        """On a day."""
        at = world.NOW if day == world.DAY else datetime.combine(day, time(2), UTC)
        return world.actor(self.users[who], at=at, today=day)

    def small(self, who: str) -> Actor:
        """In a small office."""
        return replace(self.actor(who), small_office=True)

    def approver(self) -> None:
        """The lead office's head decides."""
        head = self.users["lead_head"].person.appointments.get().post
        for code in (SHORT, EXTEND, ADJUST):
            set_approver(
                self.actor("lead_clerk"), code, COUNTY, PostRef(head.pk, str(head)), since=world.DAY, reason="定"
            )

    def draft(self, lead: Unit | None = None, who: str = "lead_clerk", **changed: Any) -> Task:
        """A task set up; each has its own title, because nobody is asked the same twice."""
        content = replace(CONTENT, **{"title": f"核实第{next(_titles)}批", **changed})
        return actions.set_up(self.actor(who), (lead or self.county.north).pk, content)

    def task(self, state: str = "issued", lead: Unit | None = None, who: str = "lead_clerk", **changed: Any) -> Task:
        """A task in this state, by the real verbs; ``who`` issues it."""
        lead = lead or self.county.north
        task = self.draft(lead, who, **changed)
        if state == "draft":
            return task
        actions.issue(self.actor(who), task.pk, version=None)
        theirs = self.answers(lead)
        if state in {"doing", "reported", "returned", "done", "closed"}:
            actions.receive(theirs, task.pk, version=None)
        if state in {"reported", "returned", "done", "closed"}:
            actions.report(theirs, task.pk, Said(ReportKind.FINAL, "办完了"), version=None)
        if state == "returned":
            actions.send_back(self.actor(who), task.pk, version=None, reason="缺两户")
        if state in {"done", "closed"}:
            actions.accept(self.small(who), task.pk, version=None)
        if state == "closed":
            actions.close(self.actor("second_clerk"), task.pk, version=None, how="抽5户")
        if state == "cancelled":
            actions.cancel(self.actor(who), task.pk, version=None, reason="并入另一件")
        return self.again(task)

    def answers(self, lead: Unit) -> Actor:
        """Somebody who answers for this unit."""
        names = {
            self.county.north.pk: "town_clerk", self.county.south.pk: "south_clerk", self.county.sector.pk: "sector_clerk",
            self.county.department.pk: "department", self.county.north_branch.pk: "secretary",
            self.county.south_branch.pk: "south_secretary",
        }  # fmt: skip
        return self.actor(names[lead.pk])

    def again(self, task: Task) -> Task:
        """As it stands now."""
        return Task.objects.select_related("lead", "issuer", "post").get(pk=task.pk)


_pages = Pages("ledger")
get, send = _pages.get, _pages.send
