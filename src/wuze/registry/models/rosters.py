"""Rosters on their way in: what was read of the files, for a week. The files themselves are never kept."""

from __future__ import annotations

from django.db import models

from wuze.accounts.models import User
from wuze.registry.enums import Choice, Outcome, RosterKind, RosterScope, RosterState
from wuze.registry.models.common import NAME
from wuze.registry.models.organisations import Organisation, OrganisationType
from wuze.registry.models.places import Region
from wuze.registry.models.units import Unit


class RosterWord(models.Model):
    """A head that this county writes for a column; remembered for every later roster."""

    head = models.CharField("表头", max_length=NAME, unique=True)
    field = models.CharField("是哪一列", max_length=20)
    by = models.CharField("谁定的", max_length=NAME)
    on = models.DateField("日期")

    class Meta:
        """By head."""

        verbose_name = verbose_name_plural = "本县表头说法"
        ordering = ("head",)

    def __str__(self) -> str:
        """The head."""
        return self.head


class Roster(models.Model):
    """One import: several files or one, read together. Only whoever brought it sees it, until ``expires``.

    ``sheets``: what was found in each sheet, without any cell; ``newest``: the last organisation when it was read;
    ``asked``: since when the worker has it, how far it is, how often it has begun, and why it could not be done.
    """

    kind = models.CharField("名册", max_length=16, choices=RosterKind.choices)
    scope = models.CharField("范围", max_length=10, choices=RosterScope.choices)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="属地", null=True, blank=True, related_name="+")
    sector = models.ForeignKey(Unit, models.PROTECT, verbose_name="行业", null=True, blank=True, related_name="+")
    usual = models.ForeignKey(
        OrganisationType, models.PROTECT, verbose_name="没写类型的算", null=True, blank=True, related_name="+"
    )
    day = models.DateField("数据日期")
    user = models.ForeignKey(User, models.PROTECT, verbose_name="上传人", related_name="+")
    at = models.DateTimeField("上传时刻")
    expires = models.DateTimeField("保留到")
    state = models.CharField("状态", max_length=10, choices=RosterState.choices, default=RosterState.READING)
    sheets = models.JSONField("各表", default=list)
    newest = models.PositiveBigIntegerField("读时最新", default=0)
    receipt = models.JSONField("回执", default=dict)
    asked = models.DateTimeField("交办时刻")
    percent = models.PositiveSmallIntegerField("进度", default=0)
    tries = models.PositiveSmallIntegerField("后台动手几次", default=0)
    trouble = models.CharField("没办成的缘由", max_length=200, blank=True)
    applied = models.DateTimeField("写入时刻", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "名册导入"
        ordering = ("-id",)
        indexes = (models.Index(fields=("user", "at"), name="roster_user"),)

    def __str__(self) -> str:
        """Kind and scope."""
        return f"{self.get_kind_display()}（{self.where}）"

    @property
    def where(self) -> str:
        """The scope in words."""
        return str(self.region or self.sector or RosterScope(self.scope).label)


class RosterPart(models.Model):
    """Lines of a large roster as read, until the worker has compared them; what is never taken is not among them."""

    roster = models.ForeignKey(Roster, models.CASCADE, verbose_name="导入", related_name="parts")
    sheet = models.PositiveSmallIntegerField("表")
    said = models.JSONField("表里")

    class Meta:
        """In the order of the files."""

        verbose_name = verbose_name_plural = "名册读出的行"
        ordering = ("id",)

    def __str__(self) -> str:
        """Whose."""
        return str(self.roster)


class RosterRow(models.Model):
    """One row as read, and what it would do. ``said``: field → value of the file; ``write``: column → new value;
    ``before``: the same columns when it was read;
    ``candidates``: number and words of those it may be; ``links``: who covers, holds, contacts; ``shown``: field, now, new."""

    roster = models.ForeignKey(Roster, models.CASCADE, verbose_name="导入", related_name="rows")
    number = models.PositiveIntegerField("序号")
    sheet = models.PositiveSmallIntegerField("表", default=0)
    line = models.PositiveIntegerField("行", default=0)
    name = models.CharField("名称", max_length=NAME, blank=True)
    initials = models.CharField("简拼", max_length=NAME, blank=True, editable=False)
    outcome = models.CharField("结果", max_length=8, choices=Outcome.choices)
    why = models.CharField("缘由", max_length=200, blank=True)
    group = models.CharField("同一家", max_length=40, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name="名录里的", null=True, blank=True, related_name="+"
    )
    unit = models.ForeignKey(Unit, models.CASCADE, verbose_name="党组织", null=True, blank=True, related_name="+")
    candidates = models.JSONField("可能是", default=list)
    said = models.JSONField("表里", default=dict)
    write = models.JSONField("要写", default=dict)
    before = models.JSONField("原来", default=dict)
    links = models.JSONField("关联", default=list)
    shown = models.JSONField("变化", default=list)
    faults = models.JSONField("问题", default=list)
    choice = models.CharField("怎么办", max_length=6, choices=Choice.choices, blank=True)
    written = models.BooleanField("已写入", default=False)

    class Meta:
        """In the order of the files."""

        verbose_name = verbose_name_plural = "名册行"
        ordering = ("roster", "number")
        constraints = (models.UniqueConstraint(fields=("roster", "number"), name="rosterrow_number"),)
        indexes = (models.Index(fields=("roster", "outcome", "number"), name="rosterrow_outcome"),)

    def __str__(self) -> str:
        """The name as written."""
        return self.name or "（没有名称）"
