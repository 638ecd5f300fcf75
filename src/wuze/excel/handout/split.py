"""下发: one workbook per value of a column, in the layout of the original, keys locked and columns to fill marked."""

from __future__ import annotations

import re
import shutil
from collections import Counter, defaultdict
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import Any

from wuze.excel.book import open_book
from wuze.excel.cells import a1
from wuze.excel.editable import solid
from wuze.excel.handout.choose import value_key
from wuze.excel.handout.finish import save
from wuze.excel.handout.frame import RowKind, row_text, same_form, shown
from wuze.excel.handout.manifest import batch_of, manifest_of, read_manifest, write_manifest
from wuze.excel.handout.moving import RowMap, rows_read
from wuze.excel.handout.notes import Kind, Note
from wuze.excel.handout.original import Line, lay_out
from wuze.excel.handout.source import Options, Source, has_column, names_of, open_source, repeated_keys
from wuze.excel.refusal import BookError, refuse
from wuze.scoring.tables import Cell

_BAD = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|\u200b-\u200f\u202a-\u202e\ufeff]+')
_MARKED = "FFFFF9DB"
_MARKED_HEAD = "FFFFE699"


@dataclass(frozen=True, slots=True)
class Part:
    """One file: the value it is for (blank where the column is), its name, the data rows (from 0) in it."""

    value: str
    file: str
    rows: tuple[int, ...]
    lines: tuple[int, ...]
    """All rows of the original below the head that go into it, totals and notes among them."""


