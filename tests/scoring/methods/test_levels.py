"""级别表: ``国家级:5;省级:3 就高|累计``, table maximum or sum."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.scoring.build import clause_of, method, moved, points_of, refused, row, span
from wuze.scoring.methods.levels import Levels

PRIZES = {"表彰": "事件"}
TABLE = "国家级:5;省级:3;市级:2"


def won(*events: tuple[str, str]) -> list[dict[str, str]]:
    return [{"编号": "甲", "数据项": "表彰", "事件": name, "级别": level} for name, level in events]


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("国家级:5;省级:3 就高", "国家级:5;省级:3 就高"),
        ("国家级：５分；省级：3分；累计 最多5", "国家级:5;省级:3 累计"),
        ("国家级:5、省级:3", "国家级:5;省级:3 累计"),  # 累计 is the default mode
        ("国家级:5,其他:0.50,就高", "国家级:5;其他:0.5 就高"),
        ("省级:-3", "省级:-3 累计"),
        ("省级:1/3", "省级:1/3 累计"),
    ],
)
def test_typed_forms(typed: str, canonical: str) -> None:
    read = method("级别表", typed, PRIZES, item=row(下限=-5))
    assert read.typed() == canonical
    assert method("级别表", canonical, PRIZES, item=row(下限=-5)) == read


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "参数空着"),
        ("就高", "参数“就高”看不懂"),
        ("国家级:五分", "参数“国家级:五分”看不懂"),
        ("国家级:5;国家级:3", "“国家级”写了两次"),
    ],
)
def test_refusals(typed: str, problem: str) -> None:
    assert refused("级别表", typed, PRIZES) == ("bad_params", "参数", problem)


def test_sum_over_distinct_events() -> None:
    found = clause_of("级别表", TABLE, {}, PRIZES, events=won(("先进", "省级"), ("示范", "市级")))
    assert moved(found) == ("5", "先进（省级，3分）；示范（市级，2分），累计")


def test_the_highest_alone() -> None:
    found = clause_of("级别表", f"{TABLE} 就高", {}, PRIZES, events=won(("示范", "市级"), ("先进", "省级")))
    assert moved(found) == ("3", "示范（市级，2分）；先进（省级，3分），就高")


@pytest.mark.parametrize("order", [("省级", "国家级", "市级"), ("市级", "省级", "国家级"), ("国家级", "市级", "省级")])
def test_rows_with_one_text_are_one_event_at_its_highest_level(order: tuple[str, ...]) -> None:
    found = clause_of("级别表", TABLE, {}, PRIZES, events=won(*[("先 进", level) for level in order]))
    assert moved(found) == ("5", "先 进（国家级，5分），累计")


def test_the_highest_level_is_the_one_of_largest_absolute_points() -> None:
    minus = row(起评="满分")
    events = won(("通报", "市级"), ("通报", "省级"), ("约谈", "市级"))
    assert moved(clause_of("级别表", "省级:-3;市级:-1", {}, PRIZES, item=minus, events=events))[0] == "-4"
    assert moved(clause_of("级别表", "省级:-3;市级:-1 就高", {}, PRIZES, item=minus, events=events))[0] == "-3"


@pytest.mark.parametrize("order", [("奖", "罚"), ("罚", "奖")])
def test_equally_large_either_way_does_not_hang_on_the_order_of_rows(order: tuple[str, ...]) -> None:
    rows = won(*[("同一件事", level) for level in order]) + won(*[(level, level) for level in order])
    for mode in ("就高", "累计"):
        found = clause_of("级别表", f"奖:3;罚:-3 {mode}", {}, PRIZES, item=row(起评="零分", 下限=-9), events=rows)
        assert moved(found)[0] == "3"


def test_no_row_means_none_not_missing() -> None:
    assert moved(clause_of("级别表", TABLE, {}, PRIZES)) == ("0", "没有登记事件，不计")


def test_na() -> None:
    items = [row(分值=5, 方式="级别表", 参数=TABLE, 数据项="表彰", 不适用时="折算")]
    assert points_of(items, PRIZES, row(表彰="不适用")) == "na"


def test_the_rest_is_admitted_by_other() -> None:
    read = method("级别表", "国家级:5;其他:1", PRIZES)
    assert isinstance(read, Levels)
    assert (read.points("县级"), read.points("国 家级")) == (Decimal(1), Decimal(5))
    strict = method("级别表", "国家级:5", PRIZES)
    assert isinstance(strict, Levels)
    assert strict.points("县级") is None


def test_a_level_of_another_clauses_table_counts_zero_here() -> None:
    items = [
        row(分值=9, 方式="级别表", 参数="国家级:5", 数据项="表彰"),
        row(方式="级别表", 参数="省级:3", 数据项="表彰"),
    ]
    assert points_of(items, PRIZES, {}, events=won(("先进", "省级"))) == "3.00"


def test_span_and_start() -> None:
    adds, high = method("级别表", TABLE, PRIZES), method("级别表", f"{TABLE} 就高", PRIZES)
    assert (span(adds), adds.deducts()) == (("0", None), False)
    assert span(high) == ("0", "5")
    minus = method("级别表", "省级:-3;市级:0", PRIZES)
    assert (span(minus), minus.deducts()) == ((None, "0"), True)
    assert span(method("级别表", "省级:-3 就高", PRIZES)) == ("-3", "0")
