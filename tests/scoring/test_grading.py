"""From totals to grades: vetoes, ranks, bands, the quota of the top grade, ties at its line."""

from __future__ import annotations

import pytest

from tests.scoring.build import Elements, Row, Rows, row, scheme, score
from wuze.scoring.results import Quota, Results, SubjectResult

ELEMENTS: Elements = {
    "分": "打分",
    "次要": "打分",
    "处分": "次数",
    "瞒报": "是否",
    "表现": row(类型="选项", 选项="优;良"),
}
ITEMS: Rows = [row(编号="A1", 分值=100, 方式="倍数", 参数="×1", 数据项="分", 不适用时="不参评")]
GRADES: Rows = [
    row(等次="优秀", 最低分=90, 名额比例="50%"),
    row(等次="良好", 最低分=80),
    row(等次="一般", 最低分=60),
    row(等次="较差"),
]


def run(
    totals: dict[str, int | str | None],
    *,
    grades: Rows = GRADES,
    vetoes: Rows = (),
    facts: dict[str, Row] | None = None,
    people: dict[str, Row] | None = None,
    details: Rows = (),
    **head: str | int,
) -> Results:
    """Subjects with these points; where no veto asks for more, they have nothing else."""
    of = scheme(ITEMS, ELEMENTS, grades=grades, vetoes=vetoes, head=head, people=people or {})
    given = facts or {}
    data = {code: {"分": value, **given.get(code, {})} for code, value in totals.items()}
    return score(of, data, people=people or {}, details=details)


def placed(results: Results) -> dict[str, tuple[int | None, str | None]]:
    return {one.id: (one.rank, one.grade) for one in results.subjects}


def flags(results: Results) -> dict[str, list[str]]:
    return {one.id: [flag.value for flag in one.flags] for one in results.subjects if one.flags}


def only(results: Results) -> SubjectResult:
    (found,) = results.subjects
    return found


# --- ranks --------------------------------------------------------------------------------------------------------------


def test_competition_ranks() -> None:
    assert [rank for rank, _ in placed(run({"甲": 70, "乙": 80, "丙": 80, "丁": 90})).values()] == [4, 2, 2, 1]


def test_ranks_on_the_printed_total_only() -> None:
    """80.004 and 80.001 both print 80.00."""
    assert [rank for rank, _ in placed(run({"甲": "80.004", "乙": "80.001", "丙": "80.006"})).values()] == [2, 2, 1]


def test_ranks_within_groups() -> None:
    people = {"甲": row(属地="东"), "乙": row(属地="西"), "丙": row(属地="东"), "丁": row(属地=None)}
    found = run({"甲": 70, "乙": 60, "丙": 90, "丁": 50}, people=people, 分组="属地")
    assert [(one.group, one.rank) for one in found.subjects] == [("东", 2), ("西", 1), ("东", 1), ("", 1)]


def test_a_subject_with_a_missing_fact_is_provisional_without_rank_grade_or_place() -> None:
    found = run({"甲": None, "乙": 95, "丙": 94})
    assert placed(found) == {"甲": (None, None), "乙": (1, "优秀"), "丙": (2, "良好")}
    assert flags(found) == {"甲": ["provisional"], "丙": ["quota_dropped"]}
    assert found.quotas == (Quota(None, "优秀", 2, 1, 1, ("丙",), ()),)
    assert (found.subjects[0].missing, f"{found.subjects[0].total}") == (("A1",), "0.00")


def test_one_who_does_not_take_part_keeps_the_score_and_leaves_the_groups_count() -> None:
    """不参评: rank and grade null, out of the group's count, score kept."""
    vetoes = [row(情形="撤销", 条件="瞒报=是", 后果="不参评", 依据="办法")]
    facts = {"甲": row(瞒报="是"), "乙": row(瞒报="否"), "丙": row(瞒报="否")}
    found = run({"甲": 99, "乙": 95, "丙": 94}, vetoes=vetoes, facts=facts)
    assert placed(found) == {"甲": (None, None), "乙": (1, "优秀"), "丙": (2, "良好")}
    assert flags(found) == {"甲": ["not_ranked", "vetoed"], "丙": ["quota_dropped"]}
    assert (f"{found.subjects[0].total}", found.quotas[0].base) == ("99.00", 2)


