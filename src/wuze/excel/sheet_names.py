"""Names that Excel and file systems take: of sheets, of files; each given once."""

from __future__ import annotations

import re

_NO_SHEET = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NO_FILE = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST_SHEET = 31
_LONGEST_FILE = 60


class SheetNames:
    """Sheet names of one workbook: at most 31 units, no forbidden signs, no two alike whatever their case."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def take(self, wanted: str) -> str:
        """The name nearest to what is wanted that is still free."""
        text = _NO_SHEET.sub(" ", wanted).strip(" '") or "表"
        return _free(text, self.taken, _LONGEST_SHEET)


class FileNames:
    """File names (without suffix) of one folder, free of what Windows forbids, no two alike."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def take(self, wanted: str) -> str:
        """The name nearest to what is wanted that is still free."""
        text = _NO_FILE.sub("_", wanted).strip(" .") or "表"
        return _free(text, self.taken, _LONGEST_FILE)


def _free(text: str, taken: set[str], longest: int) -> str:
    name, number = _cut(text, longest), 1
    while name.casefold() in taken:
        number += 1
        end = f"({number})"
        name = _cut(text, longest - len(end)) + end
    taken.add(name.casefold())
    return name


def _cut(text: str, longest: int) -> str:
    """Excel counts UTF-16 units."""
    return text.encode("utf-16-le")[: longest * 2].decode("utf-16-le", "ignore").strip(" '")
