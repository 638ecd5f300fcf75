"""One item: gates, guards, exclusive groups, bounds, periods; what is missing, what does not apply."""

from __future__ import annotations

import pytest

from tests.scoring.build import NOTHING, Elements, Row, Rows, item_of, moved, points_of, row

ELEMENTS: Elements = {
    "会议": "次数", "迟报": "次数", "齐全": "是否", "率": "比率", "新建": "是否", "评分": "打分",
    "材料": row(类型="选项", 选项="全;缺"),
}  # fmt: skip  # one list


def each(name: str, **more: str | int) -> Row:
    """Takes one point for every 1 of a data item."""
    return {"方式": "每次扣", "参数": "每次扣1", "数据项": name, **more}


def first(**more: str | int | None) -> Row:
    return {"分值": 5, "不适用时": "折算", **each("会议"), **more}


GATE = row(方式="否则零分", 数据项="齐全")


def points(items: Rows, **values: str | int) -> str:
    return points_of(items, ELEMENTS, values)


# --- start, floor, cap --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "result"),
    [
        (first(), "2.00"),  # every clause only deducts: 满分
        (first(方式="每次得", 参数="每次得1"), "3.00"),  # else 零分
        (first(起评="零分", 下限=-10), "-3.00"),
        (first(参数="每次扣3"), "0.00"),  # 下限 default 0
        (first(参数="每次扣3", 下限="不保底"), "-4.00"),
        (first(参数="每次扣3", 下限=-2), "-2.00"),
        (first(方式="每次得", 参数="每次得3"), "5.00"),  # 上限 default the item's 分值
        (first(方式="每次得", 参数="每次得3", 上限=8), "8.00"),
        (first(方式="每次得", 参数="每次得3", 上限=20), "9.00"),
    ],
)
def test_clamped_between_floor_and_cap(item: Row, result: str) -> None:
    assert points([item], 会议=3) == result


def test_clause_effects_are_exact_and_only_the_item_is_rounded() -> None:
    """Two thirds and one third of a point are one point: 4, where rounding each would give 4.00 by luck, 3.995 not."""
    halves = [
        row(分值=5, 方式="按率得", 参数="满1", 数据项="率", 起评="零分"),
        row(方式="按率得", 参数="满1.01", 数据项="率"),
    ]
    assert points(halves, 率="1/3") == "0.67"  # (1 + 1.01) ÷ 3 = 0.67
    ties = [row(分值=5, 方式="按率得", 参数="满0.25", 数据项="率"), row(方式="按率得", 参数="满0.26", 数据项="率")]
    assert points(ties, 率="50%") == "0.26"  # 0.125 + 0.13 = 0.255; rounded one by one 0.26 or 0.25


def test_a_clause_bound_holds_both_ways() -> None:
    assert points([first(参数="每次扣1 最多2")], 会议=4) == "3.00"
    assert points([first(方式="每次得", 参数="每次得1 最多2")], 会议=4) == "2.00"


# --- gates --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [[first(), GATE], [first(方式="否则零分", 数据项="齐全", 参数=""), each("会议")]])
def test_a_gate_is_looked_at_first_wherever_its_row_stands(rows: Rows) -> None:
    """When it fails the item is 0 and missing facts of its other clauses do not matter."""
    assert points(rows, 齐全="否") == "0.00"
    assert points(rows, 齐全="是", 会议=1) == "4.00"
    assert points(rows, 齐全="是") == "missing"
    assert points(rows, 会议=1) == "missing"


def test_a_failing_gate_beats_missing_and_na() -> None:
    assert points([first(), each("迟报"), GATE], 齐全="否", 会议="不适用") == "0.00"
    assert points([first(), row(方式="否则零分", 参数="率≥50%"), GATE], 齐全="否") == "0.00"


def test_a_failed_gate_is_zero_whatever_the_floor() -> None:
    assert points([first(下限=2), GATE], 会议=1, 齐全="否") == "0.00"