def test_an_item_of_na_may_take_one_out() -> None:
    found = run({"甲": "不适用", "乙": 95})
    assert (placed(found)["甲"], flags(found)["甲"], found.quotas[0].base) == ((None, None), ["not_ranked"], 1)


# --- bands --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "grade"),
    [(100, "优秀"), (90, "优秀"), ("89.99", "良好"), (80, "良好"), (60, "一般"), ("59.99", "较差"), (0, "较差")],
)
def test_bands(total: int | str, grade: str) -> None:
    free = [{**GRADES[0], "名额比例": None}, *GRADES[1:]]
    assert only(run({"甲": total}, grades=free)).grade == grade


def test_the_highest_band_has_no_upper_end_and_the_lowest_no_lower_end() -> None:
    grades = [row(等次="合格", 最低分=60), row(等次="不合格", 最低分=40)]
    assert only(run({"甲": 10}, grades=grades)).grade == "不合格"


def test_without_grades_there_is_none() -> None:
    found = run(
        {"甲": 95}, grades=(), vetoes=[row(情形="处分", 条件="处分≥1", 后果="降一等")], facts={"甲": row(处分=1)}
    )
    assert (only(found).grade, found.quotas) == (None, ())


# --- vetoes -------------------------------------------------------------------------------------------------------------

FREE: Rows = [{**GRADES[0], "名额比例": None}, *GRADES[1:]]


def vetoed(total: int, *effects: str, times: int | str | None = 1) -> SubjectResult:
    vetoes = [row(情形=f"情形{no}", 条件="处分≥1", 后果=effect) for no, effect in enumerate(effects)]
    return only(run({"甲": total}, grades=FREE, vetoes=vetoes, facts={"甲": row(处分=times)}))


@pytest.mark.parametrize(
    ("total", "effects", "grade"),
    [
        (95, ("不得高于〈良好〉",), "良好"),
        (65, ("不得高于良好",), "一般"),
        (95, ("降一等",), "良好"),
        (10, ("降一等",), "较差"),  # there is no lower one
        (95, ("定为〈一般〉",), "一般"),
        (65, ("定为良好",), "良好"),  # sets the grade even if better than the band
        (95, ("不得高于良好", "定为一般"), "一般"),  # several: the worst result
        (65, ("定为良好", "降一等"), "较差"),
        (95, ("降一等", "降一等"), "良好"),  # 降一等 counts once
        (95, ("不参评",), None),
    ],
)
def test_effects(total: int, effects: tuple[str, ...], grade: str | None) -> None:
    found = vetoed(total, *effects)
    assert (found.grade, f"{found.total}", found.vetoes) == (
        grade,
        f"{total}.00",
        tuple(f"情形{no}" for no in range(len(effects))),
    )
    assert vetoed(total, *effects, times=0).vetoes == ()


def test_a_total_of_nothing_comes_before_ranks_and_bands() -> None:
    """总分归零 → ranks → band → the other vetoes."""
    vetoes = [row(情形="瞒报", 条件="瞒报=是", 后果="总分归零"), row(情形="处分", 条件="处分≥1", 后果="定为一般")]
    facts = {"甲": row(瞒报="是", 处分=1), "乙": row(瞒报="否", 处分=0)}
    found = run({"甲": 99, "乙": 70}, grades=FREE, vetoes=vetoes, facts=facts)
    assert [(f"{one.total}", one.rank, one.band, one.grade) for one in found.subjects] == [
        ("0.00", 2, "较差", "一般"),
        ("70.00", 1, "一般", "一般"),
    ]
    assert f"{found.subjects[0].parts['P1']}" == "99.00"


def test_a_veto_on_na_is_false_and_without_a_name_it_is_called_by_its_condition() -> None:
    assert vetoed(95, "降一等", times="不适用").grade == "优秀"
    vetoes = [row(条件="处分 ≥ 1", 后果="降一等")]
    assert only(run({"甲": 95}, vetoes=vetoes, facts={"甲": row(处分=1)})).vetoes == ("处分 ≥ 1",)


