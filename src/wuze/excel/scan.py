"""What the scans before reading share: limits, and what calamine would not tell."""

from __future__ import annotations

from dataclasses import dataclass, field

from wuze.excel.cells import a1
from wuze.excel.refusal import refuse

MAX_FILE = 50 * 1024 * 1024
MAX_UNPACKED = 300 * 1024 * 1024
MAX_RATIO = 200
MAX_ENTRIES = 10_000
MAX_CELLS = 5_000_000

Spot = tuple[int, int]
"""Row and column of a cell, from 0."""


@dataclass(slots=True)
class SheetScan:
    """Cells whose value is lost to calamine: failed formulas, and formulas never calculated."""

    errors: set[Spot] = field(default_factory=set)
    unvalued: set[Spot] = field(default_factory=set)


class Extent:
    """Adds up the grids that calamine will build: whole rectangles, however empty."""

    def __init__(self) -> None:
        self.cells = 0

    def add(self, sheet: str, row: int, column: int) -> None:
        """One more sheet, filled as far as (row, column). Raises :class:`BookError` when it is too much."""
        self.cells += (row + 1) * (column + 1)
        if self.cells > MAX_CELLS:
            raise refuse(
                "sheet_too_big",
                f"工作表“{sheet}”的内容一直到 {a1(row, column)}，范围超过 {MAX_CELLS // 10_000} 万格",
                "删去表格以外的零散内容（选中多余的行和列，右键删除），保存后再交",
            )
