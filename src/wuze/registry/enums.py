"""Kinds of regions, units and appointments."""

from __future__ import annotations

from django.db import models


class RegionKind(models.TextChoices):
    """Levels of place. A park has no national code of its own: it gets one under its county."""

    COUNTY = "county", "县"
    TOWN = "town", "乡镇街道"
    VILLAGE = "village", "村社区"
    PARK = "park", "园区"


class UnitKind(models.TextChoices):
    """Who can hold duties."""

    COUNTY = "county", "县委"
    LEAD = "lead", "牵头机关"
    DEPARTMENT = "department", "部门"
    TOWN = "town", "乡镇街道党（工）委"
    SECTOR = "sector", "行业党委"
    PARK = "park", "园区党委"
    PARTY = "party", "两新党组织"


class AppointmentKind(models.TextChoices):
    """Full holder, or acting for the time being."""

    FULL = "full", "任职"
    ACTING = "acting", "代理"


class HandoverState(models.TextChoices):
    """Where a handover stands."""

    DRAFTED = "drafted", "待双方确认"
    GIVEN = "given", "交出方已确认"
    DONE = "done", "已交接"
    CANCELLED = "cancelled", "已取消"
