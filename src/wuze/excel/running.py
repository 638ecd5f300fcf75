"""A county's running ledger of tasks, as it lies in an office's workbook → rows, and faults at their cells.

Heads are known by the words offices use; every sheet with a head is read. Never raises for bad input.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from wuze.excel.book import Sheet, open_book
from wuze.excel.cells import a1
from wuze.excel.handout.frame import Frame, find_head, frame_of
from wuze.excel.headers import bare, plain
from wuze.excel.refusal import BookError
from wuze.excel.rosters.values import read_cell
from wuze.excel.rosters.words import Field, Sort

FIELDS: dict[str, Field] = {
    "code": Field("编号", "事项编号 任务编号", most=24),
    "title": Field("事项", "任务 工作任务 工作事项 事项名称 任务名称 重点任务 工作内容", most=60),
    "lead": Field("责任单位", "牵头单位 承办单位 办理单位 责任主体"),
    "requirement": Field("要求", "工作要求 目标要求 具体要求 具体措施 要做成什么样 工作措施", most=1000),
    "standard": Field("完成标准", "完成标志 成果 预期成果 工作标准", most=500),
    "why_label": Field("依据", "来源 任务来源 文件依据", most=120),
    "due": Field("时间节点", "节点 完成时限 办结时限 时限 完成时间 截止日期", Sort.DAY),
    "issued": Field("交办日期", "交办时间 立项日期 下达日期", Sort.DAY),
    "state": Field("状态", "办理状态 进展 进展情况 完成情况 办理情况", most=500),
    "done": Field("办结日期", "完成日期 销号日期 实际完成时间 办结时间", Sort.DAY),
}
NEEDED = ("title", "lead", "due")
MOST = 5000
"""Rows of one file."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell that cannot be taken: 台账.xlsx!Sheet1!C17, what is wrong, what would pass."""

    place: str
    problem: str
    fix: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row as read: its place, the values of known columns (days as 2026-11-24), the place of each field's cell."""

    place: str
    values: dict[str, str]
    cells: dict[str, str]


@dataclass(slots=True)
class Read:
    """A whole file."""

    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read_running(path: Path, label: str) -> Read:
    """All sheets of a workbook; ``label`` is its name in sentences."""
    found = Read()
    try:
        book = open_book(path)
    except BookError as refused:
        found.faults.append(Fault(label, refused.finding.problem, refused.finding.fix))
        return found
    words = {word for one in ("title", "lead") for word in (FIELDS[one].label, *FIELDS[one].words.split())}
    for sheet in book.sheets:
        head = find_head(sheet, words)
        if head is not None:
            _sheet(found, sheet, frame_of(sheet, *head), f"{label}!{sheet.name}")
    if not found.lines and not found.faults:
        fix = "表头要有“事项”“责任单位”“时间节点”三列，名称相近也认"
        found.faults.append(Fault(label, "没有找到台账的表头，或表头下面没有数据", fix))
    return found


def _sheet(found: Read, sheet: Sheet, frame: Frame, where: str) -> None:
    columns = _columns(found, frame, where)
    missing = [FIELDS[name].label for name in NEEDED if name not in columns.values()]
    if missing:
        found.faults.append(Fault(where, f"缺{'、'.join(missing)}列", "补上这几列再导；名称相近的列也认"))
        return
    for row in frame.data:
        if len(found.lines) >= MOST:
            found.faults.append(Fault(f"{where}!{row + 1}行", f"一次最多{MOST}行", "后面的分一个文件再导"))
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
        elif last and plain(last) not in {"序号", "备注"}:
            found.unread.append(f"{where}“{heading.name}”")
    return columns


def _row(found: Read, frame: Frame, columns: dict[int, str], row: int, where: str) -> None:
    values: dict[str, str] = {}
    cells = {name: f"{where}!{a1(row, column)}" for column, name in columns.items()}
    for column, name in columns.items():
        value, fault = read_cell(frame.value(row, column), FIELDS[name])
        if fault is not None:
            found.faults.append(Fault(cells[name], fault.problem, fault.fix))
        if value is not None:
            values[name] = str(value)
    found.lines.append(Line(f"{where}!{row + 1}行", values, cells))
