"""Places."""

from __future__ import annotations

from django.db import models

from wuze.registry.enums import RegionKind
from wuze.registry.models.common import NAME
from wuze.registry.models.prefixes import by_range


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


by_range(Region._meta.get_field("code"))
