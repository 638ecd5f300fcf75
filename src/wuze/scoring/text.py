"""Small helpers for text typed by people: full-width digits, stray blanks, numbers, lists."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from wuze.scoring.exact import HUNDRED, Number, div

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20, 0x2212: 0x2D}
NUMBER = r"[+-]?\d+(?:\.\d+)?(?:/\d+(?:\.\d+)?|%)?"
_NUMBER = re.compile(NUMBER)
_BLANKS = re.compile(r"\s+")
_LIST = re.compile(r"[;；、,，\n]")


def halfwidth(text: str) -> str:
    """Full-width ASCII, blanks and minus as their plain forms; Chinese characters and 、 stay."""
    return text.translate(_WIDE)


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """The form in which names are compared: NFC, half-width, without blanks."""
    return _BLANKS.sub("", halfwidth(unicodedata.normalize("NFC", text)))


@lru_cache(maxsize=65536)
def number(text: str) -> Number | None:
    """The exact value of ``95%``, ``0.95``, ``2/3`` or ``12``; None when the text is not a number.

    Thousands separators (1,200) are taken; Chinese numerals are not: a number is typed in digits.
    """
    text = key(text)
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    if not _NUMBER.fullmatch(text) or not text.isascii():
        return None
    if text.endswith("%"):
        return div(Decimal(text[:-1]), HUNDRED)
    if "/" in text:
        over, under = text.split("/")
        return div(Decimal(over), Decimal(under)) if Decimal(under) else None
    return Decimal(text)


def split_list(text: str) -> tuple[str, ...]:
    """The parts of a typed list (``；;、，,`` or a new line between), trimmed, blanks left out."""
    return tuple(part.strip() for part in _LIST.split(text) if part.strip())
