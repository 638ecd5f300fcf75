"""A seal over the rows of a result sheet: whoever reads it back sees whether a value was changed since.

It takes no account of the order of rows (a clerk may sort) and of looks. It guards against slips, not against malice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from hashlib import sha256

from wuze.excel.cells import BLANKS
from wuze.scoring.tables import Cell

SEALED = ("汇总", "得分", "说明")
LABEL = "封签"
_MODULUS = 1 << 64


class Seal:
    """Adds up the rows of each sheet."""

    def __init__(self) -> None:
        self.sums: dict[str, int] = {}

    def add(self, sheet: str, texts: Sequence[str]) -> None:
        """One more row, as :func:`cell_text` gives its cells; blanks at its end do not count."""
        digest = sha256("\x1f".join(texts).rstrip("\x1f").encode()).digest()
        self.sums[sheet] = (self.sums.get(sheet, 0) + int.from_bytes(digest[:8], "big")) % _MODULUS

    def text(self, sheet: str) -> str:
        """The seal of a sheet: 16 hexadecimal digits."""
        return f"{self.sums.get(sheet, 0):016x}"

    def line(self) -> str:
        """All seals, as printed in 校验."""
        return "；".join(f"{sheet} {self.text(sheet)}" for sheet in SEALED)


def cell_text(content: str | float | Decimal | None) -> str:
    """A cell as it is written (float) or read (decimal), in one form for both."""
    if content is None:
        return ""
    return (
        content.strip(BLANKS) if isinstance(content, str) else format(Decimal(format(content, ".15g")).normalize(), "f")
    )


def seal_of(sheet: str, rows: Iterable[Sequence[Cell]]) -> str:
    """The seal of rows read back."""
    seal = Seal()
    for row in rows:
        seal.add(sheet, [cell_text(cell if isinstance(cell, str | Decimal | None) else str(cell)) for cell in row])
    return seal.text(sheet)
