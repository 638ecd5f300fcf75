"""每次得: points for every occurrence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from wuze.scoring.exact import Number, mul, plain
from wuze.scoring.methods.base import PLAIN, ZERO, Face, Method, Spec, Steps
from wuze.scoring.values import ElementType


@dataclass(frozen=True, slots=True)
class EarnEach(Method):
    """``每次得2``: +2 × n."""

    each: Decimal

    ID = "earn_each"
    LABELS = ("每次得",)
    EXAMPLE = "每次得2 最多10"
    TAKES = frozenset({ElementType.COUNT, ElementType.EVENT})

    @classmethod
    def parse(cls, spec: Spec) -> Self:
        """``每次得N``; another measure word, and 加 for 得, are taken too."""
        return cls(Decimal(spec.match(rf"每[^\d得加]{{0,2}}[得加]({PLAIN})分?", cls.EXAMPLE)[1]))

    def typed(self) -> str:
        """``每次得N``."""
        return f"每次得{plain(self.each)}"

    def effect(self, given: Number) -> tuple[Number, Steps]:
        """each × n."""
        return mul(self.each, given), (given,)

    def because(self, steps: Steps, face: Face) -> str:
        """How often."""
        unit = face.unit or "次"
        return f"{plain(steps[0])}{unit}，每{unit}得{plain(self.each)}分"

    def span(self, full: Decimal) -> tuple[Number | None, Number | None]:
        """No upper end."""
        return ZERO, (None if self.each else ZERO)
