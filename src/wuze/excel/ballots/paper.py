"""测评表 to vote on, 计票单 to count on: A4 upright, reporters as rows, options as columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from wuze.excel.ballots.plan import BallotSet
from wuze.excel.ballots.words import ABSTAINED, COUNTER, DAY, EXPECTED, ISSUED, PRESENT, RETURNED, SPOILT, VOID, WATCHER
from wuze.excel.cells import clean
from wuze.excel.page import line_count
from wuze.excel.sheet_names import SheetNames
from wuze.excel.styles import open_book

ROOM = 94.0
"""Characters across an upright A4 page at full size."""
BODY = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "border": 1, "text_wrap": True}
FORMS: dict[str, dict[str, Any]] = {
    "title": {
        "font_name": "方正小标宋简体",
        "font_size": 18,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
    },
    "note": {"font_name": "楷体", "font_size": 10.5, "valign": "vcenter", "text_wrap": True},
    "head": {**BODY, "font_name": "黑体", "align": "center", "bg_color": "#E8EDF3"},
    "text": BODY,
    "center": {**BODY, "align": "center"},
    "label": {**BODY, "font_name": "黑体", "align": "center", "bg_color": "#F2F2F2"},
}
_BALLOT_NOTE = (
    "在每一行你同意的一格里打“√”，只选一格。一行都不选算弃权；一行选了两格以上，这一行算作废。不写姓名，不作记号。"
)
_TALLY_NOTE = "用“正”字计票。收回票多于发出票的，测评无效。一行选了两格以上的不计，另记在“作废”；没有选的记在“弃权”。"


def write_ballots(sets: Sequence[BallotSet], path: Path) -> None:
    """测评表: one sheet a set, to be printed as often as there are voters. Raises CannotWrite."""
    with open_book(path, title="测评表") as book:
        forms, names = {name: book.workbook.add_format(look) for name, look in FORMS.items()}, SheetNames()
        for one in sets:
            options = [option for option, _ in one.options]
            page = _Paper(book.workbook.add_worksheet(names.take(one.label)), forms, options)
            page.top(f"{one.title}\n{one.poll}表（{one.body}）", _BALLOT_NOTE)
            page.rows(one.units, 26)
            page.end(2)


def write_tally_sheets(sets: Sequence[BallotSet], path: Path) -> None:
    """计票单: one sheet a set, with room for 正 and the signatures of those who count and watch. Raises CannotWrite."""
    with open_book(path, title="计票单") as book:
        forms, names = {name: book.workbook.add_format(look) for name, look in FORMS.items()}, SheetNames()
        for one in sets:
            options = [
                *(option for option, _ in one.options),
                *(word.partition("（")[0] for word in (ABSTAINED, SPOILT)),
            ]
            page = _Paper(book.workbook.add_worksheet(names.take(one.label)), forms, list(dict.fromkeys(options)))
            page.top(f"{one.title}\n{one.poll}计票单（{one.body}）", _TALLY_NOTE)
            page.blanks((EXPECTED, PRESENT, ISSUED, RETURNED, VOID))
            page.rows(one.units, 30)
            page.blanks((COUNTER, WATCHER, DAY), 34)
            page.end(2)


class _Paper:
    """A sheet: number, name and the options; written from top to bottom."""

    def __init__(self, sheet: Any, forms: dict[str, Any], options: Sequence[str]) -> None:
        self.sheet, self.forms, self.options, self.row = sheet, forms, options, 0
        self.name_width = 30.0
        self.width = max((ROOM - 6 - self.name_width) / len(options), 7.0)
        self.last = len(options) + 1
        sheet.set_column(0, 0, 6)
        sheet.set_column(1, 1, self.name_width)
        sheet.set_column(2, self.last, self.width)

    def top(self, title: str, note: str) -> None:
        across = 6 + self.name_width + self.width * len(self.options)
        for text, form, height in ((title, "title", 56.0), (note, "note", 15.0 * line_count(note, across) + 6)):
            self.sheet.merge_range(self.row, 0, self.row, self.last, "", self.forms[form])
            self.sheet.write_string(self.row, 0, clean(text), self.forms[form])
            self.sheet.set_row(self.row, height)
            self.row += 1

    def blanks(self, labels: Sequence[str], height: float = 24) -> None:
        """A line of labels, each with room beside it."""
        text = "　　".join(f"{label}：__________" for label in labels)
        self.sheet.merge_range(self.row, 0, self.row, self.last, "", self.forms["note"])
        self.sheet.write_string(self.row, 0, text, self.forms["note"])
        self.sheet.set_row(self.row, height)
        self.row += 1

    def rows(self, units: Sequence[tuple[str, str]], height: float) -> None:
        self.head = self.row
        for at, text in enumerate(("序号", "名称", *self.options)):
            self.sheet.write_string(self.row, at, clean(text), self.forms["head"])
        self.sheet.set_row(self.row, 8 + 15 * max(line_count(option, self.width) for option in self.options))
        for number, (_, name) in enumerate(units, 1):
            self.row += 1
            self.sheet.write_number(self.row, 0, number, self.forms["center"])
            self.sheet.write_string(self.row, 1, clean(name), self.forms["text"])
            for at in range(2, self.last + 1):
                self.sheet.write_blank(self.row, at, None, self.forms["center"])
            self.sheet.set_row(self.row, max(height, 15 * line_count(name, self.name_width) + 4))
        self.row += 1

    def end(self, frozen: int) -> None:
        sheet = self.sheet
        sheet.set_portrait()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.center_horizontally()
        sheet.repeat_rows(self.head)
        sheet.freeze_panes(self.head + 1, frozen)
        sheet.print_area(0, 0, self.row - 1, self.last)
        sheet.set_footer("&C第 &P 页，共 &N 页")
