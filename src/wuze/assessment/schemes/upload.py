"""An uploaded 方案.xlsx or 数据.xlsx → tables and every finding at its cell. The file lies on disk only while it is read."""

from __future__ import annotations

import base64
import binascii
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from wuze.excel.load import read_data
from wuze.excel.locate import Located, locate
from wuze.excel.opened import open_workbooks
from wuze.kernel.errors import Invalid
from wuze.scoring.loading.facts import load_facts, roster_of
from wuze.scoring.loading.scheme import load_scheme
from wuze.scoring.tables import Level, Table

SUFFIXES = (".xlsx", ".xls", ".et")
MOST_BYTES = 10 * 1024 * 1024
CARRIED = 1024 * 1024
"""Bytes of a workbook that travel in the page with its faults, so that it need not be chosen again."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as it was sent."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256."""
        return sha256(self.content).hexdigest()

    @property
    def carried(self) -> str:
        """As it travels in a form; "" when it is too big."""
        return base64.b64encode(self.content).decode() if len(self.content) <= CARRIED else ""

    @contextmanager
    def on_disk(self) -> Iterator[Path]:
        """The border reads paths; the copy goes when it has been read."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / self.name
            path.write_bytes(self.content)
            yield path


@dataclass(frozen=True, slots=True)
class Taken:
    """A scheme read: its sheets, what was found, and whether it can be kept as a draft (its cells were all read)."""

    book: Workbook
    tables: dict[str, Table]
    located: tuple[Located, ...]
    whole: bool

    @property
    def faults(self) -> tuple[Located, ...]:
        """What stops."""
        return tuple(one for one in self.located if one.finding.stops)

    @property
    def others(self) -> tuple[Located, ...]:
        """What does not, without the linter's, which the page of the draft shows."""
        return tuple(one for one in self.located if one.finding.level is Level.WARNING)


@dataclass(frozen=True, slots=True)
class Data:
    """A 数据 workbook read for a scheme."""

    book: Workbook
    tables: dict[str, Table]
    located: tuple[Located, ...]
    subjects: int

    @property
    def faults(self) -> tuple[Located, ...]:
        """What stops."""
        return tuple(one for one in self.located if one.finding.stops)


def sent(file: UploadedFile[bytes]) -> Workbook:
    """An upload. Raises Invalid with what is wrong with it and what to do."""
    name = Path(file.name or "").name[-100:]
    if Path(name).suffix.lower() not in SUFFIXES:
        raise _wrong("这种文件读不了", f"交{'、'.join(SUFFIXES)}")
    if (file.size or 0) > MOST_BYTES:
        raise _wrong(f"文件有{(file.size or 0) // 1024 // 1024} MB，超过10 MB", "只留要的几张表，删去图片后另存再交")
    return Workbook(name, b"".join(file.chunks()))


def carried(name: str, text: str) -> Workbook:
    """A file that travelled in the page."""
    clean = Path(name).name[-100:]
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise _wrong("页面上带的文件不完整", "重新选一次文件") from None
    if Path(clean).suffix.lower() not in SUFFIXES or not 0 < len(content) <= CARRIED:
        raise _wrong("页面上带的文件不完整", "重新选一次文件")
    return Workbook(clean, content)


def scheme(book: Workbook) -> Taken:
    """The scheme of a workbook. Raises Invalid for one that is no workbook or has none of the sheets."""
    with book.on_disk() as path:
        opened = open_workbooks(path, None)
    read = opened.books[0]
    if not read.tables:
        raise _wrong(*_said(opened.located))
    return Taken(book, read.tables, tuple(opened.located), not read.stops)


def marked(book: Workbook) -> bytes:
    """A copy with every finding at its cell, and a list of them."""
    with book.on_disk() as path:
        opened = open_workbooks(path, None)
        out = path.with_name("marked.xlsx")
        opened.write_marked(out)
        return out.read_bytes() if out.exists() else book.content


def data(book: Workbook, tables: dict[str, Table]) -> Data:
    """The facts of a 数据 workbook for a scheme without faults."""
    with book.on_disk() as path:
        read = read_data(path)
    if not read.tables:
        raise _wrong(*_said(read.findings))
    roster = roster_of(read.tables)
    loaded = load_scheme(tables, roster)
    facts, found = load_facts(read.tables, loaded.scheme, loaded.broken)
    stops = [one for one in loaded.findings if one.stops]
    located = locate([*stops, *found], [read.sources], read.findings)
    return Data(book, read.tables, tuple(located), len(facts.subjects))


def _said(located: Sequence[Located]) -> tuple[str, str]:
    one = next((one for one in located if one.finding.stops), None)
    return (one.finding.problem, one.finding.fix) if one else ("文件里没有认得的工作表", "照空表的样子填")


def _wrong(problem: str, fix: str) -> Invalid:
    return Invalid("scheme.file", {"file": f"{problem}。{fix}。"})
