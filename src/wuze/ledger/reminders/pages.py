"""What the pages of channels show."""

from __future__ import annotations

from wuze.accounts.values import Actor
from wuze.kernel.web.components import Light, Offer, Tag, Verb
from wuze.ledger.addresses import url
from wuze.ledger.reminders import actions, policy
from wuze.ledger.reminders.enums import ChannelKind, DeliveryState
from wuze.ledger.reminders.models import Channel, Delivery

LIGHTS: dict[str, Light] = {
    DeliveryState.WAITING: Light("none", "待发"),
    DeliveryState.SENDING: Light("none", "在发"),
    DeliveryState.SENT: Light("green", "已发"),
    DeliveryState.FAILED: Light("red", "失败"),
    DeliveryState.UNSURE: Light("amber", "不明"),
}


def light_of(channel: Channel) -> Light:
    """How the last message fared."""
    if not channel.on:
        return Light("none", "没启用")
    if channel.failed_at:
        return Light("red", "没发出")
    return Light("green", "已发") if channel.sent_at else Light("none", "还没发过")


def shown(row: Delivery) -> tuple[Delivery, Light, tuple[Tag, ...]]:
    """One message as a line."""
    tags = [Tag("试发")] if row.trial else []
    tags += [Tag(f"第{row.tries}次")] if row.tries > 1 else []
    return row, LIGHTS[row.state], tuple(tags)


def where(channel: Channel) -> str:
    """Where it goes: a robot's host, or the mailboxes; never a token."""
    if channel.kind != ChannelKind.MAIL:
        return channel.host
    contents = actions.contents_of(channel)
    return "、".join(contents.to) if contents else "地址解不开了，请重新填"


def offers(actor: Actor, channel: Channel) -> tuple[Offer, ...]:
    """All verbs, each alive or with its reason."""
    return (
        (
            Verb("发一条试试", url("channel-act", channel.pk, "try"), "get", primary=True),
            policy.why_not_try(actor, channel),
        ),
        (Verb("启用", url("channel-act", channel.pk, "start"), "get"), policy.why_not_start(actor, channel)),
        (Verb("停用", url("channel-act", channel.pk, "stop"), "get"), policy.why_not_stop(actor, channel)),
        (Verb("改", url("channel-act", channel.pk, "change"), "get"), policy.why_not_keep(actor)),
        (Verb("删掉", url("channel-act", channel.pk, "drop"), "get"), policy.why_not_keep(actor)),
    )
