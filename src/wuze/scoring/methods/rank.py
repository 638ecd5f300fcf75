"""名次: points by the place among the group's participants."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from wuze.scoring.exact import Number, clamp, div, mul, plain, sub
from wuze.scoring.methods.base import PLAIN, ZERO, Face, Method, Seen, Spec, Steps, typed_number, written
from wuze.scoring.values import MISSING, NUMERIC, Absent


@dataclass(frozen=True, slots=True)
class Rank(Method):
    """``1:60;2:57``, ``首名200 每降一名减2%`` (減N = points), ``首名600 末名500 插值``; 正序: larger is better."""

    table: tuple[tuple[int, Number], ...]
    first: Number
    drop: Number | None
    drop_text: str
    last: Number | None
    order: str

    ID = "rank"
    LABELS = ("名次",)
    EXAMPLE = "首名200 每降一名减2%；或 1:60;2:57;3:54；或 首名600 末名500 插值；数小为好加“倒序”"
    TAKES = NUMERIC
    TAKES_ITEM = True
    SECOND_PASS = True

    @classmethod
    def parse(cls, spec: Spec) -> Self:
        """One of the three forms, then 正序 (default) or 倒序."""
        found = re.fullmatch(r"(.*?)[;,]?(正序|倒序)?", spec.text)
        body, order = (found[1], found[2] or "正序") if found else ("", "")
        falling = re.fullmatch(rf"首名({PLAIN})分?[;,]?每降[一1][名位个]+减({PLAIN}%?)分?", body)
        if falling:
            first, drop = Decimal(falling[1]), typed_number(spec, falling[2], cls.EXAMPLE)
            drop = mul(first, drop) if falling[2].endswith("%") else drop
            return cls((), first, drop, falling[2], None, order)
        between = re.fullmatch(rf"首名({PLAIN})分?[;,]?末名({PLAIN})分?[;,]?插值", body)
        if between:
            return cls((), Decimal(between[1]), None, "", Decimal(between[2]), order)
        rows = []
        for label, text in spec.table(body, cls.EXAMPLE):
            if not label.isdecimal():
                spec.refuse(cls.EXAMPLE)
            rows.append((int(label), typed_number(spec, text.removesuffix("分"), cls.EXAMPLE)))
        return cls(tuple(rows), ZERO, None, "", None, order)

    def typed(self) -> str:
        """The form it was written in."""
        tail = " 倒序" if self.order == "倒序" else ""
        if self.drop is not None:
            return f"首名{plain(self.first)} 每降一名减{self.drop_text}{tail}"
        if self.last is not None:
            return f"首名{plain(self.first)} 末名{plain(self.last)} 插值{tail}"
        return ";".join(f"{place}:{written(points)}" for place, points in self.table) + tail

    def reads(self, seen: Seen) -> Any:
        """(own value, place, how many have the value); without anyone to be ranked among it is missing."""
        value = seen.value()
        if isinstance(value, Absent):
            return value
        cohort = seen.cohort()
        if not cohort.values:
            return MISSING
        return value, cohort.rank(value, self.order), len(cohort.values)  # type: ignore[arg-type]  # a number by type

    def effect(self, given: tuple[Number, int, int]) -> tuple[Number, Steps]:
        """Points of the place; past the end of a table 0; never below 0 when falling."""
        _, place, count = given
        if self.drop is not None:
            return max(ZERO, sub(self.first, mul(self.drop, Decimal(place - 1)))), given
        if self.last is None:
            return next((points for row, points in self.table if row == place), ZERO), given
        if count <= 1:
            return self.first, given
        share = clamp(div(Decimal(place - 1), Decimal(count - 1)), ZERO, Decimal(1))
        return sub(self.first, mul(sub(self.first, self.last), share)), given

    def because(self, steps: Steps, face: Face) -> str:
        """The value and its place."""
        value, place, count = steps
        head = f"{face.show(value)}，在参评的{count}个中列第{place}名"
        if self.drop is not None:
            unit = "" if "%" in self.drop_text else "分"
            return f"{head}，首名{plain(self.first)}分，每降一名减{self.drop_text}{unit}"
        if self.last is not None:
            return f"{head}，首名{plain(self.first)}分、末名{plain(self.last)}分，中间按名次插值"
        return f"{head}，按名次表计分"

    def span(self, full: Decimal) -> tuple[Number | None, Number | None]:
        """From 0 (or 末名) to the first place."""
        ends = [points for _, points in self.table] or [self.first, self.last or ZERO]
        return min(ZERO, *ends), max(ZERO, *ends)
