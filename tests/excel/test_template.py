"""Empty workbooks ready to fill: they check clean, they score, and each column says how it is filled."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

import wuze
from tests.scoring.sample import scheme
from wuze.excel.form_words import FIELDS, METHOD_NOTES, ORDER, SETTING_NOTES, method_note
from wuze.excel.headers import DATA, SCHEME, SETTINGS
from wuze.excel.load import read_data, read_scheme
from wuze.excel.styles import CannotWrite
from wuze.excel.template import attributes, write_data_template, write_templates
from wuze.scoring.evaluate import evaluate
from wuze.scoring.loading.facts import load_facts, roster_of
from wuze.scoring.loading.scheme import load_scheme
from wuze.scoring.methods import METHODS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("空表")
    write_templates(path / "方案.xlsx", path / "数据.xlsx")
    return path


@pytest.fixture(scope="module")
def book(folder: Path) -> Iterator[openpyxl.Workbook]:
    workbook = openpyxl.load_workbook(folder / "方案.xlsx")
    yield workbook
    workbook.close()


def lists(sheet: Worksheet) -> dict[str, str]:
    return {
        str(sheet.cell(1, next(iter(rule.sqref.ranges)).min_col).value): str(rule.formula1)
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }


def test_the_templates_check_clean_and_score(folder: Path) -> None:
    read, facts_read = read_scheme(folder / "方案.xlsx"), read_data(folder / "数据.xlsx")
    assert [one.text for one in [*read.findings, *facts_read.findings]] == []
    loaded = load_scheme(read.tables, roster_of(facts_read.tables))
    assert loaded.findings == []
    facts, findings = load_facts(facts_read.tables, loaded.scheme)
    assert findings == []
    results = evaluate(loaded.scheme, facts)
    assert [(one.total, one.grade) for one in results.subjects] == [
        (Decimal("10.00"), "优秀"),
        (Decimal("7.50"), "合格"),
    ]


def test_all_sheets_and_columns_of_the_contract(folder: Path, book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [*(spec.name for spec in SCHEME), "填写说明"]
    for spec in SCHEME[1:]:
        assert [cell.value for cell in book[spec.name][1]] == list(spec.columns)
    workbook = openpyxl.load_workbook(folder / "数据.xlsx")
    assert workbook.sheetnames == [*(spec.name for spec in DATA), "填写说明"]
    workbook.close()
    assert (
        [row[0].value for row in book["方案"].iter_rows(min_row=2, max_row=14)] == list(SETTINGS) == list(SETTING_NOTES)
    )


def test_every_column_of_the_contract_has_a_note(book: openpyxl.Workbook) -> None:
    for spec in (*SCHEME, *DATA):
        assert set(FIELDS[spec.name]) >= set(spec.columns)
        assert all(FIELDS[spec.name][column].note for column in spec.columns)
    comment = book["指标"]["J1"].comment
    assert comment is not None
    assert "免扣 给满分" in comment.text


def test_drop_downs(book: openpyxl.Workbook, folder: Path) -> None:
    found = lists(book["指标"])
    assert set(found) == {"起评", "不适用时", "方式", "分期", "合成", "评委合成"}
    assert found["不适用时"] == '"免扣,折算,均值,零分,不参评"'
    assert found["方式"].count(",") == sum(len(method.LABELS) for method in METHODS) - 1
    assert set(lists(book["等次"])) == {"取整"}
    assert set(lists(book["否决"])) == {"后果"}
    assert set(lists(book["数据项"])) == {"类型"}
    assert set(lists(book["测评"])) == {"人数不足时"}
    workbook = openpyxl.load_workbook(folder / "数据.xlsx")
    assert lists(workbook["得分"]) == {"阶段": '"自评,初评,复核"'}
    assert lists(workbook["数据"])["换届不按期"] == '"是,否,不适用"'
    workbook.close()


def test_the_guide_tells_all_methods(book: openpyxl.Workbook) -> None:
    rows = {row[0].value: [cell.value for cell in row] for row in book["填写说明"].iter_rows()}
    for method in METHODS:
        told = rows["\n".join(method.LABELS)]
        assert told[1] == method.EXAMPLE
        assert told[2:] == list(method_note(method))
    labels = [label for name in rows for label in str(name).split("\n") if label in ORDER]
    assert labels == list(ORDER)
    assert set(METHOD_NOTES) <= {method.ID for method in METHODS}


def test_methods_stand_in_the_order_of_the_scheme_language(book: openpyxl.Workbook) -> None:
    assert lists(book["指标"])["方式"] == f'"{",".join(ORDER)}"'


def test_the_filling_order_is_told(book: openpyxl.Workbook) -> None:
    assert str(book["填写说明"]["B4"].value).startswith("填写顺序：数据项 → 板块 → 指标 → 等次")


def test_numbers_of_an_example_look_like_an_example(book: openpyxl.Workbook) -> None:
    for cell in (book["板块"]["C2"], book["指标"]["E2"], book["等次"]["B2"]):
        assert isinstance(cell.value, int)
        assert (cell.font.italic, str(cell.font.color.rgb)[2:]) == (True, "7F7F7F")


PLANTED = """
from wuze.scoring.methods.deduct import Deduct
from wuze.scoring.values import ElementType


