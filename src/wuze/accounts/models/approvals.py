"""Who approves what, and what was asked and decided. Units and posts lie above: kept by number, with their name as it was."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from wuze.accounts.enums import ApprovalState, Carrier, Paper

NAME = 40
LABEL = 120
TEXT = 500
DECIDED = (ApprovalState.APPROVED, ApprovalState.REFUSED)


class ApproverRule(models.Model):
    """From one day on, a post approves an act in a unit and below it; ``unit`` 0 is the whole county. Never edited:
    a change ends the row and begins another, so the table as it stood on any day can be shown."""

    act = models.CharField("报批事项", max_length=80)
    unit = models.BigIntegerField("单位编号", default=0)
    unit_label = models.CharField("适用单位", max_length=LABEL, default="全县")
    post = models.BigIntegerField("岗位编号")
    post_label = models.CharField("审批岗位", max_length=LABEL)
    since = models.DateField("自")
    until = models.DateField("至（不含）", null=True, blank=True)
    reason = models.CharField("依据", max_length=200)
    set_by = models.CharField("设定人", max_length=NAME)
    set_at = models.DateTimeField("设定时刻")
    ended_by = models.CharField("停用人", max_length=NAME, blank=True)
    ended_reason = models.CharField("停用依据", max_length=200, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """By act and unit, newest first."""

        verbose_name = verbose_name_plural = "审批人"
        ordering = ("act", "unit", "-since", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="approver_period",
                violation_error_message="“至”要在“自”之后。",
            ),
            models.UniqueConstraint(
                fields=("act", "unit"), condition=Q(until=None), name="approver_one_open",
                violation_error_message="这件事在这个单位已定了审批人。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """Act and post."""
        return f"{self.act} → {self.post_label}"


class Approval(models.Model):
    """A request for approval and its answer. ``post`` is whose turn it is (0: nobody has been set), ``units`` the unit of
    the matter with those above it, nearest first: a later change of the approver table finds the request by them."""

    act = models.CharField("报批事项编码", max_length=80)
    act_label = models.CharField("报批事项", max_length=LABEL)
    thing_kind = models.CharField("对象类别", max_length=80)
    thing_key = models.CharField("对象编号", max_length=80)
    thing_label = models.CharField("对象", max_length=LABEL)
    thing_url = models.CharField("对象地址", max_length=200, blank=True)
    unit_label = models.CharField("单位", max_length=LABEL)
    units = models.JSONField("单位和上级", default=list)
    detail = models.CharField("内容", max_length=TEXT, blank=True)
    reason = models.CharField("理由", max_length=TEXT)
    due = models.DateField("限期", null=True, blank=True)

    asked_user = models.BigIntegerField("报批账号")
    asked_by = models.CharField("报批人", max_length=NAME)
    asked_post = models.CharField("报批岗位", max_length=LABEL, blank=True)
    asked_unit = models.BigIntegerField("报批单位", default=0)
    asked_at = models.DateTimeField("报批时刻")
    on_behalf = models.CharField("代谁", max_length=LABEL, blank=True)
    source = models.CharField("代录依据", max_length=200, blank=True)

    post = models.BigIntegerField("审批岗位编号", default=0)
    post_label = models.CharField("审批岗位", max_length=LABEL, blank=True)
    state = models.CharField("状态", max_length=10, choices=ApprovalState.choices, default=ApprovalState.ASKED)

    carrier = models.CharField("审批方式", max_length=10, choices=Carrier.choices, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    decided_by = models.CharField("批准人", max_length=NAME, blank=True)
    decided_post = models.CharField("批准人岗位", max_length=LABEL, blank=True)
    answer = models.CharField("意见", max_length=TEXT, blank=True)
    paper = models.CharField("书面材料", max_length=10, choices=Paper.choices, blank=True)
    paper_title = models.CharField("标题", max_length=LABEL, blank=True)
    paper_number = models.CharField("文号", max_length=60, blank=True)
    entered_user = models.BigIntegerField("登记账号", default=0)
    entered_by = models.CharField("登记人", max_length=NAME, blank=True)
    entered_at = models.DateTimeField("登记时刻", null=True, blank=True)
    late = models.BooleanField("补登", default=False)
    alone = models.BooleanField("一人经办", default=False)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """Newest first; one open request for the same act on the same thing."""

        verbose_name = verbose_name_plural = "审批"
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("state", "post"), name="approval_turn"),
            models.Index(fields=("asked_user", "state"), name="approval_asked"),
            models.Index(fields=("thing_kind", "thing_key"), name="approval_thing"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("act", "thing_kind", "thing_key"), condition=Q(state=ApprovalState.ASKED),
                name="approval_one_open", violation_error_message="这件事已经报批，正在等答复。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED) | (Q(decided_on__isnull=False) & ~Q(carrier="") & ~Q(decided_by="")),
                name="approval_decided", violation_error_message="批了的要有决定日期、方式和批准人。",
            ),
            models.CheckConstraint(
                condition=~Q(state=ApprovalState.REFUSED) | ~Q(answer=""), name="approval_refused_why",
                violation_error_message="不同意要写理由。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """What and about what."""
        return f"{self.act_label}：{self.thing_label}"
