"""名次: points by the place among the group's participating subjects that have the value."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.scoring.build import Row, method, points_of, refused, row, scheme, score, span, told
from wuze.scoring.methods.base import Face

INCOME = {"增收": "数值", "撤销": "是否"}
TABLE = "1:60;2:57;3:54"


def ranked(params: str, values: list[int | None], **item: str) -> list[str]:
    """Points of subjects with these values; None has none."""
    of = scheme([{"分值": 600, "方式": "名次", "参数": params, "数据项": "增收", **item}], INCOME)
    data: dict[str, Row] = {f"S{no}": {} if value is None else row(增收=value) for no, value in enumerate(values)}
    return ["missing" if one.provisional else f"{one.total:f}" for one in score(of, data).subjects]


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        (TABLE, TABLE),
        ("１：６０分；２：５７，3:54 倒序", f"{TABLE} 倒序"),
        ("1:1/3", "1:1/3"),
        ("首名200 每降一名减2%", "首名200 每降一名减2%"),
        ("首名200分，每降1名减2分，倒序", "首名200 每降一名减2 倒序"),
        ("首名200;每降一个减5", "首名200 每降一名减5"),
        ("首名200每降一位减0.5正序", "首名200 每降一名减0.5"),
        ("首名600 末名500 插值", "首名600 末名500 插值"),
        ("首名600分，末名500分，插值倒序", "首名600 末名500 插值 倒序"),
    ],
)
def test_typed_forms(typed: str, canonical: str) -> None:
    read = method("名次", typed, INCOME)
    assert read.typed() == canonical
    assert method("名次", canonical, INCOME) == read


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "参数空着"),
        ("倒序", "参数“倒序”看不懂"),
        ("第一名60", "参数“第一名60”看不懂"),
        ("一:60", "参数“一:60”看不懂"),
        ("1:六十", "参数“1:六十”看不懂"),
        ("1:60;1:57", "“1”写了两次"),
        ("首名200 每降两名减2%", "参数“首名200每降两名减2%”看不懂"),
    ],
)
def test_refusals(typed: str, problem: str) -> None:
    assert refused("名次", typed, INCOME) == ("bad_params", "参数", problem)


def test_types() -> None:
    assert refused("名次", TABLE, {"达标": "是否"})[:2] == ("element_type", "数据项")


def test_an_event_item_serves_as_its_number_of_distinct_events() -> None:
    """Two, none and one: places 1, 3 and 2."""
    of = scheme([row(分值=60, 方式="名次", 参数=TABLE, 数据项="表彰")], {"表彰": "事件"})
    events = [row(编号=code, 数据项="表彰", 事件=name) for code, name in (("甲", "一"), ("甲", "二"), ("丙", "一"))]
    found = score(of, {"甲": {}, "乙": {}, "丙": {}}, events=events)
    assert [f"{one.total}" for one in found.subjects] == ["60.00", "54.00", "57.00"]


def test_competition_ranks_and_past_the_end_of_a_table_zero() -> None:
    assert ranked(TABLE, [9, 7, 7, 5, 3]) == ["60.00", "57.00", "57.00", "0.00", "0.00"]


def test_smaller_is_better_by_its_word() -> None:
    assert ranked(f"{TABLE} 倒序", [9, 7, 7]) == ["54.00", "60.00", "60.00"]


def test_each_place_down_takes_a_share_of_the_first_places_points() -> None:
    """`每降一名减2%` is linear on 首名's points: 200, 196, 192."""
    assert ranked("首名200 每降一名减2%", [9, 8, 7]) == ["200.00", "196.00", "192.00"]


def test_falling_by_points_never_goes_below_zero() -> None:
    assert ranked("首名20 每降一名减8", [9, 8, 7, 6]) == ["20.00", "12.00", "4.00", "0.00"]


def test_interpolation_goes_to_the_number_of_those_that_have_the_value() -> None:
    """末名 goes to rank n (n = subjects that have the value), ties share, n = 1 → 首名."""
    assert ranked("首名600 末名500 插值", [9, 8, 7, 6, 5, None]) == [
        "600.00", "575.00", "550.00", "525.00", "500.00", "missing",
    ]  # fmt: skip  # one a subject
    assert ranked("首名600 末名500 插值", [9, 7, 7]) == ["600.00", "550.00", "550.00"]
    assert ranked("首名600 末名500 插值", [9]) == ["600.00"]


def test_another_items_points() -> None:
    items = [
        row(编号="B1", 指标="收入", 分值=60, 方式="名次", 参数=TABLE, 数据项="A1"),
        row(编号="A1", 分值=40, 方式="倍数", 参数="×1", 数据项="次数"),
    ]
    of = scheme(items, {"次数": "次数"})
    found = score(of, {"甲": row(次数=3), "乙": row(次数=9), "丙": {}})
    assert [[f"{points}" for points in one.parts.values()] for one in found.subjects] == [
        ["60.00"],
        ["69.00"],
        ["0.00"],
    ]
    assert [one.items["B1"].state for one in found.subjects] == ["ok", "ok", "missing"]


def test_na_is_not_ranked() -> None:
    items = [row(分值=60, 方式="名次", 参数=TABLE, 数据项="增收", 不适用时="零分")]
    assert points_of(items, INCOME, row(增收="不适用")) == "0.00"


def test_only_participants_count_and_one_outside_gets_the_place_it_would_take() -> None:
    """不参评 leaves before the second pass; score kept."""
    veto = [row(情形="撤销", 条件="撤销=是", 后果="不参评")]
    of = scheme([row(分值=60, 方式="名次", 参数=TABLE, 数据项="增收")], INCOME, vetoes=veto)
    found = score(of, {"甲": row(增收=9, 撤销="是"), "乙": row(增收=8, 撤销="否"), "丙": row(增收=7, 撤销="否")})
    assert [f"{one.total}" for one in found.subjects] == ["60.00", "60.00", "57.00"]


def test_nobody_to_be_ranked_among_is_missing() -> None:
    veto = [row(情形="撤销", 条件="撤销=是", 后果="不参评")]
    of = scheme([row(分值=60, 方式="名次", 参数=TABLE, 数据项="增收")], INCOME, vetoes=veto)
    assert score(of, {"甲": row(增收=9, 撤销="是")}).subjects[0].items["A1"].state == "missing"


@pytest.mark.parametrize(
    ("params", "because"),
    [
        (TABLE, "9万元，在参评的3个中列第2名，按名次表计分"),
        ("首名200 每降一名减2%", "9万元，在参评的3个中列第2名，首名200分，每降一名减2%"),
        ("首名200 每降一名减5", "9万元，在参评的3个中列第2名，首名200分，每降一名减5分"),
        ("首名600 末名500 插值", "9万元，在参评的3个中列第2名，首名600分、末名500分，中间按名次插值"),
    ],
)
def test_sentences(params: str, because: str) -> None:
    assert told(method("名次", params, INCOME), (Decimal(9), 2, 3), Face("万元"))[1] == because


def test_span_and_pass() -> None:
    assert span(method("名次", TABLE, INCOME)) == ("0", "60")
    assert span(method("名次", "首名200 每降一名减2%", INCOME)) == ("0", "200")
    assert span(method("名次", "首名600 末名500 插值", INCOME)) == ("0", "600")
    read = method("名次", TABLE, INCOME)
    assert (read.second_pass(), read.deducts()) == (True, False)
