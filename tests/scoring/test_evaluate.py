"""The whole evaluation: order of items, the five N/A policies, the second pass over a group's participants."""

from __future__ import annotations

import pickle

import pytest

from tests.scoring.build import Elements, Row, facts, printed, row, scheme, score, subject
from wuze.scoring.evaluate import ENGINE, evaluate, group_of, in_order
from wuze.scoring.facts import Subject
from wuze.scoring.results import Results

ELEMENTS: Elements = {"会议": "次数", "迟报": "次数", "增收": "数值", "率": "比率", "撤销": "是否"}
ITEM = row(编号="A1", 分值=6, 方式="缺次扣", 参数="应4 每缺扣1", 数据项="会议")
OTHER = row(编号="A2", 分值=4, 方式="每次扣", 参数="每次扣1", 数据项="迟报")


def outcomes(results: Results, item: str = "A1") -> list[str]:
    return [printed(one.items[item]) for one in results.subjects]


# --- N/A policies -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("policy", "item", "part", "total", "flags"),
    [
        ("免扣", "6.00", "9.00", "9.00", []),  # full marks
        ("零分", "0.00", "3.00", "3.00", []),
        ("折算", "na", "7.50", "7.50", []),  # 3 × 10 ÷ 4
        ("均值", "5.00", "8.00", "8.00", []),  # the others have 6 and 4
        ("不参评", "na", "3.00", "3.00", ["not_ranked"]),  # removes the subject
        (None, "missing", "3.00", "3.00", ["provisional"]),  # blank where N/A can occur: the item is missing
    ],
)
def test_what_becomes_of_an_item_that_does_not_apply(
    policy: str | None, item: str, part: str, total: str, flags: list[str]
) -> None:
    of = scheme([{**ITEM, "不适用时": policy}, OTHER], ELEMENTS)
    data = {"甲": row(会议="不适用", 迟报=1), "乙": row(会议=4, 迟报=0), "丙": row(会议=2, 迟报=0)}
    found = subject(score(of, data))
    assert (printed(found.items["A1"]), f"{found.parts['P1']}", f"{found.total}") == (item, part, total)
    assert [flag.value for flag in found.flags] == flags


def test_a_mean_is_of_the_groups_participants_whose_item_counts() -> None:
    """Provisional ones count, one who does not take part does not, nor another group; rounded: (6 + 5 + 5) ÷ 3."""
    veto = [row(情形="撤销", 条件="撤销=是", 后果="不参评")]
    people = {code: row(属地="东") for code in "甲乙丙丁戊"} | {"己": row(属地="西")}
    of = scheme([{**ITEM, "不适用时": "均值"}, OTHER], ELEMENTS, vetoes=veto, people=people, head=row(分组="属地"))
    held: Row = {"甲": "不适用", "乙": 4, "丙": 3, "丁": 3, "戊": 0, "己": 0}
    data: dict[str, Row] = {code: row(会议=n, 迟报=0, 撤销="是" if code == "戊" else "否") for code, n in held.items()}
    data["乙"] = row(会议=4, 撤销="否")
    assert outcomes(score(of, data, people=people)) == ["5.33", "6.00", "5.00", "5.00", "2.00", "2.00"]


def test_a_mean_of_nobody_is_missing() -> None:
    of = scheme([{**ITEM, "不适用时": "均值"}], ELEMENTS)
    found = score(of, {"甲": row(会议="不适用"), "乙": row(会议="不适用"), "丙": {}})
    assert outcomes(found) == ["missing", "missing", "missing"]
    assert found.subjects[0].items["A1"].note == "不适用，组内无人可取均值"


def test_a_mean_takes_direct_scores_too() -> None:
    of = scheme([{**ITEM, "不适用时": "均值"}], ELEMENTS)
    found = score(of, {"甲": row(会议="不适用"), "乙": {}}, scores=[row(编号="乙", 指标="A1", 得分=3, 扣分原因="缺")])
    assert outcomes(found) == ["3.00", "3.00"]


def test_one_outside_gets_the_mean_of_those_inside() -> None:
    veto = [row(情形="撤销", 条件="撤销=是", 后果="不参评")]
    of = scheme([{**ITEM, "不适用时": "均值"}], ELEMENTS, vetoes=veto)
    data = {"甲": row(会议="不适用", 撤销="是"), "乙": row(会议=3, 撤销="否")}
    assert outcomes(score(of, data)) == ["5.00", "5.00"]


# --- 不参评 is decided first ---------------------------------------------------------------------------------------------


def test_who_leaves_is_decided_from_facts_alone_before_the_second_pass() -> None:
    """不参评 leaves before the second pass: without 甲 the best is 50, so 乙 has all and 丙 half."""
    items = [
        row(编号="A1", 分值=10, 方式="比首名", 参数="满10", 数据项="增收"),
        row(编号="A2", 分值=1, 方式="按率得", 参数="满1", 数据项="率", 不适用时="不参评"),
    ]
    of = scheme(items, ELEMENTS)
    data = {"甲": row(增收=100, 率="不适用"), "乙": row(增收=50, 率=1), "丙": row(增收=25, 率=1)}
    found = score(of, data)
    assert outcomes(found) == ["10.00", "10.00", "5.00"]
    assert [one.rank for one in found.subjects] == [None, 1, 2]


def test_an_item_of_the_second_pass_may_itself_take_one_out() -> None:
    items = [row(编号="A1", 分值=10, 方式="比首名", 参数="满10", 数据项="增收", 不适用时="不参评")]
    found = score(scheme(items, ELEMENTS), {"甲": row(增收="不适用"), "乙": row(增收=50), "丙": {}})
    assert [[flag.value for flag in one.flags] for one in found.subjects] == [["not_ranked"], [], ["provisional"]]


