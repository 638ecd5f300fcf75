"""汇总: the returned workbooks of a batch merged with the table they were split from. Nothing is dropped in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wuze.excel.book import Book, open_book
from wuze.excel.handout.frame import HEAD_WITHIN
from wuze.excel.handout.gather import Gathered, gather
from wuze.excel.handout.integrate import integrate
from wuze.excel.handout.manifest import Manifest, read_manifest
from wuze.excel.handout.match import index_of, owner_of
from wuze.excel.handout.merged_out import SHEETS, SOURCE_HEAD
from wuze.excel.handout.notes import Kind, Note, note
from wuze.excel.handout.results import MergeResult
from wuze.excel.handout.returned import Returned, read_returned
from wuze.excel.handout.source import Options, open_source, repeated_keys
from wuze.excel.headers import plain
from wuze.excel.refusal import BookError, refuse

_BY = ("属地", "乡镇街道", "乡镇", "镇街", "街道", "所属乡镇", "报送单位", "填报单位", "责任单位", "牵头单位", "部门")
"""Columns taken for the splitting one when no file tells."""


@dataclass(frozen=True, slots=True)
class File:
    """A returned file to merge: the name used in messages, and where it lies."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class _Opened:
    file: File
    book: Book
    manifest: Manifest | None


def files_in(folder: Path) -> list[File]:
    """Every file in a folder and below it, by name; what Office and systems leave behind is passed over."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith(("~$", ".")) and path.name not in ("Thumbs.db", "desktop.ini"):
            found.append(File(path.relative_to(folder).as_posix(), path))
    return found


def merge(files: Sequence[File], base: Path, options: Options) -> MergeResult:
    """Merge returned files with their base. ``options`` may leave all blank: then the files tell.

    Raises :class:`BookError` when the base cannot be used; a bad returned file is a note, not an error.
    """
    opened, notes, strangers = _open_all(files)
    book = open_book(base, moments=True)
    _refuse_result(book)
    source = open_source(base, _completed(options, opened, book), book)
    index = index_of(source)
    usual = _usual_batch(opened)
    notes += repeated_keys(source)
    returned: list[Returned] = []
    for one in opened:
        found = read_returned(one.file.name, one.file.path, one.book, one.manifest, source)
        if found is not None:
            by_rows, said = owner_of(found, source, index)
            found.value = by_rows
            _say_origin(found, said, usual)
        if found is None or found.value not in index.values:
            notes.append(_stranger(one, found))
            strangers.append((one.file.name, "不是下发的表"))
        else:
            returned.append(found)
    gathered: Gathered = gather(returned, source, index)
    return integrate(source, index, gathered, notes, strangers)


def _open_all(files: Sequence[File]) -> tuple[list[_Opened], list[Note], list[tuple[str, str]]]:
    opened, notes, strangers = [], [], []
    for file in files:
        try:
            book = open_book(file.path, moments=True)
        except BookError as refusal:
            found = refusal.finding
            notes.append(note(Kind.UNREADABLE, file.name, "", "", f"{found.problem}，没有并入", found.fix))
            strangers.append((file.name, found.problem))
        else:
            opened.append(_Opened(file, book, read_manifest(book)))
    return opened, notes, strangers


def _refuse_result(base: Book) -> None:
    """A merged table is no base: its rows would be taken for what was sent."""
    sheets = {sheet.name: sheet for sheet in base.sheets}
    if set(SHEETS) <= set(sheets):
        texts = {
            plain(cell)
            for sheet in sheets.values()
            for row in sheet.rows[:HEAD_WITHIN]
            for cell in row
            if isinstance(cell, str)
        }
        if SOURCE_HEAD in texts:
            raise refuse(Kind.MERGED_BASE, "这个总表已经是汇总结果", "--base 要给下发时用的那个总表")


def _completed(options: Options, opened: Sequence[_Opened], base: Book) -> Options:
    """What the clerk left blank, as most manifests have it, else by default."""
    manifests = [one.manifest for one in opened if one.manifest is not None]
    if not manifests:
        return Options(options.by or _likely(base), options.sheet, options.head, options.key, options.fill)
    batch = _usual_batch(opened)
    one = next(one for one in manifests if one.batch == batch)
    head = f"{one.head[0] + 1}-{one.head[1] + 1}"
    names = {sheet.name for sheet in base.sheets}
    sheet = options.sheet or (one.sheet if one.sheet in names else "")
    head = options.head or (head if sheet == one.sheet else "")
    return Options(options.by or one.by, sheet, head, options.key or one.keys, options.fill or one.fills)


def _usual_batch(opened: Sequence[_Opened]) -> str:
    """The batch that most files belong to; blank where none tells."""
    counts = Counter(one.manifest.batch for one in opened if one.manifest is not None)
    return counts.most_common(1)[0][0] if counts else ""


def _likely(base: Book) -> str:
    for sheet in base.sheets:
        texts = [plain(cell) for row in sheet.rows[:HEAD_WITHIN] for cell in row if isinstance(cell, str)]
        for word in _BY:
            if word in texts:
                return word
    raise refuse(Kind.NO_COLUMN, "交回的文件里没有下发信息，不知道按哪一列拆的", "用 --by 写明，如 --by 属地")


def _say_origin(returned: Returned, said: str, usual: str) -> None:
    if returned.manifest is None:
        words = "下发信息（隐藏的工作表）没了，按内容认出来的"
        returned.say(Kind.NO_MANIFEST, None, 0, words, "核对是不是这个单位的表", mild=True)
        return
    if said != returned.value:
        words = f"这是发给“{returned.manifest.value or '（空）'}”的文件，里面却是“{returned.value}”的行，按行归到“{returned.value}”"
        returned.say(Kind.WRONG_UNIT, None, 0, words, "向交表的单位核实")
    if returned.manifest.batch != usual:
        words = f"不是这一批下发的（批次 {returned.manifest.batch}，这一批是 {usual}）"
        returned.say(Kind.OTHER_BATCH, None, 0, words, "核实是不是交错了；交错了就移出文件夹再汇总")


def _stranger(one: _Opened, found: Returned | None) -> Note:
    rows = sum(any(cell is not None for cell in row) for sheet in one.book.sheets for row in sheet.rows)
    why = "表头对不上" if found is None else "认不出是哪个单位的"
    words = f"不是下发的表（{why}），{len(one.book.sheets)}张工作表共{rows}行，都没有并入"
    return note(Kind.NOT_OURS, one.file.name, "", "", words, "是要交的表，就用下发的文件填好重交")
