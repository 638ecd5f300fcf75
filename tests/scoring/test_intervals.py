"""Intervals: does a line of bands lie wholly within the lines before it?"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuze.scoring.intervals import EVERYTHING, Interval, covered, minus

ENDS = st.one_of(st.none(), st.integers(0, 4).map(Decimal))
INTERVALS = st.builds(Interval, ENDS, st.booleans(), ENDS, st.booleans()).filter(lambda one: not one.empty())
GRID = [Decimal(n) / 2 for n in range(-2, 11)]


def span(low: int | None, high: int | None, ends: str = "[]") -> Interval:
    return Interval(
        None if low is None else Decimal(low), ends[0] == "[", None if high is None else Decimal(high), ends[1] == "]"
    )


@pytest.mark.parametrize(
    ("one", "inside"),
    [
        (span(1, 3), "1 2 3"),
        (span(1, 3, "()"), "2"),
        (span(None, 2), "0 1 2"),
        (span(2, None, "(]"), "3 4"),
        (EVERYTHING, "0 1 2 3 4"),
    ],
)
def test_holds(one: Interval, inside: str) -> None:
    assert [n for n in range(5) if one.holds(Decimal(n))] == [int(n) for n in inside.split()]


@pytest.mark.parametrize(
    ("one", "empty"),
    [
        (span(3, 1), True),
        (span(2, 2), False),
        (span(2, 2, "[)"), True),
        (span(2, 2, "(]"), True),
        (span(None, 2), False),
        (span(2, None), False),
    ],
)
def test_empty(one: Interval, empty: bool) -> None:
    assert one.empty() is empty


def test_what_is_left() -> None:
    assert minus(span(0, 4), span(1, 3)) == [span(0, 1, "[)"), span(3, 4, "(]")]
    assert minus(span(0, 4), span(4, 5)) == [span(0, 4, "[)")]
    assert minus(span(0, 4), EVERYTHING) == []
    assert minus(span(0, 1), span(3, 4)) == [span(0, 1)]
    assert minus(span(3, 4), span(0, 1)) == [span(3, 4)]
    assert minus(EVERYTHING, span(1, 1)) == [span(None, 1, "()"), span(1, None, "()")]


def test_covered_by_the_union_of_earlier_lines() -> None:
    assert covered(span(0, 10), [span(0, 5), span(5, None, "(]")])
    assert not covered(span(0, 10), [span(0, 5, "[)"), span(5, None, "(]")])
    assert covered(EVERYTHING, [span(5, None), span(None, 5, "[)")])
    assert not covered(span(0, 10), [])


@given(one=INTERVALS, other=INTERVALS)
def test_a_difference_holds_what_one_holds_and_the_other_does_not(one: Interval, other: Interval) -> None:
    pieces = minus(one, other)
    for value in GRID:
        expected = one.holds(value) and not other.holds(value)
        assert sum(piece.holds(value) for piece in pieces) == expected


@given(one=INTERVALS, others=st.lists(INTERVALS, max_size=4))
def test_covered_means_every_value_is_held_before(one: Interval, others: list[Interval]) -> None:
    """With ends on whole numbers, whole and half numbers show every difference."""
    held = all(any(other.holds(value) for other in others) for value in GRID if one.holds(value))
    assert covered(one, others) == held
