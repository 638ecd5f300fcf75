"""A small tree of sentences, and how it is printed at 80 columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

WIDTH = 80
_FIGURES = 11
"""Columns kept at the right edge for the points."""
_NEVER_FIRST = "，。；：、）》”’%"
_NEVER_LAST = "（《“‘"


@dataclass(frozen=True, slots=True)
class Node:
    """A sentence, the points it ends in (as printed; blank for none), and what stands behind it.

    ``whole`` marks an item that lost nothing: what stands behind it may be folded away.
    """

    text: str
    points: str = ""
    children: tuple[Node, ...] = ()
    whole: bool = field(default=False, compare=False)

    def as_json(self) -> dict[str, object]:
        """``{"text", "points", "children"}``, points null where none."""
        return {"text": self.text, "points": self.points or None, "children": [one.as_json() for one in self.children]}


def fold(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The same tree with the items that lost nothing in one line each."""
    return tuple(
        Node(f"{node.text}，没有失分", node.points) if node.whole else Node(node.text, node.points, fold(node.children))
        for node in nodes
    )


def render(nodes: Iterable[Node]) -> str:
    """The tree as text, two blanks deeper a level, points at the right edge, no line over 80 columns."""
    return "\n".join(line for node in nodes for line in _lines(node, 0))


def columns(text: str) -> int:
    """Columns that a text takes in a terminal: a Chinese character or full-width mark counts 2."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _lines(node: Node, depth: int) -> Sequence[str]:
    indent = "  " * min(depth, 12)
    mark = "- " if depth else ""
    room = WIDTH - columns(indent + mark) - (_FIGURES if node.points else 0)
    body = wrap(node.text, room)
    first = f"{indent}{mark}{body[0]}"
    if node.points:
        first += " " * (WIDTH - columns(first) - columns(node.points)) + node.points
    hang = indent + " " * columns(mark)
    lines = [first, *(f"{hang}{line}" for line in body[1:])]
    for child in node.children:
        lines += _lines(child, depth + 1)
    return lines


def wrap(text: str, room: int) -> list[str]:
    """The text in lines of at most ``room`` columns; a closing mark never begins a line, a number is not torn."""
    lines, line = [], ""
    for word in _words(text):
        if line and len(word) > 1 and columns(line + word) > room:
            lines.append(line.rstrip())
            line = ""
        for char in word if columns(word) > room else (word,):
            if line and columns(line + char) > room:
                line, carried = _break(line, char)
                lines.append(line.rstrip())
                line = carried
            line += char
        if not line.strip():
            line = ""
    return [*lines, line.rstrip()]


def _break(line: str, following: str) -> tuple[str, str]:
    """Where a full line is cut: what stays, and what goes down so that no mark stands on the wrong side."""
    whole = line + following[0]
    for cut in range(len(line), 0, -1):
        if whole[cut] not in _NEVER_FIRST and whole[cut - 1] not in _NEVER_LAST:
            return line[:cut], line[cut:]
    return line, ""


def _words(text: str) -> list[str]:
    """Runs of plain ASCII stay together, every other character stands alone."""
    words: list[str] = []
    for char in text:
        plain = char.isascii() and not char.isspace()
        if plain and words and words[-1].isascii() and not words[-1].isspace():
            words[-1] += char
        else:
            words.append(char)
    return words
