"""A 反馈单 as .docx: A4, title in 小标宋, text in 仿宋 (named, not shipped); the same letter gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from wuze.excel.cells import clean
from wuze.excel.feedback.fit import LEADING, WIDTHS
from wuze.excel.feedback.letter import BODY_FONT, HEADS, TITLE_FONT, Letter
from wuze.excel.styles import CREATED, replacing

_MOMENT = (2026, 1, 1, 0, 0, 0)


def write_word(letter: Letter, path: Path) -> None:
    """Write one sheet. Raises :class:`wuze.excel.styles.CannotWrite`."""
    from docx import Document  # slow import: python-docx and lxml
    from docx.shared import Mm  # slow import: as above

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.left_margin = section.right_margin = Mm(25)
    core = document.core_properties
    core.author, core.title, core.created, core.modified = "五责", letter.title, CREATED, CREATED
    _text(document.add_paragraph(), letter.title, 22, TITLE_FONT, center=True)
    _text(document.add_paragraph(), letter.subtitle, 14, BODY_FONT, center=True)
    _table(document, [list(pair) for pair in letter.head], (20.0, 140.0), 12)
    _text(document.add_paragraph(), "", 6, BODY_FONT)
    rows = [[row.name, row.full, row.points, row.reason] for row in letter.rows]
    _table(document, [list(HEADS), *rows], WIDTHS, letter.size, spread_last=True)
    _text(document.add_paragraph(), "", 6, BODY_FONT)
    _table(document, [[letter.opinion], *([text] for text in letter.foot)], (160.0,), 12, tall=(30, 14, 14))
    _text(document.add_paragraph(), letter.note, 9, BODY_FONT)
    made = io.BytesIO()
    document.save(made)
    with replacing(path) as temporary:
        temporary.write_bytes(_dated(made.getvalue()))


def _dated(content: bytes) -> bytes:
    """The same archive with one fixed date on every part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return out.getvalue()


def _table(
    document: Any, rows: list[list[str]], widths: tuple[float, ...], size: float, *, spread_last: bool = False,
    tall: tuple[int, ...] = (),
) -> None:  # fmt: skip  # two lines of parameters
    from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT  # slow import: python-docx
    from docx.shared import Mm  # slow import: as above

    table = document.add_table(len(rows), len(widths))
    table.style, table.autofit, table.alignment = "Table Grid", False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for number, (line, texts) in enumerate(zip(table.rows, rows, strict=True)):
        cells = line.cells
        for at, (cell, text, width) in enumerate(zip(cells, texts, widths, strict=True)):
            cell.width = Mm(width)
            _text(cell.paragraphs[0], text, size, BODY_FONT, center=at in (1, 2) and len(widths) == len(HEADS))
        if spread_last and number and not any(texts[1:]):
            cells[0].merge(cells[-1])
            for extra in cells[0].paragraphs[1:]:
                extra._element.getparent().remove(extra._element)
        if tall:
            line.height, line.height_rule = Mm(tall[number]), WD_ROW_HEIGHT_RULE.EXACTLY


def _text(paragraph: Any, text: str, size: float, font: str, *, center: bool = False) -> None:
    """One run in a paragraph that is empty. Its form is made once by python-docx and then copied: a letter has a hundred
    of them, and making each anew took half of its time.
    """
    run = paragraph.add_run(clean(text))
    of_paragraph, of_run = _form(size, font, center)
    paragraph._p.insert(0, deepcopy(of_paragraph))
    run._r.insert(0, deepcopy(of_run))


@cache
def _form(size: float, font: str, center: bool) -> tuple[Any, Any]:
    """The properties of a paragraph and of its run."""
    from docx import Document  # slow import: python-docx and lxml
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING  # slow import: as above
    from docx.oxml.ns import qn  # slow import: as above
    from docx.shared import Pt  # slow import: as above

    paragraph: Any = Document().add_paragraph()
    run = paragraph.add_run("x")
    run.font.name, run.font.size = font, Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(size * LEADING)
    if center:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph._p.pPr, run._r.rPr
