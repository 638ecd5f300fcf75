"""Look at an .xlsx before calamine does: bombs, far stray cells (calamine builds the whole rectangle), lost values."""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree

from wuze.excel.cells import column_number
from wuze.excel.refusal import bomb, damaged, locked
from wuze.excel.scan import MAX_CELLS, MAX_ENTRIES, MAX_FILE, MAX_RATIO, MAX_UNPACKED, Extent, SheetScan
from wuze.excel.sniff import zip_kind

_MEGABYTE = 1024 * 1024
_WORKBOOK = "xl/workbook.xml"
_COLUMN, _ROW = re.compile(rb' r="([A-Z]{1,3})'), re.compile(rb' r="[A-Z]{1,3}([0-9]{1,9})')
_ODD_COLUMN = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})[0-9]""")
_ODD_ROW = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]{1,3}([0-9]{1,9})""")
_FILLED = re.compile(
    rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,9})["'][^>]*(?<!/)>(?!\s*</(?:\w+:)?c>)"""
)
_ERROR = re.compile(rb"""<(?:\w+:)?c\s([^>]*?\bt\s*=\s*["']e["'][^>]*)>""")
_FORMULA = re.compile(
    rb"""<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
_REFERENCE = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,9})["']""")
_TEXT_RESULT = re.compile(rb"""\bt\s*=\s*["']str["']""")


_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, ElementTree.ParseError, ValueError, OSError, LookupError,
    RuntimeError,
)  # fmt: skip
"""What a damaged file makes the standard library raise."""


def scan_zip(path: Path) -> dict[str, SheetScan]:
    """Sheet name → what calamine would lose. Raises :class:`BookError` for bombs, damage and other kinds of zip."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            check_directory(entries)
            if _WORKBOOK not in archive.namelist():
                raise zip_kind(archive.namelist())
            with path.open("rb") as file:
                return _scan_entries(file, entries)
    except _BROKEN:
        raise damaged() from None


def check_directory(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse a bomb or a password by what the archive says of itself. Raises :class:`BookError`."""
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise bomb()
    for entry in entries:
        if entry.flag_bits & 1:
            raise locked()
        if entry.file_size > _MEGABYTE and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise bomb()


def _scan_entries(file: BinaryIO, entries: list[zipfile.ZipInfo]) -> dict[str, SheetScan]:
    parts = {entry.filename: entry for entry in entries}
    names = _sheet_names(_inflate(file, parts[_WORKBOOK]), _inflate(file, parts["xl/_rels/workbook.xml.rels"]))
    if not names.keys() <= {entry.filename.lower() for entry in entries}:
        raise damaged()
    scans: dict[str, SheetScan] = {}
    cells = 0
    for entry in entries:
        name = names.get(entry.filename.lower())
        if name is not None or entry.filename.endswith((".xml", ".rels")):
            data = _inflate(file, entry)
            if name is not None:
                odd = _is_odd(data)
                scans[name] = _lost_values(data, odd)
                cells += _far_corner(data, odd)
    if cells > MAX_CELLS:
        _measure(file, [(name, entry) for entry in entries if (name := names.get(entry.filename.lower()))])
    return scans


def _measure(file: BinaryIO, sheets: list[tuple[str, zipfile.ZipInfo]]) -> None:
    """The slow look: content alone, since formatting may reach far without harm."""
    extent = Extent()
    for name, entry in sheets:
        row = column = -1
        for found in _FILLED.finditer(_inflate(file, entry)):
            row = max(row, int(found[2]) - 1)
            column = max(column, column_number(found[1].decode()))
        extent.add(name, row, column)


def _inflate(file: BinaryIO, entry: zipfile.ZipInfo) -> bytes:
    """The entry's real content. The directory may lie about its size, and calamine would not stop there."""
    file.seek(entry.header_offset + 26)
    name, extra = struct.unpack("<HH", file.read(4))
    file.seek(name + extra, 1)
    packed = file.read(min(entry.compress_size, MAX_FILE))
    if entry.compress_type == zipfile.ZIP_STORED:
        return packed
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise ValueError(entry.compress_type)
    data = zlib.decompressobj(-15).decompress(packed, entry.file_size + 1)
    if len(data) > entry.file_size:
        raise bomb()
    return data


def _sheet_names(workbook: bytes, relations: bytes) -> dict[str, str]:
    """Part name in small letters → sheet name. A document type is refused: no honest workbook has one."""
    if b"<!DOCTYPE" in workbook or b"<!DOCTYPE" in relations:
        raise bomb()
    links = ElementTree.fromstring(relations)  # noqa: S314 - without a document type there are no entities
    sheets = ElementTree.fromstring(workbook)  # noqa: S314 - the same
    targets = {node.get("Id"): node.get("Target", "") for node in links}
    names: dict[str, str] = {}
    for node in sheets.iter():
        if node.tag.endswith("}sheet"):
            link = next((value for key, value in node.attrib.items() if key.endswith("}id")), None)
            part = posixpath.normpath(posixpath.join("/xl", targets[link])).lstrip("/")
            names[part.lower()] = node.attrib["name"]
    return names


def _lost_values(data: bytes, odd: bool) -> SheetScan:
    scan = SheetScan()
    if odd or b't="e"' in data:
        scan.errors.update(filter(None, map(_spot, _ERROR.findall(data))))
    if b"f>" in data:
        cells = (cell for cell in _FORMULA.findall(data) if not _TEXT_RESULT.search(cell))
        scan.unvalued.update(set(filter(None, map(_spot, cells))) - scan.errors)
    return scan


def _spot(attributes: bytes) -> tuple[int, int] | None:
    found = _REFERENCE.search(attributes)
    return (int(found[2]) - 1, column_number(found[1].decode())) if found else None


def _is_odd(data: bytes) -> bool:
    """Attributes perhaps written in a way that the quick patterns miss (legal XML; no spreadsheet program does it)."""
    marks = any(data.find(mark, 200) >= 0 for mark in (b"'", b"\t", b"\n", b"\r"))
    return marks or b" =" in data or b"= " in data or re.search(rb' r="[a-z]', data) is not None


def _far_corner(data: bytes, odd: bool) -> int:
    """Cells from A1 to the last reference, blank formatted ones included: the quick look."""
    columns = set((_ODD_COLUMN if odd else _COLUMN).findall(data))
    if not columns:
        return 0
    column = max(column_number(text.decode()) for text in columns)
    return (column + 1) * max(map(int, set((_ODD_ROW if odd else _ROW).findall(data))), default=1)
