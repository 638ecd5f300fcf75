"""States of an edition of a scheme."""

from __future__ import annotations

from django.db import models


class EditionState(models.TextChoices):
    """Where an edition stands. An adopted one is never edited: a change is a new edition."""

    DRAFT = "draft", "起草"
    ASKED = "asked", "报批"
    ADOPTED = "adopted", "已采用"
    DISCARDED = "discarded", "已弃用"
