"""States of a notice."""

from __future__ import annotations

from django.db import models


class NoticeState(models.TextChoices):
    """签收 is receipt, not consent."""

    SENT = "sent", "待签收"
    SIGNED = "signed", "已签收"
    OBJECTED = "objected", "有异议"
    ANSWERED = "answered", "异议已答复"
