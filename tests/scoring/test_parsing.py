"""From typed text to conditions and formulas."""

from __future__ import annotations

from decimal import Decimal

import pytest

from wuze.scoring.expressions import Among, BadExpression, Compare, Condition, Every, Formula, Operation, Ref, Some
from wuze.scoring.parsing import Known, Names, parse_condition, parse_formula
from wuze.scoring.values import ElementType

COLUMNS = frozenset({"类型", "党员数", "示范 点"})


def known(*pairs: tuple[str, str], options: tuple[str, ...] = ()) -> dict[str, Known]:
    return {name: Known(name, name, ElementType(kind), options) for name, kind in pairs}


ELEMENTS = known(
    ("会议", "次数"), ("会议数", "次数"), ("率", "比率"), ("齐全", "是否"), ("党员(含预备)数", "次数"),
    ("评分", "打分"), ("表彰", "事件"),
) | known(("年报", "选项"), options=("按时", "迟报")) | known(("评价", "评等"))  # fmt: skip  # one list
NAMES = Names(ELEMENTS, COLUMNS)
KIND = Ref("类型", attribute=True)


def at(name: str, op: str, right: object) -> Compare:
    return Compare(Ref(name), op, right)  # type: ignore[arg-type]  # a value of the data item's type


@pytest.mark.parametrize(
    ("typed", "condition"),
    [
        ("会议≥3", at("会议", "≥", Decimal(3))),
        ("会议 >= ３", at("会议", "≥", Decimal(3))),
        ("会议≧3", at("会议", "≥", Decimal(3))),
        ("会议<=3", at("会议", "≤", Decimal(3))),
        ("会议≦3", at("会议", "≤", Decimal(3))),
        ("会议!=3", at("会议", "≠", Decimal(3))),
        ("会议<>3", at("会议", "≠", Decimal(3))),
        ("会议==3", at("会议", "=", Decimal(3))),
        ("会议＞3", at("会议", ">", Decimal(3))),
        ("会议数<3", at("会议数", "<", Decimal(3))),
        ("党员（含预备）数≥3", at("党员(含预备)数", "≥", Decimal(3))),
        ("率≥87%", at("率", "≥", Decimal("0.87"))),
        ("率>1/2", at("率", ">", Decimal("0.5"))),
        ("齐全=是", at("齐全", "=", True)),
        ("齐全≠是", at("齐全", "≠", True)),
        ("齐全", at("齐全", "=", True)),
        ("年报=按 时", at("年报", "=", "按时")),
        ("评价≠差", at("评价", "≠", "差")),
        ("会议≥会议数", at("会议", "≥", Ref("会议数"))),
        ("类型=社会组织并且会议≥3", Every((Compare(KIND, "=", "社会组织"), at("会议", "≥", Decimal(3))))),
        ("类型=社会组织", Compare(KIND, "=", "社会组织")),
        ("党员数≥3", Compare(Ref("党员数", attribute=True), "≥", Decimal(3))),
        ("示范点=是", Compare(Ref("示范 点", attribute=True), "=", "是")),
        ("类型 属于{社会组织、律师事务所}", Among(KIND, ("社会组织", "律师事务所"))),
        ("年报属于{按时；迟报}", Among(Ref("年报"), ("按时", "迟报"))),
        ("会议属于{1,2}", Among(Ref("会议"), (Decimal(1), Decimal(2)))),
    ],
)
def test_comparisons(typed: str, condition: Condition) -> None:
    assert parse_condition(typed, NAMES) == condition


A, B, C = at("会议", "≥", Decimal(3)), at("齐全", "=", True), at("率", "<", Decimal("0.5"))


@pytest.mark.parametrize(
    ("typed", "condition"),
    [
        ("会议≥3 且 齐全", Every((A, B))),
        ("会议≥3并且齐全=是", Every((A, B))),
        ("会议≥3 并且 齐全 且 率<50%", Every((A, B, C))),
        ("会议≥3或者齐全", Some((A, B))),
        ("会议≥3 且 齐全 或 率<50%", Some((Every((A, B)), C))),  # 且 binds tighter
        ("率<50%或会议≥3且齐全", Some((C, Every((A, B))))),
        ("会议≥3且（齐全或率<50%）", Every((A, Some((B, C))))),
        ("((会议≥3))", A),
    ],
)
def test_and_or_brackets(typed: str, condition: Condition) -> None:
    assert parse_condition(typed, NAMES) == condition


@pytest.mark.parametrize(
    ("typed", "own", "condition"),
    [
        ("≥95%", "率", at("率", "≥", Decimal("0.95"))),
        (">=2且<=4", "会议", Every((at("会议", "≥", Decimal(2)), at("会议", "≤", Decimal(4))))),
        ("是", "齐全", at("齐全", "=", True)),
        ("否", "齐全", at("齐全", "=", False)),
        ("否并且会议≥3", "齐全", Every((at("齐全", "=", False), A))),
        ("(是)或会议≥3", "齐全", Some((at("齐全", "=", True), A))),
        ("属于{按时}", "年报", Among(Ref("年报"), ("按时",))),
        ("=按时", "年报", at("年报", "=", "按时")),
    ],
)
def test_the_clauses_own_data_item_may_be_left_out(typed: str, own: str, condition: Condition) -> None:
    assert parse_condition(typed, NAMES, own) == condition


