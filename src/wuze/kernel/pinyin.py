"""Search keys: the pinyin initials of a name, so that a clerk finds 青岚县 by typing qlx."""

from __future__ import annotations

import unicodedata


def initials(text: str) -> str:
    """Lower-case initials of the Chinese characters, other letters and digits kept: ``"云峰乡A区" → "yfxaq"``."""
    from pypinyin import Style, lazy_pinyin  # slow import: loads its phrase table

    plain = unicodedata.normalize("NFKC", text)
    parts = lazy_pinyin(plain, style=Style.FIRST_LETTER, strict=False)
    return "".join(letter for part in parts for letter in part.lower() if letter.isalnum())
