"""A filled 评分表 → rows of the 得分 table, each value with its own cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wuze.excel.book import Sheet
from wuze.excel.cells import a1
from wuze.excel.form_cells import BLANK, Answer, answer_at, answers, lost
from wuze.excel.headers import bare
from wuze.excel.locate import GridSource, Located
from wuze.excel.refusal import WHOLE_FILE
from wuze.excel.score_sheets.words import (
    BY_DATA,
    CODE,
    COLUMNS,
    DAY,
    FOOT_LABELS,
    HEAD_LABELS,
    LABELS,
    NAME,
    POINTS,
    REASON,
    RULE,
    SCORE,
    SCORER,
    STAGE,
    TOTAL,
    UNIT,
)
from wuze.scoring.facts import STAGES
from wuze.scoring.tables import Cell, Finding, Level, Table
from wuze.scoring.text import key

_HEADER_SEARCH = 20
_NEEDED = frozenset((RULE, SCORE))
"""The header row of a 评分表 has both; no sheet of 数据.xlsx has."""
_ROWS = ("编号", "指标", "得分", "扣分原因", "评分人", "日期", "阶段")


@dataclass(frozen=True, slots=True)
class Scored:
    """One item's row: its 编号, the 分值 printed beside it, 得分 and 扣分原因 as filled."""

    code: Answer
    points: Answer
    score: Answer
    reason: Answer

    @property
    def by_data(self) -> bool:
        """True where the form says that the item is counted from data."""
        return key(self.score.text) == BY_DATA


@dataclass(frozen=True, slots=True)
class ScoreForm:
    """One filled sheet. ``file`` as messages name it; ``stage`` blank on the form means 初评."""

    file: str
    sheet: str
    unit: Answer
    name: Answer
    stage: Answer
    scorer: Answer
    day: Answer
    rows: tuple[Scored, ...]

    @property
    def about(self) -> tuple[str, str]:
        """Unit and stage, as compared."""
        return key(self.unit.text), key(self.stage.text) or STAGES[1]

    @property
    def filled(self) -> bool:
        """Whether any 得分 was given."""
        return any(row.score.text and not row.by_data for row in self.rows)

    @property
    def content(self) -> tuple[object, ...]:
        """All that was filled in, to tell a copy from another version."""
        filled = tuple((key(row.code.text), row.score.text, row.reason.text) for row in self.rows if row.score.text)
        return (*self.about, key(self.scorer.text), self.day.text, filled)

    def table(self) -> tuple[Table, GridSource]:
        """The scored rows as the 得分 table, and where they stand."""
        head = {
            "编号": self.unit.cell, "评分人": self.scorer.cell, "日期": self.day.cell, "阶段": self.stage.cell,
        }  # fmt: skip  # one mapping
        scored = [row for row in self.rows if row.score.text and not row.by_data]
        rows: list[tuple[Cell, ...]] = [
            (self.unit.value, row.code.value, row.score.value, row.reason.value, self.scorer.value, self.day.value,
             self.stage.value)
            for row in scored
        ]  # fmt: skip  # one row
        cells = [head | {"指标": one.code.cell, "得分": one.score.cell, "扣分原因": one.reason.cell} for one in scored]
        source = GridSource(self.sheet, 1, range(len(rows)), {}, "A", cells)
        return Table("得分", _ROWS, tuple(rows)), source

    def finding(self, code: str, cell: str, problem: str, fix: str, level: Level = Level.FAULT) -> Located:
        """A finding at a cell of this sheet."""
        return Located(self.file, self.sheet, cell, Finding(code, WHOLE_FILE, problem, fix, level))


def header_row(sheet: Sheet) -> int | None:
    """The header row (from 0) of a 评分表; None for a sheet that is none."""
    for number, row in enumerate(sheet.rows[:_HEADER_SEARCH]):
        if {bare(cell) for cell in row if isinstance(cell, str)} >= _NEEDED:
            return number
    return None


def read_form(sheet: Sheet, file: str) -> tuple[ScoreForm | None, list[Located]]:
    """A 评分表 as filled, and what is wrong with its form; None for the form where nobody can say whose it is.

    Call it for a sheet that has a :func:`header_row`. Never raises.
    """
    header = header_row(sheet)
    assert header is not None  # noqa: S101 - the caller asked before
    columns = {bare(cell): sheet.left + at for at, cell in enumerate(sheet.rows[header]) if isinstance(cell, str)}
    head = answers(sheet, HEAD_LABELS, range(header))
    foot = answers(sheet, FOOT_LABELS, range(header + 1, len(sheet.rows)))
    form = ScoreForm(
        file, sheet.name, head.get(UNIT, BLANK), head.get(NAME, BLANK), head.get(STAGE, BLANK), foot.get(SCORER, BLANK),
        foot.get(DAY, BLANK), (),
    )  # fmt: skip  # two lines
    found = [
        form.finding("sheet_column", a1(header, sheet.left), f"评分表缺少“{name}”这一列", f"在表头补上“{name}”")
        for name in COLUMNS
        if name in (CODE, REASON) and name not in columns
    ]
    if not form.unit.text:
        cell = form.unit.cell or a1(0, sheet.left)
        found.append(
            form.finding("sheet_unit", cell, "评分表上没有单位编号，不知道是哪个单位的", "在表头“单位编号”后填上编号")
        )
    if found:
        return None, found
    rows = tuple(_rows(sheet, header, columns, form, found))
    whole = ScoreForm(form.file, form.sheet, form.unit, form.name, form.stage, form.scorer, form.day, rows)
    return whole, found


def _rows(
    sheet: Sheet, header: int, columns: dict[str, int], form: ScoreForm, found: list[Located]
) -> Iterator[Scored]:
    """Rows of items; a row that has 得分 or 扣分原因 and no 编号 is a fault, one with neither is none of ours."""
    blank: Sequence[str] = (CODE, POINTS, SCORE, REASON)
    for number in range(header + 1, len(sheet.rows)):
        code, points, score, reason = (
            answer_at(sheet, number, columns[name]) if name in columns else BLANK for name in blank
        )
        if _closes(sheet, number):
            continue
        for at in (columns[SCORE], columns[REASON], columns[CODE]):
            if lost(sheet, number, at):
                found.append(form.finding("cell_error", a1(number, at), "公式没有结果", "直接填写，不用公式"))
        if not code.text and (score.text or reason.text):
            where = score if score.text else reason
            found.append(form.finding("sheet_row", where.cell, "这一行有得分或扣分原因，没有指标编号", "填上指标编号"))
        elif score.text or reason.text or points.text:
            yield Scored(code, points, score, reason)


def _closes(sheet: Sheet, number: int) -> bool:
    """True for 合计 and for the line of signatures."""
    words = [bare(cell).partition(":")[0] for cell in sheet.rows[number] if isinstance(cell, str)]
    return bool(words) and (words[0] == TOTAL or words[0] in LABELS)
