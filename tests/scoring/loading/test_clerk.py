"""Workbooks as hurried people fill them: what is read all the same, and what is refused, where and with which words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.planted import Pair, write
from wuze.excel.opened import Opened, open_workbooks
from wuze.scoring.model import Clause, Item

Change = Callable[[Pair], Any]


def opened(pair: Pair, folder: Path) -> Opened:
    scheme, data = pair.write(folder)
    return open_workbooks(Path(scheme), Path(data))


def told(pair: Pair, folder: Path) -> list[str]:
    """The faults as they are printed, without the file."""
    return [one.text.partition("!")[2] for one in opened(pair, folder).faults]


def last_item(found: Opened) -> Item:
    return found.scheme.parts[1].items[-1]


def clause(pair: Pair, folder: Path, **cells: Any) -> Clause:
    """One more item with such a clause, read."""
    pair.item("编号", **cells)
    found = opened(pair, folder)
    assert [one.text for one in found.faults] == []
    return last_item(found).clauses[0]


# --- read all the same ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "params",
    [
        "扣5最多3",
        "扣 ５ 分 最多 ３ 分",
        "扣５．０，最多3",
        "扣5 [最多3]",
        "扣5（最多3分）",
        "扣5【最多3】",
        "扣5；最多３．００",
    ],
)
def test_one_parameter_typed_in_many_ways(params: str, tmp_path: Path) -> None:
    found = clause(Pair(), tmp_path, 数据项="D3", 方式=" 扣分 ", 参数=params)
    assert found.method is not None
    assert (found.method.typed(), str(found.most)[:1]) == ("扣5", "3")


@pytest.mark.parametrize(
    "typed",
    ["党员数≥3 且 类型=社会组织", "党员数 >= ３ 并且 类型 = 社会组织", "（党员数＞＝3）且(类型=社会组织)", "党员数≧3且 类型属于{社会组织}"],
)  # fmt: skip  # one list
def test_one_condition_typed_in_many_ways(typed: str, tmp_path: Path) -> None:
    """It holds for S1 alone (社会组织, 12 members); S4 has no 类型, so that nobody knows."""
    pair = Pair()
    pair.item("编号", 起评="满分", 方式="扣分", 参数="扣5", 条件=typed)
    found = opened(pair, tmp_path)
    assert [one.text for one in found.faults] == []
    item = last_item(found).id
    points = [str(subject.items[item].points) for subject in found.evaluate().subjects]
    assert points == ["0.00", "5.00", "5.00", "None"]


def test_names_that_hold_brackets_or_each_other(tmp_path: Path) -> None:
    pair = Pair()
    for code, name, formula in (
        ("H1", "会议", None),
        ("H2", "会议数", None),
        ("H3", "会议（含线上）数", None),
        ("H4", "合计", "会议 + 会议数 × 2 － 会议(含线上)数"),
    ):
        pair.add("数据项", "编号", 编号=code, 名称=name, 类型="次数" if formula is None else "数值", 公式=formula)
    pair.item("编号", 方式="扣分", 参数="会议(含线上)数≥3 且 会议≥1 或 H2<2 扣5")
    found = opened(pair, tmp_path)
    assert [one.text for one in found.faults] == []
    assert last_item(found).elements == {"H1", "H2", "H3"}


@pytest.mark.parametrize(
    "day",
    ["2026-3-1", "2026/03/01", "2026.3.1", "2026年3月1日", "２０２６年3月1号", "20260301", 20260301, date(2026, 3, 1),
     "2026-3-1 9:05", "2026-03-01T10:00:00", "2026 年 3 月 1 日"],
)  # fmt: skip  # one list
def test_dates(day: Any, tmp_path: Path) -> None:
    pair = Pair()
    pair.add("数据明细", "日期", 编号="S2", 数据项="宣讲次数", 值=1, 日期=day)
    found = opened(pair, tmp_path)
    assert [one.text for one in found.faults] == []
    assert found.facts.values["S2"]["D20"][0].on == date(2026, 3, 1)


@pytest.mark.parametrize("day", ["2026-02-30", "3月1日", "26.3.1", "2026年3月", 46000, "昨天"])
def test_no_dates(day: Any, tmp_path: Path) -> None:
    pair = Pair()
    pair.add("数据明细", "日期", 编号="S2", 数据项="宣讲次数", 值=1, 日期=day)
    assert told(pair, tmp_path) == [f"数据明细!D10: 日期“{day}”看不懂 → 写成 2026-03-15"]


@pytest.mark.parametrize("value", ["不适用", "不 适用", "Ｎ/Ａ", "n/a"])
def test_not_applicable(value: str, tmp_path: Path) -> None:
    pair = Pair()
    pair.add("数据明细", "值", 编号="S2", 数据项="宣讲次数", 值=value)
    pair.add("得分", "得分", 编号="S3", 指标="A5", 得分=value)
    assert told(pair, tmp_path) == []


def test_numbers_as_text(tmp_path: Path) -> None:
    pair = Pair()
    for column, value in (("D1", "４"), ("参训率", "95.5 ％"), ("上级评分", "1,088.5"), ("达标", "true")):
        pair.put("数据", 2, column, value)
    pair.put("指标", 5, "分值", "８．０")
    found = opened(pair, tmp_path)
    assert [one.text for one in found.faults] == []
    values = found.facts.values["S1"]
    assert [str(values[name][0].value) for name in ("D1", "D4", "D17", "D12")] == ["4", "0.955", "1088.5", "True"]


def test_merged_and_repeated_item_columns(tmp_path: Path) -> None:
    """The item's columns may be blank or the same on its further rows, the part by 编号 or 名称."""
    pair = Pair()
    for column, value in (("板块", "P1"), ("编号", "Ａ2"), ("指标", "组织健全"), ("分值", "6")):
        pair.put("指标", 4, column, value)
    found = opened(pair, tmp_path)
    assert [one.text for one in found.faults] == []
    assert len(found.scheme.item_by_id["A2"].clauses) == 2


