"""An 议题, its decisions, the last number of a year, major problems. No minutes, no files."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wuze.duty.agenda.enums import AgendaState, ProblemState
from wuze.registry.models import Unit

TITLE, NAME, NUMBER, TEXT = 60, 40, 60, 500


class AgendaNumber(models.Model):
    """The last number given in a year; locked while one is taken."""

    year = models.PositiveSmallIntegerField("年", unique=True)
    last = models.PositiveIntegerField("末号", default=0)

    class Meta:
        """One row a year."""

        verbose_name = verbose_name_plural = "议题编号"

    def __str__(self) -> str:
        """The year."""
        return str(self.year)


class Agenda(models.Model):
    """A matter for one meeting. ``day`` is the day it is planned for, then the day it was held."""

    code = models.CharField("编号", max_length=24, unique=True)
    title = models.CharField("议题", max_length=TITLE)
    initials = models.CharField("简拼", max_length=TITLE * 2, blank=True, editable=False)
    meeting = models.CharField("会议", max_length=NAME)
    study = models.BooleanField("定期研究", default=False)
    day = models.DateField("日期")
    state = models.CharField("状态", max_length=10, choices=AgendaState.choices, default=AgendaState.PLANNED)
    number = models.CharField("纪要号", max_length=NUMBER, blank=True)
    why = models.CharField("改期、没有研究的理由", max_length=TEXT, blank=True)
    entered_by = models.CharField("录入人", max_length=NAME)
    entered_on = models.DateField("录入日期")
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "议题"
        ordering = ("-day", "-id")
        indexes = (models.Index(fields=("state", "day"), name="agenda_state_day"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state=AgendaState.HELD) | ~Q(number=""), name="agenda_number_once_held",
                violation_error_message="研究过的议题要有纪要号。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """The title."""
        return self.title

    @property
    def late_entry(self) -> bool:
        """补登: held before it was entered."""
        return self.state == AgendaState.HELD and self.day < self.entered_on

    @property
    def basis(self) -> str:
        """How papers cite it."""
        return f"{self.meeting}{self.number}"


class Decision(models.Model):
    """One line of what was decided: who does what until when. Its tasks stand in the ledger under ``code``."""

    agenda = models.ForeignKey(Agenda, models.CASCADE, verbose_name="议题", related_name="decisions")
    line = models.PositiveSmallIntegerField("第几条")
    text = models.CharField("定了什么", max_length=TEXT)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="责任单位", related_name="+")
    due = models.DateField("时间节点")

    class Meta:
        """As numbered."""

        verbose_name = verbose_name_plural = "议定事项"
        ordering = ("agenda", "line")
        constraints = (
            models.UniqueConstraint(
                fields=("agenda", "line"), name="decision_line", violation_error_message="这一条已有。"
            ),
        )

    def __str__(self) -> str:
        """Code and text."""
        return f"{self.code} {self.text}"

    @property
    def code(self) -> str:
        """The number by which tasks know it."""
        return f"{self.agenda.code}-{self.line}"

    @property
    def basis(self) -> str:
        """As a task cites it."""
        return f"{self.agenda.basis}第{self.line}条"


class MajorProblem(models.Model):
    """A grave problem taken up (重大问题): who solves it, until when."""

    title = models.CharField("问题", max_length=TITLE)
    initials = models.CharField("简拼", max_length=TITLE * 2, blank=True, editable=False)
    text = models.CharField("情况", max_length=TEXT)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="负责单位", related_name="+")
    agenda = models.ForeignKey(
        Agenda, models.PROTECT, verbose_name="哪个议题定的", null=True, blank=True, related_name="problems"
    )
    raised_on = models.DateField("提出日期")
    due = models.DateField("解决期限")
    state = models.CharField("状态", max_length=10, choices=ProblemState.choices, default=ProblemState.OPEN)
    note = models.CharField("最近的说明", max_length=TEXT, blank=True)
    closed_on = models.DateField("解决日期", null=True, blank=True)
    closed_by = models.CharField("谁认定解决", max_length=NAME, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """By its end."""

        verbose_name = verbose_name_plural = "重大问题"
        ordering = ("due", "id")
        indexes = (models.Index(fields=("state", "due"), name="majorproblem_state_due"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state=ProblemState.CLOSED, closed_on__isnull=False)
                | (~Q(state=ProblemState.CLOSED) & Q(closed_on=None)),
                name="majorproblem_closed_on", violation_error_message="解决了的问题要有解决日期。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """The title."""
        return self.title
