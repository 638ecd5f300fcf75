"""The portal's tables: complaints about this system, and how far an account has read its news. Everything else here is
made of other packages' rows."""

from __future__ import annotations

from django.db import models

from wuze.portal.enums import About

TEXT = 500
LABEL = 120


class Complaint(models.Model):
    """A complaint, from anybody, logged in or not (SEC-74). Who wrote it is not kept; ``post`` only when they wished."""

    about = models.CharField("关于", max_length=12, choices=About.choices)
    text = models.CharField("意见", max_length=TEXT)
    page = models.CharField("在哪个页面", max_length=LABEL, blank=True)
    post = models.CharField("留下的岗位", max_length=LABEL, blank=True)
    day = models.DateField("日期")
    answer = models.CharField("怎么办的", max_length=TEXT, blank=True)
    answered_by = models.CharField("答复人", max_length=LABEL, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """Newest first. Only the day is kept: a time of day would tell who it was."""

        verbose_name = verbose_name_plural = "意见"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(answer="", answered_on=None) | (~models.Q(answer="") & ~models.Q(answered_on=None)),
                name="complaint_answered", violation_error_message="答复要写明怎么办的和日期。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """What it is about."""
        return str(self.get_about_display())


class Looked(models.Model):
    """Up to which entry of the trail, and which day's reminder, an account has read its news."""

    user = models.BigIntegerField("账号", unique=True)
    number = models.BigIntegerField("看到第几号", default=0)
    day = models.DateField("看到哪天的提醒")

    class Meta:
        """One an account."""

        verbose_name = verbose_name_plural = "看过的消息"

    def __str__(self) -> str:
        """The day."""
        return str(self.day)
