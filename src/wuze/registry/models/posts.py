"""Posts, and who holds them from when to when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wuze.accounts.enums import Role
from wuze.accounts.models import Person
from wuze.registry.enums import AppointmentKind
from wuze.registry.models.common import ORDER, PERIOD
from wuze.registry.models.units import Unit


class Post(models.Model):
    """A post of a unit: duties sit here (责任到人、任务到岗). ``role`` is what its holder may be on this site."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="posts")
    title = models.CharField("岗位", max_length=40)
    role = models.CharField("角色", max_length=20, choices=Role.choices)
    since = models.DateField("自")
    until = models.DateField("至（不含）", null=True, blank=True)
    order = models.PositiveSmallIntegerField("排序", default=0)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """In the unit's own order."""

        verbose_name = verbose_name_plural = "岗位"
        ordering = ("unit", "order", "id")
        constraints = (
            models.CheckConstraint(condition=PERIOD, name="post_period", violation_error_message=ORDER),
            models.UniqueConstraint(
                fields=("unit", "title"), condition=Q(until=None), name="post_title_once",
                violation_error_message="这个单位已有同名岗位。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """Unit and title."""
        return f"{self.unit} {self.title}"


class Appointment(models.Model):
    """A person holds a post from one day to another (half-open). At most one open appointment a post."""

    post = models.ForeignKey(Post, models.PROTECT, verbose_name="岗位", related_name="appointments")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="任职人", related_name="appointments")
    kind = models.CharField("方式", max_length=10, choices=AppointmentKind.choices, default=AppointmentKind.FULL)
    since = models.DateField("自")
    until = models.DateField("至（不含）", null=True, blank=True)
    basis = models.CharField("依据", max_length=200, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "任职"
        ordering = ("-since", "-id")
        constraints = (
            models.CheckConstraint(condition=PERIOD, name="appointment_period", violation_error_message=ORDER),
            models.UniqueConstraint(
                fields=("post",), condition=Q(until=None), name="appointment_one_open",
                violation_error_message="这个岗位现在有人，先办交接或免去。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """Person and post."""
        return f"{self.person} {self.post}"
