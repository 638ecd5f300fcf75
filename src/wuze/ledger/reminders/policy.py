"""Why a verb of a channel is dead for this actor now; None when it is alive."""

from __future__ import annotations

from django.conf import settings

from wuze.accounts.models import Installation
from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal
from wuze.ledger.reminders import states
from wuze.ledger.reminders.enums import ChannelKind
from wuze.ledger.reminders.models import Channel
from wuze.ledger.reminders.wire.mail import NO_SERVER
from wuze.ledger.whose import in_office


def why_not_keep(actor: Actor, _channel: Channel | None = None) -> Refusal | None:
    """What leaves this site is the lead office's to decide."""
    return None if in_office(actor) else Refusal("ledger.no_channels", "外发渠道由牵头机关设。")


def why_not_start(actor: Actor, channel: Channel) -> Refusal | None:
    """Off, and able to work."""
    if refusal := why_not_keep(actor):
        return refusal
    if channel.on:
        return Refusal("ledger.channel_on", "已经启用。")
    return _why_no_server(channel)


def why_not_stop(actor: Actor, channel: Channel) -> Refusal | None:
    """On."""
    if refusal := why_not_keep(actor):
        return refusal
    return None if channel.on else Refusal("ledger.channel_off", "没有启用。")


def why_not_try(actor: Actor, channel: Channel) -> Refusal | None:
    """One try at a time; never from invented data."""
    if refusal := why_not_keep(actor) or _why_no_server(channel):
        return refusal
    if Installation.objects.filter(demo=True).exists():
        return Refusal("ledger.channel_demo", "这里是演示数据，不往外发。")
    if channel.deliveries.filter(trial=True, state__in=states.UNDER_WAY).exists():
        return Refusal("ledger.channel_trying", "上一条还在发，等出了结果再试。")
    return None


def _why_no_server(channel: Channel) -> Refusal | None:
    if channel.kind == ChannelKind.MAIL and not settings.MAIL:
        return Refusal("ledger.no_mail", NO_SERVER)
    return None
