"""What people say of coverage: limits of the county, the next step for a blank, the answer to a question."""

from __future__ import annotations

from django.db import models

from wuze.registry.enums import LimitCode, Question
from wuze.registry.models.common import NAME
from wuze.registry.models.organisations import Organisation
from wuze.registry.models.units import Unit


class CoverLimit(models.Model):
    """A number by which the county judges coverage, from a day on; the last one begun is in force. Where there is none,
    ``coverage.rules.USUAL`` holds."""

    code = models.CharField("口径", max_length=20, choices=LimitCode.choices)
    value = models.PositiveSmallIntegerField("数")
    since = models.DateField("自")
    basis = models.CharField("依据", max_length=200)

    class Meta:
        """Newest first; one a day."""

        verbose_name = verbose_name_plural = "覆盖口径"
        ordering = ("code", "-since")
        constraints = (
            models.UniqueConstraint(
                fields=("code", "since"), name="coverlimit_once", violation_error_message="这一天已经定过。"
            ),
        )

    def __str__(self) -> str:
        """What and how much."""
        return f"{self.get_code_display()} {self.value}"


class CoverStep(models.Model):
    """What is done next so that a blank is covered, and by when; entered by whoever cares for it. One a organisation, its
    past in the trail."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, verbose_name="组织", related_name="cover_step")
    step = models.CharField("下一步", max_length=120)
    due = models.DateField("哪天前")
    entered_by = models.CharField("填的人", max_length=NAME)
    entered_on = models.DateField("填的日期")
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """The nearest first."""

        verbose_name = verbose_name_plural = "攻坚的下一步"
        ordering = ("due", "pk")

    def __str__(self) -> str:
        """The step."""
        return self.step


class CoverAnswer(models.Model):
    """The answer to what a rule asked about a Party organisation. No penalty follows; after a while it is asked again."""

    unit = models.ForeignKey(Unit, models.CASCADE, verbose_name="党组织", related_name="cover_answers")
    question = models.CharField("问题", max_length=10, choices=Question.choices)
    seen = models.CharField("当时看到的", max_length=120)
    answer = models.CharField("答复", max_length=300)
    entered_by = models.CharField("答复人", max_length=NAME)
    on = models.DateField("日期")

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "覆盖核实答复"
        ordering = ("-on", "-pk")
        indexes = (models.Index(fields=("question", "on"), name="coveranswer_on"),)

    def __str__(self) -> str:
        """Question and unit."""
        return f"{self.unit} {self.get_question_display()}"
