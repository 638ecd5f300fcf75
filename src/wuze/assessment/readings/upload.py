"""An uploaded file → the cells of its scoring tables, read. The file lies on disk only while it is read.

All of that comes before the act opens its transaction: others must not wait for a large table.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponseBase

from wuze.accounts.gate import Request
from wuze.excel.in_force import open_in_force
from wuze.excel.refusal import BookError
from wuze.kernel.errors import Invalid
from wuze.reading.model import Reading
from wuze.reading.read import read_cells
from wuze.reading.tables import Left, RuleCell, find

View = Callable[..., HttpResponseBase]
SUFFIXES = (".xlsx", ".xls", ".et", ".docx")
MOST_BYTES = 10 * 1024 * 1024
MOST_CELLS = 1000
"""Rule cells of one file: a county's whole scheme has some sixty."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a file gave; ``left``: what of it was read as no item."""

    name: str
    digest: str
    cells: tuple[RuleCell, ...]
    readings: tuple[Reading, ...]
    left: tuple[Left, ...] = ()

    def told(self, most: int) -> list[str]:
        """What was not read, in words."""
        more = [f"这样没有读的还有{len(self.left) - most}处，请对照原表看一遍。"] if len(self.left) > most else []
        return [*map(str, self.left[:most]), *more]


class Brought(Request):
    """With what the file of the form gave, or what is wrong with it; None where none came."""

    sent: Sent | Invalid | None


def read_first(view: View) -> View:
    """A view that gets its file read."""

    @wraps(view)
    def reading(request: Brought) -> HttpResponseBase:
        file = request.FILES.get("file")
        request.sent = None
        if isinstance(file, UploadedFile) and file.size:
            try:
                request.sent = take(file)
            except Invalid as error:
                request.sent = error
        return view(request)

    return reading


def take(file: UploadedFile[bytes]) -> Sent:
    """Read an upload. Raises Invalid with what is wrong with it and what to do."""
    name = Path(file.name or "").name[-120:]
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise _wrong("这种文件读不了", f"交{'、'.join(SUFFIXES)}；旧的.doc先在 Word 或 WPS 里另存为.docx")
    if (file.size or 0) > MOST_BYTES:
        raise _wrong(f"文件有{(file.size or 0) // 1024 // 1024} MB，超过10 MB", "只留评分表那一张，删去图片后另存再交")
    with _on_disk(file, suffix) as path:
        try:
            book, unseen = open_in_force(path)
        except BookError as refusal:
            raise _wrong(refusal.finding.problem, refusal.finding.fix) from None
        digest = sha256(path.read_bytes()).hexdigest()
    cells, left = find(book.sheets, book.below, unseen)
    if not cells:
        raise _wrong(
            f"{len(book.sheets)}张表里没有找到评分表",
            "表头要有“评分标准”（或“评分细则”“计分办法”等）一列，和“分值”或“指标”一列，表头下面就是各项",
        )
    if len(cells) > MOST_CELLS:
        raise _wrong(f"有{len(cells)}格评分标准，一次最多{MOST_CELLS}格", "分成几个文件，分几次读")
    return Sent(name, digest, tuple(cells), tuple(read_cells(cells)), tuple(left))


def _wrong(problem: str, fix: str) -> Invalid:
    return Invalid("reading.file", {"file": f"{problem}。{fix}。"})


@contextmanager
def _on_disk(file: UploadedFile[bytes], suffix: str) -> Iterator[Path]:
    """The border reads paths; the copy goes when it has been read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table{suffix}"
        with path.open("wb") as out:
            for chunk in file.chunks():
                out.write(chunk)
        yield path
