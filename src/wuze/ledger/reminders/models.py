"""What units are reminded of, the channels it goes out by, and each message that went or should have gone out."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wuze.ledger.reminders.enums import ChannelKind, DeliveryState
from wuze.registry.models import Unit

TITLE, NAME, HOST, TEXT = 40, 40, 120, 200


class Digest(models.Model):
    """What a unit was reminded of on a working day: one a unit a day, at most. Lines name matters, no persons."""

    unit = models.ForeignKey(Unit, models.CASCADE, verbose_name="单位", related_name="+")
    day = models.DateField("日期")
    lines = models.JSONField("内容", default=list)

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "提醒"
        ordering = ("-day", "unit__path")
        constraints = (models.UniqueConstraint(fields=("unit", "day"), name="digest_once"),)

    def __str__(self) -> str:
        """Unit and day."""
        return f"{self.unit} {self.day}"


class Channel(models.Model):
    """A group or mailbox that gets a unit's daily reminder: one message a day. ``below``: also what its units below are
    reminded of. ``titles``: matters by name, else only how many. ``sealed`` holds the address with its token and the
    signing secret, or the mailboxes; of a robot only ``host`` is ever shown."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="+")
    kind = models.CharField("方式", max_length=10, choices=ChannelKind.choices)
    name = models.CharField("名称", max_length=TITLE)
    below = models.BooleanField("含所属单位", default=False)
    titles = models.BooleanField("写事项名称", default=False)
    on = models.BooleanField("启用", default=False)
    host = models.CharField("主机", max_length=HOST, blank=True)
    sealed = models.TextField("地址（加密）", editable=False)
    set_by = models.CharField("设的人", max_length=NAME)
    set_on = models.DateField("设的日期")
    sent_at = models.DateTimeField("最近发出", null=True, blank=True)
    failed_at = models.DateTimeField("最近没发出", null=True, blank=True)
    failed_why = models.CharField("为什么", max_length=TEXT, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """By unit."""

        verbose_name = verbose_name_plural = "外发渠道"
        ordering = ("unit__path", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "name"), name="channel_name_once", violation_error_message="这个单位已有同名的渠道。"
            ),
        )

    def __str__(self) -> str:
        """Unit and name."""
        return f"{self.unit} {self.name}"


class Delivery(models.Model):
    """One message to one channel: a day's reminder, or a try. ``at``: when it came to its state; ``next_at``: not before."""

    channel = models.ForeignKey(Channel, models.CASCADE, verbose_name="渠道", related_name="deliveries")
    day = models.DateField("日期")
    trial = models.BooleanField("试发", default=False)
    state = models.CharField("结果", max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    tries = models.PositiveSmallIntegerField("试了几次", default=0)
    at = models.DateTimeField("时刻")
    next_at = models.DateTimeField("最早何时发")
    why = models.CharField("为什么", max_length=TEXT, blank=True)

    class Meta:
        """Newest first; one reminder a channel and day."""

        verbose_name = verbose_name_plural = "外发"
        ordering = ("-day", "-pk")
        indexes = (models.Index(fields=("state", "next_at"), name="delivery_due"),)
        constraints = (
            models.UniqueConstraint(fields=("channel", "day"), condition=Q(trial=False), name="delivery_once_a_day"),
        )

    def __str__(self) -> str:
        """Channel and day."""
        return f"{self.channel_id} {self.day}"
