"""No reading is kept that the engine would not take: a cell whose rows are at fault is left to a person, and says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from wuze.reading.apart import apart
from wuze.reading.model import Reading, Status
from wuze.reading.scheme_rows import Row, SchemeRows, scheme_rows
from wuze.reading.tables import RuleCell
from wuze.scoring.loading.scheme import load_scheme
from wuze.scoring.tables import Finding, Table

_COLUMNS = {
    "方案": "项目 内容",
    "板块": "编号 名称 分值 来源 折算 上限 下限",
    "指标": "板块 维度 编号 指标 分值 起评 下限 上限 适用对象 不适用时 计分要点 数据项 方式 参数 条件 互斥组 分期 合成",
    "否决": "情形 条件 回溯期 后果 依据 文号",
    "数据项": "编号 名称 类型 单位 选项 来源 公式",
}
_TRIES = 3
"""A fault may hide another."""


def sound(cells: Sequence[RuleCell], readings: Sequence[Reading]) -> list[Reading]:
    """The readings, those at fault as 未读. Missing points are asked for elsewhere: here they stand for some."""
    kept = list(readings)
    beside = apart(cells, readings)
    whole = [
        cell if cell.points or most is not None else replace(cell, points="100")
        for cell, most in zip(cells, beside, strict=True)
    ]
    for _ in range(_TRIES):
        made = scheme_rows(whole, kept)
        wrong = _at_fault(made, whole)
        if not wrong:
            break
        for at in wrong:
            kept[at] = left_alone(kept[at])
    return kept


def left_alone(reading: Reading) -> Reading:
    """A reading given up: the text stays, a person scores the item."""
    doubts = tuple(dict.fromkeys((*reading.doubts, "unsound")))
    return Reading(reading.text, reading.points, Status.UNREAD, doubts=doubts, unused=(reading.text.strip(),))


def _at_fault(made: SchemeRows, cells: Sequence[RuleCell]) -> set[int]:
    sheets = {"板块": made.parts, "指标": made.items, "否决": made.vetoes, "数据项": made.elements}
    settings: list[Row] = [["名称", "试读"], ["小数位", Decimal(2)]]
    loaded = load_scheme({name: _table(name, rows) for name, rows in {"方案": settings, **sheets}.items()})
    owners = _owners(made)
    at = {cell.cell: number for number, cell in enumerate(cells)}
    wrong: set[int] = set()
    for finding in (one for one in loaded.findings if one.stops):
        wrong |= _cells_of(finding, made, owners, at)
    return wrong


def _cells_of(finding: Finding, made: SchemeRows, owners: list[int], at: dict[str, int]) -> set[int]:
    row = finding.place.row
    if row is None:
        return set()
    if finding.place.table == "指标":
        return {owners[row]}
    uses = made.proposals[row].uses if finding.place.table == "数据项" else ()
    return {at[one] for one in uses}


def _owners(made: SchemeRows) -> list[int]:
    """Which cell each row of 指标 belongs to."""
    by_code = {code: number for number, code in enumerate(made.codes) if code}
    found: list[int] = []
    for row in made.items:
        found.append(by_code[str(row[2])] if row[2] else found[-1])
    return found


def _table(name: str, rows: Sequence[Row]) -> Table:
    columns = tuple(_COLUMNS[name].split())
    padded = ((*row[: len(columns)], *[None] * (len(columns) - len(row))) for row in rows)
    return Table(name, columns, tuple(tuple(None if cell == "" else cell for cell in row) for row in padded))
