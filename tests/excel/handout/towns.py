"""A county's table, and twenty towns that return their parts of it as real towns do: altered, doubled, late, broken."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.excel.workbooks import edit
from wuze.excel.book import open_book
from wuze.excel.handout.manifest import SHEET
from wuze.excel.handout.source import Options
from wuze.excel.handout.split import split

FIXTURES = Path(__file__).parent / "fixtures"
TITLE, SHEET_NAME = "两新组织党建情况统计表", "情况表"
HEADS = ["序号", "编号", "党组织名称", "属地", "党员数", "预备党员", "合计", "整改情况", "完成日期", "发展数", "备注"]
FILLS = ["整改情况", "完成日期", "发展数", "备注"]
CHOICES = ["已完成", "推进中", "未启动"]
FIRST = 5
"""Where the data begins, from 0: two title rows, two head rows, a row of column numbers."""
Grid = list[list[Any]]


def town(number: int) -> str:
    return f"第{number:02}镇"


def record(number: int, row: int) -> list[Any]:
    """One row of the base: town ``number``, its row ``row`` (both from 1); the columns to fill are blank."""
    name = f"{town(number)}企业{row:03}党支部"
    return [
        row,
        f"P{number:02}{row:03}",
        name,
        town(number),
        3 + (number * row) % 40,
        row % 4,
        None,
        None,
        None,
        None,
        None,
    ]


def answers(number: int, row: int) -> dict[str, Any]:
    """What the town fills in."""
    days = date(2026, 3, 1 + (number + row) % 28)
    return {
        "整改情况": CHOICES[(number + row) % 3],
        "完成日期": days,
        "发展数": (number * 7 + row) % 9,
        "备注": f"备{row}",
    }


def write_base(path: Path, towns: int = 20, rows: int = 12) -> Path:
    """The county's table: merged heads, a row of column numbers, formulas, drop-downs on a hidden sheet, a total, a note."""
    book = xlsxwriter.Workbook(str(path))
    page, choices = book.add_worksheet(SHEET_NAME), book.add_worksheet("选项")
    choices.hide()
    choices.write_column(0, 0, CHOICES)
    head = book.add_format({"border": 1, "bold": True, "align": "center", "bg_color": "#DDEBF7"})
    body, day = book.add_format({"border": 1}), book.add_format({"border": 1, "num_format": "yyyy-mm-dd"})
    page.merge_range(0, 0, 0, 10, TITLE, book.add_format({"font_size": 18, "align": "center"}))
    page.write(1, 0, "填报单位：")
    for column, name in enumerate(HEADS):
        if column in (4, 5):
            page.write(3, column, name, head)
        else:
            page.merge_range(2, column, 3, column, name, head)
        page.write(4, column, column + 1, head)
    page.merge_range(2, 4, 2, 5, "党员情况", head)
    at = FIRST
    for row in range(1, rows + 1):
        for number in range(1, towns + 1):
            values = record(number, row)
            for column, value in enumerate(values):
                page.write(at, column, value, day if column == 8 else body)
            page.write_formula(at, 6, f"=E{at + 1}+F{at + 1}", body, values[4] + values[5])
            at += 1
    page.write(at, 0, "合计", head)
    page.write_formula(at, 4, f"=SUM(E{FIRST + 1}:E{at})", head, 0)
    page.write(at + 1, 0, "注：按季报送，逾期不候。")
    page.data_validation(FIRST, 7, at - 1, 7, {"validate": "list", "source": "=选项!$A$1:$A$3"})
    page.data_validation(
        FIRST, 9, at - 1, 9, {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 100}
    )
    page.conditional_format(
        FIRST, 4, at - 1, 4,
        {"type": "formula", "criteria": f"=$E{FIRST + 1}<5", "format": book.add_format({"font_color": "red"})},
    )  # fmt: skip  # the rule on its own line
    for column, width in enumerate([6, 10, 30, 10, 8, 8, 8, 12, 13, 9, 20]):
        page.set_column(column, column, width)
    page.set_row(2, 26)
    page.freeze_panes(FIRST, 3)
    book.close()
    return path


