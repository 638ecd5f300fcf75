"""分档: the first line that holds gives the points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from wuze.scoring.exact import Number, plain
from wuze.scoring.expressions import OPERATORS, refuse
from wuze.scoring.intervals import EVERYTHING, Interval, covered
from wuze.scoring.methods.base import NUMBER, ZERO, Face, Method, Seen, Spec, Steps, typed_number, written
from wuze.scoring.text import number
from wuze.scoring.values import Absent, ElementType

OTHER = ("其他", "其它", "其余")
_OPS = "|".join(map(re.escape, sorted(OPERATORS, key=len, reverse=True)))
_LINE = re.compile(rf"({_OPS})({NUMBER})")


@dataclass(frozen=True, slots=True)
class Band:
    """One line: its label as typed, where it holds, and the points (low = high unless a 得分 chooses within)."""

    label: str
    where: Interval
    low: Number
    high: Number


@dataclass(frozen=True, slots=True)
class Bands(Method):
    """``≥95%:5;≥90%:3;其他:0``; a value may be a range ``3~5``, then a 得分 row gives the points within it."""

    bands: tuple[Band, ...]

    ID = "bands"
    LABELS = ("分档",)
    EXAMPLE = "≥95%:5;≥90%:3;其他:0"
    TAKES = frozenset({ElementType.NUMBER, ElementType.RATE})

    @classmethod
    def parse(cls, spec: Spec) -> Self:
        """Lines in order; a line wholly covered by the earlier ones is refused."""
        bands: list[Band] = []
        for label, value in spec.table(spec.text, cls.EXAMPLE):
            band = Band(label, _where(spec, label), *_points(spec, value))
            if label not in OTHER and covered(band.where, [earlier.where for earlier in bands]):
                refuse(f"“{label}”这一档已被前面的档覆盖，永远用不上", "把要求高的档写在前面", "band_covered")
            bands.append(band)
        return cls(tuple(bands))

    def typed(self) -> str:
        """The lines."""
        return ";".join(f"{band.label}:{_range(band)}" for band in self.bands)

    def reads(self, seen: Seen) -> Any:
        """(value, index of the band, points chosen within its range or None)."""
        value = seen.value()
        if isinstance(value, Absent):
            return value
        index = self.index(value)  # type: ignore[arg-type]  # a number by its type
        if index is None or self.bands[index].low == self.bands[index].high:
            return value, index, None
        chosen = seen.given()
        return chosen if isinstance(chosen, Absent) else (value, index, chosen)

    def index(self, value: Number) -> int | None:
        """Which line holds."""
        return next((no for no, band in enumerate(self.bands) if band.where.holds(value)), None)

    def effect(self, given: tuple[Number, int | None, Number | None]) -> tuple[Number, Steps]:
        """The points of the line; 0 when none holds."""
        _, index, chosen = given
        if index is None:
            return ZERO, given
        return (self.bands[index].low if chosen is None else chosen), given

    def because(self, steps: Steps, face: Face) -> str:
        """The value and its line."""
        value, index, chosen = steps
        shown = face.show(value)
        if index is None:
            return f"{shown}，不在任何一档，计0分"
        band = self.bands[index]
        if chosen is None:
            return f"{shown}，属“{band.label}”档，计{plain(band.low)}分"
        return f"{shown}，属“{band.label}”档（{_range(band)}分），评定{plain(chosen)}分"

    def span(self, full: Decimal) -> tuple[Number | None, Number | None]:
        """The least and the greatest line."""
        return min(ZERO, *(band.low for band in self.bands)), max(ZERO, *(band.high for band in self.bands))

    def deducts(self) -> bool:
        """When every line takes away or gives nothing, and one takes away."""
        return all(band.high <= 0 for band in self.bands) and any(band.low < 0 for band in self.bands)

    def inclusive_scores(self) -> bool:
        """When a line has a range."""
        return any(band.low != band.high for band in self.bands)

    def dead_other(self) -> bool:
        """True when 其他 can never be reached."""
        if self.bands[-1].label not in OTHER:
            return False
        return covered(EVERYTHING, [band.where for band in self.bands[:-1]])


def _where(spec: Spec, label: str) -> Interval:
    if label in OTHER:
        return EVERYTHING
    low, low_in, high, high_in = None, False, None, False
    for term in re.split("并?且", label):
        found = _LINE.fullmatch(term)
        op = OPERATORS[found[1]] if found else ""
        if found is None or op == "≠":
            return spec.refuse(Bands.EXAMPLE)  # type: ignore[no-any-return]  # it never returns
        value = spec.rate(typed_number(spec, found[2], Bands.EXAMPLE), found[2])
        if op in "≥>=":
            low, low_in = value, op != ">"
        if op in "≤<=":
            high, high_in = value, op != "<"
    where = Interval(low, low_in, high, high_in)
    if where.empty():
        refuse(f"“{label}”这一档没有任何数能满足", "检查上下限的方向", "bad_params")
    return where


def _points(spec: Spec, text: str) -> tuple[Number, Number]:
    low, tilde, high = text.partition("~")
    values = (number(low.removesuffix("分")), number((high if tilde else low).removesuffix("分")))
    if values[0] is None or values[1] is None or values[0] > values[1]:
        spec.refuse(Bands.EXAMPLE)
    return values  # type: ignore[return-value]  # refused above when None


def _range(band: Band) -> str:
    return written(band.low) if band.low == band.high else f"{written(band.low)}~{written(band.high)}"
