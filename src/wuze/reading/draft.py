"""A reading in the making: clauses so far, doubts, and which pieces of the text have been used."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from wuze.reading.model import Clause
from wuze.reading.scan import Act, Modifier, Sentence
from wuze.scoring.exact import plain


@dataclass(slots=True)
class Piece:
    """Text that asks for something without giving points, waiting for a clause that refers to it."""

    text: str
    start: int
    line: int
    used: bool = False
    guard: bool = False
    """It says whom a rule is about (年度考核为优秀的): nobody may drop it."""


@dataclass(slots=True)
class Made:
    """A clause made, with what it was made from."""

    clause: Clause
    act: Act | None
    cond: str
    most: Decimal | None = None
    """The most the clause can take where it is bounded."""
    bounded: bool = True
    upto: int = 0
    """Where the words end that a clause of several acts was made from; 0: with its act."""


@dataclass(slots=True)
class Draft:
    """Everything known of the cell so far."""

    text: str
    points: Decimal | None
    sentences: list[Sentence]
    made: list[Made] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    extras: list[dict[str, str]] = field(default_factory=list)
    start: str | None = None
    floor: str = "0"
    cap: str | None = None
    used: set[int] = field(default_factory=set)
    """Ids of the modifiers used."""
    parts: dict[int, Decimal] = field(default_factory=dict)
    """Sentence number → what the sub-item told in it is worth."""
    taken: set[int] = field(default_factory=set)
    """Numbers of the sentences read as a whole."""
    excepted: list[tuple[int, str]] = field(default_factory=list)
    """Sentence number → who is left out of its one clause."""
    worth: list[Decimal] = field(default_factory=list)
    """Numbers understood that appear in no clause: points of sub-items, ends of ranges that the next line tells too."""

    def doubt(self, code: str) -> None:
        """Note a doubt once."""
        if code not in self.doubts:
            self.doubts.append(code)

    def add(
        self,
        clause: Clause,
        act: Act | None = None,
        cond: str = "",
        *,
        most: Decimal | None = None,
        bounded: bool = True,
    ) -> None:
        """Take a clause."""
        self.made.append(Made(clause, act, cond, most, bounded))

    def set_aside(self, parts: list[Piece]) -> None:
        """Keep phrases before the one a clause was made of; those that end in 的 may narrow whom it is about."""
        for piece in parts[:-1]:
            piece.guard = piece.text.endswith("的")
        self.pieces += parts

    def waiting(self, act: Act) -> list[Piece]:
        """Pieces told before an act (in the sentence or earlier) that nothing has used yet."""
        return [piece for piece in self.pieces if not piece.used and piece.start < act.end]

    @property
    def modifiers(self) -> list[Modifier]:
        """All modifiers of the cell."""
        return [one for sentence in self.sentences for one in sentence.modifiers]

    def has(self, kind: str) -> bool:
        """Whether the cell says so anywhere; the modifier then counts as used."""
        found = [one for one in self.modifiers if one.kind == kind]
        self.used.update(one.start for one in found)
        return bool(found)

    def cap_of(self, act: Act) -> Decimal | None:
        """The cap written right after an act (before the next one), as the bound of its clause."""
        sentence = self.sentences[act.line]
        after = sentence.parts[sentence.parts.index(act) + 1 :]
        following = self.sentences[act.line + 1 : act.line + 2]
        if not after and following and following[0].parts and not following[0].acts:
            after = [
                part
                for part in following[0].parts
                if not following[0].text.startswith(("以上", "本项", "该项", "累计"))
            ]
        for part in after:
            if isinstance(part, Act):
                return None
            if _bounds(part, self.points):
                self.used.add(part.start)
                alike = [one for one in sentence.acts if one.verb == act.verb]
                if (
                    len(alike) > 1
                    and part.amount != self.points
                    and len([m for m in sentence.modifiers if _bounds(m, self.points)]) < len(alike)
                ):
                    self.doubt("cap?")
                if self.points is not None and (part.amount or 0) > self.points and not act.gains:
                    self.doubt("cap?")
                return part.amount
        return None

    @property
    def full(self) -> str | None:
        """The item's points as written in JSON."""
        return None if self.points is None else plain(self.points, 12)


def _bounds(part: Modifier, points: Decimal | None) -> bool:
    """Whether a modifier bounds a clause: a cap, or 扣完3分为止 where the item is worth more."""
    return part.amount is not None and (part.kind == "cap" or (part.kind == "floor" and part.amount != points))


def number_in(text: str) -> bool:
    """Whether a digit stands in the text."""
    return bool(re.search(r"\d", text))
