"""A small county in which things are done and asked: entries and requests by the real verbs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from tests import world
from tests.calls import Pages
from tests.ledger.site import PAPER, Site
from wuze.accounts.approvals.actions import set_approver
from wuze.accounts.approvals.values import COUNTY, PostRef
from wuze.ledger.activities import actions
from wuze.ledger.activities.enums import ActivityKind, Area, Layer
from wuze.ledger.activities.models import Activity
from wuze.ledger.activities.rules import Content
from wuze.ledger.requests import actions as requests
from wuze.ledger.requests.actions import Asked
from wuze.ledger.requests.models import Request
from wuze.registry.models import Unit

TALK = Content(kind=ActivityKind.TALK, layer=Layer.PARTY, whom="书记陈立群", happened=world.DAY)
JOINT = Content(kind=ActivityKind.JOINT, title="二期厂房扩建", marks=(date(2026, 3, 2), None, None, None))
EFFECT = Content(
    kind=ActivityKind.EFFECT, area=Area.SERVICE, title="夜班班车", outcome="加开两班，夜班职工能坐车回家", whom="夜班职工",
    happened=world.DAY,
)  # fmt: skip
PROMISED = replace(TALK, promise="问清夜班补贴怎么算", promise_due=date(2026, 12, 4))
BEHALF = {"for_whom": "云峰茶业党支部", "paper_name": "走访记录", "paper_date": "2026-11-23", "paper_no": ""}
ASKED = Asked("夜班职工子女入学", "三名夜班职工的孩子进不了附近的小学，想请教育局给个说法。")
_names = count(1)


class Doing(Site):
    """Entries of any unit."""

    def entry(self, unit: Unit | None = None, content: Content = TALK, **changed: Any) -> Activity:
        """An entry of the north's branch, or of another unit, each with a name of its own."""
        unit = unit or self.county.north_branch
        named = "whom" if content.kind in {ActivityKind.TALK, ActivityKind.VISIT} else "title"
        told = replace(content, **{named: f"{getattr(content, named)}{next(_names)}", **changed})
        if unit == self.county.sector_branch:
            return actions.enter(self.actor("sector_clerk"), unit.pk, told, behalf=PAPER)
        return actions.enter(self.answers(unit), unit.pk, told)


_pages = Pages("ledger")
get, send = _pages.get, _pages.send


class Asking(Site):
    """Requests in any state, by the real verbs: the north's branch asks, the department answers."""

    def asked(self, state: str = "raised", kind: str = "coordinate", **changed: Any) -> Request:
        """A request in this state."""
        told = replace(ASKED, **{"title": f"夜班职工子女入学{next(_names)}", **changed})
        row = requests.raise_request(self.actor("secretary"), self.county.north_branch.pk, told)
        office, department = self.actor("lead_clerk"), self.actor("department")
        if state == "raised":
            return self.now(row)
        requests.assign(office, row.pk, handler=self.county.department.pk, kind=kind, version=None)
        if state in {"doing", "answered", "again", "closed"}:
            requests.accept(department, row.pk, version=None)
        if state in {"answered", "again", "closed"}:
            requests.answer(department, row.pk, text="下学期统一安排", version=None)
        if state == "again":
            requests.discontent(self.actor("secretary"), row.pk, version=None, why="还差两个孩子")
        if state == "closed":
            requests.content(self.actor("secretary"), row.pk, version=None)
        if state == "withdrawn":
            requests.withdraw(self.actor("secretary"), row.pk, version=None, reason="自己办好了")
        return self.now(row)

    def now(self, row: Request) -> Request:
        """As it stands."""
        return Request.objects.select_related("unit", "keeper", "handler").get(pk=row.pk)

    def decider(self) -> None:
        """The lead office's head decides extensions of requests."""
        head = self.users["lead_head"].person.appointments.get().post
        set_approver(
            self.actor("lead_clerk"), requests.EXTEND, COUNTY, PostRef(head.pk, str(head)), since=world.DAY, reason="定"
        )
