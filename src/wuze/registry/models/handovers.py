"""A post changes hands: who gives, who takes, what was open, and how both said so."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wuze.accounts.models import Person
from wuze.registry.enums import HandoverState, HandoverWay
from wuze.registry.models.common import NAME
from wuze.registry.models.posts import Appointment, Post

OPEN = (HandoverState.DRAFTED, HandoverState.GIVEN)
"""States in which something is still to be done."""


class Handover(models.Model):
    """Both sides confirm; then the old appointment ends and the new one begins on ``on``, in one act."""

    post = models.ForeignKey(Post, models.PROTECT, verbose_name="岗位", related_name="handovers")
    outgoing = models.ForeignKey(Appointment, models.PROTECT, verbose_name="交出方任职", related_name="+")
    incoming = models.ForeignKey(Person, models.PROTECT, verbose_name="接收人", related_name="+")
    on = models.DateField("交接日期")
    basis = models.CharField("依据", max_length=200)
    state = models.CharField("状态", max_length=10, choices=HandoverState.choices, default=HandoverState.DRAFTED)
    drafted_by = models.CharField("拟定人", max_length=NAME)
    drafted_at = models.DateTimeField("拟定时刻")
    given_by = models.CharField("交出确认人", max_length=NAME, blank=True)
    given_at = models.DateTimeField("交出确认时刻", null=True, blank=True)
    given_way = models.CharField("交出确认方式", max_length=10, choices=HandoverWay.choices, blank=True)
    given_source = models.CharField("交出确认凭据", max_length=200, blank=True)
    taken_by = models.CharField("接收确认人", max_length=NAME, blank=True)
    taken_at = models.DateTimeField("接收确认时刻", null=True, blank=True)
    taken_way = models.CharField("接收确认方式", max_length=10, choices=HandoverWay.choices, blank=True)
    taken_source = models.CharField("接收确认凭据", max_length=200, blank=True)
    reason = models.CharField("取消理由", max_length=200, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """Newest first; one open a post."""

        verbose_name = verbose_name_plural = "交接"
        ordering = ("-drafted_at", "-id")
        indexes = (models.Index(fields=("incoming", "state"), name="handover_incoming"),)
        constraints = (
            models.UniqueConstraint(
                fields=("post",), condition=Q(state__in=OPEN), name="handover_one_open",
                violation_error_message="这个岗位正在交接。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """The post."""
        return f"{self.post} 交接"

    @property
    def is_open(self) -> bool:
        """Is something still to be done?"""
        return self.state in OPEN


class HandoverLine(models.Model):
    """One thing that was open when the post was given: as it stood then."""

    handover = models.ForeignKey(Handover, models.CASCADE, verbose_name="交接", related_name="lines")
    position = models.PositiveSmallIntegerField("序号")
    kind = models.CharField("类别", max_length=40)
    key = models.CharField("编号", max_length=80)
    label = models.CharField("内容", max_length=200)
    state = models.CharField("现状", max_length=120, blank=True)
    url = models.CharField("地址", max_length=200, blank=True)

    class Meta:
        """As listed."""

        verbose_name = verbose_name_plural = "交接清单"
        ordering = ("handover", "position")

    def __str__(self) -> str:
        """The content."""
        return self.label
