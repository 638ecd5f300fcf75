"""A roster workbook → rows, faults at their cells, and a list of all that was not read. Never raises for bad input."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wuze.excel.book import Book, Sheet, open_book
from wuze.excel.handout.frame import Frame, Heading, RowKind, find_head, frame_of, shown
from wuze.excel.headers import bare, plain
from wuze.excel.hidden import hidden, listed
from wuze.excel.refusal import BookError
from wuze.excel.rosters.values import Fault, Kept, has_identity, read_cell
from wuze.excel.rosters.words import FIELDS, FORBIDDEN, SILENT, index, meaning

KEYS_SHEET = "五责往返"
"""The hidden sheet of a roster that we exported: the keys of all its rows, so that one that is missing is seen."""

SECRET = re.compile(r"(?:绝密|机密|秘密)\s*(?:★|☆|\*|级|件|[0-9０-９]+年)|^(?:绝密|机密|秘密)$")
_SHOWN = 60
OURS = ("", "key", "base")
"""Columns that are not read, and those that our own export hides."""
_ANCHORS = ("name", "code", "party", "key")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said of a whole file or sheet; ``stops``: it was not read."""

    problem: str
    fix: str = ""
    stops: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """A column as found: where it stands (0 = A), its head, the field read from it ("": none) and whether it is one
    that is never taken."""

    at: int
    head: str
    field: str = ""
    forbidden: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number in the sheet (from 1), what it says, and the faults of its fields ("": of the row)."""

    row: int
    values: dict[str, Kept]
    faults: tuple[tuple[str, Fault], ...] = ()


@dataclass(slots=True)
class Read:
    """One sheet. ``hints`` are texts that may name a place; ``skipped`` are rows that are no data, with why;
    ``first`` is the row of the lowest head, from 1; ``keys`` come from a roster that we exported."""

    file: str
    sheet: str
    columns: tuple[Column, ...] = ()
    lines: list[Line] = field(default_factory=list)
    skipped: list[tuple[int, str, str]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    hints: tuple[str, ...] = ()
    head: int = 0
    keys: frozenset[str] = frozenset()


def read_roster(path: Path, label: str, known: Mapping[str, str], wanted: Collection[str], most: int) -> list[Read]:
    """Every sheet of a workbook. ``label`` is the file's name in messages, ``known`` the county's own heads, ``wanted``
    the fields this kind of roster has, ``most`` the rows that may be read."""
    try:
        book = open_book(path)
    except BookError as refusal:
        return [Read(label, "", remarks=[Remark(refusal.finding.problem, refusal.finding.fix)])]
    words = {head: name for head, name in index(known).items() if name in wanted}
    found: list[Read] = []
    keys = _keys(book)
    for sheet in book.sheets:
        if sheet.name == KEYS_SHEET or not any(any(cell is not None for cell in row) for row in sheet.rows):
            continue
        read = _sheet(sheet, label, words, most - sum(len(one.lines) for one in found))
        read.keys = keys
        _hidden(path, read)
        found.append(read)
    return found or [Read(label, "", remarks=[Remark("文件里没有内容", "确认交的是填好的名册")])]


def _hidden(path: Path, read: Read) -> None:
    """Hidden rows and columns are read like all others, and said: often a filter hides what was not meant to be handed in."""
    used = {column.at: column.head for column in read.columns if column.field not in OURS}
    rows, columns = hidden(path, read.sheet, [line.row - 1 for line in read.lines], list(used))
    if rows:
        problem = f"第{listed(rows)}行（共{len(rows)}行）是隐藏的，照样读了"
        read.remarks.append(Remark(problem, "不该交的行删去，再传一次", stops=False))
    if columns:
        heads = "、".join(f"“{used[at]}”" for at in columns)
        read.remarks.append(Remark(f"{heads}列是隐藏的，照样读了", "不该交的列删去，再传一次", stops=False))


def _keys(book: Book) -> frozenset[str]:
    return frozenset(
        str(cell) for sheet in book.sheets if sheet.name == KEYS_SHEET for row in sheet.rows for cell in row[:1] if cell
    )


def _sheet(sheet: Sheet, label: str, words: Mapping[str, str], most: int) -> Read:
    read = Read(label, sheet.name)
    if sheet.hidden:
        read.remarks.append(Remark("隐藏的工作表，没有读", "要读就取消隐藏再交", stops=False))
        return read
    if _is_secret(sheet):
        read.remarks.append(Remark("表头上有密级字样，没有读", "涉密文件不能上传到本系统，请马上核对来源"))
        return read
    span = find_head(sheet, [head for head, name in words.items() if name in _ANCHORS])
    frame = frame_of(sheet, *span) if span else None
    columns = _columns(frame.headings, words) if frame else ()
    if frame is None or not any(column.field in _ANCHORS for column in columns):
        read.remarks.append(Remark("没有找到表头，没有读", "表头里要有一列“单位名称”或“统一社会信用代码”"))
        return read
    read.columns, read.head = columns, frame.bottom + 1
    read.hints = (sheet.name, *_titles(frame), label)
    _twice(read)
    _lines(frame_of(sheet, *_span(frame), _anchor_keys(frame, columns)), read, words, most)
    return read


def _span(frame: Frame) -> tuple[int, int]:
    return frame.top, frame.bottom


def _anchor_keys(frame: Frame, columns: Iterable[Column]) -> list[str]:
    anchors = {column.at for column in columns if column.field in {"name", "party"}}
    return [heading.key for heading in frame.headings if heading.at in anchors]


def _is_secret(sheet: Sheet) -> bool:
    return any(isinstance(cell, str) and SECRET.search(cell) for row in sheet.rows[:6] for cell in row)


def _titles(frame: Frame) -> tuple[str, ...]:
    return tuple(shown(cell)[:_SHOWN] for row in frame.raw[: frame.top] for cell in row if isinstance(cell, str))


def _columns(headings: Iterable[Heading], words: Mapping[str, str]) -> tuple[Column, ...]:
    found = []
    for heading in headings:
        if plain(heading.path[-1]) in SILENT:
            continue
        if any(FORBIDDEN.search(part) for part in heading.path) or FORBIDDEN.search("".join(heading.path)):
            found.append(Column(heading.at, heading.name, forbidden=True))
        else:
            found.append(Column(heading.at, heading.name, meaning(heading.path, words)))
    return tuple(found)


def _twice(read: Read) -> None:
    """Two columns of one meaning: the first is read, the other is told."""
    seen: dict[str, str] = {}
    kept = []
    for column in read.columns:
        if column.field and column.field in seen:
            problem = f"“{column.head}”和“{seen[column.field]}”是同一列，只读了前面的"
            read.remarks.append(Remark(problem, "只留一列", stops=False))
            kept.append(Column(column.at, column.head))
            continue
        if column.field:
            seen[column.field] = column.head
        kept.append(column)
    read.columns = tuple(kept)


def _lines(frame: Frame, read: Read, words: Mapping[str, str], most: int) -> None:
    used = [column for column in read.columns if column.field]
    lost = frame.sheet.errors | frame.sheet.unvalued
    for number, kind in frame.kinds.items():
        if kind is not RowKind.DATA:
            why = "合计、小计" if kind is RowKind.TOTAL else "说明"
            read.skipped.append((number + 1, _text(frame, number, read.columns), why))
        elif _is_head(frame, number, used, words):
            read.skipped.append((number + 1, _text(frame, number, read.columns), "重复的表头"))
        elif len(read.lines) >= most:
            read.remarks.append(Remark("超过一次能读的行数，后面的没有读", f"从第{number + 1}行起另存一份，下次再导"))
            return
        else:
            _line(frame, number, used, read, lost)


def _is_head(frame: Frame, number: int, used: Iterable[Column], words: Mapping[str, str]) -> bool:
    """The head again, as it stands on every printed page."""
    texts = [(column, frame.value(number, column.at)) for column in used]
    filled = [(column, cell) for column, cell in texts if cell is not None]
    return len(filled) >= 2 and all(
        isinstance(cell, str) and words.get(bare(cell)) == column.field for column, cell in filled
    )


def _line(frame: Frame, number: int, used: Iterable[Column], read: Read, lost: Collection[tuple[int, int]]) -> None:
    values: dict[str, Kept] = {}
    faults: list[tuple[str, Fault]] = []
    for column in used:
        if lost and (number, column.at) in lost:
            faults.append(
                (column.field, Fault("公式没有结果，这一格没有读", "打开文件让它算出来，或改成数值，保存后再交"))
            )
            continue
        value, fault = read_cell(frame.value(number, column.at), FIELDS[column.field])
        if value is not None:
            values[column.field] = value
        if fault:
            faults.append((column.field, fault))
    if values or faults:
        read.lines.append(Line(number + 1, values, tuple(faults)))
    else:
        read.skipped.append((number + 1, _text(frame, number, read.columns), "读的列都空着"))


def _text(frame: Frame, number: int, columns: Iterable[Column]) -> str:
    """The beginning of a row that was left out, without what must not be kept."""
    barred = {column.at for column in columns if column.forbidden}
    cells = [shown(cell) for at, cell in enumerate(frame.raw[number]) if cell is not None and at not in barred]
    text = " ".join(cell for cell in cells if not has_identity(cell))
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
