"""One edition of the list, its duties, and the part each layer has in a duty."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from wuze.duty.editions.enums import EditionState, Group, Layer, Scope

CODE, NAME, TITLE, WORD, BASIS, TEXT, LONG = 16, 80, 40, 12, 200, 200, 500


class DutyEdition(models.Model):
    """A dated edition. ``since`` and ``until`` are set when it comes into force and when another takes its place;
    ``pledge`` is the number of the approval without which no 责任书 is signed."""

    title = models.CharField("名称", max_length=NAME)
    document = models.CharField("文号", max_length=NAME, blank=True)
    basis = models.CharField("制定依据", max_length=BASIS)
    pledge = models.CharField("责任书的批准文号", max_length=NAME, blank=True)
    state = models.CharField("状态", max_length=10, choices=EditionState.choices, default=EditionState.DRAFT)
    since = models.DateField("施行自", null=True, blank=True)
    until = models.DateField("施行至（不含）", null=True, blank=True)
    made_by = models.CharField("起草人", max_length=NAME)
    made_on = models.DateField("起草日期")
    approved_by = models.CharField("批准人", max_length=NAME, blank=True)
    approval = models.BigIntegerField("审批编号", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """Newest first; one in force."""

        verbose_name = verbose_name_plural = "责任清单"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("state",), condition=Q(state=EditionState.IN_FORCE), name="edition_one_in_force",
                violation_error_message="已有一版在施行。",
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")), name="edition_period",
                violation_error_message="“至”不能在“自”之前。",
            ),
            models.CheckConstraint(
                condition=~Q(state=EditionState.IN_FORCE) | Q(since__isnull=False), name="edition_since",
                violation_error_message="施行的要有施行日期。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """Title."""
        return self.title


class Duty(models.Model):
    """What is owed: requirement, how often or to which standard, and from which rule it follows."""

    edition = models.ForeignKey(DutyEdition, models.CASCADE, verbose_name="责任清单", related_name="duties")
    code = models.CharField("编号", max_length=CODE)
    group = models.CharField("类别", max_length=8, choices=Group.choices, default=Group.DO)
    title = models.CharField("职责", max_length=TITLE)
    initials = models.CharField("简拼", max_length=NAME, blank=True, editable=False)
    requirement = models.CharField("要求", max_length=LONG)
    standard = models.CharField("频次或标准", max_length=TEXT, blank=True)
    basis = models.CharField("依据", max_length=BASIS)
    unconfirmed = models.BooleanField("依据待核", default=False)
    order = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        """In the list's order."""

        verbose_name = verbose_name_plural = "职责"
        ordering = ("edition", "order", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "code"), name="duty_code_once", violation_error_message="这个编号已经有了。"
            ),
        )

    def __str__(self) -> str:
        """Number and title."""
        return f"{self.code} {self.title}"


class DutyPart(models.Model):
    """The part of one layer in a duty: 牵头, 指导, 兜底 …, and to which of its units it applies."""

    duty = models.ForeignKey(Duty, models.CASCADE, verbose_name="职责", related_name="parts")
    layer = models.CharField("层级", max_length=12, choices=Layer.choices)
    word = models.CharField("担什么", max_length=WORD)
    scope = models.CharField("哪些单位", max_length=10, choices=Scope.choices, default=Scope.ALL)

    class Meta:
        """One part a layer."""

        verbose_name = verbose_name_plural = "分工"
        ordering = ("duty__order", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("duty", "layer"), name="duty_part_once", violation_error_message="这一层已经有分工。"
            ),
        )

    def __str__(self) -> str:
        """Duty and layer."""
        return f"{self.duty} {self.get_layer_display()}{self.word}"
