"""The 方案 sheet: two columns, 项目 and 内容; its header row may be left out."""

from __future__ import annotations

from wuze.excel.book import Sheet
from wuze.excel.headers import REMARK_COLUMNS, SETTINGS, SheetSpec, bare, column_index, plain, word_index
from wuze.excel.locate import TableSource, column_letters
from wuze.excel.sheets import HEADER_SEARCH, Built, Report, canonical, header_text, report_lost_values
from wuze.scoring.tables import Cell, Level, Table

_KEYS = word_index(SETTINGS.items())


def build_settings(sheet: Sheet, spec: SheetSpec) -> Built:
    """Read the 方案 sheet as a table of 项目 and 内容, other words for a 项目 put right. Never raises."""
    report = Report(spec.name)
    start, key, value, header = _layout(sheet, spec, report)
    rows: list[tuple[Cell, ...]] = []
    numbers: list[int] = []
    for number, row in enumerate(sheet.rows[start:], start):
        name = row[key]
        content = row[value] if value < len(row) else None
        if name is None and content is None:
            continue
        rows.append((_key(name), content))
        numbers.append(number + 1)
    report_lost_values(sheet, {key, value}, {number - 1 for number in numbers}, report)
    columns = column_letters((("项目", sheet.left + key), ("内容", sheet.left + value)))
    source = TableSource(sheet.name, header + 1, numbers, columns, columns["项目"])
    return Built(Table(spec.name, ("项目", "内容"), tuple(rows)), source, tuple(report.found))


def _key(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    return _KEYS.get(plain(cell)) or _KEYS.get(bare(cell)) or cell


def _layout(sheet: Sheet, spec: SheetSpec, report: Report) -> tuple[int, int, int, int]:
    """First data row, key column, value column, header row (all from 0)."""
    index = column_index(spec)
    for number, row in enumerate(sheet.rows[:HEADER_SEARCH]):
        named = {canonical(cell, index): at for at, cell in reversed(list(enumerate(row)))}
        named.pop(None, None)
        if "项目" in named and "内容" in named:
            for at, cell in enumerate(row):
                if cell is not None and at not in named.values() and plain(str(cell)) not in REMARK_COLUMNS:
                    problem = f"不认识“{header_text(cell)}”这一列，没有读取"
                    spot = (number, sheet.left + at)
                    report.add("unknown_column", spot, problem, "方案表只读“项目”“内容”两列", Level.WARNING)
            return number + 1, named["项目"], named["内容"], number
    for number, row in enumerate(sheet.rows):
        for at, cell in enumerate(row):
            if _key(cell) in SETTINGS:
                return number, at, at + 1, number
    problem = f"工作表“{sheet.name}”里没有找到“项目”“内容”两列"
    report.add("missing_column", (0, sheet.left), problem, "第一列写项目（名称、年度、满分……），第二列写内容")
    return len(sheet.rows), 0, 1, 0