def test_data_items_by_code_or_name_and_votes_left_blank(tmp_path: Path) -> None:
    pair = Pair()
    pair.add("票数", "票数", 编号="S3", 测评="年度测评", 主体="党员", 选项="好")
    pair.add("数据明细", "值", 编号="S3", 数据项="d20".upper(), 值=None)
    pair.item("编号", 适用对象="全体", 数据项="Ｄ３", 方式="扣分", 参数="扣5")
    assert told(pair, tmp_path) == []


@pytest.mark.parametrize("period", [2, "2", "第2季度", "2季", "第2期"])
def test_periods(period: Any, tmp_path: Path) -> None:
    pair = Pair()
    pair.add("数据明细", "期", 编号="S3", 数据项="活动次数", 值=1, 期=period)
    found = opened(pair, tmp_path)
    assert [one.text for one in found.faults] == []
    assert found.facts.values["S3"]["D6"][0].period == 2


def test_halves_and_free_periods(tmp_path: Path) -> None:
    """A data item of no item with 分期 may name any period."""
    pair = Pair()
    pair.add("数据项", "名称", 编号="E1", 名称="半年数", 类型="次数")
    pair.item("编号", 数据项="半年数", 方式="每次扣", 参数="每次扣1 最多5", 分期="每半年", 合成="相加")
    pair.add("数据明细", "期", 编号="S3", 数据项="半年数", 值=1, 期="下半年")
    pair.add("数据明细", "期", 编号="S3", 数据项="宣讲次数", 值=1, 期="11月")
    found = opened(pair, tmp_path)
    assert [one.text for one in found.faults] == []
    assert [found.facts.values["S3"][name][0].period for name in ("E1", "D20")] == [2, 11]


