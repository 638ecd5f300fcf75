"""One notice: an edition, told to a unit."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wuze.duty.editions.models import LONG, NAME, DutyEdition
from wuze.duty.notices.enums import NoticeState
from wuze.files.models import Attached
from wuze.registry.models import Unit


class DutyNotice(models.Model):
    """Sent once a unit. No signature is asked: the unit receives, and may object with a reason."""

    edition = models.ForeignKey(DutyEdition, models.PROTECT, verbose_name="责任清单", related_name="notices")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="+")
    state = models.CharField("状态", max_length=10, choices=NoticeState.choices, default=NoticeState.SENT)
    sent_on = models.DateField("发出日期")
    sent_by = models.CharField("发出人", max_length=NAME)
    signed_on = models.DateField("签收日期", null=True, blank=True)
    signed_by = models.CharField("签收人", max_length=NAME, blank=True)
    objection = models.CharField("异议", max_length=LONG, blank=True)
    objected_on = models.DateField("异议日期", null=True, blank=True)
    objected_by = models.CharField("提出人", max_length=NAME, blank=True)
    answer = models.CharField("答复", max_length=LONG, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    answered_by = models.CharField("答复人", max_length=NAME, blank=True)
    on_behalf = models.CharField("代谁", max_length=NAME, blank=True)
    source = models.CharField("代录依据", max_length=200, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """By unit."""

        verbose_name = verbose_name_plural = "告知单"
        ordering = ("-edition", "unit__path")
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "unit"), name="notice_once", violation_error_message="这一版已经告知过这个单位。"
            ),
            models.CheckConstraint(
                condition=~Q(state=NoticeState.OBJECTED) | ~Q(objection=""), name="notice_objection_why",
                violation_error_message="有异议要写理由。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """Unit and edition."""
        return f"{self.unit}的《{self.edition}》告知单"


class NoticeFile(Attached):
    """A file that shows why a duty is not the unit's."""

    thing = models.ForeignKey(DutyNotice, models.PROTECT, verbose_name="告知单", related_name="files")
