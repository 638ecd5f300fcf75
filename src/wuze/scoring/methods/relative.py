"""比首名, 比标准, 比均值: the value as a share of the best, of a standard, of the mean."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from wuze.scoring.exact import Number, clamp, div, mul, plain
from wuze.scoring.expressions import Ref, refuse
from wuze.scoring.methods.base import PLAIN, ZERO, Face, Method, Seen, Spec, Steps
from wuze.scoring.text import number
from wuze.scoring.values import MISSING, NUMERIC, Absent, ElementType


@dataclass(frozen=True, slots=True)
class Relative(Method):
    """``满20`` or ``标准〈number or data item〉 满20``, 正序 or 倒序; value ÷ standard × 满N within [0, N]."""

    against: str
    standard: Number | Ref | None
    standard_text: str
    points: Decimal
    order: str

    ID = "relative"
    LABELS = ("比首名", "比标准", "比均值")
    EXAMPLE = "满20；比标准：标准100 满20；数小为好加“倒序”"
    TAKES = frozenset({ElementType.NUMBER})
    SECOND_PASS = True

    @classmethod
    def parse(cls, spec: Spec) -> Self:
        """The 方式 tells what it is measured against."""
        found = spec.match(rf"(?:标准(.+?))?满({PLAIN})分?[;,]?(正序|倒序)?", cls.EXAMPLE)
        text, points, order = found[1] or "", Decimal(found[2]), found[3] or "正序"
        if (spec.label == "比标准") != bool(text):
            spec.refuse(cls.EXAMPLE)
        standard: Number | Ref | None = number(text) if text else None
        if text and standard is None:
            standard = spec.names.ref(text)
            known = spec.names.known(standard)
            if known is not None and known.type not in NUMERIC:
                refuse(f"标准“{text}”是“{known.type}”项，不是数", "标准写一个数或一个数值型数据项", "bad_params")
        return cls(spec.label, standard, text, points, order)

    def typed(self) -> str:
        """Canonical order."""
        head = f"标准{self.standard_text} " if self.standard_text else ""
        return f"{head}满{plain(self.points)}{' 倒序' if self.order == '倒序' else ''}"

    def reads(self, seen: Seen) -> Any:
        """(value, standard)."""
        value = seen.value()
        if isinstance(value, Absent):
            return value
        standard: Any
        if self.against == "比首名":
            standard = seen.cohort().best(self.order)
        elif self.against == "比均值":
            standard = seen.cohort().mean()
        else:
            standard = seen.look(self.standard) if isinstance(self.standard, Ref) else self.standard
        if standard is None or isinstance(standard, (str, bool)):
            return MISSING
        return standard if isinstance(standard, Absent) else (value, standard)

    def effect(self, given: tuple[Number, Number]) -> tuple[Number, Steps]:
        """Share × points, clamped; by 倒序 0 of 0 is full, any other ÷ 0 gives 0."""
        over, under = given if self.order == "正序" else (given[1], given[0])
        if under == 0:
            full = self.order == "倒序" and over == 0
            return (self.points if full else ZERO), given
        return clamp(mul(div(over, under), self.points), ZERO, self.points), given

    def because(self, steps: Steps, face: Face) -> str:
        """Value, standard, rule."""
        value, standard = steps
        name = {"比首名": "首名", "比均值": "均值", "比标准": "标准"}[self.against]
        over, under = (face.show(value), f"{name}{face.show(standard)}")
        if self.order == "倒序":
            over, under = under, over
        return f"{over}÷{under}×满分{plain(self.points)}分"

    def span(self, full: Decimal) -> tuple[Number | None, Number | None]:
        """[0, points]."""
        return ZERO, self.points

    def more_elements(self) -> tuple[str, ...]:
        """The standard, where it is a data item."""
        return (self.standard.name,) if isinstance(self.standard, Ref) and not self.standard.attribute else ()

    def second_pass(self) -> bool:
        """Not against a standard of its own."""
        return self.against != "比标准"
