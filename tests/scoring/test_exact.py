"""Exact arithmetic: decimals while they can, fractions where they cannot, one rounding at the end."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuze.scoring import exact
from wuze.scoring.exact import Number

NUMBERS: st.SearchStrategy[Number] = st.one_of(
    st.decimals(-(10**6), 10**6, places=4), st.fractions(-(10**6), 10**6, max_denominator=997)
)


@pytest.mark.parametrize(
    ("operation", "a", "b", "result"),
    [
        (exact.add, Decimal("0.1"), Decimal("0.2"), Decimal("0.3")),
        (exact.sub, Decimal("0.3"), Decimal("0.1"), Decimal("0.2")),
        (exact.mul, Decimal("1.1"), Decimal("1.1"), Decimal("1.21")),
        (exact.div, Decimal(1), Decimal(4), Decimal("0.25")),
        (exact.div, Decimal(1), Decimal(3), Fraction(1, 3)),
        (exact.add, Fraction(1, 3), Fraction(2, 3), Decimal(1)),
        (exact.sub, Fraction(4, 3), Fraction(1, 3), Decimal(1)),
        (exact.mul, Fraction(1, 3), Decimal(3), Decimal(1)),
        (exact.div, Fraction(1, 3), Fraction(2, 3), Decimal("0.5")),
    ],
)
def test_operations_stay_decimal_where_they_can(operation: object, a: Number, b: Number, result: Number) -> None:
    found = operation(a, b)  # type: ignore[operator]  # one of the four
    assert (found, type(found)) == (result, type(result))


def test_more_digits_than_a_decimal_keeps_are_not_lost() -> None:
    """A rounded intermediate value is impossible."""
    long = Decimal("1." + "1" * 40)
    assert exact.mul(long, long) == Fraction(long) ** 2
    assert exact.add(Decimal("1E+40"), Decimal("1E-40")) == Fraction(10**40) + Fraction(1, 10**40)
    assert exact.sub(Decimal("1E+40"), Decimal("1E-40")) == Fraction(10**40) - Fraction(1, 10**40)


@pytest.mark.parametrize("zero", [Decimal(0), Fraction(0)])
def test_division_by_zero(zero: Number) -> None:
    with pytest.raises(ZeroDivisionError):
        exact.div(Decimal(1), zero)


@given(a=NUMBERS, b=NUMBERS)
def test_the_four_operations_agree_with_fractions(a: Number, b: Number) -> None:
    assert exact.add(a, b) == Fraction(a) + Fraction(b)
    assert exact.sub(a, b) == Fraction(a) - Fraction(b)
    assert exact.mul(a, b) == Fraction(a) * Fraction(b)
    if b:
        assert exact.div(a, b) == Fraction(a) / Fraction(b)


def test_sums_and_means() -> None:
    assert exact.total([]) == 0
    assert exact.total([Decimal("0.1"), Fraction(1, 3)]) == Fraction(13, 30)
    assert exact.mean([Decimal(1), Decimal(2), Decimal(2)]) == Fraction(5, 3)


def test_signs() -> None:
    assert (exact.neg(Decimal("0.5")), exact.neg(Fraction(1, 3))) == (Decimal("-0.5"), Fraction(-1, 3))
    assert not exact.neg(Decimal(0)).is_signed()  # type: ignore[union-attr]  # a decimal in is a decimal out
    assert (exact.size(Decimal(-2)), exact.size(Decimal(2)), exact.size(Fraction(-1, 3))) == (
        Decimal(2),
        Decimal(2),
        Fraction(1, 3),
    )


@pytest.mark.parametrize(
    ("value", "low", "high", "result"),
    [(5, 0, 3, 3), (-1, 0, 3, 0), (2, 0, 3, 2), (-9, None, 3, -9), (9, 0, None, 9), (9, None, None, 9)],
)
def test_clamp(value: int, low: int | None, high: int | None, result: int) -> None:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    assert exact.clamp(Decimal(value), *ends) == result


@pytest.mark.parametrize(
    ("distance", "step", "steps"), [("0.07", "0.03", 2), ("0.06", "0.03", 2), ("0.0599", "0.03", 1), ("0", "0.03", 0)]
)
def test_whole_steps(distance: str, step: str, steps: int) -> None:
    assert exact.whole_steps(Decimal(distance), Decimal(step)) == steps
    assert exact.whole_steps(Fraction(distance), Fraction(step)) == steps


def test_whole_steps_of_a_third() -> None:
    assert exact.whole_steps(Decimal(1), Fraction(1, 3)) == 3


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        (Decimal("0.125"), 2, "0.13"),  # half-up …
        (Decimal("-0.125"), 2, "-0.13"),  # … away from zero
        (Decimal("0.124999"), 2, "0.12"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-2.5"), 0, "-3"),
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(-2, 3), 2, "-0.67"),
        (Fraction(1, 200), 2, "0.01"),  # exactly half
        (Fraction(-1, 300), 2, "0.00"),  # never a negative zero
        (Decimal("-0.004"), 2, "0.00"),
        (Decimal(7), 2, "7.00"),
        (Decimal("1E+3"), 1, "1000.0"),
    ],
)
def test_half_up(value: Number, places: int, printed: str) -> None:
    assert format(exact.half_up(value, places), "f") == printed


@given(numerator=st.integers(-(10**9), 10**9), places=st.integers(0, 6), off=st.sampled_from([-1, 0, 1]))
def test_half_up_at_every_tie_matches_fractions(numerator: int, places: int, off: int) -> None:
    """Ties, and a hair beside them, as a decimal and as a fraction."""
    tie = Fraction(2 * numerator + 1, 2 * 10**places) + Fraction(off, 10**18)
    scaled = abs(tie) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    expected = Fraction(whole, 10**places) * (1 if tie > 0 else -1)
    assert exact.half_up(tie, places) == expected
    assert exact.half_up(exact.add(tie, Decimal(0)), places) == expected


@pytest.mark.parametrize(
    ("value", "rule", "result"),
    [
        (Decimal("4.5"), "舍去", 4),
        (Decimal("4.5"), "进一", 5),
        (Decimal("4.5"), "四舍五入", 5),
        (Decimal("4.4"), "四舍五入", 4),
        (Decimal(4), "进一", 4),
        (Fraction(13, 3), "进一", 5),
        (Fraction(13, 3), "舍去", 4),
        (Decimal("0.9"), "舍去", 0),
    ],
)
def test_whole_numbers_of_places(value: Number, rule: str, result: int) -> None:
    assert exact.to_integer(value, rule) == result


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Decimal("4.50"), 6, "4.5"),
        (Decimal("1E+2"), 6, "100"),
        (Decimal(100), 6, "100"),
        (Decimal("-0"), 6, "0"),
        (Decimal("-0.0000001"), 6, "0"),
        (Fraction(1, 3), 6, "0.333333"),
        (Fraction(2, 3), 0, "1"),
        (Decimal("1E-35"), exact.MOST_DECIMALS, "0"),
        (Decimal("1.23456789"), 12, "1.23456789"),
    ],
)
def test_plain(value: Number, places: int, text: str) -> None:
    assert exact.plain(value, places) == text
