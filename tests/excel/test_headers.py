"""Sheet and column names: the contract, other words for it, and how they are compared."""

from __future__ import annotations

import pytest

from wuze.excel.codes import CODES
from wuze.excel.headers import DATA, SCHEME, SETTINGS, bare, column_index, plain, sheet_key, word_index

CONTRACT = {
    "方案": "项目 内容",
    "板块": "编号 名称 分值 来源 折算 上限 下限",
    "指标": "板块 维度 编号 指标 分值 起评 下限 上限 适用对象 不适用时 计分要点 数据项 方式 参数 条件 互斥组 分期 合成 评委合成 数据来源",
    "等次": "等次 最低分 名额比例 取整",
    "否决": "情形 条件 回溯期 后果 依据 文号",
    "测评": "测评 选项 面值 最少人数 人数不足时",
    "测评主体": "测评 主体 权重",
    "数据项": "编号 名称 类型 单位 选项 来源 公式",
    "名录": "编号 名称 类型 属地",
    "数据": "编号 名称",
    "数据明细": "编号 数据项 值 日期 来源 佐证 期",
    "事件": "编号 数据项 事件 级别 日期 文号",
    "票数": "编号 测评 主体 选项 票数",
    "得分": "编号 指标 得分 扣分原因 评分人 日期 阶段",
}


def test_sheets_and_columns_are_those_of_the_contract() -> None:
    assert {spec.name: " ".join(spec.columns) for spec in SCHEME + DATA} == CONTRACT
    assert " ".join(SETTINGS) == "名称 年度 版本 考核对象 满分 小数位 分组 同分比较 总分封顶 截止日 类型 阶段差异 来源"


def test_no_word_stands_for_two_columns_of_a_sheet_or_two_sheets() -> None:
    lists = [list(spec.columns.values()) for spec in SCHEME + DATA]
    lists += [[spec.also for spec in specs] for specs in (SCHEME, DATA)] + [list(SETTINGS.values())]
    for words in lists:
        every = " ".join(words).split()
        assert sorted(every) == sorted(set(every))


def test_a_word_of_the_contract_never_means_another_column() -> None:
    for spec in SCHEME + DATA:
        assert {name: column_index(spec)[name] for name in spec.columns} == {name: name for name in spec.columns}


@pytest.mark.parametrize(
    ("header", "whole", "short"),
    [
        ("分值（分）", "分值(分)", "分值"),
        ("分 值", "分值", "分值"),
        ("评分\n标准", "评分标准", "评分标准"),
        ("＊编号：", "编号", "编号"),
        ("Ｐ１", "P1", "P1"),
        ("数据项【必填】", "数据项【必填】", "数据项"),
        ("（一）", "(一)", "(一)"),
    ],
)
def test_headers_are_compared_without_blanks_remarks_and_width(header: str, whole: str, short: str) -> None:
    assert (plain(header), bare(header)) == (whole, short)


@pytest.mark.parametrize("name", ["指标", " 指标 ", "1.指标", "3、指标（2026）", "指标*"])
def test_sheet_names_are_compared_without_numbering(name: str) -> None:
    assert sheet_key(name) == "指标"


def test_an_exact_name_beats_another_word() -> None:
    assert word_index([("甲", "乙 丙"), ("乙", "")]) == {"甲": "甲", "乙": "乙", "丙": "甲"}


def test_every_code_has_a_meaning() -> None:
    assert all(code.isascii() and meaning for code, meaning in CODES.items())
