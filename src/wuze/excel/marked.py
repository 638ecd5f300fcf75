"""A copy of a workbook with every finding at its cell: filled, commented, and listed on a first sheet 问题清单."""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from wuze.excel.book import open_book
from wuze.excel.cells import clean
from wuze.excel.editable import emptied, put, rebuilt, solid
from wuze.excel.locate import Located
from wuze.excel.refusal import WHOLE_FILE, BookError
from wuze.excel.styles import CannotWrite, replacing
from wuze.scoring.tables import Finding, Level

LIST_SHEET = "问题清单"
_TITLES = ("级别", "工作表", "单元格", "问题", "怎么改")
_WIDTHS = (10, 14, 10, 50, 60)
_LEVELS = {Level.FAULT: "错误", Level.WARNING: "提醒"}
_RED, _YELLOW = "FFFFC7CE", "FFFFEB9C"
_AUTHOR = "五责"
_MAX_COMMENT = 2000


def write_marked(source_path: str | Path, located: Iterable[Located], out_path: str | Path) -> None:
    """Write a marked copy of ``source_path`` as .xlsx to ``out_path``; findings about other files are left out.

    An .xlsx keeps its own layout; an .xls or .et is rebuilt from its values; a file that cannot be read gives the list
    alone. Raises :class:`CannotWrite` when the target refuses or is the source itself, which is never touched.
    """
    source, out = Path(source_path), Path(out_path)
    if out.exists() and source.exists() and out.samefile(source):
        raise CannotWrite(Finding("cannot_write", WHOLE_FILE, "标注副本会盖掉原件", "换一个文件名"))
    mine = [one for one in located if one.file == source.name]
    workbook = _copy(source)
    _list(workbook, mine)
    for (sheet, cell), ones in _by_cell(mine).items():
        if sheet in workbook.sheetnames:
            _mark(workbook[sheet], cell, ones)
    with replacing(out) as temporary:
        workbook.save(temporary)


def _by_cell(located: Iterable[Located]) -> dict[tuple[str, str], list[Located]]:
    cells: dict[tuple[str, str], list[Located]] = defaultdict(list)
    for one in located:
        if one.sheet and one.cell:
            cells[one.sheet, one.cell].append(one)
    return cells


def _copy(source: Path) -> Any:
    """The workbook to mark: the source as openpyxl reads it, else one rebuilt from its values, else an empty one."""
    import openpyxl  # slow import: only when marking

    try:
        book = open_book(source)
    except BookError:
        return emptied()
    # calamine forgives more than openpyxl does, and reads the old formats: what openpyxl refuses is rebuilt
    with warnings.catch_warnings(), suppress(BadZipFile, ValueError, KeyError, TypeError, AttributeError, IndexError):
        warnings.simplefilter("ignore")
        with source.open("rb") as file:
            return openpyxl.load_workbook(file, keep_links=False)
    return rebuilt(book)


def _list(workbook: Any, located: list[Located]) -> None:
    from openpyxl.styles import Alignment, Font  # slow import: only when marking

    title = LIST_SHEET
    while title in workbook.sheetnames:
        title += "_"
    page = workbook.create_sheet(title, 0)
    workbook.active = 0
    for other in workbook.worksheets[1:]:
        other.sheet_view.tabSelected = False
    for column, (name, width) in enumerate(zip(_TITLES, _WIDTHS, strict=True), 1):
        page.cell(1, column, name).font = Font(bold=True)
        page.column_dimensions[page.cell(1, column).column_letter].width = width
    page.freeze_panes = "A2"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage = 0, True
    page.print_title_rows = "1:1"
    for row, one in enumerate(sorted(located, key=lambda one: not one.finding.stops), 2):
        found = one.finding
        values = (_LEVELS.get(found.level, found.level.value), one.sheet, one.cell, found.problem, found.fix)
        for column, value in enumerate(values, 1):
            cell = page.cell(row, column)
            put(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        page.cell(row, 1).fill = solid(_RED if found.stops else _YELLOW)
        if one.sheet in workbook.sheetnames and one.cell:
            _link(page.cell(row, 3), one)


def _link(cell: Any, one: Located) -> None:
    from openpyxl.styles import Font  # slow import: only when marking
    from openpyxl.worksheet.hyperlink import Hyperlink  # slow import: only when marking

    sheet = one.sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet}'!{one.cell}", display=one.cell)
    cell.font = Font(color="FF0563C1", underline="single")


def _mark(page: Any, reference: str, ones: list[Located]) -> None:
    from openpyxl.comments import Comment  # slow import: only when marking

    cell = page[reference]
    cell = next((page.cell(a.min_row, a.min_col) for a in page.merged_cells.ranges if reference in a), cell)
    stops = any(one.finding.stops for one in ones)
    cell.fill = solid(_RED if stops else _YELLOW)
    texts = [cell.comment.text] if cell.comment else []
    texts += [f"{one.finding.problem} → {one.finding.fix}" for one in ones]
    cell.comment = Comment(clean("\n".join(texts))[:_MAX_COMMENT], _AUTHOR, width=360, height=40 + 40 * len(texts))