def test_a_roster_alone_and_a_scheme_alone(tmp_path: Path) -> None:
    pair = Pair()
    for sheet in ("数据", "数据明细", "事件", "票数", "得分"):
        del pair.books["数据.xlsx"][sheet]
    found = opened(pair, tmp_path)
    assert [one.text for one in found.faults] == []
    assert [subject.provisional for subject in found.evaluate().subjects] == [True] * 4
    assert not open_workbooks(tmp_path / "方案.xlsx", None).stops


@pytest.mark.parametrize("word", ["不保底", "无"])
def test_no_floor(word: str, tmp_path: Path) -> None:
    pair = Pair()
    pair.item("编号", 下限=word)
    assert last_item(opened(pair, tmp_path)).floor is None


@pytest.mark.parametrize(("typed", "cap"), [("是", "100"), ("否", None), ("108", "108"), (None, None)])
def test_total_cap(typed: str | None, cap: str | None, tmp_path: Path) -> None:
    pair = Pair()
    pair.put("方案", 9, "内容", typed)
    found = opened(pair, tmp_path)
    assert [one.text for one in found.faults] == []
    assert (None if found.scheme.total_cap is None else str(found.scheme.total_cap)) == cap


def test_a_penalty_item_caps_at_nothing_so_discretion_deducts(tmp_path: Path) -> None:
    """分值 0 and no 上限: the 上限 is 0, and a 裁量 with plain bounds takes away."""
    pair = Pair()
    pair.add("数据项", "名称", 编号="E1", 名称="负面情形", 类型="打分")
    pair.add(
        "指标",
        "编号",
        板块="P5",
        编号="C3",
        指标="负面情形",
        分值=0,
        下限=-5,
        数据项="负面情形",
        方式="裁量",
        参数="每次1~2",
    )
    pair.add("数据明细", "值", 编号="S1", 数据项="负面情形", 值=2)
    found = opened(pair, tmp_path)
    assert [one.text for one in found.faults] == []
    assert str(found.evaluate().subjects[0].items["C3"].points) == "-2.00"


def test_one_workbook_may_hold_both(tmp_path: Path) -> None:
    pair = Pair()
    pair.books = {"全.xlsx": pair.books["方案.xlsx"] | pair.books["数据.xlsx"]}
    pair.put("指标", 3, "参数", "扣四")
    write(tmp_path / "全.xlsx", pair.books["全.xlsx"])
    found = open_workbooks(tmp_path / "全.xlsx", tmp_path / "全.xlsx")
    assert [(one.sheet, one.cell) for one in found.faults] == [("指标", "L3")]


# --- refused, each once, with plain words -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        (
            "党员数=>3",
            "条件“党员数=>3”缺比较的值 → 写成“数据项 ≥ 数”，多个条件用 且、或 连接，例：党员数≥3 且 类型=社会组织",
        ),
        ("党员数大于等于3", "条件里的“大于等于”看不懂 → 比较用符号写：≥ ≤ > < = ≠，如 党员数≥3"),
        ("党员数3人以上", "条件里的“以上”看不懂 → 比较用符号写：≥ ≤ > < = ≠，如 党员数≥3"),
        ("党员数≥3 and 属地=城关镇", "条件里的“and”看不懂 → 多个条件用 且、或 连接，如 党员数≥3 且 属地=城关镇"),
        ("党员数≥3；属地=城关镇", "条件里的“;”看不懂 → 多个条件用 且、或 连接，如 党员数≥3 且 属地=城关镇"),
        ("3≤党员数≤9", "条件里的“3≤”看不懂 → 数据项写在前面，如 党员数≥3 且 党员数≤9"),
        ("(党员数≥3", "括号没有配对 → 补上右括号"),
        ("党员数≥三", "“三”不是数，不能比大小 → 写成阿拉伯数字，如 3、95%"),
        ("类型属于社会组织", "“属于”后面要用花括号列出 → 例：类型 属于{社会组织、律师事务所}"),
        ("参训率≥95", "“参训率”是比率，“95”大于2 → 写成 95% 或小数，如 0.95"),
        ("达标=真", "“达标”是“是否”项，只能写 =是 或 =否 → 改成 =是 或 =否"),
        ("(" * 300 + "党员数≥3" + ")" * 300, "写得太长，超过100步 → 拆成几个数据项，再用它们"),
    ],
)
def test_conditions_refused(typed: str, fault: str, tmp_path: Path) -> None:
    pair = Pair()
    pair.item("条件", 数据项="D3", 方式="扣分", 参数="扣5", 条件=typed)
    assert told(pair, tmp_path) == [f"指标!M19: {fault}"]


