"""States of an 议题 and of a major problem."""

from __future__ import annotations

from django.db import models

MEETINGS = ("县委常委会会议", "专题会议", "领导小组会议", "专题学习")
"""Meetings offered before any other has been entered; whatever was entered once is offered too."""


class AgendaState(models.TextChoices):
    """Where an 议题 stands."""

    PLANNED = "planned", "已安排"
    HELD = "held", "已研究"
    DROPPED = "dropped", "没有研究"


class ProblemState(models.TextChoices):
    """Where a major problem stands."""

    OPEN = "open", "待处理"
    IN_HAND = "in_hand", "处理中"
    CLOSED = "closed", "已解决"
