"""分档: ``≥95%:5;≥90%:3;其他:0``, exclusive, first that holds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.scoring.build import clause_of, method, moved, points_of, refused, row, span, told
from wuze.scoring.methods.bands import Bands
from wuze.scoring.methods.base import Face

RATE = {"到会率": "比率"}
COUNT = {"人数": "数值"}
PERCENT = Face(rate=True)
CHOSEN = row(分值=5, 方式="分档", 参数="≥90%:3~5;≥60%:1~2;其他:0", 数据项="到会率")


@pytest.mark.parametrize(
    ("typed", "elements", "canonical"),
    [
        ("≥95%:5;≥90%:3;其他:0", RATE, "≥95%:5;≥90%:3;其他:0"),
        ("≥９５％：５分；>=90%：3分，其它：0", RATE, "≥95%:5;>=90%:3;其它:0"),
        ("≥0.95:5、其余:0", RATE, "≥0.95:5;其余:0"),
        (">10且≤20:2; >20:1.50", COUNT, ">10且≤20:2;>20:1.5"),
        (">10并且<20:-2;=20:-1/2", COUNT, ">10并且<20:-2;=20:-0.5"),
        ("≥90%:3～5;其他:0", RATE, "≥90%:3~5;其他:0"),
    ],
)
def test_typed_forms(typed: str, elements: dict[str, str], canonical: str) -> None:
    read = method("分档", typed, elements, item=row(下限=-5, 上限=5))
    assert read.typed() == canonical
    assert method("分档", canonical, elements, item=row(下限=-5, 上限=5)) == read


@pytest.mark.parametrize(
    ("typed", "elements", "code", "problem"),
    [
        ("≥95% 5", RATE, "bad_params", "参数“≥95%5”看不懂"),
        ("", RATE, "bad_params", "参数空着"),
        ("≥95%:", RATE, "bad_params", "参数“≥95%:”看不懂"),
        ("95%以上:5", RATE, "bad_params", "参数“95%以上:5”看不懂"),
        ("≠95%:5", RATE, "bad_params", "参数“≠95%:5”看不懂"),
        ("≥95%:五", RATE, "bad_params", "参数“≥95%:五”看不懂"),
        ("≥95%:5~3", RATE, "bad_params", "参数“≥95%:5~3”看不懂"),
        ("≥95%:3~多", RATE, "bad_params", "参数“≥95%:3~多”看不懂"),
        ("≥95:5", RATE, "bad_params", "“到会率”是比率，“95”大于2"),
        ("≥95%:5;≥95%:3", RATE, "bad_params", "“≥95%”写了两次"),
        (">20且<10:5", COUNT, "bad_params", "“>20且<10”这一档没有任何数能满足"),
        ("≥90%:3;≥95%:5", RATE, "band_covered", "“≥95%”这一档已被前面的档覆盖，永远用不上"),
        ("≥10:3;<10:2;=5:1", COUNT, "band_covered", "“=5”这一档已被前面的档覆盖，永远用不上"),  # by the union
        ("其他:0;≥1:2", COUNT, "band_covered", "“≥1”这一档已被前面的档覆盖，永远用不上"),
    ],
)
def test_refusals(typed: str, elements: dict[str, str], code: str, problem: str) -> None:
    assert refused("分档", typed, elements) == (code, "参数", problem)


@pytest.mark.parametrize(
    ("rate", "delta"),
    [("1", "5"), ("0.95", "5"), ("0.9499", "3"), ("0.9", "3"), ("0.89", "0"), ("0", "0"), ("1.5", "5")],
)
def test_first_line_that_holds(rate: str, delta: str) -> None:
    read = method("分档", "≥95%:5;≥90%:3;其他:0", RATE)
    assert isinstance(read, Bands)
    assert told(read, (Decimal(rate), read.index(Decimal(rate)), None))[0] == delta


def test_no_matching_line_counts_zero() -> None:
    found = clause_of("分档", "≥95%:5", row(到会率="90%"), RATE)
    assert moved(found) == ("0", "90%，不在任何一档，计0分")


def test_sentences() -> None:
    assert clause_of("分档", "≥95%:5;其他:1", row(到会率="96.5%"), RATE).because == "96.5%，属“≥95%”档，计5分"
    assert clause_of("分档", "≥95%:5;其他:1", row(到会率="90%"), RATE).because == "90%，属“其他”档，计1分"
    unit = {"人数": row(类型="数值", 单位="人")}
    assert clause_of("分档", "≥20:5", row(人数=25), unit).because == "25人，属“≥20”档，计5分"


# --- a value may be a range: then a 得分 row of that item gives the points within it ------------------------------------


def test_a_range_takes_the_points_of_a_score_row_beside_the_fact() -> None:
    scores = [row(编号="甲", 指标="A1", 得分=4, 扣分原因="材料不全")]
    assert points_of([CHOSEN], RATE, row(到会率="92%"), scores=scores) == "4.00"


def test_a_range_without_its_score_row_is_missing() -> None:
    assert points_of([CHOSEN], RATE, row(到会率="92%")) == "missing"
    assert points_of([CHOSEN], RATE, {}, scores=[row(编号="甲", 指标="A1", 得分=4)]) == "missing"


def test_a_line_without_a_range_needs_no_score_row() -> None:
    assert points_of([CHOSEN], RATE, row(到会率="50%")) == "0.00"


def test_sentence_of_a_range() -> None:
    read = method("分档", "≥90%:3~5;其他:0", RATE)
    assert told(read, (Decimal("0.92"), 0, Decimal(4)), PERCENT) == ("4", "92%，属“≥90%”档（3~5分），评定4分")


def test_a_score_row_of_na() -> None:
    items = [{**CHOSEN, "不适用时": "零分"}]
    assert points_of(items, RATE, row(到会率="92%"), scores=[row(编号="甲", 指标="A1", 得分="不适用")]) == "0.00"


# --- for the checks -----------------------------------------------------------------------------------------------------


def test_span_start_and_dead_other() -> None:
    gains, ranges = method("分档", "≥95%:5;其他:0", RATE), method("分档", "≥95%:3~5;其他:0", RATE)
    loses = method("分档", "≥20:-2;其他:0", COUNT)
    assert (span(gains), gains.deducts(), gains.inclusive_scores()) == (("0", "5"), False, False)
    assert (span(ranges), ranges.deducts(), ranges.inclusive_scores()) == (("0", "5"), False, True)
    assert (span(loses), loses.deducts()) == (("-2", "0"), True)


@pytest.mark.parametrize(
    ("typed", "dead"), [("≥10:1;<10:2;其他:0", True), ("≥10:1;<9:2;其他:0", False), ("≥10:1;<10:2", False)]
)
def test_a_dead_other(typed: str, dead: bool) -> None:
    read = method("分档", typed, COUNT)
    assert isinstance(read, Bands)
    assert read.dead_other() is dead
