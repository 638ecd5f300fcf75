"""结果.xlsx read back through its own sheets; what is not ours is refused, what was altered is named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from wuze.excel.book import Book, Row, Sheet, open_book
from wuze.excel.feedback.model import ItemLine, ResultFile, UnitResult
from wuze.excel.merged import spread
from wuze.excel.refusal import refuse
from wuze.excel.seal import LABEL, SEALED, seal_of
from wuze.scoring.exact import half_up, plain
from wuze.scoring.loading.sheet import as_text
from wuze.scoring.tables import Cell

_DIRECT = re.compile(r"^直接评分（..）-?[\d.]+分：?")
_FIX = "给出 wuze score -o 写出的结果文件，不要改表名、表头"


def read_result(path: Path) -> ResultFile:
    """The result of a workbook that ``wuze score -o`` wrote.

    Raises :class:`wuze.excel.refusal.BookError` for a file that is none, or that lost a sheet or a column.
    """
    book = open_book(path)
    sheets = {sheet.name: sheet for sheet in book.sheets}
    missing = [name for name in (*SEALED, "校验") if name not in sheets]
    if missing:
        raise refuse("result_foreign", f"这不是 wuze score 写出的结果：没有工作表“{missing[0]}”", _FIX)
    rows = {name: sheets[name].rows[_start(sheets[name]) :] for name in SEALED}
    kept = _checks(book)
    seals = dict(part.split(" ", 1) for part in kept.get(LABEL, "").split("；") if " " in part)
    altered = tuple(name for name in SEALED if seals.get(name) != seal_of(name, rows[name]))
    total = _column(sheets["得分"], "总分")
    full = sheets["得分"].rows[_start(sheets["得分"]) - 1][total]
    title = as_text(_first(sheets["汇总"])).removesuffix("汇总表")
    units = _units(sheets, rows)
    places = max((_decimals(cell) for row in rows["得分"] for cell in row), default=0)
    units = tuple(_printed(unit, places) for unit in units)
    return ResultFile(
        title, full if isinstance(full, Decimal) else None, places, kept.get("方案摘要（SHA-256）", ""), units, altered
    )


def _decimals(cell: Cell) -> int:
    """How many decimals a number has as it stands; a workbook keeps none that are 0."""
    return max(-int(cell.as_tuple().exponent), 0) if isinstance(cell, Decimal) else 0


def _printed(unit: UnitResult, places: int) -> UnitResult:
    """The same with every figure at the same number of decimals."""
    items = tuple(
        item if item.points is None else replace(item, points=half_up(item.points, places)) for item in unit.items
    )
    return replace(unit, total=half_up(unit.total, places), items=items)


def _first(sheet: Sheet) -> Cell:
    return next((cell for row in sheet.rows for cell in row if cell is not None), None)


def _head(sheet: Sheet) -> int:
    for number, row in enumerate(sheet.rows[:8]):
        if row and row[0] == "编号":
            return number
    raise refuse("result_foreign", f"“{sheet.name}”表没有“编号”开头的表头", _FIX)


def _start(sheet: Sheet) -> int:
    """The first row (from 0) of data: below the header, and below the line of points of 得分."""
    head = _head(sheet)
    return head + (2 if sheet.name == "得分" else 1)


def _column(sheet: Sheet, name: str) -> int:
    row = sheet.rows[_head(sheet)]
    if name not in row:
        raise refuse("result_foreign", f"“{sheet.name}”表没有“{name}”这一列", _FIX)
    return row.index(name)


def _checks(book: Book) -> dict[str, str]:
    sheet = next(one for one in book.sheets if one.name == "校验")
    return {as_text(row[0]): as_text(row[1]) for row in sheet.rows if len(row) > 1 and row[1] is not None}


def _units(sheets: dict[str, Sheet], rows: dict[str, tuple[Row, ...]]) -> tuple[UnitResult, ...]:
    points, summary = sheets["得分"], sheets["汇总"]
    heads = _item_heads(points)
    reasons = _reasons(rows["说明"])
    total = _column(points, "总分")
    at = {name: _column(summary, name) for name in ("等次", "状态", "说明", "总分")}
    attributes = [str(cell) for cell in summary.rows[_head(summary)][2 : at["总分"]]]
    told = {as_text(row[0]): row for row in rows["汇总"]}
    found = []
    for row in rows["得分"]:
        code = as_text(row[0])
        own = told.get(code)
        if own is None or not isinstance(row[total], Decimal):
            raise refuse("result_foreign", f"“{code}”在“得分”表有，在“汇总”表没有，或没有总分", _FIX)
        group = as_text(own[2]) if attributes and isinstance(own[2], str) else ""
        items = tuple(_item(head, row, reasons.get((code, head[2]), ())) for head in heads)
        value = row[total]
        assert isinstance(value, Decimal)  # noqa: S101 - refused above when it is none
        grade = as_text(own[at["等次"]]).removeprefix("—")
        found.append(
            UnitResult(
                code, as_text(row[1]), group, value, grade, as_text(own[at["状态"]]), as_text(own[at["说明"]]), items
            )
        )
    return tuple(found)


_Head = tuple[int, str, str, str, Decimal | None]
"""Column, 编号, name and part of an item, and its points."""


def _item_heads(sheet: Sheet) -> list[_Head]:
    head = _head(sheet)
    bands = spread(sheet, head - 1).get(head - 1, sheet.rows[head - 1])
    found: list[_Head] = []
    for at, cell in enumerate(sheet.rows[head]):
        full = sheet.rows[head + 1][at]
        points = full if isinstance(full, Decimal) else None
        if isinstance(cell, str) and "\n" in cell:
            code, name = cell.split("\n", 1)
            found.append((at, code, name, as_text(bands[at]), points))
        elif cell is not None and cell == bands[at]:
            found.append((at, "", str(cell), str(cell), points))
    return found


def _item(head: _Head, row: Row, reasons: tuple[str, ...]) -> ItemLine:
    at, code, name, part, full = head
    value = row[at]
    points = value if isinstance(value, Decimal) else None
    return ItemLine(code, name, part, full, points, "" if points is not None else as_text(value) or "—", reasons)


def _reasons(rows: Iterable[Row]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Sentences by unit and item name, in the order of the sheet."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in rows:
        code, _, name, _, _, delta, because = row[:7]
        sentence = _DIRECT.sub("", as_text(because))
        if isinstance(delta, Decimal) and delta:
            said = f"{'扣' if delta < 0 else '得'}{plain(abs(delta))}分"
            sentence = f"{said}：{sentence}" if sentence else said
        where = as_text(code), as_text(name)
        found[where] = (*found.get(where, ()), sentence)
    return found
