"""缺次扣: ``应4 每缺扣0.5``, −0.5 × max(0, 应−n)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.scoring.build import clause_of, method, moved, points_of, refused, row, span, told
from wuze.scoring.methods.base import Face

MEETINGS = {"会议": "次数"}
TYPES = row(类型="社会组织;规模以下企业")


@pytest.mark.parametrize("typed", ["应4 每缺扣0.5", "应４每缺扣0.5分", "应4每缺次扣0.5", "应4.0每缺次扣0.50 最多3"])
def test_typed_forms(typed: str) -> None:
    assert method("缺次扣", typed, MEETINGS).typed() == "应4 每缺扣0.5"


@pytest.mark.parametrize(
    "typed", ["应4;规模以下企业:2 每缺扣0.5", "应4；规模以下 企业：2每缺扣0.5", "应4、规模以下企业:2 每缺扣0.5"]
)
def test_by_type(typed: str) -> None:
    read = method("缺次扣", typed, MEETINGS, head=TYPES)
    assert read.typed() == "应4;规模以下企业:2 每缺扣0.5"
    assert method("缺次扣", read.typed(), MEETINGS, head=TYPES) == read


@pytest.mark.parametrize(
    "typed", ["4 每缺扣0.5", "应四次 每缺扣0.5", "应4", "应4 每缺2次扣1", "应4;规模以下企业 每缺扣0.5", ""]
)
def test_refusals(typed: str) -> None:
    problem = f"参数“{typed.replace(' ', '')}”看不懂" if typed else "参数空着"
    assert refused("缺次扣", typed, MEETINGS) == ("bad_params", "参数", problem)


def test_a_type_outside_the_list_is_a_fault() -> None:
    assert refused("缺次扣", "应4;国企:2 每缺扣0.5", MEETINGS, head=TYPES) == (
        "unknown_type",
        "参数",
        "类型“国企”不在类型清单里",
    )


def test_without_a_list_any_type_is_accepted() -> None:
    assert method("缺次扣", "应4;国企:2 每缺扣0.5", MEETINGS).typed() == "应4;国企:2 每缺扣0.5"


def test_a_type_twice() -> None:
    assert refused("缺次扣", "应4;国企:2;国企:3 每缺扣0.5", MEETINGS) == ("bad_params", "参数", "“国企”写了两次")


@pytest.mark.parametrize(("times", "delta"), [(0, "-2"), (3, "-0.5"), (4, "0"), (5, "0")])
def test_effect(times: int, delta: str) -> None:
    assert told(method("缺次扣", "应4 每缺扣0.5", MEETINGS), (Decimal(times), Decimal(4)))[0] == delta


def test_sentence_of_the_contract() -> None:
    result = clause_of("缺次扣", "应4 每缺扣0.5", row(会议=3), MEETINGS, item=row(起评="满分"))
    assert moved(result) == ("-0.5", "应4次，实际3次，每缺1次扣0.5分")


def test_sentence_in_its_own_unit() -> None:
    read = method("缺次扣", "应4 每缺扣0.5", MEETINGS)
    assert told(read, (Decimal(3), Decimal(4)), Face("期"))[1] == "应4期，实际3期，每缺1期扣0.5分"


@pytest.mark.parametrize(("kind", "points"), [("社会组织", "4.00"), ("规模以下企业", "5.00"), (None, "4.00")])
def test_what_is_due_by_type(kind: str | None, points: str) -> None:
    """应4;规模以下企业:2 with 2 done: two short at 0.5 each, or none."""
    small = row(类型="规模以下企业")
    items = [row(分值=5, 方式="缺次扣", 参数="应4;规模以下企业:2 每缺扣0.5", 数据项="会议")]
    assert points_of(items, MEETINGS, row(会议=2), people={"甲": row(类型=kind), "乙": small}) == points


def test_nothing_due_has_no_effect_and_is_not_na() -> None:
    """`应0` in 缺次扣 has no effect and is not N/A, whatever is known."""
    items = [row(分值=5, 方式="缺次扣", 参数="应4;规模以下企业:0 每缺扣0.5", 数据项="会议")]
    people = {"甲": row(类型="规模以下企业")}
    assert [points_of(items, MEETINGS, values, people=people) for values in (row(会议=1), row(会议="不适用"), {})] == [
        "5.00",
        "5.00",
        "5.00",
    ]
    assert clause_of("缺次扣", "应0 每缺扣0.5", {}, MEETINGS, item=row(起评="满分")).because == "应0次，不计"


def test_missing_and_na() -> None:
    items = [row(分值=5, 方式="缺次扣", 参数="应4 每缺扣0.5", 数据项="会议", 不适用时="折算")]
    assert points_of(items, MEETINGS, {}) == "missing"
    assert points_of(items, MEETINGS, row(会议="不适用")) == "na"


def test_span_is_all_lacking_of_the_type_that_owes_most() -> None:
    assert span(method("缺次扣", "应4 每缺扣0.5", MEETINGS)) == ("-2", "0")
    assert span(method("缺次扣", "应4;社会组织:12 每缺扣0.5", MEETINGS)) == ("-6", "0")
