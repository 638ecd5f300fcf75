"""否则零分: the item is 0 unless the condition holds."""

from __future__ import annotations

import pytest

from tests.scoring.build import item_of, method, moved, points_of, refused, row, span, told

BOTH = {"班子齐全": "是否", "到会率": "比率", "迟报": "次数"}


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("", ""),
        ("是", "是"),
        ("＝是", "=是"),
        ("到会率 ≥ 60%", "到会率≥60%"),
        ("到会率≥60% 且 （迟报<3 或 班子齐全＝是）", "到会率≥60%且(迟报<3或班子齐全=是)"),
    ],
)
def test_typed_forms(typed: str, canonical: str) -> None:
    read = method("否则零分", typed, BOTH)
    assert read.typed() == canonical
    assert method("否则零分", canonical, BOTH) == read


def test_refusals() -> None:
    assert refused("否则零分", "到会率≥", BOTH) == ("bad_condition", "参数", "条件“到会率≥”缺比较的值")
    assert refused("否则零分", "", BOTH, of="") == ("needs_element", "数据项", "“否则零分”要有数据项")
    assert refused("否则零分", "", {"到会率": "比率"}) == (
        "bad_params",
        "参数",
        "“到会率”是“比率”项，“否则零分”不写条件时只用“是否”项",
    )


def test_a_blank_parameter_means_yes() -> None:
    items = [row(分值=5, 方式="否则零分", 数据项="班子齐全"), row(方式="每次扣", 参数="每次扣1", 数据项="迟报")]
    assert points_of(items, BOTH, row(班子齐全="是", 迟报=1)) == "4.00"
    assert points_of(items, BOTH, row(班子齐全="否", 迟报=1)) == "0.00"


def test_a_failed_gates_delta_is_minus_the_start_and_it_alone_is_listed() -> None:
    items = [row(分值=5, 方式="每次扣", 参数="每次扣1", 数据项="迟报"), row(方式="否则零分", 数据项="班子齐全")]
    result = item_of(items, BOTH, row(班子齐全="否", 迟报=1))
    assert [(clause.no, clause.method) for clause in result.clauses] == [(2, "gate")]
    assert moved(result.clauses[0]) == ("-5", "不符合前提，本项得0分")


def test_effect_and_sentences() -> None:
    assert told(method("否则零分", "", BOTH), True) == ("0", "符合前提，继续计分")
    assert told(method("否则零分", "到会率≥60%", BOTH), True) == ("0", "符合“到会率≥60%”，继续计分")
    assert told(method("否则零分", "到会率≥60%", BOTH), False) == ("0", "不符合“到会率≥60%”，本项得0分")


def test_span_and_start() -> None:
    read = method("否则零分", "到会率≥60%", BOTH)
    assert (span(read), read.deducts(), read.more_elements()) == (("-5", "0"), True, ("到会率",))
    assert method("否则零分", "", BOTH).conditions() == ()
