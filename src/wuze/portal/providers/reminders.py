"""Channels of reminders on the keeper's desk and in the history of things."""

from __future__ import annotations

from wuze.accounts.enums import Role
from wuze.accounts.values import Actor
from wuze.kernel.web.components import Light, Verb
from wuze.ledger.reminders import queries
from wuze.ledger.reminders.models import Channel
from wuze.portal.history import Kind
from wuze.portal.kinds import place
from wuze.portal.lines import Line, Queue

NOT_OUT = Light("red", "没发出")


def failed(actor: Actor) -> Queue | None:
    """Channels in use whose last message did not go out."""
    return Queue(queries.failing(actor), _line) if Role.LEAD_CLERK in actor.roles else None


def _line(row: Channel) -> Line:
    url = place("ledger:channel", str(row.pk))
    verb = Verb("去看", url, "get")
    return Line("mine", f"提醒没发到：{row}", url, row.failed_why, light=NOT_OUT, verb=verb)


CHANNEL = Kind("ledger.channel", "外发渠道", queries.visible_to, lambda key: place("ledger:channel", key))
