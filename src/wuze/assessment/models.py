"""All tables of this package, where Django looks for them."""

from __future__ import annotations

from wuze.assessment.readings.models import ElementName, ReadCell, TableReading, Wording
from wuze.assessment.schemes.models import SchemeEdition

__all__ = ["ElementName", "ReadCell", "SchemeEdition", "TableReading", "Wording"]
