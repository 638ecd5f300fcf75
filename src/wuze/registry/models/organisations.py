"""两新组织: what each is today (Organisation), what it was on any day (Standing), and the keys it ever had (FormerKey)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wuze.registry.enums import Form, Status
from wuze.registry.models.common import NAME, ORDER, PERIOD
from wuze.registry.models.places import Region
from wuze.registry.models.units import Unit


class OrganisationType(models.Model):
    """A type as the county counts it, with the department that owns the sector; editable data, not code."""

    code = models.SlugField("代码", max_length=20, unique=True)
    name = models.CharField("类型", max_length=40)
    social = models.BooleanField("社会组织", default=False)
    sector = models.ForeignKey(Unit, models.PROTECT, verbose_name="行业主管", null=True, blank=True, related_name="+")
    usual_form = models.CharField("通常形式", max_length=80, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    order = models.PositiveSmallIntegerField("排序", default=0)
    unconfirmed = models.BooleanField("待核", default=True)
    retired = models.DateField("停用日期", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """In the county's order."""

        verbose_name = verbose_name_plural = "组织类型"
        ordering = ("order", "code")

    def __str__(self) -> str:
        """The name."""
        return self.name


class Organisation(models.Model):
    """A firm, association, school … as it stands today. ``key`` is its 信用代码, or a temporary key that starts with T;
    it is what tables that travel through Excel carry, and stays valid for ever (FormerKey)."""

    key = models.CharField("编号", max_length=18, unique=True)
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True)
    name = models.CharField("名称", max_length=NAME)
    initials = models.CharField("简拼", max_length=NAME, blank=True, editable=False)
    type = models.ForeignKey(OrganisationType, models.PROTECT, verbose_name="类型", related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="属地", related_name="+")
    sector = models.ForeignKey(Unit, models.PROTECT, verbose_name="行业主管", null=True, blank=True, related_name="+")
    supervisor = models.CharField("业务主管单位", max_length=NAME, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, verbose_name="所属平台", null=True, blank=True, related_name="+")
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.OPERATING)
    employees = models.PositiveIntegerField("从业人数", null=True, blank=True)
    members = models.PositiveSmallIntegerField("正式党员数", null=True, blank=True)
    contact = models.CharField("联系人", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=30, blank=True)
    source = models.CharField("来源", max_length=80, blank=True)
    as_of = models.DateField("数据日期")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, verbose_name="并入", null=True, blank=True, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """By name; merged rows stay but are out of every list."""

        verbose_name = verbose_name_plural = "两新组织"
        ordering = ("name", "id")
        indexes = (
            models.Index(fields=("region", "name"), name="organisation_region"),
            models.Index(fields=("sector", "name"), name="organisation_sector"),
            models.Index(fields=("type", "name"), name="organisation_type"),
            models.Index(fields=("name",), name="organisation_name"),
            models.Index(fields=("merged_into", "status", "name", "members"), name="organisation_list"),
            models.Index(
                fields=("merged_into", "name", "key", "initials", "status", "members"), name="organisation_found"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("uscc",), condition=~Q(uscc=""), name="organisation_uscc_once",
                violation_error_message="这个信用代码已有一个组织在用。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """The name."""
        return self.name


class Apart(models.Model):
    """Two rows that somebody compared and found to be two organisations: they are not asked about again."""

    first = models.ForeignKey(Organisation, models.CASCADE, verbose_name="一家", related_name="+")
    second = models.ForeignKey(Organisation, models.CASCADE, verbose_name="另一家", related_name="+")
    by = models.CharField("谁认定的", max_length=NAME)
    on = models.DateField("日期")

    class Meta:
        """Each pair once, the lower number first."""

        verbose_name = verbose_name_plural = "不是同一家"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("first", "second"), name="apart_once"),
            models.CheckConstraint(condition=Q(first__lt=models.F("second")), name="apart_order"),
        )

    def __str__(self) -> str:
        """Both names."""
        return f"{self.first}、{self.second}"


class Standing(models.Model):
    """All of an organisation that counts in a rate, as it was from one day to another: written whenever one of it changes."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, verbose_name="组织", related_name="standings")
    type = models.ForeignKey(OrganisationType, models.PROTECT, verbose_name="类型", related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="属地", related_name="+")
    sector = models.ForeignKey(Unit, models.PROTECT, verbose_name="行业主管", null=True, related_name="+")
    status = models.CharField("状态", max_length=10, choices=Status.choices)
    members = models.PositiveSmallIntegerField("正式党员数", null=True)
    since = models.DateField("自")
    until = models.DateField("至（不含）", null=True, blank=True)
    reason = models.CharField("理由", max_length=200, blank=True)
    approved_by = models.CharField("批准人", max_length=40, blank=True)
    source = models.CharField("依据", max_length=120, blank=True)

    class Meta:
        """Oldest first; at most one is open."""

        verbose_name = verbose_name_plural = "历史状态"
        ordering = ("organisation", "since")
        indexes = (models.Index(fields=("since", "until"), name="standing_period"),)
        constraints = (
            models.CheckConstraint(condition=PERIOD, name="standing_period_order", violation_error_message=ORDER),
            models.UniqueConstraint(fields=("organisation",), condition=Q(until=None), name="standing_one_open"),
        )

    def __str__(self) -> str:
        """Whose, and since when."""
        return f"{self.organisation} {self.since}"


class FormerKey(models.Model):
    """A key an organisation had before it got its code or was merged: kept for ever, so that old tables still find it."""

    key = models.CharField("旧编号", max_length=18, unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, verbose_name="现组织", related_name="former_keys")
    why = models.CharField("缘由", max_length=80)
    on = models.DateField("日期")

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "旧编号"
        ordering = ("-on", "-id")

    def __str__(self) -> str:
        """The old key."""
        return self.key


class PartyOrganisation(models.Model):
    """What a Unit of kind 两新党组织 is: its form, its term, its members as counts only (mission, line 5)."""

    unit = models.OneToOneField(Unit, models.PROTECT, verbose_name="单位", related_name="party")
    form = models.CharField("形式", max_length=12, choices=Form.choices, default=Form.BRANCH)
    members = models.PositiveSmallIntegerField("党员（关系在本组织）", default=0)
    elsewhere = models.PositiveSmallIntegerField("党员（关系不在本组织）", default=0)
    floating = models.PositiveSmallIntegerField("流动党员", default=0)
    term_since = models.DateField("本届自", null=True, blank=True)
    term_years = models.PositiveSmallIntegerField("任期（年）", default=3)
    active_on = models.DateField("最近有活动", null=True, blank=True)
    as_of = models.DateField("数据日期")
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """In the order of units."""

        verbose_name = verbose_name_plural = "党组织"
        ordering = ("unit__path",)

    def __str__(self) -> str:
        """The unit's name."""
        return str(self.unit)
