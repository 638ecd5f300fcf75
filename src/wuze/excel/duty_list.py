"""A 责任清单 as a table of .xlsx or .docx → rows and faults at their cells; rows → .xlsx or .docx. The same columns both
ways, so that what was written here can be edited in WPS and read again. Never raises for bad input.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from wuze.excel.book import Sheet, open_book
from wuze.excel.cells import a1, clean
from wuze.excel.docx_tables import is_docx, open_docx
from wuze.excel.feedback.letter import BODY_FONT, TITLE_FONT
from wuze.excel.handout.frame import Frame, find_head, frame_of
from wuze.excel.headers import bare, plain
from wuze.excel.page import Page
from wuze.excel.refusal import BookError
from wuze.excel.rosters.values import read_cell
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


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell that cannot be taken: 清单.docx!表1!C17, what is wrong, what would pass."""

    place: str
    problem: str
    fix: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its place, the values of known columns, the place of each field's cell."""

    place: str
    values: dict[str, str]
    cells: dict[str, str]


@dataclass(slots=True)
class Read:
    """A whole file."""

    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read_duty_list(path: Path, label: str) -> Read:
    """All tables of a file; ``label`` is its name in sentences."""
    found = Read()
    try:
        book = open_docx(path) if is_docx(label) else open_book(path)
    except BookError as refused:
        found.faults.append(Fault(label, refused.finding.problem, refused.finding.fix))
        return found
    words = {word for one in NEEDED for word in (FIELDS[one].label, *FIELDS[one].words.split())}
    for sheet in book.sheets:
        head = find_head(sheet, words)
        if head is not None:
            _sheet(found, sheet, frame_of(sheet, *head), f"{label}!{sheet.name}")
    if not found.lines and not found.faults:
        fix = "表头要有“职责”“要求”“依据”和各层分工，名称相近也认"
        found.faults.append(Fault(label, "没有找到责任清单的表头，或表头下面没有数据", fix))
    return found


def _sheet(found: Read, sheet: Sheet, frame: Frame, where: str) -> None:
    columns = _columns(found, frame, where)
    missing = [FIELDS[name].label for name in NEEDED if name not in columns.values()]
    if not set(LAYERS) & set(columns.values()):
        missing.append("各层分工（县委、牵头机关、部门、乡镇街道园区、行业党委、两新党组织）")
    if missing:
        found.faults.append(Fault(where, f"缺{'、'.join(missing)}列", "补上这几列再导；名称相近的列也认"))
        return
    for row in frame.data:
        if len(found.lines) >= MOST:
            found.faults.append(Fault(f"{where}!{row + 1}行", f"一份清单最多{MOST}项", "合并相近的职责再导"))
            return
        _row(found, frame, columns, row, where)


def _columns(found: Read, frame: Frame, where: str) -> dict[int, str]:
    known: dict[str, str] = {}
    for name, one in FIELDS.items():
        for word in (one.label, *one.words.split()):
            known.setdefault(plain(word), name)
    columns: dict[int, str] = {}
    for heading in frame.headings:
        last = heading.path[-1] if heading.path else ""
        name = known.get(plain(last)) or known.get(bare(last), "")
        if name and name not in columns.values():
            columns[heading.at] = name
        elif last and plain(last) != "备注":
            found.unread.append(f"{where}“{heading.name}”")
    return columns


def _row(found: Read, frame: Frame, columns: dict[int, str], row: int, where: str) -> None:
    values: dict[str, str] = {}
    cells = {name: f"{where}!{a1(row, column)}" for column, name in columns.items()}
    for column, name in columns.items():
        value, fault = read_cell(frame.value(row, column), FIELDS[name])
        if fault is not None:
            found.faults.append(Fault(cells[name], fault.problem, fault.fix))
        if value is not None and str(value) not in {"–", "-", "—"}:
            values[name] = str(value)
    found.lines.append(Line(f"{where}!{row + 1}行", values, cells))


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