@pytest.mark.parametrize(
    ("total", "effects", "provisional"),
    [
        (95, ("不得高于良好",), True),
        (85, ("不得高于良好",), False),  # it is no better anyway
        (95, ("降一等",), True),
        (10, ("降一等",), False),
        (85, ("定为良好",), False),
        (95, ("定为良好",), True),
        (95, ("不参评",), True),
        (95, ("总分归零",), True),
        (0, ("总分归零",), False),
        (10, ("总分归零", "降一等"), True),
    ],
)
def test_a_veto_with_a_missing_fact_matters_only_where_the_outcome_depends_on_it(
    total: int, effects: tuple[str, ...], provisional: bool
) -> None:
    assert vetoed(total, *effects, times=None).provisional is provisional


def test_an_open_veto_beside_one_that_holds_as_badly() -> None:
    vetoes = [row(情形="处分", 条件="处分≥1", 后果="定为较差"), row(情形="瞒报", 条件="瞒报=是", 后果="降一等")]
    found = run({"甲": 95}, grades=FREE, vetoes=vetoes, facts={"甲": row(处分=1)})
    assert (only(found).provisional, only(found).grade) == (False, "较差")


def test_an_open_veto_of_one_who_does_not_take_part() -> None:
    vetoes = [row(情形="处分", 条件="处分≥1", 后果="不参评"), row(情形="瞒报", 条件="瞒报=是", 后果="降一等")]
    found = run({"甲": 95}, grades=FREE, vetoes=vetoes, facts={"甲": row(处分=1)})
    assert flags(found) == {"甲": ["not_ranked", "vetoed"]}


def test_an_open_half_of_a_condition_stays_open_beside_one_that_does_not_apply() -> None:
    """A comparison on 不适用 is false; the other may still hold, so the outcome depends on it."""
    vetoes = [row(情形="处分", 条件="处分≥1 或 瞒报=是", 后果="降一等")]
    found = run({"甲": 95}, grades=FREE, vetoes=vetoes, facts={"甲": row(处分="不适用")})
    assert only(found).provisional is True
    found = run({"甲": 95}, grades=FREE, vetoes=vetoes, facts={"甲": row(处分="不适用", 瞒报="是")})
    assert only(found).grade == "良好"


@pytest.mark.parametrize(
    ("on", "back", "grade"),
    [
        ("2025-12-31", "12月", "优秀"),  # (截止日 − N, 截止日]
        ("2026-01-01", "12月", "良好"),
        ("2026-12-31", "1年", "良好"),
        ("2027-01-01", "1年", "优秀"),
        ("2025-01-01", "24个月", "良好"),
        ("2019-01-01", None, "良好"),
    ],
)
def test_look_back_from_the_end_of_the_year(on: str, back: str | None, grade: str) -> None:
    vetoes = [row(情形="处分", 条件="处分≥1", 回溯期=back, 后果="降一等")]
    details = [row(编号="甲", 数据项="处分", 值=1, 日期=on)]
    assert only(run({"甲": 95}, grades=FREE, vetoes=vetoes, details=details, 年度=2026)).grade == grade


def test_look_back_from_a_cutoff_of_its_own() -> None:
    vetoes = [row(情形="处分", 条件="处分≥1", 回溯期="6月", 后果="降一等")]
    details = [row(编号="甲", 数据项="处分", 值=1, 日期="2026-01-01")]
    found = run({"甲": 95}, grades=FREE, vetoes=vetoes, details=details, 截止日="2026-06-30")
    assert only(found).grade == "良好"


# --- quota --------------------------------------------------------------------------------------------------------------


def top(share: str, totals: list[int], rounding: str | None = None) -> tuple[int, list[str]]:
    grades = [{**GRADES[0], "名额比例": share, "取整": rounding}, *GRADES[1:]]
    found = run({f"S{no}": total for no, total in enumerate(totals)}, grades=grades)
    return found.quotas[0].places, [one.id for one in found.subjects if one.grade == "优秀"]


@pytest.mark.parametrize(
    ("rounding", "places"), [(None, 1), ("舍去", 1), ("进一", 2), ("四舍五入", 2)]
)  # 30 % of 5 = 1.5
def test_kinds_of_rounding(rounding: str | None, places: int) -> None:
    assert top("30%", [99, 98, 97, 96, 50], rounding) == (places, [f"S{no}" for no in range(places)])


def test_the_base_is_everyone_who_takes_part_not_only_the_graded() -> None:
    assert top("50%", [95, 94, 93, 10, 10, 10]) == (3, ["S0", "S1", "S2"])
    assert top("50%", [95, 94, 93, 92, 10, 10]) == (3, ["S0", "S1", "S2"])


