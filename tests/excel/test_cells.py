"""A raw cell becomes what the engine takes."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from wuze.excel.cells import CellCache, a1, cell_value, column_number, letters


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (3.3000000000000003, "3.3"),
        (0.1 + 0.2, "0.3"),
        (0.87, "0.87"),
        (-0.0, "0"),
        (45, "45"),
        (1e20, "100000000000000000000"),
        (0.00001, "0.00001"),
        (123456789012345680.0, "123456789012346000"),
        (-2.5, "-2.5"),
    ],
)
def test_a_number_is_the_decimal_of_its_15_significant_digits(raw: float, value: str) -> None:
    got = cell_value(raw)
    assert isinstance(got, Decimal)
    assert format(got, "f") == value


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("　 P001\xa0\ufeff", "P001"),
        ("\u200b", None),
        ("", None),
        (None, None),
        ("党 员", "党 员"),
        ("4.50", "4.50"),
        (True, True),
        (False, False),
        (datetime(2026, 3, 4, 23, 59), date(2026, 3, 4)),
        (date(2026, 3, 4), date(2026, 3, 4)),
        (time(9, 5), "09:05"),
        (time(9, 5, 7), "09:05:07"),
        (timedelta(days=1, hours=12), "36:00"),
        (timedelta(minutes=1, seconds=3), "0:01:03"),
    ],
)
def test_other_cells(raw: Any, value: Any) -> None:
    got = cell_value(raw)
    assert (type(got), got) == (type(value), value)


def test_true_and_one_are_not_confused_by_the_memo() -> None:
    cache = CellCache()
    rows = [cache.row([1.0, "a"]), cache.row([True, 1.0]), cache.row([1.0, False]), cache.row([0.0, "a"])]
    kinds = [[type(cell) for cell in row] for row in rows]
    assert kinds == [[Decimal, str], [bool, Decimal], [Decimal, bool], [Decimal, str]]


@pytest.mark.parametrize(
    ("number", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_column_letters_there_and_back(number: int, name: str) -> None:
    assert (letters(number), column_number(name), column_number(name.lower())) == (name, number, number)


def test_a1_counts_rows_from_one() -> None:
    assert a1(11, 3) == "D12"
