"""The sheets as written: what applies, what is open, how they print; and the folder they make."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.excel.forms_filled import FACTS, ROSTER, SCHEME, fill, pair, rows_of
from tests.excel.workbooks import Rows, workbook
from wuze.cli import main
from wuze.excel.opened import Opened, open_workbooks
from wuze.excel.score_sheets.bundle import workbooks, write_folder
from wuze.excel.score_sheets.plan import plan
from wuze.excel.score_sheets.write import write_sheets
from wuze.excel.styles import CannotWrite

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    return open_workbooks(*pair(tmp_path, FACTS))


def test_only_what_applies_stands_on_a_sheet(opened: Opened) -> None:
    sheets = plan(opened.scheme, opened.facts)
    assert [[line.item for line in sheet.lines] for sheet in sheets] == [
        ["A1", "A2", "A3", "B1", "B2"], ["A1", "A3", "B1", "B2"], ["A1", "A2", "A3", "B1", "B2"],
    ]  # fmt: skip  # one list
    first = sheets[0]
    assert (first.title, first.kind, first.group, first.period, first.stage) == (
        "2026年度两新支部考核", "企业", "城关镇", "2026年度", "初评",
    )  # fmt: skip  # one row
    assert first.elsewhere == ("测评（20分，票数）",)
    assert [line.by_data for line in first.lines] == [False, False, True, False, False]
    assert first.full == 80


def test_the_standard_is_the_original_wording_else_the_rule(opened: Opened) -> None:
    lines = {line.item: line for line in plan(opened.scheme, opened.facts, period="上半年")[0].lines}
    assert lines["A1"].standard == "制度缺1项扣2分"
    assert lines["A3"].standard == "参训率：≥95%:20;其他:0"
    assert lines["B2"].standard == "1. 每件扣1分\n2. 通报：扣3"
    assert [lines["B2"].low, lines["B2"].high] == [None, Decimal(10)]


def test_a_rule_with_a_guard_and_a_bound(tmp_path: Path) -> None:
    head, *rows = SCHEME["指标"]
    changed = [[*row[:8], None, *row[9:]] if row[1] == "B2" else row for row in rows]
    plain = [[None if at == 8 and row[1] == "A1" else cell for at, cell in enumerate(row)] for row in changed]
    scheme = workbook(tmp_path / "a.xlsx", SCHEME | {"指标": [head, *plain]})
    opened = open_workbooks(scheme, workbook(tmp_path / "b.xlsx", {"名录": ROSTER}))
    lines = {line.item: line.standard for line in plan(opened.scheme, opened.facts)[0].lines}
    assert lines["B2"] == "1. 信访件（党员数≥3的）：每次扣1，最多10分\n2. 通报：扣3"
    assert lines["A1"] == ""


def test_what_is_printed(opened: Opened, tmp_path: Path) -> None:
    write_sheets(plan(opened.scheme, opened.facts)[:1], tmp_path / "a.xlsx", title="评分表")
    rows = rows_of(tmp_path / "a.xlsx")
    assert rows[:6] == [
        ["2026年度两新支部考核评分表"],
        ["单位名称", "甲支部", "单位编号", "S1"],
        ["分组", "城关镇", "类型：企业　考核期：2026年度", "阶段", "初评"],
        ["指标编号", "指标", "评分标准", "分值", "得分", "扣分原因"],
        ["组织建设"],
        ["A1", "制度", "制度缺1项扣2分", 20],
    ]
    assert rows[7] == ["A3", "教育", "参训率：≥95%:20;其他:0", 20, "按数据"]
    assert rows[-3][:2] == ["合计", 80]
    assert rows[-2] == ["评分人", "单位确认（签字盖章）：", "日期"]
    assert "另有板块不在本表评分：测评（20分，票数）。" in rows[-1][0]


def test_only_the_answers_are_open_and_held_within_bounds(opened: Opened, tmp_path: Path) -> None:
    write_sheets(plan(opened.scheme, opened.facts)[:1], tmp_path / "a.xlsx", title="评分表")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    page = book.worksheets[0]
    unlocked = {cell.coordinate for row in page.iter_rows() for cell in row if not cell.protection.locked}
    assert page.protection.sheet
    assert unlocked == {"F3", "E6", "F6", "E7", "F7", "E10", "F10", "E11", "F11", "B13", "C13", "F13"}
    rules = {str(rule.sqref): str(rule.formula1) for rule in page.data_validations.dataValidation}
    assert rules == {
        "F3": '"自评,初评,复核"',
        "E6": 'OR(E6="不适用",AND(ISNUMBER(E6),E6>=0,E6<=20))',
        "E7": 'OR(E7="不适用",AND(ISNUMBER(E7),E7>=0,E7<=20))',
        "E10": 'OR(E10="不适用",AND(ISNUMBER(E10),E10>=0,E10<=10))',
        "E11": 'OR(E11="不适用",AND(ISNUMBER(E11),E11<=10))',
    }
    assert (page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToWidth) == ("portrait", 9, None)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    book.close()


def test_a_standard_too_long_for_a_row_goes_on_below(tmp_path: Path) -> None:
    text = "\n".join(f"第{number}条，" + "应当逐项核对台账记录" * 3 for number in range(40)) + "长" * 900
    head, *rows = SCHEME["指标"]
    long = [[text if at == 8 and row[1] == "A1" else cell for at, cell in enumerate(row)] for row in rows]
    scheme = workbook(tmp_path / "a.xlsx", SCHEME | {"指标": [head, *long]})
    opened = open_workbooks(scheme, workbook(tmp_path / "b.xlsx", {"名录": ROSTER}))
    write_sheets(plan(opened.scheme, opened.facts)[:1], tmp_path / "a.xlsx", title="评分表")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    page = book.worksheets[0]
    parts = [str(page.cell(row, 3).value) for row in range(6, 13) if page.cell(row, 1).value in ("A1", None)]
    assert len(parts) > 2
    assert "".join(part.replace("\n", "") for part in parts) == text.replace("\n", "")
    assert max(one.height or 0 for one in page.row_dimensions.values()) < 409
    assert page.page_setup.fitToHeight == 0
    book.close()


def test_the_same_sheets_give_the_same_bytes(opened: Opened, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_sheets(plan(opened.scheme, opened.facts), tmp_path / name, title="评分表")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_files_by_unit_and_by_town(opened: Opened) -> None:
    sheets = plan(opened.scheme, opened.facts)
    assert list(workbooks(sheets, opened.facts).files) == ["S1_甲支部.xlsx", "S2_乙支部.xlsx", "S3_丙支部.xlsx"]
    by_town = workbooks(sheets, opened.facts, "属地")
    assert {name: [one.unit for one in ones] for name, ones in by_town.files.items()} == {
        "城关镇.xlsx": ["S1", "S2"],
        "未填.xlsx": ["S3"],
    }
    assert (by_town.sheets, by_town.by_data, by_town.without) == (3, 1, ())


def test_a_folder_that_is_not_there(opened: Opened, tmp_path: Path) -> None:
    books = workbooks(plan(opened.scheme, opened.facts), opened.facts)
    with pytest.raises(CannotWrite):
        write_folder(books, opened.scheme, opened.facts, tmp_path / "无")


# --- the command ------------------------------------------------------------------------------------------------------
def test_the_command(tmp_path: Path, capsys: Captured) -> None:
    scheme, data = pair(tmp_path, FACTS)
    out = tmp_path / "评分表"
    assert main(["sheets", str(scheme), str(data), "-o", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "S1_甲支部.xlsx", "S2_乙支部.xlsx", "S3_丙支部.xlsx", "名录.xlsx",
    ]  # fmt: skip  # one list
    assert capsys.readouterr().out == (
        f"有1个指标已有数据，由数据计分，表上写着“按数据”。\n3张评分表，3个工作簿，连同名录.xlsx写到{out}。填好后：\n"
        f"  wuze score {scheme} {data} {out} -o 结果.xlsx\n"
    )
    assert main(["sheets", str(scheme), str(data), "-o", str(out)]) == 2
    assert "等4个文件已有，没有覆盖" in capsys.readouterr().err
    assert main(["sheets", str(scheme), str(data), "-o", str(out), "--force", "--by", "属地", "--stage", "自评"]) == 0


def test_units_to_which_nothing_applies(tmp_path: Path, capsys: Captured) -> None:
    head, *rows = SCHEME["指标"]
    only = [[*row[:6], "企业", "免扣", *row[8:]] if row[1] else row for row in rows]
    scheme = workbook(tmp_path / "a.xlsx", SCHEME | {"指标": [head, *only]})
    roster: Rows = [["编号", "名称", "类型", "属地", "党员数", "新建"], ["S2", "乙支部", "协会", "城关镇", 3, True]]
    data = workbook(tmp_path / "b.xlsx", {"名录": roster})
    assert main(["sheets", str(scheme), str(data), "-o", str(tmp_path / "出")]) == 0
    assert "有1个单位没有适用的指标，没有评分表：乙支部" in capsys.readouterr().out
    assert rows_of(tmp_path / "出" / "名录.xlsx")[:2] == [roster[0], ["S2", "乙支部", "协会", "城关镇", 3, "是"]]


def test_the_command_refuses(tmp_path: Path, capsys: Captured) -> None:
    scheme, data = map(str, pair(tmp_path))
    fine = ["sheets", scheme, data, "-o"]
    assert main([*fine, str(tmp_path / "出"), "--by", "乡镇"]) == 2
    assert "名录里没有“乡镇”这一列。有：党员数、属地、类型" in capsys.readouterr().err
    assert main([*fine, data]) == 2
    assert "是文件，不是文件夹。换一个名字。" in capsys.readouterr().err
    assert main([*fine, str(tmp_path / "无" / "出")]) == 2
    assert "先建好它" in capsys.readouterr().err
    fill(tmp_path / "方案.xlsx", {"D2": "很多"}, "指标")
    assert main([*fine, str(tmp_path / "出")]) == 1
    (tmp_path / "满").mkdir()
    (tmp_path / "满" / "名录.xlsx").mkdir()
    scheme, data = map(str, pair(tmp_path))
    assert main([*fine, str(tmp_path / "满"), "--force"]) == 1
