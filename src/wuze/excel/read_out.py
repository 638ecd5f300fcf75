"""A county's table as read → 方案.xlsx, with a sheet 读表情况 that shows every cell beside what was read in it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from wuze.excel.form_words import Field
from wuze.excel.forms import COLUMNS, Form, cell_of
from wuze.excel.guide import write_guide
from wuze.excel.scheme_out import write_settings
from wuze.excel.styles import Book, Styled, Value, open_book

Rows = Sequence[Sequence[str | Decimal | None]]


class Tables(Protocol):
    """Rows by sheet; those of ``items`` end in 读取状态 and 系统读作."""

    @property
    def parts(self) -> Rows:
        """板块."""

    @property
    def items(self) -> Rows:
        """指标."""

    @property
    def vetoes(self) -> Rows:
        """否决."""

    @property
    def elements(self) -> Rows:
        """数据项."""

    @property
    def report(self) -> Rows:
        """读表情况."""


_MORE = {
    "读取状态": Field(10, "读懂：可以直接用；核对：请人看一遍；未读：由人直接打分"),
    "系统读作": Field(50, "系统读成的规则，与原文对照"),
}
_REPORT = {
    "单元格": Field(14), "指标": Field(22), "分值": Field(8), "原文": Field(52), "状态": Field(9), "系统读作": Field(56),
    "请核对": Field(30), "没有用上的": Field(26), "另有": Field(26),
}  # fmt: skip  # one table
_LOOK = {"核对": "provisional", "未读": "missing"}


def write_reading(tables: Tables, path: Path, *, title: str, origin: str) -> None:
    """Write the scheme as read. ``title``: its name; ``origin``: the file it was read from.

    Raises :class:`wuze.excel.styles.CannotWrite`; then nothing is written.
    """
    full = sum((row[2] for row in tables.parts if isinstance(row[2], Decimal)), Decimal(0))
    settings: dict[str, Value | Styled] = {"名称": title, "满分": cell_of(full), "小数位": "2", "来源": origin}
    with open_book(path, title=title) as book:
        write_settings(book, settings)
        _form(book, "板块", tables.parts)
        _form(book, "指标", tables.items, more=_MORE)
        if tables.vetoes:
            _form(book, "否决", tables.vetoes)
        _form(book, "数据项", tables.elements)
        _report(book, tables.report)
        write_guide(book)


def _form(book: Book, name: str, rows: Rows, *, more: dict[str, Field] | None = None) -> None:
    columns = (*COLUMNS[name], *(more or {}))
    form = Form(book, name, columns, more or {}, frozen=4 if name == "指标" else 0)
    for row in rows:
        cells = [cell_of(value) for value in row]
        if more and row[-2] is not None:
            cells[-2] = Styled(row[-2], _LOOK.get(str(row[-2]), "center"))
        form.row(cells)
    form.end()


def _report(book: Book, rows: Rows) -> None:
    form = Form(book, "读表情况", tuple(_REPORT), _REPORT, frozen=2)
    for row in rows:
        form.row(
            [
                Styled(value, _LOOK.get(str(value), "center")) if at == 4 else cell_of(value)
                for at, value in enumerate(row)
            ]
        )
    form.end()
