"""Lines of the year: months and days, no year; the same list serves every year until it is changed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

TITLE, TEXT = 60, 500


class YearLine(models.Model):
    """One thing of the year: who does what, from which day to which node. ``after``: the node lies in the next year."""

    number = models.PositiveSmallIntegerField("序号", unique=True)
    title = models.CharField("事项", max_length=TITLE)
    requirement = models.CharField("要做成什么样", max_length=TEXT)
    standard = models.CharField("完成标准", max_length=TEXT)
    audience = models.JSONField("谁来办", default=list)
    start_month = models.PositiveSmallIntegerField("开始月")
    start_day = models.PositiveSmallIntegerField("开始日")
    due_month = models.PositiveSmallIntegerField("节点月")
    due_day = models.PositiveSmallIntegerField("节点日")
    after = models.BooleanField("节点在下一年", default=False)
    dropped = models.BooleanField("不再用", default=False)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """By number."""

        verbose_name = verbose_name_plural = "年度安排"
        ordering = ("number",)
        constraints = (
            models.CheckConstraint(
                condition=Q(start_month__range=(1, 12), due_month__range=(1, 12), start_day__range=(1, 31), due_day__range=(1, 31)),
                name="yearline_days", violation_error_message="月份1到12，日1到31。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """The title."""
        return self.title
