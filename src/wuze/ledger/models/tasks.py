"""Tasks, who helps, reports, and what was asked about a task. Lights are never stored; dates and facts are."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from wuze.accounts.enums import ApprovalState
from wuze.files.models import Attached
from wuze.ledger import rules
from wuze.ledger.activities.models import Activity, ActivityFile  # noqa: F401 - Django looks for tables here
from wuze.ledger.enums import AskState, ReportKind, ReportState, Rhythm, TaskState, Why
from wuze.ledger.requests.models import Request, RequestAnswer, RequestTerm  # noqa: F401 - Django looks for tables here
from wuze.registry.models import Post, Unit

TITLE, NAME, LABEL, TEXT, LONG = 60, 40, 120, 500, 1000


class Numbering(models.Model):
    """The last number given in a year; the row is locked while one is taken."""

    year = models.PositiveSmallIntegerField("年", unique=True)
    last = models.PositiveIntegerField("末号", default=0)

    class Meta:
        """One row a year."""

        verbose_name = verbose_name_plural = "编号"

    def __str__(self) -> str:
        """The year."""
        return str(self.year)


class Task(models.Model):
    """One matter: one lead unit, a requirement, a node (``due``, a local date).

    ``turn_due`` is until when whoever holds the matter has to act: the node while the lead unit has it, the term of the
    answer while the issuer has it. ``late`` and ``counted`` are facts that stay. ``approval`` is the state of a request
    without which the task cannot be issued, apart from its own state. ``burden`` is items times reports, fixed when it is issued.
    """

    code = models.CharField("编号", max_length=24, unique=True)
    title = models.CharField("事项", max_length=TITLE)
    initials = models.CharField("简拼", max_length=TITLE * 2, blank=True, editable=False)
    why = models.CharField("来源", max_length=10, choices=Why.choices)
    why_label = models.CharField("依据", max_length=LABEL)
    why_code = models.CharField("依据编号", max_length=40, blank=True)
    requirement = models.CharField("要求", max_length=LONG)
    standard = models.CharField("完成标准", max_length=TEXT)
    wants_evidence = models.BooleanField("要佐证", default=False)
    nil_ok = models.BooleanField("没有情况一点就报完", default=False)
    items = models.PositiveSmallIntegerField("要填几项", default=1)
    held_why = models.CharField("名录里有还要问的理由", max_length=TEXT, blank=True)

    issuer = models.ForeignKey(Unit, models.PROTECT, verbose_name="交办单位", related_name="+")
    lead = models.ForeignKey(Unit, models.PROTECT, verbose_name="责任单位", related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, verbose_name="责任岗位", null=True, blank=True, related_name="+")
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name="上级事项", null=True, blank=True, related_name="children"
    )
    group = models.CharField("同批编号", max_length=24, blank=True)

    state = models.CharField("状态", max_length=10, choices=TaskState.choices, default=TaskState.DRAFT)
    approval = models.CharField("审批", max_length=10, choices=ApprovalState.choices, blank=True)
    term = models.PositiveSmallIntegerField("几个工作日内办完", null=True, blank=True)
    due = models.DateField("时间节点", null=True, blank=True)
    rhythm = models.CharField("汇报", max_length=10, choices=Rhythm.choices, default=Rhythm.NONE)

    drafted_on = models.DateField("立项日期")
    drafted_by = models.CharField("立项人", max_length=NAME)
    issued_on = models.DateField("交办日期", null=True, blank=True)
    issued_by = models.CharField("交办人", max_length=NAME, blank=True)
    received_on = models.DateField("签收日期", null=True, blank=True)
    received_by = models.CharField("签收人", max_length=NAME, blank=True)
    finished_on = models.DateField("反馈日期", null=True, blank=True)
    accepted_on = models.DateField("办结日期", null=True, blank=True)
    accepted_by = models.CharField("认可人", max_length=NAME, blank=True)
    accepted_user = models.BigIntegerField("认可账号", default=0)
    closed_on = models.DateField("销号日期", null=True, blank=True)
    closed_by = models.CharField("核验人", max_length=NAME, blank=True)
    ended_why = models.CharField("取消、重开的理由", max_length=TEXT, blank=True)

    turn_due = models.DateField("现在轮到的人到哪天", null=True, blank=True)
    reported_on = models.DateField("最近汇报", null=True, blank=True)
    report_due = models.DateField("下次汇报", null=True, blank=True)
    late = models.PositiveSmallIntegerField("迟几个工作日", default=0)
    counted = models.BooleanField("计入比率", default=True)
    short_why = models.CharField("时间紧的理由", max_length=TEXT, blank=True)
    excused = models.BooleanField("非本单位原因", default=False)
    excuse = models.CharField("非本单位原因的说明", max_length=TEXT, blank=True)
    excused_by = models.CharField("注明的人", max_length=NAME, blank=True)
    excused_on = models.DateField("注明日期", null=True, blank=True)
    burden = models.PositiveIntegerField("项次", default=0)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """By number."""

        verbose_name = verbose_name_plural = "事项"
        ordering = ("code",)
        indexes = (
            models.Index(fields=("state", "turn_due"), name="task_state_due"),
            models.Index(fields=("lead", "state", "turn_due"), name="task_lead"),
            models.Index(fields=("issuer", "state", "turn_due"), name="task_issuer"),
            models.Index(fields=("turn_due", "code"), name="task_turn_due"),
            models.Index(fields=("due",), name="task_due"),
            models.Index(fields=("group",), name="task_group"),
            models.Index(fields=("report_due",), name="task_report_due"),
            models.Index(fields=("issuer", "issued_on"), name="task_issued"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(state=TaskState.DRAFT) | Q(due__isnull=False) | Q(state=TaskState.CANCELLED),
                name="task_due_once_issued", violation_error_message="交办的事项要有时间节点。",
            ),
            models.CheckConstraint(
                condition=Q(due=None) | Q(issued_on=None) | Q(due__gte=F("issued_on")), name="task_due_after_issue",
                violation_error_message="节点不能早于交办日期。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """The title."""
        return self.title

    @property
    def label(self) -> str:
        """Number and title."""
        return f"{self.code} {self.title}"

    @property
    def excuse_holds(self) -> bool:
        """Is it out of the rates because the reason was not the unit's?"""
        return rules.excuse_holds(self.excused, self.excused_on, self.state, self.due)


