"""A cell's text in pieces: what each clause was read from, what nobody used, and the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wuze.scoring.text import halfwidth


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text. ``kind``: used (with the clauses' numbers), loose (nobody used it), or "" (neither)."""

    text: str
    kind: str = ""
    numbers: str = ""


def pieces(text: str, spans: Sequence[tuple[int, int]], unused: Sequence[str]) -> tuple[Piece, ...]:
    """The whole text, in order. ``spans`` are where the clauses were told, one by one; ``unused`` words as normalised."""
    owners: list[tuple[int, ...]] = [()] * len(text)
    for number, (start, end) in enumerate(spans, 1):
        for at in range(max(start, 0), min(end, len(text))):
            owners[at] = (*owners[at], number)
    loose = _loose(text, unused)
    found: list[Piece] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or (owners[at], at in loose) != (owners[start], start in loose):
            kind = "loose" if start in loose else "used" if owners[start] else ""
            numbers = "、".join(map(str, owners[start])) if kind == "used" else ""
            found.append(Piece(text[start:at], kind, numbers))
            start = at
    return tuple(found)


def _loose(text: str, unused: Sequence[str]) -> set[int]:
    """Places of the words nobody used: found whatever their width and blanks."""
    wide = halfwidth(text).replace("，", ",")
    found: set[int] = set()
    for words in unused:
        pattern = r"\s*".join(re.escape(char) for char in re.sub(r"\s+", "", halfwidth(words)))
        match = re.search(pattern, wide) if pattern and len(wide) == len(text) else None
        found.update(range(*match.span()) if match else ())
    return found


_NUMBERS = re.compile(r"\d+(?:\.\d+)?")


def numbers_in(text: str) -> int:
    """How many numbers a text has."""
    return len(_NUMBERS.findall(halfwidth(text)))