@pytest.mark.parametrize("params", ["扣五", "扣5 最多", "扣-5", "扣5%", "5", "扣", "减5", "扣5最多3最多2", "扣5元"])
def test_parameters_refused(params: str, tmp_path: Path) -> None:
    pair = Pair()
    pair.item("参数", 数据项="D3", 方式="扣分", 参数=params)
    shown = params.replace(" ", "").removesuffix("最多2")
    assert told(pair, tmp_path) == [
        f"指标!L19: 参数“{shown}”看不懂 → 扣分的参数这样写：扣2；或 条件 扣2，如 缺席次数≥3 扣2"
    ]


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("D1", "3次", "“党员大会次数”要填数，“3次”不是数 → 只填阿拉伯数字，单位和说明不要写在格里"),
        ("D1", "三", "“党员大会次数”要填数，“三”不是数 → 只填阿拉伯数字，单位和说明不要写在格里"),
        ("D1", True, "“党员大会次数”要填数，“是”不是数 → 只填阿拉伯数字，单位和说明不要写在格里"),
        ("D1", "2/3", "“党员大会次数”是次数，“2/3”不是0或正整数 → 填0、1、2……"),
        ("D1", date(2026, 1, 3), "“党员大会次数”要填数，“2026-01-03”不是数 → 只填阿拉伯数字，单位和说明不要写在格里"),
        ("参训率", 95, "“参训率”是比率，“95”大于2 → 写成 95% 或小数，如 0.95"),
        ("达标", "√", "“达标”是“是否”项，“√”不行 → 只填：是、否、不适用"),
        ("发展报送", "按期", "“按期”不是“发展报送”的选项 → 选项：按时、迟报、未报"),
    ],
)  # fmt: skip  # a table
def test_values_refused(column: str, value: Any, fault: str, tmp_path: Path) -> None:
    pair = Pair()
    cell = pair.put("数据", 2, column, value).rpartition("!")[2]
    assert told(pair, tmp_path) == [f"数据!{cell}: {fault}"]


@pytest.mark.parametrize(
    ("period", "fault"), [("一季度", "看不懂"), ("上半年", "看不懂"), ("3月", "看不懂"), (9, "不在1到4之间")]
)
def test_periods_refused(period: Any, fault: str, tmp_path: Path) -> None:
    pair = Pair()
    pair.add("数据明细", "期", 编号="S3", 数据项="活动次数", 值=1, 期=period)
    assert told(pair, tmp_path) == [f"数据明细!G10: 期“{period}”{fault} → 填1到4的整数"]


# --- one mistake, one fault: nothing is said of what rests on it ------------------------------------------------------


def _separate(pair: Pair) -> None:
    pair.add("指标", "编号", 编号="A1", 数据项="D3", 方式="扣分", 参数="扣2")


def _lost_grade(pair: Pair) -> None:
    pair.put("等次", 4, "等次", None)


def _lost_votes(pair: Pair) -> None:
    pair.put("测评主体", 4, "权重", "一半")


