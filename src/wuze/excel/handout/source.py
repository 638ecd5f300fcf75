"""The clerk's own table (总表) opened: where its rows stand, which columns matter, its layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wuze.excel.book import Book, Sheet, open_book
from wuze.excel.cells import a1
from wuze.excel.handout.choose import Plan, choose, row_key
from wuze.excel.handout.frame import Frame, find_head, frame_of
from wuze.excel.handout.notes import Kind, Note, note
from wuze.excel.handout.original import Original, open_original
from wuze.excel.headers import sheet_key
from wuze.excel.refusal import refuse


@dataclass(frozen=True, slots=True)
class Options:
    """What the clerk said: the splitting column, and perhaps the sheet, head rows (``3-4``), keys, columns to fill."""

    by: str
    sheet: str = ""
    head: str = ""
    key: tuple[str, ...] = ()
    fill: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A table opened for splitting, or as the base of a merge."""

    path: Path
    book: Book
    frame: Frame
    plan: Plan
    original: Original

    @property
    def file(self) -> str:
        """Its name in messages."""
        return self.path.name

    def note(self, kind: Kind, row: int | None, column: int, problem: str, fix: str, *, mild: bool = True) -> Note:
        """A note about a cell (from 0) of the table; about the sheet where ``row`` is None."""
        cell = "" if row is None else a1(row, column)
        return note(kind, self.file, self.frame.sheet.name, cell, problem, fix, mild=mild)


def open_source(path: Path, options: Options, book: Book | None = None) -> Source:
    """Open a table (``book`` where it was read before).

    Raises :class:`BookError` for a bad file, a missing head or column, or rows that have no key.
    """
    book = book or open_book(path, moments=True)
    sheet, (top, bottom) = _sheet(book, options)
    frame = frame_of(sheet, top, bottom)
    if not frame.data:
        raise refuse(Kind.NO_ROWS, f"工作表“{sheet.name}”的表头下面没有数据", "确认给的是填好的总表")
    original = open_original(path, book, sheet)
    formulas = original.formula_columns(frame.data)
    plan = choose(frame, options.by, options.key, options.fill, formulas)
    keys = [one.key for one in frame.headings if one.at in plan.keys]
    return Source(path, book, frame_of(sheet, top, bottom, keys), plan, original)


def _sheet(book: Book, options: Options) -> tuple[Sheet, tuple[int, int]]:
    sheets = [one for one in book.sheets if not one.hidden] or list(book.sheets)
    if options.sheet:
        sheets = [one for one in book.sheets if sheet_key(one.name) == sheet_key(options.sheet)]
        if not sheets:
            names = "、".join(one.name for one in book.sheets)
            raise refuse(Kind.NO_HEAD, f"没有工作表“{options.sheet}”", f"有这些：{names}")
    if options.head:
        return sheets[0], _head_rows(options.head, sheets[0])
    last_part = options.by.rsplit("/", 1)[-1]
    for sheet in sheets:
        if (head := find_head(sheet, [options.by, last_part])) is not None:
            return sheet, head
    raise refuse(
        Kind.NO_COLUMN, f"没有找到带“{options.by}”的表头", "核对 --by 的列名；表头特别时用 --head 3-4 写明表头是第几行"
    )


def _head_rows(text: str, sheet: Sheet) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,4})(?:-(\d{1,4}))?", text)
    top = int(found[1]) - 1 if found else -1
    bottom = int(found[2]) - 1 if found and found[2] else top
    if not 0 <= top <= bottom < len(sheet.rows):
        raise refuse(Kind.NO_HEAD, f"表头“{text}”不对", f"写成 3 或 3-4；工作表“{sheet.name}”共{len(sheet.rows)}行")
    return top, bottom


def repeated_keys(source: Source) -> list[Note]:
    """Rows of the table that share a key: they can be told apart by their order only."""
    frame, plan = source.frame, source.plan
    counts = Counter(row_key(frame, plan.keys, row) for row in frame.data)
    seen: Counter[tuple[str, ...]] = Counter()
    notes = []
    for row in frame.data:
        key = row_key(frame, plan.keys, row)
        seen[key] += 1
        if seen[key] > 1:
            words = f"“{'，'.join(key)}”在总表里有{counts[key]}行" if any(key) else "关键列是空的"
            notes.append(source.note(Kind.DUPLICATE_KEY, row, plan.keys[0], words, "补上或改成不同的，才能准确合并"))
    return notes


def has_column(sheet: Sheet, by: str) -> bool:
    """Whether a sheet has the splitting column too."""
    return find_head(sheet, [by, by.rsplit("/", 1)[-1]]) is not None


def names_of(plan: Plan, columns: Sequence[int]) -> tuple[str, ...]:
    """Heads of columns."""
    return tuple(plan.names[at] for at in columns)