# --- second pass --------------------------------------------------------------------------------------------------------


def test_over_the_same_group() -> None:
    people = {"甲": row(属地="东"), "乙": row(属地="东"), "丙": row(属地="西")}
    items = [row(编号="A1", 分值=10, 方式="比首名", 参数="满10", 数据项="增收")]
    of = scheme(items, ELEMENTS, people=people, head=row(分组="属地"))
    data = {"甲": row(增收=100), "乙": row(增收=50), "丙": row(增收=40)}
    assert outcomes(score(of, data, people=people)) == ["10.00", "5.00", "10.00"]


def test_in_dependency_order() -> None:
    """C1 ranks B1, which ranks A1, whichever row comes first."""
    items = [
        row(编号="C1", 分值=3, 方式="名次", 参数="1:3;2:2;3:1 倒序", 数据项="B1"),
        row(编号="B1", 分值=3, 方式="名次", 参数="1:3;2:2;3:1", 数据项="A1"),
        row(编号="A1", 分值=9, 方式="倍数", 参数="×1", 数据项="会议"),
    ]
    of = scheme(items, ELEMENTS)
    assert [item.id for item in in_order(of)] == ["A1", "B1", "C1"]
    found = score(of, {"甲": row(会议=9), "乙": row(会议=5), "丙": row(会议=1)})
    assert [outcomes(found, item) for item in ("A1", "B1", "C1")] == [
        ["9.00", "5.00", "1.00"],
        ["3.00", "2.00", "1.00"],
        ["1.00", "2.00", "3.00"],
    ]


def test_a_rank_on_an_item_that_does_not_apply() -> None:
    """Printed points stand for it, where there are any; else the rank is N/A or missing as the item is."""
    items = [
        row(编号="B1", 分值=3, 方式="名次", 参数="1:3;2:2;3:1", 数据项="A1", 不适用时="零分"),
        row(编号="A1", 分值=9, 起评="零分", 方式="倍数", 参数="×1", 数据项="会议", 不适用时="均值"),
    ]
    data = {"甲": row(会议=9), "乙": row(会议="不适用"), "丙": row(会议=1)}
    assert outcomes(score(scheme(items, ELEMENTS), data), "B1") == ["3.00", "2.00", "1.00"]
    scaled = [items[0], {**items[1], "不适用时": "折算"}]
    assert outcomes(score(scheme(scaled, ELEMENTS), data), "B1") == ["3.00", "0.00", "2.00"]


def test_by_period_each_period_has_its_own_cohort() -> None:
    """甲 is best in one half, 乙 in the other: (10 + 5) ÷ 2 both."""
    items = [row(编号="A1", 分值=10, 方式="比首名", 参数="满10", 数据项="增收", 分期="半年")]
    details = [
        row(编号=code, 数据项="增收", 值=value, 期=n)
        for code, values in (("甲", (10, 20)), ("乙", (20, 10)))
        for n, value in enumerate(values, 1)
    ]
    assert outcomes(score(scheme(items, ELEMENTS), {"甲": {}, "乙": {}}, details=details)) == ["7.50", "7.50"]


# --- the result ---------------------------------------------------------------------------------------------------------


def test_clause_facts_and_direct_scores_may_mix_item_by_item() -> None:
    of = scheme([ITEM, OTHER], ELEMENTS)
    found = subject(score(of, {"甲": row(会议=4)}, scores=[row(编号="甲", 指标="A2", 得分=3, 扣分原因="迟报")]))
    assert [(code, printed(item), item.state.value) for code, item in found.items.items()] == [
        ("A1", "6.00", "ok"),
        ("A2", "3.00", "direct"),
    ]
    assert f"{found.total}" == "9.00"


def test_what_is_missing_is_named() -> None:
    parts = [row(编号="P1", 名称="组织", 分值=10), row(编号="P2", 分值=5, 来源="引用:增收")]
    of = scheme([{**ITEM, "指标": "三会一课", "板块": "P1"}, {**OTHER, "板块": "P1"}], ELEMENTS, parts=parts)
    assert subject(score(of, {"甲": {}})).missing == ("P2", "三会一课", "A2")


def test_results_name_the_scheme_and_the_engine() -> None:
    of = scheme([ITEM], ELEMENTS)
    found = score(of, {"乙": row(会议=4), "甲": row(会议=3)})
    assert (found.engine, found.scheme, len(found.digest)) == (ENGINE, of, 64)
    assert [one.id for one in found.subjects] == ["乙", "甲"]  # in 名录 order


def test_nobody_to_score() -> None:
    of = scheme([ITEM], ELEMENTS)
    assert evaluate(of, facts(of, {})).subjects == ()


def test_results_are_pure_and_picklable() -> None:
    of = scheme([ITEM, OTHER], ELEMENTS)
    known = facts(of, {"甲": row(会议=3, 迟报=1), "乙": {}})
    found = evaluate(of, known)
    assert evaluate(of, known) == found
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes
    assert evaluate(*pickle.loads(pickle.dumps((of, known)))) == found  # noqa: S301 - our own bytes


def test_groups() -> None:
    grouped = scheme([ITEM], ELEMENTS, people={"甲": row(属地="东")}, head=row(分组="属地"))
    assert group_of(grouped, Subject("甲", "甲", {"属地": " 东 "})) == "东"
    assert group_of(grouped, Subject("甲", "甲", {})) == ""
    assert group_of(scheme([ITEM], ELEMENTS), Subject("甲", "甲", {"属地": "东"})) is None
