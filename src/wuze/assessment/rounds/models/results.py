"""What was computed, once and for all: a calculation, a result a subject with the facts it came from, challenges."""

from __future__ import annotations

from decimal import Decimal

from django.db import models

from wuze.assessment.rounds.enums import ObjectionState, RunState
from wuze.assessment.rounds.models.rounds import NAME, PLACE, TEXT, Member, Round
from wuze.files.models import Attached

PAPER = 240
"""呈批件, its title and number in one line."""


class Calculation(models.Model):
    """One run. ``digest`` pins the scheme, ``facts`` the facts, ``engine`` the semantics; nothing of it changes afterwards.

    ``missing``: one row a data item that some lack, with their 编号; ``quotas`` and ``apart`` as the engine gave them.
    """

    round = models.ForeignKey(Round, models.CASCADE, verbose_name="轮次", related_name="calculations")
    number = models.PositiveSmallIntegerField("第几次")
    state = models.CharField("状态", max_length=8, choices=RunState.choices, default=RunState.WAITING)
    percent = models.PositiveSmallIntegerField("进度", default=0)
    trouble = models.CharField("没有算成的原因", max_length=TEXT, blank=True)
    as_of = models.DateField("数据时点")
    digest = models.CharField("方案摘要", max_length=64, blank=True)
    facts = models.CharField("数据摘要", max_length=64, blank=True)
    engine = models.CharField("计分口径", max_length=12, blank=True)
    places = models.PositiveSmallIntegerField("小数位", default=2)
    count = models.PositiveIntegerField("多少个", default=0)
    provisional = models.PositiveIntegerField("暂定多少个", default=0)
    quotas = models.JSONField("名额", default=list)
    apart = models.JSONField("阶段差异", default=list)
    missing = models.JSONField("缺的数据", default=list)
    differ = models.JSONField("来源不一致", default=list)
    by = models.CharField("谁", max_length=PLACE)
    post = models.CharField("岗位", max_length=120, blank=True)
    user = models.BigIntegerField("账号", default=0)
    at = models.DateTimeField("什么时候")
    checked_on = models.DateField("重算日期", null=True, blank=True)
    unequal = models.PositiveIntegerField("重算不一致多少个", null=True, blank=True)

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "测算"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("round", "number"), name="calculation_once", violation_error_message="这一次测算已经有了。"
            ),
        )

    def __str__(self) -> str:
        """Which run of which round."""
        return f"{self.round} 第{self.number}次测算"


