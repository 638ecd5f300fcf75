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


class HandoverWay(models.TextChoices):
    """How one side of a handover was confirmed."""

    CLICK = "click", "本人确认"
    PAPER = "paper", "代录"
    ABSENT = "absent", "上级登记"


class Status(models.TextChoices):
    """Does an organisation operate? Zombie and shell leave the denominator only with reason and approver."""

    OPERATING = "operating", "正常经营"
    ZOMBIE = "zombie", "停业"
    SHELL = "shell", "空壳"
    CLOSED = "closed", "已注销"


class Form(models.TextChoices):
    """What a Party organisation is."""

    COMMITTEE = "committee", "党委"
    GENERAL = "general", "党总支"
    BRANCH = "branch", "党支部"
    JOINT = "joint", "联合党支部"
    REGIONAL = "regional", "区域党组织"
    SECTOR = "sector", "行业党组织"
    FUNCTIONAL = "functional", "功能型党支部"


class CoverKind(models.TextChoices):
    """How an organisation is covered: the first five by a Party organisation, the last three by people (1.4.1)."""

    OWN = "own", "单独组建"
    JOINT = "joint", "联合组建"
    REGIONAL = "regional", "区域覆盖"
    SECTOR = "sector", "行业覆盖"
    FUNCTIONAL = "functional", "功能型覆盖"
    INSTRUCTOR = "instructor", "指导员"
    LIAISON = "liaison", "联络员"
    MASS = "mass", "群团组织"


class RosterKind(models.TextChoices):
    """What a roster lists, and by whom it is kept."""

    ORGANISATIONS = "organisations", "两新组织名册"
    PARTIES = "parties", "党组织名册"
    INSTRUCTORS = "instructors", "党建指导员表"
    CONTACTS = "contacts", "领导联系点表"
    MARKET = "market", "市场监管名单"
    CIVIL = "civil", "民政名单"


class RosterScope(models.TextChoices):
    """How far a roster claims to be whole: what it lacks is gone only inside."""

    COUNTY = "county", "全县"
    REGION = "region", "一个乡镇街道、园区"
    SECTOR = "sector", "一个行业"


class RosterState(models.TextChoices):
    """Where an import stands."""

    READING = "reading", "正在读"
    COMPARING = "comparing", "正在比对"
    READY = "ready", "待写入"
    WRITING = "writing", "正在写入"
    APPLIED = "applied", "已写入"
    DROPPED = "dropped", "已作废"


class Outcome(models.TextChoices):
    """What a row would do, or did."""

    NEW = "new", "新增"
    CHANGED = "changed", "有变化"
    SAME = "same", "没有变化"
    ASK = "ask", "待定"
    BAD = "bad", "不能写入"
    GONE = "gone", "表里没有"


class Choice(models.TextChoices):
    """What was decided of a row that asks."""

    NONE = "", "未定"
    TAKE = "take", "以表里为准"
    NEW = "new", "另一家，新增"
    SKIP = "skip", "这行不写"


class LimitCode(models.TextChoices):
    """What the county may set for itself about coverage."""

    GREEN = "green", "绿灯：覆盖率不低于（%）"
    AMBER = "amber", "黄灯：覆盖率不低于（%）"
    WIDE = "wide", "区域、行业、功能型算不算组织覆盖（1算，0不算）"
    MANY = "many", "一个联合支部覆盖多于几家要问"
    SILENT = "silent", "几个月没有活动要问"
    AGAIN = "again", "答复几个月后再问"


class Question(models.TextChoices):
    """What a rule may ask about a Party organisation's coverage."""

    MANY = "many", "覆盖家数多"
    SILENT = "silent", "久没有活动"
