"""按率得: ``满5``, rate × 5, within [0, 5]."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.scoring.build import clause_of, method, points_of, refused, row, span, told

RATE = {"到会率": "比率"}
PAIR = {"完成": "次数", "应完成": "次数"}


@pytest.mark.parametrize("typed", ["满5", "满５分", " 满 5.0 "])
def test_typed_forms(typed: str) -> None:
    read = method("按率得", typed, RATE)
    assert read.typed() == "满5"
    assert method("按率得", "满5", RATE) == read


@pytest.mark.parametrize("typed", ["5", "满五分", "满-5", ""])
def test_refusals(typed: str) -> None:
    problem = f"参数“{typed}”看不懂" if typed else "参数空着"
    assert refused("按率得", typed, RATE) == ("bad_params", "参数", problem)


def test_types() -> None:
    assert refused("按率得", "满5", PAIR)[0] == "element_type"
    assert refused("按率得", "满5", {"一": "比率", "二": "比率"}, of="一/二")[0] == "element_type"
    assert method("按率得", "满5", PAIR, of="完成/应完成").typed() == "满5"


@pytest.mark.parametrize(("rate", "delta"), [("0", "0"), ("0.87", "4.35"), ("1", "5"), ("1.2", "5"), ("-0.1", "0")])
def test_effect(rate: str, delta: str) -> None:
    assert told(method("按率得", "满5", RATE), (Decimal(rate), None, None))[0] == delta


def test_sentences() -> None:
    assert clause_of("按率得", "满5", row(到会率="87%"), RATE).because == "87%×满分5分"
    assert clause_of("按率得", "满5", row(完成=3, 应完成=4), PAIR, of="完成/应完成").because == "3÷4=75%×满分5分"


def test_two_counts_are_exact() -> None:
    """5 × 2/3 = 3.333…, rounded once at the item."""
    items = [row(分值=5, 方式="按率得", 参数="满5", 数据项="完成/应完成", 不适用时="折算")]
    assert points_of(items, PAIR, row(完成=2, 应完成=3)) == "3.33"
    assert points_of(items, PAIR, row(完成=4, 应完成=3)) == "5.00"


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        (row(完成=0, 应完成=0), "na"),  # Not applicable … 应完成 = 0
        (row(应完成=0), "na"),
        (row(完成="不适用"), "na"),
        (row(完成=1, 应完成="不适用"), "na"),
        (row(完成=1), "missing"),
        (row(应完成=1), "missing"),
        ({}, "missing"),
        (row(完成=0, 应完成=4), "0.00"),
    ],
)
def test_what_is_missing_and_what_does_not_apply(values: dict[str, int], outcome: str) -> None:
    items = [row(分值=5, 方式="按率得", 参数="满5", 数据项="完成/应完成", 不适用时="折算")]
    assert points_of(items, PAIR, values) == outcome


def test_a_rate_missing_or_na() -> None:
    items = [row(分值=5, 方式="按率得", 参数="满5", 数据项="到会率", 不适用时="折算")]
    assert [points_of(items, RATE, values) for values in ({}, row(到会率="不适用"))] == ["missing", "na"]


def test_span_and_start() -> None:
    read = method("按率得", "满5", RATE)
    assert (span(read), read.deducts()) == (("0", "5"), False)
