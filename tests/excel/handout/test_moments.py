"""A cell with date and time keeps its time on the way out and back."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl

from wuze.excel.book import open_book
from wuze.excel.handout.frame import shown
from wuze.excel.handout.merge import files_in, merge
from wuze.excel.handout.merged_out import write_merged
from wuze.excel.handout.source import Options
from wuze.excel.handout.split import split

REGISTERED, DONE = datetime(2026, 3, 5, 9, 30), datetime(2026, 4, 6, 16, 40, 20)


def base(path: Path) -> Path:
    """Two towns; one column holds moments, one is to be filled and is laid out for days."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(["编号", "名称", "属地", "登记时间", "完成时间"])
    for number in range(1, 5):
        page.append([f"P{number}", f"第{number}支部", "东镇" if number < 3 else "西镇", REGISTERED, None])
        page.cell(number + 1, 5).number_format = "yyyy-mm-dd"
    book.save(path)
    return path


def test_the_time_of_day_is_neither_lost_nor_hidden(tmp_path: Path) -> None:
    table = base(tmp_path / "总表.xlsx")
    split(table, tmp_path / "下发", Options("属地", fill=("完成时间",)))
    for path in (tmp_path / "下发").iterdir():
        book = openpyxl.load_workbook(path)
        page = book.worksheets[0]
        assert page["D2"].value == REGISTERED
        page["E2"], page["E3"] = DONE, date(2026, 4, 7)
        book.save(path)
    result = merge(files_in(tmp_path / "下发"), table, Options(""))
    assert [one.text for one in result.notes if one.finding.stops] == []
    write_merged(result, tmp_path / "汇总.xlsx")
    page = openpyxl.load_workbook(tmp_path / "汇总.xlsx").worksheets[0]
    assert [page.cell(row, 4).value for row in range(2, 6)] == [REGISTERED] * 4
    assert [page.cell(row, 5).value for row in range(2, 6)] == [DONE, datetime(2026, 4, 7)] * 2
    assert ("h" in page["E2"].number_format, "h" in page["E3"].number_format) == (True, False)


def test_a_moment_that_was_changed_is_said_with_its_time(tmp_path: Path) -> None:
    table = base(tmp_path / "总表.xlsx")
    split(table, tmp_path / "下发", Options("属地", fill=("完成时间",)))
    path = tmp_path / "下发" / "总表-东镇.xlsx"
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["D2"] = datetime(2026, 3, 5, 10, 30)
    book.save(path)
    result = merge(files_in(tmp_path / "下发"), table, Options(""))
    said = [one.text for one in result.notes if "登记时间" in one.text]
    assert len(said) == 1
    assert "原来是“2026-03-05 09:30”，交回是“2026-03-05 10:30”" in said[0]


def test_who_computes_gets_days_and_who_passes_on_gets_moments(tmp_path: Path) -> None:
    table = base(tmp_path / "总表.xlsx")
    assert open_book(table).sheets[0].rows[1][3] == date(2026, 3, 5)
    assert type(open_book(table).sheets[0].rows[1][3]) is date
    assert open_book(table, moments=True).sheets[0].rows[1][3] == REGISTERED
    assert (shown(REGISTERED), shown(DONE)) == ("2026-03-05 09:30", "2026-04-06 16:40:20")
