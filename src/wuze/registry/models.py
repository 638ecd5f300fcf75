"""Places, units, posts and appointments. Units form one tree, by affiliation (隶属); its past is kept in UnitParent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from treebeard.mp_tree import MP_Node, MP_NodeManager

from wuze.accounts.enums import Role
from wuze.accounts.models import Person
from wuze.registry.enums import AppointmentKind, RegionKind, UnitKind

NAME = 80
SHORT = 20
PERIOD = Q(until=None) | Q(until__gt=F("since"))
ORDER = "“至”要在“自”之后。"


class Region(models.Model):
    """A place by the national code: 12 digits, county 6 + town 3 + village 3, so what lies inside shares a prefix."""

    code = models.CharField("代码", max_length=12, unique=True)
    name = models.CharField("名称", max_length=NAME)
    kind = models.CharField("级别", max_length=10, choices=RegionKind.choices)
    initials = models.CharField("简拼", max_length=NAME, blank=True, editable=False)

    class Meta:
        """By code."""

        verbose_name = verbose_name_plural = "属地"
        ordering = ("code",)

    def __str__(self) -> str:
        """The name."""
        return self.name


class Units(MP_NodeManager, models.Manager["Unit"]):
    """Treebeard's manager, with Django's types."""


class Unit(MP_Node):
    """Whoever holds duties (责任单位). Moved only by ``actions.move_unit``, which also writes the dated parent."""

    name = models.CharField("名称", max_length=NAME)
    short = models.CharField("简称", max_length=SHORT, blank=True)
    initials = models.CharField("简拼", max_length=NAME, blank=True, editable=False)
    kind = models.CharField("类别", max_length=12, choices=UnitKind.choices)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="属地", null=True, blank=True, related_name="+")
    sector = models.ForeignKey("self", models.PROTECT, verbose_name="行业主管", null=True, blank=True, related_name="+")
    since = models.DateField("自")
    until = models.DateField("至（不含）", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    objects: ClassVar[Units] = Units()
    node_order_by: list[str] = []  # noqa: RUF012 - treebeard reads a plain list from the class

    class Meta:
        """In the order of the tree."""

        verbose_name = verbose_name_plural = "单位"
        ordering = ("path",)
        indexes = (
            models.Index(fields=("kind", "path"), name="unit_kind"),
            models.Index(fields=("name",), name="unit_name"),
            models.Index(fields=("initials",), name="unit_initials"),
        )
        constraints = (models.CheckConstraint(condition=PERIOD, name="unit_period", violation_error_message=ORDER),)

    def __str__(self) -> str:
        """The short name, where there is one."""
        return self.short or self.name


class UnitParent(models.Model):
    """To whom a unit belonged, and when: the tree as it stood on any day."""

    unit = models.ForeignKey(Unit, models.CASCADE, verbose_name="单位", related_name="parents")
    parent = models.ForeignKey(Unit, models.PROTECT, verbose_name="上级", null=True, related_name="+")
    since = models.DateField("自")
    until = models.DateField("至（不含）", null=True, blank=True)
    source = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        """Newest first; at most one is open."""

        verbose_name = verbose_name_plural = "隶属"
        ordering = ("-since",)
        constraints = (
            models.CheckConstraint(condition=PERIOD, name="unitparent_period", violation_error_message=ORDER),
            models.UniqueConstraint(fields=("unit",), condition=Q(until=None), name="unitparent_one_open"),
        )

    def __str__(self) -> str:
        """Unit and parent."""
        return f"{self.unit} ← {self.parent}"


class Post(models.Model):
    """A post of a unit: duties sit here (责任到人、任务到岗). ``role`` is what its holder may be on this site."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="posts")
    title = models.CharField("岗位", max_length=40)
    role = models.CharField("角色", max_length=20, choices=Role.choices)
    since = models.DateField("自")
    until = models.DateField("至（不含）", null=True, blank=True)
    order = models.PositiveSmallIntegerField("排序", default=0)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """In the unit's own order."""

        verbose_name = verbose_name_plural = "岗位"
        ordering = ("unit", "order", "id")
        constraints = (
            models.CheckConstraint(condition=PERIOD, name="post_period", violation_error_message=ORDER),
            models.UniqueConstraint(
                fields=("unit", "title"), condition=Q(until=None), name="post_title_once",
                violation_error_message="这个单位已有同名岗位。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """Unit and title."""
        return f"{self.unit} {self.title}"


class Appointment(models.Model):
    """A person holds a post from one day to another (half-open). At most one open appointment a post."""

    post = models.ForeignKey(Post, models.PROTECT, verbose_name="岗位", related_name="appointments")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="任职人", related_name="appointments")
    kind = models.CharField("方式", max_length=10, choices=AppointmentKind.choices, default=AppointmentKind.FULL)
    since = models.DateField("自")
    until = models.DateField("至（不含）", null=True, blank=True)
    basis = models.CharField("依据", max_length=200, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        """Newest first."""

        verbose_name = verbose_name_plural = "任职"
        ordering = ("-since", "-id")
        constraints = (
            models.CheckConstraint(condition=PERIOD, name="appointment_period", violation_error_message=ORDER),
            models.UniqueConstraint(
                fields=("post",), condition=Q(until=None), name="appointment_one_open",
                violation_error_message="这个岗位现在有人，先办交接或免去。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """Person and post."""
        return f"{self.person} {self.post}"
