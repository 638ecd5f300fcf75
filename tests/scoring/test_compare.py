"""The same facts under two schemes."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal

from tests.scoring.sample import SCHEME, data, results
from wuze.scoring.compare import Cause, Comparison, Move, compare
from wuze.scoring.compare_report import comparison_json
from wuze.scoring.margins import Margin, band_of, margins

A, FACTS = results()


def changed(**sheets: list[list[object]]) -> Comparison:
    return compare(A, results(sheets)[0])


def move(found: Comparison, id: str) -> Move:
    return next(one for one in found.moves if one.id == id)


def table(name: str) -> list[list[object]]:
    return deepcopy(SCHEME[name])


def test_a_scheme_beside_itself_moves_nobody() -> None:
    found = compare(A, A)
    assert found.counts == {"up": 0, "down": 0, "same": 6, "changed": 0, "one_side": 0, "none": 4}
    assert found.items == ()
    assert {one.difference for one in found.moves} == {Decimal(0)}
    assert {(one.participation, one.causes) for one in found.moves} == {("", ())}
    assert found.grades == (("优秀", 0, 0), ("良好", 4, 4), ("一般", 2, 2))
    assert (found.digest_a, found.digest_b) == (A.digest, A.digest)


def test_a_dearer_deduction_moves_those_who_bear_it() -> None:
    items = table("指标")
    items[1][12] = "应4 每缺扣2.5"
    found = changed(指标=items)
    s8 = move(found, "S8")
    assert s8.causes == (Cause("组织生活", Decimal("7.00"), Decimal("2.50")),)
    assert (s8.difference, s8.places, s8.grade) == (Decimal("-4.50"), 0, "same")
    assert [(one.name, one.only, one.gained, one.lost, one.total) for one in found.items] == [
        ("组织生活", "", 0, 3, Decimal("-9.00"))
    ]


def test_causes_add_up_to_the_difference_of_totals_whatever_changed() -> None:
    items, parts, settings = table("指标"), table("板块"), table("方案")
    items[1][12] = "应4 每缺扣2.5"
    items[4][1] = "Z9"
    del items[-2:]
    items += [["P5", "E1", "观摩", 0, "零分", None, 3, *[None] * 12]]
    items[-1][9:13] = ["受观摩的加分", "党员大会", "每次得", "每次得1"]
    parts[1][2], parts[3][2] = 70, 10
    parts[1][4] = "是"
    parts[4] = ["P5", "观摩加分", 0, None, None, None, None]
    settings[8][1] = 95
    found = changed(指标=items, 板块=parts, 方案=settings)
    for one in found.moves:
        assert sum((cause.difference for cause in one.causes), Decimal(0)) == one.difference
    names = {item.name: item.only for item in found.items}
    assert names["观摩"] == "B"
    assert names["扣减"] == "A"
    assert names["平时考核（板块 20→10 分）"] == ""
    assert names["总分封顶或归零"] == "B"
    assert names["组织建设的折算与上下限"] == "B"
    assert "教育培训" not in {cause.name for cause in move(found, "S1").causes}


def test_a_part_that_only_counts_for_less_is_one_cause_with_its_own_points() -> None:
    parts = table("板块")
    parts[1][2], parts[1][4], parts[3][2] = 50, "是", 10
    parts[2][5] = 9
    found = changed(板块=parts)
    s3 = move(found, "S3")
    assert [(one.name, one.before, one.after) for one in s3.causes if "评议" not in one.name] == [
        ("平时考核（板块 20→10 分）", Decimal("17.60"), Decimal("8.80")),
        ("组织建设（板块 60→50 分）", Decimal("49.50"), Decimal("41.25")),
    ]
    assert [one.name for one in s3.causes if "评议" in one.name] == ["群众评议（板块）"]
    assert sum((one.difference for one in s3.causes), Decimal(0)) == s3.difference


def test_what_the_machine_is_told() -> None:
    grades = table("等次")
    grades[1][2] = "50%"
    told = comparison_json(changed(等次=grades))
    assert told["changes"] == [{"what": "等次“优秀”名额比例", "before": "40%", "after": "50%"}]
    assert (told["counts"]["one_side"], told["counts"]["none"]) == (0, 4)
    third = next(one for one in told["subjects"] if one["id"] == "S3")["margin_before"]
    assert (third["band"], third["grade"], third["why"]) == ("优秀", "良好", "quota")


def test_a_part_scaled_by_another_factor() -> None:
    items, parts = table("指标"), table("板块")
    items[4][3], parts[1][4] = 20, "是"
    found = compare(results({"板块": parts})[0], results({"板块": parts, "指标": items})[0])
    assert [one.name for one in move(found, "S5").causes] == ["组织建设（折算 60/60→60/70）"]
    assert sum((one.difference for one in move(found, "S5").causes), Decimal(0)) == move(found, "S5").difference


def test_two_items_of_one_name_are_told_apart() -> None:
    items = table("指标")
    items[4][2] = "组织生活"
    first, _ = results({"指标": items})
    items = deepcopy(items)
    items[4][12] = "满5"
    found = compare(first, results({"指标": items})[0])
    assert [item.name for item in found.items] == ["组织生活（A2）", "组织建设的折算与上下限"]


def test_grades_up_down_and_beyond_comparison() -> None:
    up = table("等次")
    up[1][2] = None
    found = changed(等次=up)
    assert found.counts == {"up": 4, "down": 0, "same": 2, "changed": 0, "one_side": 0, "none": 4}
    assert move(found, "S1").grade == "up"
    down = compare(results({"等次": up})[0], A)
    assert down.counts["down"] == 4
    other: list[list[object]] = [["等次", "最低分"], ["一等", 90], ["二等", 80], ["三等", None]]
    vetoes = table("否决")
    del vetoes[1]
    found = changed(等次=other, 否决=vetoes)
    assert found.counts["changed"] == 6
    assert [grade for grade, _, _ in found.grades] == ["优秀", "良好", "一般", "一等", "二等", "三等"]
    fewer: list[list[object]] = [["等次", "最低分"], ["优秀", 90], ["一般", None]]
    assert move(changed(等次=fewer), "S1").grade == "up"
    assert move(compare(results({"等次": fewer})[0], A), "S1").grade == "down"


def test_who_enters_and_leaves_the_round() -> None:
    vetoes = table("否决")
    vetoes[2][1] = "成立月数<1"
    found = changed(否决=vetoes)
    s6 = move(found, "S6")
    assert (s6.participation, s6.places, s6.grade) == ("进", None, "one_side")
    assert s6.before is not None
    assert s6.before.out
    back = compare(results({"否决": vetoes})[0], A)
    assert move(back, "S6").participation == "出"


def test_a_subject_of_one_side_only() -> None:
    fewer, _ = results(data_changes={name: [row for row in rows if row[0] != "S1"] for name, rows in data().items()})
    gone, come = move(compare(A, fewer), "S1"), move(compare(fewer, A), "S1")
    assert (gone.after, gone.difference, gone.places, gone.participation, gone.grade) == (
        None,
        None,
        None,
        "出",
        "one_side",
    )
    assert (come.before, come.participation, come.name) == (None, "进", "东风支部")
    assert gone.margin_after is None
    assert {cause.only for cause in gone.causes} == {"A"}


def test_margins_to_bands_and_quota() -> None:
    found = margins(A)
    assert sorted(found) == ["S1", "S2", "S3", "S4", "S7", "S8"]
    assert found["S1"] == Margin(None, None, Decimal("8.36"), Decimal(0), "优秀", "良好", "tie")
    assert found["S3"] == Margin(None, None, Decimal("0.96"), Decimal("-7.40"), "优秀", "良好", "quota")
    assert found["S4"] == Margin("良好", Decimal("2.97"), None, None, "一般", "一般", "")
    grades = table("等次")
    grades[1][2] = "50%"
    taken, _ = results({"等次": grades})
    lines = margins(taken)
    assert lines["S1"].quota == Decimal("7.40")
    assert lines["S3"].quota == Decimal("-7.40")
    assert lines["S8"].quota == Decimal("-28.00")
    assert lines["S4"].quota is None


def test_a_quota_that_does_not_bind_has_no_line() -> None:
    grades = table("等次")
    grades[1][2] = "100%"
    free, _ = results({"等次": grades})
    assert {one.quota for one in margins(free).values()} == {None}
    alone, _ = results(
        {"等次": grades}, {name: [row for row in rows if row[0] not in {"S4", "S8"}] for name, rows in data().items()}
    )
    assert {one.quota for one in margins(alone).values()} == {None}


def test_why_a_grade_is_not_that_of_the_points() -> None:
    grades, vetoes = table("等次"), table("否决")
    grades[1][2] = "50%"
    vetoes[1][1], vetoes[1][3] = "党员大会=3", "不得高于一般"
    told = {
        id: (one.band, one.grade, one.why) for id, one in margins(results({"等次": grades, "否决": vetoes})[0]).items()
    }
    assert told["S3"] == ("优秀", "一般", "veto")
    assert told["S8"] == ("一般", "一般", "")
    assert told["S1"] == ("优秀", "优秀", "")


def test_a_scheme_without_grades_has_no_lines() -> None:
    none: list[list[object]] = [["等次", "最低分"]]
    bare, _ = results({"等次": none, "否决": [["情形", "条件", "后果"]]})
    assert {(one.higher, one.lacks, one.above) for one in margins(bare).values()} == {(None, None, None)}
    assert band_of(Decimal(5), ()) is None
    assert band_of(Decimal(5), A.scheme.grades) == 2
