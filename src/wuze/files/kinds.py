"""What a file really is, by its content; the name only has to agree. What is not in the list is not taken.

No library opens these files here: they are stored as they came (pictures cleaned) and given out as they lie.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from wuze.files.errors import BadFile
from wuze.files.images import JPEG, PNG, clean_jpeg, clean_png

OLE, ZIP, PDF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"%PDF-"
MOST_ENTRIES, MOST_UNPACKED, MOST_RATIO, SMALL = 10_000, 100 << 20, 200, 1 << 20
_TAIL = 1024
_ZIP_END = b"PK\x05\x06"
_MACROS = ("_VBA_PROJECT".encode("utf-16-le"), b"vbaProject.bin")
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile)\b")
_MARKUP = re.compile(r"<\s*(?:!doctype|html|head|body|script|svg|iframe|\?php|\?xml|%)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def _same(data: bytes) -> bytes:
    return data


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is taken: its suffixes (the first is given out), media type, and how it is cleaned."""

    code: str
    label: str
    suffixes: tuple[str, ...]
    mime: str
    clean: Callable[[bytes], bytes] = _same
    is_image: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    kind.code: kind
    for kind in (
        Kind("jpg", "照片（JPEG）", (".jpg", ".jpeg", ".jfif"), "image/jpeg", clean_jpeg, is_image=True),
        Kind("png", "图片（PNG）", (".png",), "image/png", clean_png, is_image=True),
        Kind("pdf", "PDF文件", (".pdf",), "application/pdf"),
        Kind("docx", "Word文档", (".docx",), f"{_OFFICE}.wordprocessingml.document"),
        Kind("xlsx", "Excel表格", (".xlsx",), f"{_OFFICE}.spreadsheetml.sheet"),
        Kind("doc", "Word文档（旧格式）", (".doc", ".wps"), "application/msword"),
        Kind("xls", "Excel表格（旧格式）", (".xls", ".et"), "application/vnd.ms-excel"),
        Kind("ofd", "OFD文件", (".ofd",), "application/ofd"),
        Kind("txt", "文本", (".txt",), "text/plain"),
    )
}
ACCEPT = ",".join(suffix for kind in KINDS.values() for suffix in kind.suffixes)
"""For the field on the page. Phones then give photos as JPEG, also those that store HEIC."""

TAKEN = "收jpg、png、pdf、docx、xlsx、doc、xls、ofd、txt"
_UNKNOWN = f"这种文件不收。{TAKEN}；别的请另存为其中一种。"
_INSIDE = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("OFD.xml", "ofd"))
_STREAMS = (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"))


def kind_of(data: bytes) -> Kind:
    """By content alone. Raises BadFile for what is not taken, damaged, active, or two kinds in one."""
    if data.startswith(JPEG):
        return KINDS["jpg"]
    if data.startswith(PNG):
        return KINDS["png"]
    if data.startswith(PDF):
        return _pdf(data)
    if data.startswith(ZIP):
        return _zip(data)
    if data.startswith(OLE):
        return _ole(data)
    return _text(data)


def _pdf(data: bytes) -> Kind:
    """Whole, nothing behind it, nothing active that can be read without unpacking it (a sandbox holds the rest)."""
    if b"%%EOF" not in data[-_TAIL:] or _ZIP_END in data[-(_TAIL * 64) :]:
        raise BadFile("PDF已损坏，或后面夹带了别的内容。请重新导出再交。")
    if _ACTIVE.search(_outside_streams(data)):
        raise BadFile("PDF里有脚本或附件，没有收。请用“打印”另存为PDF再交。")
    return KINDS["pdf"]


def _outside_streams(data: bytes) -> bytes:
    """Without packed bytes of pictures and fonts: in them any short word turns up by chance. Each byte is passed once."""
    kept, at = [], 0
    while (start := data.find(b"stream", at)) >= 0 and (end := data.find(b"endstream", start + 6)) >= 0:
        kept.append(data[at:start])
        at = end + 9
    return b" ".join([*kept, data[at:]])


def _zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            code = next((code for inside, code in _INSIDE if inside in names), "")
            if not code:
                raise BadFile(_UNKNOWN)
            _check_entries(entries)
            for entry in entries:
                _check_unpacked(archive, entry)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        raise BadFile("文件已损坏或加了密码，读不出来。请另存一份再交。") from None
    if any(name.endswith("vbaProject.bin") for name in names):
        raise BadFile("文件里有宏，没有收。请另存为不带宏的.docx或.xlsx。")
    return KINDS[code]


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """By what the archive says of itself."""
    whole = sum(entry.file_size for entry in entries)
    steep = any(
        entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1) for entry in entries
    )
    if len(entries) > MOST_ENTRIES or whole > MOST_UNPACKED or steep:
        raise BadFile("文件解开后大得异常，可能是恶意文件，没有收。")
    if any(entry.flag_bits & 1 for entry in entries):
        raise BadFile("文件加了密码。请取消密码后另存再交。")


def _check_unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """The directory may lie: what is inside must not be more than it says. The library stops there, and checks the sum."""
    with archive.open(entry) as member:
        while member.read(1 << 16):
            pass


def _ole(data: bytes) -> Kind:
    if any(mark in data for mark in _MACROS):
        raise BadFile("文件里有宏，没有收。请另存为.docx或.xlsx。")
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise BadFile("文件加了密码。请取消密码后另存再交。")
    for stream, code in _STREAMS:
        if f"{stream}\0".encode("utf-16-le") in data:
            return KINDS[code]
    raise BadFile(_UNKNOWN)


def _text(data: bytes) -> Kind:
    """UTF-8 or GB18030, no control characters, and nothing a browser might take for a page."""
    for coding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(coding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text):
            raise BadFile(_UNKNOWN)
        if _MARKUP.search(text):
            raise BadFile("这是网页或程序，不收。")
        return KINDS["txt"]
    raise BadFile(_UNKNOWN)
