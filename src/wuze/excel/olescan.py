"""Look at an .xls / .et before calamine does: what the container holds, a password, and the cells calamine blanks.

Only as much of [MS-CFB] and [MS-XLS] as that takes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from wuze.excel.refusal import damaged, locked
from wuze.excel.scan import Extent, SheetScan
from wuze.excel.sniff import ole_kind

_MAX_SHEETS, _MAX_MINI_FAT = 1000, 1000
_END = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""
_BOF, _EOF, _BOUNDSHEET, _FILEPASS, _FORMULA, _BOOLERR = 0x0809, 0x000A, 0x0085, 0x002F, 0x0006, 0x0205
_DIMENSIONS = 0x0200
_CELLS = frozenset((_FORMULA, _BOOLERR, 0x0203, 0x0204, 0x027E, 0x00BD, 0x00D6, 0x00FD))


def scan_ole(data: bytes) -> list[SheetScan]:
    """What calamine would lose, one scan a sheet in workbook order.

    Raises :class:`BookError` for a password, another kind of document, or damage.
    """
    try:
        streams = _Container(data)
        if "EncryptedPackage" in streams.names or "EncryptionInfo" in streams.names:
            raise locked()
        name = next((n for n in ("Workbook", "Book") if n in streams.names), None)
        if name is None:
            raise ole_kind(streams.names)
        return _scan_workbook(streams.read(name))
    except (struct.error, IndexError, ValueError):
        raise damaged() from None


class _Container:
    """A compound file: names of its streams, and the content of one."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        fat_length, mini_length = struct.unpack_from("<I16xI", data, 44)
        self.size = 1 << min(shift, 12)
        self.mini_size = 64
        self.sectors = len(data) // self.size
        self.root = _END
        if shift not in (9, 12) or mini_shift != 6 or fat_length > self.sectors or mini_length > _MAX_MINI_FAT:
            raise ValueError("a header that nobody writes; calamine would reserve memory by it")
        directory, self.cutoff, mini_fat = struct.unpack_from("<I4xII", data, 48)
        self.fat = self._fat()
        self.mini_fat = self._numbers(b"".join(self._chain(mini_fat)))
        self.names: dict[str, tuple[int, int]] = {}
        table = b"".join(self._chain(directory))
        for at in range(0, len(table) - 127, 128):
            length, kind = struct.unpack_from("<HB", table, at + 64)
            if kind in (2, 5):
                name = table[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
                start, size = struct.unpack_from("<II", table, at + 116)
                if kind == 5:
                    self.root = start
                else:
                    self.names.setdefault(name, (start, size))

    @staticmethod
    def _numbers(data: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])

    def _sector(self, number: int) -> bytes:
        return self.data[(number + 1) * self.size : (number + 2) * self.size]

    def _fat(self) -> tuple[int, ...]:
        sectors = list(struct.unpack_from("<109I", self.data, 76))
        following = struct.unpack_from("<I", self.data, 68)[0]
        while following < _END:
            *more, following = self._numbers(self._sector(following))
            sectors += more
            if len(sectors) > self.sectors + self.size:
                raise ValueError("a chain that runs in a circle")
        used = [number for number in sectors if number < _END][: self.sectors]
        return self._numbers(b"".join(map(self._sector, used)))

    def _chain(self, number: int) -> Iterator[bytes]:
        for _ in range(self.sectors + 1):
            if number >= _END:
                return
            yield self._sector(number)
            number = self.fat[number]
        raise ValueError("a chain that runs in a circle")

    def read(self, name: str) -> bytes:
        """The content of one stream. ValueError when its chain runs in a circle: calamine would follow it for ever."""
        start, size = self.names[name]
        if size >= self.cutoff:
            return b"".join(self._chain(start))[:size]
        mini = b"".join(self._chain(self.root))
        pieces: list[bytes] = []
        while start < _END:
            if len(pieces) * self.mini_size > len(mini):
                raise ValueError("a chain that runs in a circle")
            pieces.append(mini[start * self.mini_size : (start + 1) * self.mini_size])
            start = self.mini_fat[start]
        return b"".join(pieces)[:size]


def _records(data: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """(kind, position, length) of each record of one substream; charts inside are passed over."""
    unpack, depth, end = struct.Struct("<HH").unpack_from, 0, len(data) - 4
    while at <= end:
        kind, length = unpack(data, at)
        yield kind, at + 4, length
        at += 4 + length
        depth += (kind == _BOF) - (kind == _EOF)
        if kind == _EOF and depth <= 0:
            return


def _scan_workbook(data: bytes) -> list[SheetScan]:
    starts = []
    for kind, at, _ in _records(data, 0):
        if kind == _FILEPASS:
            raise locked()
        if kind == _BOUNDSHEET:
            starts.append((struct.unpack_from("<I", data, at)[0], _sheet_name(data, at + 6)))
    if len(starts) > _MAX_SHEETS:
        raise damaged()
    extent = Extent()
    return [_scan_sheet(data, start, name, extent) for start, name in starts]


def _sheet_name(data: bytes, at: int) -> str:
    length, wide = data[at], data[at + 1] & 1
    return data[at + 2 : at + 2 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def _scan_sheet(data: bytes, start: int, name: str, extent: Extent) -> SheetScan:
    scan, unpack, last_row, last_column = SheetScan(), struct.Struct("<HH").unpack_from, 0, 0
    for kind, at, length in _records(data, start):
        if kind == _DIMENSIONS:
            _check_dimensions(*struct.unpack_from("<HHHH" if length == 10 else "<IIHH", data, at))
        if kind not in _CELLS:
            continue
        row, column = unpack(data, at)
        failed = data[at + 6] == 2 and data[at + 12 : at + 14] == b"\xff\xff"
        if (kind == _BOOLERR and data[at + 7]) or (kind == _FORMULA and failed):
            scan.errors.add((row, column))
        if kind == 0x00BD:
            column += (length - 6) // 6 - 1
        last_row, last_column = max(last_row, row), max(last_column, column)
    extent.add(name, last_row, last_column)
    return scan


def _check_dimensions(top: int, bottom: int, left: int, right: int) -> None:
    """The declared size, which calamine believes and reserves; beyond the format's limits it would abort."""
    if not (top <= bottom <= 65_536 and left <= right <= 256):
        raise damaged()
