"""Pictures without what a camera adds: place, device, time, thumbnail. Lossless: pieces are left out, nothing is encoded anew.

How a phone was held stays (else photos lie on their side). What follows the end of the picture is cut off, so that
nothing else hides behind it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from wuze.files.errors import BadFile

MOST_PIXELS = 100_000_000
"""A browser unpacks 4 bytes a pixel; no camera of an office makes more (decompression bombs)."""

JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_DAMAGED = "图片已损坏，读不出来。请重新拍一张或重新导出。"
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_KEPT = frozenset(range(0xC0, 0xE0)) - {0xD8, 0xD9} | {0xE0, 0xE2, 0xEE}
"""Tables and frames, and of the application's own pieces JFIF, the colour profile and Adobe's transform."""

_SCAN, _END, _EXIF, _PROFILE, _ORIENTATION = 0xDA, 0xD9, 0xE1, 0xE2, 0x0112
_CHUNKS = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs"))


def clean_jpeg(data: bytes) -> bytes:
    """The same picture. Raises BadFile where it is damaged or far too large."""
    try:
        return _clean_jpeg(data)
    except (struct.error, IndexError):
        raise BadFile(_DAMAGED) from None


def _clean_jpeg(data: bytes) -> bytes:
    at, kept, turned, size = 2, [data[:2]], 1, (0, 0)
    while True:
        while data[at + 1] == 0xFF:  # fill bytes
            at += 1
        mark = data[at + 1]
        if data[at] != 0xFF or mark == _END:
            raise BadFile(_DAMAGED)
        length = struct.unpack_from(">H", data, at + 2)[0]
        piece = data[at : at + 2 + length]
        if length < 2 or len(piece) != length + 2:
            raise BadFile(_DAMAGED)
        if mark in _SIZES:
            size = struct.unpack_from(">HH", piece, 5)
        if mark == _EXIF:
            turned = _orientation(piece[4:]) or turned
        elif _belongs(mark, piece):
            kept.append(piece)
        at += 2 + length
        if mark == _SCAN:
            break
    _check_pixels(*size)
    held = [] if turned == 1 else [_held(turned)]
    return b"".join([kept[0], *held, *kept[1:], *_coded(data, at)])


def _belongs(mark: int, piece: bytes) -> bool:
    """Is the piece needed to draw the picture?"""
    return mark in _KEPT and (mark != _PROFILE or piece[4:].startswith(b"ICC_PROFILE\0"))


def _coded(data: bytes, at: int) -> Iterator[bytes]:
    """The coded picture to its end mark; in it every FF is followed by 00 or a restart mark, tables may stand between."""
    begun = at
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        mark = data[at + 1]
        if mark == _END:
            yield data[begun : at + 2]
            return
        if mark == 0xFF:
            at += 1
        elif mark == 0 or 0xD0 <= mark <= 0xD7:
            at += 2
        else:
            length = 2 + struct.unpack_from(">H", data, at + 2)[0]
            if not _belongs(mark, data[at : at + length]):
                yield data[begun:at]
                begun = at + length
            at += length
    raise BadFile(_DAMAGED)


def _orientation(exif: bytes) -> int:
    """1-8, or 0 where nothing sensible stands."""
    if not exif.startswith(b"Exif\0\0"):
        return 0
    body = exif[6:]
    order = {b"II": "<", b"MM": ">"}.get(body[:2])
    if order is None:
        return 0
    try:
        start = struct.unpack_from(f"{order}I", body, 4)[0]
        for number in range(min(struct.unpack_from(f"{order}H", body, start)[0], 200)):
            tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", body, start + 2 + 12 * number)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 0
    except struct.error:
        return 0
    return 0


def _held(turned: int) -> bytes:
    """A piece that says how the camera was held, and nothing else."""
    body = b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, _ORIENTATION, 3, 1, turned, 0, 0)
    piece = b"Exif\0\0" + body
    return b"\xff\xe1" + struct.pack(">H", len(piece) + 2) + piece


def clean_png(data: bytes) -> bytes:
    """The same picture without words, times and positions. Raises BadFile where it is damaged or far too large."""
    try:
        pieces = list(_chunks(data))
        if pieces[0][0] != b"IHDR" or pieces[-1][0] != b"IEND":
            raise BadFile(_DAMAGED)
        _check_pixels(*struct.unpack_from(">II", pieces[0][1], 8))
    except (struct.error, IndexError):
        raise BadFile(_DAMAGED) from None
    return PNG + b"".join(piece for name, piece in pieces if name in _CHUNKS)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and whole piece, up to the end of the picture."""
    at = len(PNG)
    while at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        piece = data[at : at + 12 + length]
        if len(piece) != length + 12:
            raise BadFile(_DAMAGED)
        yield name, piece
        if name == b"IEND":
            return
        at += 12 + length


def _check_pixels(height: int, width: int) -> None:
    if not height or not width:
        raise BadFile(_DAMAGED)
    if height * width > MOST_PIXELS:
        raise BadFile("图片的像素太多，打开时会占满内存，没有收。请缩小后再交。")
