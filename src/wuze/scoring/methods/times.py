"""倍数: a data item multiplied."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from wuze.scoring.exact import Number, mul, plain
from wuze.scoring.methods.base import NUMBER, ZERO, Face, Method, Seen, Spec, Steps, typed_number, written
from wuze.scoring.values import ElementType, Reading


@dataclass(frozen=True, slots=True)
class Times(Method):
    """``×10``: the value times 10."""

    factor: Number

    ID = "times"
    LABELS = ("倍数",)
    EXAMPLE = "×10"
    TAKES = frozenset({ElementType.COUNT, ElementType.SCORE, ElementType.EVENT})

    @classmethod
    def parse(cls, spec: Spec) -> Self:
        """``×N``; x and * are taken for ×."""
        return cls(typed_number(spec, spec.match(rf"[×xX*]({NUMBER})", cls.EXAMPLE)[1], cls.EXAMPLE))

    def typed(self) -> str:
        """``×N``."""
        return f"×{written(self.factor)}"

    def reads(self, seen: Seen) -> Reading:
        """The value; several scorers are combined."""
        return seen.value()

    def effect(self, given: Number) -> tuple[Number, Steps]:
        """value × factor."""
        return mul(given, self.factor), (given,)

    def because(self, steps: Steps, face: Face) -> str:
        """The product."""
        return f"{face.show(steps[0])}×{plain(self.factor)}"

    def span(self, full: Decimal) -> tuple[Number | None, Number | None]:
        """One end only, by the sign of the factor."""
        return (None if self.factor < 0 else ZERO), (None if self.factor > 0 else ZERO)

    def deducts(self) -> bool:
        """A negative factor takes away."""
        return self.factor < 0
