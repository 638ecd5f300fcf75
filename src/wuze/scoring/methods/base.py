"""What a clause method is. One method is one file: parameters, effect, sentence.

To add one, write a file here with a frozen dataclass that extends :class:`Method`; nothing else changes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, Protocol, Self

from wuze.scoring.combine import Combine
from wuze.scoring.exact import HUNDRED, MOST_DECIMALS, ZERO, Number, mean, mul, plain, size
from wuze.scoring.expressions import Condition, Ref, Truth, refs, refuse
from wuze.scoring.facts import Event
from wuze.scoring.parsing import Known, Names, parse_condition
from wuze.scoring.text import NUMBER, key, number
from wuze.scoring.values import Absent, ElementType, Reading, Value

PLAIN = r"\d+(?:\.\d+)?"
"""A number of points in a parameter: digits, no sign, no percent."""

Steps = tuple[Any, ...]
"""What a method saw and computed, in its own order; its sentence is made from nothing else."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """The values of a group's participating subjects that have the value, ascending."""

    values: tuple[Number, ...]

    def best(self, order: str) -> Number | None:
        """The best value: the largest, or by 倒序 the smallest; None for an empty cohort."""
        return None if not self.values else self.values[0] if order == "倒序" else self.values[-1]

    def mean(self) -> Number | None:
        """The exact mean; None for an empty cohort."""
        return mean(list(self.values)) if self.values else None

    def rank(self, value: Number, order: str) -> int:
        """Competition rank of a value: 1 + how many are better. A value from outside gets the place it would take."""
        if order == "倒序":
            return bisect_left(self.values, value) + 1
        return len(self.values) - bisect_right(self.values, value) + 1


class Seen(Protocol):
    """What a clause may look at while it reads: one subject, one period."""

    type: str
    full: Decimal
    raters: Combine

    def value(self, index: int = 0) -> Reading:
        """The clause's data item (or item, for 名次) as one value."""

    def look(self, ref: Ref) -> Reading:
        """Any data item or attribute as one value."""

    def decide(self, condition: Condition) -> Truth:
        """Whether a condition holds, as soon as what is known decides it."""

    def test(self, condition: Condition) -> Truth:
        """Whether a condition holds; NA when it reads 不适用 anywhere."""

    def rows(self) -> tuple[Value, ...] | Absent:
        """One value a scorer or occurrence; MISSING for none, NA when 不适用."""

    def events(self) -> tuple[Event, ...] | Absent:
        """The rows of the clause's 事件 data item."""

    def cohort(self) -> Cohort:
        """The group's values of the clause's data item or item."""

    def given(self) -> Number | Absent:
        """The 得分 row of the item, combined; for bands with a range alone."""


@dataclass(slots=True)
class Spec:
    """What a method is parsed from: the typed 参数 (half-width, no blanks, 最多 taken off) and its surroundings."""

    text: str
    names: Names
    elements: tuple[Known, ...]
    points: Decimal | None
    guarded: bool
    start_full: bool
    cap_zero: bool
    types: tuple[str, ...]
    label: str = ""

    @property
    def own(self) -> Known | None:
        """The clause's first data item."""
        return self.elements[0] if self.elements else None

    def match(self, pattern: str, example: str) -> re.Match[str]:
        """The whole text by a pattern, or a refusal that shows how it is written."""
        found = re.fullmatch(pattern, self.text)
        return found if found is not None else self.refuse(example)

    def refuse(self, example: str) -> Any:
        """Stop: the parameter is not of the method's form."""
        what = f"参数“{self.text}”看不懂" if self.text else "参数空着"
        refuse(what, f"{self.label}的参数这样写：{example}", "bad_params")

    def condition(self, text: str) -> Condition | None:
        """A condition typed in the parameter; None when there is none."""
        return parse_condition(text, self.names, self.own.id if self.own else None) if text else None

    def rate(self, value: Number, typed: str) -> Number:
        """A value to compare with the data item; refuses 95 for a 比率."""
        if self.own is not None and self.own.type is ElementType.RATE and size(value) > 2 and not typed.endswith("%"):
            refuse(f"“{self.own.name}”是比率，“{typed}”大于2", f"写成 {typed}% 或小数", "bad_params")
        return value

    def table(self, text: str, example: str) -> tuple[tuple[str, str], ...]:
        """``好:5;差:0`` as pairs of text; a label twice or a line without ``:`` is refused."""
        pairs: list[tuple[str, str]] = []
        for line in re.split(r"[;、,]", text):
            label, colon, value = line.rpartition(":")
            if not colon or not label or not value:
                self.refuse(example)
            if label in [known for known, _ in pairs]:
                refuse(f"“{label}”写了两次", "每一档只写一次", "bad_params")
            pairs.append((label, value))
        return tuple(pairs)