@pytest.mark.parametrize(
    ("typed", "code", "problem"),
    [
        ("", "bad_condition", "条件“”缺数据项"),
        ("≥3", "bad_condition", "条件“≥3”缺数据项"),
        ("会议≥3且", "bad_condition", "条件不完整"),
        ("会议", "bad_condition", "条件“会议”没有写比较（≥ ≤ > < = ≠ 属于）"),
        ("类型", "bad_condition", "条件“类型”没有写比较（≥ ≤ > < = ≠ 属于）"),
        ("会议≥", "bad_condition", "条件“会议≥”缺比较的值"),
        ("(会议≥3", "bad_condition", "括号没有配对"),
        ("会议≥3)", "bad_condition", "看不懂“)”"),
        ("类型属于社会组织", "bad_condition", "“属于”后面要用花括号列出"),
        ("会议≥三", "comparison_type", "“会议”是“次数”项，要与数比较，“三”不是数"),
        ("会议≥3次", "comparison_type", "“会议”是“次数”项，要与数比较，“3次”不是数"),
        ("率=高", "comparison_type", "“率”是“比率”项，要与数比较，“高”不是数"),
        ("齐全=1", "comparison_type", "“齐全”是“是否”项，只能写 =是 或 =否"),
        ("齐全>是", "comparison_type", "“齐全”是“是否”项，只能写 =是 或 =否"),
        ("年报=优", "comparison_type", "“年报”只能用 = ≠ 与它的选项比较，选项里没有“优”"),
        ("年报>按时", "comparison_type", "“年报”是“选项”项，不能比大小"),
        ("评价≥好", "comparison_type", "“评价”是“评等”项，不能比大小"),
        ("类型≥社会组织", "comparison_type", "“社会组织”不是数，不能比大小"),
        ("人数≥3", "unknown_element", "“人数”既不是数据项，也不是名录里的列"),
    ],
)  # fmt: skip  # one case a line
def test_refusals(typed: str, code: str, problem: str) -> None:
    with pytest.raises(BadExpression) as caught:
        parse_condition(typed, NAMES)
    assert (caught.value.code, caught.value.problem) == (code, problem)


def test_what_rests_on_a_broken_data_item_is_not_reported_again() -> None:
    with pytest.raises(BadExpression) as caught:
        parse_condition("坏项≥3", Names(ELEMENTS, COLUMNS, broken={"坏项"}))
    assert caught.value.code == "broken"


def test_without_a_roster_an_unknown_word_is_taken_for_a_column() -> None:
    names = Names(ELEMENTS)
    assert parse_condition("属地=城关镇", names) == Compare(Ref("属地", attribute=True), "=", "城关镇")
    assert names.assumed == ["属地"]


def test_without_any_name_nothing_is_known() -> None:
    names = Names({})
    assert names.pattern is None
    assert parse_condition("(户数≥3)", names) == Compare(Ref("户数", attribute=True), "≥", Decimal(3))
    assert parse_formula("户数+1", names) == Operation("+", (Ref("户数", attribute=True), Decimal(1)))


@pytest.mark.parametrize(
    ("typed", "formula"),
    [
        ("会议", Ref("会议")),
        ("2", Decimal(2)),
        ("50%", Decimal("0.5")),
        ("会议+会议数−1", Operation("-", (Operation("+", (Ref("会议"), Ref("会议数"))), Decimal(1)))),
        ("会议×2÷会议数", Operation("/", (Operation("*", (Ref("会议"), Decimal(2))), Ref("会议数")))),
        ("会议+会议数*2", Operation("+", (Ref("会议"), Operation("*", (Ref("会议数"), Decimal(2)))))),
        ("（会议+会议数）/2", Operation("/", (Operation("+", (Ref("会议"), Ref("会议数"))), Decimal(2)))),
        ("最小（会议，3）", Operation("最小", (Ref("会议"), Decimal(3)))),
        ("最大值(会议、会议数;1)", Operation("最大", (Ref("会议"), Ref("会议数"), Decimal(1)))),
        ("-会议", Operation("*", (Decimal(-1), Ref("会议")))),
        ("党员数/党员（含预备）数", Operation("/", (Ref("党员数", attribute=True), Ref("党员(含预备)数")))),
        ("评分+表彰", Operation("+", (Ref("评分"), Ref("表彰")))),
    ],
)
def test_formulas(typed: str, formula: Formula) -> None:
    assert parse_formula(typed, NAMES) == formula


@pytest.mark.parametrize(
    ("typed", "code", "problem"),
    [
        ("会议+", "bad_formula", "公式“会议+”不完整"),
        ("(会议+1", "bad_formula", "括号没有配对"),
        ("会议)", "bad_formula", "看不懂“)”"),
        ("最小(会议", "bad_formula", "括号没有配对"),
        ("(会议,1)", "bad_formula", "括号没有配对"),
        ("齐全+1", "bad_formula", "“齐全”是“是否”项，不能参加计算"),
        ("人数+1", "unknown_element", "“人数”既不是数据项，也不是名录里的列"),
    ],
)
def test_formula_refusals(typed: str, code: str, problem: str) -> None:
    with pytest.raises(BadExpression) as caught:
        parse_formula(typed, NAMES)
    assert (caught.value.code, caught.value.problem) == (code, problem)
