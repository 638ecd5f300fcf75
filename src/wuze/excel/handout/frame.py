"""Where a table stands in a sheet: title rows, head (of one or more rows), data rows, totals and notes."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from wuze.excel.book import Area, Row, Sheet
from wuze.excel.headers import bare, plain
from wuze.scoring.tables import Cell
from wuze.scoring.text import key

HEAD_WITHIN = 40
"""A head is looked for in so many rows."""

_TOTAL = re.compile(r".{0,20}(?:合计|总计|小计|共计|累计|总数)(?:[:(].{0,12})?")
_NOTE = re.compile(r"(?:注|备注|说明|填表|填报|制表|审核|审批|单位负责人|负责人|经办|联系|报送|盖章|日期).*")
_SECTION = re.compile(r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)).*")
_LETTERS = "甲乙丙丁戊己庚辛壬癸"


class RowKind(StrEnum):
    """What a row below the head is."""

    DATA = "data"
    TOTAL = "total"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its place in the sheet (0 = A) and its head from top to bottom, merged cells read through."""

    at: int
    path: tuple[str, ...]

    @property
    def name(self) -> str:
        """The head as messages write it: 党员情况/人数."""
        return "/".join(self.path)

    @property
    def key(self) -> str:
        """The head for comparison."""
        return "/".join(map(plain, self.path))


@dataclass(frozen=True, slots=True)
class Frame:
    """A table in a sheet. Row numbers count from 0.

    ``cells``: the sheet from A1, vertical merges below the head read through; ``raw``: the same without that.
    ``top``..``bottom``: the head; ``first``: where data may begin; ``kinds``: row number → what it is, blanks left out.
    """

    sheet: Sheet
    cells: tuple[Row, ...]
    raw: tuple[Row, ...]
    top: int
    bottom: int
    first: int
    headings: tuple[Heading, ...]
    kinds: dict[int, RowKind]

    def value(self, row: int, column: int) -> Cell:
        """A cell of the sheet; None beyond its edge."""
        line = self.cells[row]
        return line[column] if column < len(line) else None

    @property
    def data(self) -> list[int]:
        """Numbers of the data rows."""
        return [number for number, kind in self.kinds.items() if kind is RowKind.DATA]


