"""The small parts: rows that move, heads of every shape, what a column takes, rows known by their content."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from tests.excel.workbooks import workbook
from wuze.excel.book import Sheet, open_book
from wuze.excel.handout.choose import column
from wuze.excel.handout.frame import Frame, RowKind, find_head, frame_of, grid, row_text, shown
from wuze.excel.handout.merge import files_in, merge
from wuze.excel.handout.moving import RowMap, moved, rows_read
from wuze.excel.handout.notes import Kind
from wuze.excel.handout.results import MergeResult
from wuze.excel.handout.source import Options, open_source
from wuze.excel.handout.split import split
from wuze.excel.handout.suit import Expected, expectations, held, judge
from wuze.excel.refusal import BookError
from wuze.scoring.tables import Cell

ROWS = RowMap([(1, 1), (2, 2), (4, 3), (6, 4), (9, 6)], last=9, new_last=6, tails={4: 5})
"""Rows 3, 5, 7 and 8 of nine are gone; one row was added below what was row 6."""


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("=A4*2", "=A3*2"),
        ("=A5+$B$1", "=A5+$B$1"),
        ("=SUM(A2:A8)", "=SUM(A2:A5)"),
        ("=SUM($A$4:$A$20)", "=SUM($A$3:$A$17)"),
        ("=SUM(A12:A14)", "=SUM(A9:A11)"),
        ("=SUM(A3:A3)", None),
        ("=SUM(7:8)", None),
        ("=SUM(2:4)", "=SUM(2:3)"),
        ("=A7", None),
        ("=SUM(A7:A8)", None),
        ("=另表!A7+'表'!A4", "=另表!A7+'表'!A3"),
        ("=SUM(A:A)+区域", "=SUM(A:A)+区域"),
    ],
)
def test_formulas_follow_their_rows(formula: str, result: str | None) -> None:
    assert moved(formula, ROWS, "表", own=(5, 5)) == result


def test_rules_are_written_for_the_first_cell_of_their_range() -> None:
    assert moved("=$A4>B$4", ROWS, "表", shift=-1) == "=$A3>B$3"
    assert moved("=A4:B4", ROWS, "表", shift=-1) == "=A3:B3"
    assert moved("=A4:A5", ROWS, "表", shift=-1) == "=A3:A4"
    assert (moved("=A1", ROWS, "表", shift=-1), moved("=A1:A3", ROWS, "表", shift=-1)) == (None, None)


def test_which_rows_a_formula_reads() -> None:
    assert rows_read("=A4+$B$1+C4:D4+另表!A9", "表") == {1, 4}
    assert (rows_read("=SUM(A1:A4)", "表"), rows_read("=区域", "表")) == (None, None)


# --- heads and rows ---------------------------------------------------------------------------------------------------


def sheet_of(rows: list[list[Any]], merged: tuple[tuple[int, int, int, int], ...] = (), left: int = 0) -> Sheet:
    return Sheet("表", tuple(map(tuple, rows)), left, merged)


def test_a_head_of_group_and_sub_heads_below_a_line_in_two_pieces() -> None:
    sheet = sheet_of(
        [
            ["填报单位：某镇", None, None, "日期：", None, None], ["基本", None, "党员", None, "完成", None],
            ["编号", "属地", "人数", "预备", "是否", "时间"], ["甲", "乙", Decimal(1), Decimal(2), Decimal(3), Decimal(4)],
            ["1", "东", None, None, None, None],
        ],
        ((0, 0, 0, 2), (0, 3, 0, 5), (1, 0, 1, 1), (1, 2, 1, 3), (1, 4, 1, 5)),
    )  # fmt: skip  # a table
    assert find_head(sheet, ["属地"]) == (1, 2)
    frame = frame_of(sheet, 1, 2)
    assert [one.name for one in frame.headings][:3] == ["基本/编号", "基本/属地", "党员/人数"]
    assert (frame.first, frame.data) == (4, [4])
    assert find_head(sheet, ["没有"]) is None


def test_a_column_is_named_by_its_whole_head_its_last_part_or_without_its_remark() -> None:
    sheet = sheet_of([["甲", "乙", "数(个)"], ["名", "名", None], [1, 2, 3]])
    heads = frame_of(sheet, 0, 1).headings
    assert [column(heads, word).at for word in ("甲/名", "乙/名", "数")] == [0, 1, 2]
    with pytest.raises(BookError, match="有2列叫“名”"):
        column(heads, "名")


def test_a_table_that_does_not_begin_at_column_a() -> None:
    assert grid(sheet_of([[1], [2]], left=2)) == ((None, None, 1), (None, None, 2))


def test_what_rows_are() -> None:
    rows: list[list[Cell]] = [
        ["编号", "名称", "属地", "数"], ["1", "合计支部", "东", None], ["合 计", None, None, Decimal(3)], [None, "东乡小计", None, None],
        ["一、企业", None, None, None], ["注：说明。", None, None, None], ["备注", None, None, None], ["填表人：某", None, "日期：", None],
        [None, None, None, Decimal(4)], ["甲、乙", None, None, None],
    ]  # fmt: skip  # a table
    frame = frame_of(sheet_of(rows), 0, 0, ["编号"])
    assert list(frame.kinds.values()) == [
        RowKind.DATA, RowKind.TOTAL, RowKind.TOTAL, RowKind.NOTE, RowKind.NOTE, RowKind.NOTE, RowKind.NOTE, RowKind.DATA,
        RowKind.DATA,
    ]  # fmt: skip  # one list


def test_cells_merged_down_are_read_through_and_long_rows_are_cut() -> None:
    sheet = sheet_of([["编号", "属地"], ["1", "东"], ["2", None]], ((1, 1, 2, 1),))
    frame: Frame = frame_of(sheet, 0, 0)
    assert (frame.value(2, 1), frame.value(2, 9), row_text(frame, 2), row_text(frame, 2, 3)) == (
        "东",
        None,
        "2 | 东",
        "2 |…",
    )


def test_cells_as_people_write_them() -> None:
    values: list[Cell] = [None, True, False, Decimal("1.50"), Decimal(100), date(2026, 3, 5)]
    assert [shown(value) for value in values] == ["", "是", "否", "1.5", "100", "2026-03-05"]


# --- what a column takes ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected", "taken", "kind"),
    [
        ("随便", Expected(), "随便", None),
        (Decimal(3), Expected("number"), Decimal(3), None),
        ("1,200", Expected("number"), Decimal(1200), Kind.CELL_TIDIED),
        (True, Expected("number"), True, Kind.CELL_TYPE),
        (Decimal("1.5"), Expected("whole"), Decimal("1.5"), Kind.CELL_TYPE),
        (Decimal(-1), Expected("number", (), Decimal(0)), Decimal(-1), Kind.CELL_TYPE),
        (Decimal(9), Expected("number", (), None, Decimal(5)), Decimal(9), Kind.CELL_TYPE),
        (date(2026, 1, 2), Expected("date"), date(2026, 1, 2), None),
        (Decimal(46000), Expected("date"), date(2025, 12, 9), Kind.CELL_TIDIED),
        ("2026.13.1", Expected("date"), "2026.13.1", Kind.CELL_TYPE),
        ("是", Expected("list", ("是", "否")), "是", None),
        ("好", Expected("list", tuple("一二三四五六七八九")), "好", Kind.CELL_CHOICE),
    ],
)
def test_judged(value: Cell, expected: Expected, taken: Cell, kind: Kind | None) -> None:
    verdict = judge(value, expected)
    assert (verdict.value, verdict.kind) == (taken, kind)


def test_a_guess_from_a_number_format_is_given_up_where_most_answers_belie_it() -> None:
    weak = Expected("number", weak=True)
    assert held(weak, ["无", "有", Decimal(1)]) == Expected()
    assert held(weak, ["无", Decimal(2), Decimal(1)]) == weak
    assert held(Expected("number"), ["无"]) == Expected("number")


RULES = [
    ("list", {"formula1": '"甲,乙"'}, Expected("list", ("甲", "乙"))),
    ("list", {"formula1": "选项区"}, Expected("list", ("好", "差"))),
    ("list", {"formula1": "没有的表!$A$1:$A$3"}, Expected()),
    ("list", {"formula1": "INDIRECT(A1)"}, Expected()),
    ("whole", {"operator": "greaterThanOrEqual", "formula1": "1"}, Expected("whole", (), Decimal(1), None)),
    ("decimal", {"operator": "lessThanOrEqual", "formula1": "9"}, Expected("number", (), None, Decimal(9))),
    ("decimal", {"operator": "equal", "formula1": "9"}, Expected("number")),
    ("date", {"formula1": "46000", "formula2": "47000"}, Expected("date")),
    ("textLength", {"formula1": "1", "formula2": "9"}, Expected()),
]


@pytest.mark.parametrize(("kind", "rule", "wanted"), RULES)
def test_what_a_validation_wants(kind: str, rule: dict[str, str], wanted: Expected, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["编号", "属地", "填"], ["1", "东", None], ["2", "西", None], ["好"], ["差"]):
        book.active.append(row)
    book.defined_names["选项区"] = DefinedName("选项区", attr_text="Sheet!$A$4:$A$5")
    book.active.add_data_validation(DataValidation(type=kind, sqref="C2:C3", **rule))
    book.save(tmp_path / "表.xlsx")
    assert expectations(open_source(tmp_path / "表.xlsx", Options("属地", key=("编号",), fill=("填",))))[2] == wanted


def test_what_number_formats_and_contents_want(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "表.xlsx",
        {
            "表": [
                ["编号", "属地", "数", "日", "文"],
                *[[str(at), "东", at, date(2026, 1, at), "x"] for at in (1, 2, 3)],
            ]
        },
    )
    book = openpyxl.load_workbook(path)
    book.active["E2"].number_format = "0.00%"
    book.save(path)
    found = expectations(open_source(path, Options("属地", fill=("数", "日", "文"))))
    assert found == {2: Expected("number"), 3: Expected("date", weak=True), 4: Expected("number", weak=True)}


# --- whose file, which row --------------------------------------------------------------------------------------------


def merged(folder: Path, back: dict[str, list[list[Any]]]) -> MergeResult:
    """Files (name → rows) without a manifest, merged with a base of two towns."""
    base = workbook(
        folder / "总表.xlsx",
        {
            "表": [
                ["编号", "名称", "属地", "电话", "填"],
                ["1", "东风支部", "东乡", 11],
                ["2", "东山支部", "东乡", 12],
                ["3", "西山支部", "西乡", 13],
            ]
        },
    )
    (folder / "回").mkdir()
    for name, rows in back.items():
        workbook(folder / "回" / name, {"表": rows})
    return merge(files_in(folder / "回"), base, Options("属地"))


def test_a_file_whose_rows_are_all_new_is_known_by_its_column_or_by_its_name(tmp_path: Path) -> None:
    head = ["编号", "名称", "属地", "电话", "填"]
    result = merged(
        tmp_path,
        {"甲.xlsx": [head, ["8", "新一支部", "西乡", 1, "好"]], "东乡.xlsx": [head, ["9", "新二支部", None, 2, "好"]],
         "无名.xlsx": [head, ["7", "新三支部", None, 2, "好"]]},
    )  # fmt: skip  # the files
    assert [(one.value, one.file, one.added, one.deleted) for one in result.units] == [
        ("东乡", "东乡.xlsx", 1, 2), ("西乡", "甲.xlsx", 1, 1),
    ]  # fmt: skip  # two units
    assert next(one.text for one in result.notes if one.finding.code == Kind.NOT_OURS).startswith(
        "无名.xlsx: 不是下发的表（认不出是哪个单位的），1张工作表共2行"
    )


def test_without_key_and_place_columns_rows_are_known_by_what_is_left(tmp_path: Path) -> None:
    head = ["名称", "电话", "填", "乱"]
    result = merged(tmp_path, {"东乡.xlsx": [head, ["东山支部", 12, "好"], ["东风支部", 99, "差"]]})
    assert [(row.base, row.file, row.values.get(4)) for row in result.rows] == [
        (1, "东乡.xlsx", "差"), (2, "东乡.xlsx", "好"), (3, "", None),
    ]  # fmt: skip  # three rows


def test_the_place_where_a_formula_failed_is_named(tmp_path: Path) -> None:
    head = ["编号", "名称", "属地", "电话", "填"]
    result = merged(
        tmp_path, {"甲.xlsx": [head, ["1", "东风支部", "东乡", 11, "#N/A"], ["2", "东山支部", "东乡", 12, "好"]]}
    )
    assert [(one.finding.code, one.cell) for one in result.notes if one.finding.stops][1:] == [(Kind.CELL_ERROR, "E2")]


def test_a_split_of_a_folder_that_is_full_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "表.xlsx", {"表": [["编号", "属地", "填"], ["1", "东"], ["2", "西"]]})
    out = tmp_path / "下发"
    out.mkdir()
    (out / "表-西.xlsx").symlink_to(tmp_path / "无" / "无.xlsx")
    result = split(path, out, Options("属地"))
    assert [one.file for one in result.parts] == ["表-东.xlsx", "表-西.xlsx"]
    assert len(open_book(out / "表-西.xlsx").sheets) == 2
