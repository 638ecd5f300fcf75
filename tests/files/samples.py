"""Small real files of every kind, and what pretends to be one."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SECRET = b"N 30.1234 E 120.5678 HUAWEI-P60"


def piece(mark: int, body: bytes) -> bytes:
    """A piece of a JPEG."""
    return b"\xff" + bytes([mark]) + struct.pack(">H", len(body) + 2) + body


def exif(turned: int) -> bytes:
    """As a phone writes it: how it was held, and where."""
    table = struct.pack("<HHHII", 1, 0x0112, 3, 1, turned) + struct.pack("<I", 0)
    return b"Exif\0\0II*\0" + struct.pack("<I", 8) + table + SECRET


def jpeg(height: int = 40, width: int = 60, turned: int = 6, tail: bytes = b"") -> bytes:
    """Laid out like a photo, with place and device; what follows its end is ``tail``."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    return b"".join((
        b"\xff\xd8", piece(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"), piece(0xE1, exif(turned)), piece(0xFE, SECRET),
        piece(0xE2, b"MPF\0" + SECRET), piece(0xDB, bytes(65)), piece(0xC0, frame), piece(0xDA, b"\x01\x01\x00\x00\x3f\x00"),
        b"\x12\x34\xff\x00\x56\xff\xd0\x78", piece(0xFE, SECRET), b"\x01", b"\xff\xd9", tail,
    ))  # fmt: skip


def chunk(name: bytes, body: bytes) -> bytes:
    """A piece of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(height: int = 2, width: int = 2, tail: bytes = b"") -> bytes:
    """A picture that a browser draws, with words in it."""
    rows = b"".join(b"\0" + b"\x1d\x4f\x80" * min(width, 50) for _ in range(min(height, 50)))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"".join((
        b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", head), chunk(b"tEXt", b"Comment\0" + SECRET), chunk(b"eXIf", SECRET),
        chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""), tail,
    ))  # fmt: skip


PDF = b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def ole(stream: str) -> bytes:
    """An old Office file, as far as names of streams go."""
    return OLE + f"{stream}\0".encode("utf-16-le") + bytes(200)


def zipped(**members: bytes) -> bytes:
    """An archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name.replace("__", "/"), (2026, 11, 24, 9, 0, 0))  # the same bytes each time
            archive.writestr(member, content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def docx(**more: bytes) -> bytes:
    """A Word document, as far as its parts go."""
    return zipped(**{"[Content_Types].xml": b"<Types/>", "word__document.xml": b"<document/>", **more})


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    """As a browser sends it; the type it claims is never read."""
    return SimpleUploadedFile(name, content, "application/octet-stream")