def test_no_place_at_all() -> None:
    assert top("10%", [95, 94]) == (0, [])


def test_the_rest_fall_one_grade() -> None:
    found = run({"甲": 95, "乙": 94, "丙": 93, "丁": 10})
    assert placed(found) == {"甲": (1, "优秀"), "乙": (2, "优秀"), "丙": (3, "良好"), "丁": (4, "较差")}
    assert found.quotas == (Quota(None, "优秀", 4, 2, 2, ("丙",), ()),)


def test_filled_by_rank_among_those_still_graded_top() -> None:
    """The first by points fell to a veto: the place goes to the next."""
    vetoes = [row(情形="处分", 条件="处分≥1", 后果="降一等")]
    facts = {code: row(处分=int(code == "甲")) for code in "甲乙丙丁"}
    found = run({"甲": 99, "乙": 95, "丙": 94, "丁": 93}, vetoes=vetoes, facts=facts)
    assert [grade for _, grade in placed(found).values()] == ["良好", "优秀", "优秀", "良好"]


def test_a_quota_of_each_group() -> None:
    people = {"甲": row(属地="东"), "乙": row(属地="东"), "丙": row(属地="西"), "丁": row(属地="西")}
    found = run({"甲": 95, "乙": 94, "丙": 91, "丁": 99}, people=people, 分组="属地")
    assert [(quota.group, quota.base, quota.places, quota.dropped) for quota in found.quotas] == [
        ("东", 2, 1, ("乙",)),
        ("西", 2, 1, ("丙",)),
    ]


def test_with_a_single_grade_nobody_can_fall_lower() -> None:
    found = run({"甲": 95, "乙": 94}, grades=[row(等次="优秀", 最低分=90, 名额比例="50%")])
    assert [grade for _, grade in placed(found).values()] == ["优秀", "优秀"]


# --- ties at the line ---------------------------------------------------------------------------------------------------


def test_tied_at_the_line_none_of_them_enters_and_nobody_below_moves_up() -> None:
    found = run({"甲": 95, "乙": 94, "丙": 94, "丁": 93})
    assert placed(found) == {"甲": (1, "优秀"), "乙": (2, "良好"), "丙": (2, "良好"), "丁": (4, "良好")}
    assert flags(found) == {
        "乙": ["tie_at_line", "quota_dropped"],
        "丙": ["tie_at_line", "quota_dropped"],
        "丁": ["quota_dropped"],
    }
    assert found.quotas == (Quota(None, "优秀", 4, 2, 1, ("乙", "丙", "丁"), ("乙", "丙")),)


def test_a_tie_above_the_line_is_none() -> None:
    found = run({"甲": 95, "乙": 95, "丙": 94, "丁": 93})
    assert flags(found) == {"丙": ["quota_dropped"], "丁": ["quota_dropped"]}


@pytest.mark.parametrize(
    ("first", "second", "graded"),
    [
        (row(次要=2), row(次要=1), ["优秀", "良好"]),
        (row(次要=1), row(次要=2), ["良好", "优秀"]),
        (row(次要=1), row(次要=1), ["良好", "良好"]),
        (row(次要=1), {}, ["优秀", "良好"]),  # what is absent stands below every number
        (row(次要=1), row(次要="不适用"), ["优秀", "良好"]),
    ],
)
def test_a_tie_break_acts_at_the_line(first: Row, second: Row, graded: list[str]) -> None:
    found = run({"甲": 95, "乙": 95}, facts={"甲": first, "乙": second}, 同分比较="次要")
    assert [one.grade for one in found.subjects] == graded
    assert [one.rank for one in found.subjects] == [1, 1]  # ranks stay on the printed total only


@pytest.mark.parametrize("keys", ["A1;瞒报", "P1；表现；瞒报"])
def test_parts_items_and_data_items_in_order(keys: str) -> None:
    """A word has no size; 是 stands above 否."""
    facts = {"甲": row(表现="良", 瞒报="否"), "乙": row(表现="优", 瞒报="是")}
    assert [one.grade for one in run({"甲": 95, "乙": 95}, facts=facts, 同分比较=keys).subjects] == ["良好", "优秀"]
