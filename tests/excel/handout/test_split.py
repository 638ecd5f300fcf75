"""One workbook per value: what goes in, what stays as it was, what is locked, what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table

from tests.excel.handout.towns import FIRST, SHEET_NAME, record, write_base
from tests.excel.workbooks import FIXTURES, edit, workbook
from wuze.excel.book import open_book
from wuze.excel.handout.finish import save
from wuze.excel.handout.manifest import SHEET, read_manifest
from wuze.excel.handout.source import Options
from wuze.excel.handout.split import SplitResult, split
from wuze.excel.refusal import BookError


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write_base(tmp_path / "总表.xlsx", 3, 4)


def plain_table(path: Path, rows: list[list[Any]], change: Any = None) -> Path:
    """A table written cell by cell; ``change`` has a last look at its sheet."""
    book = openpyxl.Workbook()
    book.active.title = "表"
    for row in rows:
        book.active.append(row)
    if change:
        change(book.active)
    book.save(path)
    return path


def codes(result: SplitResult) -> list[tuple[str, str]]:
    return [(one.finding.code.removeprefix("handout_"), one.cell) for one in result.notes]


ROWS: list[list[Any]] = [
    ["编号", "名称", "属地", "回填"],
    ["1", "甲支部", "东乡", None],
    ["2", "乙支部", "西乡", None],
    ["3", "丙支部", "东乡", None],
]


def test_the_layout_goes_along(base: Path, tmp_path: Path) -> None:
    result = split(base, tmp_path / "下发", Options("属地"))
    assert [(one.value, one.file, len(one.rows)) for one in result.parts] == [
        (f"第0{number}镇", f"总表-第0{number}镇.xlsx", 4) for number in (1, 2, 3)
    ]
    assert (result.keys, result.fills) == (("编号",), ("整改情况", "完成日期", "发展数", "备注"))
    assert codes(result) == [("left_out", "")]
    book = openpyxl.load_workbook(tmp_path / "下发" / "总表-第02镇.xlsx")
    page = book[SHEET_NAME]
    assert [(one.title, one.sheet_state) for one in book] == [
        (SHEET_NAME, "visible"),
        ("选项", "hidden"),
        (SHEET, "hidden"),
    ]
    assert [[cell.value for cell in row[:7]] for row in page.iter_rows(min_row=FIRST + 1)] == [
        *[[*record(2, at)[:6], f"=E{FIRST + at}+F{FIRST + at}"] for at in range(1, 5)],
        ["合计", None, None, None, "=SUM(E6:E9)", None, None],
        ["注：按季报送，逾期不候。", None, None, None, None, None, None],
    ]
    merged = {str(area) for area in page.merged_cells.ranges}
    assert merged == {"A1:K1", "E3:F3", *(f"{letter}3:{letter}4" for letter in "ABCDGHIJK")}
    assert [(str(one.sqref), one.formula1) for one in page.data_validations.dataValidation] == [
        ("H6:H9", "选项!$A$1:$A$3"), ("J6:J9", "0"),
    ]  # fmt: skip  # two rules
    assert [(str(one.sqref), one.rules[0].formula) for one in page.conditional_formatting] == [("E6:E9", ["$E6<5"])]
    assert (page.column_dimensions["C"].width, page.row_dimensions[3].height, page.freeze_panes) == (
        30.7109375,
        26.25,
        "D6",
    )
    assert page["I7"].number_format == "yyyy-mm-dd"


def test_keys_are_locked_and_columns_to_fill_are_open_and_marked(base: Path, tmp_path: Path) -> None:
    split(base, tmp_path / "下发", Options("属地"))
    page = openpyxl.load_workbook(tmp_path / "下发" / "总表-第01镇.xlsx")[SHEET_NAME]
    assert page.protection.sheet
    assert [page[f"{letter}6"].protection.locked for letter in "ABCDEFGHIJK"] == [True] * 7 + [False] * 4
    assert [page[f"{letter}6"].fill.fgColor.rgb for letter in "GHK"] == ["00000000", "FFFFF9DB", "FFFFF9DB"]
    assert [page[f"{letter}3"].fill.fgColor.rgb for letter in "GHK"] == ["FFDDEBF7", "FFFFE699", "FFFFE699"]


def test_values_of_formulas_are_there_before_anything_calculates(base: Path, tmp_path: Path) -> None:
    split(base, tmp_path / "下发", Options("属地"))
    sheet = open_book(tmp_path / "下发" / "总表-第03镇.xlsx").sheets[0]
    assert [row[6] for row in sheet.rows[FIRST : FIRST + 4]] == [sum(record(3, at)[4:6]) for at in range(1, 5)]


def test_the_same_split_gives_the_same_bytes(base: Path, tmp_path: Path) -> None:
    for name in ("一", "二"):
        split(base, tmp_path / name, Options("属地"))
    assert (tmp_path / "一" / "总表-第01镇.xlsx").read_bytes() == (tmp_path / "二" / "总表-第01镇.xlsx").read_bytes()


def test_the_manifest_says_what_was_sent(base: Path, tmp_path: Path) -> None:
    result = split(base, tmp_path / "下发", Options("属地"))
    found = read_manifest(open_book(tmp_path / "下发" / "总表-第02镇.xlsx"))
    assert found is not None
    assert (found.batch, found.base, found.sheet, found.by, found.value) == (
        result.batch,
        "总表.xlsx",
        SHEET_NAME,
        "属地",
        "第02镇",
    )
    assert (found.head, found.keys, found.fills) == ((2, 3), result.keys, result.fills)
    assert list(found.rows) == [(f"P02{at:03}",) for at in range(1, 5)]


@pytest.mark.parametrize(
    ("rows", "found"),
    [([["别的"]], False), ([["五责下发表", "1"], ["表头", "x"]], False), ([[None], ["五责下发表", "1"]], False)],
)
def test_a_manifest_that_is_no_longer_whole_is_none(rows: list[list[Any]], found: bool, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"表": [[1]], SHEET: rows})
    assert (read_manifest(open_book(path)) is not None) is found


def test_spellings_blanks_and_repeated_keys_are_named(tmp_path: Path) -> None:
    rows = [*ROWS, ["3", "丁支部", "西　乡", None], ["5", "戊支部", None, None], ["6", "己支部", None, None]]
    path = plain_table(tmp_path / "表.xlsx", rows)
    result = split(path, tmp_path / "下发", Options("属地", key=("编号",)))
    assert [(one.value, one.file, one.rows) for one in result.parts] == [
        ("东乡", "表-东乡.xlsx", (1, 3)), ("西乡", "表-西乡.xlsx", (2, 4)), ("", "表-未填属地.xlsx", (5, 6)),
    ]  # fmt: skip  # three parts
    assert codes(result) == [("spelling", "C3"), ("empty_value", "C6"), ("duplicate_key", "A5")]
    assert result.as_json()["files"][2] == {"value": None, "file": "表-未填属地.xlsx", "rows": 2}


def test_names_are_safe_and_different(tmp_path: Path) -> None:
    values = ["a/b", "A:B", "长" * 90, "长" * 91]
    rows = [ROWS[0], *[[str(number), f"支部{number}", value, None] for number, value in enumerate(values)]]
    result = split(plain_table(tmp_path / "表.xlsx", rows), tmp_path / "下发", Options("属地"))
    names = [one.file for one in result.parts]
    assert names[:2] == ["表-a_b.xlsx", "表-A_B_2.xlsx"]
    assert names[3] == names[2].removesuffix(".xlsx") + "_2.xlsx"
    assert {path.name for path in (tmp_path / "下发").iterdir()} == set(names)


def test_totals_and_notes_find_their_place(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["编号", "名称", "属地", "人数", "回填"], ["1", "甲支部", "东乡", 2], ["2", "乙支部", "东乡", 3], ["小计", None, None, 5],
        ["3", "丙支部", "西乡", 4], ["西乡小计", None, None, 4], ["总计", None, None, 9], ["注：见文件。"], ["占比", "x", "西乡", "=D5/D2"],
    ]  # fmt: skip  # a table
    path = plain_table(
        tmp_path / "表.xlsx", rows, lambda page: page.row_dimensions.__getitem__(3).__setattr__("hidden", True)
    )
    result = split(path, tmp_path / "下发", Options("属地", key=("编号",), fill=("回填",)))
    assert [one.lines for one in result.parts] == [(1, 2, 3, 7), (4, 5, 7, 8)]
    assert codes(result) == [("left_out", "A7"), ("hidden", ""), ("frozen_formula", "")]
    page = openpyxl.load_workbook(tmp_path / "下发" / "表-西乡.xlsx")["表"]
    assert [row[0] for row in page.values] == ["编号", "3", "西乡小计", "注：见文件。", "占比"]
    assert not page.row_dimensions[3].hidden


def test_what_others_must_not_see_stays_out(tmp_path: Path) -> None:
    path = plain_table(tmp_path / "表.xlsx", ROWS)
    book = openpyxl.load_workbook(path)
    book.create_sheet("去年").append(["属地", "名称"])
    book["去年"].append(["东乡", "旧"])
    book.create_sheet("空的")
    book.defined_names["旧区"] = openpyxl.workbook.defined_name.DefinedName("旧区", attr_text="去年!$A$1")
    chart = BarChart()
    chart.add_data(Reference(book["表"], min_col=1, min_row=1, max_row=4))
    book["表"].add_chart(chart, "H2")
    book.save(path)
    result = split(path, tmp_path / "下发", Options("属地"))
    assert codes(result) == [("left_out", ""), ("layout_lost", "")]
    made = openpyxl.load_workbook(tmp_path / "下发" / "表-东乡.xlsx")
    assert (made.sheetnames, list(made.defined_names)) == (["表", "空的", SHEET], [])
    assert made["表"]._charts == []


def test_filters_tables_links_comments_and_merged_cells_move_along(tmp_path: Path) -> None:
    def change(page: Any) -> None:
        page.auto_filter.ref = "A1:D4"
        page.add_table(Table(displayName="表一", ref="A1:D4"))
        page["B4"].comment = Comment("看这里", "某")
        page["A4"].hyperlink = "#表!A1"
        page["F2"], page["G4"] = "并", ArrayFormula("G4", "=SUM(A1:A4)")
        page.merge_cells("F2:F4")
        page["E1"], page["F1"], page["G1"] = "a", "b", "c"

    path = plain_table(tmp_path / "表.xlsx", [*ROWS[:2], ["2", "乙支部", "西乡", None], ROWS[3]], change)
    for name in ("一", "二"):
        split(path, tmp_path / name, Options("属地", fill=("回填",)))
    for name, spots, areas in (("表-东乡.xlsx", "A1:D3", {"F2:F3"}), ("表-西乡.xlsx", "A1:D2", set())):
        page = openpyxl.load_workbook(tmp_path / "二" / name)["表"]
        assert (page.auto_filter.ref, page.tables["表一"].ref) == (spots, spots)
        assert {str(area) for area in page.merged_cells.ranges} == areas
        assert page["F2"].value == "并"
    page = openpyxl.load_workbook(tmp_path / "一" / "表-东乡.xlsx")["表"]
    assert (page["B3"].comment.text, page["A3"].hyperlink.location or page["A3"].hyperlink.target) == (
        "看这里",
        "#表!A1",
    )
    assert page["G3"].value is None


def test_an_old_workbook_is_split_without_its_layout(tmp_path: Path) -> None:
    result = split(
        FIXTURES.parent / "handout" / "fixtures" / "总表-第11镇.xls", tmp_path / "下发", Options("属地", fill=("备注",))
    )
    assert [(one.file, len(one.rows)) for one in result.parts] == [("总表-第11镇-第11镇.xlsx", 12)]
    assert ("layout_lost", "") in codes(result)


def test_drop_downs_that_excel_keeps_apart_are_kept(tmp_path: Path) -> None:
    path = plain_table(tmp_path / "表.xlsx", ROWS)
    rule = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}">'
        '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1">'
        '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>表!$B$2:$B$4</xm:f></x14:formula1>'
        "<xm:sqref>D2:D100</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    edit(path, "xl/worksheets/sheet1.xml", lambda text: text.replace("</worksheet>", rule))
    split(path, tmp_path / "下发", Options("属地"))
    page = openpyxl.load_workbook(tmp_path / "下发" / "表-东乡.xlsx")["表"]
    assert [(str(one.sqref), one.formula1) for one in page.data_validations.dataValidation] == [
        ("D2:D99", "表!$B$2:$B$3")
    ]


def test_other_files_are_never_overwritten_and_ours_only_by_force(base: Path, tmp_path: Path) -> None:
    out = tmp_path / "下发"
    split(base, out, Options("属地"))
    with pytest.raises(BookError, match="可能是填过的"):
        split(base, out, Options("属地"))
    assert len(split(base, out, Options("属地"), force=True).parts) == 3
    for content in (b"PK", (FIXTURES / "小表.xls").read_bytes()):
        (out / "总表-第02镇.xlsx").write_bytes(content)
        with pytest.raises(BookError, match="不是下发的文件，不能覆盖"):
            split(base, out, Options("属地"), force=True)
        assert (out / "总表-第02镇.xlsx").read_bytes() == content


def test_nothing_is_left_when_a_file_cannot_be_written(base: Path, tmp_path: Path) -> None:
    (tmp_path / "占用").write_text("x", encoding="utf-8")
    with pytest.raises(BookError, match="写不进去"):
        split(base, tmp_path / "占用", Options("属地"))
    (tmp_path / "下发" / "总表-第02镇.xlsx").mkdir(parents=True)
    with pytest.raises(BookError, match="已有"):
        split(base, tmp_path / "下发", Options("属地"))
    assert [path.name for path in (tmp_path / "下发").iterdir()] == ["总表-第02镇.xlsx"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (Options("片区"), "没有找到带“片区”的表头"),
        (Options("属地", key=("号",)), "没有“号”这一列"),
        (Options("属地", sheet="二"), "没有工作表“二”"),
        (Options("属地", head="9"), "表头“9”不对"),
        (Options("属地", head="三"), "表头“三”不对"),
        (Options("属地", head="4"), "没有数据"),
        (Options("属地", key=("编号",), fill=("编号",)), "“编号”不能既要填又不许改"),
    ],
)
def test_what_cannot_be_split_says_why(options: Options, says: str, tmp_path: Path) -> None:
    path = plain_table(tmp_path / "表.xlsx", ROWS)
    with pytest.raises(BookError, match=says):
        split(path, tmp_path / "下发", options)
    assert not (tmp_path / "下发").exists()


def test_rows_that_nothing_tells_apart_need_a_key(tmp_path: Path) -> None:
    path = plain_table(tmp_path / "表.xlsx", [["内容", "属地"], ["甲", "东"], ["甲", "东"]])
    with pytest.raises(BookError, match="用 --key 写明"):
        split(path, tmp_path / "下发", Options("属地"))


def test_saving_leaves_other_values_alone(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for at, text in enumerate(("=1", "=2", "=A1"), 1):
        book.active.cell(1, at, text)
    save(book, tmp_path / "a.xlsx", "Sheet", {"A1": True, "B1": "二<"})
    sheet = open_book(tmp_path / "a.xlsx").sheets[0]
    assert (sheet.rows, sheet.left, sorted(sheet.unvalued)) == ((("二<",),), 1, [(0, 0), (0, 2)])


def test_a_split_that_fails_half_way_gives_back_what_it_overwrote(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "下发"
    split(base, out, Options("属地"))
    filled = {}
    for path in sorted(out.iterdir())[:2]:
        book = openpyxl.load_workbook(path)
        book.worksheets[0].cell(FIRST + 1, 11).value = "填过的"
        book.save(path)
        filled[path] = path.read_bytes()
    (out / "总表-第03镇.xlsx").unlink()
    written: list[Path] = []

    def full(workbook: Any, target: Path, *more: Any) -> None:
        if len(written) == 2:
            raise OSError(28, "No space left on device")
        written.append(target)
        save(workbook, target, *more)

    monkeypatch.setattr("wuze.excel.handout.split.save", full)
    with pytest.raises(BookError, match="写不进去"):
        split(base, out, Options("属地"), force=True)
    assert len(written) == 2
    assert {path: path.read_bytes() for path in out.iterdir()} == filled
    monkeypatch.undo()
    split(base, out, Options("属地"), force=True)
    assert sorted(path.name for path in out.iterdir()) == [f"总表-第0{number}镇.xlsx" for number in (1, 2, 3)]