class Cooperator(models.Model):
    """A unit that helps, with what it hands in, its owner and its own day."""

    task = models.ForeignKey(Task, models.CASCADE, verbose_name="事项", related_name="cooperators")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="协办单位", related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, verbose_name="岗位", null=True, blank=True, related_name="+")
    gives = models.CharField("要交的", max_length=LABEL)
    due = models.DateField("节点")
    handed_on = models.DateField("交的日期", null=True, blank=True)
    handed_by = models.CharField("交的人", max_length=NAME, blank=True)
    note = models.CharField("说明", max_length=TEXT, blank=True)
    on_behalf = models.CharField("代谁", max_length=80, blank=True)

    class Meta:
        """By day; a unit once a task."""

        verbose_name = verbose_name_plural = "协办"
        ordering = ("due", "id")
        indexes = (models.Index(fields=("unit", "handed_on"), name="cooperator_unit"),)
        constraints = (
            models.UniqueConstraint(
                fields=("task", "unit"), name="cooperator_once", violation_error_message="这个单位已是协办。"
            ),
        )

    def __str__(self) -> str:
        """Unit and what it gives."""
        return f"{self.unit}：{self.gives}"


class Report(models.Model):
    """What a unit said of a task. ``happened`` is when it was so, ``received`` when it reached us (N16); ``answer_due``
    is the issuer's own term, ``decided_on`` its answer (N13)."""

    task = models.ForeignKey(Task, models.CASCADE, verbose_name="事项", related_name="reports")
    kind = models.CharField("类别", max_length=10, choices=ReportKind.choices)
    text = models.CharField("内容", max_length=LONG, blank=True)
    evidence = models.CharField("佐证在哪里", max_length=200, blank=True)
    entry = models.ForeignKey(
        Activity, models.PROTECT, verbose_name="用作佐证的记录", null=True, blank=True, related_name="reports"
    )
    parts_why = models.CharField("分解的没办完也报的理由", max_length=TEXT, blank=True)
    happened = models.DateField("事情的日期")
    received = models.DateField("收到日期")
    bound = models.DateField("当时的限期", null=True, blank=True)
    late = models.PositiveSmallIntegerField("迟几个工作日", default=0)
    state = models.CharField("结果", max_length=10, choices=ReportState.choices, default=ReportState.ENTERED)
    entered_by = models.CharField("录入人", max_length=NAME)
    entered_post = models.CharField("录入岗位", max_length=LABEL, blank=True)
    entered_user = models.BigIntegerField("录入账号", default=0)
    entered_at = models.DateTimeField("录入时刻")
    on_behalf = models.CharField("代谁", max_length=80, blank=True)
    source = models.CharField("代录依据", max_length=200, blank=True)
    answer_due = models.DateField("应答限期", null=True, blank=True)
    answer = models.CharField("答复", max_length=TEXT, blank=True)
    decided_on = models.DateField("答复日期", null=True, blank=True)
    decided_by = models.CharField("答复人", max_length=NAME, blank=True)

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "汇报"
        ordering = ("-entered_at", "-id")
        indexes = (
            models.Index(fields=("task", "-entered_at"), name="report_task"),
            models.Index(fields=("answer_due", "decided_on"), name="report_answer"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(happened__lte=F("received")), name="report_dates",
                violation_error_message="事情发生的日期不能晚于收到日期。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """Kind and day."""
        return f"{self.get_kind_display()} {self.received}"


class ReportFile(Attached):
    """A file that shows what a report says."""

    thing = models.ForeignKey(Report, models.PROTECT, verbose_name="汇报", related_name="files")


class Extension(models.Model):
    """More time, asked before the node, decided by somebody else."""

    task = models.ForeignKey(Task, models.CASCADE, verbose_name="事项", related_name="extensions")
    days = models.PositiveSmallIntegerField("延几个工作日")
    old = models.DateField("原节点")
    new = models.DateField("新节点")
    reason = models.CharField("理由", max_length=TEXT)
    state = models.CharField("结果", max_length=10, choices=AskState.choices, default=AskState.ASKED)
    asked_by = models.CharField("申请人", max_length=NAME)
    asked_on = models.DateField("申请日期")
    approval = models.BigIntegerField("审批编号", unique=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    decided_by = models.CharField("决定人", max_length=NAME, blank=True)

    class Meta:
        """As asked; one open a task."""

        verbose_name = verbose_name_plural = "延期"
        ordering = ("asked_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("task",), condition=Q(state=AskState.ASKED), name="extension_one_open",
                violation_error_message="这件事已经申请延期，正在等答复。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """From, to."""
        return f"{self.old} → {self.new}"


class Adjustment(models.Model):
    """Another core content (title, requirement, standard), in force only once approved."""

    task = models.ForeignKey(Task, models.CASCADE, verbose_name="事项", related_name="adjustments")
    before = models.JSONField("原来", default=dict)
    after = models.JSONField("改成", default=dict)
    reason = models.CharField("理由", max_length=TEXT)
    state = models.CharField("结果", max_length=10, choices=AskState.choices, default=AskState.ASKED)
    asked_by = models.CharField("报批人", max_length=NAME)
    asked_on = models.DateField("报批日期")
    approval = models.BigIntegerField("审批编号", unique=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    decided_by = models.CharField("决定人", max_length=NAME, blank=True)

    class Meta:
        """As asked; one open a task."""

        verbose_name = verbose_name_plural = "调整"
        ordering = ("asked_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("task",), condition=Q(state=AskState.ASKED), name="adjustment_one_open",
                violation_error_message="这件事的调整正在等答复。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """The reason."""
        return self.reason
