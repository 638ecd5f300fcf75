"""按率得: a rate times the points."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from wuze.scoring.exact import Number, clamp, div, mul, plain
from wuze.scoring.methods.base import PLAIN, ZERO, Face, Method, Seen, Spec, Steps, percent
from wuze.scoring.values import MISSING, NA, Absent, ElementType


@dataclass(frozen=True, slots=True)
class Ratio(Method):
    """``满5``: rate × 5 within [0, 5]; the rate is a 比率 item or two counts 完成/应完成 (应完成 0 = 不适用)."""

    points: Decimal
    counted: bool

    ID = "ratio"
    LABELS = ("按率得",)
    EXAMPLE = "满5（数据项填一个比率，或“完成数/应完成数”两个次数）"
    TAKES = frozenset({ElementType.RATE})
    TAKES_PAIR = frozenset({ElementType.COUNT, ElementType.EVENT})

    @classmethod
    def parse(cls, spec: Spec) -> Self:
        """``满N``."""
        found = spec.match(rf"满({PLAIN})分?", cls.EXAMPLE)
        return cls(Decimal(found[1]), len(spec.elements) == 2)

    def typed(self) -> str:
        """``满N``."""
        return f"满{plain(self.points)}"

    def reads(self, seen: Seen) -> Any:
        """(rate, None, None) or (rate, done, due)."""
        done = seen.value()
        if not self.counted:
            return done if isinstance(done, Absent) else (done, None, None)
        due = seen.value(1)
        if due is NA or done is NA:
            return NA
        if isinstance(done, Absent) or isinstance(due, Absent):
            return NA if due == 0 else MISSING
        if due == 0:
            return NA
        return div(done, due), done, due  # type: ignore[arg-type]  # counts, checked when the facts were read

    def effect(self, given: tuple[Number, Number | None, Number | None]) -> tuple[Number, Steps]:
        """rate × points, clamped."""
        return clamp(mul(given[0], self.points), ZERO, self.points), given

    def because(self, steps: Steps, face: Face) -> str:
        """The rate and what it gives."""
        rate, done, due = steps
        counts = f"{plain(done)}÷{plain(due)}=" if due is not None else ""
        return f"{counts}{percent(rate)}×满分{plain(self.points)}分"

    def span(self, full: Decimal) -> tuple[Number | None, Number | None]:
        """[0, points]."""
        return ZERO, self.points
