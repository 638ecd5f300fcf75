"""The checks of a whole scheme: what can never count, nobody can move, adds up to too much; and small readers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.scoring.build import Row, loaded, row, table
from wuze.scoring.loading.facts import roster_of
from wuze.scoring.loading.scheme import load_scheme
from wuze.scoring.loading.values import convert
from wuze.scoring.model import Element
from wuze.scoring.values import ElementType

ELEMENTS = {
    "违规": "是否",
    "缺席": "次数",
    "会议": "次数",
    "达标": "是否",
    "比率": "比率",
    "打分": "打分",
    "事": "事件",
}
PARTS = [row(编号="P1", 名称="板块", 分值=5), row(编号="P2", 名称="加减分", 分值=0)]
PLAIN = row(板块="P1", 编号="A1", 指标="普通", 分值=5)


def said(*rows: Row, parts: list[Row] | None = None) -> list[tuple[str, str]]:
    """Faults and warnings as (code, column), those of the formalism linter left out."""
    found = loaded(list(rows), ELEMENTS, parts=parts)
    return [
        (one.code, one.place.column or "") for one in found.findings if not one.code.startswith(("formalism", "veto"))
    ]


def extra(**cells: object) -> list[tuple[str, str]]:
    """What is said of one item in the part of 分值 0."""
    return said(PLAIN, row(板块="P2", 编号="X1", 指标="加减分项", 分值=0, **cells), parts=PARTS)  # type: ignore[arg-type]  # cells


NEVER = [("never_counts", "编号")]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        # the 上限 defaults to 分值 0: a bonus needs its own, a penalty a 下限
        (row(数据项="违规", 方式="扣分", 参数="扣2"), NEVER),
        (row(数据项="违规", 方式="扣分", 参数="扣2", 下限=-5), []),
        (row(数据项="违规", 方式="扣分", 参数="扣2", 下限="不保底"), []),
        (row(数据项="违规", 方式="扣分", 参数="扣2", 上限=5), NEVER),
        (row(数据项="违规", 方式="扣分", 参数="扣0", 下限=-5), NEVER),
        (row(数据项="会议", 方式="每次得", 参数="每次得1", 下限=-5), NEVER),
        (row(数据项="会议", 方式="每次得", 参数="每次得1", 上限=5), []),
        (row(数据项="会议", 方式="每次得", 参数="每次得1 最多0", 上限=5), NEVER),
        (row(数据项="会议", 方式="每次得", 参数="每次得1", 上限=-1), NEVER),
        (row(数据项="打分", 方式="裁量", 参数="0~3", 下限=-3), []),
        (row(数据项="打分", 方式="裁量", 参数="每次1~2", 下限=-3), []),
        (row(数据项="打分", 方式="裁量", 参数="0~3", 上限=3), []),
        (row(数据项="打分", 方式="裁量", 参数="0~3", 上限=3, 起评="满分"), NEVER),
        (row(数据项="打分", 方式="裁量", 参数="-3~0", 上限=3), NEVER),
        (row(数据项="事", 方式="级别表", 参数="省级:2;通报:-2", 上限=3), []),
        (row(数据项="事", 方式="级别表", 参数="省级:0", 上限=3), NEVER),
        (row(上限=3), []),
        (row(), NEVER),
        (row(方式="否则零分", 参数="违规=否", 上限=3), NEVER),
    ],
)
def test_a_bonus_or_penalty_that_can_never_count(cells: Row, told: list[tuple[str, str]]) -> None:
    assert extra(**cells) == told


def test_a_bonus_item_in_a_part_with_points() -> None:
    """分值 0 makes a bonus or penalty of an item wherever it stands."""
    item = row(板块="P1", 编号="X1", 指标="加分项", 分值=0, 数据项="会议", 方式="每次得", 参数="每次得1")
    assert said(PLAIN, item, parts=PARTS[:1]) == NEVER
    assert said(PLAIN, {**item, "上限": 3}, parts=PARTS[:1]) == []


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([row(数据项="违规", 方式="扣分", 参数="扣5")], []),
        ([row(数据项="违规", 方式="扣分", 参数="扣4")], ["sum_under"]),
        ([row(数据项="违规", 方式="扣分", 参数="扣6")], ["sum_over"]),
        ([row(数据项="违规", 方式="扣分", 参数="扣0")], ["no_effect"]),
        ([row(起评="满分", 数据项="达标", 方式="达到得", 参数="得5")], ["no_effect"]),
        ([row(数据项="缺席", 方式="每次扣", 参数="每次扣1")], []),
        ([row(数据项="缺席", 方式="每次扣", 参数="每次扣1 最多4")], ["sum_under"]),
        # of an exclusive group only the widest counts
        ([row(数据项="违规", 方式="扣分", 参数="扣5", 互斥组="A"), row(数据项="达标", 方式="扣分", 参数="扣2", 互斥组="A")], []),
        ([row(数据项="违规", 方式="扣分", 参数="扣5", 互斥组="A"), row(数据项="缺席", 方式="每次扣", 参数="每次扣1", 互斥组="A")], []),
        ([row(数据项="违规", 方式="扣分", 参数="扣5"), row(数据项="达标", 方式="扣分", 参数="扣2")], ["sum_over"]),
        # a gate takes the rest
        ([row(数据项="违规", 方式="扣分", 参数="扣2"), row(数据项="达标", 方式="否则零分")], []),
        ([row(数据项="达标", 方式="否则零分")], []),
        ([row(下限="不保底", 数据项="缺席", 方式="每次扣", 参数="每次扣1"), row(数据项="达标", 方式="否则零分")], []),
        ([row(下限=2, 数据项="违规", 方式="扣分", 参数="扣5"), row(数据项="达标", 方式="否则零分")], []),
        ([row(下限=5, 数据项="违规", 方式="扣分", 参数="扣5")], ["no_effect"]),
    ],
)  # fmt: skip  # a table
def test_an_item_that_nobody_can_move_or_that_adds_up_wrongly(rows: list[Row], told: list[str]) -> None:
    first = {"板块": "P1", "编号": "A1", "指标": "甲", "分值": 5, **rows[0]}
    assert [code for code, _ in said(first, *rows[1:], parts=PARTS[:1])] == told


@pytest.mark.parametrize("formula", ["会议/缺席", "会议+缺席÷会议", "最大(1,会议/缺席)"])
def test_a_division_may_make_an_item_not_applicable(formula: str) -> None:
    item = row(分值=5, 数据项="商", 方式="分档", 参数="≥1:5;其他:0")
    elements: dict[str, str | Row] = {
        **ELEMENTS,
        "商": row(类型="数值", 公式=formula),
        "倍": row(类型="数值", 公式="商*2"),
    }
    for name in ("商", "倍"):
        found = loaded([{**item, "数据项": name}], elements)
        assert [(one.code, one.place.column) for one in found.findings] == [("na_blank", "不适用时")]


def test_a_type_in_a_condition_typed_as_a_parameter() -> None:
    found = loaded([row(分值=5, 方式="达到得", 参数="类型=学校 得5")], head=row(类型="社会组织"))
    assert [(one.code, one.place.column) for one in found.findings] == [("unknown_type", "参数")]


def test_a_separated_row_in_a_part_with_points_is_one_fault() -> None:
    rows = [PLAIN, row(编号="A2", 分值=3, 指标="乙"), row(编号="A1", 数据项="违规", 方式="扣分", 参数="扣2")]
    assert said(*rows, parts=[row(编号="P1", 名称="板块", 分值=8)]) == [("duplicate_id", "编号")]


def test_the_part_may_stand_on_a_later_row_of_the_item() -> None:
    rows = [PLAIN, row(编号="A2", 指标="乙", 分值=3), row(板块="P1", 数据项="违规", 方式="扣分", 参数="扣3")]
    assert said(*rows, parts=[row(编号="P1", 名称="板块", 分值=8)]) == []


def test_a_setting_without_a_name_says_nothing() -> None:
    tables = {
        "方案": table("方案", [row(项目="名称", 内容="甲"), row(内容="乙")]),
        "板块": table("板块", [row(编号="P1", 名称="板块", 分值=5)]),
        "指标": table("指标", [PLAIN]),
    }
    found = load_scheme(tables)
    assert (found.scheme.name, found.findings, found.stops) == ("甲", [], False)


def test_no_roster() -> None:
    assert roster_of({}).types == ()
    assert roster_of({"名录": table("名录", [row(编号="甲", 属地="乙镇")])}).attributes == {"属地"}


def test_an_option_without_a_list_takes_any_word() -> None:
    assert convert(Element("D1", "意见", ElementType.OPTION), "同意") == "同意"
    assert convert(Element("D2", "数", ElementType.NUMBER), Decimal("1.5")) == Decimal("1.5")
