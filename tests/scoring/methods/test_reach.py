"""达到得: ``条件 得2``, +2 if it holds."""

from __future__ import annotations

import pytest

from tests.scoring.build import clause_of, method, points_of, refused, row, span, told

BOTH = {"发展党员": "次数", "到会率": "比率", "达标": "是否"}
YES = {"达标": "是否"}


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("发展党员≥1 得2", "发展党员≥1 得2"),
        ("发展党员 >= １ 得 2 分", "发展党员>=1 得2"),
        ("到会率≥95%得2.50", "到会率≥95% 得2.5"),
        ("≥3 得2", "≥3 得2"),
    ],
)
def test_typed_forms(typed: str, canonical: str) -> None:
    read = method("达到得", typed, BOTH)
    assert read.typed() == canonical
    assert method("达到得", canonical, BOTH) == read


def test_points_alone_mean_the_own_data_item_is_yes() -> None:
    read = method("达到得", "得2", YES)
    assert (read.typed(), read.conditions()) == ("得2", ())
    assert [clause_of("达到得", "得2", row(达标=word), YES).delta for word in ("是", "否")] == [2, 0]


def test_a_comparison_alone_means_the_clauses_own_data_item() -> None:
    """`≥95% 得2` means the clause's own data item."""
    rate = {"到会率": "比率"}
    assert [clause_of("达到得", "≥95% 得2", row(到会率=rate_), rate).delta for rate_ in ("95%", "94.9%")] == [2, 0]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("发展党员≥1", ("bad_params", "参数", "参数“发展党员≥1”看不懂")),
        ("发展党员≥1 得两分", ("bad_params", "参数", "参数“发展党员≥1得两分”看不懂")),
        ("", ("bad_params", "参数", "参数空着")),
        ("到会率≥高 得2", ("comparison_type", "参数", "“到会率”是“比率”项，要与数比较，“高”不是数")),
        ("得2", ("bad_params", "参数", "“发展党员”是“次数”项，“达到得”不写条件时只用“是否”项")),
    ],
)
def test_refusals(typed: str, found: tuple[str, str, str]) -> None:
    assert refused("达到得", typed, BOTH) == found


def test_needs_a_data_item_or_a_condition() -> None:
    assert refused("达到得", "得2", BOTH, of="") == ("needs_element", "数据项", "“达到得”要有数据项")
    assert points_of([row(分值=5, 方式="达到得", 参数="发展党员≥1 得2")], BOTH, row(发展党员=1)) == "2.00"
    assert points_of([row(分值=5, 方式="达到得", 参数="得2", 条件="发展党员≥1")], BOTH, row(发展党员=1)) == "2.00"


def test_effect_and_sentences() -> None:
    read = method("达到得", "发展党员≥1 得2", BOTH)
    assert told(read, True) == ("2", "达到“发展党员≥1”，得2分")
    assert told(read, False) == ("0", "未达到“发展党员≥1”，不得分")
    assert told(method("达到得", "得2", YES), True) == ("2", "达到要求，得2分")


def test_span_and_start() -> None:
    read = method("达到得", "得2", YES)
    assert (span(read), read.deducts()) == (("0", "2"), False)
    assert method("达到得", "发展党员≥1 得2", BOTH).more_elements() == ("发展党员",)
