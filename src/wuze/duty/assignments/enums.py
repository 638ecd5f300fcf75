"""Leading or assisting."""

from __future__ import annotations

from django.db import models


class Share(models.TextChoices):
    """One post of a unit leads, others assist."""

    LEAD = "lead", "主责"
    ASSIST = "assist", "协助"
