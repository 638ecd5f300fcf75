"""All tables of this package, where Django looks for them."""

from __future__ import annotations

from wuze.assessment.readings.models import ElementName, ReadCell, TableReading, Wording
from wuze.assessment.rounds.models import (
    Calculation,
    Decision,
    Entry,
    Member,
    Objection,
    Proof,
    Result,
    Round,
    Step,
    Upload,
)
from wuze.assessment.schemes.models import PastResult, SchemeEdition, SchemeTrial

__all__ = [
    "Calculation",
    "Decision",
    "ElementName",
    "Entry",
    "Member",
    "Objection",
    "PastResult",
    "Proof",
    "ReadCell",
    "Result",
    "Round",
    "SchemeEdition",
    "SchemeTrial",
    "Step",
    "TableReading",
    "Upload",
    "Wording",
]