@dataclass
class Sent:
    """A split file as plain rows: the table (head included), the manifest, and what the merge should take from it."""

    number: int
    file: str
    grid: Grid
    manifest: Grid
    expected: dict[str, dict[str, Any]]
    sheet: str = SHEET_NAME
    more: dict[str, Grid] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    saved: str = "2026-04-01T08:00:00Z"

    @property
    def data(self) -> range:
        """Numbers of the data rows."""
        return range(FIRST, FIRST + len(self.expected))

    def write(self, path: Path) -> None:
        """Write it anew, as a program that keeps only the cells."""
        book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
        tables = {self.sheet: self.grid, **self.more} | ({SHEET: self.manifest} if self.manifest else {})
        for name, grid in tables.items():
            page = book.add_worksheet(name)
            for row, values in enumerate(grid):
                for column, value in enumerate(values):
                    if isinstance(value, date):
                        page.write_datetime(row, column, value)
                    elif value is not None:
                        page.write(row, column, value)
            for row in self.hidden if name == self.sheet else ():
                page.set_row(row, None, None, {"hidden": True})
        book.close()
        edit(path, "docProps/core.xml", lambda text: text.replace(_modified(text), f">{self.saved}</dcterms:modified>"))


def _modified(text: str) -> str:
    return text[text.index(">", text.index("<dcterms:modified")) : text.index("</dcterms:modified>") + 19]


def sent(folder: Path, number: int, rows: int) -> Sent:
    """A split file read back, its columns to fill filled."""
    file = f"总表-{town(number)}.xlsx"
    sheets: dict[str, Grid] = {
        sheet.name: [list(row) for row in sheet.rows] for sheet in open_book(folder / file).sheets
    }
    grid: Grid = sheets[SHEET_NAME]
    expected: dict[str, dict[str, Any]] = {}
    for row in range(1, rows + 1):
        filled = answers(number, row)
        expected[f"P{number:02}{row:03}"] = filled
        for name, value in filled.items():
            grid[FIRST + row - 1][HEADS.index(name)] = value
    for at in range(len(HEADS)):  # this program writes no merged cells
        grid[3][at] = grid[3][at] or grid[2][at]
    grid[2] = [None] * 4 + ["党员情况", "党员情况"] + [None] * 5
    return Sent(number, file, grid, sheets[SHEET], expected)


# --- what towns do ----------------------------------------------------------------------------------------------------


def top_gone(one: Sent) -> None:
    """The title is deleted and so is the hidden sheet; the sheet has a new name."""
    del one.grid[:2]
    one.manifest, one.sheet = [], "Sheet1"


def reordered(one: Sent) -> None:
    order = [0, 1, 2, 3, 9, 8, 7, 4, 5, 6, 10]
    one.grid = [[row[at] for at in order] for row in one.grid]


def renamed(one: Sent) -> None:
    one.grid[3][7] = "整改落实情况怎样"


def column_gone(one: Sent) -> None:
    one.grid = [row[:9] + row[10:] for row in one.grid]
    for filled in one.expected.values():
        filled["发展数"] = None


def keys_changed(one: Sent) -> None:
    for at in (0, 1):
        one.grid[FIRST + at][1] = f"新{at}"


def locked_changed(one: Sent) -> None:
    one.grid[FIRST][2] = "改了名的党支部"
    one.grid[FIRST + 1][4] = 99


def deleted_and_added(one: Sent) -> None:
    del one.grid[FIRST + 1 : FIRST + 3]
    one.expected[f"P{one.number:02}002"] = one.expected[f"P{one.number:02}003"] = {}
    new = record(one.number, 900)
    new[1], new[2], new[3], new[10] = "新A", "新成立的党支部", None, "新增"
    one.grid.insert(FIRST + 4, new)


def doubled(one: Sent) -> None:
    twin = deepcopy(one.grid[FIRST])
    other = deepcopy(one.grid[FIRST + 1])
    other[10] = "另一种说法"
    one.grid[FIRST + 6 : FIRST + 6] = [twin, other]


def ill_typed(one: Sent) -> None:
    filled = list(one.expected.values())
    for at, column, typed, taken in (
        (0, "整改情况", "完成了一半", "完成了一半"), (1, "整改情况", " 已 完成", "已完成"), (2, "发展数", "３", 3),
        (3, "发展数", "三个", "三个"), (4, "发展数", 200, 200), (5, "完成日期", "2026年3月5日", date(2026, 3, 5)),
        (6, "完成日期", "三月份", "三月份"), (7, "完成日期", "20260305", date(2026, 3, 5)), (8, "发展数", 1.5, 1.5),
        (9, "发展数", None, None),
    ):  # fmt: skip  # a table
        one.grid[FIRST + at][HEADS.index(column)] = typed
        filled[at][column] = taken


