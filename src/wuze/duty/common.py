"""What verbs on lists, assignments and notices share."""

from __future__ import annotations

from collections.abc import Iterable

from wuze.kernel.errors import Invalid
from wuze.registry.models import Unit
from wuze.trail.values import Row, Thing


def concerned(units: Iterable[Unit]) -> tuple[Row, ...]:
    """Whose history an act belongs to as well."""
    return tuple(Row(Thing("registry.unit", str(unit.pk), str(unit))) for unit in units)


def needed(text: str, field: str, sentence: str) -> str:
    """A text without blanks around it; an empty one is a fault."""
    if not text.strip():
        raise Invalid("duty.text", {field: sentence})
    return text.strip()
