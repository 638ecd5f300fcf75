"""每次扣: points off for every occurrence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from wuze.scoring.exact import Number, mul, neg, plain
from wuze.scoring.methods.base import PLAIN, ZERO, Face, Method, Spec, Steps
from wuze.scoring.values import ElementType


@dataclass(frozen=True, slots=True)
class DeductEach(Method):
    """``每次扣0.5``: −0.5 × n."""

    each: Decimal

    ID = "deduct_each"
    LABELS = ("每次扣",)
    EXAMPLE = "每次扣0.5 最多3"
    TAKES = frozenset({ElementType.COUNT, ElementType.EVENT})
    DEDUCTS = True

    @classmethod
    def parse(cls, spec: Spec) -> Self:
        """``每次扣N``; another measure word (每项, 每人) is taken too."""
        return cls(Decimal(spec.match(rf"每[^\d扣]{{0,2}}扣({PLAIN})分?", cls.EXAMPLE)[1]))

    def typed(self) -> str:
        """``每次扣N``."""
        return f"每次扣{plain(self.each)}"

    def effect(self, given: Number) -> tuple[Number, Steps]:
        """−each × n."""
        return neg(mul(self.each, given)), (given,)

    def because(self, steps: Steps, face: Face) -> str:
        """How often."""
        unit = face.unit or "次"
        return f"{plain(steps[0])}{unit}，每{unit}扣{plain(self.each)}分"

    def span(self, full: Decimal) -> tuple[Number | None, Number | None]:
        """No lower end."""
        return (None if self.each else ZERO), ZERO
