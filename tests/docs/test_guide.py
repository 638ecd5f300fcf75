"""docs/方案表怎么填.md cannot rot: its sheets and columns are the contract's, and every example in it reads."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from wuze.excel.headers import DATA, SCHEME, SETTINGS
from wuze.scoring.loading.scheme import load_scheme
from wuze.scoring.methods import BY_LABEL, METHODS
from wuze.scoring.model import NaPolicy
from wuze.scoring.tables import Cell, Finding, Table
from wuze.scoring.values import ElementType

PAGE = (Path(__file__).parents[2] / "docs" / "方案表怎么填.md").read_text(encoding="utf-8")
ELEMENTS = {
    "完成数": "次数", "应完成数": "次数", "缺席次数": "次数", "发展党员数": "次数", "班子配备齐全": "是否",
    "发生重大案件": "是否", "参会率": "比率", "目标数": "数值",
}  # fmt: skip


def section(title: str) -> str:
    """What stands under a heading, up to the next of its rank or above."""
    _, found, rest = f"\n{PAGE}".partition(f"\n{title}\n")
    assert found, title
    marks = title.split(" ", maxsplit=1)[0]
    return re.split(rf"^#{{1,{len(marks)}}} ", rest, flags=re.MULTILINE)[0]


def rows(text: str) -> list[list[str]]:
    """The body rows of the tables in a text."""
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")
    ]
    rules = [at for at, line in enumerate(lines) if set("".join(line)) == {"-"}]
    return [line for at, line in enumerate(lines) if at not in rules and at + 1 not in rules]


def quoted(text: str) -> list[str]:
    """What stands in backticks."""
    return re.findall(r"`([^`]+)`", text)


def faults(clause: dict[str, Cell], formula: str | None = None, kind: str = "数值") -> list[Finding]:
    """The faults of a scheme with one clause; 本项 is a data item of the kind, 算出 one with the formula."""
    own: list[tuple[Cell, ...]] = [
        ("本项", kind, "按时、迟报、未报" if kind == "选项" else None, None),
        ("算出", "数值", None, formula),
    ]
    columns = ("板块", "编号", "指标", "分值", "适用对象", "不适用时", "数据项", "方式", "参数", "条件")
    row: dict[str, Cell] = {"板块": "P", "编号": "A1", "指标": "甲", "分值": Decimal(10)}
    row |= clause
    tables = {
        "方案": Table("方案", ("项目", "内容"), (("名称", "甲"), ("类型", "企业；协会"))),
        "板块": Table("板块", ("编号", "名称", "分值"), (("P", "乙", Decimal(10)),)),
        "指标": Table("指标", columns, (tuple(row.get(column) for column in columns),)),
        "数据项": Table("数据项", ("名称", "类型", "选项", "公式"), (
            *own, *((name, type_, None, None) for name, type_ in ELEMENTS.items()))),
    }  # fmt: skip
    return [finding for finding in load_scheme(tables).findings if finding.stops]


METHOD_ROWS = rows(section("## 三、十六种方式"))
EXAMPLES = [(row[0], row[2].split("、")[0], params) for row in METHOD_ROWS for params in quoted(row[1])]


@pytest.mark.parametrize(("label", "kind", "params"), EXAMPLES)
def test_every_parameter_reads(label: str, kind: str, params: str) -> None:
    kind = "比率" if kind == "任何" else kind
    free = any(name in params for name in ELEMENTS) and label in ("扣分", "否则零分", "达到得")
    clause: dict[str, Cell] = {"数据项": None if free else "本项", "方式": label, "参数": params}
    assert faults(clause, kind=kind) == []


def test_every_method_has_its_row_and_its_types() -> None:
    assert [row[0] for row in METHOD_ROWS] == list(dict.fromkeys(row[0] for row in METHOD_ROWS))
    assert {row[0] for row in METHOD_ROWS} == set(BY_LABEL)
    assert len(METHODS) == 16
    for label, _, kinds, _ in METHOD_ROWS:
        if kinds != "任何" and label != "扣分":
            assert {ElementType(kind) for kind in kinds.split("、")} <= BY_LABEL[label].TAKES, label


def test_two_counts_make_a_rate() -> None:
    assert "`完成数/应完成数`" in section("## 三、十六种方式")
    assert faults({"数据项": "完成数/应完成数", "方式": "按率得", "参数": "满5", "不适用时": "免扣"}) == []


CONDITIONS = quoted(next(line for line in PAGE.splitlines() if line.startswith("**条件**")))
FORMULAS = quoted(next(line for line in PAGE.splitlines() if line.startswith("**公式**")))


@pytest.mark.parametrize("condition", [*CONDITIONS, *quoted(section("### 否决"))])
def test_every_condition_reads(condition: str) -> None:
    assert faults({"数据项": "班子配备齐全", "方式": "扣分", "参数": "扣2", "条件": condition}) == []


@pytest.mark.parametrize("kinds", quoted(section("### 指标")))
def test_a_list_of_types_reads(kinds: str) -> None:
    clause: dict[str, Cell] = {"适用对象": kinds, "不适用时": "免扣", "数据项": "本项", "方式": "比首名", "参数": "满5"}
    assert faults(clause) == []


@pytest.mark.parametrize("formula", [*FORMULAS, *quoted(section("### 数据项"))])
def test_every_formula_reads(formula: str) -> None:
    assert faults({"数据项": "算出", "方式": "比首名", "参数": "满5", "不适用时": "免扣"}, formula) == []


def test_a_wrong_example_would_be_seen() -> None:
    assert faults({"数据项": "本项", "方式": "比首名", "参数": "得5"}) != []
    assert faults({"数据项": "算出", "方式": "比首名", "参数": "满5"}, "完成数÷") != []
    assert faults({"数据项": "班子配备齐全", "方式": "扣分", "参数": "扣2", "条件": "党员数≥三"}) != []


def test_the_sheets_and_columns_of_the_scheme_are_the_contract_s() -> None:
    titles = re.findall(r"^### (.+)$", section("## 二、方案.xlsx 的各表"), re.MULTILINE)
    assert titles == [spec.name for spec in SCHEME]
    assert [row[0] for row in rows(section("### 方案"))] == list(SETTINGS)
    for spec in SCHEME[1:]:
        assert [row[0] for row in rows(section(f"### {spec.name}"))] == list(spec.columns)


def test_the_sheets_and_columns_of_the_data_are_the_contract_s() -> None:
    listed = {row[0]: row[1].split("、") for row in rows(section("## 七、数据.xlsx 的各表"))}
    assert listed == {spec.name: list(spec.columns) for spec in DATA}


def test_all_ways_of_not_applying() -> None:
    assert [row[0] for row in rows(section("## 四、不适用、分期"))] == list(NaPolicy)
