"""Rows of 方案.xlsx as the engine takes them: what ``wuze check`` would say of the workbook, before there is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from wuze.reading.scheme_rows import SchemeRows
from wuze.scoring.loading.scheme import LoadedScheme, load_scheme
from wuze.scoring.tables import Cell, Table

COLUMNS: Mapping[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "方案": "项目 内容",
        "板块": "编号 名称 分值 来源 折算 上限 下限",
        "指标": "板块 维度 编号 指标 分值 起评 下限 上限 适用对象 不适用时 计分要点 数据项 方式 参数 条件 互斥组 分期 合成 评委合成 数据来源",
        "否决": "情形 条件 回溯期 后果 依据 文号",
        "数据项": "编号 名称 类型 单位 选项 来源 公式",
    }.items()
}
"""The columns of each sheet, in the order of its rows; further cells of a row are for the reader of the workbook."""


def tables_of(rows: SchemeRows, settings: Sequence[Sequence[Cell]]) -> dict[str, Table]:
    """The sheets. ``settings``: rows of 方案."""
    sheets = {"方案": settings, "板块": rows.parts, "指标": rows.items, "否决": rows.vetoes, "数据项": rows.elements}
    return {name: _table(name, found) for name, found in sheets.items()}


def loaded(rows: SchemeRows, title: str) -> LoadedScheme:
    """The scheme, with every fault."""
    return load_scheme(tables_of(rows, (("名称", title), ("小数位", Decimal(2)))))


def _table(name: str, rows: Sequence[Sequence[Cell]]) -> Table:
    columns = COLUMNS[name]
    padded = (tuple(row)[: len(columns)] + (None,) * (len(columns) - len(row)) for row in rows)
    return Table(name, columns, tuple(tuple(None if cell == "" else cell for cell in row) for row in padded))
