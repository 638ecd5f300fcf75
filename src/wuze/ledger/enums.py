"""Kinds and states of the ledger."""

from __future__ import annotations

from django.db import models


class TaskState(models.TextChoices):
    """Where a task stands, by the officials' words: 立项·交办·签收·办理·反馈·退回·办结·销号."""

    DRAFT = "draft", "立项"
    ISSUED = "issued", "待签收"
    DOING = "doing", "办理中"
    REPORTED = "reported", "待审"
    RETURNED = "returned", "退回补充"
    DONE = "done", "待核验"
    CLOSED = "closed", "已销号"
    CANCELLED = "cancelled", "已取消"


class Turn(models.TextChoices):
    """Who has to act next."""

    LEAD = "lead", "责任单位"
    ISSUER = "issuer", "交办单位"
    NOBODY = "nobody", "没有"


class Why(models.TextChoices):
    """What a task follows from."""

    DUTY = "duty", "责任清单"
    DECISION = "decision", "会议决定"
    PROBLEM = "problem", "问题整改"
    TEMPLATE = "template", "年度安排"


class Rhythm(models.TextChoices):
    """How often progress is reported; a branch at most once a quarter."""

    NONE = "none", "不定期"
    QUARTER = "quarter", "每季"
    MONTH = "month", "每月"


class ReportKind(models.TextChoices):
    """What a report says."""

    PROGRESS = "progress", "进展"
    FINAL = "final", "办完了"
    NIL = "nil", "没有新情况"
    HARD = "hard", "有困难"


class ReportState(models.TextChoices):
    """What became of a report. Progress needs no answer."""

    ENTERED = "entered", "收到"
    ACCEPTED = "accepted", "认可"
    RETURNED = "returned", "退回"


class AskState(models.TextChoices):
    """Where an asked extension or adjustment stands."""

    ASKED = "asked", "待批"
    AGREED = "agreed", "同意"
    DECLINED = "declined", "没有同意"


class Standing(models.TextChoices):
    """How a task counts in the rates."""

    ON_TIME = "on_time", "按时"
    LATE = "late", "超期"
    AHEAD = "ahead", "没到节点"
    OUT = "out", "不计"
