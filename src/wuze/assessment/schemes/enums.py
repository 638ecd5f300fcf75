"""States of an edition of a scheme, of a trial, and where the value of a data item comes from."""

from __future__ import annotations

from django.db import models


class EditionState(models.TextChoices):
    """Where an edition stands. An adopted one is never edited: a change is a new edition."""

    DRAFT = "draft", "起草"
    ASKED = "asked", "报批"
    ADOPTED = "adopted", "已采用"
    DISCARDED = "discarded", "已弃用"


class TrialState(models.TextChoices):
    """Where a what-if stands."""

    OPEN = "open", "试算中"
    KEPT = "kept", "已成新一版"
    DISCARDED = "discarded", "不要了"


class Origin(models.TextChoices):
    """Who gives the value of a data item."""

    OPEN = "", "待填"
    PROVIDER = "provider", "系统里取"
    PEOPLE = "people", "由人填"
    EXCEL = "excel", "Excel导入"
