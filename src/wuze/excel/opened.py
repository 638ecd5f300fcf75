"""A scheme workbook and a data workbook opened together: what both say, every fault of both, and the evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from wuze.excel.collect import Collected, Joined, read_sources
from wuze.excel.load import Loaded, read_scheme
from wuze.excel.locate import Located, locate
from wuze.excel.marked import write_marked
from wuze.excel.score_sheets.check import check_forms
from wuze.excel.styles import CannotWrite
from wuze.kernel.progress import Progress
from wuze.scoring.evaluate import evaluate
from wuze.scoring.facts import Facts
from wuze.scoring.loading.facts import load_facts, roster_of
from wuze.scoring.loading.scheme import load_scheme
from wuze.scoring.model import Scheme
from wuze.scoring.results import Results
from wuze.scoring.tables import Finding, Level, Place, Table
from wuze.scoring.text import key

LOCAL_FAULTS = frozenset({"cell_error", "formula_without_value", "duplicate_column"})
"""Border faults about one cell or column: the rest of the workbook can still be checked."""
INDEPENDENT = frozenset({"数据", "数据明细", "事件", "票数", "得分"})
"""Sheets that nothing else rests on: one that did not read is left out, the others are checked."""


@dataclass(slots=True)
class Opened:
    """Two workbooks read. ``scheme`` and ``facts`` are fit for evaluation only when nothing ``stops``."""

    scheme: Scheme
    facts: Facts
    located: list[Located]
    books: list[Loaded]
    progress: Progress = field(default_factory=Progress)
    source: Collected | None = None

    @property
    def faults(self) -> list[Located]:
        """What stops."""
        return [one for one in self.located if one.finding.stops]

    @property
    def warnings(self) -> list[Located]:
        """What does not."""
        return [one for one in self.located if not one.finding.stops]

    @property
    def reminders(self) -> list[Located]:
        """The warnings that concern a result. Formalism findings concern the scheme: only ``check`` shows them."""
        return [one for one in self.warnings if one.finding.level is Level.WARNING]

    @property
    def stops(self) -> bool:
        """Whether there is a fault."""
        return bool(self.faults)

    def evaluate(self) -> Results:
        """The results."""
        self.progress.step("计分")
        results = evaluate(self.scheme, self.facts)
        self.progress.done()
        return results

    def subject(self, word: str) -> str | None:
        """The id of a subject by 编号 or 名称; when there is none, a fault about the data workbook."""
        by_id = [one.id for one in self.facts.subjects if key(one.id) == key(word)]
        found = by_id or [one.id for one in self.facts.subjects if key(one.name) == key(word)]
        if len(found) == 1:
            return found[0]
        problem = f"名录里没有“{word}”" if not found else f"名录里有{len(found)}个“{word}”"
        finding = Finding("unknown_subject", Place("名录", None, "编号"), problem, "用 --subject 写名录里的编号")
        self.located.append(self.books[-1].sources.located(finding))
        return None

    def joined(self, other: Opened) -> Opened:
        """Both together, what is the same said once."""
        more = [one for one in other.located if one not in self.located]
        books = self.books + other.books
        return Opened(self.scheme, self.facts, self.located + more, books, self.progress, self.source)

    def write_marked(self, path: Path) -> list[Path]:
        """A marked copy of each workbook that has findings; with several, the workbook's name is added.

        What cannot be written becomes a fault.
        """
        books = [part for book in self.books for part in book.parts or (book,)]
        faulty = {book.path: book for book in books if any(one.file == book.file for one in self.located)}
        marked, written = list(faulty.values()), list[Path]()
        for book in marked:
            target = path if len(marked) == 1 else path.with_name(f"{path.stem}-{book.path.stem}.xlsx")
            if target in written:
                target = path.with_name(f"{path.stem}-{book.path.stem}-{len(written) + 1}.xlsx")
            try:
                mine = [replace(one, file=book.path.name) for one in self.located if one.file == book.file]
                write_marked(book.path, mine, target)
            except CannotWrite as refusal:
                self.located.append(Located(target.name, "", "", refusal.finding))
                break
            written.append(target)
        return written


def open_workbooks(scheme_path: Path, data: Path | Sequence[Path] | Collected | None) -> Opened:
    """Read both; a broken workbook is reported and the rest is checked as far as it goes.

    ``data`` are workbooks and folders of filled sheets that together hold the facts; or what was read already: the same
    files under several schemes are read once.
    """
    progress = Progress()
    progress.step("读取方案")
    books = [read_scheme(scheme_path)]
    source: Collected | None = None
    if data is not None:
        progress.step("读取数据")
        source = data if isinstance(data, Collected) else read_sources([data] if isinstance(data, Path) else data)
        books.append(source.loaded)
    known = list(dict.fromkeys(one for book in books for one in book.findings))
    scheme_tables = _fit(books[0])
    data_tables = _fit(books[-1]) if source is not None else None
    progress.step("检查")
    roster = roster_of(data_tables) if data_tables else None
    loaded = load_scheme(scheme_tables or {}, roster, _lost(books[0]))
    findings = loaded.findings if scheme_tables else []
    facts = Facts(())
    if scheme_tables and data_tables:
        facts, more = load_facts(data_tables, loaded.scheme, loaded.broken, _lost(books[-1]))
        findings = findings + more
    if source is not None and scheme_tables and data_tables:
        known += check_forms(source.forms, loaded.scheme, facts, source.place)
    located = locate(findings, [book.sources for book in books], known)
    progress.done()
    return Opened(loaded.scheme, facts, located, books, progress, source)


def _lost(book: Loaded) -> set[Place]:
    """The places of cells whose value the border could not read."""
    if isinstance(book.sources, Joined):
        return book.sources.places({(at, place) for at, part in enumerate(book.parts) for place in _lost(part)})
    cells = {(one.sheet, one.cell) for one in book.findings if one.finding.stops and one.cell}
    return {
        Place(name, at, column)
        for name, source in book.sources.tables.items()
        if any(sheet == source.sheet for sheet, _ in cells)
        for at, row in enumerate(source.rows)
        for column, letter in source.columns.items()
        if (source.sheet, f"{letter}{row}") in cells
    }


def _fit(book: Loaded) -> dict[str, Table] | None:
    """The tables fit for the engine; None when one that others rest on did not read.

    Of several workbooks read as one, a whole file or form that did not read is left out, the others are checked.
    """
    grave = [one.finding for one in book.findings if one.finding.stops and one.finding.code not in LOCAL_FAULTS]
    if book.parts and "名录" in book.tables:
        grave = [finding for finding in grave if finding.place.table]
    if any(finding.place.table not in INDEPENDENT for finding in grave):
        return None
    left_out = {finding.place.table for finding in grave}
    return {name: table for name, table in book.tables.items() if name not in left_out}
