"""Differences between stages over a stated number of points, with both reasons."""

from __future__ import annotations

from tests.scoring.build import Rows, row, scheme, score
from wuze.scoring.results import StageDifference

ITEMS = [row(编号="A1", 分值=10, 计分要点="酌情"), row(编号="A2", 分值=10, 计分要点="酌情")]


def differences(gap: int | str | None, *given: str, item: str = "A1") -> tuple[list[StageDifference], list[str]]:
    """Scores like ``初评8``; a reason that repeats stage and points; and the subject's flags."""
    rows: Rows = [
        row(编号="甲", 指标=item, 得分=one[2:], 扣分原因=f"理由{one}", 阶段=one[:2], 评分人=f"{no}")
        for no, one in enumerate(given)
    ]
    found = score(scheme(ITEMS, {}, head=row(阶段差异=gap)), {"甲": {}}, scores=rows)
    return list(found.stage_differences), [flag.value for flag in found.subjects[0].flags if "stage" in flag]


def pairs(gap: int | str | None, *given: str) -> list[tuple[str, str]]:
    return [
        (f"{one.first}{one.first_points}", f"{one.second}{one.second_points}") for one in differences(gap, *given)[0]
    ]


def test_over_the_stated_number_is_listed_with_both_reasons() -> None:
    (one,), flags = differences(2, "初评9", "复核6")
    assert (one.subject, one.item, one.first, one.second) == ("甲", "A1", "初评", "复核")
    assert (f"{one.first_points}", f"{one.second_points}") == ("9.00", "6.00")
    assert (one.first_reason, one.second_reason) == ("理由初评9", "理由复核6")
    assert flags == ["stage_difference"]


def test_just_at_the_number_is_not() -> None:
    assert differences(2, "初评8", "复核6") == ([], [])


def test_without_a_stated_number_nothing_is_listed() -> None:
    assert differences(None, "初评9", "复核0") == ([], [])


def test_every_pair_of_stages() -> None:
    assert pairs(1, "自评10", "初评8", "复核5") == [
        ("自评10.00", "初评8.00"),
        ("自评10.00", "复核5.00"),
        ("初评8.00", "复核5.00"),
    ]


def test_scorers_of_a_stage_are_combined_first() -> None:
    """(9 + 6) ÷ 2 = 7.5, not more than 2 above 6."""
    assert pairs(2, "初评9", "初评6", "复核6") == []
    assert pairs(1, "初评9", "初评6", "复核6") == [("初评7.50", "复核6.00")]


def test_one_stage_or_na_has_nothing_to_differ_from() -> None:
    assert pairs(0, "初评9") == []
    assert pairs(0, "初评9", "复核不适用") == []


def test_scores_of_a_part_are_no_items() -> None:
    polls = [row(测评="测", 选项="好", 面值=100, 人数不足时="会议评议")]
    parts = [row(编号="P1", 名称="测评", 分值=10, 来源="票数:测")]
    of = scheme([], {}, parts=parts, polls=polls, bodies=[row(测评="测", 主体="会", 权重=1)], head=row(阶段差异=0))
    rows = [row(编号="甲", 指标="P1", 得分=points, 阶段=stage) for points, stage in ((9, "初评"), (5, "复核"))]
    found = score(of, {"甲": {}}, scores=rows)
    assert (found.stage_differences, f"{found.subjects[0].total}") == ((), "5.00")


def test_stages_are_compared_exactly_whatever_the_scheme_prints() -> None:
    rows: Rows = [row(编号="甲", 指标="A1", 得分="5", 扣分原因="一", 阶段="初评"),
                  row(编号="甲", 指标="A1", 得分="2.75", 扣分原因="二", 阶段="复核")]  # fmt: skip  # two rows
    found = score(scheme(ITEMS, {}, head=row(阶段差异=2, 小数位=0)), {"甲": {}}, scores=rows)
    (one,) = found.stage_differences
    assert (f"{one.first_points}", f"{one.second_points}") == ("5.00", "2.75")
