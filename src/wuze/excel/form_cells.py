"""A filled form read by its labels: 单位编号 and the cell beside it, wherever they have moved to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from wuze.excel.book import Sheet
from wuze.excel.cells import a1
from wuze.excel.headers import bare, plain
from wuze.excel.scan import Spot
from wuze.scoring.loading.sheet import as_text
from wuze.scoring.tables import Cell


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands beside a label: the value (None: blank) and its A1 reference."""

    value: Cell
    cell: str

    @property
    def text(self) -> str:
        """The value as a person sees it, '' for blank."""
        return as_text(self.value)


BLANK = Answer(None, "")


def answer_at(sheet: Sheet, row: int, column: int) -> Answer:
    """The value there with its reference."""
    return Answer(sheet.at(row, column), a1(row, column))


def lost(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a formula there failed or was never calculated."""
    return (row, column) in sheet.errors or (row, column) in sheet.unvalued


def answers(sheet: Sheet, labels: Collection[str], rows: Iterable[int]) -> dict[str, Answer]:
    """For each label found in the rows: what stands in the same cell after a colon, else in the next cell to the right.

    A label counts where it is the whole cell or begins it with a colon; the first of several stands.
    """
    found: dict[str, Answer] = {}
    for row in rows:
        for at, cell in enumerate(sheet.rows[row]):
            if not isinstance(cell, str):
                continue
            label = _label(cell, labels)
            if label and label not in found:
                found[label] = _beside(sheet, labels, (row, sheet.left + at), cell)
    return found


def _label(cell: str, labels: Collection[str]) -> str:
    text = plain(cell)
    head = text.partition(":")[0]
    return next((word for word in (text, bare(cell), head, bare(head)) if word in labels), "")


def _beside(sheet: Sheet, labels: Collection[str], spot: Spot, cell: str) -> Answer:
    row, column = spot
    rest = cell.replace("：", ":").partition(":")[2].strip(" _＿")
    if rest:
        return Answer(rest, a1(row, column))
    first = next((right for top, left, _, right in sheet.merged if (top, left) == spot), column) + 1
    value = sheet.at(row, first)
    if isinstance(value, str) and _label(value, labels):
        value = None
    return Answer(value, a1(row, first))
