"""差额扣: linear in the distance from a base."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from wuze.scoring.exact import Number, div, mul, neg, plain, size, sub, whole_steps
from wuze.scoring.expressions import Ref, refuse
from wuze.scoring.methods.base import NUMBER, PLAIN, ZERO, Face, Method, Seen, Spec, Steps, percent, typed_number
from wuze.scoring.text import number
from wuze.scoring.values import MISSING, NA, NUMERIC, Absent, ElementType


@dataclass(frozen=True, slots=True)
class Slope(Method):
    """``基准87% 每低3%扣0.5 [按步|按比例]``; the base is a number, a data item or 均值 (the group's mean)."""

    base: Number | Ref | None
    base_text: str
    side: str
    step: Number
    step_share: bool
    step_text: str
    adds: bool
    each: Decimal
    by_steps: bool

    ID = "slope"
    LABELS = ("差额扣",)
    EXAMPLE = "基准87% 每低3%扣0.5；按比例折算在后面加“按比例”"
    TAKES = frozenset({ElementType.RATE, ElementType.NUMBER})

    @classmethod
    def parse(cls, spec: Spec) -> Self:
        """The base may be a name, so it is matched loosely and looked up."""
        pattern = rf"基准(.+?)每([低高])({NUMBER})([扣加])({PLAIN})分?(按步|按比例)?"
        base_text, side, step_text, effect, each, mode = spec.match(pattern, cls.EXAMPLE).groups()
        step = spec.rate(typed_number(spec, step_text, cls.EXAMPLE), step_text)
        if step <= 0:
            refuse(f"每低/每高的幅度“{step_text}”须大于0", f"这样写：{cls.EXAMPLE}", "bad_params")
        share = step_text.endswith("%") and spec.own is not None and spec.own.type is ElementType.NUMBER
        base = cls._base(spec, base_text)
        return cls(base, base_text, side, step, share, step_text, effect == "加", Decimal(each), mode != "按比例")

    @classmethod
    def _base(cls, spec: Spec, text: str) -> Number | Ref | None:
        value = number(text)
        if value is not None:
            return spec.rate(value, text)
        if text in ("均值", "平均值", "组均", "平均数"):
            return None
        ref = spec.names.ref(text)
        known = spec.names.known(ref)
        if known is not None and known.type not in NUMERIC:
            refuse(f"基准“{text}”是“{known.type}”项，不是数", "基准写一个数、一个数值型数据项，或“均值”", "bad_params")
        return ref

    def typed(self) -> str:
        """As it was typed, in canonical order."""
        mode = "" if self.by_steps else " 按比例"
        effect = "加" if self.adds else "扣"
        return f"基准{self.base_text} 每{self.side}{self.step_text}{effect}{plain(self.each)}{mode}"

    def reads(self, seen: Seen) -> Any:
        """(value, base)."""
        value = seen.value()
        if isinstance(value, Absent):
            return value
        if self.base is None:
            base: Any = seen.cohort().mean()
        else:
            base = seen.look(self.base) if isinstance(self.base, Ref) else self.base
        if base is None or isinstance(base, (str, bool)):
            return MISSING
        if isinstance(base, Absent):
            return base
        return NA if self.step_share and not base else (value, base)

    def effect(self, given: tuple[Number, Number]) -> tuple[Number, Steps]:
        """Steps away from the base on the bad (or, with 加, the good) side × each."""
        value, base = given
        distance = sub(base, value) if self.side == "低" else sub(value, base)
        if distance <= 0:
            return ZERO, (value, base, ZERO, ZERO)
        step = size(mul(self.step, base)) if self.step_share else self.step
        steps = whole_steps(distance, step) if self.by_steps else div(distance, step)
        points = mul(steps, self.each)
        return (points if self.adds else neg(points)), (value, base, distance, steps)

    def because(self, steps: Steps, face: Face) -> str:
        """Base, value, distance, rule."""
        value, base, distance, count = steps
        head = f"基准{face.show(base)}，实际{face.show(value)}"
        if not count and not distance:
            return head + ("，未高出，不加分" if self.adds else "，不扣分")
        gap = f"{percent(distance)[:-1]}个百分点" if face.rate else face.show(distance)
        step = f"{self.step_text[:-1]}个百分点" if face.rate and self.step_text.endswith("%") else self.step_text
        verb = "加" if self.adds else "扣"
        return f"{head}，{self.side}{gap}，每{self.side}{step}{verb}{plain(self.each)}分，计{plain(count)}档"

    def span(self, full: Decimal) -> tuple[Number | None, Number | None]:
        """One end only."""
        return (ZERO, None) if self.adds else (None, ZERO)

    def deducts(self) -> bool:
        """True unless it adds."""
        return not self.adds

    def more_elements(self) -> tuple[str, ...]:
        """The base, where it is a data item."""
        return (self.base.name,) if isinstance(self.base, Ref) and not self.base.attribute else ()

    def second_pass(self) -> bool:
        """With 均值 as base."""
        return self.base is None
