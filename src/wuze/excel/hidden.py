"""What is hidden in a sheet of an .xlsx, also by a filter: calamine does not tell, and the old formats do not either."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from wuze.excel.parts import sheet_parts

_ROW = re.compile(rb'<row (?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d+)"')
_COLUMNS = re.compile(rb'<col (?=[^>]*\bhidden="(?:1|true)")(?=[^>]*\bmin="(\d+)")[^>]*?\bmax="(\d+)"')
_CHUNK = 1 << 20


def hidden_rows(path: Path, sheet: str, rows: Sequence[int]) -> list[int]:
    """Which of some rows (from 0) are hidden."""
    return hidden(path, sheet, rows, ())[0]


def hidden(path: Path, sheet: str, rows: Sequence[int], columns: Sequence[int]) -> tuple[list[int], list[int]]:
    """Which of some rows and of some columns (both from 0) are hidden."""
    lines: set[int] = set()
    spans: list[tuple[int, int]] = []
    for text in _texts(path, sheet):
        if b"hidden=" in text:
            lines |= {int(found) - 1 for found in _ROW.findall(text)}
            spans += [(int(first) - 1, int(last) - 1) for first, last in _COLUMNS.findall(text)]
    return (
        [row for row in rows if row in lines],
        [at for at in columns if any(first <= at <= last for first, last in spans)],
    )


def listed(rows: Sequence[int]) -> str:
    """Row numbers as a person counts them, the first twenty."""
    return "、".join(str(row + 1) for row in rows[:20]) + ("等" if len(rows) > 20 else "")


def _texts(path: Path, sheet: str) -> Iterator[bytes]:
    """The sheet's part, a piece at a time, never cut inside a tag."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        part = {name.lower(): name for name in archive.namelist()}.get(sheet_parts(archive).get(sheet, "").lower())
        if not part:
            return
        rest = b""
        with archive.open(part) as file:
            while some := file.read(_CHUNK):
                text, tag, end = (rest + some).rpartition(b"<")
                yield text
                rest = tag + end
        yield rest
