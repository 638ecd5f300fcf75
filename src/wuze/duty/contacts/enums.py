"""States of a visit and of a promise."""

from __future__ import annotations

from django.db import models


class VisitState(models.TextChoices):
    """Where a visit stands."""

    PLANNED = "planned", "已安排"
    DONE = "done", "去了"
    MISSED = "missed", "没去成"


class PromiseState(models.TextChoices):
    """What became of a promise."""

    OPEN = "open", "在办"
    KEPT = "kept", "办到了"
    ANSWERED = "answered", "答复办不了"
