"""Where a reading and each of its cells stands."""

from __future__ import annotations

from django.db import models


class TableState(models.TextChoices):
    """Where a reading stands."""

    READ_IN = "read_in", "读入"
    CHECKING = "checking", "核对中"
    DONE = "done", "已完成"


class CellState(models.TextChoices):
    """Where a cell stands: the first three are the system's word, the others a person's."""

    UNREAD = "unread", "未读"
    READ = "read", "读懂"
    CHECK = "check", "核对"
    ACCEPTED = "accepted", "人认可"
    CORRECTED = "corrected", "人改过"
    LEFT = "left", "直接评分"


BY_PERSON = (CellState.ACCEPTED, CellState.CORRECTED, CellState.LEFT)
"""A person has decided; shown and counted together."""

WAITING = (CellState.CHECK, CellState.UNREAD)
"""A person has still to look."""
