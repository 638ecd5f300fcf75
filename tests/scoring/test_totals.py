"""Parts: printed items added up, 折算 in one step, votes with weights; and the total."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.scoring.build import Elements, Row, Rows, row, scheme, score, subject
from wuze.scoring.model import Poll, Scheme
from wuze.scoring.results import SubjectResult
from wuze.scoring.totals import Count, counts

NUMBERS: Elements = {"一": "数值", "二": "数值", "三": "数值", "党建": "打分"}


def plain_item(code: str, points: int, name: str, **more: str | int) -> Row:
    """An item that takes its data item as points."""
    return row(编号=code, 分值=points, 起评="零分", 方式="差额扣", 参数="基准0 每高1加1 按比例", 数据项=name, **more)


def result(of: Scheme, values: Row, **sheets: Rows) -> SubjectResult:
    return subject(score(of, {"甲": values}, **sheets))


def part(items: Rows, values: Row, **columns: str | int) -> tuple[str | None, dict[str, str], bool]:
    """Part P1: printed points, factors, provisional."""
    parts = [{"编号": "P1", "名称": "板块", "分值": 10, **columns}]
    found = result(scheme(items, NUMBERS, parts=parts), values)
    points = found.parts["P1"]
    return None if points is None else f"{points}", found.scaled, found.provisional


TWO = [plain_item("A1", 5, "一", 不适用时="折算"), plain_item("A2", 5, "二", 不适用时="折算")]


# --- sums ---------------------------------------------------------------------------------------------------------------


def test_a_part_is_the_sum_of_its_printed_items() -> None:
    """1.115 + 1.115 = 2.23, but the sheet shows 1.12 + 1.12 = 2.24: so a sheet adds up by hand."""
    assert part(TWO, row(一="1.115", 二="1.115")) == ("2.24", {}, False)


def test_a_missing_item_counts_zero_in_the_shown_total() -> None:
    assert part(TWO, row(一=4)) == ("4.00", {}, True)


def test_bounds_of_a_part() -> None:
    assert part(TWO, row(一=5, 二=5), 上限=8)[0] == "8.00"
    assert part(TWO, row(一=1, 二=1), 下限=3)[0] == "3.00"


# --- 折算 ---------------------------------------------------------------------------------------------------------------


def test_a_scaled_part_shows_its_factor() -> None:
    """Items add up to 50 and the part has 60: (20 + 21) × 60 ÷ 50 = 49.2."""
    items = [plain_item("A1", 30, "一"), plain_item("A2", 20, "二")]
    assert part(items, row(一=20, 二=20), 分值=60, 折算="是") == ("48.00", {"P1": "60/50"}, False)


def test_scaled_in_one_step() -> None:
    """1.01 × 10 ÷ 3 = 3.3666…; items print unscaled."""
    items = [plain_item("A1", 2, "一"), plain_item("A2", 1, "二")]
    found = result(
        scheme(items, NUMBERS, parts=[row(编号="P1", 名称="板块", 分值=10, 折算="是")]), row(一=1, 二="0.01")
    )
    assert [f"{found.items[code].points}" for code in ("A1", "A2")] == ["1.00", "0.01"]
    assert (f"{found.parts['P1']}", found.scaled) == ("3.37", {"P1": "10/3"})


def test_what_does_not_apply_leaves_the_denominator() -> None:
    """4 of the 5 that apply, for 10: 8."""
    assert part(TWO, row(一=4, 二="不适用"), 折算="是") == ("8.00", {"P1": "10/5"}, False)


def test_the_same_step_serves_a_part_without_scaling() -> None:
    """不适用时=折算 in a part without 折算: × Σ all ÷ Σ applicable = 10/6; 3 × 10 ÷ 6 = 5."""
    items = [plain_item("A1", 6, "一", 不适用时="折算"), plain_item("A2", 4, "二", 不适用时="折算")]
    assert part(items, row(一=3, 二="不适用")) == ("5.00", {"P1": "10/6"}, False)


def test_all_items_of_a_part_na_is_missing() -> None:
    assert part(TWO, row(一="不适用", 二="不适用"), 折算="是") == (None, {}, True)
    assert part(TWO, row(一="不适用", 二="不适用")) == (None, {}, True)


def test_bonus_items_do_not_scale() -> None:
    """Where nothing that applies has points there is nothing to scale by."""
    items = [
        plain_item("A1", 5, "一", 不适用时="折算"),
        plain_item("A2", 0, "二", 上限=3),
        plain_item("A3", 5, "三", 不适用时="折算"),
    ]
    assert part(items, row(一="不适用", 二=2, 三="不适用")) == ("2.00", {}, False)


# --- other sources ------------------------------------------------------------------------------------------------------


def quoted(
    value: str | int | None, full: int | str = 30, **columns: str | int
) -> tuple[str | None, dict[str, str], bool]:
    parts = [row(编号="P1", 名称="党建", 分值=full, 来源="引用:党建", **columns)]
    found = result(scheme([], NUMBERS, parts=parts), row(党建=value))
    points = found.parts["P1"]
    return None if points is None else f"{points}", found.scaled, found.provisional


def test_a_quoted_value_is_points() -> None:
    """引用: the value is points; with 折算 是, × 分值 ÷ 100."""
    assert quoted("27.456") == ("27.46", {}, False)
    assert quoted(88, 折算="是") == ("26.40", {"P1": "30/100"}, False)
    assert quoted(88, "30.0", 折算="是")[1] == {"P1": "30/100"}
    assert quoted(40, 上限=30)[0] == "30.00"


def test_a_quoted_value_that_is_not_there() -> None:
    assert quoted(None) == (None, {}, True)
    assert quoted("不适用") == (None, {}, True)


POLL = [
    row(测评="民主测评", 选项="好", 面值=100), row(选项="较好", 面值=80), row(选项="一般", 面值=60),
    row(选项="差", 面值=0), row(选项="不了解"),
]  # fmt: skip  # a table
BODIES = [row(测评="民主测评", 主体="班子", 权重="40%"), row(主体="党员", 权重="60%")]


def voted(votes: dict[str, str], *, polls: Rows = POLL, scores: Rows = ()) -> SubjectResult:
    """A part of 20 by votes, ``{"班子": "好3 差1"}``."""
    parts = [row(编号="P1", 名称="测评", 分值=20, 来源="票数:民主测评")]
    rows = [
        row(
            编号="甲",
            测评="民主测评",
            主体=body,
            选项=one.rstrip("0123456789"),
            票数=int(one.lstrip("好较一般差不了解")),
        )
        for body, cast in votes.items()
        for one in cast.split()
    ]
    return result(scheme([], {}, parts=parts, polls=polls, bodies=BODIES), {}, votes=rows, scores=scores)


def points(found: SubjectResult) -> tuple[str | None, list[str]]:
    return None if found.parts["P1"] is None else f"{found.parts['P1']}", [flag.value for flag in found.flags]


def test_votes_by_face_value_and_weight() -> None:
    """班子 (3 × 100 + 80) ÷ 4 = 95 %, 党员 (100 + 60) ÷ 2 = 80 %: 20 × (0.4 × 0.95 + 0.6 × 0.80) = 17.2."""
    assert points(voted({"班子": "好3 较好1", "党员": "好1 一般1"})) == ("17.20", [])


def test_a_blank_face_value_is_outside_the_denominator() -> None:
    assert points(voted({"班子": "好3 较好1 不了解9", "党员": "好1 一般1"})) == ("17.20", [])


def test_votes_are_rounded_once() -> None:
    """班子 2/3, 党员 1/3: 20 × (0.4 × 2/3 + 0.6 × 1/3) = 9.333…"""
    assert points(voted({"班子": "好2 差1", "党员": "好1 差2"})) == ("9.33", [])


def test_a_group_without_enough_valid_votes_does_not_count() -> None:
    """最少人数 default 1; 不计并折算: the weights of the others are all."""
    assert points(voted({"班子": "好1 差1", "党员": "不了解4"})) == ("10.00", ["small_vote"])
    least = [{**POLL[0], "最少人数": 3}, *POLL[1:]]
    assert points(voted({"班子": "好3", "党员": "差2 不了解5"}, polls=least)) == ("20.00", ["small_vote"])
    assert points(voted({"班子": "好3", "党员": "差3"}, polls=least)) == ("8.00", [])


def test_no_group_counts_is_missing() -> None:
    assert points(voted({})) == (None, ["provisional", "small_vote"])


def test_a_meeting_decides_where_a_group_is_too_small() -> None:
    """会议评议: the part then takes a 得分 row."""
    meeting = [{**POLL[0], "人数不足时": "会议评议"}, *POLL[1:]]
    given = [row(编号="甲", 指标="P1", 得分="17.5", 扣分原因="会议评议")]
    assert points(voted({"班子": "好3"}, polls=meeting, scores=given)) == ("17.50", ["small_vote"])
    assert points(voted({"班子": "好3"}, polls=meeting)) == (None, ["provisional", "small_vote"])
    assert points(voted({"班子": "好3", "党员": "好1"}, polls=meeting, scores=given)) == ("20.00", [])


def test_counts_of_a_body() -> None:
    """A share of the highest 面值, which need not be 100."""
    poll = Poll("测", (("赞成", Decimal(5)), ("弃权", None), ("反对", Decimal(0))), 0, False, (("会", Decimal(1)),))
    assert counts(poll, {("测", "会"): {"赞成": 2, "弃权": 7, "反对": 1}}) == [
        Count("会", Decimal(1), 3, Fraction(2, 3))
    ]
    assert counts(poll, {}) == [Count("会", Decimal(1), 0, None)]


# --- the total ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cap", "total"), [(None, "12.00"), ("否", "12.00"), ("是", "10.00"), (11, "11.00")])
def test_the_total_is_capped_only_where_the_scheme_says_so(cap: str | int | None, total: str) -> None:
    parts = [row(编号="P1", 名称="基础", 分值=10), row(编号="P2", 名称="加分", 分值=0)]
    items = [plain_item("A1", 10, "一", 板块="P1"), plain_item("B1", 0, "二", 板块="P2", 上限=5)]
    of = scheme(items, NUMBERS, parts=parts, head=row(满分=10, 总分封顶=cap))
    assert f"{result(of, row(一=10, 二=2)).total}" == total


def test_decimals_of_the_scheme() -> None:
    of = scheme([plain_item("A1", 5, "一")], NUMBERS, head=row(小数位=1))
    assert f"{result(of, row(一='2.25')).total}" == "2.3"
