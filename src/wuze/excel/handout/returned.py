"""One returned workbook: which sheet is ours, where its head went, which column is which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wuze.excel.book import Book, Sheet
from wuze.excel.cells import a1, letters
from wuze.excel.handout.choose import Plan
from wuze.excel.handout.frame import (
    Frame,
    Heading,
    frame_of,
    grid,
    head_cells,
    headings,
    numbering_of,
    same_form,
    shown,
)
from wuze.excel.handout.manifest import SHEET, Manifest
from wuze.excel.handout.notes import Kind, Note, note
from wuze.excel.handout.source import Source
from wuze.excel.headers import bare, plain, sheet_key
from wuze.excel.hidden import hidden_rows, listed


@dataclass(slots=True)
class Returned:
    """A returned file read: its table, base column → its column, columns of its own, and what there is to say."""

    name: str
    path: Path
    book: Book
    manifest: Manifest | None
    frame: Frame
    columns: dict[int, int]
    extra: list[Heading]
    notes: list[Note] = field(default_factory=list)
    value: str = ""

    def say(self, kind: Kind, row: int | None, at: int, problem: str, fix: str, *, mild: bool = False) -> None:
        """Add a note about a cell (from 0), or about the sheet where ``row`` is None."""
        cell = "" if row is None else a1(row, at)
        self.notes.append(note(kind, self.name, self.frame.sheet.name, cell, problem, fix, mild=mild))


def read_returned(name: str, path: Path, book: Book, manifest: Manifest | None, base: Source) -> Returned | None:
    """The table of a returned workbook; None where no sheet has it."""
    best = max((_best_window(sheet, base.frame) for sheet in _visible(book)), key=lambda one: one[0], default=None)
    if best is not None and best[0] * 2 >= len(base.frame.headings) and best[0] >= min(2, len(base.frame.headings)):
        _, sheet, top, bottom = best
    else:
        found = _without_head(book, base)
        if found is None:
            return None
        sheet, top, bottom = found
    heads = headings(head_cells(grid(sheet), sheet.merged)[top : bottom + 1]) if top >= 0 else []
    mapped = map_columns(heads, base.frame.headings)
    by_place = _by_place(heads, mapped, base.frame.headings, sheet)
    columns = {at: one.at for at, one in mapped.items()} | by_place
    keys = [one.key for one in heads if one.at in {columns.get(at) for at in base.plan.keys}]
    frame = (
        frame_of(sheet, max(top, 0), bottom, keys, numbering_of(base.frame)) if top >= 0 else _headless(sheet, bottom)
    )
    extra = [one for one in heads if one.at not in columns.values()]
    returned = Returned(name, path, book, manifest, frame, columns, extra)
    _say_heads(returned, base, by_place, headless=top < 0)
    _say_around(returned, base)
    return returned


def _visible(book: Book) -> list[Sheet]:
    return [sheet for sheet in book.sheets if plain(sheet.name) != SHEET]


def _best_window(sheet: Sheet, base: Frame) -> tuple[int, Sheet, int, int]:
    cells = head_cells(grid(sheet), sheet.merged)
    height, best = base.bottom - base.top + 1, (0, sheet, 0, 0)
    for top in range(len(cells)):
        for tall in range(1, height + 1):
            count = len(map_columns(headings(cells[top : top + tall]), base.headings))
            if count > best[0]:
                best = (count, sheet, top, min(top + tall, len(cells)) - 1)
    return best


def map_columns(heads: Sequence[Heading], base: Sequence[Heading]) -> dict[int, Heading]:
    """Base column → heading: by the whole head, else by its last part, else without remarks; only where it is clear."""
    mapped: dict[int, Heading] = {}
    taken: set[int] = set()
    for form in (lambda one: one.key, lambda one: plain(one.path[-1]), lambda one: bare(one.path[-1])):
        theirs: dict[str, list[Heading]] = {}
        for one in heads:
            theirs.setdefault(form(one), []).append(one)
        ours: dict[str, list[Heading]] = {}
        for one in base:
            ours.setdefault(form(one), []).append(one)
        for name, mine in ours.items():
            found = theirs.get(name, [])
            if len(mine) == len(found) == 1 and mine[0].at not in mapped and found[0].at not in taken:
                mapped[mine[0].at] = found[0]
                taken.add(found[0].at)
    return mapped


def _by_place(
    heads: Sequence[Heading], mapped: dict[int, Heading], base: Sequence[Heading], sheet: Sheet
) -> dict[int, int]:
    """Columns whose head is not known, found by the place between their neighbours."""
    places = {at: one.at for at, one in mapped.items()}
    width = max((len(row) for row in grid(sheet)), default=0)
    known = {same_form(one.name) for one in base}
    free = set(range(width)) - set(places.values()) - {one.at for one in heads if same_form(one.name) in known}
    found: dict[int, int] = {}
    for one in base:
        if one.at in places:
            continue
        near = min(places, key=lambda at: abs(at - one.at), default=None)
        at = one.at if near is None else places[near] + one.at - near
        if at in free:
            found[one.at] = at
            free.discard(at)
    return found


def _without_head(book: Book, base: Source) -> tuple[Sheet, int, int] | None:
    """A sheet whose head is gone but whose key column holds our keys at its old place: (sheet, -1, row above data)."""
    at = base.plan.keys[0]
    known = {same_form(base.frame.value(row, at)) for row in base.frame.data}
    for sheet in _visible(book):
        hits = [number for number, row in enumerate(grid(sheet)) if at < len(row) and same_form(row[at]) in known]
        hits = [number for number in hits if same_form(grid(sheet)[number][at])]
        if len(hits) >= 2 or (hits and len(known) < 3):
            return sheet, -1, hits[0] - 1
    return None


def _headless(sheet: Sheet, above: int) -> Frame:
    """A table of which only the data is left."""
    framed = frame_of(sheet, 0, above)
    return Frame(sheet, framed.cells, framed.raw, 0, above, above + 1, (), framed.kinds)


def _say_heads(returned: Returned, base: Source, by_place: dict[int, int], *, headless: bool) -> None:
    row, names = max(returned.frame.bottom, 0), base.plan.names
    heads = {one.at: one.name for one in returned.frame.headings}
    if headless:
        returned.say(Kind.HEADER_MISSING, None, 0, "表头没了，按原来的位置对上各列", "恢复表头；核对各列有没有错位")
    for at, place in () if headless else by_place.items():
        words = f"表头“{names[at]}”改成了“{heads.get(place, '（空）')}”，按位置对上"
        returned.say(Kind.HEADER_CHANGED, row, place, words, "核对这一列是不是原来那列，把表头改回去")
    for at in [at for at in names if at not in returned.columns]:
        returned.say(
            Kind.HEADER_MISSING,
            row,
            0,
            f"“{names[at]}”这一列没了",
            "补回这一列再交" if at in base.plan.fills else "补回这一列",
        )
    order = [returned.columns[at] for at in sorted(returned.columns)]
    if order != sorted(order):
        moved = [
            names[at] for at, rank in zip(sorted(returned.columns), order, strict=True) if _out_of_place(rank, order)
        ]
        returned.say(Kind.HEADER_MOVED, row, 0, f"列的顺序变了：{'、'.join(moved)}，已按表头对上", "不用改", mild=True)
    for one in returned.extra:
        count = sum(returned.frame.value(number, one.at) is not None for number in returned.frame.data)
        words = f"多出一列“{one.name}”，{count}行有内容，放在总表最右边"
        returned.say(Kind.HEADER_ADDED, row, one.at, words, "不要就删去", mild=True)


def _out_of_place(rank: int, order: list[int]) -> bool:
    return order.index(rank) != sorted(order).index(rank)


def _say_around(returned: Returned, base: Source) -> None:
    """Rows above the head, other sheets, cells without a head, hidden rows."""
    frame = returned.frame
    ours = {same_form(cell) for row in base.frame.raw[: base.frame.first] for cell in row}
    above = range(frame.top) if frame.headings else range(frame.first)
    for number in above:
        texts = [cell for cell in frame.raw[number] if cell is not None and same_form(cell) not in ours]
        if texts:
            words = f"表头上方多出：{' | '.join(map(shown, texts))}，没有并入"
            returned.say(Kind.ABOVE_HEAD, number, 0, words, "有用的内容请填到表里", mild=True)
    known = {sheet_key(sheet.name): sheet for sheet in base.book.sheets}
    for sheet in _visible(returned.book):
        rows = [number for number, row in enumerate(sheet.rows) if any(cell is not None for cell in row)]
        same = known.get(sheet_key(sheet.name))
        if sheet is not frame.sheet and rows and (same is None or same.rows != sheet.rows):
            words = f"{'多出' if same is None else '改动了'}工作表“{sheet.name}”，有内容{len(rows)}行（第{rows[0] + 1}至{rows[-1] + 1}行），没有并入"
            returned.notes.append(
                note(Kind.EXTRA_SHEET, returned.name, sheet.name, "", words, "要并入的内容请填到原表里")
            )
    if hidden := hidden_rows(returned.path, frame.sheet.name, frame.data):
        words = f"第{listed(hidden)}行是隐藏的，照样并入"
        returned.say(Kind.HIDDEN, hidden[0], 0, words, "核对这些行是不是该交的")
    _say_strays(returned)


def _say_strays(returned: Returned) -> None:
    frame, heads = returned.frame, {one.at for one in returned.frame.headings} | set(returned.columns.values())
    strays: dict[int, list[str]] = {}
    for row in frame.data:
        for at, cell in enumerate(frame.raw[row]):
            if cell is not None and at not in heads:
                strays.setdefault(at, []).append(f"{a1(row, at)}“{shown(cell)}”")
    for at, cells in strays.items():
        words = f"{letters(at)}列没有表头，写了：{'、'.join(cells)}，没有并入"
        returned.say(Kind.HEADER_ADDED, frame.bottom, at, words, "填到有表头的列里")


def key_columns(plan: Plan, returned: Returned) -> list[int | None]:
    """Where the key columns stand in the returned file; None for one that is gone."""
    return [returned.columns.get(at) for at in plan.keys]
