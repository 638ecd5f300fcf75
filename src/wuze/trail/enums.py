"""How an act ended."""

from __future__ import annotations

from django.db import models


class Result(models.TextChoices):
    """Done, refused by a rule, or failed on the way."""

    DONE = "done", "完成"
    REFUSED = "refused", "被拒"
    FAILED = "failed", "未成"
