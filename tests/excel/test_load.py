"""方案.xlsx and 数据.xlsx from the file to tables and located findings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl

from tests.excel.workbooks import FIXTURES, ROSTER, SCHEME, Rows, workbook
from wuze.excel.load import Loaded, read_data, read_scheme
from wuze.excel.locate import Reference
from wuze.scoring.tables import Place


def texts(loaded: Loaded) -> list[str]:
    return [one.text for one in loaded.findings]


def test_a_scheme(tmp_path: Path) -> None:
    loaded = read_scheme(workbook(tmp_path / "方案.xlsx", SCHEME))
    assert list(loaded.tables) == ["方案", "板块", "指标"]
    assert loaded.tables["方案"].rows == (("名称", "两新党建考核"), ("满分", Decimal(100)))
    assert (loaded.findings, loaded.stops, loaded.file) == ([], False, "方案.xlsx")
    assert loaded.locate(Place("指标", 0, "分值")) == Reference("指标", "D2")


def test_data_in_every_shape(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "单位名册": [["党组织编号", "党组织名称", "类型", "党员数"], ["P1", "第一支部", "企业", 12]],
        "数据": [["编号", "名称", "主题党日次数"], ["P1", "第一支部", 3]],
        "明细": [["编号", "数据项", "值", "日期"], ["P1", "学习", "是", date(2026, 3, 4)]],
        "2.得分": [["编号", "指标", "得分", "扣分理由"], ["P1", "A1", 4.5, "缺一次"]],
        "票数": [["编号", "测评", "主体", "选项", "得票"], ["P1", "民主测评", "党员", "好", 8]],
        "事件": [["编号", "数据项", "事项", "等级"], ["P1", "表彰", "先进", "县级"]],
    }
    loaded = read_data(workbook(tmp_path / "数据.xlsx", sheets))
    assert texts(loaded) == []
    assert {name: table.columns for name, table in loaded.tables.items()} == {
        "名录": ("编号", "名称", "类型", "党员数"),
        "数据": ("编号", "名称", "主题党日次数"),
        "数据明细": ("编号", "数据项", "值", "日期"),
        "事件": ("编号", "数据项", "事件", "级别"),
        "票数": ("编号", "测评", "主体", "选项", "票数"),
        "得分": ("编号", "指标", "得分", "扣分原因"),
    }
    assert loaded.tables["数据明细"].rows == (("P1", "学习", "是", date(2026, 3, 4)),)
    assert loaded.locate(Place("得分", 0)) == Reference("2.得分", "A2")


def test_one_file_may_hold_both(tmp_path: Path) -> None:
    path = workbook(tmp_path / "合.xlsx", {**SCHEME, "名录": ROSTER, "填写说明": [["照实填"]]})
    scheme, data = read_scheme(path), read_data(path)
    assert (list(scheme.tables), list(data.tables)) == (["方案", "板块", "指标"], ["名录"])
    assert scheme.findings + data.findings == []


def test_missing_sheets_are_all_named(tmp_path: Path) -> None:
    loaded = read_scheme(workbook(tmp_path / "方案.xlsx", {"方案": SCHEME["方案"]}))
    assert loaded.stops
    items = (
        "板块、维度、编号、指标、分值、起评、下限、上限、适用对象、不适用时、计分要点、数据项、方式、参数、条件、互斥组、"
        "分期、合成、评委合成、数据来源"
    )
    assert texts(loaded) == [
        "方案.xlsx: 缺少工作表“板块” → 加一张名为“板块”的工作表，列为：编号、名称、分值、来源、折算、上限、下限",
        f"方案.xlsx: 缺少工作表“指标” → 加一张名为“指标”的工作表，列为：{items}",
    ]


def test_strange_and_doubled_sheets_are_warned_about(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {"名册": ROSTER, "名录": [*ROSTER, ["P2", "第二支部"]], "草稿": [["x"]], "空": []}
    loaded = read_data(workbook(tmp_path / "数据.xlsx", sheets))
    assert len(loaded.tables["名录"].rows) == 2
    assert [(one.sheet, one.cell, one.finding.problem) for one in loaded.findings] == [
        ("名册", "", "已有一张“名录”表，“名册”没有读取"),
        ("草稿", "", "不认识工作表“草稿”，没有读取"),
    ]
    assert not loaded.stops


def test_faults_of_every_sheet_come_at_once_each_at_its_cell(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "名录": [["编号", "名称", "编号"], ["P1", "第一支部", "P1"]],
        "得分": [["得分表"], ["编号", "得分"], ["P1", "#VALUE!"]],
        "票数": [["编号", "测评", "主体", "选项"], ["合计", None, None, None]],
    }
    assert texts(read_data(workbook(tmp_path / "数据.xlsx", sheets))) == [
        "数据.xlsx!名录!C1: “编号”与 A1 都是“编号”列 → 只留一列，或改掉其中一个列名",
        "数据.xlsx!票数!A1: 工作表“票数”缺少“票数”这一列 → 在表头加一列“票数”并填写",
        "数据.xlsx!票数!A2: 这是“合计”行，没有当作数据读取 → 如果它是数据，请改写这一格；不是则不必理会",
        "数据.xlsx!得分!A2: 工作表“得分”缺少“指标”这一列 → 在表头加一列“指标”并填写",
        "数据.xlsx!得分!B3: 公式出错，没有结果 → 改好公式，或直接填写数值",
    ]


def test_a_file_that_cannot_be_read_gives_one_fault(tmp_path: Path) -> None:
    (tmp_path / "数据.xlsx").write_bytes(b"\x89PNG\r\n")
    loaded = read_data(tmp_path / "数据.xlsx")
    assert (loaded.tables, loaded.stops) == ({}, True)
    assert [one.as_json() for one in loaded.findings] == [
        {
            "file": "数据.xlsx",
            "sheet": "",
            "cell": "",
            "code": "file_not_workbook",
            "problem": "这是一张图片（PNG），不是电子表格",
            "fix": "用 Excel 或 WPS 打开原表，另存为 .xlsx 再交",
        }
    ]


def test_an_old_workbook() -> None:
    loaded = read_data(FIXTURES / "旧表.xls")
    assert loaded.tables["名录"].rows[59] == ("P60", "第60支部", "企业")
    assert [(one.sheet, one.cell, one.finding.code) for one in loaded.findings] == [
        ("得分", "E2", "unknown_column"),
        ("得分", "F2", "unknown_column"),
        ("得分", "G2", "unknown_column"),
        ("得分", "C3", "cell_error"),
    ]


def test_full_width_and_blanks_in_headers_and_ids(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = " 名录"
    book.active.append(["　编　号：", "名 称（全称）"])
    book.active.append(["　P1 ", "第一支部\u200b"])
    book.save(tmp_path / "数据.xlsx")
    loaded = read_data(tmp_path / "数据.xlsx")
    assert (loaded.tables["名录"].columns, loaded.tables["名录"].rows) == (("编号", "名称"), (("P1", "第一支部"),))
    assert loaded.locate(Place("名录")).sheet == " 名录"
