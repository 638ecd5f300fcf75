"""The result of a merge as a workbook: the base filled, in its own layout, with 问题 and 回收情况."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from decimal import Decimal
from pathlib import Path
from typing import Any

from wuze.excel.cells import letters
from wuze.excel.editable import put, solid
from wuze.excel.handout.finish import save
from wuze.excel.handout.manifest import SHEET
from wuze.excel.handout.original import Line, lay_out
from wuze.excel.handout.results import ADDED, DELETED, NOT_BACK, TAKEN, Merged, MergeResult
from wuze.excel.page import line_count
from wuze.scoring.tables import Cell

SHEETS = ("问题", "回收情况")
SOURCE_HEAD, STATE_HEAD = "来源文件", "回收情况"
_COLORS = {ADDED: "FFE2EFDA", DELETED: "FFFCE0D0", NOT_BACK: "FFF2F2F2", "要补正": "FFFFF2CC", "未交回": "FFFCE0D0",
           "错误": "FFFCE0D0", "提醒": "FFFFF2CC"}  # fmt: skip  # one table
_LINE = 14.25


def write_merged(result: MergeResult, path: Path) -> None:
    """Write the result. Raises :class:`wuze.excel.styles.CannotWrite`; then nothing is written."""
    original = result.source.original
    workbook = original.workbook
    if SHEET in workbook.sheetnames:
        workbook.remove(workbook[SHEET])
    _fill(result)
    page = original.page
    page.protection.sheet = False
    at = workbook.index(page)
    problems, units = (_fresh(workbook, name, at + number) for number, name in enumerate(SHEETS, 1))
    _problems(problems, result)
    _returns(units, result)
    workbook.active = at
    for sheet in workbook.worksheets:
        sheet.sheet_view.tabSelected = sheet is page
    save(workbook, path)


def _fresh(workbook: Any, name: str, at: int) -> Any:
    while name in workbook.sheetnames:
        name += "_"
    return workbook.create_sheet(name, at)


def _fill(result: MergeResult) -> None:
    source, original = result.source, result.source.original
    frame = source.frame
    by_base: dict[int, list[Merged]] = {}
    for one in result.rows:
        by_base.setdefault(one.base, []).append(one)
    lines: list[Line] = []
    merged: list[Merged | None] = []
    for row in frame.kinds:
        mine = by_base.get(row, [])
        lines += [Line(row + 1, one.values, one.state == ADDED) for one in mine] or [Line(row + 1)]
        merged += mine or [None]
    lay_out(original, lines, frame.first, unhide=False)
    _beside(result, merged)


def _beside(result: MergeResult, merged: Sequence[Merged | None]) -> None:
    """The columns at the right: what the base has no column for, the state, the source file."""
    original, frame = result.source.original, result.source.frame
    extra = list(dict.fromkeys(name for one in merged if one for name in one.more))
    last = max((cell.column for cells in original.rows.values() for cell in cells), default=1)
    look = original.page.cell(frame.bottom + 1, max(result.source.plan.names) + 1)
    heads = [*(f"{name}（多出的列）" for name in extra), STATE_HEAD, SOURCE_HEAD]
    for number, head in enumerate(heads, last + 1):
        top = original.page.cell(frame.top + 1, number)
        for row in range(frame.top + 1, frame.bottom + 2):
            original.page.cell(row, number)._style = copy(look._style)
        put(top, head)
        if frame.bottom > frame.top:
            original.page.merge_cells(
                start_row=frame.top + 1, end_row=frame.bottom + 1, start_column=number, end_column=number
            )
        original.page.column_dimensions[letters(number - 1)].width = 26 if head == SOURCE_HEAD else 14
    for row, one in enumerate(merged, frame.first + 1):
        if one is not None:
            values: list[Cell] = [*(one.more.get(name) for name in extra), one.state, one.file or None]
            for number, value in enumerate(values, last + 1):
                cell = original.page.cell(row, number)
                put(cell, value)
                if number == last + len(extra) + 1 and one.state != TAKEN:
                    cell.fill = solid(_COLORS[one.state])


def _problems(page: Any, result: MergeResult) -> None:
    faults = sum(one.finding.stops for one in result.notes)
    subtitle = f"要处理的{faults}处，提醒{len(result.notes) - faults}处。没有并入总表的行，内容都写在“问题”里。"
    ordered = sorted(result.notes, key=lambda one: not one.finding.stops)
    rows = []
    for one in ordered:
        where = "!".join(part for part in (one.sheet, one.cell) if part)
        level = "错误" if one.finding.stops else "提醒"
        rows.append([level, one.file, where, one.finding.problem, one.finding.fix])
    _table(
        page,
        "汇总中发现的问题",
        subtitle,
        [("级别", 7), ("文件", 26), ("工作表!格", 16), ("问题", 62), ("怎么改", 34)],
        rows,
    )


def _returns(page: Any, result: MergeResult) -> None:
    rows: list[list[str | int]] = []
    for one in result.units:
        others = "；".join(
            [*(f"没有采用：{file}" for file in one.others), *(f"没法用：{file}" for file, _ in one.unusable)]
        )
        rows.append([
            one.value or "（空）", one.state, one.file, one.sent, one.back, one.added, one.deleted, one.wanted,
            one.filled, one.faults, others,
        ])  # fmt: skip  # one row
    back = sum(bool(one.file) for one in result.units)
    subtitle = f"应交{len(result.units)}个，已交{back}个；没有并入的文件{len(result.strangers)}个。"
    heads = [("单位", 16), ("情况", 10), ("采用的文件", 28), ("下发行", 8), ("交回行", 8), ("新增行", 8), ("缺的行", 8),
             ("应填格", 8), ("已填格", 8), ("问题数", 8), ("说明", 30)]  # fmt: skip  # one list
    last = _table(page, "回收情况", subtitle, heads, rows, colored=1)
    last = _lines(page, last + 2, "没有并入的文件", [f"{file}：{why}" for file, why in result.strangers], len(heads))
    _lines(page, last + 2, "催报文字（可复制）", result.reminder.split("\n"), len(heads))


def _lines(page: Any, row: int, title: str, lines: Sequence[str], width: int) -> int:
    """A heading and lines across the table, nothing where there are none; gives the last row used."""
    from openpyxl.styles import Alignment, Font  # slow import: openpyxl

    for number, text in enumerate((title, *lines) if lines else ()):
        cell = page.cell(row + number, 1)
        put(cell, text)
        cell.font = Font(name="黑体" if not number else "宋体", size=12 if not number else 10.5, bold=not number)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        page.merge_cells(start_row=row + number, end_row=row + number, start_column=1, end_column=width)
        page.row_dimensions[row + number].height = _LINE * line_count(text, 130) + 4
    return row + len(lines) if lines else row - 2


def _table(
    page: Any, title: str, subtitle: str, heads: Sequence[tuple[str, float]], rows: Sequence[Sequence[str | int]],
    *, colored: int = 0,
) -> int:  # fmt: skip  # the signature in three lines
    """A sheet with our look; ``colored`` is the column whose word gives its colour. Gives the last row."""
    from openpyxl.styles import Alignment, Border, Font, Side  # slow import: openpyxl

    side = Side("thin", color="FFA6A6A6")
    border, wrap = Border(side, side, side, side), Alignment(wrap_text=True, vertical="center")
    middle, body = Alignment("center", "center", wrap_text=True), Font(name="宋体", size=10.5)
    _head(page, title, subtitle, heads, border)
    for row, values in enumerate(rows, 4):
        tall = 1
        for number, value in enumerate(values, 1):
            cell = page.cell(row, number)
            put(cell, Decimal(value) if isinstance(value, int) else value)
            cell.font, cell.border = body, border
            cell.alignment = wrap if isinstance(value, str) and heads[number - 1][1] > 12 else middle
            tall = max(tall, line_count(str(value), heads[number - 1][1] - 1))
        page.row_dimensions[row].height = min(_LINE * tall + 4, 400)
        if (word := str(values[colored])) in _COLORS:
            page.cell(row, colored + 1).fill = solid(_COLORS[word])
    _printing(page, len(rows) + 3, len(heads))
    return len(rows) + 3


def _head(page: Any, title: str, subtitle: str, heads: Sequence[tuple[str, float]], border: Any) -> None:
    """Title, a line below it, and the row of heads."""
    from openpyxl.styles import Alignment, Font  # slow import: openpyxl

    wrap, middle = Alignment(wrap_text=True, vertical="center"), Alignment("center", "center", wrap_text=True)
    for row, text, font in (
        (1, title, Font(name="方正小标宋简体", size=18)),
        (2, subtitle, Font(name="楷体", size=10.5)),
    ):
        put(page.cell(row, 1), text)
        page.cell(row, 1).font, page.cell(row, 1).alignment = font, middle if row == 1 else wrap
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(heads))
    for number, (head, width) in enumerate(heads, 1):
        cell = page.cell(3, number, head)
        cell.font, cell.border, cell.alignment = Font(name="黑体", size=10.5, bold=True), border, middle
        cell.fill = solid("FFE8EDF3")
        page.column_dimensions[letters(number - 1)].width = width


def _printing(page: Any, last: int, width: int) -> None:
    page.row_dimensions[1].height = 34
    page.freeze_panes = "A4"
    page.auto_filter.ref = f"A3:{letters(width - 1)}{last}"
    page.print_title_rows = "3:3"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage = 0, True
    page.print_options.horizontalCentered = True
    page.oddFooter.right.text = "第 &P 页，共 &N 页"
