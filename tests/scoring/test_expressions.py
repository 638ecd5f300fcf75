"""Conditions and formulas over facts that may be missing or 不适用."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from wuze.scoring import expressions
from wuze.scoring.exact import Number
from wuze.scoring.expressions import (
    Among,
    BadExpression,
    Compare,
    Condition,
    Every,
    Operation,
    Ref,
    Some,
    Truth,
    compute,
    guard,
    refs,
    refuse,
)
from wuze.scoring.values import MISSING, NA, Reading

VALUES: dict[str, Reading] = {
    "三": Decimal(3), "零": Decimal(0), "是": True, "否": False, "词": "社会组织", "缺": MISSING, "免": NA, "第三": Fraction(1, 3),
}  # fmt: skip  # names that tell their value
HOLDS, FAILS = Compare(Ref("三"), "≥", Decimal(3)), Compare(Ref("三"), ">", Decimal(3))
OPEN, NOT_OURS = Compare(Ref("缺"), "≥", Decimal(3)), Compare(Ref("免"), "≥", Decimal(3))


def look(ref: Ref) -> Reading:
    return VALUES[ref.name]


@pytest.mark.parametrize(
    ("name", "op", "right", "truth"),
    [
        ("三", "≥", Decimal(3), True),
        ("三", "≤", Decimal(3), True),
        ("三", ">", Decimal(3), False),
        ("三", "<", Decimal(4), True),
        ("三", "=", Decimal("3.0"), True),
        ("三", "≠", Decimal(3), False),
        ("第三", "=", Fraction(1, 3), True),
        ("三", "≥", Ref("零"), True),
        ("三", "≥", Ref("缺"), MISSING),
        ("三", "≥", Ref("免"), NA),
        ("缺", "≥", Ref("免"), NA),  # N/A beats missing
        ("缺", "=", Decimal(3), MISSING),
        ("免", "=", Decimal(3), NA),
        ("是", "=", True, True),
        ("否", "≠", True, True),
        ("是", "=", Decimal(1), False),  # 是 is not the number 1
        ("词", "=", "社会 组织", True),
        ("词", "≠", "律师事务所", True),
        ("词", "=", Decimal(3), False),
        ("词", "≥", Decimal(3), MISSING),  # a word has no size
        ("三", "≥", Ref("词"), MISSING),
    ],
)
def test_comparisons(name: str, op: str, right: Number | bool | str | Ref, truth: Truth) -> None:
    assert expressions.test(Compare(Ref(name), op, right), look) is truth


@pytest.mark.parametrize(("name", "truth"), [("词", True), ("三", False), ("缺", MISSING), ("免", NA)])
def test_among(name: str, truth: Truth) -> None:
    assert expressions.test(Among(Ref(name), ("律师事务所", "社会组织")), look) is truth


@pytest.mark.parametrize(
    ("terms", "every", "some"),
    [
        ((HOLDS, HOLDS), True, True),
        ((HOLDS, FAILS), False, True),
        ((FAILS, FAILS), False, False),
        ((HOLDS, OPEN), MISSING, True),
        ((FAILS, OPEN), False, MISSING),  # what decides is looked at first
        ((HOLDS, NOT_OURS), NA, True),
        ((FAILS, NOT_OURS), False, NA),
        ((OPEN, NOT_OURS), NA, NA),
    ],
)
def test_and_or(terms: tuple[Condition, ...], every: Truth, some: Truth) -> None:
    for order in (terms, terms[::-1]):
        assert expressions.test(Every(order), look) is every
        assert expressions.test(Some(order), look) is some


@pytest.mark.parametrize(
    ("condition", "truth"),
    [
        (HOLDS, True),
        (OPEN, MISSING),
        (NOT_OURS, False),  # a guard on 不适用 is false
        (Every((HOLDS, NOT_OURS)), False),
        (Some((HOLDS, NOT_OURS)), True),
        (Some((OPEN, NOT_OURS)), MISSING),
        (Every((OPEN, NOT_OURS)), False),
    ],
)
def test_guards(condition: Condition, truth: Truth) -> None:
    assert guard(condition, look) is truth


@pytest.mark.parametrize(
    ("op", "names", "value"),
    [
        ("+", ("三", "三"), Decimal(6)),
        ("-", ("零", "三"), Decimal(-3)),
        ("*", ("三", "第三"), Decimal(1)),
        ("/", ("三", "三"), Decimal(1)),
        ("/", ("零", "三"), Decimal(0)),
        ("/", ("三", "零"), NA),  # ÷0 → N/A
        ("最小", ("三", "零"), Decimal(0)),
        ("最大", ("三", "零"), Decimal(3)),
        ("+", ("三", "缺"), MISSING),  # any missing → missing
        ("+", ("三", "免"), NA),  # any 不适用 → N/A
        ("最大", ("免", "三"), NA),
        ("+", ("三", "词"), MISSING),
        ("+", ("三", "是"), MISSING),
    ],
)
def test_formulas(op: str, names: tuple[str, ...], value: Reading) -> None:
    assert compute(Operation(op, tuple(map(Ref, names))), look) == value


def test_a_formula_may_be_a_name_or_a_number() -> None:
    assert compute(Ref("三"), look) == 3
    assert compute(Decimal(5), look) == 5


def test_names_in_order_with_repeats() -> None:
    tree = Every((Compare(Ref("甲"), "≥", Ref("乙")), Some((HOLDS, Among(Ref("类型", attribute=True), ("a",))))))
    assert [ref.name for ref in refs(tree)] == ["甲", "乙", "三", "类型"]
    formula = Operation("+", (Ref("甲"), Decimal(2), Operation("*", (Ref("乙"), Ref("甲")))))
    assert [ref.name for ref in refs(formula)] == ["甲", "乙", "甲"]


def test_a_refusal_carries_two_sentences_and_a_code() -> None:
    with pytest.raises(BadExpression, match="看不懂") as caught:
        refuse("看不懂", "改正")
    assert (caught.value.problem, caught.value.fix, caught.value.code) == ("看不懂", "改正", "bad_condition")
