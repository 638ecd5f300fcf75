"""选项: each word has its points."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from wuze.scoring.exact import Number, plain
from wuze.scoring.methods.base import ZERO, Face, Method, Spec, Steps, key, written
from wuze.scoring.methods.words import word_table
from wuze.scoring.values import ElementType


@dataclass(frozen=True, slots=True)
class Options(Method):
    """``按时:2;迟报:1;未报:0``: exclusive; a word without a line counts 0."""

    options: tuple[tuple[str, Number], ...]

    ID = "options"
    LABELS = ("选项",)
    EXAMPLE = "按时:2;迟报:1;未报:0"
    TAKES = frozenset({ElementType.OPTION})

    @classmethod
    def parse(cls, spec: Spec) -> Self:
        """Word and points."""
        return cls(word_table(spec, cls.EXAMPLE))

    def typed(self) -> str:
        """The lines."""
        return ";".join(f"{label}:{written(points)}" for label, points in self.options)

    def effect(self, given: str) -> tuple[Number, Steps]:
        """The points of the word."""
        points = next((points for label, points in self.options if key(label) == key(given)), ZERO)
        return points, (given, points)

    def because(self, steps: Steps, face: Face) -> str:
        """The word and its points."""
        return f"“{steps[0]}”，计{plain(steps[1])}分"

    def span(self, full: Decimal) -> tuple[Number | None, Number | None]:
        """The least and the greatest line."""
        points = [points for _, points in self.options]
        return min(ZERO, *points), max(ZERO, *points)

    def deducts(self) -> bool:
        """When no word gives points and one takes some."""
        return all(points <= 0 for _, points in self.options) and any(points < 0 for _, points in self.options)
