"""A table with its cells read by kind; what does not read is reported and skipped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from wuze.scoring.exact import Number, plain
from wuze.scoring.tables import Cell, Finding, Level, Place, Table
from wuze.scoring.text import halfwidth, key, number

_DATE = re.compile(
    r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?|(\d{2})(\d{2}))"
    r"(?:[T\s]\s*\d{1,2}:\d{2}(?::\d{2})?)?"
)
BROKEN = "broken"
"""The code of what rests on something that already has its fault: it counts as faulted and is not reported again."""
NAMELESS = frozenset({"missing_id", "missing_name", "duplicate_id"})
E = TypeVar("E", bound=StrEnum)


@dataclass(slots=True)
class Problems:
    """The findings so far. ``faulted`` remembers places, so that one mistake stays one fault.

    ``lost`` are those of them that leave a row without a name of its own.
    """

    findings: list[Finding] = field(default_factory=list)
    faulted: set[Place] = field(default_factory=set)
    lost: set[Place] = field(default_factory=set)

    def fault(self, code: str, place: Place, problem: str, fix: str) -> None:
        """Something that stops everything; a second fault at one place is left out."""
        if code in NAMELESS:
            self.lost.add(place)
        if place not in self.faulted:
            self.faulted.add(place)
            if code == BROKEN:
                return
            self.findings.append(Finding(code, place, problem, fix))

    def warn(
        self, code: str, place: Place, problem: str, fix: str, level: Level = Level.WARNING, basis: str = ""
    ) -> None:
        """Something to look at."""
        self.findings.append(Finding(code, place, problem, fix, level, basis))


def as_text(cell: Cell) -> str:
    """Any cell as the text a person sees."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, Decimal):
        return plain(cell, 15)
    return cell.isoformat() if isinstance(cell, date) else cell.strip()


def as_number(cell: Cell) -> Number | None:
    """A number cell, or text that is a number; None otherwise."""
    if isinstance(cell, Decimal):
        return cell
    return number(cell) if isinstance(cell, str) else None


def as_date(cell: Cell) -> date | None:
    """A date cell, or text such as 2025-12-31, 2025年12月31日, 20251231; None otherwise."""
    if isinstance(cell, date):
        return cell
    found = _DATE.fullmatch(halfwidth(as_text(cell)))
    if found is None:
        return None
    year, month, day = found[1], found[2] or found[4], found[3] or found[5]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def excused(words: Iterable[str], known: Iterable[str], lost: int, least: int = 1) -> frozenset[str]:
    """Compared forms of the ``lost`` most frequent words that are not known and stand there ``least`` times.

    Where ``lost`` rows of a list have no valid 编号, what refers to them finds nothing: that is their mistake, already
    named, and not one of every row that refers. A mistyped reference stands once; a lost row is referred to often.
    """
    if not lost:
        return frozenset()
    names = set(known)
    counted = Counter(word for word in map(key, words) if word and word not in names)
    return frozenset(word for word, count in counted.most_common(lost) if count >= least)


class Sheet:
    """One table; an absent table reads as one without rows."""

    def __init__(self, tables: Mapping[str, Table], name: str, problems: Problems) -> None:
        self.name, self.problems = name, problems
        table = tables.get(name)
        self.rows = table.rows if table else ()
        self.columns = {column: at for at, column in enumerate(table.columns)} if table else {}

    def __len__(self) -> int:
        return len(self.rows)

    def place(self, row: int | None, column: str | None = None) -> Place:
        """The place of a cell of this table."""
        return Place(self.name, row, column)

    def cell(self, row: int, column: str) -> Cell:
        """The cell; None where the column is absent."""
        at = self.columns.get(column)
        return None if at is None else self.rows[row][at]

    def text(self, row: int, column: str) -> str:
        """The cell as text, '' for blank."""
        return as_text(self.cell(row, column))

    def column(self, column: str) -> tuple[str, ...]:
        """A whole column as text."""
        return tuple(self.text(row, column) for row in range(len(self)))

    def lost(self, column: str) -> tuple[int, ...]:
        """The rows that have no name of their own in this column, whatever is written there."""
        return tuple(
            place.row
            for place in self.problems.lost
            if place.table == self.name and place.column == column and place.row is not None
        )

    def fault(self, code: str, row: int, column: str, problem: str, fix: str) -> None:
        """A fault at a cell."""
        self.problems.fault(code, self.place(row, column), problem, fix)

    def number(self, row: int, column: str, *, least: int | None = None) -> Decimal | None:
        """A number as a decimal; None for blank, and, after a fault, for what is none."""
        cell = self.cell(row, column)
        if cell is None or cell == "":
            return None
        value = as_number(cell)
        if value is None or isinstance(value, Fraction):
            self.fault("bad_number", row, column, f"{column}“{as_text(cell)}”不是数", "只填阿拉伯数字，如 5、0.5")
            return None
        if least is not None and value < least:
            self.fault("bad_number", row, column, f"{column}“{as_text(cell)}”小于{least}", f"填{least}或更大的数")
            return None
        return value

    def word(self, row: int, column: str, kind: type[E], code: str, among: tuple[E, ...] | None = None) -> E | None:
        """One of a closed list of words; None for blank, and, after a fault, for another word."""
        text = self.text(row, column)
        allowed = among if among is not None else tuple(kind)
        if not text:
            return None
        for word in allowed:
            if key(text) == key(word):
                return word
        self.fault(code, row, column, f"{column}“{text}”不认识", f"只能填：{'、'.join(allowed)}")
        return None

    def yes(self, row: int, column: str) -> bool:
        """是 or 否 (blank)."""
        text = key(self.text(row, column))
        if text not in ("", "是", "否", "TRUE", "FALSE", "1", "0", "√"):
            self.fault("bad_word", row, column, f"{column}“{text}”不认识", "只能填：是、否")
        return text in ("是", "TRUE", "1", "√")
