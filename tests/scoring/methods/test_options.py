"""选项: ``按时:2;迟报:1;未报:0``, exclusive."""

from __future__ import annotations

import pytest

from tests.scoring.build import clause_of, method, moved, refused, row, span

REPORT = {"年报": row(类型="选项", 选项="按时;迟报;未报")}
FREE = {"年报": "选项"}


@pytest.mark.parametrize(
    "typed", ["按时:2;迟报:1;未报:0", "按时：２分，迟报：1、未报：0", " 按 时 : 2.0 ; 迟报:1 ; 未报:0 "]
)
def test_typed_forms(typed: str) -> None:
    read = method("选项", typed, REPORT)
    assert read.typed() == "按时:2;迟报:1;未报:0"
    assert method("选项", read.typed(), REPORT) == read


@pytest.mark.parametrize("typed", ["按时:2", "按时:-1;迟报:-1.5", "按时:1/3"])
def test_typed_reads_as_the_same(typed: str) -> None:
    read = method("选项", typed, REPORT, item=row(上限=5, 下限=-5))
    assert method("选项", read.typed(), REPORT, item=row(上限=5, 下限=-5)) == read


@pytest.mark.parametrize(
    ("typed", "elements", "problem"),
    [
        ("", REPORT, "参数空着"),
        ("按时2", REPORT, "参数“按时2”看不懂"),
        ("按时:两分", REPORT, "参数“按时:两分”看不懂"),
        ("按时:2;按时:1", REPORT, "“按时”写了两次"),
        ("提前:3;按时:2", REPORT, "“提前”不是“年报”的选项"),
    ],
)
def test_refusals(typed: str, elements: dict[str, dict[str, str]], problem: str) -> None:
    assert refused("选项", typed, elements) == ("bad_params", "参数", problem)


def test_other_types_are_refused() -> None:
    assert refused("选项", "是:2", {"迟报": "是否"}) == ("element_type", "数据项", "“选项”不能用“是否”项“迟报”")


@pytest.mark.parametrize(("word", "delta"), [("按时", "2"), ("迟报", "1"), ("未报", "0")])
def test_effect_and_sentence(word: str, delta: str) -> None:
    found = clause_of("选项", "按时:2;迟报:1;未报:0", row(年报=word), REPORT)
    assert moved(found) == (delta, f"“{word}”，计{delta}分")


def test_a_word_without_a_line_counts_zero() -> None:
    assert moved(clause_of("选项", "按时:2", row(年报="未报"), REPORT)) == ("0", "“未报”，计0分")


def test_without_a_list_any_word_is_accepted() -> None:
    assert moved(clause_of("选项", "按时:2", row(年报="按 时"), FREE)) == ("2", "“按 时”，计2分")


def test_span_and_start() -> None:
    gains, loses = method("选项", "按时:2;未报:0", REPORT), method("选项", "按时:0;未报:-2", REPORT)
    assert (span(gains), gains.deducts()) == (("0", "2"), False)
    assert (span(loses), loses.deducts()) == (("-2", "0"), True)
    assert method("选项", "按时:0;未报:0", REPORT).deducts() is False
