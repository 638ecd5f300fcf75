"""Twenty towns' files merged and compared row by row; every note they give; nothing dropped."""

from __future__ import annotations

import tempfile
from collections import Counter
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.excel.handout import towns
from tests.excel.handout.towns import FIRST, HEADS, SHEET_NAME, County, county, record, town
from wuze.excel.book import open_book
from wuze.excel.handout.frame import shown
from wuze.excel.handout.merge import File, files_in, merge
from wuze.excel.handout.merged_out import write_merged
from wuze.excel.handout.notes import MEANINGS, Kind
from wuze.excel.handout.results import MergeResult
from wuze.excel.handout.source import Options
from wuze.excel.handout.split import split
from wuze.excel.refusal import BookError


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> County:
    """Twenty towns, merged once."""
    return county(tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="module")
def result(returned: County) -> MergeResult:
    return merge(files_in(returned.back), returned.base, Options(""))


@pytest.fixture(scope="module")
def written(returned: County, result: MergeResult) -> Path:
    path = returned.base.with_name("汇总.xlsx")
    write_merged(result, path)
    return path


def rows_of(path: Path) -> list[list[Any]]:
    page = openpyxl.load_workbook(path)[SHEET_NAME]
    return [list(row) for row in page.iter_rows(min_row=FIRST + 1, values_only=True)]


def test_every_row_of_the_base_is_there_with_the_answers_of_its_town(returned: County, written: Path) -> None:
    found = {row[1]: row for row in rows_of(written) if isinstance(row[1], str) and row[1].startswith("P")}
    assert len(found) == 240
    for number in range(1, 21):
        for at in range(1, 13):
            key = f"P{number:02}{at:03}"
            row, fills = found[key], returned.expected[key]
            assert row[:6] == record(number, at)[:6]
            for name in towns.FILLS:
                value = row[HEADS.index(name)]
                wanted = fills.get(name)
                assert (key, name, value.date() if hasattr(value, "date") else value) == (key, name, wanted)
            assert (key, row[13]) == (key, returned.sources[key] or None)


def test_formulas_totals_and_notes_of_the_base_go_on(written: Path) -> None:
    rows = rows_of(written)
    assert rows[0][6] == "=E6+F6"
    assert rows[-2][:5] == ["合计", None, None, None, "=SUM(E6:E246)"]
    assert rows[-1][0] == "注：按季报送，逾期不候。"


def test_an_added_row_stands_below_its_town_and_a_column_more_at_the_right(written: Path) -> None:
    rows = rows_of(written)
    at = next(number for number, row in enumerate(rows) if row[1] == "新A")
    assert rows[at - 1][1] == "P08012"
    assert rows[at][2:4] == ["新成立的党支部", "第08镇"]
    assert rows[at][6:8] == [f"=E{at + FIRST + 1}+F{at + FIRST + 1}", None]
    assert rows[at][10:] == ["新增", None, "新增", "总表-第08镇.xlsx"]
    more = {row[1]: row[11] for row in rows if row[11] is not None}
    assert more == {f"P14{number:03}": f"联{FIRST + number - 1}" for number in range(1, 13)}
    page = openpyxl.load_workbook(written)[SHEET_NAME]
    assert [page.cell(3, at).value for at in (12, 13, 14)] == ["联系情况（多出的列）", "回收情况", "来源文件"]