def test_a_failed_gate_from_zero_takes_nothing() -> None:
    failed = item_of([first(方式="每次得", 参数="每次得1"), GATE], ELEMENTS, row(会议=1, 齐全="否"))
    assert [moved(clause) for clause in failed.clauses] == [("0", "不符合前提，本项得0分")]


# --- guards -------------------------------------------------------------------------------------------------------------


def test_a_guard() -> None:
    items = [first(), each("迟报", 条件="新建=否")]
    assert points(items, 会议=1, 迟报=2, 新建="否") == "2.00"
    assert points(items, 会议=1, 迟报=2, 新建="是") == "4.00"
    assert points(items, 会议=1, 新建="是") == "4.00"  # what is guarded away need not be there
    assert points(items, 会议=1, 迟报="不适用", 新建="是") == "4.00"


def test_a_guard_on_na_is_false() -> None:
    assert points([first(), each("迟报", 条件="新建=否")], 会议=1, 迟报=2, 新建="不适用") == "4.00"


def test_a_guard_whose_fact_is_missing_matters_only_where_the_outcome_depends_on_it() -> None:
    items = [first(), each("迟报", 条件="新建=否")]
    assert points(items, 会议=1, 迟报=2) == "missing"
    assert points(items, 会议=1, 迟报=0) == "4.00"
    assert points(items, 会议=9, 迟报=2) == "0.00"  # the floor holds either way
    assert points(items, 会议="不适用", 迟报=2) == "na"
    open_guard = item_of(items, ELEMENTS, row(会议=1, 迟报=2))
    assert [moved(clause) for clause in open_guard.clauses] == [(None, "条件“新建=否”缺数据，不能计分")]


def test_a_guard_on_a_gate() -> None:
    items = [first(), {**GATE, "条件": "新建=否"}]
    assert points(items, 会议=1, 齐全="否", 新建="是") == "4.00"
    assert points(items, 会议=1, 齐全="否", 新建="否") == "0.00"
    assert points(items, 会议=1, 齐全="否") == "missing"
    assert points(items, 会议=1, 齐全="是") == "4.00"


def test_with_very_many_open_guards_the_item_is_missing() -> None:
    """More than ten undecided guards are not tried one by one, though here none could change anything."""
    items = [first(), *[each("迟报", 条件=f"率≥{n}%") for n in range(1, 12)]]
    assert points(items, 会议=9, 迟报=1) == "missing"
    assert points(items[:11], 会议=9, 迟报=1) == "0.00"


def test_a_guarded_clause_says_so() -> None:
    found = item_of([first(), each("迟报", 条件="新建=否")], ELEMENTS, row(会议=1, 迟报=2, 新建="是"))
    assert [moved(clause) for clause in found.clauses] == [("-1", "1次，每次扣1分"), ("0", "条件“新建=否”不成立，不计")]


# --- missing and N/A ----------------------------------------------------------------------------------------------------


def test_na_beats_missing() -> None:
    items = [first(), each("迟报")]
    assert points(items, 会议="不适用") == "na"
    assert points(items, 会议="不适用", 迟报=1) == "na"
    assert points(items, 会议=1) == "missing"


def test_what_is_absent_is_named() -> None:
    found = item_of([first(), each("迟报"), each("会议")], ELEMENTS, row(会议="不适用"))
    assert [moved(clause) for clause in found.clauses] == [
        (None, "“会议”不适用"),
        (None, "缺数据：迟报"),
        (None, "“会议”不适用"),
    ]


def test_an_item_without_any_way_to_score_waits_for_its_score() -> None:
    assert points([row(分值=5, 计分要点="酌情给分")]) == "missing"


@pytest.mark.parametrize(("kind", "result"), [("社会组织", "4.00"), ("企业", "na"), (None, "missing")])
def test_applies_to(kind: str | None, result: str) -> None:
    """适用对象 not met is not applicable; a 类型 that is not known leaves it open."""
    items = [first(适用对象="社会组织；律师事务所")]
    people = {"甲": row(类型=kind), "乙": row(类型="社会组织"), "丙": row(类型="律师事务所")}
    assert points_of(items, ELEMENTS, row(会议=1), people=people) == result


