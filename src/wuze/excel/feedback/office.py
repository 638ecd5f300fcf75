"""The list for the county's 考核办: each unit's total × factor, exactly, rounded once."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from wuze.excel.feedback.model import ResultFile, UnitResult
from wuze.excel.page import Page
from wuze.excel.styles import Column, Styled, fitting, open_book
from wuze.scoring.exact import Number, half_up, mul
from wuze.scoring.methods.base import written

FILE = "考核办汇总.xlsx"
PLACES = 2


def counted(unit: UnitResult, factor: Number) -> Decimal | None:
    """Total × factor, half up to two decimals; None for a unit whose result is not final."""
    return half_up(mul(unit.total, factor), PLACES) if unit.state == "齐全" else None


def write_office(result: ResultFile, factor: Number, path: Path) -> None:
    """Write the list in the order of the result. Raises :class:`wuze.excel.styles.CannotWrite`."""
    shown = written(factor, percent=not isinstance(factor, Fraction) and factor < 1)
    columns = [
        Column("编号", fitting([one.id for one in result.units], 8, 16), "center"),
        Column("名称", fitting([one.name for one in result.units], 20, 40)),
        Column("总分", 10, "center"), Column("系数", 9, "center"), Column("计入分", 11, "total"),
        Column("等次", 10, "center"), Column("说明", 34),
    ]  # fmt: skip  # one row of heads
    note = f"计入分 = 总分 × {shown}，四舍五入保留两位；暂定和不参评的不计。方案摘要 {result.digest[:12]}"
    with open_book(path, title=f"{result.title}计入分", places=PLACES, footer=note) as book:
        page = Page(book, "计入分", f"{result.title}计入综合考核得分表", columns, note=note, frozen=2)
        for one in result.units:
            points = counted(one, factor)
            page.row([
                one.id, one.name, Styled(f"{one.total:f}", "center"), shown,
                Styled("不计", "provisional") if points is None else points, one.grade or "—",
                one.remarks if one.state == "齐全" else "；".join(word for word in (one.state, one.remarks) if word),
            ])  # fmt: skip  # one row
        page.end()
