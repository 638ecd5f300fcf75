"""The 方案 sheet and the whole: tables → Scheme, with every fault and warning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from wuze.scoring.loading.checks import check_scheme
from wuze.scoring.loading.elements import read_elements
from wuze.scoring.loading.grades import read_grades, read_vetoes
from wuze.scoring.loading.items import ItemReader
from wuze.scoring.loading.parts import read_parts, read_polls
from wuze.scoring.loading.sheet import BROKEN, Problems, Sheet, as_date, as_number, as_text
from wuze.scoring.model import Scheme
from wuze.scoring.parsing import Names
from wuze.scoring.tables import Finding, Place, Table
from wuze.scoring.text import key, split_list

KEYS = (
    "名称", "年度", "版本", "考核对象", "满分", "小数位", "分组", "同分比较", "总分封顶", "截止日", "类型", "阶段差异",
    "来源",
)  # fmt: skip  # the sheet's own order
MOST_PLACES = 6


@dataclass(frozen=True, slots=True)
class Roster:
    """What the 名录 tells a scheme: its columns, and the 类型 that occur in it."""

    attributes: frozenset[str]
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """What in a scheme has its fault already, so that nothing of the data that rests on it is reported too.

    ``names``: compared names of data items, and of items whose range is open; ``polls``: of polls; ``bodies``: of those
    without a poll; ``elements``: ids of data items some of whose clauses did not read; ``items``: how many items have
    no valid 编号.
    """

    names: frozenset[str] = frozenset()
    polls: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    elements: frozenset[str] = frozenset()
    items: int = 0


@dataclass(frozen=True, slots=True)
class LoadedScheme:
    """A scheme read. With a fault among the ``findings`` it is only good for checking data against what did read."""

    scheme: Scheme
    findings: list[Finding]
    broken: Broken = field(default_factory=Broken)

    @property
    def stops(self) -> bool:
        """Whether there is a fault."""
        return any(finding.stops for finding in self.findings)


def load_scheme(tables: Mapping[str, Table], roster: Roster | None = None, lost: Iterable[Place] = ()) -> LoadedScheme:
    """The scheme of a workbook's tables. With a roster, the names of 名录 columns are checked too.

    ``lost`` are cells whose value the border could not read and has reported.
    """
    problems = Problems(faulted=set(lost), lost=set(lost))
    head = _Head(Sheet(tables, "方案", problems))
    types = head.words("类型") or (roster.types if roster else ())
    attributes = roster.attributes if roster else None
    elements, names = read_elements(Sheet(tables, "数据项", problems), attributes, types)
    votes, sections = Sheet(tables, "测评", problems), Sheet(tables, "板块", problems)
    polls, broken_polls, bodies = read_polls(votes, Sheet(tables, "测评主体", problems))
    parts = read_parts(sections, names, polls, len(votes.lost("测评")))
    reader = ItemReader(Sheet(tables, "指标", problems), names, parts, len(sections.lost("编号")))
    filled = reader.read()
    bands = Sheet(tables, "等次", problems)
    grades = read_grades(bands)
    outcomes = Sheet(tables, "否决", problems)
    vetoes = read_vetoes(outcomes, names, grades, lost=len(bands.lost("等次")), dated=head.dated())
    scheme = head.scheme(
        roster, names, reader.excuse, parts=filled, elements=elements, grades=grades, vetoes=vetoes, polls=polls
    )
    reader.check_item_cycles()
    check_scheme(scheme, tables, problems, reader.faulty())
    broken = Broken(
        frozenset(names.broken | reader.broken() | _unsourced(sections)),
        broken_polls,
        bodies,
        frozenset(reader.doubtful),
        len(reader.sheet.lost("编号")),
    )
    return LoadedScheme(scheme, problems.findings, broken)


def _unsourced(parts: Sheet) -> set[str]:
    """Names of parts whose 来源 is at fault: a 得分 row may be theirs."""
    rows = [row for row in range(len(parts)) if parts.place(row, "来源") in parts.problems.faulted]
    return {key(parts.text(row, column)) for row in rows for column in ("编号", "名称")} - {""}


class _Head:
    """The 方案 sheet: 项目 and 内容."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows: dict[str, int] = {}
        for row in range(len(sheet)):
            word = key(sheet.text(row, "项目"))
            if word in self.rows:
                sheet.fault("duplicate_id", row, "项目", f"“{word}”写了两次", "删去一行")
            elif word in KEYS:
                self.rows[word] = row
            elif word:
                known = f"认识的项目：{'、'.join(KEYS)}"
                sheet.problems.warn("unknown_key", sheet.place(row, "项目"), f"“{word}”不认识，没有采用", known)

    def scheme(self, roster: Roster | None, names: Names, excuse: frozenset[str], **rest: Any) -> Scheme:
        """The whole, from this sheet and ``rest``, the other fields; ``excuse``: names that 板块 has lost."""
        scheme = Scheme(
            name=self.text("名称"),
            year=self.year(),
            edition=self.text("版本"),
            subject_kind=self.text("考核对象"),
            full=self.number("满分"),
            places=self.places(),
            group_by=self.group(roster),
            tie_break=(),
            total_cap=self.cap(),
            cutoff=self.cutoff(),
            types=self.words("类型"),
            stage_gap=self.number("阶段差异"),
            origin=self.text("来源"),
            **rest,
        )
        return replace(scheme, tie_break=self.tie_break(scheme, names, excuse))

    def text(self, word: str) -> str:
        row = self.rows.get(word)
        return "" if row is None else self.sheet.text(row, "内容")

    def words(self, word: str) -> tuple[str, ...]:
        return split_list(self.text(word))

    def place(self, word: str) -> Place:
        return self.sheet.place(self.rows.get(word), "内容")

    def number(self, word: str) -> Decimal | None:
        row = self.rows.get(word)
        return None if row is None else self.sheet.number(row, "内容", least=0)

    def year(self) -> int | None:
        found = re.fullmatch(r"(\d{4})年?度?", key(self.text("年度")))
        if found is None and self.text("年度"):
            self.fault("bad_number", "年度", f"年度“{self.text('年度')}”看不懂", "填四位数字，如 2026")
        return int(found[1]) if found else None

    def places(self) -> int:
        value = self.number("小数位")
        if value is None:
            return 2
        if value != int(value) or value > MOST_PLACES:
            self.fault("bad_number", "小数位", f"小数位“{self.text('小数位')}”不行", f"填0到{MOST_PLACES}的整数")
            return 2
        return int(value)

    def cap(self) -> Decimal | None:
        text = key(self.text("总分封顶"))
        if text in ("", "否"):
            return None
        if text == "是":
            if self.number("满分") is None:
                self.fault("bad_number", "总分封顶", "总分封顶写“是”，但没有填满分", "填上满分，或写一个数")
            return self.number("满分")
        value = as_number(text)
        if not isinstance(value, Decimal):
            self.fault("bad_number", "总分封顶", f"总分封顶“{text}”看不懂", "填 是、否 或一个数")
            return None
        return value

    def cutoff(self) -> date | None:
        row = self.rows.get("截止日")
        cell = None if row is None else self.sheet.cell(row, "内容")
        if cell is not None and cell != "":
            value = as_date(cell)
            if value is None:
                self.fault("bad_date", "截止日", f"截止日“{as_text(cell)}”不是日期", "写成 2026-12-31")
            return value
        year = self.year()
        return date(year, 12, 31) if year else None

    def dated(self) -> bool:
        """Whether there is a day to look back from, or a fault where it should stand."""
        places = {self.place("截止日"), self.place("年度")} - {self.sheet.place(None, "内容")}
        return self.cutoff() is not None or bool(places & self.sheet.problems.faulted)

    def group(self, roster: Roster | None) -> str:
        text = self.text("分组")
        if not text or roster is None:
            return text
        for attribute in roster.attributes:
            if key(attribute) == key(text):
                return attribute
        self.fault("unknown_attribute", "分组", f"按“{text}”分组，但名录里没有这一列", "在名录里加这一列，或改正名称")
        return text

    def tie_break(self, scheme: Scheme, names: Names, excuse: frozenset[str]) -> tuple[tuple[str, str], ...]:
        found: list[tuple[str, str]] = []
        for word in self.words("同分比较"):
            known = names.elements.get(key(word))
            part = next((part.id for part in scheme.parts if key(word) in (key(part.id), key(part.name))), None)
            item = next((item.id for item in scheme.items if key(word) in (key(item.id), key(item.name))), None)
            if part is not None or item is not None:
                found.append(("part", part) if part is not None else ("item", item or ""))
            elif known is not None:
                found.append(("element", known.id))
            else:
                code = BROKEN if key(word) in names.broken | excuse else "unknown_tie_break"
                what = f"同分比较“{word}”既不是板块、指标，也不是数据项"
                self.fault(code, "同分比较", what, "写编号，用分号隔开")
        return tuple(found)

    def fault(self, code: str, word: str, problem: str, fix: str) -> None:
        self.sheet.problems.fault(code, self.place(word), problem, fix)
