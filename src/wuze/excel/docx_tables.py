"""The tables of a .docx as sheets: 表1, 表2, …, merged cells with their ranges."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from wuze.excel.book import Area, Book, Sheet
from wuze.excel.cells import BLANKS
from wuze.excel.refusal import damaged, refuse
from wuze.excel.scan import MAX_FILE
from wuze.excel.zipscan import check_directory
from wuze.scoring.tables import Cell

MOST_CELLS = 200_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def is_docx(path: str | Path) -> bool:
    """Whether a path names a Word document by its suffix."""
    return Path(path).suffix.lower() in (".docx", ".doc")


def open_docx(path: str | Path) -> Book:
    """Every table of the document, in order, with the paragraphs around them. A table inside a cell is text of that cell;
    one wide enough to be a scoring table is a table of its own, 表1内1.

    Raises :class:`wuze.excel.refusal.BookError` for anything that is not a sound .docx with a table.
    """
    path = Path(path)
    if path.suffix.lower() == ".doc":
        raise refuse("file_old_word", "这是旧的 .doc 文件，读不了", "用 Word 或 WPS 打开，另存为 .docx 再交")
    _sized(path)
    from docx import Document  # slow import: python-docx and lxml

    try:
        with path.open("rb") as file:
            document = Document(file)
            _accept(document.element)
            sheets, below = _sheets(document)
    except OSError:
        raise refuse("file_unreadable", "文件打不开", "确认你有权读取它，并在 Word 或 WPS 里关掉它，再试一次") from None
    except Exception:  # noqa: BLE001 - python-docx raises KeyError, ValueError, BadZipFile and more for a bad file
        raise damaged() from None
    if not sheets:
        raise refuse("no_table", "文件里没有表格", "确认交的是考核评分表；表格是图片的要先转成文字")
    return Book(path, sheets, below)


def _sheets(document: Any) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """The tables, and the paragraphs after the last."""
    sheets: list[Sheet] = []
    above: list[str] = []
    number = 0
    for block in document.iter_inner_content():
        if not hasattr(block, "rows"):
            above += [block.text.strip(BLANKS)] if block.text.strip(BLANKS) else []
            continue
        number += 1
        sheets.append(replace(_sheet(block, f"表{number}"), above=tuple(above)))
        inner = [one for one in _inner(block) if _wide(one)]
        sheets += [_sheet(table, f"表{number}内{at}") for at, table in enumerate(inner, 1)]
        above = []
    return tuple(sheets), tuple(above)


def _inner(table: Any) -> list[Any]:
    """Tables inside the cells of a table, each once."""
    cells = {cell._tc: cell for row in table.rows for cell in row.cells}
    return [inner for cell in cells.values() for inner in cell.tables]


def _wide(table: Any) -> bool:
    return len(table.columns) > 2 and len(table.rows) > 1


def _text(cell: Any) -> Cell:
    """The text of a cell, a small table in it line by line: 省级 | 得2分 is 省级得2分."""
    if not cell.tables:
        return cell.text.strip(BLANKS) or None
    lines = []
    for block in cell.iter_inner_content():
        if not hasattr(block, "rows"):
            lines.append(block.text)
        elif not _wide(block):
            lines += ["".join(one.text.strip(BLANKS) for one in row.cells) for row in block.rows]
    return "\n".join(filter(None, lines)).strip(BLANKS) or None


def _accept(root: Any) -> None:
    """Tracked insertions are read as text, as a printed page shows them; deleted text is no text to python-docx."""
    for mark in [*root.iter(f"{_W}ins", f"{_W}moveTo")]:
        parent = mark.getparent()
        at = parent.index(mark)
        for child in reversed(mark):
            parent.insert(at, child)
        parent.remove(mark)


def _sized(path: Path) -> None:
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise refuse("file_missing", "找不到这个文件", "核对文件名和所在文件夹") from None
    if not size:
        raise refuse("file_empty", "文件是空的（0 字节）", "重新保存或重新索取原件")
    if size > MAX_FILE:
        raise refuse("file_too_big", f"文件有 {size // 1024 // 1024} MB，超过 50 MB", "删去图片后另存再交")
    try:
        with ZipFile(path) as archive:
            check_directory(archive.infolist())
    except BadZipFile:
        raise damaged() from None


def _sheet(table: Any, name: str) -> Sheet:
    """python-docx gives the same cell object at every place a merged cell covers."""
    grid = [[cell._tc for cell in row.cells] for row in table.rows[: MOST_CELLS // max(len(table.columns), 1)]]
    spots: dict[Any, list[tuple[int, int]]] = {}
    texts: dict[Any, Cell] = {}
    for number, row in enumerate(table.rows[: len(grid)]):
        for column, cell in enumerate(row.cells):
            spots.setdefault(cell._tc, []).append((number, column))
            texts[cell._tc] = _text(cell)
    width = max((len(row) for row in grid), default=0)
    rows = tuple(
        tuple(texts[cell] if spots[cell][0] == (number, column) else None for column, cell in enumerate(row))
        + (None,) * (width - len(row))
        for number, row in enumerate(grid)
    )
    return Sheet(name, rows, 0, tuple(area for places in spots.values() if (area := _area(places))))


def _area(places: list[tuple[int, int]]) -> Area | None:
    if len(places) < 2:
        return None
    (top, left), (bottom, right) = places[0], places[-1]
    return top, left, bottom, right
