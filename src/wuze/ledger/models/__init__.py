"""Tables of the ledger."""

from wuze.ledger.models.own import Ceiling, Digest, DigestRead, SavedView
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

__all__ = [
    "LABEL", "LONG", "NAME", "TEXT", "TITLE", "Adjustment", "Ceiling", "Cooperator", "Digest", "DigestRead", "Extension",
    "Numbering", "Report", "ReportFile", "SavedView", "Task",
]  # fmt: skip