def test_applies_to_as_a_condition_goes_before_the_gate() -> None:
    items = [first(适用对象="新建=否"), GATE]
    assert points(items, 会议=1, 齐全="否", 新建="是") == "na"
    assert points(items, 会议=1, 齐全="否", 新建="不适用") == "na"
    assert points(items, 会议=1, 齐全="否", 新建="否") == "0.00"


# --- exclusive groups ---------------------------------------------------------------------------------------------------


def exclusive(*sizes: str, **more: str | int) -> list[tuple[str | None, str]]:
    """Clauses of one group A with these effects for one meeting: deltas and the tail of each sentence."""
    rows = [each("会议", 互斥组="A") | {"方式": "每次得" if one[0] == "+" else "每次扣"} for one in sizes]  # type: ignore[operator]  # a dict
    for one, size in zip(rows, sizes, strict=True):
        one["参数"] = f"{one['方式']}{size[1:]}"
    found = item_of([{"分值": 9, "起评": "满分", **more, **rows[0]}, *rows[1:]], ELEMENTS, row(会议=2))
    return [(delta, because.partition("；")[2]) for delta, because in map(moved, found.clauses)]


BEATEN = "互斥组A已按影响最大的一条计，本条不计"


def test_only_the_largest_absolute_effect_of_a_group_counts() -> None:
    assert exclusive("-1", "-3", "-2") == [("0", BEATEN), ("-6", ""), ("0", BEATEN)]
    assert exclusive("-3", "-1") == [("-6", ""), ("0", BEATEN)]
    assert exclusive("+1", "-2", 起评="零分", 下限=-9) == [("0", BEATEN), ("-4", "")]


def test_on_a_tie_the_first_row_counts() -> None:
    assert exclusive("-2", "-2") == [("-4", ""), ("0", BEATEN)]


def test_effects_are_compared_after_their_bound() -> None:
    """互斥组: the largest absolute effect (after 最多)."""
    assert exclusive("-3 最多2", "-2") == [("0", BEATEN), ("-4", "")]


def test_a_clause_without_effect_is_not_beaten() -> None:
    assert exclusive("-0", "-2") == [("0", ""), ("-4", "")]


def test_groups_and_single_clauses_add_up() -> None:
    items = [
        {**first(分值=20), "互斥组": "A"},
        each("会议", 参数="每次扣2", 互斥组="A"),
        each("会议", 参数="每次扣3", 互斥组="B"),
        each("迟报"),
    ]
    assert points(items, 会议=1, 迟报=1) == "14.00"  # 20 − 2 − 3 − 1


def test_a_guarded_clause_does_not_win_a_group() -> None:
    items = [{**first(), "互斥组": "A"}, each("会议", 参数="每次扣3", 互斥组="A", 条件="新建=否")]
    assert points(items, 会议=1, 新建="是") == "4.00"
    assert points(items, 会议=1, 新建="否") == "2.00"


# --- periods ------------------------------------------------------------------------------------------------------------


def by_half_year(how: str | None, one: int | str | None, two: int | str | None, **more: str | int) -> str:
    items = [first(分期="半年", 合成=how, **more)]
    details = [row(编号="甲", 数据项="会议", 值=value, 期=n) for n, value in ((1, one), (2, two)) if value is not None]
    return points_of(items, ELEMENTS, {}, details=details)


@pytest.mark.parametrize(
    ("how", "result"),
    [("平均", "3.50"), (None, "3.50"), ("相加", "5.00"), ("最低", "3.00")],  # 4 and 3; 相加 7, clamped once more
)
def test_scored_by_period_then_combined(how: str | None, result: str) -> None:
    assert by_half_year(how, 1, 2) == result


def test_each_period_is_clamped_as_an_item() -> None:
    """0 (not −4) and 5: 2.5."""
    assert by_half_year("平均", 9, 0) == "2.50"
    assert by_half_year("相加", 0, 9, 上限=20) == "5.00"


def test_an_na_period_drops_out_and_a_missing_one_makes_the_item_missing() -> None:
    assert by_half_year("平均", 1, "不适用") == "4.00"
    assert by_half_year("平均", "不适用", "不适用") == "na"
    assert by_half_year("平均", 1, None) == "missing"
    assert by_half_year("平均", "不适用", None) == "missing"


