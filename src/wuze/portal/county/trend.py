"""A line over months as points of an SVG: laid out here, drawn by the template. No script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

LEFT, RIGHT, TOP, BOTTOM = 6, 350, 14, 62
FLAT = 20
"""Tenths of a percent that the scale spans at least: a change of a hair does not look like a leap."""


@dataclass(frozen=True, slots=True)
class Trend:
    """``points`` as an SVG polyline takes them; first and last with their words."""

    label: str
    points: str
    first: tuple[str, str, str]
    last: tuple[str, str, str]
    months: tuple[str, str]
    spoken: str


def trend(label: str, days: Sequence[date], parts: Sequence[tuple[int, int]]) -> Trend | None:
    """Rates of the days; None where fewer than two can be computed."""
    known = [(place, round(part * 1000 / whole)) for place, (part, whole) in enumerate(parts) if whole]
    if len(known) < 2:
        return None
    low, high = min(tenths for _, tenths in known), max(tenths for _, tenths in known)
    span = max(high - low, FLAT)
    step = (RIGHT - LEFT) / (len(days) - 1)
    dots = [
        (f"{LEFT + place * step:.1f}", f"{BOTTOM - (tenths - low) * (BOTTOM - TOP) / span:.1f}")
        for place, tenths in known
    ]
    words = [f"{tenths // 10}.{tenths % 10}%" for _, tenths in known]
    begin, end = days[known[0][0]], days[known[-1][0]]
    return Trend(
        label, " ".join(f"{x},{y}" for x, y in dots), (*dots[0], words[0]), (*dots[-1], words[-1]),
        (f"{begin.year}年{begin.month}月", f"{end.month}月"), f"{label}，{len(known)}个月，从{words[0]}到{words[-1]}",
    )  # fmt: skip
