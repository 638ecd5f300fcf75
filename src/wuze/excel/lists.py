"""A list as it lies in an office's file → rows, and faults at their cells. Heads are known by the words offices use; every
sheet with a head is read. What kind of list it is, is data (:class:`Kind`). Never raises for bad input.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wuze.excel.book import Book, Sheet
from wuze.excel.cells import a1
from wuze.excel.handout.frame import Frame, find_head, frame_of
from wuze.excel.headers import bare, plain
from wuze.excel.refusal import BookError
from wuze.excel.rosters.values import read_cell
from wuze.excel.rosters.words import Field


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell that cannot be taken: 台账.xlsx!Sheet1!C17, what is wrong, what would pass."""

    place: str
    problem: str
    fix: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row as read: its place, the values of known columns (days as 2026-11-24), the place of each field's cell."""

    place: str
    values: dict[str, str]
    cells: dict[str, str]


@dataclass(slots=True)
class Read:
    """A whole file."""

    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of list. ``known_by``: fields whose words find the head; ``missing``: names of columns that it cannot do
    without, of the columns there are; ``nothing`` and ``too_many``: problem and fix; ``silent``: heads passed over without
    a word; ``blank``: what offices write into a cell for nothing."""

    fields: Mapping[str, Field]
    known_by: tuple[str, ...]
    missing: Callable[[Collection[str]], list[str]]
    nothing: tuple[str, str]
    too_many: tuple[str, str]
    silent: frozenset[str]
    blank: frozenset[str] = frozenset()


def read_list(path: Path, label: str, kind: Kind, most: int, open_file: Callable[[Path], Book]) -> Read:
    """All sheets of a file, at most so many rows; ``label`` is its name in sentences."""
    found = Read()
    try:
        book = open_file(path)
    except BookError as refused:
        found.faults.append(Fault(label, refused.finding.problem, refused.finding.fix))
        return found
    words = {word for one in kind.known_by for word in (kind.fields[one].label, *kind.fields[one].words.split())}
    for sheet in book.sheets:
        head = find_head(sheet, words)
        if head is not None:
            _sheet(found, sheet, frame_of(sheet, *head), f"{label}!{sheet.name}", kind, most)
    if not found.lines and not found.faults:
        found.faults.append(Fault(label, *kind.nothing))
    return found


def _sheet(found: Read, sheet: Sheet, frame: Frame, where: str, kind: Kind, most: int) -> None:
    columns = _columns(found, frame, where, kind)
    missing = kind.missing(columns.values())
    if missing:
        found.faults.append(Fault(where, f"缺{'、'.join(missing)}列", "补上这几列再导；名称相近的列也认"))
        return
    for row in frame.data:
        if len(found.lines) >= most:
            problem, fix = kind.too_many
            found.faults.append(Fault(f"{where}!{row + 1}行", problem.format(most=most), fix))
            return
        _row(found, frame, columns, row, where, kind)


def _columns(found: Read, frame: Frame, where: str, kind: Kind) -> dict[int, str]:
    """Column → field. A word of two fields (完成时间: the node, or when it was done) is the first that no other head is."""
    known: dict[str, list[str]] = {}
    for name, one in kind.fields.items():
        for word in (one.label, *one.words.split()):
            known.setdefault(plain(word), []).append(name)
    last = {heading: heading.path[-1] if heading.path else "" for heading in frame.headings}
    names = {heading: known.get(plain(word)) or known.get(bare(word), []) for heading, word in last.items()}
    columns: dict[int, str] = {}
    for heading in sorted(frame.headings, key=lambda heading: len(names[heading])):
        free = [name for name in names[heading] if name not in columns.values()]
        if free:
            columns[heading.at] = free[0]
    for heading in frame.headings:
        if heading.at not in columns and last[heading] and plain(last[heading]) not in kind.silent:
            found.unread.append(f"{where}“{heading.name}”")
    return columns


def _row(found: Read, frame: Frame, columns: dict[int, str], row: int, where: str, kind: Kind) -> None:
    values: dict[str, str] = {}
    cells = {name: f"{where}!{a1(row, column)}" for column, name in columns.items()}
    for column, name in columns.items():
        value, fault = read_cell(frame.value(row, column), kind.fields[name])
        if fault is not None:
            found.faults.append(Fault(cells[name], fault.problem, fault.fix))
        if value is not None and str(value) not in kind.blank:
            values[name] = str(value)
    found.lines.append(Line(f"{where}!{row + 1}行", values, cells))
