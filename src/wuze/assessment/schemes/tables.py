"""Sheets of a workbook ⇄ what a JSON field holds; an edition → the scheme as the engine takes it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from wuze.assessment.schemes.models import SchemeEdition
from wuze.scoring.loading.scheme import LoadedScheme, load_scheme
from wuze.scoring.tables import Cell, Table

Packed = dict[str, dict[str, Any]]
"""Sheet name → {"columns": [...], "rows": [[...]]}; numbers and dates as {"n": "…"} and {"d": "…"}."""


def packed(tables: Mapping[str, Table]) -> Packed:
    """For a JSON field; nothing is lost: exact numbers, dates, blanks."""
    return {
        name: {"columns": list(table.columns), "rows": [[_put(cell) for cell in row] for row in table.rows]}
        for name, table in tables.items()
    }


def unpacked(kept: Packed) -> dict[str, Table]:
    """The tables as they were packed."""
    return {
        name: Table(name, tuple(sheet["columns"]), tuple(tuple(_get(cell) for cell in row) for row in sheet["rows"]))
        for name, sheet in kept.items()
    }


def loaded(edition: SchemeEdition) -> LoadedScheme:
    """The scheme of an edition, with every finding."""
    return load_scheme(unpacked(edition.tables))


def _put(cell: Cell) -> object:
    if isinstance(cell, Decimal):
        return {"n": str(cell)}
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    return cell


def _get(kept: Any) -> Cell:
    if not isinstance(kept, dict):
        return kept  # type: ignore[no-any-return]  # a text, a truth or a blank, as packed
    return Decimal(kept["n"]) if "n" in kept else date.fromisoformat(kept["d"])
