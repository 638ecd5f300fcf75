"""扣分: ``扣2``, −2 if true."""

from __future__ import annotations

import pytest

from tests.scoring.build import clause_of, method, points_of, refused, row, span, told
from wuze.scoring.methods.deduct import Deduct

LATE = {"迟报": "是否"}
ABSENT = {"缺席次数": "次数"}


@pytest.mark.parametrize("typed", ["扣2", "扣2分", "扣２", " 扣 2 ", "扣2.0"])
def test_typed_forms(typed: str) -> None:
    assert method("扣分", typed, LATE).typed() == "扣2"


@pytest.mark.parametrize("typed", ["缺席次数≥3 扣2", "缺席次数>=3扣2分", "缺席次数 ≥ ３  扣2"])
def test_with_a_condition(typed: str) -> None:
    read = method("扣分", typed, ABSENT)
    assert isinstance(read, Deduct)
    assert told(read, True) == ("-2", f"有“{read.text}”，扣2分")


def test_a_condition_may_mean_the_clauses_own_data_item() -> None:
    assert clause_of("扣分", "≥3 扣2", row(缺席次数=3), ABSENT, item=row(起评="满分")).delta == -2


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("减2", "参数“减2”看不懂"),
        ("扣", "参数“扣”看不懂"),
        ("扣两分", "参数“扣两分”看不懂"),
        ("扣-2", "参数“扣-2”看不懂"),
        ("", "参数空着"),
    ],
)
def test_refusals(typed: str, problem: str) -> None:
    assert refused("扣分", typed, LATE) == ("bad_params", "参数", problem)


def test_a_condition_that_does_not_read() -> None:
    assert refused("扣分", "缺席次数≥很多 扣2", ABSENT) == (
        "comparison_type",
        "参数",
        "“缺席次数”是“次数”项，要与数比较，“很多”不是数",
    )


def test_a_data_item_of_another_type_needs_a_condition() -> None:
    code, column, _ = refused("扣分", "扣2", ABSENT)
    assert (code, column) == ("element_type", "数据项")


def test_needs_a_data_item_or_a_condition() -> None:
    assert refused("扣分", "扣2", LATE, of="") == ("needs_element", "数据项", "“扣分”要有数据项")


def test_the_guard_alone_may_carry_the_condition() -> None:
    items = [row(分值=5, 方式="扣分", 参数="扣2", 条件="缺席次数≥3")]
    assert [points_of(items, ABSENT, row(缺席次数=n)) for n in (2, 3)] == ["5.00", "3.00"]


def test_effect_and_sentence() -> None:
    read = method("扣分", "扣2", LATE)
    assert told(read, True) == ("-2", "有所列情形，扣2分")
    assert told(read, False) == ("0", "没有所列情形，不扣分")


def test_span_and_start() -> None:
    read = method("扣分", "扣2", LATE)
    assert (span(read), read.deducts(), read.second_pass(), read.inclusive_scores()) == (
        ("-2", "0"),
        True,
        False,
        False,
    )


@pytest.mark.parametrize(("typed", "elements"), [("扣2.5", LATE), ("缺席次数≥3扣2", ABSENT), ("≥3扣2", ABSENT)])
def test_typed_reads_as_the_same(typed: str, elements: dict[str, str]) -> None:
    read = method("扣分", typed, elements)
    assert method("扣分", read.typed(), elements) == read


def test_names_the_data_items_of_its_condition() -> None:
    read = method("扣分", "缺席次数≥3 且 党员数≥3 扣2", ABSENT, people={"甲": row(党员数=3)})
    assert read.more_elements() == ("缺席次数",)
