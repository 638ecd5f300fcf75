"""From a place in a table to ``文件!工作表!单元格``: where each table's rows and columns stand in their workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wuze.excel.cells import letters
from wuze.scoring.tables import Finding, Level, Place


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell of a workbook; ``sheet`` and ``cell`` are blank where the finding is about more than that."""

    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with the cell it is about. ``file`` is the base name of the workbook's path."""

    file: str
    sheet: str
    cell: str
    finding: Finding

    @property
    def text(self) -> str:
        """``文件!工作表!单元格: 问题 → 怎么改``; what is blank is left out with its mark."""
        where = "!".join(part for part in (self.file, self.sheet, self.cell) if part)
        fix = f" → {self.finding.fix}" if self.finding.fix else ""
        return f"{where}: {self.finding.problem}{fix}"

    def as_json(self) -> dict[str, str]:
        """Keys file, sheet, cell, code, problem, fix; for all but faults also level and basis."""
        found = self.finding
        line = {"file": self.file, "sheet": self.sheet, "cell": self.cell}
        line |= {"code": found.code, "problem": found.problem, "fix": found.fix}
        if found.level is not Level.FAULT:
            line |= {"level": found.level.value, "basis": found.basis}
        return line


@dataclass(frozen=True, slots=True)
class TableSource:
    """Where one table came from: sheet name as it stands, header row and data rows (counted from 1), column letters."""

    sheet: str
    header: int
    rows: Sequence[int]
    columns: dict[str, str]
    first: str = "A"

    def cell(self, place: Place) -> str:
        """The A1 reference of a place; a row without column gives its 编号 cell, else its first."""
        row = self.header if place.row is None else self.rows[place.row]
        column = self.columns.get(place.column or "编号", self.first)
        return f"{column}{row}"


@dataclass(frozen=True, slots=True)
class GridSource(TableSource):
    """Where the rows of a filled form stand: for each row the cell of each of its columns."""

    cells: Sequence[Mapping[str, str]] = ()

    def cell(self, place: Place) -> str:
        """The A1 reference of a place; blank where the form has no such cell."""
        return "" if place.row is None else self.cells[place.row].get(place.column or "编号", "")


@dataclass(frozen=True, slots=True)
class Sources:
    """All tables of one workbook, by canonical name. ``owns`` are the tables this kind of workbook may hold."""

    file: str
    tables: dict[str, TableSource] = field(default_factory=dict)
    owns: frozenset[str] = frozenset()

    def reference(self, place: Place) -> Reference:
        """The cell of a place; blank for a table that is not in this workbook. Never raises."""
        source = self.tables.get(place.table)
        if source is None:
            return Reference()
        if place.row is not None and not 0 <= place.row < len(source.rows):
            return Reference(source.sheet)
        return Reference(source.sheet, source.cell(place))

    def located(self, finding: Finding) -> Located:
        """The finding with its cell in this workbook."""
        reference = self.reference(finding.place)
        return Located(self.file, reference.sheet, reference.cell, finding)


def locate(findings: Iterable[Finding], sources: Sequence[Sources], known: Iterable[Located] = ()) -> list[Located]:
    """Findings of the engine, each in the workbook that holds its table (else that should; else the first).

    ``known`` are the findings of the border, which come first; a fault at a cell where the border already reported
    one is left out: one mistake, one fault. So is a second fault of the engine there: the head of a form stands behind
    all its rows.
    """
    located = list(known)
    taken = {(one.file, one.sheet, one.cell) for one in located if one.finding.stops and one.cell}
    for finding in findings:
        table = finding.place.table
        holder = next((s for s in sources if table in s.tables), None) or next(
            (s for s in sources if table in s.owns), sources[0]
        )
        one = holder.located(finding)
        spot = (one.file, one.sheet, one.cell)
        if finding.stops and one.cell:
            if spot in taken:
                continue
            taken.add(spot)
        located.append(one)
    return located


def column_letters(columns: Iterable[tuple[str, int]]) -> dict[str, str]:
    """Column name → letter, from (name, column number from 0)."""
    return {name: letters(number) for name, number in columns}
