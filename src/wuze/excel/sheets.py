"""A sheet → a Table: find its header, name its columns, spread merged cells, drop blank rows, report what is off."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter

from wuze.excel.book import Row, Sheet
from wuze.excel.cells import a1, letters
from wuze.excel.headers import READ_COLUMNS, SheetSpec, bare, column_index, plain
from wuze.excel.locate import TableSource, column_letters
from wuze.excel.merged import spread
from wuze.scoring.tables import Cell, Finding, Level, Place, Table

HEADER_SEARCH = 15
_SUMS = frozenset(
    f"{word[0]}{gap}{word[1]}{end}"
    for word in ("合计", "小计", "总计", "共计")
    for gap in ("", " ", "　")
    for end in ("", "：", ":")
)
_NOTE = re.compile(
    r"^(?:(?:附?注|备注|说明|填表说明|填报说明)[0-9一二三四五]?\s*[：:、.．]|填表|填报|制表|审核人|审核：|单位负责人)"
)


@dataclass(frozen=True, slots=True)
class CellFinding:
    """A finding of the border at a cell of the sheet (row and column from 0; None: about the whole sheet)."""

    finding: Finding
    spot: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Built:
    """A sheet read: its table, where that stands, and what was found on the way."""

    table: Table
    source: TableSource
    findings: tuple[CellFinding, ...]


class Report:
    """Collects the findings of one sheet."""

    def __init__(self, table: str) -> None:
        self.table = table
        self.found: list[CellFinding] = []

    def add(self, code: str, spot: tuple[int, int] | None, problem: str, fix: str, level: Level = Level.FAULT) -> None:
        """One more finding."""
        self.found.append(CellFinding(Finding(code, Place(self.table), problem, fix, level), spot))


@dataclass(frozen=True, slots=True)
class Header:
    """The header row (from 0) and its columns: (name, position in the row), in sheet order."""

    row: int
    columns: tuple[tuple[str, int], ...]


def build(sheet: Sheet, spec: SheetSpec) -> Built:
    """Read one sheet by its contract. Never raises; a table without its required columns is given with a fault."""
    report = Report(spec.name)
    header = read_header(sheet, spec, report)
    rows, numbers = _data_rows(sheet, header, report)
    at = [position for _, position in header.columns]
    names = tuple(name for name, _ in header.columns)
    report_lost_values(sheet, set(at), set(numbers), report)
    table = Table(spec.name, names, _project(rows, at))
    lines = column_letters((name, sheet.left + position) for name, position in header.columns)
    first = letters(sheet.left + (at[0] if at else 0))
    source = TableSource(sheet.name, header.row + 1, [number + 1 for number in numbers], lines, first)
    return Built(table, source, tuple(report.found))


def read_header(sheet: Sheet, spec: SheetSpec, report: Report) -> Header:
    """The best header row among the first rows: the one naming most columns of the contract, required ones first."""
    index = column_index(spec)
    best, best_row = (-1, 0), 0
    for number, row in enumerate(sheet.rows[:HEADER_SEARCH]):
        known = {canonical(cell, index) for cell in row} - {None}
        score = (len(known & set(spec.required)), len(known))
        if score > best:
            best, best_row = score, number
    row = sheet.rows[best_row] if sheet.rows else ()
    columns = _name_columns(sheet, spec, (best_row, row), index, report)
    missing = [name for name in spec.required if name not in dict(columns)]
    for name in missing:
        spot = (best_row, sheet.left + next((at for at, cell in enumerate(row) if cell is not None), 0))
        report.add("missing_column", spot, f"工作表“{sheet.name}”缺少“{name}”这一列", f"在表头加一列“{name}”并填写")
    return Header(best_row, tuple(columns))


def canonical(cell: Cell, index: dict[str, str]) -> str | None:
    """The column of the contract that a header cell names, if any."""
    if not isinstance(cell, str):
        return None
    return index.get(plain(cell)) or index.get(bare(cell))


def _exact(cell: Cell, spec: SheetSpec) -> bool:
    return isinstance(cell, str) and (plain(cell) in spec.columns or bare(cell) in spec.columns)


def _name_columns(
    sheet: Sheet, spec: SheetSpec, head: tuple[int, Row], index: dict[str, str], report: Report
) -> list[tuple[str, int]]:
    number, row = head
    exact = {canonical(cell, index) for cell in row if _exact(cell, spec)}
    columns: list[tuple[str, int]] = []
    seen: dict[str, int] = {}
    for at, cell in enumerate(row):
        spot = (number, sheet.left + at)
        if cell is None:
            _report_headless(sheet, number, at, report)
            continue
        name = canonical(cell, index)
        if name in exact and not _exact(cell, spec):
            name = None
        if name is None and spec.open_ended:
            name = header_text(cell)
        if name is None and plain(header_text(cell)) in READ_COLUMNS:
            continue
        if name is None:
            fix = f"需要它就改成规定的列名：{'、'.join(spec.columns)}；不需要可不理会"
            report.add("unknown_column", spot, f"不认识“{header_text(cell)}”这一列，没有读取", fix, Level.WARNING)
        elif name in seen:
            earlier = a1(number, sheet.left + seen[name])
            problem = f"“{header_text(cell)}”与 {earlier} 都是“{name}”列"
            report.add("duplicate_column", spot, problem, "只留一列，或改掉其中一个列名")
        else:
            seen[name] = at
            columns.append((name, at))
    return columns


def header_text(cell: Cell) -> str:
    """A header as it stands, on one line."""
    return "".join(str(cell).split("\n"))


def _report_headless(sheet: Sheet, header: int, at: int, report: Report) -> None:
    """Values under a blank header would be lost: say so. A header merged over columns is not blank."""
    column = sheet.left + at
    if any(top <= header <= bottom and left <= column <= right for top, left, bottom, right in sheet.merged):
        return
    if any(row[at] is not None for row in sheet.rows[header + 1 :]):
        problem = "这一列有内容但没有列名，没有读取"
        report.add("unknown_column", (header, column), problem, "在表头补上列名，或删去这一列", Level.WARNING)


def _data_rows(sheet: Sheet, header: Header, report: Report) -> tuple[list[Row], list[int]]:
    """The rows that hold data, merged cells spread, with their sheet rows from 0."""
    at = [position for name, position in header.columns if plain(name) != "序号"]
    if not at:
        return [], []
    key = dict(header.columns).get("编号", at[0])
    own = _picker(at)
    filled = spread(sheet, header.row + 1)
    rows, numbers, width = [], [], len(at)
    for number in range(header.row + 1, len(sheet.rows)):
        row = sheet.rows[number]
        blanks = own(row).count(None)
        if blanks == width or (blanks and _skip(row, key, at[0], width - blanks, (sheet, number, report))):
            continue
        rows.append(filled.get(number, row))
        numbers.append(number)
    return rows, numbers


def _picker(at: list[int]) -> Callable[[Row], Row]:
    if len(at) == 1:
        only = at[0]
        return lambda row: (row[only],)
    if at == list(range(at[0], at[-1] + 1)):
        part = slice(at[0], at[-1] + 1)
        return itemgetter(part)
    return itemgetter(*at)


def _skip(row: Row, key: int, first: int, filled: int, where: tuple[Sheet, int, Report]) -> bool:
    """True for a 合计 row or a closing note; each is reported."""
    sheet, number, report = where
    column = key if row[key] in _SUMS else first
    text = row[column]
    if text in _SUMS:
        problem = f"这是“{text}”行，没有当作数据读取"
    elif filled == 1 and isinstance(text, str) and _NOTE.match(text):
        problem = "这是表下的说明文字，没有当作数据读取"
    else:
        return False
    spot = (number, sheet.left + column)
    report.add("skipped_row", spot, problem, "如果它是数据，请改写这一格；不是则不必理会", Level.WARNING)
    return True


def _project(rows: list[Row], at: list[int]) -> tuple[Row, ...]:
    if not rows:
        return ()
    if at == list(range(len(rows[0]))):
        return tuple(rows)
    return tuple(map(_picker(at), rows))


def report_lost_values(sheet: Sheet, at: set[int], rows: set[int], report: Report) -> None:
    """Failed and uncalculated formulas in the rows (from 0) and positions that were read."""
    columns = {sheet.left + position for position in at}
    for row, column in sorted(sheet.errors | sheet.unvalued):
        if row not in rows or column not in columns:
            continue
        if (row, column) in sheet.errors:
            report.add("cell_error", (row, column), "公式出错，没有结果", "改好公式，或直接填写数值")
        else:
            fix = "用 Excel 或 WPS 打开，保存一次再交；或直接填写数值"
            report.add("formula_without_value", (row, column), "公式还没有算出结果", fix)
