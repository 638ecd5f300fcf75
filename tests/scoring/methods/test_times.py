"""倍数: ``×10`` of a data item."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.scoring.build import clause_of, method, moved, points_of, refused, row, span, told
from wuze.scoring.methods.base import Face

COUNT = {"志愿服务": "次数"}
SCORE = {"评分": "打分"}


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("×10", "×10"),
        ("x10", "×10"),
        ("X１０", "×10"),
        ("*0.50", "×0.5"),
        ("×-2", "×-2"),
        ("×1/3", "×1/3"),
        ("×50%", "×0.5"),
    ],
)
def test_typed_forms(typed: str, canonical: str) -> None:
    read = method("倍数", typed, COUNT, item=row(下限=-5))
    assert read.typed() == canonical
    assert method("倍数", canonical, COUNT, item=row(下限=-5)) == read


@pytest.mark.parametrize("typed", ["10", "乘10", "×十", "×1/0", ""])
def test_refusals(typed: str) -> None:
    problem = f"参数“{typed}”看不懂" if typed else "参数空着"
    assert refused("倍数", typed, COUNT) == ("bad_params", "参数", problem)


def test_types() -> None:
    assert refused("倍数", "×10", {"率": "比率"})[:2] == ("element_type", "数据项")


def test_effect_and_sentence() -> None:
    assert moved(clause_of("倍数", "×10", row(志愿服务=3), COUNT)) == ("30", "3×10")
    assert told(method("倍数", "×0.5", COUNT), Decimal(3), Face("小时")) == ("1.5", "3小时×0.5")


def test_several_scorers_are_combined_first() -> None:
    marks = [row(编号="甲", 数据项="评分", 值=value) for value in (80, 90, 91)]
    assert points_of([row(分值=100, 方式="倍数", 参数="×1", 数据项="评分")], SCORE, {}, details=marks) == "87.00"
    median = [row(分值=100, 方式="倍数", 参数="×1", 数据项="评分", 合成="中位数")]
    assert points_of(median, SCORE, {}, details=marks) == "90.00"


def test_missing_and_na() -> None:
    items = [row(分值=100, 方式="倍数", 参数="×1", 数据项="志愿服务", 不适用时="折算")]
    assert [points_of(items, COUNT, values) for values in ({}, row(志愿服务="不适用"))] == ["missing", "na"]


def test_span_and_start() -> None:
    more, less, none = (method("倍数", f"×{n}", COUNT, item=row(下限=-5, 起评="满分")) for n in ("2", "-2", "0"))
    assert (span(more), more.deducts()) == (("0", None), False)
    assert (span(less), less.deducts()) == ((None, "0"), True)
    assert span(none) == ("0", "0")