EXPECTED = """
总表-第15镇.xlsx|unreadable 现场.jpg|unreadable 通讯录.xlsx|not_ours 总表.xlsx|not_back 总表.xlsx|not_back
总表-第02镇.xlsx|no_manifest 总表-第03镇.xlsx|header_moved|A4 总表-第04镇.xlsx|header_changed|H4
总表-第05镇.xlsx|header_missing|A4 总表-第06镇.xlsx|key_changed|B6 总表-第06镇.xlsx|key_changed|B7
总表-第07镇.xlsx|locked_changed|C6 总表-第07镇.xlsx|locked_changed|E7 总表-第08镇.xlsx|row_deleted
总表-第08镇.xlsx|row_deleted 总表-第08镇.xlsx|row_added|A10 总表-第08镇.xlsx|cell_blank|H4
总表-第08镇.xlsx|cell_blank|I4 总表-第08镇.xlsx|cell_blank|J4 总表-第09镇.xlsx|row_duplicate|A12
总表-第09镇.xlsx|row_duplicate|A13 总表-第10镇(1).xlsx|two_versions 总表-第10镇(1).xlsx|not_taken|A6
总表-第12镇.xlsx|cell_blank|J4 总表-第12镇.xlsx|cell_choice|H6 总表-第12镇.xlsx|cell_tidied|H7
总表-第12镇.xlsx|cell_tidied|J8 总表-第12镇.xlsx|cell_type|J9 总表-第12镇.xlsx|cell_type|J10
总表-第12镇.xlsx|cell_tidied|I11 总表-第12镇.xlsx|cell_type|I12 总表-第12镇.xlsx|cell_tidied|I13
总表-第12镇.xlsx|cell_type|J14 总表-第13镇.xlsx|extra_sheet 总表-第13镇.xlsx|hidden|A7
总表-第14镇.xlsx|header_added|F4 总表-第17镇.xlsx|row_foreign|A9 总表-第18镇.xlsx|header_missing
总表-第18镇.xlsx|no_manifest 总表-第19镇.xlsx|row_passed|A9 总表-第19镇.xlsx|row_passed|A21
总表-第20镇.xlsx|wrong_unit
"""


def test_every_alteration_is_named_at_its_cell_and_nothing_else_is(result: MergeResult) -> None:
    found = [
        "|".join(filter(None, (one.file, one.finding.code.removeprefix("handout_"), one.cell))) for one in result.notes
    ]
    assert Counter(found) == Counter(EXPECTED.split())
    assert all(one.finding.problem and one.finding.fix for one in result.notes)


def test_how_the_units_stand(result: MergeResult) -> None:
    states = {one.value: one.state for one in result.units}
    back = {town(number) for number in (1, 2, 3, 10, 11, 14, 19)}
    gone = {town(15), town(16)}
    assert {value for value, state in states.items() if state == "已交回"} == back
    assert {value for value, state in states.items() if state == "未交回"} == gone
    assert result.counts == {"已汇总": 214, "交回的表里没有": 2, "未交回": 24, "新增": 1}
    lines = result.reminder.split("\n")
    assert lines[:4] == [
        "【总表】报送情况：应交20个单位，已交18个。",
        "尚未交回（2个）：第15镇、第16镇。请尽快填好交回。",
        "第15镇交来的“总表-第15镇.xlsx”没法用：文件已损坏，读不出内容，请重交。",
        "以下单位请补正后重交：",
    ]
    assert lines[8] == "第08镇：3处问题，3格没有填。"


def test_the_sheets_of_the_result(written: Path, result: MergeResult) -> None:
    book = openpyxl.load_workbook(written)
    assert book.sheetnames == [SHEET_NAME, "问题", "回收情况", "选项"]
    assert book.active.title == SHEET_NAME
    problems = list(book["问题"].values)
    assert len(problems) == 3 + len(result.notes)
    assert problems[2] == ("级别", "文件", "工作表!格", "问题", "怎么改")
    units = list(book["回收情况"].values)
    assert units[3][:10] == ("第01镇", "已交回", "总表-第01镇.xlsx", 12, 12, 0, 0, 36, 36, 0)
    assert units[12][10] == "没有采用：总表-第10镇(1).xlsx"
    assert [row[0] for row in units if row[0] and str(row[0]).startswith("【")] == [result.reminder.split("\n")[0]]


def test_the_result_is_the_same_every_time(returned: County, written: Path) -> None:
    again = written.with_name("再.xlsx")
    write_merged(merge(files_in(returned.back), returned.base, Options("")), again)
    assert again.read_bytes() == written.read_bytes()


def test_json_names_everything(result: MergeResult) -> None:
    found = result.as_json()
    assert list(found) == ["format", "base", "rows", "units", "not_merged", "problems", "warnings", "reminder"]
    assert len(found["problems"]) + len(found["warnings"]) == len(result.notes)
    assert found["units"][14]["unusable"] == [{"file": "总表-第15镇.xlsx", "why": "文件已损坏，读不出内容"}]
    assert found["not_merged"][2] == {"file": "通讯录.xlsx", "why": "不是下发的表"}


def test_a_result_is_no_base(returned: County, written: Path) -> None:
    with pytest.raises(BookError, match="已经是汇总结果"):
        merge(files_in(returned.back), written, Options(""))


