"""达到得: points when a condition holds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from wuze.scoring.exact import Number, plain
from wuze.scoring.expressions import Condition
from wuze.scoring.methods.base import PLAIN, ZERO, Face, Method, Seen, Spec, Steps
from wuze.scoring.values import ElementType


@dataclass(frozen=True, slots=True)
class Reach(Method):
    """``≥95% 得2``: +2 if the condition holds; ``得2`` alone: if the 是否 item is 是."""

    points: Decimal
    condition: Condition | None
    text: str

    ID = "reach"
    LABELS = ("达到得",)
    EXAMPLE = "≥95% 得2；或 条件 得2，如 发展党员数≥1 得2"
    TAKES = frozenset({ElementType.YESNO})
    MAY_LACK_ELEMENT = True

    @classmethod
    def parse(cls, spec: Spec) -> Self:
        """``[条件] 得N``."""
        found = spec.match(rf"(.*?)得({PLAIN})分?", cls.EXAMPLE)
        return cls(Decimal(found[2]), spec.condition(found[1]), found[1])

    def typed(self) -> str:
        """``[条件 ]得N``."""
        return f"{self.text} 得{plain(self.points)}".strip()

    def reads(self, seen: Seen) -> Any:
        """Whether it is reached."""
        return seen.value() if self.condition is None else seen.test(self.condition)

    def effect(self, given: bool) -> tuple[Number, Steps]:
        """+points when reached."""
        return (self.points if given else ZERO), (given,)

    def because(self, steps: Steps, face: Face) -> str:
        """What was found."""
        what = f"“{self.text}”" if self.text else "要求"
        return f"达到{what}，得{plain(self.points)}分" if steps[0] else f"未达到{what}，不得分"

    def span(self, full: Decimal) -> tuple[Number | None, Number | None]:
        """[0, points]."""
        return ZERO, self.points

    def conditions(self) -> tuple[Condition, ...]:
        """The typed condition."""
        return () if self.condition is None else (self.condition,)
