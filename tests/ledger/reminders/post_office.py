"""The ledger's county with channels: on an installation that is no demo, with reminders of a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from tests import world
from tests.calls import Pages
from tests.ledger.site import DUE, Site
from wuze.accounts.models import Installation
from wuze.ledger.actions import remind
from wuze.ledger.reminders import actions
from wuze.ledger.reminders.actions import Wanted
from wuze.ledger.reminders.enums import ChannelKind
from wuze.ledger.reminders.models import Channel, Delivery
from wuze.registry.models import Unit

AT = world.NOW
"""Half past nine in the morning."""

HOOK = "https://robot.qinglan.example/robot/send?access_token=token-1"
_pages = Pages("ledger")
get, send = _pages.get, _pages.send


class Office(Site):
    """Three units have something near: a town, its branch, the other town."""

    def __init__(self) -> None:
        super().__init__()
        Installation.objects.update(demo=False, demo_day=None)
        for unit in (self.county.north, self.county.north_branch, self.county.south):
            self.task(lead=unit, term=None, due=date(2026, 11, 27))
        self.day = date(2026, 11, 26)
        self.at = AT + timedelta(days=2)
        self.clerk = self.actor("lead_clerk", self.day)
        remind(self.day)

    def channel(self, unit: Unit | None = None, *, on: bool = True, address: str = HOOK, **more: Any) -> Channel:
        """A channel of a unit, in use."""
        kind = more.pop("kind", ChannelKind.DINGTALK)
        values: dict[str, Any] = {"name": "党建群", "below": False, "titles": False} | more
        channel = actions.keep(self.clerk, (unit or self.county.north).pk, kind, Wanted(address=address, **values))
        if on:
            actions.start(self.clerk, channel.pk, version=None)
        return Channel.objects.select_related("unit").get(pk=channel.pk)

    def planned(self, channel: Channel, at: datetime | None = None) -> Delivery:
        """Its message of the day."""
        actions.plan(self.day, at or self.at)
        return channel.deliveries.get(day=self.day, trial=False)


__all__ = ["AT", "DUE", "HOOK", "Office", "get", "send"]
