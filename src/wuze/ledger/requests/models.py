"""Requests, each answer with what the asker thought of it, and the dated working days."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wuze.ledger.requests.enums import Clock, RequestKind, RequestState, Voice
from wuze.registry.models import Unit

TITLE, NAME, LABEL, TEXT, LONG = 40, 40, 120, 300, 800


class RequestTerm(models.Model):
    """So many working days for a kind from one day on, with its source. Dated: an old request keeps its own."""

    clock = models.CharField("哪一种", max_length=10, choices=Clock.choices)
    days = models.PositiveSmallIntegerField("几个工作日")
    since = models.DateField("自")
    source = models.CharField("依据", max_length=LABEL)
    set_by = models.CharField("谁定的", max_length=NAME)
    set_on = models.DateField("哪天定的")

    class Meta:
        """Newest first; one a day and kind."""

        verbose_name = verbose_name_plural = "诉求时限"
        ordering = ("clock", "-since")
        constraints = (
            models.UniqueConstraint(
                fields=("clock", "since"), name="request_term_once", violation_error_message="这一种从这天起的时限已经定过。"
            ),
            models.CheckConstraint(
                condition=Q(days__gte=1), name="request_term_days", violation_error_message="至少1个工作日。"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """Kind and days."""
        return f"{self.get_clock_display()}{self.days}个工作日"


class Request(models.Model):
    """One difficulty. ``unit`` asks; ``keeper`` hands out (the superior by affiliation, or the lead office); ``handler``
    answers. ``due`` is until when whoever holds it has to act, ``late`` how late the answers came: it stays.

    Of people only the name and post of whoever asked (``asker``): nothing that could harm them for asking.
    """

    code = models.CharField("编号", max_length=24, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="谁提的", related_name="+")
    voice = models.CharField("是谁的事", max_length=10, choices=Voice.choices, default=Voice.PARTY)
    asker = models.CharField("提的人", max_length=LABEL)
    title = models.CharField("诉求", max_length=TITLE)
    initials = models.CharField("简拼", max_length=TITLE * 2, blank=True, editable=False)
    text = models.CharField("具体情况", max_length=LONG)
    raised_on = models.DateField("提出日期")
    raised_at = models.DateTimeField("录入时刻")
    entered_by = models.CharField("录入人", max_length=NAME)
    on_behalf = models.CharField("代谁", max_length=80, blank=True)
    source = models.CharField("依据", max_length=200, blank=True)

    keeper = models.ForeignKey(Unit, models.PROTECT, verbose_name="谁分办", related_name="+")
    handler = models.ForeignKey(Unit, models.PROTECT, verbose_name="谁答复", null=True, blank=True, related_name="+")
    kind = models.CharField("类型", max_length=10, choices=RequestKind.choices, blank=True)
    state = models.CharField("状态", max_length=10, choices=RequestState.choices, default=RequestState.RAISED)
    due = models.DateField("限期", null=True, blank=True)
    began = models.DateField("从哪天起算", null=True, blank=True)
    term = models.PositiveSmallIntegerField("几个工作日", null=True, blank=True)
    dispatch_due = models.DateField("分办限期")
    dispatch_late = models.PositiveSmallIntegerField("分办迟几个工作日", default=0)
    assigned_on = models.DateField("分办日期", null=True, blank=True)
    assigned_by = models.CharField("分办人", max_length=NAME, blank=True)
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    accepted_by = models.CharField("受理人", max_length=NAME, blank=True)
    late = models.PositiveSmallIntegerField("迟几个工作日", default=0)
    transfers = models.PositiveSmallIntegerField("转办几次", default=0)
    moved_why = models.CharField("上报、转办、退回的理由", max_length=TEXT, blank=True)

    asked_days = models.PositiveSmallIntegerField("申请延几个工作日", null=True, blank=True)
    asked_from = models.DateField("申请时的限期", null=True, blank=True)
    approval = models.BigIntegerField("审批编号", default=0)
    extended = models.PositiveSmallIntegerField("延了几个工作日", default=0)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    closed_why = models.CharField("办结的说明", max_length=TEXT, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "诉求"
        ordering = ("-raised_on", "-id")
        indexes = (
            models.Index(fields=("state", "due"), name="request_state_due"),
            models.Index(fields=("unit", "-raised_on"), name="request_unit"),
            models.Index(fields=("handler", "state", "due"), name="request_handler"),
            models.Index(fields=("keeper", "state", "due"), name="request_keeper"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=(RequestState.RAISED, RequestState.WITHDRAWN)) | Q(handler__isnull=False),
                name="request_has_handler", violation_error_message="分办了的诉求要有答复的单位。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """The title."""
        return self.title

    @property
    def label(self) -> str:
        """Number and title."""
        return f"{self.code} {self.title}"


class RequestAnswer(models.Model):
    """What a department answered, against which day, and what the asker said to it. ``content`` None: nothing yet."""

    request = models.ForeignKey(Request, models.CASCADE, verbose_name="诉求", related_name="answers")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="谁答复", related_name="+")
    text = models.CharField("答复", max_length=LONG)
    on = models.DateField("答复日期")
    by = models.CharField("答复人", max_length=NAME)
    due = models.DateField("当时的限期")
    late = models.PositiveSmallIntegerField("迟几个工作日", default=0)
    content = models.BooleanField("满意", null=True, blank=True)
    why = models.CharField("怎么说的", max_length=TEXT, blank=True)
    said_on = models.DateField("哪天说的", null=True, blank=True)
    said_by = models.CharField("谁说的", max_length=LABEL, blank=True)

    class Meta:
        """As answered."""

        verbose_name = verbose_name_plural = "诉求答复"
        ordering = ("on", "id")
        indexes = (models.Index(fields=("unit", "on"), name="request_answer_unit"),)

    def __str__(self) -> str:
        """Who and when."""
        return f"{self.unit} {self.on}"
