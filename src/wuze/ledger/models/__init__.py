"""Tables of the ledger."""

from wuze.ledger.models.own import Ceiling, SavedView
from wuze.ledger.models.tasks import (
    LABEL,
    LONG,
    NAME,
    TEXT,
    TITLE,
    Adjustment,
    Cooperator,
    Extension,
    Numbering,
    Report,
    Task,
)
from wuze.ledger.reminders.models import Digest, DigestRead

__all__ = [
    "LABEL", "LONG", "NAME", "TEXT", "TITLE", "Adjustment", "Ceiling", "Cooperator", "Digest", "DigestRead", "Extension",
    "Numbering", "Report", "SavedView", "Task",
]  # fmt: skip
