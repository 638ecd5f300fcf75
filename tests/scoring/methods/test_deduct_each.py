"""每次扣: ``每次扣0.5 [最多3]``, −0.5 × n."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.scoring.build import clause_of, method, moved, refused, row, span, told
from wuze.scoring.methods.base import Face

LATE = {"迟报": "次数"}
UNITS = {"迟报": row(类型="次数", 单位="份")}
EVENTS = {"信访": "事件"}


@pytest.mark.parametrize(
    "typed", ["每次扣0.5", "每次扣０．５分", "每份扣 0.5", "每扣0.5", "每次扣0.50 最多3", "每次扣0.5[最多3分]"]
)
def test_typed_forms(typed: str) -> None:
    assert method("每次扣", typed, LATE).typed() == "每次扣0.5"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("扣0.5", "参数“扣0.5”看不懂"),
        ("每次扣半分", "参数“每次扣半分”看不懂"),
        ("每2次扣1", "参数“每2次扣1”看不懂"),
        ("", "参数空着"),
    ],
)
def test_refusals(typed: str, problem: str) -> None:
    assert refused("每次扣", typed, LATE) == ("bad_params", "参数", problem)


def test_other_types_are_refused() -> None:
    assert refused("每次扣", "每次扣1", {"率": "比率"}) == ("element_type", "数据项", "“每次扣”不能用“比率”项“率”")


def test_needs_a_data_item() -> None:
    assert refused("每次扣", "每次扣1", LATE, of="") == ("needs_element", "数据项", "“每次扣”要有数据项")


@pytest.mark.parametrize(("times", "delta"), [(0, "0"), (1, "-0.5"), (3, "-1.5"), (40, "-20")])
def test_effect(times: int, delta: str) -> None:
    read = method("每次扣", "每次扣0.5", LATE)
    assert told(read, Decimal(times)) == (delta, f"{times}次，每次扣0.5分")


def test_sentence_in_its_own_unit() -> None:
    assert told(method("每次扣", "每次扣0.5", LATE), Decimal(3), Face("份"))[1] == "3份，每份扣0.5分"


def test_a_bound_on_its_own_effect() -> None:
    """最多: a bound on its own effect."""
    result = clause_of("每次扣", "每次扣0.5 最多3", row(迟报=8), UNITS, item=row(起评="满分"))
    assert moved(result) == ("-3", "8份，每份扣0.5分，最多3分")


def test_an_event_item_serves_as_its_number_of_distinct_events() -> None:
    rows = [row(编号="甲", 数据项="信访", 事件=name) for name in ("占道", "占道", "噪声")]
    assert clause_of("每次扣", "每次扣1", {}, EVENTS, item=row(起评="满分"), events=rows).delta == -2
    assert clause_of("每次扣", "每次扣1", {}, EVENTS, item=row(起评="满分")).delta == 0


def test_span_and_start() -> None:
    assert span(method("每次扣", "每次扣0.5", LATE)) == (None, "0")
    assert span(method("每次扣", "每次扣0", LATE, item=row(起评="满分"))) == ("0", "0")
    assert method("每次扣", "每次扣0.5", LATE).deducts()


def test_typed_reads_as_the_same() -> None:
    read = method("每次扣", "每件扣1.25分", LATE)
    assert method("每次扣", read.typed(), LATE) == read