def _lost_body(pair: Pair) -> None:
    pair.put("测评主体", 3, "测评", "年终测评")
    pair.put("测评主体", 4, "测评", "会议测评")


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        (_separate, ["指标!B19: 指标编号“A1”重复 → 改成不同的编号，或与上面的行放在一起"]),
        (lambda pair: pair.put("指标", 6, "编号", "A3"), ["指标!B6: 指标编号“A3”重复 → 改成不同的编号，或与上面的行放在一起"]),
        (lambda pair: pair.put("指标", 6, "编号", None), ["指标!B6: 指标没有编号 → 填上编号，如 A1"]),
        (lambda pair: pair.put("指标", 2, "编号", None), ["指标!B2: 指标没有编号 → 填上编号，如 A1"]),
        (lambda pair: pair.put("指标", 2, "板块", "PI"), ["指标!A2: 板块表里没有“PI” → 填板块表里的编号，或在板块表登记"]),
        (lambda pair: pair.put("指标", 2, "板块", None), ["指标!A2: 没有写属于哪个板块 → 填板块表里的编号，或在板块表登记"]),
        (lambda pair: pair.put("板块", 3, "编号", None), ["板块!A3: 板块没有编号 → 填上编号，如 P1"]),
        (lambda pair: pair.put("板块", 3, "分值", "三十"), ["板块!C3: 分值“三十”不是数 → 只填阿拉伯数字，如 5、0.5"]),
        (lambda pair: pair.put("数据项", 5, "类型", "百分比"), [
            "数据项!C5: 类型“百分比”不认识 → 只能填：是否、次数、数值、比率、选项、评等、打分、事件"]),
        (lambda pair: pair.put("数据项", 15, "类型", "事情"), [
            "数据项!C15: 类型“事情”不认识 → 只能填：是否、次数、数值、比率、选项、评等、打分、事件"]),
        (lambda pair: pair.put("数据项", 17, "类型", "分数"), [
            "数据项!C17: 类型“分数”不认识 → 只能填：是否、次数、数值、比率、选项、评等、打分、事件"]),
        (lambda pair: pair.put("名录", 2, "编号", None), ["名录!A2: 名录里有一行没有编号 → 填上编号"]),
        (lambda pair: pair.put("名录", 3, "编号", "S1"), ["名录!A3: 编号“S1”在名录里出现两次 → 改成不同的编号，或删去一行"]),
        (lambda pair: pair.rows("名录").__delitem__(slice(1, 9)), ["名录!A1: 名录是空的 → 一行填一个考核对象"]),
        (lambda pair: pair.rows("板块").__delitem__(slice(1, 9)), ["板块!A1: 板块表是空的 → 一行填一个板块"]),
        (_lost_grade, ["等次!A4: 等次没有名称 → 填上等次，如 优秀"]),
        (lambda pair: pair.rows("等次").__delitem__(slice(1, 9)), ["否决!D2: 后果里的等次“合格”不在等次表里 → 等次：（等次表是空的）"]),
        (lambda pair: pair.put("测评", 2, "测评", None), ["测评!A2: 测评没有名称 → 填上测评的名称，如 民主测评"]),
        (_lost_votes, ["测评主体!C4: 权重“一半”不是不小于0的数 → 填数，如 100、80、40%"]),
        (_lost_body, ["测评主体!A3: 测评表里没有“年终测评” → 在测评表登记，或改正名称"]),
        (lambda pair: pair.put("板块", 7, "来源", "票数:会议评议"), ["板块!D7: 测评表里没有“会议评议” → 在测评表登记，或改正名称"]),
        (lambda pair: pair.put("指标", 17, "参数", "国家级:五"), [
            "指标!L17: 参数“国家级:五”看不懂 → 级别表的参数这样写：国家级:5;省级:3;市级:2;县级:1 累计 最多5"]),
        (lambda pair: pair.put("指标", 8, "分期", "每周"), ["指标!O8: 分期“每周”不认识 → 只能填：月、季、半年"]),
        (lambda pair: pair.put("数据项", 12, "公式", "完成数 乘 2"), [
            "数据项!F12: “完成数乘2”既不是数据项，也不是名录里的列 → 在数据项表里登记，或改正名称"]),
        (lambda pair: pair.put("数据项", 12, "公式", "完" * 3 + "+1" * 200), ["数据项!F12: 写得太长，超过100步 → 拆成几个数据项，再用它们"]),
    ],
)  # fmt: skip  # a table
def test_one_mistake_one_fault(change: Change, faults: list[str], tmp_path: Path) -> None:
    pair = Pair()
    change(pair)
    assert told(pair, tmp_path) == faults


