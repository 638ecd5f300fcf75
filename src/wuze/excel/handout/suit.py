"""What a column takes (drop-down, number, date), and whether a returned cell suits it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from wuze.excel.cells import column_number
from wuze.excel.handout.frame import same_form, shown
from wuze.excel.handout.notes import Kind
from wuze.excel.handout.source import Source
from wuze.scoring.tables import Cell
from wuze.scoring.text import halfwidth, key, number

_RANGE = re.compile(r"(?:(.+)!)?\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")
_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:\d{1,2}:\d{2}(?::\d{2})?)?|(\d{4})(\d{2})(\d{2})")
_NUMERIC = re.compile(r"[#,]*0(?:\.0+)?%?_?\s?")
_MOST = 8


@dataclass(frozen=True, slots=True)
class Expected:
    """What a column takes: ``number``, ``whole``, ``date``, ``list`` (of ``choices``), or anything (blank)."""

    kind: str = ""
    choices: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    weak: bool = False
    """Guessed from a number format, which clerks give to whole sheets: holds only where most answers agree."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A cell looked at: the value to take, and what there is to say (``kind`` None where nothing)."""

    value: Cell
    kind: Kind | None = None
    problem: str = ""
    fix: str = ""


def expectations(source: Source) -> dict[int, Expected]:
    """What each column to fill takes: by its validation, else its number format, else what stands in it already."""
    return {at: _expected(source, at) for at in source.plan.fills}


def _expected(source: Source, at: int) -> Expected:
    first = source.frame.data[0] + 1
    for rule in source.original.rules:
        here = any(a.min_col <= at + 1 <= a.max_col and a.min_row <= first <= a.max_row for a in rule.sqref.ranges)
        if here and (found := _from_rule(source, rule)) is not None:
            return found
    cell = next((one for one in source.original.rows.get(first, ()) if one.column == at + 1), None)
    if cell is not None and cell.number_format != "General":
        if _is_date(cell.number_format):
            return Expected("date", weak=True)
        if _NUMERIC.fullmatch(cell.number_format):
            return Expected("number", weak=True)
    values = [value for row in source.frame.data if (value := source.frame.value(row, at)) is not None]
    for kind, name in ((Decimal, "number"), (date, "date")):
        if len(values) >= 3 and all(isinstance(value, kind) for value in values):
            return Expected(name)
    return Expected()


def _is_date(code: str) -> bool:
    from openpyxl.styles.numbers import is_date_format  # slow import: openpyxl

    return bool(is_date_format(code))


def _from_rule(source: Source, rule: Any) -> Expected | None:
    if rule.type == "list":
        choices = _choices(source, rule.formula1 or "")
        return Expected("list", choices) if choices else None
    kind = {"whole": "whole", "decimal": "number", "date": "date"}.get(rule.type or "")
    if kind is None:
        return None
    bounds = [number(text) if text else None for text in (rule.formula1, rule.formula2)]
    first, second = (bound if isinstance(bound, Decimal) else None for bound in bounds)
    match rule.operator or "between":
        case "between":
            least, most = first, second
        case "greaterThanOrEqual":
            least, most = first, None
        case "lessThanOrEqual":
            least, most = None, first
        case _:
            least, most = None, None
    return Expected(kind) if kind == "date" else Expected(kind, (), least, most)


def _choices(source: Source, formula: str) -> tuple[str, ...]:
    """The texts of a drop-down; nothing where they cannot be found (INDIRECT and the like)."""
    if formula.startswith('"'):
        return tuple(part.strip() for part in formula.strip('"').split(",") if part.strip())
    names = source.original.workbook.defined_names
    formula = formula.lstrip("=")
    if formula in names:
        formula = names[formula].attr_text or ""
    found = _RANGE.fullmatch(formula)
    if found is None:
        return ()
    name, left, top, right, bottom = found.groups()
    wanted = name.strip("'").replace("''", "'") if name else source.frame.sheet.name
    sheet = next((one for one in source.book.sheets if one.name == wanted), None)
    if sheet is None:
        return ()
    columns = range(column_number(left), column_number(right or left) + 1)
    rows = range(int(top) - 1, min(int(bottom or top), len(sheet.rows)))
    return tuple(text for row in rows for at in columns if (text := shown(sheet.at(row, at))))


def judge(value: Cell, expected: Expected) -> Verdict:
    """Whether a cell that is not blank suits its column. What can be read is put right and said; the rest stays."""
    match expected.kind:
        case "list":
            return _in_list(value, expected.choices)
        case "number" | "whole":
            return _as_number(value, expected)
        case "date":
            return _as_date(value)
        case _:
            return Verdict(value)


def held(expected: Expected, values: Sequence[Cell]) -> Expected:
    """What is expected after a look at all answers: a weak guess that most of them belie is given up."""
    if not expected.weak:
        return expected
    right = sum(judge(value, expected).kind is not Kind.CELL_TYPE for value in values)
    return expected if right * 2 >= len(values) else Expected()


def _in_list(value: Cell, choices: Sequence[str]) -> Verdict:
    text = shown(value)
    if text in choices:
        return Verdict(value)
    for choice in choices:
        if same_form(choice) == key(text):
            return Verdict(choice, Kind.CELL_TIDIED, f"“{text}”已写成“{choice}”", "不用改")
    listed = "、".join(choices[:_MOST]) + ("等" if len(choices) > _MOST else "")
    return Verdict(value, Kind.CELL_CHOICE, f"“{text}”不在下拉选项里", f"从这些里选：{listed}")


def _as_number(value: Cell, expected: Expected) -> Verdict:
    read = number(value) if isinstance(value, str) else value
    if isinstance(read, bool) or not isinstance(read, Decimal):
        return Verdict(value, Kind.CELL_TYPE, f"“{shown(value)}”不是数", "只填数字，不带单位和文字")
    if expected.kind == "whole" and read != read.to_integral_value():
        return Verdict(value, Kind.CELL_TYPE, f"“{shown(value)}”不是整数", "填整数")
    low = expected.least is not None and read < expected.least
    if low or (expected.most is not None and read > expected.most):
        least, most = shown(expected.least), shown(expected.most)
        bounds = f"{least}到{most}" if least and most else f"不小于{least}" if least else f"不大于{most}"
        return Verdict(value, Kind.CELL_TYPE, f"“{shown(value)}”超出范围", f"应{bounds}")
    if isinstance(value, str):
        return Verdict(read, Kind.CELL_TIDIED, f"文字“{value}”已改为数 {shown(read)}", "不用改")
    return Verdict(value)


def _as_date(value: Cell) -> Verdict:
    if isinstance(value, date):
        return Verdict(value)
    read = _day(value)
    if read is None:
        return Verdict(value, Kind.CELL_TYPE, f"“{shown(value)}”不是日期", "写成 2026-03-05 的样子")
    return Verdict(read, Kind.CELL_TIDIED, f"“{shown(value)}”已改为日期 {read.isoformat()}", "不用改")


def _day(value: Cell) -> date | None:
    text = halfwidth(shown(value)).replace(" ", "")
    if isinstance(value, Decimal) and 30_000 <= value <= 60_000 and value == value.to_integral_value():
        return date(1899, 12, 30) + timedelta(days=int(value))
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        return None
