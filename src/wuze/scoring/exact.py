"""Exact arithmetic: decimals, and fractions only where a decimal cannot hold the value (1 ÷ 3).

Decimal is some twenty times faster than Fraction and nearly every clause stays in it. The context traps Inexact, so a
rounded intermediate value is impossible: the operation is redone as a Fraction instead. Comparison between the two
kinds is exact in Python itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow
from fractions import Fraction

Number = Decimal | Fraction
ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)

_EXACT = Context(prec=60, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])
_WIDE = Context(prec=200, rounding=ROUND_HALF_UP, traps=[InvalidOperation])


def _narrow(value: Fraction) -> Number:
    try:
        return _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
    except Inexact:
        return value


def add(a: Number, b: Number) -> Number:
    """a + b, exactly."""
    try:
        return _EXACT.add(a, b)  # type: ignore[arg-type]  # a Fraction raises TypeError, handled below
    except (TypeError, Inexact):
        return _narrow(Fraction(a) + Fraction(b))


def sub(a: Number, b: Number) -> Number:
    """a - b, exactly."""
    try:
        return _EXACT.subtract(a, b)  # type: ignore[arg-type]  # a Fraction raises TypeError, handled below
    except (TypeError, Inexact):
        return _narrow(Fraction(a) - Fraction(b))


def mul(a: Number, b: Number) -> Number:
    """a × b, exactly."""
    try:
        return _EXACT.multiply(a, b)  # type: ignore[arg-type]  # a Fraction raises TypeError, handled below
    except (TypeError, Inexact):
        return _narrow(Fraction(a) * Fraction(b))


def div(a: Number, b: Number) -> Number:
    """a ÷ b, exactly; ZeroDivisionError when b is 0."""
    if not b:
        raise ZeroDivisionError
    try:
        return _EXACT.divide(a, b)  # type: ignore[arg-type]  # a Fraction raises TypeError, handled below
    except Inexact:
        return Fraction(a) / Fraction(b)
    except TypeError:
        return _narrow(Fraction(a) / Fraction(b))


def total(values: Iterable[Number]) -> Number:
    """The exact sum; 0 for none."""
    result: Number = ZERO
    for value in values:
        if value:
            result = add(result, value)
    return result


def mean(values: list[Number]) -> Number:
    """The exact mean of at least one value."""
    return div(total(values), Decimal(len(values)))


def neg(a: Number) -> Number:
    """-a, exactly, and never a negative zero."""
    return sub(ZERO, a)


def size(a: Number) -> Number:
    """|a|."""
    return a if a >= 0 else neg(a)


def clamp(value: Number, low: Number | None, high: Number | None) -> Number:
    """The value held within [low, high]; None is no bound."""
    if low is not None and value < low:
        return low
    if high is not None and value > high:
        return high
    return value


def whole_steps(distance: Number, step: Number) -> Number:
    """How many whole steps fit into a distance that is not negative."""
    try:
        return _EXACT.divide_int(distance, step)  # type: ignore[arg-type]  # a Fraction raises TypeError
    except (TypeError, InvalidOperation):
        return Decimal(int(Fraction(distance) / Fraction(step)))


MOST_DECIMALS = 30
"""The most that is ever written out in full: a number cell has 15 digits."""
_UNITS = tuple(Decimal(1).scaleb(-places) for places in range(MOST_DECIMALS + 1))


def half_up(value: Number, places: int) -> Decimal:
    """Rounded to ``places`` decimals, ties away from zero; never a negative zero."""
    if isinstance(value, Decimal):
        result = value.quantize(_UNITS[places], rounding=ROUND_HALF_UP, context=_WIDE)
    else:
        over, under = abs(value.numerator), value.denominator
        result = Decimal((2 * over * 10**places + under) // (2 * under)).scaleb(-places, context=_WIDE)
        result = result.copy_negate() if value < 0 else result
    return result or abs(result)


def to_integer(value: Number, rule: str) -> int:
    """A non-negative value as a whole number by 舍去, 进一 or 四舍五入."""
    exact = Fraction(value)
    floor = exact.numerator // exact.denominator
    if rule == "进一":
        return floor if exact == floor else floor + 1
    if rule == "四舍五入":
        return int(half_up(value, 0))
    return floor


def plain(value: Number, places: int = 6) -> str:
    """As short as it can be written: no exponent, no trailing zeros, at most ``places`` decimals (half-up)."""
    text = format(value if isinstance(value, Decimal) else half_up(value, places), "f")
    if len(text.partition(".")[2]) > places:
        text = format(half_up(value, places), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
