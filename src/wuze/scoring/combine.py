"""How several periods or several raters become one figure (合成)."""

from __future__ import annotations

from enum import StrEnum

from wuze.scoring.exact import Number, mean, total


class Combine(StrEnum):
    """The ways to combine; the first three for periods, 平均 and the last two for raters."""

    MEAN = "平均"
    SUM = "相加"
    LOWEST = "最低"
    TRIMMED = "去掉最高最低后平均"
    MEDIAN = "中位数"


FOR_PERIODS = (Combine.MEAN, Combine.SUM, Combine.LOWEST)
FOR_RATERS = (Combine.MEAN, Combine.TRIMMED, Combine.MEDIAN)
TRIM_FROM = 5
"""去掉最高最低 needs at least this many raters; with fewer it is a plain mean."""


def manner(count: int, how: Combine) -> str:
    """What is really done with so many values, for a sentence."""
    if how is Combine.TRIMMED and count < TRIM_FROM:
        return f"不足{TRIM_FROM}人，直接平均"
    return how.value


def combine(values: list[Number], how: Combine) -> Number:
    """The exact combined value of at least one value."""
    if how is Combine.SUM:
        return total(values)
    if how is Combine.LOWEST:
        return min(values)
    ordered = sorted(values)
    if how is Combine.MEDIAN:
        middle = len(ordered) // 2
        return ordered[middle] if len(ordered) % 2 else mean(ordered[middle - 1 : middle + 1])
    if how is Combine.TRIMMED and len(ordered) >= TRIM_FROM:
        ordered = ordered[1:-1]
    return ordered[0] if len(ordered) == 1 else mean(ordered)
