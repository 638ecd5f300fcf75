"""裁量: ``0~3`` (one row a scorer) or ``每次5~10`` (one row an occurrence, summed)."""

from __future__ import annotations

import pytest

from tests.scoring.build import clause_of, method, moved, points_of, refused, row, span

GIVEN = {"创新": "打分"}
FULL = row(起评="满分")


def marks(*points: int | str) -> list[dict[str, int | str]]:
    return [{"编号": "甲", "数据项": "创新", "值": one, "来源": "考核组"} for one in points]


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("0~3", "0~3"),
        ("０～３分", "0~3"),
        ("0-3", "0~3"),
        ("0分~3.0分", "0~3"),
        ("-5~-1", "-5~-1"),
        ("-2~2", "-2~2"),
        ("每次5~10 最多30", "每次5~10"),
        ("每项5~10", "每次5~10"),
        ("每件 5 - 10", "每次5~10"),
    ],
)
def test_typed_forms(typed: str, canonical: str) -> None:
    read = method("裁量", typed, GIVEN, item=row(下限=-5))
    assert read.typed() == canonical
    assert method("裁量", canonical, GIVEN, item=row(下限=-5)) == read


@pytest.mark.parametrize("typed", ["3", "酌情", "0~三", "3~0", "每年0~3", ""])
def test_refusals(typed: str) -> None:
    problem = f"参数“{typed}”看不懂" if typed else "参数空着"
    assert refused("裁量", typed, GIVEN) == ("bad_params", "参数", problem)


@pytest.mark.parametrize(
    ("typed", "item", "delta"),
    [
        ("0~3", {}, "2"),
        ("0~3", row(起评="零分"), "2"),
        ("0~3", FULL, "-2"),  # deducts when 起评 is written 满分
        ("0~3", row(上限=0, 下限=-5), "-2"),  # or 上限 is 0
        ("-3~3", FULL, "2"),  # written negative bounds decide alone
    ],
)
def test_its_sign(typed: str, item: dict[str, str | int], delta: str) -> None:
    assert moved(clause_of("裁量", typed, row(创新=2), GIVEN, item=item))[0] == delta


def test_negative_bounds_decide_alone() -> None:
    assert moved(clause_of("裁量", "-5~-1", row(创新=-2), GIVEN, item=row(起评="满分"))) == (
        "-2",
        "裁量给-2分（幅度-5~-1）",
    )


def test_sentences() -> None:
    assert clause_of("裁量", "0~3", row(创新=2), GIVEN).because == "裁量给2分（幅度0~3）"
    assert clause_of("裁量", "0~3", row(创新=2), GIVEN, item=FULL).because == "裁量扣2分（幅度0~3）"


def test_several_scorers_are_combined() -> None:
    found = clause_of("裁量", "0~3", {}, GIVEN, details=marks(1, 2, 3))
    assert moved(found) == ("2", "3人裁量（1、2、3），平均给2分")
    items = [row(分值=5, 方式="裁量", 参数="0~3", 数据项="创新", 合成="去掉最高最低后平均")]
    assert points_of(items, GIVEN, {}, details=marks(0, 0, 1, 1, 3)) == "0.67"  # (0 + 1 + 1) ÷ 3


def test_occurrences_are_summed_and_bounded() -> None:
    found = clause_of("裁量", "每次5~10 最多30", {}, GIVEN, details=marks(10, 10, 5, 10))
    assert moved(found) == ("30", "4次（10、10、5、10），合计给35分，最多30分")


def test_no_row_is_none_by_occurrence_and_missing_by_scorer() -> None:
    assert moved(clause_of("裁量", "每次5~10", {}, GIVEN)) == ("0", "没有发生，不计")
    assert moved(clause_of("裁量", "0~3", {}, GIVEN)) == (None, "缺数据：创新")


def test_occurrences_that_take_away() -> None:
    found = clause_of("裁量", "每次1~2", {}, GIVEN, item=FULL, details=marks(1, 2))
    assert moved(found) == ("-3", "2次（1、2），合计扣3分")


def test_na() -> None:
    for typed in ("0~3", "每次1~3"):
        items = [row(分值=5, 方式="裁量", 参数=typed, 数据项="创新", 不适用时="折算")]
        assert points_of(items, GIVEN, row(创新="不适用")) == "na"


def test_span_and_start() -> None:
    adds, takes = method("裁量", "1~3", GIVEN), method("裁量", "1~3", GIVEN, item=FULL)
    assert (span(adds), adds.deducts()) == (("0", "3"), False)
    assert (span(takes), takes.deducts()) == (("-3", "0"), True)
    each, taken = method("裁量", "每次1~3", GIVEN), method("裁量", "每次1~3", GIVEN, item=FULL)
    assert (span(each), span(taken)) == (("0", None), (None, "0"))
    negative = method("裁量", "-3~-1", GIVEN, item=row(下限=-5))
    assert (span(negative), negative.deducts()) == (("-3", "0"), True)
    assert span(method("裁量", "每次-3~2", GIVEN)) == (None, None)
