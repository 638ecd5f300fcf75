"""To whom a line of the year goes."""

from __future__ import annotations

from django.db import models

from wuze.registry.enums import UnitKind


class Audience(models.TextChoices):
    """Kinds of units a line asks."""

    LEAD = UnitKind.LEAD.value, "牵头机关"
    DEPARTMENT = UnitKind.DEPARTMENT.value, "部门"
    TOWN = UnitKind.TOWN.value, "乡镇（街道）"
    PARK = UnitKind.PARK.value, "园区党委"
    SECTOR = UnitKind.SECTOR.value, "行业党委"
    PARTY = UnitKind.PARTY.value, "两新党组织"
