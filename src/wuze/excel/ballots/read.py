"""A filled 计票汇总 → rows of the 票数 table, each count with its own cell; what makes a vote invalid is a fault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from wuze.excel.ballots.words import (
    BODY,
    CODE,
    EXPECTED,
    HEAD_LABELS,
    ISSUED,
    LEAST_SHOWN,
    LEFT_OUT,
    NO_OPTIONS,
    POLL,
    PRESENT,
    QUORUM,
    RETURNED,
    VOID,
)
from wuze.excel.book import Sheet
from wuze.excel.cells import a1
from wuze.excel.form_cells import BLANK, Answer, answer_at, answers, lost
from wuze.excel.headers import plain
from wuze.excel.locate import GridSource, Located
from wuze.excel.refusal import WHOLE_FILE
from wuze.scoring.exact import mul
from wuze.scoring.loading.sheet import as_number
from wuze.scoring.loading.values import whole
from wuze.scoring.tables import Cell, Finding, Level, Table

_HEADER_SEARCH = 20
_NEEDED = frozenset((CODE, "合计", "计入票"))
_COLUMNS = ("编号", "测评", "主体", "选项", "票数")
_FOOT = frozenset(("计票人", "监票人", "日期"))


def tally_row(sheet: Sheet) -> int | None:
    """The header row (from 0) of a 计票汇总; None for a sheet that is none."""
    for number, row in enumerate(sheet.rows[:_HEADER_SEARCH]):
        if {plain(cell) for cell in row if isinstance(cell, str)} >= _NEEDED:
            return number
    return None


def read_tally(sheet: Sheet, file: str) -> tuple[Table, GridSource, list[Located]]:
    """The counts of one body, where they stand, and what is wrong with them. Never raises.

    Fewer than five ballots give no rows (a reminder says so): the scheme then takes the body for too few.
    """
    header = tally_row(sheet)
    assert header is not None  # noqa: S101 - the caller asked before
    reader = _Tally(sheet, file, header, answers(sheet, HEAD_LABELS, range(header)))
    reader.head()
    reader.counts()
    few = reader.returned is not None and reader.returned - (reader.void or 0) < LEAST_SHOWN
    if few and reader.rows:
        what = f"收回有效票不足{LEAST_SHOWN}张，不公开、不计入，按方案的“人数不足时”办"
        reader.add("votes_few", reader.about(RETURNED).cell, what, "核对票数；人太少的可并入另一个主体", Level.WARNING)
        reader.rows, reader.cells = [], []
    source = GridSource(sheet.name, header + 1, range(len(reader.rows)), {}, "A", reader.cells)
    return Table("票数", _COLUMNS, tuple(reader.rows)), source, reader.found


@dataclass(slots=True)
class _Tally:
    sheet: Sheet
    file: str
    header: int
    given: dict[str, Answer]
    found: list[Located] = field(default_factory=list)
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    cells: list[dict[str, str]] = field(default_factory=list)
    returned: int | None = None
    void: int | None = None

    def about(self, label: str) -> Answer:
        return self.given.get(label, BLANK)

    def add(self, code: str, cell: str, problem: str, fix: str, level: Level = Level.FAULT) -> None:
        self.found.append(Located(self.file, self.sheet.name, cell, Finding(code, WHOLE_FILE, problem, fix, level)))

    def head(self) -> None:
        """The figures of the meeting: what is no whole number, more returned than issued, too few present."""
        for label in (POLL, BODY):
            if not self.about(label).text:
                cell = self.about(label).cell or a1(0, self.sheet.left)
                self.add("tally_head", cell, f"计票汇总上没有写“{label}”", f"在“{label}”后填上方案里的名称")
        figures = {label: self._figure(label) for label in (EXPECTED, PRESENT, ISSUED, RETURNED, VOID)}
        issued, self.returned, self.void = figures[ISSUED], figures[RETURNED], figures[VOID]
        if issued is not None and self.returned is not None and self.returned > issued:
            what = f"收回{self.returned}张，多于发出的{issued}张，测评无效"
            self.add("votes_returned", self.about(RETURNED).cell, what, "核对发出和收回的票数；确实多出的，重新测评")
        expected, present = figures[EXPECTED], figures[PRESENT]
        share = as_number(self.about(QUORUM).value)
        if self.about(QUORUM).text and share is None:
            what = f"到会要求“{self.about(QUORUM).text}”不是数"
            self.add("bad_number", self.about(QUORUM).cell, what, "写成 2/3、80% 或 0.8；不要求就空着")
        elif (
            share is not None
            and expected is not None
            and present is not None
            and present < mul(Decimal(expected), share)
        ):
            what = f"应到{expected}人，实到{present}人，不到{self.about(QUORUM).text}，测评无效"
            self.add("votes_quorum", self.about(PRESENT).cell, what, "核对人数；确实不够的，重新组织测评")

    def _figure(self, label: str) -> int | None:
        given = self.about(label)
        figure = whole(given.value)
        if given.text and figure is None:
            self.add("bad_number", given.cell, f"“{label}”的“{given.text}”不是0或正整数", "填0、1、2……")
        return figure

    def counts(self) -> None:
        """A 票数 row for each filled option of each unit."""
        head = self.sheet.rows[self.header]
        columns = {plain(cell): self.sheet.left + at for at, cell in enumerate(head) if isinstance(cell, str)}
        options = {str(head[at - self.sheet.left]): at for name, at in columns.items() if name not in NO_OPTIONS}
        figures = [*options.values(), *(columns[name] for name in LEFT_OUT if name in columns)]
        blank: list[Answer] = []
        for number in range(self.header + 1, len(self.sheet.rows)):
            code = answer_at(self.sheet, number, columns[CODE])
            filled = [one for at in figures if (one := answer_at(self.sheet, number, at)).text]
            if plain(code.text).partition(":")[0] in _FOOT:
                continue
            for at in figures:
                if lost(self.sheet, number, at):
                    self.add("cell_error", a1(number, at), "公式没有结果", "直接填写，不用公式")
            if filled:
                self._unit(number, code, options)
                self._sum(code, filled)
            elif code.text:
                blank.append(code)
        self._after(blank)

    def _unit(self, number: int, code: Answer, options: dict[str, int]) -> None:
        head = {"测评": self.about(POLL).cell, "主体": self.about(BODY).cell, "编号": code.cell}
        for name, at in options.items():
            votes = answer_at(self.sheet, number, at)
            if votes.text:
                self.rows.append((code.value, self.about(POLL).value, self.about(BODY).value, name, votes.value))
                self.cells.append(head | {"选项": a1(self.header, at), "票数": votes.cell})

    def _sum(self, code: Answer, filled: Sequence[Answer]) -> None:
        """Beside the ballots returned: more is a fault, fewer a reminder."""
        figures = [figure for one in filled if (figure := whole(one.value)) is not None]
        if self.returned is None or len(figures) < len(filled):
            return
        cast, ballots = sum(figures), self.returned - (self.void or 0)
        if cast > ballots:
            what = f"“{code.text}”各项相加{cast}张，多于有效票{ballots}张"
            self.add("votes_over", filled[-1].cell, what, "核对计票单")
        elif cast < ballots:
            what = f"“{code.text}”各项相加{cast}张，少于有效票{ballots}张"
            self.add(
                "votes_under", filled[-1].cell, what, "核对计票单；没有选的记在弃权，选错的记在作废", Level.WARNING
            )

    def _after(self, blank: Sequence[Answer]) -> None:
        if blank:
            names = "、".join(one.text for one in blank[:20]) + ("等" if len(blank) > 20 else "")
            what = f"有{len(blank)}个单位没有票数：{names}"
            self.add("votes_blank", blank[0].cell, what, "填上票数；没有测评的不必理会", Level.WARNING)
        for label in (ISSUED, RETURNED):
            if self.rows and not self.about(label).text:
                cell = self.about(label).cell or a1(0, self.sheet.left)
                self.add("tally_head", cell, f"没有写“{label}”，看不出测评有没有效", f"在“{label}”后填上张数")
