"""Pictures as lengths for an SVG: the scale a total stands on, and how the totals are spread. No script, no style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from wuze.scoring.exact import plain
from wuze.scoring.model import Scheme

WIDE, NARROW = 760, 358


@dataclass(frozen=True, slots=True)
class Band:
    """One grade's stretch: from, length, and its place from below."""

    x: str
    width: str
    level: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the scale with its word."""

    x: str
    word: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a total lies between the lines; ``me`` and ``median`` are places, "" for none."""

    width: int
    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]
    ends: tuple[str, str]
    me: Mark
    median: Mark | None
    spoken: str


def scale(total: Decimal, scheme: Scheme, median: Decimal | None, next_line: str, width: int) -> Scale | None:
    """None for a scheme without grades."""
    lines = sorted((grade.least, grade.name) for grade in scheme.grades[:-1] if grade.least is not None)
    if not lines:
        return None
    full = max(scheme.full or Decimal(100), total)
    low = max(min(lines[0][0], total) - 10, Decimal(0)) if total >= 0 else total
    span = full - low or Decimal(1)

    def at(points: Decimal) -> str:
        return f"{(points - low) * width / span:.1f}"

    edges = [low, *(least for least, _ in lines), full]
    bands = tuple(
        Band(at(a), f"{(b - a) * width / span:.1f}", min(level, 3))
        for level, (a, b) in enumerate(pairwise(edges)) if b > a
    )  # fmt: skip
    marks = tuple(Mark(at(least), f"{name}{plain(least)}", name == next_line) for least, name in lines)
    middle = Mark(at(median), f"组内中位{median:f}") if median is not None and median >= low else None
    spoken = "，".join([f"得分{total:f}", *(f"{name}线{plain(least)}" for least, name in lines)])
    return Scale(width, bands, marks, (plain(low), plain(full)), Mark(at(total), f"{total:f}"), middle, spoken)


@dataclass(frozen=True, slots=True)
class Bar:
    """So many in one stretch."""

    x: str
    y: str
    width: str
    height: str
    number: int
    word: str
    middle: str


@dataclass(frozen=True, slots=True)
class Spread:
    """The bars, from the lowest stretch."""

    width: int
    bars: tuple[Bar, ...]
    spoken: str


HEIGHT, TOP = 70, 16


def spread(found: Sequence[tuple[int, int]], step: int = 5, width: int = 640) -> Spread | None:
    """None where there is nothing to show."""
    most = max((number for _, number in found), default=0)
    if not most:
        return None
    room = Decimal(width) / len(found)
    bars = []
    for at, (low, number) in enumerate(found):
        high = Decimal(number) * HEIGHT / most
        x, wide = room * at + 2, min(room, Decimal(64)) - 4
        bars.append(
            Bar(
                f"{x:.1f}",
                f"{TOP + HEIGHT - high:.1f}",
                f"{wide:.1f}",
                f"{high:.1f}",
                number,
                str(low),
                f"{x + wide / 2:.1f}",
            )
        )
    spoken = "，".join(f"{low}到{low + step}分{number}个" for low, number in found if number)
    return Spread(width, tuple(bars), spoken)
