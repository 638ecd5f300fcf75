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
    ReportFile,
    Task,
)
from wuze.ledger.reminders.models import Digest

__all__ = [
    "LABEL", "LONG", "NAME", "TEXT", "TITLE", "Adjustment", "Ceiling", "Cooperator", "Digest", "Extension",
    "Numbering", "Report", "ReportFile", "SavedView", "Task",
]  # fmt: skip
