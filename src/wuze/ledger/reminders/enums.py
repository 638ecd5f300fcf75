"""Kinds of channels, and where a delivery stands."""

from __future__ import annotations

from django.db import models


class ChannelKind(models.TextChoices):
    """What carries the message."""

    DINGTALK = "dingtalk", "钉钉群机器人"
    WECOM = "wecom", "企业微信群机器人"
    FEISHU = "feishu", "飞书群机器人"
    MAIL = "mail", "电子邮件"


class DeliveryState(models.TextChoices):
    """Where one message stands."""

    WAITING = "waiting", "待发"
    SENDING = "sending", "在发"
    SENT = "sent", "已发"
    FAILED = "failed", "失败"
    UNSURE = "unsure", "不明"
