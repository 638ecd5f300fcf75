"""A table as it was read, its cells, what a person called its data items, and the county's own wordings."""

from __future__ import annotations

from dataclasses import replace

from django.db import models

from wuze.assessment.readings.enums import BY_PERSON, CellState, TableState
from wuze.reading.echo import understood
from wuze.reading.model import Reading, Status
from wuze.reading.read import read_cell
from wuze.reading.tables import RuleCell
from wuze.registry.models import Unit

NAME, LONG, HASH = 80, 200, 64


class TableReading(models.Model):
    """One table of one office. The file itself is not kept: its name, its digest and its rule cells are."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="+")
    title = models.CharField("名称", max_length=NAME)
    file = models.CharField("文件", max_length=LONG)
    digest = models.CharField("文件摘要", max_length=HASH)
    state = models.CharField("状态", max_length=10, choices=TableState.choices, default=TableState.READ_IN)
    by = models.CharField("读入的人", max_length=NAME)
    at = models.DateTimeField("读入时刻")
    done_by = models.CharField("完成的人", max_length=NAME, blank=True)
    done_at = models.DateTimeField("完成时刻", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "读旧表"
        ordering = ("-id",)
        indexes = (models.Index(fields=("unit", "-id"), name="reading_of_unit"),)

    def __str__(self) -> str:
        """Its title."""
        return self.title


class ReadCell(models.Model):
    """One rule cell: the county's words, how the system read them (``first_…``), and how they stand now."""

    table = models.ForeignKey(TableReading, models.CASCADE, verbose_name="读旧表", related_name="cells")
    order = models.PositiveIntegerField("次序")
    sheet = models.CharField("工作表", max_length=NAME)
    row = models.PositiveIntegerField("行")
    column = models.PositiveIntegerField("列")
    item = models.TextField("指标", blank=True)
    part = models.TextField("板块", blank=True)
    points = models.CharField("分值", max_length=20, blank=True)
    text = models.TextField("原文")
    state = models.CharField("读得怎样", max_length=10, choices=CellState.choices)
    says = models.TextField("读成", blank=True)
    first_state = models.CharField("系统的判断", max_length=10, choices=CellState.choices)
    first_says = models.TextField("系统读成", blank=True)
    spans = models.JSONField("各条在原文的位置", default=list)
    unused = models.JSONField("没有用上的", default=list)
    hint = models.CharField("按什么读的", max_length=NAME, blank=True)
    by = models.CharField("谁定的", max_length=NAME, blank=True)
    at = models.DateTimeField("什么时候定的", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """In the table's own order."""

        verbose_name = verbose_name_plural = "读旧表的格"
        ordering = ("table", "order")
        constraints = (models.UniqueConstraint(fields=("table", "order"), name="read_cell_order"),)
        indexes = (models.Index(fields=("table", "state"), name="read_cell_state"),)

    def __str__(self) -> str:
        """评分表!D7."""
        return self.rule_cell.cell

    @property
    def rule_cell(self) -> RuleCell:
        """The cell as the reader of tables gives it."""
        return RuleCell(self.sheet, self.row, self.column, self.text, self.points or None, self.item, self.part)

    @property
    def reading(self) -> Reading:
        """The cell as it stands now; without clauses where it is left to a person, though not its vetoes."""
        told = understood(self.says, self.points or None) if self.says and self.state != CellState.LEFT else None
        if told is None:
            vetoes = tuple(one for one in read_cell(self.text, self.points or None).extras if one["kind"] == "veto")
            return Reading(self.text, self.points or None, Status.UNREAD, extras=vetoes, unused=tuple(self.unused))
        spans = tuple((one[0], one[1]) for one in self.spans) if len(self.spans) == len(told.clauses) else ()
        return replace(told, text=self.text, spans=spans if self.says_the_same else (), unused=tuple(self.unused))

    @property
    def says_the_same(self) -> bool:
        """Whether the clauses still are the system's own, so that their places in the text hold."""
        return self.first_says.partition("请核对：")[0] == self.says.partition("请核对：")[0]

    @property
    def decided(self) -> bool:
        """Whether a person has decided."""
        return self.state in BY_PERSON

    @property
    def moved(self) -> bool:
        """Whether anything was done to it that can be taken back."""
        return self.state != self.first_state or self.says != self.first_says


class ElementName(models.Model):
    """What a person called a data item that the system proposed; two of one type with one name are one."""

    table = models.ForeignKey(TableReading, models.CASCADE, verbose_name="读旧表", related_name="names")
    found = models.CharField("系统起的名称", max_length=NAME)
    type = models.CharField("类型", max_length=10)
    name = models.CharField("名称", max_length=NAME, blank=True)
    unit = models.CharField("单位", max_length=10, blank=True)
    source = models.CharField("来源", max_length=NAME, blank=True)

    class Meta:
        """One a proposal."""

        verbose_name = verbose_name_plural = "数据项的名称"
        ordering = ("table", "found")
        constraints = (models.UniqueConstraint(fields=("table", "found", "type"), name="element_named_once"),)

    def __str__(self) -> str:
        """Both names."""
        return f"{self.found}→{self.name or self.found}"


class Wording(models.Model):
    """A county's own way to write a rule, as its office corrected it: proposed again wherever the same words stand."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="+")
    key = models.CharField("归一后的摘要", max_length=HASH)
    points = models.CharField("分值", max_length=20, blank=True)
    text = models.TextField("原文")
    says = models.TextField("读成")
    place = models.CharField("在哪张表哪一格改的", max_length=LONG)
    by = models.CharField("谁改的", max_length=NAME)
    on = models.DateField("哪天改的")
    retired_by = models.CharField("谁停用的", max_length=NAME, blank=True)
    retired_on = models.DateField("哪天停用的", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "本县的说法"
        ordering = ("-on", "-id")
        constraints = (models.UniqueConstraint(fields=("unit", "key", "points"), name="wording_once"),)

    def __str__(self) -> str:
        """The words, cut short."""
        return self.text[:40]
