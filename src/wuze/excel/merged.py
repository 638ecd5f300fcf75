"""Merged cells: the value of the top left cell serves the whole range."""

from __future__ import annotations

from wuze.excel.book import Row, Sheet
from wuze.scoring.tables import Cell


def spread(sheet: Sheet, first: int) -> dict[int, Row]:
    """Rows changed by spreading the merged ranges that start at row ``first`` (from 0) or below it."""
    changed: dict[int, list[Cell]] = {}
    for top, left, bottom, right in sheet.merged:
        start, width = left - sheet.left, len(sheet.rows[0]) if sheet.rows else 0
        if top < first or top >= len(sheet.rows) or not 0 <= start < width:
            continue
        value = sheet.rows[top][start]
        if value is None:
            continue
        for number in range(top, min(bottom + 1, len(sheet.rows))):
            row = changed.setdefault(number, list(sheet.rows[number]))
            stop = min(right - sheet.left + 1, width)
            row[start:stop] = [value] * (stop - start)
    return {number: tuple(row) for number, row in changed.items()}