def shown(value: Cell) -> str:
    """A cell as people write it: 12, 2026-03-05, 2026-03-05 16:40, 是."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}".removesuffix(":00")
    return value.isoformat() if isinstance(value, date) else str(value)


def same_form(value: Cell) -> str:
    """A cell for comparison: blanks and full width do not count; a number and its text are one."""
    return key(shown(value))


def row_text(frame: Frame, row: int, most: int = 400) -> str:
    """A row as one line of text, for reports."""
    text = " | ".join(shown(cell) for cell in frame.cells[row] if cell is not None)
    return text if len(text) <= most else text[:most] + "…"


def grid(sheet: Sheet) -> tuple[Row, ...]:
    """The rows of a sheet beginning at column A."""
    if not sheet.left:
        return sheet.rows
    lead = (None,) * sheet.left
    return tuple(lead + row for row in sheet.rows)


def find_head(sheet: Sheet, words: Collection[str]) -> tuple[int, int] | None:
    """First and last row of the head that holds one of ``words`` (compared by :func:`bare`); None where none does."""
    cells = head_cells(grid(sheet), sheet.merged)
    wanted = {plain(word) for word in words} | {bare(word) for word in words}
    for number, row in enumerate(cells):
        texts = {plain(cell) for cell in row if isinstance(cell, str)}
        if len(texts) >= 2 and any(text in wanted or bare(text) in wanted for text in texts):
            return _whole_head(sheet, cells, number)
    return None


def head_cells(cells: Sequence[Row], merged: Sequence[Area]) -> list[list[Cell]]:
    """The rows in which a head may stand, merged ranges read through."""
    width = max(map(len, cells), default=0)
    top = [[*row, *[None] * (width - len(row))] for row in cells[:HEAD_WITHIN]]
    for first, left, last, right in merged:
        if first < len(top) and left < width:
            value = top[first][left]
            for row in top[first : last + 1]:
                row[left : right + 1] = [value] * (min(right + 1, width) - left)
    return top


def _whole_head(sheet: Sheet, cells: list[list[Cell]], at: int) -> tuple[int, int]:
    used = sum(cell is not None for cell in cells[at])
    areas = [area for area in sheet.merged if area[3] - area[1] + 1 < max(used, 2)]
    top = bottom = at
    while True:
        before = top, bottom
        for first, left, last, right in areas:
            if first <= bottom and last >= top:
                top, bottom = min(top, first), max(bottom, last)
                if first == last == bottom and right > left and last + 1 < len(cells):
                    bottom = last + 1
        if top and _is_group(cells[top - 1], [area for area in areas if area[0] == top - 1 == area[2]], used):
            top -= 1
        if before == (top, bottom):
            return top, bottom


def _is_group(row: list[Cell], areas: list[Area], used: int) -> bool:
    """Whether a row above a head row holds its group heads: merged across, no colon, most columns under one."""
    texts = [cell for cell in row if cell is not None]
    across = any(right > left for _, left, _, right in areas)
    return across and len(texts) * 5 >= used * 3 and not any(":" in plain(shown(text)) for text in texts)


def frame_of(sheet: Sheet, top: int, bottom: int, keys: Collection[str] = (), numbering: Collection[str] = ()) -> Frame:
    """The table below a head. ``keys`` are the heads of columns whose cells tell data from notes.

    ``numbering``: the cells of the base's row of column numbers, known again in a returned file in any order.
    """
    raw = grid(sheet)
    heads = headings(head_cells(raw, sheet.merged)[top : bottom + 1])
    first = bottom + 1
    if first < len(raw) and _is_numbering(raw[first], numbering):
        first += 1
    cells = _spread_down(raw, sheet.merged, first)
    wanted = set(keys)
    columns = [one.at for one in heads if one.key in wanted]
    kinds = {
        number: row_kind(raw[number], cells[number], columns)
        for number in range(first, len(raw))
        if any(cell is not None for cell in raw[number]) or any(cell is not None for cell in cells[number])
    }
    return Frame(sheet, cells, raw, top, bottom, first, tuple(heads), kinds)


def headings(rows: Sequence[Sequence[Cell]]) -> list[Heading]:
    """The columns that have a head; the same text in rows one above the other counts once."""
    found = []
    for at in range(max(map(len, rows), default=0)):
        path: list[str] = []
        for row in rows:
            text = shown(row[at]) if at < len(row) else ""
            if text and (not path or plain(path[-1]) != plain(text)):
                path.append(text.replace("\n", ""))
        if path:
            found.append(Heading(at, tuple(path)))
    return found


def numbering_of(frame: Frame) -> frozenset[str]:
    """The texts of the row of column numbers; none where there is no such row."""
    return frozenset(
        shown(cell) for row in frame.raw[frame.bottom + 1 : frame.first] for cell in row if cell is not None
    )


def _is_numbering(row: Row, known: Collection[str]) -> bool:
    """A row 1 2 3 4 or 甲 乙 1 2 under the head, or one of the known numbers in another order."""
    texts = [shown(cell) for cell in row if cell is not None]
    if len(texts) >= 3 and len(set(texts)) == len(texts) and set(texts) <= set(known):
        return True
    numbers = [text for text in texts if text not in _LETTERS]
    right = numbers == [str(number) for number in range(1, len(numbers) + 1)]
    return (
        len(texts) >= 3 and right and texts[: len(texts) - len(numbers)] == list(_LETTERS[: len(texts) - len(numbers)])
    )


def _spread_down(cells: tuple[Row, ...], merged: Sequence[Area], first: int) -> tuple[Row, ...]:
    changed: dict[int, list[Cell]] = {}
    for top, left, bottom, right in merged:
        if top >= first and left == right and top < len(cells) and left < len(cells[top]):
            for number in range(top + 1, min(bottom + 1, len(cells))):
                changed.setdefault(number, list(cells[number]))[left] = cells[top][left]
    return tuple(tuple(changed[number]) if number in changed else row for number, row in enumerate(cells))


def row_kind(raw: Row, spread: Row, keys: Sequence[int]) -> RowKind:
    """What a row that is not blank is. When in doubt it is data: then it is merged or asked about, never dropped."""
    filled = [cell for cell in raw if cell is not None] or [cell for cell in spread if cell is not None]
    texts = [key(cell) for cell in filled if isinstance(cell, str)]
    if not texts:
        return RowKind.DATA
    named = [same_form(spread[at]) for at in keys if at < len(spread) and spread[at] is not None]
    lead = texts[0]
    label = not named or any(map(_TOTAL.fullmatch, named))
    if label and any(map(_TOTAL.fullmatch, texts[:2])):
        return RowKind.TOTAL
    sparse = len(filled) <= 2 or all(_NOTE.fullmatch(text) for text in texts)
    if sparse and (not named or named == [lead]) and _is_remark(lead, alone=len(filled) == 1):
        return RowKind.NOTE
    return RowKind.DATA


def _is_remark(lead: str, *, alone: bool) -> bool:
    return bool(_NOTE.fullmatch(lead) and (":" in lead or "。" in lead)) or (
        alone and bool(_NOTE.fullmatch(lead) or _SECTION.fullmatch(lead))
    )
