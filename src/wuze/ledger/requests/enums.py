"""Kinds and states of requests, and the clocks."""

from __future__ import annotations

from django.db import models


class RequestState(models.TextChoices):
    """Where a request stands."""

    RAISED = "raised", "待分办"
    ASSIGNED = "assigned", "待受理"
    DOING = "doing", "办理中"
    ANSWERED = "answered", "已答复"
    AGAIN = "again", "再办"
    CLOSED = "closed", "办结"
    WITHDRAWN = "withdrawn", "已撤回"


class RequestKind(models.TextChoices):
    """How much has to be done: it sets the clock."""

    CONSULT = "consult", "咨询"
    COORDINATE = "coordinate", "协调"
    COMPLEX = "complex", "复杂"


class Clock(models.TextChoices):
    """What has a number of working days: the three kinds, handing out, and doing it again."""

    CONSULT = "consult", "咨询"
    COORDINATE = "coordinate", "协调"
    COMPLEX = "complex", "复杂"
    DISPATCH = "dispatch", "分办"
    AGAIN = "again", "再办"


class Voice(models.TextChoices):
    """Whose difficulty it is."""

    PARTY = "party", "党组织"
    OWNER = "owner", "业主、企业"
