"""One edition of a scheme: the rows of its workbook, as the engine takes them, and how it was adopted."""

from __future__ import annotations

from django.db import models

from wuze.assessment.schemes.enums import EditionState
from wuze.registry.models import Unit

NAME, TEXT, HASH = 80, 500, 64


class SchemeEdition(models.Model):
    """``tables`` holds the sheets of 方案.xlsx by name (``schemes.tables``); ``digest`` is the engine's (N1).

    ``family`` joins the editions of one scheme: the primary key of the first.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="+")
    family = models.BigIntegerField("方案", null=True, blank=True)
    number = models.PositiveSmallIntegerField("第几版", default=1)
    title = models.CharField("名称", max_length=NAME)
    year = models.PositiveSmallIntegerField("年度")
    state = models.CharField("状态", max_length=10, choices=EditionState.choices, default=EditionState.DRAFT)
    tables = models.JSONField("各张表", default=dict)
    file = models.CharField("文件", max_length=200, blank=True)
    digest = models.CharField("摘要", max_length=HASH, blank=True)
    superior = models.BooleanField("上级下发", default=False)
    basis = models.CharField("依据", max_length=TEXT, blank=True)
    override = models.CharField("仍然采用的理由", max_length=TEXT, blank=True)
    override_by = models.CharField("决定仍然采用的人", max_length=NAME, blank=True)
    made_by = models.CharField("起草人", max_length=NAME)
    made_at = models.DateTimeField("起草时刻")
    adopted_on = models.DateField("采用日期", null=True, blank=True)
    adopted_by = models.CharField("批准人", max_length=NAME, blank=True)
    approval = models.BigIntegerField("审批编号", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "考核方案"
        ordering = ("-id",)
        indexes = (models.Index(fields=("unit", "year", "-id"), name="scheme_of_unit"),)
        constraints = (
            models.UniqueConstraint(
                fields=("family", "number"), name="scheme_edition_once", violation_error_message="这一版已经有了。"
            ),
        )

    def __str__(self) -> str:
        """Title and edition."""
        return f"{self.title} 第{self.number}版"
