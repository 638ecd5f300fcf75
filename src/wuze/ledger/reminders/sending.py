"""The worker's round: take a message, send it, note what became of it; no transaction is open while it is under way."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from wuze.ledger.reminders import actions, queries, rules
from wuze.ledger.reminders.enums import ChannelKind
from wuze.ledger.reminders.models import Delivery
from wuze.ledger.reminders.rules import HEAD, Robot
from wuze.ledger.reminders.wire import mail, robots
from wuze.ledger.reminders.wire.verdict import Verdict

MOST = 30
"""Messages of one round, so that the worker's other jobs get their turn."""

NO_KEY = "服务器的密钥换过，地址解不开了，请重新填一次地址。"


def deliver(at: datetime) -> int:
    """Send what is due. How many were tried."""
    for number in range(MOST):
        row = actions.take(timezone.localdate(at), at)
        if row is None:
            return number
        actions.settle(row.pk, send(row, at), timezone.now())
    return MOST


def send(row: Delivery, at: datetime) -> Verdict:
    """One message over the wire."""
    channel = row.channel
    contents = actions.contents_of(channel)
    if contents is None:
        return Verdict("refused", NO_KEY)
    most = rules.MOST_BYTES[ChannelKind(channel.kind)]
    if row.trial:
        text = rules.trial(channel.name, row.day)
    else:
        text = rules.message(row.day, queries.matters_of(channel, row.day), titles=channel.titles, most=most)
    if channel.kind == ChannelKind.MAIL:
        return mail.send(contents.to, f"{HEAD}：{row.day.month}月{row.day.day}日", text)
    robot = Robot(contents.base, contents.token)
    return robots.send(channel.kind, robot, contents.secret, text, at=at, local=settings.SEND_LOCAL)
