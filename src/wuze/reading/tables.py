"""Where the scoring table stands in a sheet: header rows by synonym, items, points and rule texts of every row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol

from wuze.reading.table_words import ITEM, NUMBER, OTHER, PART, POINTS, RULE, RULE_WEAK, TOTAL
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

    @property
    def cell(self) -> str:
        """``评分表!D7``."""
        return f"{self.sheet}!{self.address}"

    @property
    def address(self) -> str:
        """``D7``."""
        return f"{_letters(self.column)}{self.row + 1}"


@dataclass(frozen=True, slots=True)
class _Head:
    """Which column (of the rows) is what; ``last`` is the last header row."""

    last: int
    rule: int
    item: int | None
    points: int | None
    part: int | None


def _letters(column: int) -> str:
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


_REMARK = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")


def _word(cell: Cell) -> str:
    text = key(str(cell)) if isinstance(cell, str) else ""
    return _REMARK.sub("", text).strip(":*·") or text


def _is(word: str, words: Sequence[str]) -> bool:
    return word in words or (2 < len(word) <= 12 and any(len(one) > 2 and word.endswith(one) for one in words))


# --- cells ------------------------------------------------------------------------------------------------------------
def rule_cells(grids: Iterable[Grid]) -> list[RuleCell]:
    """Every rule text of every scoring table found, in order; several tables to a sheet are fine."""
    return [cell for grid in grids for cell in _of_grid(grid)]


def _of_grid(grid: Grid) -> Iterator[RuleCell]:
    rows = _spread(grid)
    merged = _tops(grid)
    head: _Head | None = None
    found: list[RuleCell] = []
    part = ""
    for number, row in enumerate(rows):
        here = _head(rows, number)
        if here is not None:
            head = here
            continue
        if head is None or number <= head.last or head.rule >= len(row):
            continue
        section = _section(grid.rows[number])
        if section:
            part = section
            continue
        made = _row(grid, rows, number, head, part)
        if made is None:
            continue
        top = merged.get((number, head.rule), number)
        if top < number and found and found[-1].row == top:
            found[-1] = replace(found[-1], points=_sum(found[-1].points, made.points))
        else:
            _take(found, made, goes_on=_goes_on(merged, grid, number, head, found))
    yield from found


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


# --- header -----------------------------------------------------------------------------------------------------------
def _head(rows: list[tuple[Cell, ...]], number: int) -> _Head | None:
    """The header that begins in this row, one or two rows high; None when this is no header."""
    words = [_word(cell) for cell in rows[number]]
    if not _headlike(words):
        return None
    below = [_word(cell) for cell in rows[number + 1]] if number + 1 < len(rows) else []
    two = below != words and any(below) and all(_known(word) for word in below if word)
    if two:
        words = [low if low and low != high and _known(low) else high for high, low in zip(words, below, strict=False)]
    return _columns(words, number + 1 if two else number)


def _known(word: str) -> bool:
    return any(_is(word, words) for words in (RULE, RULE_WEAK, ITEM, POINTS, PART, NUMBER, OTHER))


def _headlike(words: list[str]) -> bool:
    filled = {word for word in words if word}
    known = {word for word in filled if len(word) <= 14 and _known(word)}
    return len(known) > 1 and len(known) * 2 >= len(filled)


def _columns(words: list[str], last: int) -> _Head | None:
    points = _first(words, POINTS, ())
    rule = _first(words, RULE, (points,))
    if rule is None:
        weak = [at for at, word in enumerate(words) if _is(word, RULE_WEAK) and at != points]
        rule = weak[-1] if weak else None
    if rule is None:
        return None
    item = _first([*words[:rule], *([""] * (len(words) - rule))], ITEM, (points,), back=True)
    item = _first(words, ITEM, (points, rule)) if item is None else item
    part = _first(words, PART, (points, rule, item))
    if item is None and points is None:
        return None
    return _Head(last, rule, item, points, part)


def _first(
    words: list[str], wanted: Sequence[str], not_in: tuple[int | None, ...], *, back: bool = False
) -> int | None:
    places = [at for at, word in enumerate(words) if word and at not in not_in and _is(word, wanted)]
    exact = [at for at in places if words[at] in wanted]
    places = exact or places
    return (places[-1] if back else places[0]) if places else None


# --- rows -------------------------------------------------------------------------------------------------------------
def _section(row: tuple[Cell, ...]) -> str:
    """A row with a single text: 一、组织建设（40分）."""
    filled = [cell for cell in row if cell is not None]
    if len(filled) == 1 and isinstance(filled[0], str) and len(filled[0]) < 40 and not re.search(r"扣|得\d", filled[0]):
        return re.sub(r"^[一二三四五六七八九十\d]+[、.．]|[(（][^()（）]*[)）]", "", filled[0]).strip()
    return ""


def _row(grid: Grid, rows: list[tuple[Cell, ...]], number: int, head: _Head, part: str) -> RuleCell | None:
    row = rows[number]
    text = _text(row, head.rule)
    item = _text(row, head.item)
    if not text or any(_word(cell).startswith(TOTAL) for cell in row[:3] if cell is not None):
        return None
    points = points_of(row[head.points] if head.points is not None and head.points < len(row) else None)
    if points is None:
        points = _points_in(item) or _points_in(text[:24])
    parts = _text(row, head.part) or part
    return RuleCell(grid.name, number, grid.left + head.rule, text, points, item, parts)


def _text(row: tuple[Cell, ...], at: int | None) -> str:
    if at is None or at >= len(row) or row[at] is None:
        return ""
    value = row[at]
    return plain(value) if isinstance(value, Decimal) else str(value).strip()


def points_of(cell: Cell) -> str | None:
    """The points of a cell: 5, 5分, （5分）; None for a range, a share, or nothing."""
    if isinstance(cell, Decimal):
        return plain(cell, 12)
    found = re.fullmatch(
        r"\+?(?:满分|计)?(\d+(?:\.\d+)?)(?:分)?", key(cell).strip("()") if isinstance(cell, str) else ""
    )
    return plain(Decimal(found[1]), 12) if found else None


def _points_in(text: str) -> str | None:
    found = re.search(r"\((\d+(?:\.\d+)?)分\)", key(text))
    return plain(Decimal(found[1]), 12) if found else None


def _goes_on(merged: dict[tuple[int, int], int], grid: Grid, number: int, head: _Head, found: list[RuleCell]) -> bool:
    """Whether a row belongs to the item above: its points lie in one merged range, or points and item are blank."""
    if not found or head.points is None:
        return False
    top = merged.get((number, head.points))
    if top is not None:
        return top < number and top <= found[-1].row
    own = grid.rows[number]
    return all(at >= len(own) or own[at] is None for at in (head.item, head.points) if at is not None)
