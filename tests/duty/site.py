"""A small county with a list of duties in force."""

from __future__ import annotations

from datetime import date

from tests import world
from tests.calls import Pages
from tests.world import County
from wuze.accounts.approvals import actions as approvals
from wuze.accounts.approvals.actions import set_approver
from wuze.accounts.approvals.values import COUNTY, PostRef
from wuze.accounts.enums import ApprovalVerb
from wuze.accounts.values import Actor
from wuze.duty.editions import actions, ready
from wuze.duty.editions.models import DutyEdition, DutyPart

HEAD = actions.Head("2026年清单", "县委定", "县委〔2026〕9号")


class Site:
    """The county, its actors, and who decides on a list."""

    def __init__(self, county: County | None = None) -> None:
        self.county = county or world.county()
        self.users = self.county.users
        post = self.users["lead_head"].person.appointments.get().post
        set_approver(
            self.actor("lead_clerk"), actions.ADOPT, COUNTY, PostRef(post.pk, str(post)), since=world.DAY, reason="定"
        )

    def actor(self, who: str, today: date = world.DAY) -> Actor:
        """On a day."""
        return world.actor(self.users[who], today=today)

    def draft(self) -> DutyEdition:
        """From the ready-made list."""
        return actions.make(self.actor("lead_clerk"), HEAD, ready.ready(), "示范清单")

    def in_force(self) -> DutyEdition:
        """Asked and agreed."""
        asked = actions.ask(self.actor("lead_clerk"), self.draft().pk, version=None, reason="议定")
        approvals.decide(self.actor("lead_head"), asked.approval or 0, ApprovalVerb.APPROVE)
        return DutyEdition.objects.get(pk=asked.pk)

    def part(self, code: str, layer: str) -> DutyPart:
        """Of the newest edition."""
        return DutyPart.objects.filter(duty__code=code, layer=layer).order_by("-pk")[0]


_pages = Pages("duty")
get, send = _pages.get, _pages.send