def test_a_period_is_rounded_once() -> None:
    """5 × 1/3 in one half and 5 × 2/3 in the other: (1.666… + 3.333…) ÷ 2 = 2.5."""
    items = [row(分值=5, 方式="按率得", 参数="满5", 数据项="率", 分期="半年")]
    details = [row(编号="甲", 数据项="率", 值=value, 期=n) for n, value in ((1, "1/3"), (2, "2/3"))]
    assert points_of(items, ELEMENTS, {}, details=details) == "2.50"


def test_clauses_of_a_period_carry_it() -> None:
    found = item_of(
        [first(分期="半年")],
        ELEMENTS,
        {},
        details=[row(编号="甲", 数据项="会议", 值=n, 期=n) for n in (1, 2)],
    )
    assert [(clause.period, moved(clause)[0]) for clause in found.clauses] == [(1, "-1"), (2, "-2")]


def test_two_columns_of_combining() -> None:
    """分期合成 and 评委合成 are two columns."""
    items = [row(分值=5, 方式="裁量", 参数="0~3", 数据项="评分", 分期="半年", 分期合成="相加", 评委合成="中位数")]
    marks = [(1, 1), (1, 3), (1, 3), (2, 1), (2, 1), (2, 2)]
    details = [row(编号="甲", 数据项="评分", 值=value, 期=n) for n, value in marks]
    assert points_of(items, ELEMENTS, {}, details=details) == "4.00"


# --- direct scores ------------------------------------------------------------------------------------------------------


def scored(
    *rows: tuple[int | str, str, str], values: Row = NOTHING, **item: str | int
) -> tuple[str, str, list[tuple[str | None, str]]]:
    given = [row(编号="甲", 指标="A1", 得分=points, 扣分原因=reason, 阶段=stage) for points, reason, stage in rows]
    found = item_of([first(**item)], ELEMENTS, values, scores=given)
    return "" if found.points is None else f"{found.points:f}", found.state, [moved(one) for one in found.clauses]


def test_a_direct_score_takes_the_last_stage_present() -> None:
    assert scored((5, "", "自评"), (4, "缺一次记录", "初评")) == (
        "4.00",
        "direct",
        [("-1", "直接评分（初评）4分：缺一次记录")],
    )
    assert scored((4, "缺一次记录", ""), (3, "缺两次记录", "复核"))[2] == [("-2", "直接评分（复核）3分：缺两次记录")]


def test_a_blank_stage_is_the_first_review() -> None:
    assert scored((5, "", ""))[2] == [("0", "直接评分（初评）5分")]


def test_self_assessment_never_counts_by_itself() -> None:
    assert scored((5, "", "自评")) == ("", "missing", [])


def test_several_scorers_of_a_stage_combine() -> None:
    assert scored((4, "甲", ""), (3, "乙", ""), (3, "乙", "")) == (
        "3.33",
        "direct",
        [("-1.666667", "直接评分（初评）3.333333分：甲；乙")],
    )
    assert scored((1, "甲", ""), (3, "乙", ""), (4, "丙", ""), 合成="中位数")[0] == "3.00"


def test_from_zero_the_delta_is_the_score() -> None:
    assert scored((4, "", ""), 起评="零分")[2] == [("4", "直接评分（初评）4分")]


def test_a_score_of_na() -> None:
    assert scored(("不适用", "", "")) == ("", "na", [])


def test_a_score_where_the_item_does_not_apply() -> None:
    assert scored((4, "缺一次记录", ""), values=row(新建="是"), 适用对象="新建=否") == ("", "na", [])
    assert scored((4, "缺一次记录", ""), values=row(新建="否"), 适用对象="新建=否")[:2] == ("4.00", "direct")
    assert scored((4, "缺一次记录", ""), 适用对象="新建=否")[:2] == ("", "missing")


def test_an_item_by_period_takes_one_direct_score() -> None:
    assert scored((4, "缺一次记录", ""), 分期="季")[0] == "4.00"
