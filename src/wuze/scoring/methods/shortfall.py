"""缺次扣: points off for every one short of what was due."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from wuze.scoring.exact import Number, mul, neg, plain, sub
from wuze.scoring.expressions import refuse
from wuze.scoring.methods.base import PLAIN, ZERO, Face, Method, Seen, Spec, Steps
from wuze.scoring.text import key
from wuze.scoring.values import Absent, ElementType


@dataclass(frozen=True, slots=True)
class Shortfall(Method):
    """``应4 每缺扣0.5``: −0.5 × max(0, 应−n); 应 may differ by 类型."""

    required: Decimal
    by_type: tuple[tuple[str, Decimal], ...]
    each: Decimal

    ID = "shortfall"
    LABELS = ("缺次扣",)
    EXAMPLE = "应4 每缺扣0.5；分类型：应4;规模以下企业:2 每缺扣0.5"
    TAKES = frozenset({ElementType.COUNT, ElementType.EVENT})
    DEDUCTS = True

    @classmethod
    def parse(cls, spec: Spec) -> Self:
        """``应N[;类型:N…] 每缺扣N``."""
        found = spec.match(rf"应({PLAIN})((?:[;、,].+?:{PLAIN})*)每缺[^\d扣]{{0,2}}扣({PLAIN})分?", cls.EXAMPLE)
        by_type = []
        if found[2]:
            for label, value in spec.table(found[2][1:], cls.EXAMPLE):
                named = next((word for word in spec.types if key(word) == label), None)
                if named is None and spec.types:
                    refuse(f"类型“{label}”不在类型清单里", f"清单：{'、'.join(spec.types)}", "unknown_type")
                by_type.append((named or label, Decimal(value)))
        return cls(Decimal(found[1]), tuple(by_type), Decimal(found[3]))

    def typed(self) -> str:
        """``应N[;类型:N…] 每缺扣N``."""
        types = "".join(f";{label}:{plain(value)}" for label, value in self.by_type)
        return f"应{plain(self.required)}{types} 每缺扣{plain(self.each)}"

    def reads(self, seen: Seen) -> Any:
        """(done, due); nothing is read where nothing is due."""
        due = self.due(seen.type)
        if not due:
            return (None, ZERO)
        done = seen.value()
        return done if isinstance(done, Absent) else (done, due)

    def due(self, kind: str) -> Decimal:
        """What a subject of that 类型 owes."""
        return next((value for label, value in self.by_type if key(label) == key(kind)), self.required)

    def effect(self, given: tuple[Number | None, Number]) -> tuple[Number, Steps]:
        """−each × what is lacking."""
        done, due = given
        short = ZERO if done is None or done >= due else sub(due, done)
        return neg(mul(self.each, short)), (done, due, short)

    def because(self, steps: Steps, face: Face) -> str:
        """Due, done, and the rule."""
        done, due, _ = steps
        unit = face.unit or "次"
        if done is None:
            return f"应0{unit}，不计"
        return f"应{plain(due)}{unit}，实际{plain(done)}{unit}，每缺1{unit}扣{plain(self.each)}分"

    def span(self, full: Decimal) -> tuple[Number | None, Number | None]:
        """All lacking."""
        most = max([self.required, *(value for _, value in self.by_type)])
        return neg(mul(self.each, most)), ZERO
