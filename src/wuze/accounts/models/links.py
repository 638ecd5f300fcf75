"""Links that stand for an account once: one unit, one task, one person, until a day."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from wuze.accounts.enums import LinkState

NAME = 40
LABEL = 120


class OneTimeLink(models.Model):
    """A one-time link. The token itself is nowhere; ``digest`` is its keyed hash (SEC-44)."""

    task = models.CharField("可办的事编码", max_length=80)
    task_label = models.CharField("可办的事", max_length=LABEL)
    thing_key = models.CharField("对象编号", max_length=80)
    thing_label = models.CharField("对象", max_length=LABEL)
    unit = models.BigIntegerField("单位编号")
    unit_label = models.CharField("单位", max_length=LABEL)
    for_name = models.CharField("给谁", max_length=NAME)
    digest = models.CharField("摘要", max_length=64, unique=True)
    state = models.CharField("状态", max_length=10, choices=LinkState.choices, default=LinkState.OPEN)
    issued_by = models.CharField("开出人", max_length=NAME)
    issued_post = models.CharField("开出人岗位", max_length=LABEL, blank=True)
    issued_at = models.DateTimeField("开出时刻")
    expires_at = models.DateTimeField("有效至")
    used_at = models.DateTimeField("用掉时刻", null=True, blank=True)
    voided_by = models.CharField("作废人", max_length=NAME, blank=True)
    voided_at = models.DateTimeField("作废时刻", null=True, blank=True)
    replaced = models.ForeignKey("self", models.PROTECT, verbose_name="换成", null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "一次性链接"
        ordering = ("-id",)
        indexes = (models.Index(fields=("unit", "state"), name="link_unit"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("issued_at")), name="link_period",
                violation_error_message="有效期要在开出之后。",
            ),
            models.UniqueConstraint(
                fields=("task", "thing_key", "for_name"), condition=Q(state=LinkState.OPEN), name="link_one_open",
                violation_error_message="给这个人办这件事的链接还在用，先作废或重开。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """What it lets do, and for whom."""
        return f"{self.unit_label} {self.for_name}：{self.task_label}"

    def stands(self, at: datetime) -> LinkState:
        """Where it stands at this moment: an open one past its time has expired."""
        if self.state == LinkState.OPEN and at >= self.expires_at:
            return LinkState.EXPIRED
        return LinkState(self.state)
