"""合成 of periods and of raters."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from wuze.scoring.combine import Combine, combine
from wuze.scoring.exact import Number


@pytest.mark.parametrize(
    ("how", "values", "result"),
    [
        ("平均", "1 2 2", Fraction(5, 3)),
        ("平均", "7", Decimal(7)),
        ("相加", "1 2 2", Decimal(5)),
        ("最低", "3 1 2", Decimal(1)),
        ("去掉最高最低后平均", "1 2 3 4 10", Decimal(3)),  # n ≥ 5
        ("去掉最高最低后平均", "9 9 9 0 0 0", Decimal("4.5")),  # one highest and one lowest, not all
        ("去掉最高最低后平均", "1 2 3 10", Decimal(4)),  # fewer: a plain mean
        ("去掉最高最低后平均", "8", Decimal(8)),
        ("中位数", "9 1 5", Decimal(5)),
        ("中位数", "9 1 5 6", Decimal("5.5")),
        ("中位数", "4", Decimal(4)),
    ],
)
def test_ways(how: str, values: str, result: Number) -> None:
    assert combine([Decimal(value) for value in values.split()], Combine(how)) == result


@pytest.mark.parametrize("how", list(Combine))
def test_order_does_not_matter(how: Combine) -> None:
    values: list[Number] = [Decimal(3), Fraction(1, 3), Decimal(9), Decimal(0), Decimal(5)]
    assert combine(values, how) == combine(values[::-1], how)
