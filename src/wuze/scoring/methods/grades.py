"""评等: words of evaluation as shares of the item's points, one row a rater."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from wuze.scoring.combine import Combine, combine, manner
from wuze.scoring.exact import Number, mul, plain
from wuze.scoring.methods.base import ZERO, Face, Method, Seen, Spec, Steps, key, percent, written
from wuze.scoring.methods.words import word_table
from wuze.scoring.values import Absent, ElementType


@dataclass(frozen=True, slots=True)
class Grades(Method):
    """``好:100%;较好:80%;一般:60%;差:0``: each rater's share, combined, × the item's points."""

    grades: tuple[tuple[str, Number], ...]

    ID = "grades"
    LABELS = ("评等",)
    EXAMPLE = "好:100%;较好:80%;一般:60%;差:0"
    TAKES = frozenset({ElementType.GRADE})

    @classmethod
    def parse(cls, spec: Spec) -> Self:
        """Word and share."""
        return cls(word_table(spec, cls.EXAMPLE))

    def typed(self) -> str:
        """The lines."""
        return ";".join(f"{label}:{written(share, percent=True)}" for label, share in self.grades)

    def reads(self, seen: Seen) -> Any:
        """(words, how to combine, item's points)."""
        rows = seen.rows()
        return rows if isinstance(rows, Absent) else (rows, seen.raters, seen.full)

    def effect(self, given: tuple[tuple[str, ...], Combine, Decimal]) -> tuple[Number, Steps]:
        """Combined share × points."""
        words, how, full = given
        shares: list[Number] = [self.share(word) for word in words]
        share = combine(shares, how)
        return mul(share, full), (words, share, how, full)

    def share(self, word: str) -> Number:
        """The share of one word; 0 without a line."""
        return next((share for label, share in self.grades if key(label) == key(word)), ZERO)

    def because(self, steps: Steps, face: Face) -> str:
        """The words and the share."""
        words, share, how, full = steps
        if len(words) == 1:
            return f"评为“{words[0]}”，按{percent(share)}计，满分{plain(full)}分"
        counts = "、".join(f"{word}{words.count(word)}" for word in dict.fromkeys(words))
        return f"{len(words)}人评等（{counts}），{manner(len(words), how)}得{percent(share)}，满分{plain(full)}分"

    def span(self, full: Decimal) -> tuple[Number | None, Number | None]:
        """The least and the greatest share of the points."""
        shares = [share for _, share in self.grades]
        return mul(min(ZERO, *shares), full), mul(max(ZERO, *shares), full)
