"""Where the scoring table stands in a sheet: header rows by synonym, items, points and rule texts of every row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol

from wuze.reading.heads import Head, head_at, head_word
from wuze.reading.lines import LINES, Lines, part_name, tells
from wuze.reading.table_words import TOTAL
from wuze.scoring.exact import plain
from wuze.scoring.tables import Cell
from wuze.scoring.text import key


class Grid(Protocol):
    """A sheet as the border gives it, or a table of a document."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Cells, the first row being row 1."""

    @property
    def left(self) -> int:
        """The column the rows begin in (0 = A)."""

    @property
    def merged(self) -> tuple[tuple[int, int, int, int], ...]:
        """First row, first column, last row, last column of merged ranges, from 0, columns of the sheet."""

    @property
    def above(self) -> tuple[str, ...]:
        """Paragraphs of a document between the table before and this one."""


@dataclass(frozen=True, slots=True)
class RuleCell:
    """One item of a table: where its rule text stands, and what belongs to it."""

    sheet: str
    row: int
    column: int
    text: str
    points: str | None
    item: str
    part: str
    several: bool = False
    """Whether one rule text stands for several items of the table."""

    @property
    def cell(self) -> str:
        """``评分表!D7``."""
        return f"{self.sheet}!{self.address}"

    @property
    def address(self) -> str:
        """``D7``."""
        return f"{_letters(self.column)}{self.row + 1}"


@dataclass(frozen=True, slots=True)
class Left:
    """Something of the file that was read as no item: where, what it says, why."""

    cell: str
    text: str
    why: str

    def __str__(self) -> str:
        text = re.sub(r"\s+", " ", self.text)
        return f"{self.cell}: {self.why}，没有读：“{text[:60]}{'…' if len(text) > 60 else ''}”"


TAKES_ONLY = "只扣分"
"""What the part is called whose points a table writes below nought."""


def _letters(column: int) -> str:
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


# --- cells ------------------------------------------------------------------------------------------------------------
def rule_cells(grids: Iterable[Grid], below: Sequence[str] = ()) -> list[RuleCell]:
    """Every rule text of every scoring table found, in order; several tables to a sheet are fine."""
    return find(grids, below)[0]


def find(
    grids: Iterable[Grid], below: Sequence[str] = (), unseen: Iterable[tuple[str, str, str]] = ()
) -> tuple[list[RuleCell], list[Left]]:
    """The rule texts, and what else of the file tells points or a veto. ``below``: paragraphs after the last table;
    ``unseen``: cell, text and why of what the file hides."""
    cells: list[RuleCell] = []
    left = [Left(*one) for one in unseen]
    lines = Lines()
    for grid in grids:
        lines.take(grid.above)
        found = list(_of_grid(grid, lines.part, left))
        if not found and (told := next((text for text in _texts(grid.rows) if tells(text)), "")):
            left.append(Left(grid.name, told, "这张表没有找到评分标准一列"))
        cells += hundred(found)
        lines.part = ""
    lines.take(below)
    vetoes = [RuleCell(LINES, at, 0, text, None, part, part) for at, text, part in lines.vetoes]
    left += [Left(f"{LINES}!第{at + 1}段", text, "这是表外的文字") for at, text in lines.left]
    return [*hundred(cells), *vetoes], left


