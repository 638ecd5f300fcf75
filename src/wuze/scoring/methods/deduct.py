"""扣分: points off when a thing is so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from wuze.scoring.exact import Number, neg, plain
from wuze.scoring.expressions import Condition
from wuze.scoring.methods.base import PLAIN, ZERO, Face, Method, Seen, Spec, Steps
from wuze.scoring.values import ElementType


@dataclass(frozen=True, slots=True)
class Deduct(Method):
    """``扣2``: −2 if the 是否 item is 是; ``≥3 扣2``: −2 if the condition holds."""

    points: Decimal
    condition: Condition | None
    text: str

    ID = "deduct"
    LABELS = ("扣分",)
    EXAMPLE = "扣2；或 条件 扣2，如 缺席次数≥3 扣2"
    TAKES = frozenset({ElementType.YESNO})
    DEDUCTS = True
    MAY_LACK_ELEMENT = True

    @classmethod
    def parse(cls, spec: Spec) -> Self:
        """``[条件] 扣N``."""
        found = spec.match(rf"(.*?)扣({PLAIN})分?", cls.EXAMPLE)
        return cls(Decimal(found[2]), spec.condition(found[1]), found[1])

    def typed(self) -> str:
        """``[条件 ]扣N``."""
        return f"{self.text} 扣{plain(self.points)}".strip()

    def reads(self, seen: Seen) -> Any:
        """Whether it is so; without a data item the guard alone carries the condition."""
        return seen.value() if self.condition is None else seen.test(self.condition)

    def effect(self, given: bool) -> tuple[Number, Steps]:
        """−points when so."""
        return (neg(self.points) if given else ZERO), (given,)

    def because(self, steps: Steps, face: Face) -> str:
        """What was found."""
        what = f"“{self.text}”" if self.text else "所列情形"
        return f"有{what}，扣{plain(self.points)}分" if steps[0] else f"没有{what}，不扣分"

    def span(self, full: Decimal) -> tuple[Number | None, Number | None]:
        """[−points, 0]."""
        return neg(self.points), ZERO

    def conditions(self) -> tuple[Condition, ...]:
        """The typed condition."""
        return () if self.condition is None else (self.condition,)
