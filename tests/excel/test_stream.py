"""Rows streamed past xlsxwriter: every kind of cell comes back, beside ordinary cells and on sheets without rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from wuze.excel.cells import clean
from wuze.excel.page import Page, line_count
from wuze.excel.stream import StreamSheet
from wuze.excel.styles import Book, Column, Styled, fitting, open_book, signed


def test_every_kind_of_cell_comes_back(tmp_path: Path) -> None:
    with open_book(tmp_path / "a.xlsx", title="试") as book:
        page = Page(
            book, "表", "题", [Column("文", 10), Column("数", 10, "points"), Column("", 10, "date")], filtered=False
        )
        page.row(["甲 ", Decimal("1.50"), date(2026, 2, 28)])
        page.row([None, Fraction(1, 3), ""])
        page.row([Styled("乙<&>", "missing"), 7, Styled("甲 ", "text")])
        page.end()
        book.workbook.add_worksheet("空", worksheet_class=StreamSheet).write_string(0, 0, "只有一格")
    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    rows = [[cell.value for cell in row] for row in workbook["表"].iter_rows(min_row=3)]
    assert [row[:2] for row in rows] == [["甲 ", 1.5], [None, 0.3333333333333333], ["乙<&>", 7]]
    assert str(rows[0][2])[:10] == "2026-02-28"
    assert workbook["表"]["B3"].number_format == "0.00"
    assert workbook["表"].dimensions == "A1:C5"
    assert workbook["空"]["A1"].value == "只有一格"
    workbook.close()


def test_rows_need_a_beginning() -> None:
    with pytest.raises(RuntimeError):
        StreamSheet().put([])


def test_a_row_of_another_length_is_refused_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="argument"), open_book(tmp_path / "a.xlsx", title="试") as book:
        Page(book, "表", "题", [Column("文", 10)], filtered=False).row(["甲", "乙"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t1", "\r1"])
def test_a_dangerous_beginning_is_marked_as_text(text: str, tmp_path: Path) -> None:
    with open_book(tmp_path / "a.xlsx", title="试") as book:
        assert isinstance(book, Book)
        assert book.cell(text, "text")[1].quote_prefix
        assert not book.cell("党" + text, "text")[1].quote_prefix
        book.workbook.add_worksheet("表")


def test_texts_are_made_fit_for_a_cell() -> None:
    assert clean("党\x00员\x1f\ud800\ufffe") == "党 员   "
    assert clean("<r>x") == " <r>x"
    assert clean("行\n\t尾") == "行\n\t尾"
    assert len(clean("字" * 40000)) == 32767


def test_widths_lines_and_signs() -> None:
    assert fitting(["党员大会"], 8, 40) == pytest.approx(10.64)
    assert (fitting([], 8, 40), fitting(["长" * 50], 8, 40)) == (8, 40)
    assert (line_count("党员大会", 8), line_count("党员大会1", 8), line_count("甲\n乙", 8)) == (1, 2, 2)
    assert signed(Decimal("-0.5"), 2).kind == "signed2"
    assert signed(Fraction(2, 3), 2).kind == "signed6"
