"""What a file really is, by its content. The suffix is never believed."""

from __future__ import annotations

from collections.abc import Iterable

from wuze.excel.refusal import BookError, refuse

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "一张图片（PNG）"),
    (b"\xff\xd8\xff", "一张图片（JPEG）"),
    (b"GIF8", "一张图片（GIF）"),
    (b"BM", "一张图片（BMP）"),
    (b"II*\x00", "一张图片（TIFF）"),
    (b"MM\x00*", "一张图片（TIFF）"),
    (b"%PDF", "一个 PDF 文件"),
    (b"{\\rtf", "一个 RTF 文档"),
    (b"Rar!", "一个压缩包（RAR）"),
    (b"7z\xbc\xaf", "一个压缩包（7z）"),
    (b"\x1f\x8b", "一个压缩包（gzip）"),
    (b"MZ", "一个程序"),
)
_IN_ZIP: tuple[tuple[str, str], ...] = (
    ("word/", "一个 Word 文档"),
    ("ppt/", "一个演示文稿"),
    ("xl/workbook.bin", "一个二进制工作簿（xlsb）"),
    ("OFD.xml", "一个 OFD 文件"),
    ("content.xml", "一个 OpenDocument 文件"),
)
_IN_OLE: tuple[tuple[str, str], ...] = (
    ("WordDocument", "一个 Word 文档"),
    ("PowerPoint Document", "一个演示文稿"),
)
_SAVE_AS = "用 Excel 或 WPS 打开原表，另存为 .xlsx 再交"


def not_a_workbook(what: str) -> BookError:
    """The refusal of a file that is something else; ``what`` names it."""
    return refuse("file_not_workbook", f"这是{what}，不是电子表格", _SAVE_AS)


def kind_of(head: bytes) -> bytes:
    """``ZIP`` or ``OLE`` by the first bytes; raises :class:`BookError` naming anything else."""
    for magic in (ZIP, OLE):
        if head.startswith(magic):
            return magic
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise not_a_workbook(what)
    if (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or head[4:8] == b"ftyp":
        raise not_a_workbook("一张图片或一段视频")
    raise not_a_workbook(_text_kind(head))


def _text_kind(head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return "一个 XML 表格（2003 格式）"
    if start.startswith(b"<"):
        return "一个网页（HTML）"
    if b"\x00" in head:
        return "一个无法识别的文件"
    return "一个文本文件（如 CSV）"


def zip_kind(names: Iterable[str]) -> BookError:
    """The refusal of a zip that holds no workbook, by the names inside."""
    listed = tuple(names)
    for start, what in _IN_ZIP:
        if any(name.startswith(start) for name in listed):
            return not_a_workbook(what)
    return not_a_workbook("一个普通压缩包（ZIP）")


def ole_kind(names: Iterable[str]) -> BookError:
    """The refusal of an OLE file that holds no workbook, by the streams inside."""
    listed = set(names)
    for name, what in _IN_OLE:
        if name in listed:
            return not_a_workbook(what)
    return not_a_workbook("一个无法识别的旧格式文件")
