"""What the engine found in a scheme, in words a person can follow: where it stands, what is wrong, what to do. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wuze.assessment.schemes import sheets
from wuze.scoring.loading.scheme import LoadedScheme
from wuze.scoring.loading.sheet import as_text
from wuze.scoring.tables import Finding, Level, Place, Table

ORDER = (Level.FAULT, Level.BLOCK, Level.EXPLAIN, Level.WARNING, Level.HINT)
WORDS = {
    Level.FAULT: "问题", Level.BLOCK: "阻止采用", Level.EXPLAIN: "须说明", Level.WARNING: "提醒", Level.HINT: "提示",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a finding is mended: an item by its number (from 0), or a sheet by its word in the address."""

    words: str
    item: int | None = None
    grid: str = ""


def blocking(found: LoadedScheme) -> list[Finding]:
    """What stops adoption until a named person's reason."""
    return [one for one in found.findings if one.level is Level.BLOCK]


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest first, each kind in the order of the workbook."""
    return sorted(findings, key=lambda one: ORDER.index(one.level))


def spot(place: Place, tables: Mapping[str, Table]) -> Spot:
    """指标 A1 第2条的参数."""
    table = tables.get(place.table)
    if table is None or place.row is None or place.row >= len(table.rows):
        return Spot(place.table or "整个方案", grid=_grid(place.table))
    if place.table != "指标":
        first = as_text(table.rows[place.row][0])
        column = place.column if place.table != "方案" else ""
        return Spot(" ".join(part for part in (place.table, first, column) if part), grid=_grid(place.table))
    groups = sheets.groups(table)
    number = next(at for at, rows in enumerate(groups) if place.row in rows)
    rows = groups[number]
    at = {column: where for where, column in enumerate(table.columns)}
    name = as_text(table.rows[rows.start][at["编号"]]) or as_text(table.rows[rows.start][at["指标"]])
    nth = f"第{place.row - rows.start + 1}条" if place.column in sheets.CLAUSE and len(rows) > 1 else ""
    return Spot(" ".join(part for part in (f"指标 {name}".strip(), f"{nth}{place.column or ''}") if part), item=number)


def _grid(name: str) -> str:
    return next((word for word, sheet in sheets.GRIDS.items() if sheet == name), "")


def faults_within(findings: Iterable[Finding], name: str, rows: range) -> dict[str, str]:
    """Faults of the rows that are being saved: ``row:column`` (the row counted from the first of them) → sentence."""
    found: dict[str, str] = {}
    for one in findings:
        place = one.place
        if one.stops and place.table == name and (place.row is None or place.row in rows):
            where = f"{(place.row or rows.start) - rows.start}:{place.column or ''}" if place.row is not None else ""
            found[where] = f"{found.get(where, '')}{one.problem}。{one.fix}。"
    return found
