"""Validations, conditional formats, filters and tables of a sheet whose rows moved."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

from wuze.excel.handout.moving import RowMap, moved


def move_rules(page: Any, rules: Sequence[Any], formats: Sequence[tuple[Any, list[Any]]], rows: RowMap) -> None:
    """Give a sheet its validations and conditional formats, as they stood, for rows that moved."""
    from openpyxl.formatting.formatting import ConditionalFormattingList  # slow import: openpyxl

    title = page.title
    page.data_validations.dataValidation = []
    for rule in rules:
        area, shift = _moved_area(rule.sqref, rows)
        if area:
            mine = copy(rule)
            mine.sqref = type(rule.sqref)(area)
            mine.formula1, mine.formula2 = (_rule(text, rows, title, shift) for text in (rule.formula1, rule.formula2))
            page.data_validations.dataValidation.append(mine)
    page.conditional_formatting = ConditionalFormattingList()
    for sqref, ones in formats:
        area, shift = _moved_area(sqref, rows)
        for rule in ones if area else ():
            mine = copy(rule)
            mine.formula = [_rule(text, rows, title, shift) for text in rule.formula]
            page.conditional_formatting.add(area, mine)


def _rule(text: str | None, rows: RowMap, title: str, shift: int) -> str | None:
    """A rule's formula moved; one that read only rows that are gone stays as it is and no longer matches them."""
    if not text or text.startswith('"'):
        return text
    new = moved(f"={text}", rows, title, shift=shift)
    return new[1:] if new else text


def _moved_area(sqref: Any, rows: RowMap) -> tuple[str, int]:
    """Ranges moved, as Excel writes them, and how far the first went."""
    from openpyxl.utils import get_column_letter  # slow import: openpyxl

    found: list[str] = []
    shift = 0
    for area in sorted(sqref.ranges, key=lambda one: (one.min_row, one.min_col)):
        span = rows.span(area.min_row, min(area.max_row, 1_048_576))
        if span is not None:
            if not found:
                shift = span[0] - area.min_row
            first, last = get_column_letter(area.min_col), get_column_letter(area.max_col)
            found.append(f"{first}{span[0]}:{last}{min(span[1], 1_048_576)}")
    return " ".join(found), shift


def move_filters(page: Any, area: str, tables: dict[str, str], rows: RowMap) -> None:
    """Filter (its ``area``) and tables, as they stood, for rows that moved; the rows a filter hid are shown again, so its conditions go."""
    if area:
        page.auto_filter.ref = _moved_text(area, rows)
        page.auto_filter.filterColumn = []
    for table in page.tables.values():
        table.ref = _moved_text(tables[table.name], rows)
        if table.autoFilter is not None:
            table.autoFilter.ref, table.autoFilter.filterColumn = table.ref, []


def _moved_text(area: str, rows: RowMap) -> str:
    first, last = area.split(":") if ":" in area else (area, area)
    new = moved(f"={first}:{last}", rows, "")
    return new[1:].replace("$", "") if new else area