def _texts(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    return (cell for row in rows for cell in row if isinstance(cell, str))


def _of_grid(grid: Grid, heading: str, left: list[Left]) -> Iterator[RuleCell]:
    rows = _spread(grid)
    merged = _tops(grid)
    head: Head | None = None
    found: list[RuleCell] = []
    part = heading
    for number, row in enumerate(rows):
        here = head_at(rows, number)
        if here is not None:
            head = here
            continue
        if head is None or number <= head.last or head.rule >= len(row):
            continue
        section = _section(grid.rows[number], head)
        if section:
            part = section
            continue
        made = _row(grid, rows, number, _detailed(head, merged, number), part)
        if made is None:
            left += _lost(grid, number)
            continue
        made = replace(made, part=heading) if heading and part == heading else made
        top = merged.get((number, head.rule), number)
        if top < number and found and found[-1].row == top:
            items = "、".join(dict.fromkeys(one for one in (found[-1].item, made.item) if one))
            several = items != found[-1].item
            found[-1] = replace(found[-1], points=_sum(found[-1].points, made.points), item=items, several=several)
        else:
            _take(found, made, goes_on=_goes_on(merged, grid, number, head, found))
    yield from found


def _lost(grid: Grid, number: int) -> list[Left]:
    """A row that is no item though it tells points; sums of points aside."""
    row = grid.rows[number]
    told = " ".join(str(cell) for cell in row if cell is not None)
    if not tells(told) or any(head_word(cell).startswith(TOTAL) for cell in row[:3] if cell is not None):
        return []
    at = next(at for at, cell in enumerate(row) if cell is not None)
    return [Left(f"{grid.name}!{_letters(grid.left + at)}{number + 1}", told, "这一行没有评分标准")]


def _detailed(head: Head, merged: dict[tuple[int, int], int], number: int) -> Head:
    """An indicator merged over several rows does not tell them apart: their content does."""
    shared = head.detail is not None and (number, head.item) in merged
    return replace(head, item=head.detail) if shared else head


def _take(found: list[RuleCell], made: RuleCell, *, goes_on: bool) -> None:
    if not goes_on:
        found.append(made)
    elif made.text != found[-1].text:
        found[-1] = replace(found[-1], text=f"{found[-1].text}\n{made.text}")


def _sum(one: str | None, other: str | None) -> str | None:
    """One rule text for several items: their points together."""
    return plain(Decimal(one) + Decimal(other), 12) if one is not None and other is not None else one


def _spread(grid: Grid) -> list[tuple[Cell, ...]]:
    rows = [list(row) for row in grid.rows]
    for top, left, bottom, right in grid.merged:
        start = left - grid.left
        if not 0 <= top < len(rows) or not 0 <= start < len(rows[top]):
            continue
        value = rows[top][start]
        for number in range(top, min(bottom + 1, len(rows))):
            for column in range(start, min(right - grid.left + 1, len(rows[number]))):
                rows[number][column] = value
    return [tuple(row) for row in rows]


def _tops(grid: Grid) -> dict[tuple[int, int], int]:
    """(row, column of the rows) → first row of the merged range it lies in."""
    return {
        (row, column - grid.left): top
        for top, left, bottom, right in grid.merged
        for row in range(top, min(bottom + 1, len(grid.rows)))
        for column in range(left, right + 1)
    }


# --- rows -------------------------------------------------------------------------------------------------------------
def _section(row: tuple[Cell, ...], head: Head) -> str:
    """A row with a single text: 一、组织建设（40分）; under the rules it goes on with the rule above."""
    filled = [cell for cell in row if cell is not None]
    if head.rule and head.rule < len(row) and row[head.rule] is not None:
        return ""
    if len(filled) == 1 and isinstance(filled[0], str) and len(filled[0]) < 40 and not re.search(r"扣|得\d", filled[0]):
        return part_name(filled[0])
    return ""


def _row(grid: Grid, rows: list[tuple[Cell, ...]], number: int, head: Head, part: str) -> RuleCell | None:
    row = rows[number]
    text = "\n".join(filter(None, (_text(row, head.rule), _text(row, head.more))))
    item = _text(row, head.item)
    if not text or _note(row) or any(head_word(cell).startswith(TOTAL) for cell in row[:3] if cell is not None):
        return None
    points = points_of(row[head.points] if head.points is not None and head.points < len(row) else None)
    if points is None:
        told = _text(row, head.points)
        item = item or told
        points = _points_in(told) or _points_in(item) or _points_in(text[:24])
    parts = part_name(_text(row, head.part)) or part
    if points is not None and points.startswith("-"):
        points, parts = points[1:], f"{parts or grid.name}（{TAKES_ONLY}）"
    return RuleCell(grid.name, number, grid.left + head.rule, text, points, item, parts)


def _note(row: tuple[Cell, ...]) -> bool:
    """A remark over the whole width: 说明：本表由…负责解释."""
    told = {str(cell) for cell in row if cell is not None}
    return len(told) == 1 and re.match("(?:说明|注|备注|填表说明)\\s*[:：]", told.pop().strip()) is not None


def _text(row: tuple[Cell, ...], at: int | None) -> str:
    if at is None or at >= len(row) or row[at] is None:
        return ""
    value = row[at]
    return plain(value) if isinstance(value, Decimal) else str(value).strip()


def points_of(cell: Cell) -> str | None:
    """The points of a cell: 5, 5分, （5分）, −5, 30% as 0.3; None for a range or nothing."""
    if isinstance(cell, Decimal):
        return plain(cell, 12)
    found = re.fullmatch(
        r"\+?(?:满分|计|共)?(-?\d+(?:\.\d+)?)(%|分)?", key(cell).strip("()") if isinstance(cell, str) else ""
    )
    if found is None:
        return None
    return plain(Decimal(found[1]) / (100 if found[2] == "%" else 1), 12)


def _points_in(text: str) -> str | None:
    found = re.search(r"\((\d+(?:\.\d+)?)分\)", key(text))
    return plain(Decimal(found[1]), 12) if found else None


def hundred(cells: list[RuleCell]) -> list[RuleCell]:
    """Weights that come to 1 (100 %) are points of a hundred."""
    told = [Decimal(cell.points) for cell in cells if cell.points is not None]
    if len(told) < 2 or sum(told) != 1:
        return cells
    return [replace(one, points=plain(Decimal(one.points) * 100, 12)) if one.points else one for one in cells]


def _own(head: Head) -> int | None:
    """The column of the part where it stands before the rule: a row that names its own begins something new."""
    return head.part if head.part is not None and head.part < head.rule else None


def _numbered(row: tuple[Cell, ...], at: int) -> bool:
    """Whether a cell before the rule counts the items: a row with a number of its own is an item of its own."""
    return row[at] is not None and re.fullmatch(r"\(?\d+(?:\.\d+)*[).、]?", key(str(row[at]))) is not None


def _goes_on(merged: dict[tuple[int, int], int], grid: Grid, number: int, head: Head, found: list[RuleCell]) -> bool:
    """Whether a row belongs to the item above: its points lie in one merged range, or points and item are blank."""
    if not found or head.points is None:
        return False
    top = merged.get((number, head.points))
    if top is not None:
        return top < number and top <= found[-1].row
    own = grid.rows[number]
    if any(
        _numbered(own, at) for at in range(min(head.rule, len(own))) if at not in (head.item, head.points, head.part)
    ):
        return False
    return all(
        at >= len(own) or own[at] is None for at in (head.item, head.points, head.detail, _own(head)) if at is not None
    )