def test_every_kind_has_its_meaning_and_stands_in_the_manual() -> None:
    page = (Path(__file__).parents[3] / "docs" / "下发和汇总.md").read_text(encoding="utf-8")
    listed = [
        tuple(line.strip("| `").replace("` ", "").split("| ")) for line in page.splitlines() if "`handout_" in line
    ]
    assert listed == [(kind.value, meaning) for kind, meaning in MEANINGS.items()]
    assert set(MEANINGS) == set(Kind)


# --- smaller counties -------------------------------------------------------------------------------------------------


class Small:
    """Two towns of four rows each."""

    def __init__(self, folder: Path) -> None:
        self.base = towns.write_base(folder / "总表.xlsx", 2, 4)
        self.out, self.back = folder / "下发", folder / "回收"
        split(self.base, self.out, Options("属地"))
        self.back.mkdir()
        self.sent = {number: towns.sent(self.out, number, 4) for number in (1, 2)}

    def merge(self, by: str = "") -> MergeResult:
        """What comes of all that is sent."""
        for one in self.sent.values():
            one.write(self.back / one.file)
        return merge(files_in(self.back), self.base, Options(by))


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return Small(tmp_path)


def said(result: MergeResult) -> list[str]:
    return [one.text for one in result.notes]


def codes(result: MergeResult) -> list[tuple[str, str]]:
    return [(one.finding.code.removeprefix("handout_"), one.cell) for one in result.notes]


def test_all_back_and_right(small: Small) -> None:
    result = small.merge()
    assert codes(result) == []
    assert result.reminder == "【总表】报送情况：应交2个单位，已交2个。\n全部交齐，没有要补正的，谢谢。"


def test_a_base_corrected_after_it_was_sent_is_not_laid_at_the_towns_door(small: Small) -> None:
    book = openpyxl.load_workbook(small.base)
    book[SHEET_NAME]["C6"] = "改正的名称"
    book.save(small.base)
    small.sent[1].grid[FIRST + 1][2] = "镇里改的"
    result = small.merge()
    assert codes(result) == [("base_changed", "A6"), ("locked_changed", "C7")]


def test_versions_without_times_are_told_by_what_is_filled_then_by_name(small: Small) -> None:
    less = deepcopy(small.sent[1])
    less.grid[FIRST][10] = None
    less.write(small.back / "甲.xlsx")
    same = deepcopy(small.sent[1])
    same.write(small.back / "Z.xlsx")
    result = small.merge()
    one = result.units[0]
    assert (one.file, one.others) == ("总表-第01镇.xlsx", ["Z.xlsx", "甲.xlsx"])
    texts = said(result)
    assert [text for text in texts if "填的格多：16格，这份15格" in text] != []
    assert [text for text in texts if "取文件名靠后的）；这份4行没有并入，各行内容一样" in text] != []


def test_what_only_the_other_version_has_is_taken_from_it(small: Small) -> None:
    old = deepcopy(small.sent[1])
    old.saved = "2026-01-02T00:00:00Z"
    stranger = deepcopy(small.sent[2].grid[FIRST])
    old.grid.insert(FIRST + 4, stranger)
    old.grid[3].append("另注")
    for row in old.data:
        old.grid[row].append("另")
    old.write(small.back / "旧.xlsx")
    del small.sent[1].grid[FIRST + 2]
    result = small.merge()
    merged = {row.base: row.file for row in result.rows if row.state == "已汇总"}
    assert merged[FIRST + 4] == "旧.xlsx"
    found = [code for code in codes(result) if code[0] in ("not_taken", "row_deleted")]
    assert sorted(found) == [
        ("not_taken", "A10"),
        ("not_taken", "A6"),
        ("not_taken", "A7"),
        ("not_taken", "A8"),
        ("not_taken", "A9"),
    ]


def test_a_row_that_its_own_town_left_out_is_taken_from_the_neighbour(small: Small) -> None:
    small.sent[1].grid.insert(FIRST + 4, small.sent[2].grid.pop(FIRST))
    result = small.merge()
    assert codes(result) == [("row_foreign", "A10")]
    assert {row.file for row in result.rows if row.base == FIRST + 1} == {"总表-第01镇.xlsx"}


