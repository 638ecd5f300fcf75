"""比首名, 比标准, 比均值: value ÷ best (倒序 best ÷ value), × 满N within [0, N]."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.scoring.build import Row, method, points_of, refused, row, scheme, score, span, told
from wuze.scoring.methods.base import Face

INCOME = {"增收": "数值", "目标": "数值", "达标": "是否"}


def compared(way: str, params: str, values: list[int]) -> list[str]:
    of = scheme([row(分值=20, 方式=way, 参数=params, 数据项="增收")], INCOME)
    data: dict[str, Row] = {f"S{no}": row(增收=value) for no, value in enumerate(values)}
    return [f"{one.total:f}" for one in score(of, data).subjects]


@pytest.mark.parametrize(
    ("way", "typed", "canonical"),
    [
        ("比首名", "满20", "满20"),
        ("比首名", "满２０分，倒序", "满20 倒序"),
        ("比均值", "满20 正序", "满20"),
        ("比标准", "标准100 满20", "标准100 满20"),
        ("比标准", "标准目标满20.0倒序", "标准目标 满20 倒序"),
        ("比标准", "标准95% 满20", "标准95% 满20"),
    ],
)
def test_typed_forms(way: str, typed: str, canonical: str) -> None:
    read = method(way, typed, INCOME)
    assert read.typed() == canonical
    assert method(way, canonical, INCOME) == read


@pytest.mark.parametrize(
    ("way", "typed", "problem"),
    [
        ("比首名", "", "参数空着"),
        ("比首名", "20", "参数“20”看不懂"),
        ("比首名", "标准100 满20", "参数“标准100满20”看不懂"),
        ("比均值", "满二十", "参数“满二十”看不懂"),
        ("比标准", "满20", "参数“满20”看不懂"),
        ("比标准", "标准达标 满20", "标准“达标”是“是否”项，不是数"),
    ],
)
def test_refusals(way: str, typed: str, problem: str) -> None:
    assert refused(way, typed, INCOME) == ("bad_params", "参数", problem)


def test_a_standard_nobody_knows() -> None:
    code, column, _ = refused("比标准", "标准任务 满20", INCOME, people={"甲": row(类型="村")})
    assert (code, column) == ("unknown_element", "参数")


def test_against_the_best() -> None:
    """200 is best: 20, 150/200 × 20 = 15, and nothing."""
    assert compared("比首名", "满20", [200, 150, 0]) == ["20.00", "15.00", "0.00"]


def test_against_the_best_smaller_is_better() -> None:
    """4 is best: 4/4, 4/5 and 4/16 of 20."""
    assert compared("比首名", "满20 倒序", [4, 5, 16]) == ["20.00", "16.00", "5.00"]


def test_against_the_mean_within_full() -> None:
    """The mean of 10, 20 and 30 is 20: half, all, and not more than all."""
    assert compared("比均值", "满20", [10, 20, 30]) == ["10.00", "20.00", "20.00"]
    assert compared("比均值", "满20 倒序", [10, 20, 30]) == ["20.00", "20.00", "13.33"]


def test_against_a_standard() -> None:
    assert compared("比标准", "标准100 满20", [120, 100, 87, -5]) == ["20.00", "20.00", "17.40", "0.00"]
    assert compared("比标准", "标准100 满20 倒序", [80, 125]) == ["20.00", "16.00"]


@pytest.mark.parametrize(
    ("params", "value", "standard", "delta"),
    [
        ("标准目标 满20", 0, 0, "0"),
        ("标准目标 满20", 5, 0, "0"),
        ("标准目标 满20 倒序", 0, 0, "20"),  # ÷0: 倒序 0 of 0 = full
        ("标准目标 满20 倒序", 0, 5, "0"),  # else 0
    ],
)
def test_division_by_zero(params: str, value: int, standard: int, delta: str) -> None:
    assert told(method("比标准", params, INCOME), (Decimal(value), Decimal(standard)))[0] == delta


def test_the_standard_may_be_each_subjects_own_target() -> None:
    items = [row(分值=20, 方式="比标准", 参数="标准目标 满20", 数据项="增收", 不适用时="零分")]
    assert points_of(items, INCOME, row(增收=60, 目标=80)) == "15.00"
    assert points_of(items, INCOME, row(增收=60)) == "missing"
    assert points_of(items, INCOME, row(目标=60)) == "missing"
    assert points_of(items, INCOME, row(增收=60, 目标="不适用")) == "0.00"


def test_an_attribute_as_standard() -> None:
    items = [row(分值=20, 方式="比标准", 参数="标准户数 满20", 数据项="增收")]
    assert points_of(items, INCOME, row(增收=60), people={"甲": row(户数=80)}) == "15.00"
    assert points_of(items, INCOME, row(增收=60), people={"甲": row(户数="多")}) == "missing"
    assert method("比标准", "标准户数 满20", INCOME).more_elements() == ()


def test_nobody_to_compare_with_is_missing() -> None:
    veto = [row(情形="撤销", 条件="达标=否", 后果="不参评")]
    for way in ("比首名", "比均值"):
        of = scheme([row(分值=20, 方式=way, 参数="满20", 数据项="增收")], INCOME, vetoes=veto)
        assert score(of, {"甲": row(增收=9, 达标="否")}).subjects[0].items["A1"].state == "missing"


@pytest.mark.parametrize(
    ("way", "params", "because"),
    [
        ("比首名", "满20", "150万元÷首名200万元×满分20分"),
        ("比均值", "满20", "150万元÷均值200万元×满分20分"),
        ("比标准", "标准200 满20", "150万元÷标准200万元×满分20分"),
        ("比首名", "满20 倒序", "首名200万元÷150万元×满分20分"),
    ],
)
def test_sentences(way: str, params: str, because: str) -> None:
    assert told(method(way, params, INCOME), (Decimal(150), Decimal(200)), Face("万元"))[1] == because


def test_span_and_pass() -> None:
    best, goal = method("比首名", "满20", INCOME), method("比标准", "标准目标 满20", INCOME)
    assert (span(best), best.second_pass(), best.more_elements()) == (("0", "20"), True, ())
    assert (span(goal), goal.second_pass(), goal.more_elements()) == (("0", "20"), False, ("目标",))
