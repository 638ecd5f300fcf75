"""A 责任清单 as a table of .xlsx or .docx → rows and faults at their cells; rows → .xlsx or .docx. The same columns both
ways, so that what was written here can be edited in WPS and read again. Never raises for bad input.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from wuze.excel.book import open_book
from wuze.excel.cells import clean
from wuze.excel.docx_tables import is_docx, open_docx
from wuze.excel.feedback.letter import BODY_FONT, TITLE_FONT
from wuze.excel.lists import Kind, Read, read_list
from wuze.excel.page import Page
from wuze.excel.rosters.words import Field
from wuze.excel.styles import CREATED, Column, fitting
from wuze.excel.styles import open_book as new_book

FIELDS: dict[str, Field] = {
    "code": Field("编号", "序号 条号 职责编号", most=16),
    "group": Field("类别", "环节 分类", most=12),
    "title": Field("职责", "责任 职责名称 责任事项 主要责任 责任内容", most=40),
    "requirement": Field("要求", "具体要求 工作要求 具体内容 具体职责", most=500),
    "standard": Field("频次或标准", "频次 标准 完成标准 时限要求", most=200),
    "basis": Field("依据", "政策依据 文件依据 来源", most=200),
    "county": Field("县委", "县委常委会 县级党委", most=40),
    "lead": Field("牵头机关", "牵头部门 社会工作部 两新工委", most=40),
    "department": Field("部门", "行业部门 职能部门 有关部门", most=40),
    "town": Field("乡镇街道园区", "乡镇 乡镇街道 属地 乡镇（街道）", most=40),
    "sector": Field("行业党委", "行业 综合党委", most=40),
    "party": Field("两新党组织", "党组织 基层党组织 党支部", most=40),
    "owner": Field("业主（支持）", "业主 企业 出资人", most=40),
}
NEEDED = ("title", "requirement", "basis")
LAYERS = ("county", "lead", "department", "town", "sector", "party", "owner")
MOST = 200


def _missing(columns: Collection[str]) -> list[str]:
    missing = [FIELDS[name].label for name in NEEDED if name not in columns]
    if not set(LAYERS) & set(columns):
        missing.append("各层分工（县委、牵头机关、部门、乡镇街道园区、行业党委、两新党组织）")
    return missing


DUTIES = Kind(
    FIELDS, NEEDED, _missing,
    ("没有找到责任清单的表头，或表头下面没有数据", "表头要有“职责”“要求”“依据”和各层分工，名称相近也认"),
    ("一份清单最多{most}项", "合并相近的职责再导"), frozenset({"备注"}), frozenset({"–", "-", "—"}),
)  # fmt: skip


def read_duty_list(path: Path, label: str) -> Read:
    """All tables of a file; ``label`` is its name in sentences."""
    return read_list(path, label, DUTIES, MOST, open_docx if is_docx(label) else open_book)


# --- writing ----------------------------------------------------------------------------------------------------------


def heads() -> list[str]:
    """The columns, in order."""
    return [one.label for one in FIELDS.values()]


def excel_of(title: str, note: str, rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook with one sheet."""
    columns = [Column(head, fitting([head, *(row[at] for row in rows)])) for at, head in enumerate(heads())]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        with new_book(path, title=title, footer=note) as book:
            page = Page(book, "责任清单", title, columns, note=note)
            for row in rows:
                page.row(list(row))
            page.end()
        return path.read_bytes()


def word_of(title: str, note: str, rows: Sequence[Sequence[str]]) -> bytes:
    """A .docx on A4 landscape: title, one table, a note."""
    from docx import Document  # slow import: python-docx and lxml
    from docx.enum.section import WD_ORIENT  # slow import: as above
    from docx.shared import Mm  # slow import: as above

    document = Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    core = document.core_properties
    core.author, core.title, core.created, core.modified = "五责", title, CREATED, CREATED
    _write(document.add_paragraph(), title, 20, TITLE_FONT, center=True)
    table = document.add_table(len(rows) + 1, len(FIELDS))
    table.style = "Table Grid"
    for line, texts in zip(table.rows, [heads(), *rows], strict=True):
        for cell, text in zip(line.cells, texts, strict=True):
            _write(cell.paragraphs[0], text, 9, BODY_FONT)
    _write(document.add_paragraph(), note, 9, BODY_FONT)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _write(paragraph: object, text: str, size: float, font: str, *, center: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # slow import: python-docx
    from docx.oxml.ns import qn  # slow import: as above
    from docx.shared import Pt  # slow import: as above

    run = paragraph.add_run(clean(text))  # type: ignore[attr-defined]  # python-docx's own paragraph
    run.font.name, run.font.size = font, Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    if center:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER  # type: ignore[attr-defined]  # as above
