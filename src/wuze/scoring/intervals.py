"""Intervals of numbers, for bands: does a line lie wholly within the lines before it?"""

from __future__ import annotations

from dataclasses import dataclass

from wuze.scoring.exact import Number


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high`` (None: no end); ``low_in`` and ``high_in`` tell whether the ends belong to it."""

    low: Number | None
    low_in: bool
    high: Number | None
    high_in: bool

    def holds(self, value: Number) -> bool:
        """Whether the value lies in it."""
        if self.low is not None and (value < self.low or (value == self.low and not self.low_in)):
            return False
        return self.high is None or value < self.high or (value == self.high and self.high_in)

    def empty(self) -> bool:
        """Whether no number lies in it."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and not (self.low_in and self.high_in))


EVERYTHING = Interval(None, False, None, False)


def minus(one: Interval, other: Interval) -> list[Interval]:
    """What is left of ``one`` without ``other``: none, one or two intervals."""
    left = Interval(one.low, one.low_in, other.low, not other.low_in) if other.low is not None else None
    right = Interval(other.high, not other.high_in, one.high, one.high_in) if other.high is not None else None
    pieces = []
    if left is not None:
        pieces.append(_cut(left, one))
    if right is not None:
        pieces.append(_cut(right, one))
    return [piece for piece in pieces if not piece.empty()]


def _cut(piece: Interval, one: Interval) -> Interval:
    low, low_in, high, high_in = piece.low, piece.low_in, piece.high, piece.high_in
    if one.high is not None and (high is None or high > one.high or (high == one.high and not one.high_in)):
        high, high_in = one.high, one.high_in
    if one.low is not None and (low is None or low < one.low or (low == one.low and not one.low_in)):
        low, low_in = one.low, one.low_in
    return Interval(low, low_in, high, high_in)


def covered(one: Interval, others: list[Interval]) -> bool:
    """Whether the union of the others holds all of it."""
    rest = [one]
    for other in others:
        rest = [piece for part in rest for piece in minus(part, other)]
    return not rest
