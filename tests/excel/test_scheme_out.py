"""A scheme written and read again is the same scheme, with the same digest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from tests.architecture import tree
from tests.scoring.sample import SCHEME, Sheets, scheme
from wuze.excel.load import read_scheme
from wuze.excel.scheme_out import write_scheme
from wuze.scoring.digest import digest
from wuze.scoring.loading.scheme import load_scheme
from wuze.scoring.model import Scheme

EXAMPLES = sorted((tree.ROOT / "examples").glob("*/方案.xlsx"))


def again(of: Scheme, path: Path) -> Scheme:
    write_scheme(of, path)
    loaded = read_scheme(path)
    assert [one.text for one in loaded.findings] == []
    back = load_scheme(loaded.tables)
    assert not back.stops, back.findings
    return back.scheme


@pytest.mark.parametrize("source", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_examples_come_back_equal(source: Path, tmp_path: Path) -> None:
    own = load_scheme(read_scheme(source).tables).scheme
    back = again(own, tmp_path / "方案.xlsx")
    assert (back, digest(back)) == (own, digest(own))


def test_the_sample_comes_back_equal(tmp_path: Path) -> None:
    own = scheme()
    assert again(own, tmp_path / "方案.xlsx") == own
    workbook = openpyxl.load_workbook(tmp_path / "方案.xlsx")
    assert workbook.sheetnames == ["方案", "板块", "指标", "等次", "否决", "测评", "测评主体", "数据项", "填写说明"]
    assert workbook["测评主体"]["C2"].number_format == "0%"
    assert workbook["否决"]["D2"].value == "不得高于一般"
    workbook.close()


_HEAD = [
    "板块",
    "编号",
    "指标",
    "分值",
    "起评",
    "下限",
    "上限",
    "计分要点",
    "数据项",
    "方式",
    "参数",
    "条件",
    "分期",
    "分期合成",
    "评委合成",
]


def tiny(
    items: Sequence[Sequence[object]], elements: Sequence[Sequence[object]], **more: Sequence[Sequence[object]]
) -> Scheme:
    changes: Sheets = {
        "方案": [["项目", "内容"], ["名称", "小"]],
        "板块": [["编号", "名称", "分值"], ["P1", "加减", 0]],
        "指标": [_HEAD, *items],
        "等次": [["等次", "最低分"]],
        "否决": [["情形", "条件", "后果"]],
        "测评": [["测评", "选项", "面值"]],
        "测评主体": [["测评", "主体", "权重"]],
        "数据项": [["编号", "名称", "类型"], *elements],
        **more,
    }
    return scheme(changes)


def test_what_only_a_careful_writer_keeps(tmp_path: Path) -> None:
    own = tiny(
        [
            ["P1", "A1", "甲", 0, None, -5, 0, "裁量扣分", "丙/丁", "裁量", "0~3", None, None, None, None],
            ["P1", "A2", "乙", 0, "零分", "不保底", 2, "每项1分", "D2", "每次得", "每项得1 最多1.5", None, None, None, None],
            ["P1", "A3", "丙", 0, "零分", None, 1, "", "D2", "达到得", "≥3得1", "≥1", "季", "相加", "中位数"],
            ["P1", "A4", "丁", 1, "零分", None, None, "", "D2/D4", "按率得", "满1", None, None, None, None],
            ["P1", "A5", "戊", 1, "零分", None, None, "", "A4", "名次", "1:1;2:0.5", None, None, None, None],
            ["P1", "A6", "己", 0, None, -1, 0, "", None, "扣分", "扣1", "D2=0", None, None, None],
            ["P1", "A7", "庚", 1, "零分", None, None, "", "D5", "比均值", "满1", None, None, None, None],
        ],
        [["D1", "丙/丁", "打分"], ["D2", "乙", "次数"], ["D4", "乙/斜", "次数"], ["D5", "额", "数值"]],
    )  # fmt: skip  # rows
    assert again(own, tmp_path / "方案.xlsx") == own


def test_fractions_long_numbers_and_blank_settings(tmp_path: Path) -> None:
    own = tiny(
        [["P2", "A1", "甲", "0.1234567890123456789", "零分", None, None, "", "D1", "每次得", "每次得0.01", None, None, None, None]],
        [["D1", "次", "次数"]],
        板块=[["编号", "名称", "分值", "来源"], ["P1", "评议", 10, "票数:评"], ["P2", "加分", 0, None]],
        测评=[["测评", "选项", "面值"], ["评", "好", "2/3"], ["评", "差", 0]],
        测评主体=[["测评", "主体", "权重"], ["评", "甲", "1/3"], ["评", "乙", 0.125]],
    )  # fmt: skip  # tables
    back = again(own, tmp_path / "方案.xlsx")
    assert (back, digest(back)) == (own, digest(own))


def test_sheets_without_rows_are_left_out(tmp_path: Path) -> None:
    again(tiny([["P1", "A1", "甲", 0, "零分", None, 2, "", "D1", "每次得", "每次得1"] + [None] * 4], [["D1", "次", "次数"]]),
          tmp_path / "方案.xlsx")  # fmt: skip  # one call
    workbook = openpyxl.load_workbook(tmp_path / "方案.xlsx")
    assert workbook.sheetnames == ["方案", "板块", "指标", "数据项", "填写说明"]
    workbook.close()


def test_a_text_that_looks_like_a_formula_comes_back_as_text(tmp_path: Path) -> None:
    rows = [list(row) for row in SCHEME["指标"]]
    rows[1][9] = "=HYPERLINK(1)"
    own = scheme({"指标": rows})
    assert again(own, tmp_path / "方案.xlsx").items[0].clauses[0].text == "=HYPERLINK(1)"
