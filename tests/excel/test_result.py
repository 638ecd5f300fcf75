"""结果.xlsx: what stands in it, how it is shown, how it prints, and that nothing typed becomes a formula."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.scoring.sample import SCHEME, Sheets, data, results
from wuze.excel.book import open_book as read_book
from wuze.excel.locate import Located
from wuze.excel.result import ordered, write_results
from wuze.excel.styles import CannotWrite, width_of
from wuze.scoring.tables import Finding, Level, Place

RESULTS, FACTS = results()
WARNINGS = [
    Located("方案.xlsx", "否决", "E3", Finding("veto_basis", Place("否决"), "否决没有依据", "写明依据", Level.WARNING))
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("out") / "结果.xlsx"
    write_results(RESULTS, FACTS, WARNINGS, target)
    return target


@pytest.fixture(scope="module")
def book(path: Path) -> Iterator[openpyxl.Workbook]:
    workbook = openpyxl.load_workbook(path)
    yield workbook
    workbook.close()


def grid(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def named(sheet: Worksheet, id: str, head: int) -> dict[str, object]:
    heads = [cell.value for cell in sheet[head]]
    row = next(row for row in sheet.iter_rows() if row[0].value == id)
    return {str(name): cell for name, cell in zip(heads, row, strict=True)}


def test_sheets_titles_and_notes(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["汇总", "得分", "说明", "等次与名额", "校验"]
    assert book["汇总"]["A1"].value == "2026年度两新党支部考核汇总表"
    assert str(book["汇总"]["A2"].value).startswith("考核对象：两新党支部；共 10 个；满分 100 分；")


def test_the_summary_stands_by_group_and_rank_and_says_why(book: openpyxl.Workbook) -> None:
    rows = grid(book["汇总"])[2:]
    assert rows[0] == [
        "编号",
        "名称",
        "属地",
        "类型",
        "组织建设",
        "群众评议",
        "平时考核",
        "加减分",
        "总分",
        "名次",
        "等次",
        "状态",
        "说明",
    ]
    assert [row[0] for row in rows[1:]] == ["S1", "S2", "S7", "S3", "S4", "S8", "S5", "S6", "S9", "S10"]
    assert rows[4] == ["S3", "春晖支部", "城关镇", "企业", 49.5, 19.36, 17.6, 4.5, 90.96, 4, "良好", "齐全",
                       "名额已满，定为良好；各阶段评分相差较大"]  # fmt: skip  # one row
    told = {row[0]: (row[5], row[8], row[9], row[10], row[11], row[12]) for row in rows[1:]}
    assert told["S1"][-1] == "名额线上同分，均未进入，定为良好"
    assert told["S7"][-1] == "名额线上同分，均未进入，定为良好；组织建设有不适用指标，按 60/50 折算"
    assert told["S4"][-1] == "否决：弄虚作假"
    assert told["S5"] == ("缺", 40, "—", "—", "暂定", "缺 4 项：群众评议、平时考核、教育培训等；测评人数不足")
    assert told["S6"][2:5] == ("—", "—", "不参评")
    assert told["S9"][-1] == "否决条件缺数据"


def test_missing_provisional_and_na_have_a_colour_and_a_word(book: openpyxl.Workbook) -> None:
    sheet = book["得分"]
    fills = {
        (id, head): (cell.value, cell.fill.fgColor.rgb[2:])  # type: ignore[attr-defined]  # a cell
        for id in ("S3", "S5", "S6", "S7")
        for head, cell in named(sheet, id, 4).items()
    }
    assert fills["S5", "A2\n教育培训"] == ("缺", "FCE0D0")
    assert fills["S5", "状态"] == ("暂定", "FFF2CC")
    assert fills["S5", "总分"] == (40, "FFF2CC")
    assert fills["S7", "A3\n发展党员"] == ("不适用", "E9E9E9")
    assert fills["S6", "状态"] == ("不参评", "E9E9E9")
    assert fills["S3", "A2\n教育培训"] == (9, "000000")


def test_the_points_sheet_has_parts_full_marks_and_exact_decimals(book: openpyxl.Workbook) -> None:
    sheet = book["得分"]
    rows = grid(sheet)
    assert [cell for cell in rows[2] if cell] == ["组织建设", "群众评议", "平时考核", "加减分"]
    assert rows[4][:10] == ["分值", None, 10, 10, 10, 10, 10, 10, None, 60]
    s4 = named(sheet, "S4", 4)
    assert s4["A2\n教育培训"].value == 6.67  # type: ignore[attr-defined]  # a cell
    assert {cell.number_format for head, cell in s4.items() if head[:1] in "AB小总"} == {"0.00"}  # type: ignore[attr-defined]  # cells


def test_a_part_that_was_scaled_prints_its_factor(book: openpyxl.Workbook) -> None:
    rows = grid(book["得分"])
    at = rows[3].index("折算")
    factors = {str(row[0]): row[at] for row in rows[5:]}
    assert factors["S7"] == "×60/50"
    assert {factor for id, factor in factors.items() if id != "S7"} <= {None, "×60/50"}
    assert rows[3].count("折算") == 1
    assert rows[3][at + 1] == "小计"
    s7 = next(row for row in rows if row[0] == "S7")
    assert s7[at + 1] == round(sum(points for points in s7[2:at] if isinstance(points, int | float)) * 60 / 50, 2)


def test_points_that_stand_for_na_say_so() -> None:
    items = [list(row) for row in SCHEME["指标"]]
    items[5][8] = "免扣"
    found, _ = results({"指标": items})
    assert found.subjects[6].items["A3"].points == Decimal("10.00")


def test_na_points_are_a_number_with_a_word(tmp_path: Path) -> None:
    items = [list(row) for row in SCHEME["指标"]]
    items[5][8] = "免扣"
    write_results(*results({"指标": items}), [], tmp_path / "a.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cell = named(workbook["得分"], "S7", 4)["A3\n发展党员"]
    assert (cell.value, cell.number_format) == (10, '0.00" 不适用"')  # type: ignore[attr-defined]  # a cell
    workbook.close()


def test_quota_and_counts(book: openpyxl.Workbook) -> None:
    rows = grid(book["等次与名额"])[1:]
    assert rows[:3] == [
        ["分组", "等次", "计入基数", "比例", "取整", "名额", "取用", "名额满降等", "线上同分"],
        ["城关镇", "优秀", 6, "40%", "舍去", 2, 0, "春晖支部", "东风支部、红旗支部、同心支部"],
        ["园区", "优秀", 0, "40%", "舍去", 0, 0, None, None],
    ]
    assert rows[4:] == [
        ["分组", "优秀", "良好", "一般", "暂定", "不参评", "合计", None, None],
        ["城关镇", 0, 4, 2, 1, 1, 8, None, None],
        ["园区", 0, 0, 0, 2, 0, 2, None, None],
        ["合计", 0, 4, 2, 3, 1, 10, None, None],
    ]


def test_the_check_sheet_lets_another_check(book: openpyxl.Workbook) -> None:
    rows = [[cell for cell in row if cell is not None] for row in grid(book["校验"])]
    assert ["方案摘要（SHA-256）", RESULTS.digest] in rows
    assert ["计分口径版本", RESULTS.engine] in rows
    assert ["暂定", "3 个"] in rows
    assert ["缺项", "5 处"] in rows
    assert ["教育培训", "1 个", "县委党校", "青松支部"] in rows
    assert ["S5", "青松支部", "4 项", "群众评议、平时考核、教育培训、季度报告"] in rows
    assert ["春晖支部", "阵地建设", "3分", "初评 9分：标牌破损", "复核 6分：活动室挪用"] in rows
    assert ["方案.xlsx", "否决", "E3", "否决没有依据", "写明依据"] in rows


def test_every_sheet_is_frozen_filtered_and_printable(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.freeze_panes is not None
        assert sheet.print_title_rows is not None
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "第 &P 页，共 &N 页" in str(sheet.oddFooter.right.text).replace("&[Page]", "&P")
    assert book["汇总"].auto_filter.ref == "A3:M13"
    assert book["得分"].print_title_rows == "$3:$5"


def test_columns_fit_chinese_text(book: openpyxl.Workbook) -> None:
    for row in book["汇总"].iter_rows(min_row=4):
        assert width_of(str(row[1].value)) <= book["汇总"].column_dimensions["B"].width
    tall = [row for row in book["说明"].row_dimensions.values() if row.ht is not None and row.ht > 30]
    assert len(tall) >= 1


def test_the_same_results_give_the_same_bytes(path: Path, tmp_path: Path) -> None:
    write_results(RESULTS, FACTS, WARNINGS, tmp_path / "b.xlsx")
    assert (tmp_path / "b.xlsx").read_bytes() == path.read_bytes()


def test_it_opens_in_the_reader_we_use_ourselves(path: Path) -> None:
    sheets = {sheet.name: sheet for sheet in read_book(path).sheets}
    assert sheets["得分"].rows[5][:3] == ("S1", "东风支部", Decimal(10))


EVIL = ["=1+1", "+SUM(A1)", "-2", "@cmd", "\tx", "\rx", "<r><t>x</t></r>", "坏\x00字\x0b", "_x0041_", "http://a.b/c"]


def test_no_text_becomes_a_formula_a_link_or_broken_mark_up(tmp_path: Path) -> None:
    rows = [["编号", "名称", "类型", "属地", "党员数"]] + [
        [f"S{n}", text, "企业", text, 3] for n, text in enumerate(EVIL)
    ]
    changes: Sheets = {name: sheet[:1] for name, sheet in data().items()}
    write_results(*results(None, {**changes, "名录": rows}), [], tmp_path / "a.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = {row[0].value: row[1] for row in workbook["汇总"].iter_rows(min_row=4)}
    assert {cell.data_type for cell in cells.values()} == {"s"}
    assert [str(cells[f"S{n}"].value).strip() for n in range(len(EVIL))] == [
        "=1+1", "+SUM(A1)", "-2", "@cmd", "x", "x", "<r><t>x</t></r>", "坏 字", "_x0041_", "http://a.b/c",
    ]  # fmt: skip  # one list
    assert [cells[f"S{n}"].quotePrefix for n in range(len(EVIL))] == [n < 4 for n in range(len(EVIL))]
    assert not any(cell.hyperlink for cell in cells.values())
    workbook.close()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as packed:
        uses = sum(packed.read(name).count(b' t="s"') for name in packed.namelist() if "worksheets" in name)
        assert f'count="{uses}"'.encode() in packed.read("xl/sharedStrings.xml")[:300]
        assert b"<f>" not in b"".join(packed.read(name) for name in packed.namelist())


def test_many_items_print_on_several_pages_with_names_repeated(tmp_path: Path) -> None:
    items = [list(row) for row in SCHEME["指标"]]
    items += [["P4", f"C{n}", f"加分{n}", 0, "零分", None, 1, None, None, "加分", "党员大会", "每次得", "每次得1"] + [None] * 6
              for n in range(30)]  # fmt: skip  # thirty rows
    write_results(*results({"指标": items}), [], tmp_path / "a.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = workbook["得分"]
    assert sheet.page_setup.fitToWidth == 3
    assert sheet.print_title_cols == "$A:$B"
    title = next(str(merged) for merged in sheet.merged_cells.ranges if str(merged).startswith("C1:"))
    assert title in {f"C1:{column}1" for column in "NOPQRS"}
    workbook.close()


def test_a_scheme_without_groups_grades_or_names(tmp_path: Path) -> None:
    settings = [row for row in SCHEME["方案"] if row[0] not in ("分组", "满分", "考核对象", "年度", "总分封顶")]
    changes: Sheets = {
        "方案": settings, "等次": [["等次", "最低分"]], "否决": [["情形", "条件", "后果"]],
    }  # fmt: skip  # three sheets
    found, facts = results(changes)
    write_results(found, facts, [], tmp_path / "a.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert workbook["汇总"]["A1"].value == "两新党支部考核汇总表"
    assert [cell.value for cell in workbook["汇总"][3]][2:4] == ["类型", "属地"]
    assert workbook["等次与名额"]["A3"].value == "本方案没有名额限制"
    workbook.close()


def test_the_order_of_those_without_rank() -> None:
    assert [one.id for one in ordered(RESULTS)][6:8] == ["S5", "S6"]


# --- a target that refuses --------------------------------------------------------------------------------------------
def refusal(path: Path) -> str:
    with pytest.raises(CannotWrite) as caught:
        write_results(RESULTS, FACTS, [], path)
    assert caught.value.finding.code == "cannot_write"
    return caught.value.finding.problem


def test_a_missing_folder_a_folder_and_a_file_for_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path / "没有" / "a.xlsx") == f"文件夹“{tmp_path / '没有'}”不存在"
    assert refusal(tmp_path) == f"“{tmp_path.name}”是文件夹"
    (tmp_path / "文件").write_text("x")
    assert refusal(tmp_path / "文件" / "a.xlsx") == f"文件夹“{tmp_path / '文件'}”不存在"


def test_a_file_that_is_open_or_protected_keeps_its_old_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.xlsx").write_text("旧")

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "used by another process")

    monkeypatch.setattr(Path, "replace", refuse)
    assert refusal(tmp_path / "a.xlsx") == "“a.xlsx”写不进去：文件正被打开，或没有写入权限"
    assert (tmp_path / "a.xlsx").read_text() == "旧"
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(zipfile.ZipFile):
        def writestr(self, *args: object, **kwargs: object) -> None:
            raise OSError(28, "No space left on device")

        def write(self, *args: object, **kwargs: object) -> None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("xlsxwriter.workbook.ZipFile", Full)
    assert refusal(tmp_path / "a.xlsx") == "“a.xlsx”没有写完：No space left on device"
    assert list(tmp_path.iterdir()) == []


def test_others_may_read_the_file(path: Path) -> None:
    umask = os.umask(0)
    os.umask(umask)
    assert path.stat().st_mode & 0o777 == 0o666 & ~umask
