"""Units: one tree, by affiliation (隶属); its past is kept in UnitParent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from treebeard.mp_tree import MP_Node, MP_NodeManager

from wuze.registry.enums import UnitKind
from wuze.registry.models.common import NAME, ORDER, PERIOD, SHORT
from wuze.registry.models.places import Region
from wuze.registry.models.prefixes import by_range


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


by_range(Unit._meta.get_field("path"))


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