@dataclass(frozen=True, slots=True)
class SplitResult:
    """What was split: column names, the parts, and what there is to say."""

    base: str
    sheet: str
    by: str
    keys: tuple[str, ...]
    fills: tuple[str, ...]
    batch: str
    parts: tuple[Part, ...]
    notes: list[Note] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The result for programs."""
        return {
            "format": 1, "base": self.base, "sheet": self.sheet, "by": self.by, "keys": list(self.keys),
            "fills": list(self.fills), "batch": self.batch,
            "files": [{"value": one.value or None, "file": one.file, "rows": len(one.rows)} for one in self.parts],
            "warnings": [one.as_json() for one in self.notes],
        }  # fmt: skip  # the keys in order


def split(path: Path, out: Path, options: Options, *, force: bool = False) -> SplitResult:
    """Split the table at ``path`` into workbooks in the folder ``out`` (made if missing).

    Raises :class:`BookError` for a bad file, missing columns, or a file of the same name (``force`` overwrites one that
    an earlier split made, never another). Then nothing is left in ``out``.
    """
    source = open_source(path, options)
    parts, notes = _parts(source)
    for part in parts:
        _may_write(out / part.file, force)
    notes += repeated_keys(source) + _leave_out(source)
    batch = batch_of(source.frame, source.plan)
    result = SplitResult(
        source.file, source.frame.sheet.name, source.plan.names[source.plan.by], names_of(source.plan, source.plan.keys),
        names_of(source.plan, source.plan.fills), batch, tuple(parts), notes,
    )  # fmt: skip  # the fields in two lines
    _write(source, result, out)
    return result


def _write(source: Source, result: SplitResult, out: Path) -> None:
    styles: dict[tuple[int, ...], Any] = {}
    before: dict[Path, Path | None] = {}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for part in result.parts:
            target = out / part.file
            values = _one(source, part, result, styles)
            before[target] = _aside(target)
            save(source.original.workbook, target, source.frame.sheet.name, values)
    except (BookError, OSError) as error:
        _undo(before)
        if isinstance(error, BookError):
            raise
        raise refuse("cannot_write", f"文件夹“{out}”写不进去", "换一个位置，或确认有写入权限和空间") from error
    for kept in before.values():
        if kept is not None:
            with suppress(OSError):
                kept.unlink()


def _aside(target: Path) -> Path | None:
    """A copy of the file that is about to be overwritten; None where there is none. It may have been filled in."""
    if not target.exists():
        return None
    kept = target.with_name(f".{target.stem[:40]}-{token_hex(4)}.bak")
    shutil.copy2(target, kept)
    return kept


def _undo(before: dict[Path, Path | None]) -> None:
    """The folder as it was: what is new goes, what was overwritten comes back."""
    for target, kept in before.items():
        with suppress(OSError):
            if kept is None:
                target.unlink(missing_ok=True)
            else:
                kept.replace(target)


def _parts(source: Source) -> tuple[list[Part], list[Note]]:
    frame, plan = source.frame, source.plan
    groups: dict[str, list[int]] = defaultdict(list)
    for row in frame.data:
        groups[value_key(frame, plan, row)].append(row)
    others, notes = _other_rows(source, set(groups))
    names: set[str] = set()
    parts = []
    for value, rows in groups.items():
        spelled = Counter(shown(frame.value(row, plan.by)) for row in rows)
        title = spelled.most_common(1)[0][0]
        if len(spelled) > 1:
            listed = "、".join(f"“{text}”{count}行" for text, count in spelled.items())
            notes.append(
                source.note(Kind.SPELLING, rows[0], plan.by, f"写法不一：{listed}，已放在一起", "把写法改成一样的")
            )
        if not value:
            cells = "、".join(a1(row, plan.by) for row in rows[:20]) + ("等" if len(rows) > 20 else "")
            words = f"有{len(rows)}行的“{plan.names[plan.by]}”是空的：{cells}，单独放一个文件"
            notes.append(source.note(Kind.EMPTY_VALUE, rows[0], plan.by, words, "补上后重新下发"))
        file = _file_name(source.path.stem, title or f"未填{plan.names[plan.by]}", names)
        lines = sorted(rows + [row for row, owner in others.items() if owner in (None, value)])
        parts.append(Part(title, file, tuple(rows), tuple(lines)))
    return parts, notes


def _other_rows(source: Source, values: set[str]) -> tuple[dict[int, str | None], list[Note]]:
    """Totals and notes that go along: row → the value whose file it belongs to, None for every file."""
    frame, plan = source.frame, source.plan
    kept: dict[int, str | None] = {}
    notes = []
    block: set[str] = set()
    for row, kind in frame.kinds.items():
        if kind is RowKind.DATA:
            block.add(value_key(frame, plan, row))
        elif kind is RowKind.NOTE:
            kept[row] = None
        else:
            owner = _owner(source, row, values, block)
            if owner is not None:
                kept[row] = owner
                block = set()
            elif any(cell.data_type == "f" for cell in source.original.rows.get(row + 1, ())):
                kept[row] = None
            else:
                words = f"“{row_text(frame, row, 60)}”是合计，数是手填的，没有放进下发文件"
                notes.append(source.note(Kind.LEFT_OUT, row, 0, words, "需要合计就改成公式"))
    return kept, notes


def _owner(source: Source, row: int, values: set[str], block: set[str]) -> str | None:
    """The value a subtotal belongs to: named in its row, or the only one in the block above it."""
    texts = [same_form(cell) for cell in source.frame.raw[row] if cell is not None]
    named = [value for value in values if value and any(text.startswith(value) for text in texts)]
    if named:
        return max(named, key=len)
    inner = any("小计" in text for text in texts)
    return next(iter(block)) if inner and len(block) == 1 else None


def _file_name(stem: str, value: str, taken: set[str]) -> str:
    """A name that every file system takes and that none of ``taken`` has, case aside."""
    safe = _BAD.sub("_", f"{stem}-{value}").strip(" ._")
    while len(safe.encode()) > 180:
        safe = safe[:-1]
    name, number = safe, 1
    while name.lower() in taken:
        number += 1
        name = f"{safe}_{number}"
    taken.add(name.lower())
    return f"{name}.xlsx"


def _may_write(target: Path, force: bool) -> None:
    if not target.exists():
        return
    try:
        ours = read_manifest(open_book(target)) is not None
    except BookError:
        ours = False
    if not ours:
        raise refuse(Kind.TARGET_EXISTS, f"“{target}”已有，不是下发的文件，不能覆盖", "换一个文件夹")
    if not force:
        raise refuse(Kind.TARGET_EXISTS, f"“{target}”已有，可能是填过的", "换一个文件夹；确认不要了，再加 --force 覆盖")


def _leave_out(source: Source) -> list[Note]:
    """Take out of the workbook what the towns must not see; say what else goes along and what cannot."""
    workbook, notes = source.original.workbook, []
    for sheet in source.book.sheets:
        if sheet.name == source.frame.sheet.name:
            continue
        if has_column(sheet, source.plan.names[source.plan.by]):
            workbook.remove(workbook[sheet.name])
            for name in [one for one, what in workbook.defined_names.items() if sheet.name in (what.attr_text or "")]:
                del workbook.defined_names[name]
            words = f"工作表“{sheet.name}”也有“{source.plan.names[source.plan.by]}”列，没有放进下发文件"
            notes.append(source.note(Kind.LEFT_OUT, None, 0, words, "要下发它，用 --sheet 另拆一次"))
        elif any(any(cell is not None for cell in row) for row in sheet.rows):
            words = f"工作表“{sheet.name}”{'（隐藏）' if sheet.hidden else ''}原样带给每个单位"
            notes.append(source.note(Kind.LEFT_OUT, None, 0, words, "里面有不该给的内容，就先删去再拆"))
    for what in source.original.lost:
        notes.append(source.note(Kind.LAYOUT_LOST, None, 0, f"没有带过去：{what}", "需要时在下发文件里重做"))
    if any(look.hidden for look in source.original.heights.values()):
        notes.append(source.note(Kind.HIDDEN, None, 0, "总表里有隐藏的行，下发文件里都显示", "不该下发的行先删去再拆"))
    return notes


def _one(source: Source, part: Part, result: SplitResult, styles: dict[tuple[int, ...], Any]) -> dict[str, Cell]:
    """Lay out one part; gives the values its formulas show."""
    original, frame, plan = source.original, source.frame, source.plan
    head = frame.first
    rows = lay_out(original, [Line(row + 1) for row in part.lines], head)
    for cell in original.frozen:
        words = f"{part.file} 的 {cell}：公式用到别的单位的行，改成了数值"
        result.notes.append(source.note(Kind.FROZEN_FORMULA, None, 0, words, "不合适就改公式，只用本行的格"))
    _protect(source, part, rows, styles)
    manifest = manifest_of(source.file, frame, plan, result.batch, part.value, part.rows)
    write_manifest(original.workbook, manifest)
    original.workbook.active = original.workbook.index(original.page)
    for sheet in original.workbook.worksheets:
        sheet.sheet_view.tabSelected = sheet is original.page
    return _shown_values(source, part, rows)


def _protect(source: Source, part: Part, rows: RowMap, styles: dict[tuple[int, ...], Any]) -> None:
    page, plan, frame = source.original.page, source.plan, source.frame
    for row in part.rows:
        new = rows.new[row + 1]
        for at in plan.names:
            cell = page.cell(new, at + 1)
            if type(cell).__name__ == "Cell":
                cell._style = _styled(cell, at in plan.fills, styles)
    for at in plan.fills:
        line = max(r for r in range(frame.top, frame.bottom + 1) if type(page.cell(r + 1, at + 1)).__name__ == "Cell")
        cell = page.cell(line + 1, at + 1)
        cell.fill = solid(_MARKED_HEAD)
    page.protection.sheet = True
    for free in ("formatCells", "formatColumns", "formatRows", "autoFilter", "sort"):
        setattr(page.protection, free, False)


def _styled(cell: Any, fill: bool, styles: dict[tuple[int, ...], Any]) -> Any:
    """The style of a cell, locked or open; made once for each."""
    from openpyxl.styles import Protection  # slow import: openpyxl

    name = (*(cell._style or ()), int(fill))
    if name not in styles:
        cell.protection = Protection(locked=not fill, hidden=cell.protection.hidden)
        if fill and cell.fill.fill_type is None:
            cell.fill = solid(_MARKED)
        styles[name] = cell._style
    return copy(styles[name])


def _shown_values(source: Source, part: Part, rows: RowMap) -> dict[str, Cell]:
    original, title, values = source.original, source.original.page.title, {}
    for row in part.rows:
        for cell in original.rows.get(row + 1, ()):
            if cell.data_type == "f" and isinstance(cell.value, str):
                read = rows_read(cell.value, title)
                if read is not None and read <= {row + 1}:
                    at = a1(rows.new[row + 1] - 1, cell.column - 1)
                    values[at] = original.sheet.at(row, cell.column - 1)
    return values
