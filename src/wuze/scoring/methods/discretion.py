"""裁量: points by a named scorer, within a stated range, with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from wuze.scoring.combine import Combine, combine, manner
from wuze.scoring.exact import Number, neg, plain, total
from wuze.scoring.methods.base import ZERO, Face, Method, Seen, Spec, Steps
from wuze.scoring.values import MISSING, Absent, ElementType

_SIGNED = r"([+-]?\d+(?:\.\d+)?)"


@dataclass(frozen=True, slots=True)
class Discretion(Method):
    """``0~3``: one row a scorer; ``每次5~10``: one row an occurrence, summed.

    Deducts when 起评 is written 满分 or 上限 is 0, else adds; a written negative bound decides alone.
    """

    low: Decimal
    high: Decimal
    each: bool
    takes_away: bool

    ID = "discretion"
    LABELS = ("裁量",)
    EXAMPLE = "0~3；按次：每次5~10 最多30"
    TAKES = frozenset({ElementType.SCORE})

    @classmethod
    def parse(cls, spec: Spec) -> Self:
        """``[每次]A~B``."""
        found = spec.match(rf"(每次|每项|每件)?{_SIGNED}分?[~-]{_SIGNED}分?", cls.EXAMPLE)
        low, high = Decimal(found[2]), Decimal(found[3])
        if low > high:
            spec.refuse(cls.EXAMPLE)
        return cls(low, high, bool(found[1]), low >= 0 and (spec.start_full or spec.cap_zero))

    def typed(self) -> str:
        """The range."""
        return f"{'每次' if self.each else ''}{plain(self.low)}~{plain(self.high)}"

    def reads(self, seen: Seen) -> Any:
        """(rows, how to combine); no row is none when counted by occurrence, else missing."""
        rows = seen.rows()
        if rows is MISSING and self.each:
            return (), seen.raters
        return rows if isinstance(rows, Absent) else (rows, seen.raters)

    def effect(self, given: tuple[tuple[Number, ...], Combine]) -> tuple[Number, Steps]:
        """The sum of occurrences, or the scorers combined, with its sign."""
        rows, how = given
        points = total(rows) if self.each else combine(list(rows), how)
        return (neg(points) if self.takes_away else points), (rows, points, how)

    def because(self, steps: Steps, face: Face) -> str:
        """What was given."""
        rows, points, how = steps
        verb = "扣" if self.takes_away else "给"
        shown = "、".join(plain(row) for row in rows)
        if self.each:
            return f"{len(rows)}次（{shown}），合计{verb}{plain(points)}分" if rows else "没有发生，不计"
        if len(rows) == 1:
            return f"裁量{verb}{plain(points)}分（幅度{plain(self.low)}~{plain(self.high)}）"
        return f"{len(rows)}人裁量（{shown}），{manner(len(rows), how)}{verb}{plain(points)}分"

    def span(self, full: Decimal) -> tuple[Number | None, Number | None]:
        """The range; no end when counted by occurrence."""
        low, high = (-self.high, -self.low) if self.takes_away else (self.low, self.high)
        if not self.each:
            return min(ZERO, low), max(ZERO, high)
        return (None if low < 0 else ZERO), (None if high > 0 else ZERO)

    def deducts(self) -> bool:
        """By its sign."""
        return self.takes_away or self.high <= 0
