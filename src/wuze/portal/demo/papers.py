"""Evidence of the demo county: three small files that say they are invented, and a written note of its own for a visit."""

from __future__ import annotations

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from wuze.files.store import Taken, take

_FILES = Path(__file__).parent / "files"


def book() -> Taken:
    """The page of a record book, drawn."""
    return _shown("book.png", "党员大会记录本（演示）.png")


def room() -> Taken:
    """A meeting room, drawn."""
    return _shown("room.png", "活动场所（演示）.png")


def slip() -> Taken:
    """What a firm wrote back."""
    return _shown("slip.docx", "企业回执（演示）.docx")


def note(title: str, text: str) -> Taken:
    """A page of plain text."""
    return take(SimpleUploadedFile(f"{title}（演示）.txt", f"演示数据，内容是编的。\n{title}\n{text}\n".encode()))


def _shown(file: str, name: str) -> Taken:
    return take(SimpleUploadedFile(name, (_FILES / file).read_bytes()))
