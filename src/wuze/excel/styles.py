"""The look shared by every workbook we hand out, and the one way they are written: whole or not at all."""

from __future__ import annotations

import os
import secrets
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from wuze.excel.refusal import WHOLE_FILE, BookError
from wuze.excel.seal import Seal
from wuze.scoring.exact import Number, plain
from wuze.scoring.tables import Finding

CREATED = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The creation date of every workbook: the same rows give the same bytes."""

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so would be taken for a formula when a clerk edits the cell or saves the sheet as CSV."""

Value = str | int | Number | date | None

_BODY = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter", "border": 1, "border_color": "#A6A6A6"}
_HEAD = {**_BODY, "font_name": "黑体", "bold": True, "align": "center", "text_wrap": True, "bg_color": "#E8EDF3"}
_CENTER = {**_BODY, "align": "center"}
_KINDS: dict[str, dict[str, Any]] = {
    "title": {"font_name": "方正小标宋简体", "font_size": 18, "align": "center", "valign": "vcenter"},
    "note": {"font_name": "楷体", "font_size": 10.5, "valign": "vcenter", "font_color": "#404040"},
    "section": {"font_name": "黑体", "font_size": 12, "bold": True, "valign": "vcenter"},
    "head": _HEAD,
    "band": {**_HEAD, "bg_color": "#D5DEE9"},
    "below": {**_CENTER, "bg_color": "#F4F6F9", "font_color": "#404040"},
    "text": {**_BODY, "text_wrap": True},
    "center": {**_CENTER, "text_wrap": True},
    "strong": {**_CENTER, "bold": True},
    "points": _CENTER,
    "total": {**_CENTER, "bold": True, "bg_color": "#F4F6F9"},
    "subtotal": {**_CENTER, "bg_color": "#F4F6F9"},
    "number": _CENTER,
    "share": {**_CENTER, "num_format": "0%"},
    "loose": {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"},
    "example": {**_BODY, "text_wrap": True, "font_color": "#7F7F7F", "italic": True},
    "count": {**_CENTER, "num_format": "0"},
    "date": {**_CENTER, "num_format": "yyyy-mm-dd"},
    "missing": {**_CENTER, "bg_color": "#FCE0D0", "font_color": "#9C2F00", "bold": True},
    "provisional": {**_CENTER, "bg_color": "#FFF2CC", "font_color": "#7F5F00", "text_wrap": True},
    "na": {**_CENTER, "bg_color": "#E9E9E9", "font_color": "#595959"},
    "out": {**_CENTER, "bg_color": "#E9E9E9", "font_color": "#595959"},
    "up": {**_CENTER, "bg_color": "#E2EFDA", "font_color": "#375623"},
    "down": {**_CENTER, "bg_color": "#FCE0D0", "font_color": "#9C2F00"},
}
_WITH_PLACES = {"points": "", "total": "", "subtotal": "", "provisional": "", "na": '" 不适用"'}


class CannotWrite(BookError):
    """The target cannot be written: its folder is missing or closed to us, the disk is full, the file is open."""


class Styled(NamedTuple):
    """A cell that is shown otherwise than its column."""

    value: Value
    kind: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column: header, width in characters, kind of its cells; ``below`` a second header cell, ``band`` one above."""

    head: str
    width: float
    kind: str = "text"
    below: Value = None
    band: str = ""


def width_of(text: str) -> int:
    """Columns of a terminal or sheet that a text takes: a Chinese character counts 2."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def fitting(texts: Sequence[str], least: float = 8, most: float = 40) -> float:
    """A column width at which the longest of ``texts`` stands on one line, within bounds."""
    longest = max((width_of(line) for text in texts for line in text.split("\n")), default=0)
    return min(max(longest * 1.08 + 2, least), most)


def decimals(places: int) -> str:
    """The number format that prints exactly so many decimals."""
    return "0." + "0" * places if places else "0"


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary name beside ``path``; renamed onto it when the block ends well, removed when it does not.

    Raises :class:`CannotWrite` when the folder or the file refuses.
    """
    temporary = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.tmp")
    try:
        if path.is_dir():
            raise IsADirectoryError(path)
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        yield temporary
        temporary.replace(path)
    except OSError as error:
        raise CannotWrite(_refusal(path, error)) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def _refusal(path: Path, error: OSError) -> Finding:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        problem, fix = f"文件夹“{path.parent}”不存在", "先建好文件夹，或换一个位置"
    elif isinstance(error, IsADirectoryError):
        problem, fix = f"“{path.name}”是文件夹", "换一个文件名"
    elif isinstance(error, PermissionError):
        problem, fix = f"“{path.name}”写不进去：文件正被打开，或没有写入权限", "关闭这个文件再试，或换一个位置"
    else:
        problem, fix = f"“{path.name}”没有写完：{error.strerror or '磁盘出错'}", "检查磁盘空间，或换一个位置"
    return Finding("cannot_write", WHOLE_FILE, problem, fix)


def _signed(kind: str) -> dict[str, Any]:
    digits = decimals(int(kind.removeprefix("signed")))
    return {**_CENTER, "num_format": f"+{digits};-{digits};{digits}"}


def signed(value: Number, places: int) -> Styled:
    """A gain or loss with its sign, at least ``places`` decimals, more (to 6) where the exact value has them."""
    text = plain(value)
    needed = len(text.partition(".")[2])
    return Styled(value, f"signed{max(places, needed)}")


class Book:
    """A workbook being written: formats by kind, sheets with our look. Made by :func:`open_book`."""

    def __init__(self, workbook: Any, places: int, footer: str) -> None:
        self.workbook, self.places, self.footer = workbook, places, footer
        self.seal = Seal()
        self._forms: dict[tuple[str, bool], Any] = {}

    def form(self, kind: str, *, quoted: bool = False) -> Any:
        """The format of a kind; ``quoted`` marks a text that must stay a text when edited."""
        found = self._forms.get((kind, quoted))
        if found is None:
            look = _signed(kind) if kind.startswith("signed") else dict(_KINDS[kind])
            if kind in _WITH_PLACES:
                look["num_format"] = decimals(self.places) + _WITH_PLACES[kind]
            found = self._forms[kind, quoted] = self.workbook.add_format(
                look | ({"quote_prefix": True} if quoted else {})
            )
        return found

    def cell(self, value: Value, kind: str) -> tuple[str | float | None, Any]:
        """What goes into the file: text, float or nothing, and the format. Numbers become floats here only."""
        if value is None or value == "":
            return None, self.form(kind)
        if isinstance(value, str):
            return value, self.form(kind, quoted=value.startswith(DANGEROUS))
        if isinstance(value, date):
            return float((value - date(1899, 12, 30)).days), self.form(kind)
        return float(value), self.form(kind)


@contextmanager
def open_book(path: Path, *, title: str, places: int = 2, footer: str = "") -> Iterator[Book]:
    """A new workbook at ``path``, there only when the block ends well. Raises :class:`CannotWrite`.

    ``title`` goes into the file's properties, ``footer`` (制表说明) on every printed page.
    """
    from xlsxwriter import Workbook  # slow import: xlsxwriter
    from xlsxwriter.exceptions import FileCreateError  # slow import: xlsxwriter

    with replacing(path) as temporary:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        workbook = Workbook(str(temporary), options)
        workbook.set_properties({"title": title, "author": "五责", "created": CREATED})
        try:
            yield Book(workbook, places, footer)
            workbook.close()
        except FileCreateError as error:
            raise error.args[0] from error
