"""What a Party organisation says of its own entry in the registry: it holds, or what differs. The superior settles it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wuze.registry.models.common import NAME
from wuze.registry.models.organisations import Organisation
from wuze.registry.models.units import Unit


class UnitCheck(models.Model):
    """One answer to 核对本单位信息, or what is wrong about an ``organisation`` that the unit covers. It changes nothing by
    itself: the superior corrects the registry and settles it."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="checks")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="哪家组织", null=True, blank=True, related_name="corrections"
    )
    same = models.BooleanField("都对")
    secretary = models.CharField("书记姓名", max_length=40, blank=True)
    phone = models.CharField("办公电话", max_length=30, blank=True)
    note = models.CharField("其他不对的", max_length=300, blank=True)
    entered_by = models.CharField("填的人", max_length=NAME)
    entered_post = models.CharField("填的人岗位", max_length=120, blank=True)
    by_link = models.BooleanField("用一次性链接", default=False)
    on_behalf = models.CharField("代谁", max_length=NAME, blank=True)
    source = models.CharField("代录依据", max_length=200, blank=True)
    at = models.DateTimeField("时刻")
    settled_by = models.CharField("处理人", max_length=NAME, blank=True)
    settled_at = models.DateTimeField("处理时刻", null=True, blank=True)
    outcome = models.CharField("处理结果", max_length=200, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "信息核对"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(same=True) | ~Q(secretary="") | ~Q(phone="") | ~Q(note=""), name="check_says_what",
                violation_error_message="有不对的，要写哪里不对。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """Unit and answer."""
        return f"{self.unit}：{'都对' if self.same else '有不对的'}"
