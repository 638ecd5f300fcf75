"""Small real workbooks for the tests of the reading side."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

FIXTURES = Path(__file__).parent / "fixtures"
Rows = Sequence[Sequence[Any]]
Merged = dict[str, Sequence[tuple[int, int, int, int, Any]]]

ROSTER: Rows = [["编号", "名称"], ["P1", "第一支部"]]
SCHEME: dict[str, Rows] = {
    "方案": [["项目", "内容"], ["名称", "两新党建考核"], ["满分", 100]],
    "板块": [["编号", "名称", "分值"], ["J", "基础工作", 100]],
    "指标": [["板块", "编号", "指标", "分值"], ["J", "A1", "主题党日", 100]],
}


def workbook(path: Path, sheets: dict[str, Rows], merged: Merged | None = None) -> Path:
    """Write ``sheets`` (name → rows; a blank is None; ``=…`` a formula; dates as dates) and give the path back."""
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value)
                elif isinstance(value, str) and value.startswith("#"):
                    sheet.write_formula(number, column, "=NA()", None, value)
                elif value is not None:
                    sheet.write(number, column, value)
        for top, left, bottom, right, value in (merged or {}).get(name, ()):
            sheet.merge_range(top, left, bottom, right, value)
    book.close()
    return path


def edit(path: Path, part: str, change: Callable[[str], str]) -> None:
    """Rewrite one part of a zip."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part].decode("utf-8")).encode("utf-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