def typed_number(spec: Spec, text: str, example: str) -> Number:
    """A number typed in a parameter."""
    value = number(text)
    return value if value is not None else spec.refuse(example)


@dataclass(frozen=True, slots=True)
class Face:
    """How a data item's values are shown in a sentence."""

    unit: str = ""
    rate: bool = False

    def show(self, value: Number) -> str:
        """``87%`` for a 比率, else ``3次``."""
        return percent(value) if self.rate else plain(value) + self.unit


def percent(value: Number) -> str:
    """0.87 as 87%."""
    return plain(mul(value, HUNDRED), 4) + "%"


def written(value: Number, *, percent: bool = False) -> str:
    """As it is typed in a 参数, so that reading it again gives exactly the same: ``0.5``, ``1/3``, ``87.5%``."""
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return plain(mul(value, HUNDRED), MOST_DECIMALS) + "%" if percent else plain(value, MOST_DECIMALS)


class Method:
    """A way to turn facts into points. Subclasses are frozen dataclasses whose fields are the parameters."""

    ID: ClassVar[str]
    LABELS: ClassVar[tuple[str, ...]]
    TAKES: ClassVar[frozenset[ElementType]] = frozenset(ElementType)
    EXAMPLE: ClassVar[str]
    DEDUCTS: ClassVar[bool] = False
    MAY_LACK_ELEMENT: ClassVar[bool] = False
    TAKES_ITEM: ClassVar[bool] = False
    SECOND_PASS: ClassVar[bool] = False

    @classmethod
    def parse(cls, spec: Spec) -> Self:
        """The method from its typed parameters; raises BadExpression with a sentence."""
        raise NotImplementedError

    def typed(self) -> str:
        """The canonical 参数 (without 最多)."""
        raise NotImplementedError

    def reads(self, seen: Seen) -> Any:
        """What the effect is computed from, or MISSING, or NA."""
        return seen.value()

    def effect(self, given: Any) -> tuple[Number, Steps]:
        """Pure: what was read → (delta in points, steps)."""
        raise NotImplementedError

    def because(self, steps: Steps, face: Face) -> str:
        """The sentence, from the steps alone."""
        raise NotImplementedError

    def span(self, full: Decimal) -> tuple[Number | None, Number | None]:
        """The least and the greatest delta it can give (None: no end), for the checks of a scheme."""
        raise NotImplementedError

    def deducts(self) -> bool:
        """True when it can only take away (or gate): it then starts from full marks by default."""
        return self.DEDUCTS

    def conditions(self) -> tuple[Condition, ...]:
        """Conditions carried by the parameters."""
        return ()

    def more_elements(self) -> tuple[str, ...]:
        """Ids of data items named in the parameters (a base, a standard, a condition)."""
        return tuple(ref.name for condition in self.conditions() for ref in refs(condition) if not ref.attribute)

    def second_pass(self) -> bool:
        """True when it needs the other subjects' values."""
        return self.SECOND_PASS

    def inclusive_scores(self) -> bool:
        """True when a 得分 row stands beside the facts (bands with a range)."""
        return False


__all__ = [
    "NUMBER", "PLAIN", "ZERO", "Cohort", "Face", "Method", "Seen", "Spec", "Steps", "key", "percent", "typed_number",
    "written",
]  # fmt: skip  # one list
