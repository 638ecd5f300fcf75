"""Editions of schemes, what-ifs on a copy of one, and results of years before this system."""

from __future__ import annotations

from django.db import models

from wuze.assessment.schemes.enums import EditionState, TrialState
from wuze.registry.models import Unit

NAME, TEXT, HASH = 80, 500, 64


class SchemeEdition(models.Model):
    """``tables`` holds the sheets of 方案.xlsx by name (``schemes.tables``); ``digest`` is the engine's (N1).

    ``family`` joins the editions of one scheme: the primary key of the first. ``bindings``: id of a data item →
    ``{"from": an Origin, "what": the provider's item, or who gives it}``; ``duties``: id of an item → the code of the duty
    it is about. ``override`` is the reason why it is adopted
    although the linter would stop it; a change of the draft takes it away.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="+")
    family = models.BigIntegerField("方案", null=True, blank=True)
    number = models.PositiveSmallIntegerField("第几版", default=1)
    title = models.CharField("名称", max_length=NAME)
    initials = models.CharField("拼音首字母", max_length=NAME, blank=True)
    year = models.PositiveSmallIntegerField("年度")
    state = models.CharField("状态", max_length=10, choices=EditionState.choices, default=EditionState.DRAFT)
    tables = models.JSONField("各张表", default=dict)
    bindings = models.JSONField("数据从哪里来", default=dict)
    duties = models.JSONField("对应的职责", default=dict)
    faults = models.PositiveIntegerField("问题数", default=0)
    file = models.CharField("文件", max_length=200, blank=True)
    digest = models.CharField("摘要", max_length=HASH, blank=True)
    superior = models.BooleanField("上级下发", default=False)
    basis = models.CharField("依据", max_length=TEXT, blank=True)
    override = models.CharField("仍然采用的理由", max_length=TEXT, blank=True)
    override_by = models.CharField("决定仍然采用的人", max_length=NAME, blank=True)
    override_on = models.DateField("决定仍然采用的日期", null=True, blank=True)
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


class SchemeTrial(models.Model):
    """A what-if: a changed copy of an edition's ``tables`` against given facts. ``source`` names them: a kind of
    ``facts_source`` and a key in it, or blank where ``data`` holds the sheets of an uploaded 数据.xlsx."""

    edition = models.ForeignKey(SchemeEdition, models.PROTECT, verbose_name="方案", related_name="trials")
    title = models.CharField("名称", max_length=NAME)
    state = models.CharField("状态", max_length=10, choices=TrialState.choices, default=TrialState.OPEN)
    tables = models.JSONField("改动后的各张表", default=dict)
    data = models.JSONField("数据的各张表", default=dict)
    data_digest = models.CharField("数据摘要", max_length=HASH, blank=True)
    source = models.CharField("数据从哪里来", max_length=40, blank=True)
    source_label = models.CharField("数据", max_length=NAME)
    subjects = models.PositiveIntegerField("对象数", default=0)
    made_by = models.CharField("谁试的", max_length=NAME)
    made_at = models.DateTimeField("什么时候")
    made = models.ForeignKey(
        SchemeEdition, models.PROTECT, verbose_name="成了哪一版", null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "试算"
        ordering = ("-id",)

    def __str__(self) -> str:
        """Its title."""
        return self.title


class PastResult(models.Model):
    """A result of a year before this system, as a file told it: a total and a grade, which do not open."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="+")
    title = models.CharField("考核名称", max_length=NAME)
    year = models.PositiveSmallIntegerField("年度")
    total = models.DecimalField("得分", max_digits=9, decimal_places=3, null=True, blank=True)
    grade = models.CharField("等次", max_length=20, blank=True)
    file = models.CharField("文件", max_length=200)
    digest = models.CharField("文件摘要", max_length=HASH)
    cell = models.CharField("单元格", max_length=NAME)
    by = models.CharField("谁导入的", max_length=NAME)
    at = models.DateTimeField("导入时刻")

    class Meta:
        """Newest year first."""

        verbose_name = verbose_name_plural = "往年结果"
        ordering = ("-year", "title", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "title", "year"), name="past_result_once",
                violation_error_message="这个单位这一年的结果已经有了。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """Unit, year."""
        return f"{self.unit} {self.year}年"
