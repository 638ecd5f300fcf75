"""Channels of reminders on the keeper's desk and in the history of things."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from wuze.accounts.enums import Role
from wuze.accounts.values import Actor
from wuze.kernel.web.components import Light, Verb
from wuze.ledger.reminders import queries
from wuze.ledger.reminders.models import Channel
from wuze.portal.history import Kind
from wuze.portal.kinds import labels, numbers, place
from wuze.portal.lines import Line, Queue

NOT_OUT = Light("red", "没发出")


def failed(actor: Actor) -> Queue | None:
    """Channels in use whose last message did not go out."""
    return Queue(queries.failing(actor), _line) if Role.LEAD_CLERK in actor.roles else None


def _line(row: Channel) -> Line:
    url = place("ledger:channel", str(row.pk))
    verb = Verb("去看", url, "get")
    return Line("mine", f"提醒没发到：{row}", url, row.failed_why, light=NOT_OUT, verb=verb)


def channels_seen(actor: Actor, keys: Collection[str]) -> Mapping[str, str]:
    """Channels the actor sees."""
    return labels(queries.visible_to(actor).filter(pk__in=numbers(keys)))


CHANNEL = Kind("ledger.channel", "外发渠道", channels_seen, lambda key: place("ledger:channel", key))
