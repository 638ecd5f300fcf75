"""差额扣: ``基准87% 每低3%扣0.5``, linear in the distance."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.scoring.build import clause_of, method, points_of, refused, row, scheme, score, span, subject, told
from wuze.scoring.methods.base import Face

RATE = {"到会率": "比率"}
AGE = {"年龄": "数值"}
GOAL = {"完成": "数值", "目标": "数值", "达标": "是否"}
PERCENT = Face(rate=True)


@pytest.mark.parametrize(
    ("typed", "elements", "canonical"),
    [
        ("基准87% 每低3%扣0.5", RATE, "基准87% 每低3%扣0.5"),
        ("基准８７％每低３％扣０．５分 按步", RATE, "基准87% 每低3%扣0.5"),
        ("基准0.87 每低0.03扣0.5按比例", RATE, "基准0.87 每低0.03扣0.5 按比例"),
        ("基准40 每高1扣0.1", AGE, "基准40 每高1扣0.1"),
        ("基准40 每高1加0.10", AGE, "基准40 每高1加0.1"),
        ("基准均值 每低10%扣1", GOAL, "基准均值 每低10%扣1"),
        ("基准目标 每低1扣1", GOAL, "基准目标 每低1扣1"),
    ],
)
def test_typed_forms(typed: str, elements: dict[str, str], canonical: str) -> None:
    read = method("差额扣", typed, elements)
    assert read.typed() == canonical
    assert method("差额扣", canonical, elements) == read


@pytest.mark.parametrize(
    ("typed", "elements", "problem"),
    [
        ("87% 每低3%扣0.5", RATE, "参数“87%每低3%扣0.5”看不懂"),
        ("基准87% 低3%扣0.5", RATE, "参数“基准87%低3%扣0.5”看不懂"),
        ("", RATE, "参数空着"),
        ("基准87 每低3%扣0.5", RATE, "“到会率”是比率，“87”大于2"),
        ("基准87% 每低3扣0.5", RATE, "“到会率”是比率，“3”大于2"),
        ("基准87% 每低0%扣0.5", RATE, "每低/每高的幅度“0%”须大于0"),
        ("基准87% 每低1/0扣0.5", RATE, "参数“基准87%每低1/0扣0.5”看不懂"),
        ("基准达标 每低1扣0.5", GOAL, "基准“达标”是“是否”项，不是数"),
    ],
)
def test_refusals(typed: str, elements: dict[str, str], problem: str) -> None:
    assert refused("差额扣", typed, elements) == ("bad_params", "参数", problem)


def test_a_base_nobody_knows() -> None:
    assert refused("差额扣", "基准目标 每低1扣0.5", AGE, people={"甲": row(类型="社会组织")}) == (
        "unknown_element",
        "参数",
        "“目标”既不是数据项，也不是名录里的列",
    )


@pytest.mark.parametrize(
    ("typed", "value", "delta"),
    [
        ("基准87% 每低3%扣0.5", "0.87", "0"),
        ("基准87% 每低3%扣0.5", "0.9", "0"),
        ("基准87% 每低3%扣0.5", "0.841", "0"),  # 2.9 points low: no whole step (按步, default)
        ("基准87% 每低3%扣0.5", "0.84", "-0.5"),
        ("基准87% 每低3%扣0.5", "0.8", "-1"),  # 7 points low: two whole steps
        ("基准87% 每低3%扣0.5 按比例", "0.84", "-0.5"),
        ("基准87% 每低3%扣0.5 按比例", "0.855", "-0.25"),
    ],
)
def test_effect_below_a_rate(typed: str, value: str, delta: str) -> None:
    assert told(method("差额扣", typed, RATE), (Decimal(value), Decimal("0.87")), PERCENT)[0] == delta


def test_proportional_is_exact() -> None:
    """7 points low of steps of 3: 7/3 × 0.5 = 7/6, not rounded."""
    read = method("差额扣", "基准87% 每低3%扣0.5 按比例", RATE)
    assert read.effect((Decimal("0.8"), Decimal("0.87")))[0] == Fraction(-7, 6)


@pytest.mark.parametrize(
    ("typed", "value", "delta"),
    [
        ("基准40 每高1扣0.1", 43, "-0.3"),
        ("基准40 每高1扣0.1", 40, "0"),
        ("基准40 每高1扣0.1", 35, "0"),
        ("基准40 每高5加2", 51, "4"),
    ],
)
def test_effect_above_a_number(typed: str, value: int, delta: str) -> None:
    assert told(method("差额扣", typed, AGE), (Decimal(value), Decimal(40)))[0] == delta


def test_a_step_in_percent_is_percentage_points_for_a_rate_and_a_share_of_the_base_for_a_number() -> None:
    """50 below a base of 200: 25 % of the base, two whole steps of 10 %."""
    assert told(method("差额扣", "基准200 每低10%扣1", GOAL), (Decimal(150), Decimal(200)))[0] == "-2"


@pytest.mark.parametrize(
    ("typed", "elements", "given", "face", "because"),
    [
        ("基准87% 每低3%扣0.5", RATE, ("0.8", "0.87"), PERCENT, "基准87%，实际80%，低7个百分点，每低3个百分点扣0.5分，计2档"),
        ("基准87% 每低0.03扣0.5", RATE, ("0.8", "0.87"), PERCENT, "基准87%，实际80%，低7个百分点，每低0.03扣0.5分，计2档"),
        ("基准87% 每低3%扣0.5", RATE, ("0.9", "0.87"), PERCENT, "基准87%，实际90%，不扣分"),
        ("基准87% 每低3%扣0.5", RATE, ("0.86", "0.87"), PERCENT, "基准87%，实际86%，低1个百分点，每低3个百分点扣0.5分，计0档"),
        ("基准40 每高1扣0.1", AGE, ("43", "40"), Face("岁"), "基准40岁，实际43岁，高3岁，每高1扣0.1分，计3档"),
        ("基准40 每高5加2", AGE, ("38", "40"), Face("岁"), "基准40岁，实际38岁，未高出，不加分"),
    ],
)  # fmt: skip  # one case a line
def test_sentences(typed: str, elements: dict[str, str], given: tuple[str, str], face: Face, because: str) -> None:
    assert told(method("差额扣", typed, elements), tuple(map(Decimal, given)), face)[1] == because


def test_each_subjects_own_base() -> None:
    """Base may be a data item: 8 of 10 is two short."""
    items = [row(分值=5, 方式="差额扣", 参数="基准目标 每低1扣1", 数据项="完成", 不适用时="零分")]
    assert points_of(items, GOAL, row(完成=8, 目标=10)) == "3.00"
    assert points_of(items, GOAL, row(完成=8)) == "missing"
    assert points_of(items, GOAL, row(目标=8)) == "missing"
    assert points_of(items, GOAL, row(完成=8, 目标="不适用")) == "0.00"


def test_an_attribute_as_base() -> None:
    items = [row(分值=5, 方式="差额扣", 参数="基准任务数 每低1扣1", 数据项="完成")]
    assert points_of(items, GOAL, row(完成=8), people={"甲": row(任务数=10)}) == "3.00"
    assert points_of(items, GOAL, row(完成=8), people={"甲": row(任务数="十")}) == "missing"
    assert method("差额扣", "基准任务数 每低1扣1", GOAL).more_elements() == ()


def test_the_groups_mean_as_base() -> None:
    """均值 of 80 %, 90 % and 100 % is 90 %: only the first is 10 points low."""
    of = scheme([row(分值=5, 方式="差额扣", 参数="基准均值 每低5%扣1", 数据项="到会率")], RATE)
    found = score(of, {"甲": row(到会率="80%"), "乙": row(到会率="90%"), "丙": row(到会率="100%")})
    assert [f"{one.total}" for one in found.subjects] == ["3.00", "5.00", "5.00"]


def test_a_mean_of_nobody_is_missing() -> None:
    """The only one with the value does not take part, so the group's participants have no mean."""
    veto = [row(情形="撤销", 条件="达标=是", 后果="不参评")]
    of = scheme([row(分值=5, 方式="差额扣", 参数="基准均值 每低1扣1", 数据项="完成")], GOAL, vetoes=veto)
    assert subject(score(of, {"甲": row(完成=3, 达标="是")})).items["A1"].state == "missing"


def test_a_share_of_a_base_of_zero_is_not_applicable() -> None:
    items = [row(分值=5, 方式="差额扣", 参数="基准目标 每低10%扣1", 数据项="完成", 不适用时="折算")]
    assert points_of(items, GOAL, row(完成=0, 目标=0)) == "na"


def test_span_start_and_pass() -> None:
    falls, rises = method("差额扣", "基准40 每高1扣0.1", AGE), method("差额扣", "基准40 每高1加0.1", AGE)
    mean, goal = method("差额扣", "基准均值 每低1扣1", GOAL), method("差额扣", "基准目标 每低1扣1", GOAL)
    assert (span(falls), falls.deducts(), falls.second_pass()) == ((None, "0"), True, False)
    assert (span(rises), rises.deducts()) == (("0", None), False)
    assert (mean.second_pass(), mean.more_elements()) == (True, ())
    assert (goal.second_pass(), goal.more_elements()) == (False, ("目标",))


def test_a_worked_clause() -> None:
    result = clause_of("差额扣", "基准87% 每低3%扣0.5", row(到会率="80%"), RATE, item=row(起评="满分"))
    assert result.delta == -1
