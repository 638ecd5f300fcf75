"""Read 方案.xlsx and 数据.xlsx: tables for the engine, and every fault and warning of the border at its cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from wuze.excel.book import Book, Sheet, open_book
from wuze.excel.cells import a1
from wuze.excel.headers import DATA, SCHEME, SILENT_SHEETS, SheetSpec, plain, sheet_key, word_index
from wuze.excel.locate import Located, Reference, Sources
from wuze.excel.refusal import WHOLE_FILE, BookError
from wuze.excel.settings import build_settings
from wuze.excel.sheets import Built, build
from wuze.scoring.tables import Finding, Level, Place, Table


@dataclass(frozen=True, slots=True)
class Loaded:
    """A workbook read. ``tables`` by canonical sheet name (empty when the file was refused); ``findings`` located.

    ``parts`` are the workbooks behind it where several were read as one.
    """

    path: Path
    tables: dict[str, Table]
    findings: list[Located]
    sources: Sources = field(default_factory=lambda: Sources(""))
    label: str = ""
    parts: tuple[Loaded, ...] = ()

    @property
    def file(self) -> str:
        """How messages name it: the base name of the path, within a folder the way from there."""
        return self.label or self.path.name

    @property
    def stops(self) -> bool:
        """True when the border found a fault."""
        return any(one.finding.stops for one in self.findings)

    def locate(self, place: Place) -> Reference:
        """The cell of a place in this workbook."""
        return self.sources.reference(place)


def read_scheme(path: str | Path) -> Loaded:
    """Read a 方案 workbook. Never raises for bad input: what is wrong stands in ``findings``, all at once."""
    return _read(Path(path), SCHEME, DATA)


def read_data(path: str | Path) -> Loaded:
    """Read a 数据 workbook. Never raises for bad input: what is wrong stands in ``findings``, all at once."""
    return _read(Path(path), DATA, SCHEME)


def _read(path: Path, specs: tuple[SheetSpec, ...], others: tuple[SheetSpec, ...]) -> Loaded:
    try:
        book = open_book(path)
    except BookError as refusal:
        return refused(path, path.name, refusal, specs)
    return _tables(book, specs, others)


def refused(path: Path, label: str, refusal: BookError, specs: tuple[SheetSpec, ...] = DATA) -> Loaded:
    """What a file gives that cannot be read at all: its one fault."""
    owns = frozenset(spec.name for spec in specs)
    return Loaded(path, {}, [Located(label, "", "", refusal.finding)], Sources(label, {}, owns), label)


def data_tables(book: Book, label: str, *, whole: bool) -> Loaded:
    """The sheets of a 数据 workbook that is open already; ``whole``: without 名录 it is a fault. Never raises."""
    specs = DATA if whole else tuple(replace(spec, needed=False) for spec in DATA)
    read = _tables(book, specs, SCHEME)
    findings = [replace(one, file=label) for one in read.findings]
    return replace(read, findings=findings, sources=replace(read.sources, file=label), label=label)


def _tables(book: Book, specs: tuple[SheetSpec, ...], others: tuple[SheetSpec, ...]) -> Loaded:
    owns = frozenset(spec.name for spec in specs)
    chosen, findings = _choose(book, specs, others)
    builds: dict[str, Built] = {}
    for spec in specs:
        if spec.name in chosen:
            sheet = chosen[spec.name]
            built = build_settings(sheet, spec) if spec.name == "方案" else build(sheet, spec)
            builds[spec.name] = built
            findings += _located(book.file, sheet, built)
        elif spec.needed:
            problem = f"缺少工作表“{spec.name}”"
            fix = f"加一张名为“{spec.name}”的工作表，列为：{'、'.join(spec.columns)}"
            findings.append(Located(book.file, "", "", Finding("missing_sheet", Place(spec.name), problem, fix)))
    sources = Sources(book.file, {name: built.source for name, built in builds.items()}, owns)
    return Loaded(book.path, {name: built.table for name, built in builds.items()}, findings, sources)


def _located(file: str, sheet: Sheet, built: Built) -> Iterable[Located]:
    for one in built.findings:
        yield Located(file, sheet.name, a1(*one.spot) if one.spot else "", one.finding)


def _choose(
    book: Book, specs: tuple[SheetSpec, ...], others: tuple[SheetSpec, ...]
) -> tuple[dict[str, Sheet], list[Located]]:
    """Which sheet is which: exact names first, then other words; the rest are warned about."""
    names = [spec.name for spec in specs]
    foreign = {spec.name for spec in others}
    index = word_index((spec.name, spec.also) for spec in specs)
    other_index = word_index((spec.name, spec.also) for spec in others)
    chosen = {plain(sheet.name): sheet for sheet in reversed(book.sheets) if plain(sheet.name) in names}
    findings: list[Located] = []
    for sheet in book.sheets:
        key = sheet_key(sheet.name)
        if any(sheet is one for one in chosen.values()):
            continue
        name = None if plain(sheet.name) in foreign else index.get(key)
        if name is not None and name not in chosen:
            chosen[name] = sheet
        elif name is not None or not (sheet.hidden or not sheet.rows or key in SILENT_SHEETS or key in other_index):
            findings.append(Located(book.file, sheet.name, "", _unknown(sheet, name, names)))
    return chosen, findings


def _unknown(sheet: Sheet, name: str | None, names: Iterable[str]) -> Finding:
    if name is not None:
        problem = f"已有一张“{name}”表，“{sheet.name}”没有读取"
        return Finding("unknown_sheet", WHOLE_FILE, problem, "两张表只留一张，或并成一张", Level.WARNING)
    problem = f"不认识工作表“{sheet.name}”，没有读取"
    fix = f"需要它就改成规定的表名：{'、'.join(names)}；不需要可不理会"
    return Finding("unknown_sheet", WHOLE_FILE, problem, fix, Level.WARNING)
