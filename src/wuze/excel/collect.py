"""Several data sources read as one: 数据.xlsx, folders of filled 评分表, 计票 sheets; every row keeps its own cell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from wuze.excel.ballots.read import read_tally, tally_row
from wuze.excel.book import Book, Sheet, open_book
from wuze.excel.headers import DATA
from wuze.excel.load import Loaded, data_tables, read_data, refused
from wuze.excel.locate import Located, Reference, Sources
from wuze.excel.refusal import WHOLE_FILE, BookError, refuse
from wuze.excel.score_sheets.check import without_copies
from wuze.excel.score_sheets.read import ScoreForm, header_row, read_form
from wuze.scoring.tables import Cell, Finding, Level, Place, Table
from wuze.scoring.text import key

_WORKBOOKS = frozenset((".xlsx", ".xlsm", ".xls", ".et"))
_OWNS = frozenset(spec.name for spec in DATA)
Origin = tuple[int, int]
"""Where a row came from: which part, which row of its table there."""


@dataclass(frozen=True, slots=True)
class Joined(Sources):
    """The tables of several workbooks one below the other; ``origins`` by table, for each row."""

    parts: tuple[Sources, ...] = ()
    origins: dict[str, list[Origin]] = field(default_factory=dict)

    def located(self, finding: Finding) -> Located:
        """The finding with the file and the cell it is about; of a header, in the first file that has the column."""
        part, place = self._own(finding.place)
        found = self.parts[part].reference(place)
        return Located(self.parts[part].file, found.sheet, found.cell, finding)

    def reference(self, place: Place) -> Reference:
        """The cell of a place."""
        part, own = self._own(place)
        return self.parts[part].reference(own)

    def places(self, known: Collection[tuple[int, Place]]) -> set[Place]:
        """Places of the parts (part number, place there) as places of the joined tables."""
        columns: dict[tuple[int, str, int | None], list[str | None]] = {}
        for at, place in known:
            columns.setdefault((at, place.table, place.row), []).append(place.column)
        return {
            Place(table, row, column)
            for table, origins in self.origins.items()
            for row, (part, own) in enumerate(origins)
            for column in columns.get((part, table, own), ())
        }

    def _own(self, place: Place) -> tuple[int, Place]:
        """The part that holds a place, and the place there."""
        if place.row is not None:
            part, row = self.origins[place.table][place.row]
            return part, Place(place.table, row, place.column)
        holders = [at for at, part in enumerate(self.parts) if place.table in part.tables]
        named = [at for at in holders if place.column in self.parts[at].tables[place.table].columns]
        return next(iter([*named, *holders]), 0), place


@dataclass(frozen=True, slots=True)
class Collected:
    """What was read: one workbook for the engine, and the 评分表 for the checks beside the scheme."""

    loaded: Loaded
    forms: tuple[ScoreForm, ...] = ()
    place: str = ""


def read_sources(paths: Sequence[Path]) -> Collected:
    """Read data workbooks and folders of them as one. Never raises for bad input.

    A single 数据 workbook reads exactly as :func:`wuze.excel.load.read_data`. Of several 名录 rows that say the same of a
    unit one counts.
    """
    parts: list[Loaded] = []
    forms: list[tuple[ScoreForm, Path]] = []
    for path in paths:
        for file, label in _files(path, parts):
            _read_file(file, label, parts, forms, alone=len(paths) == 1 and file == path)
    place = "、".join(path.name for path in paths)
    kept, found = without_copies([form for form, _ in forms])
    paths_of = {id(form): path for form, path in forms}
    for form in kept:
        table, source = form.table()
        sources = Sources(form.file, {"得分": source}, _OWNS)
        parts.append(Loaded(paths_of[id(form)], {"得分": table}, [], sources, form.file))
    if len(parts) == 1 and not forms:
        return Collected(parts[0], (), place)
    loaded = _joined(paths[0], place, parts)
    return Collected(replace(loaded, findings=loaded.findings + found), tuple(kept), place)


def _files(path: Path, parts: list[Loaded]) -> Iterator[tuple[Path, str]]:
    """The workbooks of a folder, with their way from there; other files are reported, hidden ones passed over."""
    if not path.is_dir():
        yield path, path.name
        return
    files = [
        file for file in sorted(path.rglob("*"), key=lambda one: one.relative_to(path).as_posix())
        if file.is_file() and not any(part.startswith((".", "~$")) for part in file.relative_to(path).parts)
    ]  # fmt: skip  # one condition
    found = False
    for file in files:
        label = file.relative_to(path).as_posix()
        if file.suffix.lower() in _WORKBOOKS:
            found = True
            yield file, label
        else:
            what = Finding(
                "file_not_read",
                WHOLE_FILE,
                "不是电子表格，没有读取",
                "需要它就另存为 .xlsx；不需要可不理会",
                Level.WARNING,
            )
            parts.append(Loaded(file, {}, [Located(label, "", "", what)], Sources(label, {}, _OWNS), label))
    if not found:
        parts.append(
            refused(path, path.name, refuse("folder_empty", "文件夹里没有电子表格", "核对文件夹，把填好的表放进来"))
        )


def _read_file(
    path: Path, label: str, parts: list[Loaded], forms: list[tuple[ScoreForm, Path]], *, alone: bool
) -> None:
    try:
        book = open_book(path)
    except BookError as refusal:
        parts.append(refused(path, label, refusal))
        return
    rest: list[Sheet] = []
    for sheet in book.sheets:
        if header_row(sheet) is not None:
            form, found = read_form(sheet, label)
            if form is not None:
                forms.append((form, path))
            if found:
                parts.append(Loaded(path, {}, found, Sources(label, {}, _OWNS), label))
        elif tally_row(sheet) is not None:
            parts.append(_tally(sheet, path, label))
        else:
            rest.append(sheet)
    if len(rest) == len(book.sheets):
        parts.append(read_data(path) if alone else data_tables(book, label, whole=False))
    elif rest:
        parts.append(data_tables(Book(path, tuple(rest)), label, whole=False))


def _tally(sheet: Sheet, path: Path, label: str) -> Loaded:
    table, source, found = read_tally(sheet, label)
    return Loaded(path, {"票数": table}, found, Sources(label, {"票数": source}, _OWNS), label)


def _joined(path: Path, label: str, parts: list[Loaded]) -> Loaded:
    tables: dict[str, Table] = {}
    origins: dict[str, list[Origin]] = {}
    for name in (spec.name for spec in DATA):
        holders = [(at, part.tables[name]) for at, part in enumerate(parts) if name in part.tables]
        if holders:
            tables[name], origins[name] = _stacked(name, holders)
    findings = [one for part in parts for one in part.findings]
    if "名录" not in tables and not any(one.finding.stops for one in findings):
        fix = "把名录.xlsx（或有名录的数据.xlsx）放在一起，或一并写在命令里"
        findings.append(Located(label, "", "", Finding("missing_sheet", Place("名录"), "没有名录", fix)))
    sources = Joined(label, {}, _OWNS, tuple(part.sources for part in parts), origins)
    return Loaded(path, tables, findings, sources, label, tuple(parts))


def _stacked(name: str, holders: list[tuple[int, Table]]) -> tuple[Table, list[Origin]]:
    """Tables below each other, columns by name."""
    columns = tuple(dict.fromkeys(column for _, table in holders for column in table.columns))
    rows: list[tuple[Cell, ...]] = []
    origins: list[Origin] = []
    known: dict[str, int] = {}
    for part, table in holders:
        fresh: dict[str, int] = {}
        at = [table.columns.index(column) if column in table.columns else None for column in columns]
        for number, cells in enumerate(table.rows):
            row = tuple(None if one is None else cells[one] for one in at)
            if name == "名录" and (same := _same_unit(row, columns, rows, known)) is not None:
                rows[same] = tuple(old if new is None else new for old, new in zip(rows[same], row, strict=True))
                continue
            fresh.setdefault(_unit(row, columns), len(rows))
            rows.append(row)
            origins.append((part, number))
        known = fresh | known
    return Table(name, columns, tuple(rows)), origins


def _unit(row: tuple[Cell, ...], columns: tuple[str, ...]) -> str:
    code = row[columns.index("编号")] if "编号" in columns else None
    return key(str(code)) if code is not None else ""


def _same_unit(
    row: tuple[Cell, ...], columns: tuple[str, ...], rows: list[tuple[Cell, ...]], known: dict[str, int]
) -> int | None:
    """The row of the same unit in an earlier file, where the two do not contradict each other."""
    at = known.get(_unit(row, columns))
    if at is None or not _unit(row, columns):
        return None
    agree = all(old is None or new is None or old == new for old, new in zip(rows[at], row, strict=True))
    return at if agree else None
