"""Words of a round: its states, where a member, a fact, a decision came from."""

from __future__ import annotations

from django.db import models

REVIEWED = "reviewed"
"""Beside the engine's flags: there is a score of the stage 复核."""


class RoundState(models.TextChoices):
    """Where a round stands, in the order it goes; discarded is beside the way."""

    DRAFTED = "drafted", "起草"
    FIXED = "fixed", "名单已定"
    COLLECTING = "collecting", "收数据"
    COMPUTED = "computed", "已测算"
    FED_BACK = "fed_back", "反馈核对"
    CLEARED = "cleared", "已联审"
    PROPOSED = "proposed", "已提建议"
    DELIBERATED = "deliberated", "已审定"
    SETTLED = "settled", "已定案"
    DISCARDED = "discarded", "作废"


class MemberWay(models.TextChoices):
    """How a subject came onto the roster."""

    RULE = "rule", "按规则"
    HAND = "hand", "人工加入"
    TABLE = "table", "按表"


class EntryWay(models.TextChoices):
    """How a fact was seen through the year (S21)."""

    VISIT = "visit", "实地走访"
    PAPERS = "papers", "查阅资料"
    TALK = "talk", "个别谈话"


class MissingWay(models.TextChoices):
    """What a decision makes of missing facts."""

    UNDONE = "undone", "按未完成"
    NA = "na", "不适用"
    LAST = "last", "用上期值"
    MEAN = "mean", "用组内均值"


class RunState(models.TextChoices):
    """Where a calculation stands."""

    WAITING = "waiting", "排队"
    RUNNING = "running", "正在算"
    DONE = "done", "算好了"
    FAILED = "failed", "没有算成"


class ObjectionState(models.TextChoices):
    """Where a challenge of a figure stands (N15)."""

    OPEN = "open", "待答复"
    UPHELD = "upheld", "成立"
    DECLINED = "declined", "不成立"
