"""Nothing of a table is lost without a word: what is hidden, struck through, outside of the table, or not fit to be scored."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from docx import Document
from openpyxl import Workbook
from openpyxl.styles import Font

from tests.reading.test_tables import sheet
from wuze.excel.docx_tables import open_docx
from wuze.excel.in_force import open_in_force
from wuze.reading.model import Status
from wuze.reading.read import read_cells
from wuze.reading.scheme_rows import scheme_rows
from wuze.reading.tables import find, rule_cells

HEAD = ("指标", "分值", "评分标准")


def test_hidden_and_struck_rows_and_sheets_are_said_and_not_read(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    for row in (HEAD, ("台账", 5, "未建台账扣2分"), ("旧项", 3, "未办扣3分"), ("废项", 2, "未报扣2分")):
        page.append(row)
    page.row_dimensions[3].hidden = True
    for cell in page[4]:
        cell.font = Font(strike=True)
    other = book.create_sheet("去年")
    other.append(HEAD)
    other.append(("例会", 9, "缺1次扣1分"))
    other.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    found, unseen = open_in_force(tmp_path / "a.xlsx")
    assert [cell.item for cell in rule_cells(found.sheets)] == ["台账"]
    assert [(place, why) for place, _, why in unseen] == [
        ("去年", "这张工作表是隐藏的"), ("Sheet!A3", "这一行是隐藏的"), ("Sheet!A4", "这一行划了删除线"),
    ]  # fmt: skip


def test_a_document_keeps_its_bonus_table_its_vetoes_and_says_what_stands_outside(tmp_path: Path) -> None:
    made = Document()
    for heading, head, row in (
        ("一、基本工作", HEAD, ("例会", "100", "缺1次扣1分")), ("二、加分项", ("加分项目", "加分标准"), ("获得表彰", "每次加2分，最多5分")),
    ):  # fmt: skip
        made.add_paragraph(heading)
        table = made.add_table(2, len(head))
        for at, line in enumerate((head, row)):
            for column, text in enumerate(line):
                table.cell(at, column).text = text
    made.add_paragraph("三、一票否决")
    made.add_paragraph("1.发生重大责任事故的。")
    made.add_paragraph("四、其他")
    made.add_paragraph("考核得分按80%计入年度总分。")
    made.save(str(tmp_path / "a.docx"))
    book = open_docx(tmp_path / "a.docx")
    cells, left = find(book.sheets, book.below)
    assert [(cell.part, cell.item) for cell in cells][:2] == [("基本工作", "例会"), ("加分项", "获得表彰")]
    assert [cell.text for cell in cells][2:] == ["发生重大责任事故的。"]
    assert [one.text for one in left] == ["考核得分按80%计入年度总分。"]


def test_points_below_nought_take_beside_the_full_marks_and_weights_are_of_a_hundred() -> None:
    grids = [sheet(HEAD, ("例会", Decimal(100), "缺1次扣1分"), ("通报", "-5", "被通报1次扣1分"))]
    cells = rule_cells(grids)
    rows = scheme_rows(cells, read_cells(cells))
    assert sum(Decimal(str(part[2])) for part in rows.parts) == 100
    shares = rule_cells([sheet(HEAD, ("例会", "30%", "缺1次扣1分"), ("台账", "70%", "未建台账扣2分"))])
    assert [cell.points for cell in shares] == ["30", "70"]


def test_a_rule_over_several_items_waits_for_a_person() -> None:
    grid = sheet(HEAD, ("例会", Decimal(3), "缺1次扣1分"), ("党课", Decimal(3), None), merged=((1, 2, 2, 2),))
    (reading,) = read_cells(rule_cells([grid]))
    assert reading.status == Status.CHECK
    assert "items?" in reading.doubts
