"""What was changed between two schemes."""

from __future__ import annotations

from copy import deepcopy

from tests.scoring.sample import SCHEME, scheme
from wuze.scoring.scheme_diff import Change, changes, pairs

A = scheme()


def table(name: str) -> list[list[object]]:
    return deepcopy(SCHEME[name])


def told(**sheets: list[list[object]]) -> list[tuple[str, str, str]]:
    return [(one.what, one.before, one.after) for one in changes(A, scheme(sheets))]


def test_a_scheme_beside_itself_or_under_another_name_has_no_changes() -> None:
    settings = table("方案")
    settings[1][1], settings[3][1] = "另一个", "第二版"
    assert told(方案=settings) == []


def test_settings_of_the_whole() -> None:
    settings = [row for row in table("方案") if row[0] not in ("分组", "同分比较", "阶段差异")]
    assert told(方案=settings) == [
        ("分组", "属地", "不设"),
        ("同分比较", "P2", "不设"),
        ("阶段差异", "2", "不设"),
    ]


def test_parts_points_and_another_name() -> None:
    parts = table("板块")
    parts[1][1], parts[1][2], parts[1][4], parts[4][5] = "组织建设好", 50, "是", 6
    assert told(板块=parts) == [
        ("板块“组织建设”名称", "组织建设", "组织建设好"),
        ("板块“组织建设”分值", "60", "50"),
        ("板块“组织建设”折算", "否", "是"),
        ("板块“加减分”上限", "5", "6"),
    ]


def test_items_and_clauses() -> None:
    items = table("指标")
    items[1][12], items[4][1], items[-2][12], items[-2][6] = "应4 每缺扣2", "Z9", "省级:2;市级:1 累计", 4
    del items[3], items[-1]
    items.append(["P4", "B7", "观摩", 0, "零分", 0, 3, *[None] * 12])
    items[-1][9:13] = ["受观摩的加分", "党员大会", "每次得", "每次得1"]
    found = told(指标=items)
    assert ("指标“表彰”上限", "5", "4") in found
    assert ("指标“组织生活”第1条参数", "应4每缺扣1", "应4每缺扣2") in found
    assert any(what == "指标“组织生活”第3条" and after == "没有" for what, _, after in found)
    assert any(what == "指标“扣减”" and after == "没有" for what, _, after in found)
    assert any(what == "指标“观摩”" and before == "没有" for what, before, _ in found)
    assert not [one for one in found if "教育培训" in one[0]]


def test_two_items_of_one_name_are_told_apart() -> None:
    items = table("指标")
    items[4][2], items[4][12] = "组织生活", "满8"
    items[1][12] = "应4 每缺扣2"
    assert told(指标=items) == [
        ("指标“教育培训”名称", "教育培训", "组织生活"),
        ("指标“组织生活”（A1）第1条参数", "应4每缺扣1", "应4每缺扣2"),
        ("指标“教育培训”第1条参数", "满10", "满8"),
    ]


def test_grades_vetoes_and_polls() -> None:
    grades, vetoes, polls, bodies = table("等次"), table("否决"), table("测评"), table("测评主体")
    grades[1][1], grades[1][2], grades[1][3] = 92, "30%", "进一"
    vetoes[1][3] = "降一等"
    del vetoes[2]
    polls[2][2] = 50
    bodies[1][2], bodies[2][2] = "50%", "50%"
    assert told(等次=grades, 否决=vetoes, 测评=polls, 测评主体=bodies) == [
        ("等次“优秀”最低分", "90", "92"),
        ("等次“优秀”名额比例", "40%", "30%"),
        ("等次“优秀”取整", "舍去", "进一"),
        ("否决“弄虚作假”后果", "不得高于一般", "降一等"),
        ("否决“成立不满半年”", "条件成立月数<6；后果不参评", "没有"),
        ("测评“满意度”面值", "满意 100；基本满意 60；不了解 不计", "满意 100；基本满意 50；不了解 不计"),
        ("测评“满意度”权重", "党员 60%；职工 40%", "党员 50%；职工 50%"),
    ]


def test_a_grade_without_line_and_places_and_a_formula() -> None:
    elements, grades = table("数据项"), table("等次")
    elements[12][6] = "投诉数÷党员数÷2"
    grades[3][0] = "较差"
    assert told(数据项=elements, 等次=grades, 否决=[["情形", "条件", "后果"]])[:2] == [
        ("等次“一般”", "有", "没有"),
        ("等次“较差”", "没有", "有"),
    ]
    assert changes(A, scheme({"数据项": elements})) == (
        Change("数据项“人均投诉”公式", "投诉数÷党员数", "投诉数÷党员数÷2"),
    )


def test_pairs_take_the_first_key_that_matches() -> None:
    old, new = ["a1", "b2", "c3"], ["x2", "a9", "d4"]
    keys = (lambda one: one[0], lambda one: one[1])
    assert pairs(old, new, keys) == [("a1", "a9"), ("b2", "x2"), ("c3", None), (None, "d4")]
