"""Kinds and states of what is entered."""

from __future__ import annotations

from django.db import models


class ActivityKind(models.TextChoices):
    """What was done."""

    TALK = "talk", "谈心谈话"
    TRAINING = "training", "专题培训"
    JOINT = "joint", "四同"
    VISIT = "visit", "走访"
    EDUCATION = "education", "党员教育"
    EFFECT = "effect", "作用发挥"


class Layer(models.TextChoices):
    """With whom: the responsible persons of each layer, owners, members and employees."""

    COUNTY = "county", "县领导"
    DEPARTMENT = "department", "部门负责人"
    TOWN = "town", "乡镇街道负责人"
    SECTOR = "sector", "行业、园区党委负责人"
    PARTY = "party", "党组织书记、委员"
    OWNER = "owner", "业主、企业负责人"
    MEMBER = "member", "党员、职工"


RESPONSIBLE = (Layer.COUNTY, Layer.DEPARTMENT, Layer.TOWN, Layer.SECTOR, Layer.PARTY)
"""各级责任主体: the persons of whom the county answers for talks and trainings."""


class Area(models.TextChoices):
    """In what an organisation or its members had effect."""

    ZONE = "zone", "责任区、示范岗"
    DRIVE = "drive", "攻坚"
    SERVICE = "service", "为职工办实事"


class EntryState(models.TextChoices):
    """An entry stands or was taken back."""

    ENTERED = "entered", "有效"
    WITHDRAWN = "withdrawn", "已撤回"


class PromiseState(models.TextChoices):
    """What became of a promise."""

    NONE = "none", "没有"
    OPEN = "open", "在办"
    KEPT = "kept", "办了"
    DROPPED = "dropped", "没办成"
