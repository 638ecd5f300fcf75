"""Layers of responsibility, links of the chain as groups of a list, states of an edition."""

from __future__ import annotations

from django.db import models

from wuze.registry.enums import UnitKind


class EditionState(models.TextChoices):
    """Where an edition stands. One in force is never edited: a change is a new edition."""

    DRAFT = "draft", "起草"
    ASKED = "asked", "报批"
    IN_FORCE = "in_force", "施行"
    REPLACED = "replaced", "已被替代"
    DISCARDED = "discarded", "已弃用"


class Layer(models.TextChoices):
    """Who owes. An owner is on the list for support only and is never assigned, told or asked."""

    COUNTY = "county", "县委"
    LEAD = "lead", "牵头机关"
    DEPARTMENT = "department", "部门"
    TOWN = "town", "乡镇街道园区"
    SECTOR = "sector", "行业党委"
    PARTY = "party", "两新党组织"
    OWNER = "owner", "业主（支持）"


OWING = tuple(layer for layer in Layer if layer is not Layer.OWNER)
KINDS: dict[str, tuple[UnitKind, ...]] = {
    Layer.COUNTY: (UnitKind.COUNTY,),
    Layer.LEAD: (UnitKind.LEAD,),
    Layer.DEPARTMENT: (UnitKind.DEPARTMENT,),
    Layer.TOWN: (UnitKind.TOWN, UnitKind.PARK),
    Layer.SECTOR: (UnitKind.SECTOR,),
    Layer.PARTY: (UnitKind.PARTY,),
    Layer.OWNER: (),
}


class Scope(models.TextChoices):
    """To which units of a layer a duty applies."""

    ALL = "all", "这一层都担"
    NAMED = "named", "点名的担"
    COMMITTEE = "committee", "设委员会的担"


class Group(models.TextChoices):
    """Parts of the list, by the links of the chain."""

    SET = "set", "定责"
    DO = "do", "履职"
    CHECK = "check", "督考问"