def test_the_row_of_a_lost_item_is_not_named_again(tmp_path: Path) -> None:
    """A5 has become a second A4; the rows of the score sheet that name A5 are not wrong."""
    pair = Pair()
    pair.put("得分", 3, "指标", "A5")
    pair.put("指标", 7, "编号", "A4")
    assert told(pair, tmp_path) == ["指标!B7: 指标编号“A4”重复 → 改成不同的编号，或与上面的行放在一起"]


def test_a_mistyped_code_beside_a_lost_row(tmp_path: Path) -> None:
    pair = Pair()
    pair.put("名录", 2, "编号", None)
    pair.put("名录", 2, "名称", "改了名的支部")
    pair.add("得分", "编号", 编号="S77", 指标="A5", 得分=10)
    assert told(pair, tmp_path) == [
        "名录!A2: 名录里有一行没有编号 → 填上编号",
        "得分!A6: 名录里没有编号“S77” → 改正编号，或在名录里登记",
    ]


def test_items_without_a_part_may_make_up_what_a_part_lacks(tmp_path: Path) -> None:
    """10 of P1 have gone astray with an unknown 板块: 40 − 10 is right; P1 with 41 is not."""
    pair = Pair()
    pair.put("指标", 2, "板块", "P0")
    pair.put("指标", 7, "板块", "P0")
    pair.put("指标", 7, "分值", None)
    assert [fault.partition(":")[0] for fault in told(pair, tmp_path)] == ["指标!A2", "指标!A7", "指标!D7"]
    pair.put("板块", 2, "分值", 41)
    pair.put("板块", 3, "分值", 29)
    pair.put("指标", 7, "分值", 10)
    assert [fault.partition(":")[0] for fault in told(pair, tmp_path)] == ["指标!A2", "指标!A7", "板块!A2"]


def test_a_failed_formula_leaves_its_cell_open(tmp_path: Path) -> None:
    pair = Pair()
    pair.put("指标", 17, "上限", "=1/0")
    pair.put("名录", 2, "编号", "=1/0")
    pair.put("得分", 2, "扣分原因", "=1/0")
    assert told(pair, tmp_path) == [
        "指标!G17: 公式出错，没有结果 → 改好公式，或直接填写数值",
        "名录!A2: 公式出错，没有结果 → 改好公式，或直接填写数值",
        "得分!D2: 公式出错，没有结果 → 改好公式，或直接填写数值",
    ]


def test_swapped_columns_and_missing_sheets_end_in_words(tmp_path: Path) -> None:
    """However wrong the whole is, it is refused cell by cell; nothing else happens."""
    for sheet in [sheet for book in Pair().books.values() for sheet in book]:
        swapped, gone, bare = Pair(), Pair(), Pair()
        for row in swapped.rows(sheet)[1:]:
            row[0], row[1] = row[1], row[0]
        next(book for book in gone.books.values() if sheet in book).pop(sheet)
        del bare.rows(sheet)[1:]
        for pair in (swapped, gone, bare):
            for fault in [one.text for one in opened(pair, tmp_path).faults]:
                assert " → " in fault


def test_a_range_stands_beside_other_clauses(tmp_path: Path) -> None:
    """The 得分 must lie in the band's range; the item's other clauses have none."""
    pair = Pair()
    pair.rows("指标").insert(14, [None] * 9 + ["D3", "扣分", "扣1"])
    assert told(pair, tmp_path) == []
    pair.put("得分", 4, "得分", 7)
    assert told(pair, tmp_path) == ["得分!C4: 得分7不在“≥90%”档的8~10之间 → 改成8~10之间的分数"]
