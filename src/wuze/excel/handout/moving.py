"""Rows that move, and the formulas and ranges that must move with them. Row numbers count from 1."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

_CELLS = re.compile(r"(\$?[A-Z]{1,3})(\$?)(\d+)(?::(\$?[A-Z]{1,3})(\$?)(\d+))?", re.IGNORECASE)
_ROWS = re.compile(r"(\$?)(\d+):(\$?)(\d+)")


class RowMap:
    """Old row → new row, for rows kept in their order. Rows below ``last`` (the old end) keep their distance to it.

    ``tails``: a new row → the last of the rows added right below it; a run that ends in the one ends in the other.
    """

    def __init__(
        self, pairs: Iterable[tuple[int, int]], last: int, new_last: int, tails: Mapping[int, int] | None = None
    ) -> None:
        self.new = dict(pairs)
        self.tails = tails or {}
        self.old = sorted(self.new)
        self.last, self.new_last = last, new_last

    def row(self, old: int) -> int | None:
        """The new number of a row; None where it is gone."""
        return old - self.last + self.new_last if old > self.last else self.new.get(old)

    def span(self, first: int, last: int) -> tuple[int, int] | None:
        """What is left of a run of rows; None where nothing is."""
        if first > self.last:
            return first - self.last + self.new_last, last - self.last + self.new_last
        start, stop = bisect_left(self.old, first), bisect_right(self.old, min(last, self.last))
        if start == stop:
            return None
        beyond = last - self.last
        end = self.new[self.old[stop - 1]]
        end = self.tails.get(end, end) if stop - start > 1 else end
        return self.new[self.old[start]], (self.new_last + beyond if beyond > 0 else end)


def moved(
    formula: str, rows: RowMap, sheet: str, *, own: tuple[int, int] | None = None, shift: int | None = None
) -> str | None:
    """A formula (with its ``=``) after its sheet's rows moved; None when a row it needs is gone.

    ``own``: old and new row of the cell, for cells of its own row; ``shift``: rows by which references without $ move
    (rules of a range are written for its first cell).
    """
    from openpyxl.formula import Tokenizer  # slow import: only when workbooks are written
    from openpyxl.formula.tokenizer import Token  # slow import: only when workbooks are written

    tokens = Tokenizer(formula)
    for token in tokens.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            place, mark, reference = token.value.rpartition("!")
            if mark and place.strip("'").replace("''", "'") != sheet:
                continue
            new = _reference(reference, rows, own, shift)
            if new is None:
                return None
            token.value = place + mark + new
    return "=" + "".join(token.value for token in tokens.items)


def _reference(text: str, rows: RowMap, own: tuple[int, int] | None, shift: int | None) -> str | None:
    if found := _CELLS.fullmatch(text):
        left, fixed, first, right, fixed_too, last = found.groups()
        if right is None:
            row = _one(int(first), bool(fixed), rows, own, shift)
            return None if row is None else f"{left}{fixed}{row}"
        span = _two((int(first), bool(fixed)), (int(last), bool(fixed_too)), rows, own, shift)
        return None if span is None else f"{left}{fixed}{span[0]}:{right}{fixed_too}{span[1]}"
    if found := _ROWS.fullmatch(text):
        fixed, first, fixed_too, last = found.groups()
        span = _two((int(first), bool(fixed)), (int(last), bool(fixed_too)), rows, own, shift)
        return None if span is None else f"{fixed}{span[0]}:{fixed_too}{span[1]}"
    return text


def _one(row: int, fixed: bool, rows: RowMap, own: tuple[int, int] | None, shift: int | None) -> int | None:
    if shift is not None and not fixed:
        return row + shift if row + shift > 0 else None
    if own is not None and row == own[0]:
        return own[1]
    return rows.row(row)


def _two(
    first: tuple[int, bool], last: tuple[int, bool], rows: RowMap, own: tuple[int, int] | None, shift: int | None
) -> tuple[int, int] | None:
    if first[0] == last[0] or (shift is not None and not (first[1] and last[1])):
        ends = _one(*first, rows, own, shift), _one(*last, rows, own, shift)
        return None if ends[0] is None or ends[1] is None else (ends[0], ends[1])
    return rows.span(min(first[0], last[0]), max(first[0], last[0]))


def rows_read(formula: str, sheet: str) -> set[int] | None:
    """The rows of its own sheet that a formula reads; None where it reads runs of rows or names."""
    from openpyxl.formula import Tokenizer  # slow import: only when workbooks are written
    from openpyxl.formula.tokenizer import Token  # slow import: only when workbooks are written

    found = set()
    for token in Tokenizer(formula).items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            place, mark, reference = token.value.rpartition("!")
            if mark and place.strip("'").replace("''", "'") != sheet:
                continue
            cells = _CELLS.fullmatch(reference)
            if cells is None or (cells[6] is not None and cells[6] != cells[3]):
                return None
            found.add(int(cells[3]))
    return found
