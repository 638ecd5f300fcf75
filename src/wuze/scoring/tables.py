"""What crosses the border: plain tables going in, findings coming out.

A :class:`Table` is a sheet after the border has read it: canonical column names, cells trimmed. The engine never sees
a workbook cell; it names a :class:`Place` and the border turns that into ``文件!工作表!单元格``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

Cell = str | Decimal | bool | date | None
"""A cell's value: text trimmed of blanks, a number as the decimal of its 15 significant digits, a date, or blank."""


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a table. ``row`` counts data rows from 0, None is the header; ``column`` None is the whole row."""

    table: str
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: ``rows`` are tuples as long as ``columns``; wholly blank rows are kept out by the border."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Level(StrEnum):
    """How grave a finding is. The last three are the formalism linter's (mission, line 3)."""

    FAULT = "fault"
    WARNING = "warning"
    HINT = "提示"
    EXPLAIN = "须说明"
    BLOCK = "阻止采用"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong or worth a look: a stable code, where, what is wrong, what to do, and the rule it rests on."""

    code: str
    place: Place
    problem: str
    fix: str
    level: Level = Level.FAULT
    basis: str = ""

    @property
    def stops(self) -> bool:
        """True for a fault: nothing is computed, nothing written."""
        return self.level is Level.FAULT
