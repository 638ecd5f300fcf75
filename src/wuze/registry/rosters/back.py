"""The marked copy of a roster, from what was kept of it; and exports made to come back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.db.models import QuerySet

from wuze.excel.cells import a1
from wuze.excel.rosters.back import Mark, Page, write_back, write_export
from wuze.excel.rosters.values import Kept
from wuze.registry.enums import Outcome, Status
from wuze.registry.models import Organisation, Roster, RosterRow
from wuze.registry.rosters import kinds, rules

EXPORTED = ("key", *kinds.BASIC, "base")
"""Columns of an export that can come back."""


def cell_of(roster: Roster, row: RosterRow, name: str) -> str:
    """The A1 reference of a field in its file; the first column that was read where the field has none."""
    if not row.line:
        return ""
    read = [(field, at) for at, _, field in roster.sheets[row.sheet]["columns"] if field]
    at = dict(read).get(name, read[0][1] if read else 0)
    return a1(row.line - 1, at)


def marked(roster: Roster, path: Path) -> None:
    """Every sheet with what was read at its own address, faults and questions marked."""
    rows: dict[int, list[RosterRow]] = {}
    for row in roster.rows.filter(line__gt=0).iterator(2000):
        rows.setdefault(row.sheet, []).append(row)
    pages = [_page(roster, at, sheet, rows.get(at, [])) for at, sheet in enumerate(roster.sheets)]
    write_back(pages, path)


def _page(roster: Roster, at: int, sheet: dict[str, list[list[object]]], rows: list[RosterRow]) -> Page:
    columns = {str(field): int(str(column)) for column, _, field in sheet["columns"] if field}
    heads = {int(str(column)): str(head) if field else "（没读的列）" for column, head, field in sheet["columns"]}
    marks = [Mark("", str(problem), str(fix), bool(stops)) for problem, fix, stops in sheet["remarks"]]
    for row in rows:
        stops = row.outcome == Outcome.BAD
        marks += [Mark(cell_of(roster, row, name), problem, fix, stops) for name, problem, fix in row.faults]
        if row.outcome == Outcome.ASK and not row.written:
            marks.append(Mark(cell_of(roster, row, "name"), row.why, "在预览页上定，或改好再导"))
    lines = [(row.line, _cells(row, columns)) for row in rows]
    return Page(str(sheet["file"]), str(sheet["sheet"]) or "没有读", int(str(sheet["head"])), heads, lines, marks)


def _cells(row: RosterRow, columns: dict[str, int]) -> dict[int, Kept]:
    return {columns[name]: value for name, value in row.said.items() if name in columns}


def export(path: Path, title: str, note: str, rows: QuerySet[Organisation]) -> int:
    """What is seen, with keys and the mark of each cell: edited in WPS and brought back, only edits count."""
    return write_export(path, title, note, EXPORTED, _lines(rows))


def _lines(rows: QuerySet[Organisation]) -> Iterator[dict[str, Kept]]:
    for row in rows.select_related("type", "region", "sector").iterator(2000):
        texts = {
            "code": row.uscc, "name": row.name, "type": row.type.name, "region": row.region.name,
            "sector": str(row.sector or ""), "supervisor": row.supervisor, "status": str(Status(row.status).label),
            "employees": _count(row.employees), "members": _count(row.members), "contact": row.contact, "phone": row.phone,
        }  # fmt: skip
        yield {"key": row.key, **texts, "base": rules.seal(texts[name] for name in kinds.BASIC)}


def _count(value: int | None) -> str:
    return "" if value is None else str(value)
