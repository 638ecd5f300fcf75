"""A round, the steps it went, and who is in it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from wuze.assessment.rounds.enums import MemberWay, RoundState
from wuze.assessment.schemes.models import SchemeEdition
from wuze.registry.models import Unit

NAME, TEXT, PLACE = 80, 500, 40


class Round(models.Model):
    """One edition of a scheme applied to one period and roster. ``calculation`` is the one in force.

    ``steps`` are the optional states it uses. ``corrects`` is the settled round this one is a correction of: it begins
    with that round's frozen facts and never changes it.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="牵头单位", related_name="+")
    edition = models.ForeignKey(SchemeEdition, models.PROTECT, verbose_name="方案", related_name="+")
    title = models.CharField("名称", max_length=NAME)
    initials = models.CharField("简拼", max_length=NAME, blank=True, editable=False)
    year = models.PositiveSmallIntegerField("年度")
    since = models.DateField("期间自")
    until = models.DateField("期间至（不含）")
    state = models.CharField("状态", max_length=12, choices=RoundState.choices, default=RoundState.DRAFTED)
    steps = models.JSONField("采用的步骤", default=list)
    days = models.PositiveSmallIntegerField("核对几个工作日", default=5)
    check_until = models.DateField("核对到", null=True, blank=True)
    roster_on = models.DateField("名单时点", null=True, blank=True)
    as_of = models.DateField("数据时点", null=True, blank=True)
    calculation = models.BigIntegerField("现在的测算", null=True, blank=True)
    meeting = models.CharField("审定会议", max_length=NAME, blank=True)
    met_on = models.DateField("会议日期", null=True, blank=True)
    minutes = models.CharField("纪要号", max_length=NAME, blank=True)
    settled_on = models.DateField("定案日期", null=True, blank=True)
    settled_by = models.CharField("定案人", max_length=PLACE, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, verbose_name="更正", null=True, blank=True, related_name="+")
    why = models.CharField("更正理由", max_length=TEXT, blank=True)
    made_by = models.CharField("建立人", max_length=PLACE)
    made_on = models.DateField("建立日期")
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "考核轮次"
        ordering = ("-year", "-id")
        indexes = (models.Index(fields=("unit", "state", "-id"), name="round_of_unit"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="round_period", violation_error_message="“至”要在“自”之后。"
            ),
        )

    def __str__(self) -> str:
        """The title; a correction says so."""
        return f"{self.title}（更正）" if self.corrects_id else self.title


class Step(models.Model):
    """One step a round went, forward or back: who, when, why."""

    round = models.ForeignKey(Round, models.CASCADE, verbose_name="轮次", related_name="history")
    verb = models.CharField("办理", max_length=12)
    before = models.CharField("原状态", max_length=12, choices=RoundState.choices)
    after = models.CharField("现状态", max_length=12, choices=RoundState.choices)
    by = models.CharField("谁", max_length=PLACE)
    post = models.CharField("岗位", max_length=120, blank=True)
    user = models.BigIntegerField("账号", default=0)
    at = models.DateTimeField("什么时候")
    on = models.DateField("日期")
    reason = models.CharField("理由", max_length=TEXT, blank=True)

    class Meta:
        """As they came."""

        verbose_name = verbose_name_plural = "轮次步骤"
        ordering = ("id",)

    def __str__(self) -> str:
        """What was done."""
        return f"{self.round} {self.get_after_display()}"


class Member(models.Model):
    """One that is assessed, as it was on the roster's day. ``unit`` is blank where a table named one the registry lacks;
    ``review`` says why the county looks again (抽中, or the grade the calculation gave)."""

    round = models.ForeignKey(Round, models.CASCADE, verbose_name="轮次", related_name="members")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", null=True, blank=True, related_name="+")
    code = models.CharField("编号", max_length=PLACE)
    name = models.CharField("名称", max_length=NAME)
    initials = models.CharField("简拼", max_length=NAME, blank=True, editable=False)
    place = models.CharField("属地", max_length=NAME, blank=True)
    above = models.CharField("隶属", max_length=NAME, blank=True)
    type = models.CharField("类型", max_length=NAME, blank=True)
    attributes = models.JSONField("名录各列", default=dict)
    way = models.CharField("怎么来的", max_length=8, choices=MemberWay.choices)
    reason = models.CharField("理由", max_length=TEXT, blank=True)
    by = models.CharField("谁", max_length=PLACE)
    out = models.BooleanField("移出", default=False)
    review = models.CharField("复核", max_length=12, blank=True)
    order = models.PositiveIntegerField("次序", default=0)

    class Meta:
        """In the order of the roster."""

        verbose_name = verbose_name_plural = "考核对象"
        ordering = ("round", "order", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("round", "code"), name="member_once", violation_error_message="这个编号在名单里已经有了。"
            ),
        )

    def __str__(self) -> str:
        """The name."""
        return self.name