def test_the_same_new_row_from_two_towns(small: Small) -> None:
    for one in small.sent.values():
        new = record(one.number, 9)
        new[1:3] = ["新1", f"新{one.number}支部"]
        one.grid.insert(FIRST + 4, [*new[:7], "已完成", date(2026, 1, 1), 1, None])
    result = small.merge()
    assert codes(result) == [("row_added", "A10"), ("row_added", "A10"), ("row_duplicate", "A10")]
    assert result.counts == {"已汇总": 8, "新增": 2}


def test_another_batch_is_named(small: Small, tmp_path: Path) -> None:
    base = towns.write_base(tmp_path / "旧表.xlsx", 3, 4)
    split(base, tmp_path / "旧下发", Options("属地"))
    (tmp_path / "旧下发" / "旧表-第02镇.xlsx").rename(tmp_path / "旧下发" / "总表-第02镇.xlsx")
    old = towns.sent(tmp_path / "旧下发", 2, 4)
    small.sent[2].manifest = old.manifest
    assert codes(small.merge()) == [("other_batch", "")]


def test_without_any_manifest_the_head_tells_by_what_it_was_split(small: Small) -> None:
    for one in small.sent.values():
        one.manifest = []
    assert codes(small.merge()) == [("no_manifest", ""), ("no_manifest", "")]


def test_without_a_manifest_and_a_known_head_the_column_must_be_named(tmp_path: Path) -> None:
    base = tmp_path / "表.xlsx"
    book = openpyxl.Workbook()
    for row in (["编号", "片", "回"], ["1", "东", None], ["2", "西", None]):
        book.active.append(row)
    book.save(base)
    with pytest.raises(BookError, match="用 --by 写明，如 --by 属地"):
        merge([], base, Options(""))
    result = merge([File("表.xlsx", base)], base, Options("片"))
    assert codes(result)[0] == ("not_back", "")


def test_cells_cleared_failed_or_stray_are_named(small: Small) -> None:
    book = openpyxl.load_workbook(small.base)
    book[SHEET_NAME]["K6"] = "原有"
    book.save(small.base)
    grid = small.sent[1].grid
    grid[FIRST][10] = None
    grid[FIRST + 1][9] = "=1/0"
    grid[FIRST + 2].append("写在表外")
    grid[0].append("请看附件")
    result = small.merge()
    found = set(codes(result)) - {("base_changed", "A6")}
    assert found == {("above_head", "A1"), ("cell_cleared", "K6"), ("header_added", "L4")} | (
        found & {("cell_error", "J7")}
    )
    assert any("写在表外" in text for text in said(result))


def test_a_choice_sheet_changed_is_named(small: Small) -> None:
    small.sent[1].more["选项"] = [["已完成"], ["随便"]]
    assert codes(small.merge()) == [("extra_sheet", "")]


# --- nothing is dropped -----------------------------------------------------------------------------------------------

CELL = st.sampled_from(
    [None, "合计", "小计", "注：说明", "P01001", "P01002", "P02001", "P1", "第01镇", "第02镇", 1, 7, "甲", "一、企业"]
)
ROW = st.lists(CELL, min_size=11, max_size=11)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(ROW, max_size=6), st.lists(st.sampled_from(range(4)), max_size=4, unique=True), st.booleans())
def test_every_row_is_in_the_result_or_in_the_report(rows: list[list[Any]], gone: list[int], twice: bool) -> None:
    """Each row is marked by a text of its own, which must be found again."""
    with tempfile.TemporaryDirectory() as folder:
        small = Small(Path(folder))
        one = small.sent[1]
        marks = []
        for number, row in enumerate(rows):
            marks.append(f"记号{number}")
            one.grid.insert(FIRST + 4 + number, [*row[:10], marks[-1]])
        for at in sorted(gone, reverse=True):
            del one.grid[FIRST + at]
        for at in range(4 - len(gone)):
            marks.append(f"原行{at}")
            one.grid[FIRST + at][10] = marks[-1]
        if twice:
            other = deepcopy(one)
            other.saved = "2026-01-05T00:00:00Z"
            other.grid[FIRST][10] = "早先的"
            marks.append("早先的")
            other.write(small.back / "早.xlsx")
        result = small.merge()
        write_merged(result, Path(folder) / "汇总.xlsx")
        sheets = open_book(Path(folder) / "汇总.xlsx").sheets
        texts = "\n".join(shown(cell) for sheet in sheets[:2] for row in sheet.rows for cell in row)
        assert [mark for mark in marks if mark not in texts] == []
