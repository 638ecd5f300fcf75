"""What a round is fed with beside the providers: tables, entries by hand, decisions about what is missing."""

from __future__ import annotations

from django.db import models

from wuze.assessment.rounds.enums import EntryWay, MissingWay
from wuze.assessment.rounds.models.rounds import NAME, PLACE, TEXT, Member, Round
from wuze.files.models import Attached


class Upload(models.Model):
    """A workbook taken over whole; ``tables`` as ``schemes.tables`` packs them, its 编号 those of the roster."""

    round = models.ForeignKey(Round, models.CASCADE, verbose_name="轮次", related_name="uploads")
    name = models.CharField("文件", max_length=200)
    digest = models.CharField("摘要", max_length=64)
    tables = models.JSONField("各张表", default=dict)
    rows = models.PositiveIntegerField("行数")
    by = models.CharField("谁", max_length=PLACE)
    at = models.DateTimeField("什么时候")
    dropped_by = models.CharField("谁撤下", max_length=PLACE, blank=True)
    dropped_why = models.CharField("撤下理由", max_length=TEXT, blank=True)

    class Meta:
        """As they came: a later one goes before an earlier one."""

        verbose_name = verbose_name_plural = "数据表"
        ordering = ("id",)

    def __str__(self) -> str:
        """The file's name."""
        return self.name


class Entry(models.Model):
    """One thing seen in the year, of a data item (then ``value`` counts) or of an item (a 得分 with its reason)."""

    round = models.ForeignKey(Round, models.CASCADE, verbose_name="轮次", related_name="entries")
    member = models.ForeignKey(Member, models.CASCADE, verbose_name="单位", related_name="+")
    element = models.CharField("数据项", max_length=PLACE, blank=True)
    item = models.CharField("指标", max_length=PLACE, blank=True)
    label = models.CharField("记的是", max_length=NAME)
    value = models.CharField("值", max_length=NAME)
    stage = models.CharField("阶段", max_length=4, blank=True)
    way = models.CharField("方式", max_length=8, choices=EntryWay.choices)
    happened = models.DateField("哪天")
    text = models.CharField("看到什么", max_length=TEXT, blank=True)
    by = models.CharField("谁", max_length=PLACE)
    user = models.BigIntegerField("账号", default=0)
    on_behalf = models.CharField("代谁录", max_length=NAME, blank=True)
    at = models.DateTimeField("什么时候")
    void_by = models.CharField("谁作废", max_length=PLACE, blank=True)
    void_why = models.CharField("作废理由", max_length=TEXT, blank=True)

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "平时记录"
        ordering = ("-id",)
        indexes = (models.Index(fields=("round", "-id"), name="entry_of_round"),)

    def __str__(self) -> str:
        """Of what, and what."""
        return f"{self.label}：{self.value}"


class EntryFile(Attached):
    """A file that shows what an entry says."""

    thing = models.ForeignKey(Entry, models.PROTECT, verbose_name="平时记录", related_name="files")


class Decision(models.Model):
    """One decision about a data item (or an item) that many lack. ``values``: 编号 → the value as it is stored."""

    round = models.ForeignKey(Round, models.CASCADE, verbose_name="轮次", related_name="decisions")
    element = models.CharField("数据项", max_length=PLACE, blank=True)
    item = models.CharField("指标", max_length=PLACE, blank=True)
    label = models.CharField("缺的是", max_length=NAME)
    way = models.CharField("怎么定", max_length=8, choices=MissingWay.choices)
    values = models.JSONField("各单位", default=dict)
    reason = models.CharField("理由", max_length=TEXT)
    by = models.CharField("谁", max_length=PLACE)
    on = models.DateField("日期")
    void = models.BooleanField("撤回", default=False)

    class Meta:
        """As they came."""

        verbose_name = verbose_name_plural = "缺数据的决定"
        ordering = ("id",)

    def __str__(self) -> str:
        """What, how, how many."""
        return f"{self.label}缺的{len(self.values)}个{self.get_way_display()}"
