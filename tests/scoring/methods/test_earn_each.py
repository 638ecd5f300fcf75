"""每次得: ``每次得2 [最多10]``, +2 × n."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.scoring.build import clause_of, method, moved, refused, row, span, told
from wuze.scoring.methods.base import Face

DONE = {"活动": "次数"}


@pytest.mark.parametrize("typed", ["每次得2", "每次得２分", "每次加2", "每场得 2", "每得2.0", "每次得2 最多10"])
def test_typed_forms(typed: str) -> None:
    read = method("每次得", typed, DONE)
    assert read.typed() == "每次得2"
    assert method("每次得", "每次得2", DONE) == read


@pytest.mark.parametrize("typed", ["得2", "每次扣2", "每2次得1", "每次得二分", "每次得-2", ""])
def test_refusals(typed: str) -> None:
    problem = f"参数“{typed}”看不懂" if typed else "参数空着"
    assert refused("每次得", typed, DONE) == ("bad_params", "参数", problem)


@pytest.mark.parametrize(("times", "delta"), [(0, "0"), (1, "2"), (3, "6")])
def test_effect(times: int, delta: str) -> None:
    assert told(method("每次得", "每次得2", DONE), Decimal(times)) == (delta, f"{times}次，每次得2分")


def test_sentence_in_its_own_unit() -> None:
    assert told(method("每次得", "每次得2", DONE), Decimal(3), Face("场"))[1] == "3场，每场得2分"


def test_a_bound_on_its_own_effect() -> None:
    result = clause_of("每次得", "每次得2 最多10", row(活动=6), DONE)
    assert moved(result) == ("10", "6次，每次得2分，最多10分")
    assert clause_of("每次得", "每次得2 最多10", row(活动=5), DONE).because == "5次，每次得2分"


def test_span_and_start() -> None:
    assert span(method("每次得", "每次得2", DONE)) == ("0", None)
    assert span(method("每次得", "每次得0", DONE)) == ("0", "0")
    assert not method("每次得", "每次得2", DONE).deducts()
