"""A part of a duty in one unit, on one post, from when to when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wuze.duty.assignments.enums import Share
from wuze.duty.editions.models import DutyPart
from wuze.registry.models import Post, Unit
from wuze.registry.models.common import ORDER, PERIOD


class Assignment(models.Model):
    """``post`` is empty where a unit is named and has not yet put the duty on a post."""

    part = models.ForeignKey(DutyPart, models.PROTECT, verbose_name="分工", related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, verbose_name="岗位", null=True, blank=True, related_name="+")
    share = models.CharField("主责或协助", max_length=8, choices=Share.choices, default=Share.LEAD)
    since = models.DateField("自")
    until = models.DateField("至（不含）", null=True, blank=True)
    set_by = models.CharField("定的人", max_length=80)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """One lead a unit at a time."""

        verbose_name = verbose_name_plural = "落岗"
        ordering = ("part", "unit", "share", "-since", "-id")
        indexes = (models.Index(fields=("unit", "until"), name="duty_of_unit"),)
        constraints = (
            models.CheckConstraint(condition=PERIOD, name="duty_assignment_period", violation_error_message=ORDER),
            models.UniqueConstraint(
                fields=("part", "unit"), condition=Q(until=None, share=Share.LEAD), name="duty_one_lead",
                violation_error_message="这一项在这个单位已经有主责岗位。",
            ),
            models.UniqueConstraint(
                fields=("part", "unit", "post"), condition=Q(until=None), name="duty_post_once",
                violation_error_message="这个岗位已经担这一项。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """Part and post."""
        return f"{self.part} → {self.post or self.unit}"
