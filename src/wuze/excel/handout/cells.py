"""The cells of one returned row against the base: what was to stay, what was to be filled."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from wuze.excel.cells import a1
from wuze.excel.handout.choose import row_key
from wuze.excel.handout.frame import same_form, shown
from wuze.excel.handout.manifest import digest, digest_of
from wuze.excel.handout.notes import Kind
from wuze.excel.handout.returned import Returned
from wuze.excel.handout.source import Source
from wuze.excel.handout.suit import Expected, judge
from wuze.excel.headers import plain
from wuze.scoring.tables import Cell

_OPTIONAL = re.compile(r".*(?:备注|说明|其他|意见)|.*\((?:选填|可不填|如有)\)")
_MILD = {Kind.CELL_TIDIED}


@dataclass(slots=True)
class Cells:
    """Looks at cells and says what it sees in the notes of their file. Blank cells are counted per column."""

    source: Source
    expected: dict[int, Expected]
    blanks: dict[str, dict[int, list[int]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))

    def row(self, one: Returned, row: int, base: int) -> dict[int, Cell]:
        """The cells to fill of a returned row that differ from the base; changes of other cells are said, not taken."""
        self._say_changes(one, row, base)
        values = {}
        for at in self.source.plan.fills:
            if at in one.columns:
                before = self.source.frame.value(base, at)
                value = self.filled(one, row, at, before)
                if value != before or type(value) is not type(before):
                    values[at] = value
        return values

    def filled(self, one: Returned, row: int, at: int, before: Cell) -> Cell:
        """One cell to fill, as it is taken. ``before``: what stood in the base."""
        theirs = one.columns[at]
        value = one.frame.value(row, theirs)
        name = self.source.plan.names[at]
        sheet = one.frame.sheet
        optional = bool(_OPTIONAL.fullmatch(plain(name)))
        self.counts[one.name][0] += not optional
        if value is None:
            if (row, theirs) in sheet.errors or (row, theirs) in sheet.unvalued:
                one.say(Kind.CELL_ERROR, row, theirs, f"“{name}”的公式出错或没有结果，当作空的", "改好公式，或直接填")
            elif before is not None:
                words = f"“{name}”原来是“{shown(before)}”，交回时空了，总表里也空了"
                one.say(Kind.CELL_CLEARED, row, theirs, words, "核实是不是误删")
            elif not optional:
                self.blanks[one.name][at].append(row)
            return None
        self.counts[one.name][1] += not optional
        verdict = judge(value, self.expected[at])
        if verdict.kind is not None:
            words = f"“{name}”{verdict.problem}"
            one.say(verdict.kind, row, theirs, words, verdict.fix, mild=verdict.kind in _MILD)
        return verdict.value

    def finish(self, one: Returned) -> tuple[int, int]:
        """Say which cells of a file are blank; gives how many were wanted and how many are filled."""
        for at, rows in self.blanks[one.name].items():
            cells = [a1(row, one.columns[at]) for row in sorted(rows)]
            listed = "、".join(cells[:30]) + ("等" if len(cells) > 30 else "")
            words = f"“{self.source.plan.names[at]}”有{len(cells)}行没有填：{listed}"
            one.say(Kind.CELL_BLANK, one.frame.bottom, one.columns[at], words, "补填；确实没有就写“无”")
        wanted, filled = self.counts[one.name]
        return wanted, filled

    def _say_changes(self, one: Returned, row: int, base: int) -> None:
        frame, plan = self.source.frame, self.source.plan
        changed = [
            (at, theirs)
            for at in plan.locked
            if (theirs := one.columns.get(at)) is not None
            and same_form(frame.value(base, at)) != same_form(one.frame.value(row, theirs))
        ]
        if not changed or self._base_changed(one, row, base):
            return
        for at, theirs in changed:
            before, after = shown(frame.value(base, at)), shown(one.frame.value(row, theirs))
            kind, word = (Kind.KEY_CHANGED, "关键列") if at in plan.keys else (Kind.LOCKED_CHANGED, "")
            words = f"{word}“{plan.names[at]}”原来是“{before}”，交回是“{after}”，总表用原来的"
            one.say(kind, row, theirs, words, "确实要改，核实后在总表里改")

    def _base_changed(self, one: Returned, row: int, base: int) -> bool:
        """Whether the row came back as it was sent, and it is the base that changed since."""
        frame, plan = self.source.frame, self.source.plan
        sent = one.manifest.rows.get(row_key(frame, plan.keys, base)) if one.manifest else None
        if sent is None or sent == digest(frame, plan.locked, base):
            return False
        theirs = [one.columns.get(at) for at in plan.locked]
        texts = ["" if at is None else same_form(one.frame.value(row, at)) for at in theirs]
        if digest_of(texts) != sent:
            return False
        words = f"总表第{base + 1}行在下发后改过，交回的还是下发时的样子，总表用现在的"
        one.say(Kind.BASE_CHANGED, row, 0, words, "不用改", mild=True)
        return True