class Half(Deduct):
    ID = "half"
    LABELS = ("扣一半",)
    EXAMPLE = "扣一半"
    TAKES = frozenset({ElementType.COUNT, ElementType.YESNO})
"""


def test_a_new_method_is_one_new_file(tmp_path: Path) -> None:
    shutil.copytree(Path(wuze.__file__).parent, tmp_path / "wuze", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "wuze" / "scoring" / "methods" / "aaa.py").write_text(PLANTED, "utf-8")
    run = "from pathlib import Path; from wuze.excel.template import *; write_templates(Path('a.xlsx'), Path('b.xlsx'))"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    environment = {**kept, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-c", run], cwd=tmp_path, env=environment, check=True, timeout=60)
    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert lists(workbook["指标"])["方式"].endswith(',倍数,扣一半"')
    told = [[cell.value for cell in row] for row in workbook["填写说明"].iter_rows()]
    assert ["扣一半", "扣一半", "是否、次数", "参数如：扣一半"] in told
    workbook.close()


def test_headers_are_frozen_and_repeated(book: openpyxl.Workbook) -> None:
    assert book["指标"].freeze_panes == "E2"
    assert book["指标"].print_title_rows == "$1:$1"
    assert book["板块"].freeze_panes == "A2"


# --- for one scheme ---------------------------------------------------------------------------------------------------
def test_a_data_workbook_for_one_scheme(tmp_path: Path) -> None:
    own = scheme()
    write_data_template(own, tmp_path / "数据.xlsx")
    assert [one.text for one in read_data(tmp_path / "数据.xlsx").findings] == []
    workbook = openpyxl.load_workbook(tmp_path / "数据.xlsx")
    assert workbook.sheetnames == ["名录", "数据", "数据明细", "事件", "票数", "得分", "填写说明"]
    assert [cell.value for cell in workbook["名录"][1]] == ["编号", "名称", "类型", "属地", "党员数"]
    assert lists(workbook["名录"])["类型"] == '"社会组织,企业"'
    assert [cell.value for cell in workbook["数据"][1]] == [
        "编号", "名称", "党员大会", "无记录", "记录不全", "参训数", "应训数", "程序合规", "发展数", "投诉数", "平时得分", "弄虚作假", "成立月数",
    ]  # fmt: skip  # one row
    rules = {str(rule.sqref): str(rule.formula1) for rule in workbook["数据"].data_validations.dataValidation}
    assert rules["C2:C301"] == 'OR(C2="不适用",AND(ISNUMBER(C2),C2>=0,C2=INT(C2)))'
    assert lists(workbook["数据明细"]) == {"数据项": '"迟报次数,日常评等"'}
    assert lists(workbook["事件"]) == {"数据项": '"表彰"'}
    assert lists(workbook["票数"]) == {"测评": '"满意度"', "主体": '"党员,职工"', "选项": '"满意,基本满意,不了解"'}
    assert lists(workbook["得分"]) == {"指标": '"A5,P2"', "阶段": '"自评,初评,复核"'}
    comment = workbook["数据"]["F1"].comment
    assert comment is not None
    assert comment.text.endswith("填次数（整数），单位：人\n由县委党校提供")
    workbook.close()


def test_only_the_sheets_a_scheme_needs(tmp_path: Path) -> None:
    own = scheme({
        "方案": [["项目", "内容"], ["名称", "小"]],
        "板块": [["编号", "名称", "分值"], ["P1", "加分", 0]],
        "等次": [["等次", "最低分"]], "否决": [["情形", "条件", "后果"]],
        "测评": [["测评", "选项", "面值"], ["评", "好", 1]], "测评主体": [["测评", "主体", "权重"], ["评", "甲", 1]],
        "数据项": [["名称", "类型", "选项"], ["报送", "选项", "、".join(f"第{n:02}种情形特别长的选项" for n in range(30))],
                   ["反馈", "选项", "、".join(f"第{n:02}类意见特别长的选项" for n in range(40))]],
        "指标": [["板块", "编号", "指标", "分值", "上限", "计分要点", "数据项", "方式", "参数"],
                 ["P1", "A1", "甲", 0, 3, "", "报送", "选项", ";".join(f"第{n:02}种情形特别长的选项:1" for n in range(30))]],
    })  # fmt: skip  # tables
    write_data_template(own, tmp_path / "数据.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "数据.xlsx")
    assert workbook.sheetnames == ["名录", "数据", "下拉", "填写说明"]
    assert workbook["下拉"].sheet_state == "hidden"
    assert lists(workbook["数据"]) == {"报送": "下拉!$A$1:$A$31", "反馈": "下拉!$B$1:$B$41"}
    assert workbook["下拉"]["A31"].value == "不适用"
    workbook.close()
    assert [one.text for one in read_data(tmp_path / "数据.xlsx").findings] == []


def test_a_scheme_scored_by_hand_only(tmp_path: Path) -> None:
    own = scheme({
        "方案": [["项目", "内容"], ["名称", "小"]],
        "板块": [["编号", "名称", "分值"], ["P1", "甲", 10]],
        "指标": [["板块", "编号", "指标", "分值", "计分要点", "数据项", "方式", "参数"], ["P1", "A1", "甲", 5, "人评", None, None, None],
                 ["P1", "A2", "乙", 5, "", "率", "分档", "≥90%:3~5;其他:0"]],
        "等次": [["等次", "最低分"]], "否决": [["情形", "条件", "后果"]], "测评": [["测评", "选项", "面值"]],
        "测评主体": [["测评", "主体", "权重"]], "数据项": [["名称", "类型"], ["率", "比率"], ["某数", "数值"], ["是否", "是否"]],
    })  # fmt: skip  # tables
    write_data_template(own, tmp_path / "数据.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "数据.xlsx")
    assert workbook.sheetnames == ["名录", "数据", "得分", "填写说明"]
    assert lists(workbook["得分"])["指标"] == '"A1,A2"'
    assert lists(workbook["数据"]) == {"是否": '"是,否,不适用"'}
    rules = [rule.type for rule in workbook["数据"].data_validations.dataValidation]
    assert rules.count("custom") == 2
    workbook.close()


def test_attributes_come_from_conditions_groups_and_formulas() -> None:
    assert attributes(scheme()) == ("属地", "党员数", "类型")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        write_templates(tmp_path / "无" / "方案.xlsx", tmp_path / "数据.xlsx")
    with pytest.raises(CannotWrite):
        write_data_template(scheme(), tmp_path / "无" / "数据.xlsx")


def test_a_scheme_of_events_only_needs_no_wide_sheet(tmp_path: Path) -> None:
    own = scheme({
        "方案": [["项目", "内容"], ["名称", "小"]], "板块": [["编号", "名称", "分值"], ["P1", "甲", 0]],
        "指标": [["板块", "编号", "指标", "上限", "计分要点", "数据项", "方式", "参数"], ["P1", "A1", "甲", 5, "", "表彰", "每次得", "每次得1"]],
        "等次": [["等次", "最低分"]], "否决": [["情形", "条件", "后果"]], "测评": [["测评", "选项", "面值"]],
        "测评主体": [["测评", "主体", "权重"]], "数据项": [["名称", "类型"], ["表彰", "事件"]],
    })  # fmt: skip  # tables
    write_data_template(own, tmp_path / "数据.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "数据.xlsx")
    assert workbook.sheetnames == ["名录", "事件", "填写说明"]
    workbook.close()
