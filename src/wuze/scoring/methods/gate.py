"""否则零分: unless the condition holds, the whole item is 0."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from wuze.scoring.exact import Number, neg
from wuze.scoring.expressions import Condition
from wuze.scoring.methods.base import ZERO, Face, Method, Seen, Spec, Steps
from wuze.scoring.values import ElementType


@dataclass(frozen=True, slots=True)
class Gate(Method):
    """A condition; a blank parameter means the 是否 item must be 是. The item's evaluation zeroes it."""

    condition: Condition | None
    text: str

    ID = "gate"
    LABELS = ("否则零分",)
    EXAMPLE = "≥60%；或 条件，如 班子配备齐全=是；空着表示须为“是”"
    TAKES = frozenset({ElementType.YESNO})
    DEDUCTS = True
    MAY_LACK_ELEMENT = True

    @classmethod
    def parse(cls, spec: Spec) -> Self:
        """A condition or nothing."""
        return cls(spec.condition(spec.text), spec.text)

    def typed(self) -> str:
        """The condition."""
        return self.text

    def reads(self, seen: Seen) -> Any:
        """Whether it holds. A gate that fails whatever the absent facts are fails: it beats 不适用 and missing."""
        if self.condition is None:
            return seen.value()
        return False if seen.decide(self.condition) is False else seen.test(self.condition)

    def effect(self, given: bool) -> tuple[Number, Steps]:
        """No points of its own."""
        return ZERO, (given,)

    def because(self, steps: Steps, face: Face) -> str:
        """What was found."""
        what = f"“{self.text}”" if self.text else "前提"
        return f"符合{what}，继续计分" if steps[0] else f"不符合{what}，本项得0分"

    def span(self, full: Decimal) -> tuple[Number | None, Number | None]:
        """It can take all."""
        return neg(full), ZERO

    def conditions(self) -> tuple[Condition, ...]:
        """The typed condition."""
        return () if self.condition is None else (self.condition,)
