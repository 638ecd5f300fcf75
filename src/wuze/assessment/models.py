"""All tables of this package, where Django looks for them."""

from __future__ import annotations

from wuze.assessment.readings.models import ElementName, ReadCell, TableReading, Wording
from wuze.assessment.schemes.models import PastResult, SchemeEdition, SchemeTrial

__all__ = ["ElementName", "PastResult", "ReadCell", "SchemeEdition", "SchemeTrial", "TableReading", "Wording"]