class Result(models.Model):
    """One subject's result. ``points`` is the total in the smallest unit; ``facts`` are frozen with their sources.

    ``items``: id → points, state, note, clauses; ``margin``: distance to the lines. ``proposed`` and ``final`` are grades
    a person gave, blank while the computed one stands.
    """

    calculation = models.ForeignKey(Calculation, models.CASCADE, verbose_name="测算", related_name="results")
    member = models.ForeignKey(Member, models.PROTECT, verbose_name="对象", related_name="results")
    group = models.CharField("组", max_length=NAME, blank=True)
    points = models.BigIntegerField("总分（最小单位）")
    rank = models.PositiveIntegerField("名次", null=True, blank=True)
    grade = models.CharField("测算等次", max_length=20, blank=True)
    provisional = models.BooleanField("暂定", default=False)
    parts = models.JSONField("各板块", default=dict)
    items = models.JSONField("各指标", default=dict)
    scaled = models.JSONField("折算", default=dict)
    flags = models.JSONField("标记", default=list)
    vetoes = models.JSONField("否决", default=list)
    margin = models.JSONField("离各线", default=dict)
    facts = models.JSONField("用到的数据", default=dict)
    proposed = models.CharField("建议等次", max_length=20, blank=True)
    proposed_why = models.CharField("建议理由", max_length=TEXT, blank=True)
    final = models.CharField("审定等次", max_length=20, blank=True)
    final_why = models.CharField("审定理由", max_length=TEXT, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """By group and rank; those without rank last."""

        verbose_name = verbose_name_plural = "考核结果"
        ordering = ("group", models.F("rank").asc(nulls_last=True), "-points", "id")
        indexes = (models.Index(fields=("calculation", "group", "rank"), name="result_list"),)
        constraints = (
            models.UniqueConstraint(
                fields=("calculation", "member"),
                name="result_once",
                violation_error_message="一个对象一次只有一个结果。",
            ),
        )

    def __str__(self) -> str:
        """Whose."""
        return str(self.member)

    @property
    def total(self) -> Decimal:
        """As it is printed."""
        return Decimal(self.points).scaleb(-self.calculation.places)

    @property
    def stands(self) -> str:
        """The grade that holds: what the meeting fixed, else what was proposed, else what was computed."""
        return self.final or self.proposed or self.grade


class Proof(models.Model):
    """A large run computed anew by the worker. ``settles``: the round is settled where it is equal."""

    calculation = models.ForeignKey(Calculation, models.CASCADE, verbose_name="测算", related_name="proofs")
    settles = models.BooleanField("核对完定案", default=False)
    state = models.CharField("状态", max_length=8, choices=RunState.choices, default=RunState.WAITING)
    percent = models.PositiveSmallIntegerField("进度", default=0)
    trouble = models.CharField("没有定案的原因", max_length=TEXT, blank=True)
    by = models.CharField("谁", max_length=PLACE)
    post = models.CharField("岗位", max_length=120, blank=True)
    user = models.BigIntegerField("账号", default=0)
    at = models.DateTimeField("什么时候")
    on = models.DateField("日期")

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "重算核对"
        ordering = ("-id",)

    def __str__(self) -> str:
        """Of which run."""
        return f"{self.calculation}重算核对"


class Objection(models.Model):
    """对一个分数的异议. ``item`` is blank where the total or the grade is meant; ``late``: after the checking window.

    ``paper``: answered on paper by ``answered_by`` on ``answered_on``, entered by another; ``alone``: by whoever computed
    or raised it."""

    result = models.ForeignKey(Result, models.CASCADE, verbose_name="结果", related_name="objections")
    item = models.CharField("指标", max_length=PLACE, blank=True)
    label = models.CharField("对哪个数", max_length=NAME)
    text = models.CharField("理由", max_length=TEXT)
    evidence = models.CharField("依据", max_length=200, blank=True)
    late = models.BooleanField("核对期后", default=False)
    by = models.CharField("谁", max_length=PLACE)
    user = models.BigIntegerField("账号", default=0)
    on_behalf = models.CharField("代谁录", max_length=NAME, blank=True)
    source = models.CharField("代录依据", max_length=200, blank=True)
    on = models.DateField("日期")
    due = models.DateField("答复限")
    state = models.CharField("状态", max_length=8, choices=ObjectionState.choices, default=ObjectionState.OPEN)
    answer = models.CharField("答复", max_length=TEXT, blank=True)
    answered_by = models.CharField("谁答复", max_length=160, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    paper = models.CharField("线下答复的材料", max_length=PAPER, blank=True)
    entered_by = models.CharField("谁登记", max_length=PLACE, blank=True)
    entered_on = models.DateField("登记日期", null=True, blank=True)
    alone = models.BooleanField("一人经办", default=False)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """Oldest first."""

        verbose_name = verbose_name_plural = "异议"
        ordering = ("id",)
        indexes = (models.Index(fields=("state", "due"), name="objection_waiting"),)

    def __str__(self) -> str:
        """Whose, about what."""
        return f"{self.result}：{self.label}"

    @property
    def tags(self) -> list[str]:
        """Of an answer on paper: 线下, 补登, 一人经办."""
        late = self.entered_on and self.answered_on and self.entered_on > self.answered_on
        return ["线下", *(["补登"] if late else []), *(["一人经办"] if self.alone else [])]


class ObjectionFile(Attached):
    """A file that shows why a figure is wrong."""

    thing = models.ForeignKey(Objection, models.PROTECT, verbose_name="异议", related_name="files")
