"""Text typed by people: full-width digits, ％, stray blanks, lists."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from wuze.scoring.exact import Number
from wuze.scoring.text import halfwidth, key, number, split_list


def test_halfwidth_leaves_chinese_marks() -> None:
    assert halfwidth("ＡＢ１２％（１）；，、。　−") == "AB12%(1);,、。 -"


@pytest.mark.parametrize("typed", ["党员数", " 党员 数", "党员\u3000数", "党员\n数", "党员\xa0数"])
def test_names_are_compared_without_blanks(typed: str) -> None:
    assert key(typed) == "党员数"


def test_names_are_compared_in_nfc() -> None:
    assert key("e\u0301") == key("é")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", Decimal(12)),
        ("１２．５", Decimal("12.5")),
        ("95%", Decimal("0.95")),
        ("９５％", Decimal("0.95")),
        (" 9 5 % ", Decimal("0.95")),
        ("2/3", Fraction(2, 3)),
        ("1/4", Decimal("0.25")),
        ("+3", Decimal(3)),
        ("−3", Decimal(-3)),
        ("1,200", Decimal(1200)),
        ("1,234,567.5", Decimal("1234567.5")),
    ],
)
def test_numbers(typed: str, value: Number) -> None:
    assert number(typed) == value


@pytest.mark.parametrize(
    "typed", ["", "三", "3次", "1,20", "1/0", "%", "3%%", "--3", "1.2.3", ".5", "5.", "1e3", "٣", "²"]
)
def test_what_is_no_number(typed: str) -> None:
    assert number(typed) is None


def test_a_rate_is_equal_either_way() -> None:
    """0.87 = 87%."""
    assert number("0.87") == number("87%")


@pytest.mark.parametrize(
    "typed", ["甲；乙；丙", "甲;乙;丙", "甲、 乙 、丙", "甲，乙,丙", "甲\n乙\n丙", "；甲；；乙；丙；"]
)
def test_lists(typed: str) -> None:
    """List separators `；` `;` `、` `，`."""
    assert split_list(typed) == ("甲", "乙", "丙")


def test_an_empty_list() -> None:
    assert split_list(" ； ") == ()
