"""级别表: events at levels, the highest or all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from wuze.scoring.exact import Number, plain, size, total
from wuze.scoring.facts import Event
from wuze.scoring.methods.bands import OTHER
from wuze.scoring.methods.base import ZERO, Face, Method, Seen, Spec, Steps, key, written
from wuze.scoring.text import number
from wuze.scoring.values import ElementType


@dataclass(frozen=True, slots=True)
class Levels(Method):
    """``国家级:5;省级:3 就高|累计``: one event counts once, at its highest level."""

    levels: tuple[tuple[str, Number], ...]
    highest: bool

    ID = "levels"
    LABELS = ("级别表",)
    EXAMPLE = "国家级:5;省级:3;市级:2;县级:1 累计 最多5"
    TAKES = frozenset({ElementType.EVENT})

    @classmethod
    def parse(cls, spec: Spec) -> Self:
        """Levels, then 就高 or 累计 (the default)."""
        found = re.fullmatch(r"(.*?)[;,]?(就高|累计)?", spec.text)
        body, mode = (found[1], found[2]) if found else ("", None)
        pairs = []
        for label, text in spec.table(body, cls.EXAMPLE):
            value = number(text.removesuffix("分"))
            if value is None:
                spec.refuse(cls.EXAMPLE)
            pairs.append((label, value))
        return cls(tuple(pairs), mode == "就高")  # type: ignore[arg-type]  # None was refused

    def typed(self) -> str:
        """The lines and the mode."""
        lines = ";".join(f"{label}:{written(points)}" for label, points in self.levels)
        return f"{lines} {'就高' if self.highest else '累计'}"

    def reads(self, seen: Seen) -> Any:
        """The rows."""
        return seen.events()

    def points(self, level: str) -> Number | None:
        """The points of a level; None when the table does not admit it."""
        for label, points in self.levels:
            if key(label) == key(level):
                return points
        return next((points for label, points in self.levels if label in OTHER), None)

    def effect(self, given: tuple[Event, ...]) -> tuple[Number, Steps]:
        """The largest by size, or the sum over distinct events."""
        best: dict[str, tuple[str, str, Number]] = {}
        for row in given:
            points = self.points(row.level) or ZERO
            name = key(row.name)
            if name not in best or _height(points) > _height(best[name][2]):
                best[name] = (row.name, row.level, points)
        events = tuple(best.values())
        if self.highest and events:
            return max((event[2] for event in events), key=_height), events
        return total(event[2] for event in events), events

    def because(self, steps: Steps, face: Face) -> str:
        """The events and what they count."""
        if not steps:
            return "没有登记事件，不计"
        shown = "；".join(f"{name}（{level}，{plain(points)}分）" for name, level, points in steps)
        return f"{shown}，{'就高' if self.highest else '累计'}"

    def span(self, full: Decimal) -> tuple[Number | None, Number | None]:
        """The table's ends when 就高, none when 累计."""
        points = [points for _, points in self.levels]
        low, high = min(ZERO, *points), max(ZERO, *points)
        if self.highest:
            return low, high
        return (None if low < 0 else ZERO), (None if high > 0 else ZERO)

    def deducts(self) -> bool:
        """When no level gives points and one takes some."""
        return all(points <= 0 for _, points in self.levels) and any(points < 0 for _, points in self.levels)


def _height(points: Number) -> tuple[Number, Number]:
    """Largest by size; +3 and −3 are equally large, then the gain counts, whichever row stands first."""
    return size(points), points