def more_sheets_and_hidden(one: Sent) -> None:
    one.more["Sheet2"] = [["我镇另有两家"], ["甲公司", 3]]
    one.hidden = {FIRST + 1, FIRST + 2}


def more_columns(one: Sent) -> None:
    one.grid[3].insert(5, "联系情况")
    for number, row in enumerate(one.grid):
        if number != 3:
            row.insert(5, f"联{number}" if number in one.data else None)


def turned_round(one: Sent) -> None:
    """Sorted backwards, a subtotal in the middle, words under the table."""
    rows = one.grid[FIRST : FIRST + len(one.expected)][::-1]
    rows.insert(3, ["小计", None, None, None, 7])
    one.grid[FIRST : FIRST + len(one.expected)] = rows
    one.grid.append(["填表人：某某", None, None, "联系电话：见通讯录"])


def head_gone(one: Sent) -> None:
    del one.grid[:FIRST]
    one.manifest = []


MANGLED: dict[int, Callable[[Sent], None]] = {
    2: top_gone, 3: reordered, 4: renamed, 5: column_gone, 6: keys_changed, 7: locked_changed, 8: deleted_and_added,
    9: doubled, 12: ill_typed, 13: more_sheets_and_hidden, 14: more_columns, 18: head_gone, 19: turned_round,
}  # fmt: skip  # a table


@dataclass(frozen=True)
class County:
    """A base, the folder its towns returned, and key → expected answers (blank where none came)."""

    base: Path
    back: Path
    expected: dict[str, dict[str, Any]]
    sources: dict[str, str]


def county(folder: Path, rows: int = 12) -> County:
    """Split the base and return it as twenty towns do; town 16 never does, town 15 sends a broken file."""
    base, out, back = write_base(folder / "总表.xlsx", 20, rows), folder / "下发", folder / "回收"
    split(base, out, Options("属地"))
    back.mkdir()
    everything = {number: sent(out, number, rows) for number in range(1, 21)}
    expected: dict[str, dict[str, Any]] = {}
    sources: dict[str, str] = {}
    for number, one in everything.items():
        if number in MANGLED:
            MANGLED[number](one)
        if number not in (11, 15, 16):
            one.write(back / one.file)
        for key, filled in one.expected.items():
            expected[key] = filled if number not in (15, 16) else {}
            sources[key] = one.file if filled and number not in (15, 16) else ""
    _second_version(everything[10], back)
    _others(everything, back, sources)
    return County(base, back, expected, sources)


def _second_version(one: Sent, back: Path) -> None:
    """An older copy with another answer in one row."""
    old = deepcopy(one)
    old.saved = "2026-03-20T08:00:00Z"
    old.grid[FIRST][10] = "旧的说法"
    old.write(back / f"总表-{town(10)}(1).xlsx")


def _others(everything: dict[int, Sent], back: Path, sources: dict[str, str]) -> None:
    """An .xls, a broken file, a row of a neighbour, a file under the wrong name, files that are none of ours."""
    shutil.copy(FIXTURES / "总表-第11镇.xls", back)
    sources.update(dict.fromkeys(everything[11].expected, "总表-第11镇.xls"))
    (back / everything[15].file).write_bytes(b"PK\x03\x04 broken")
    neighbour = everything[17]
    stolen = deepcopy(everything[1].grid[FIRST])
    stolen[10] = "十七镇填的"
    neighbour.grid.insert(FIRST + 3, stolen)
    neighbour.write(back / neighbour.file)
    swapped = everything[20]
    swapped.manifest = everything[19].manifest
    swapped.write(back / swapped.file)
    (back / "现场.jpg").write_bytes(b"\xff\xd8\xff\xe0 photo")
    (back / "~$总表-第01镇.xlsx").write_bytes(b"lock")
    Sent(0, "", [["姓名", "电话"], ["某某", 1]], [], {}, sheet="通讯录").write(back / "通讯录.xlsx")
