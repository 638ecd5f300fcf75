"""The 指标 table: one row a clause; the item's own columns may be blank or merged after its first row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from wuze.scoring.combine import FOR_PERIODS, FOR_RATERS, Combine
from wuze.scoring.expressions import Condition
from wuze.scoring.loading.clauses import ClauseReader
from wuze.scoring.loading.conditions import check_types, kinds_condition, read_condition
from wuze.scoring.loading.elements import cycles
from wuze.scoring.loading.sheet import BROKEN, Sheet, excused
from wuze.scoring.model import PERIODS, Item, NaPolicy, Part, Start
from wuze.scoring.parsing import Names
from wuze.scoring.tables import Place
from wuze.scoring.text import key

ITEM_COLUMNS = (
    "板块",
    "维度",
    "指标",
    "分值",
    "起评",
    "下限",
    "上限",
    "适用对象",
    "不适用时",
    "分期",
    "合成",
    "分期合成",
    "评委合成",
)
_PERIOD_WORDS = {
    "月": "月", "每月": "月", "按月": "月", "月度": "月", "季": "季", "每季": "季", "按季": "季", "季度": "季",
    "半年": "半年", "每半年": "半年", "半年度": "半年",
}  # fmt: skip  # synonyms beside their word
_EVERYONE = ("", "全部", "所有", "全体")
_CONDITION_SIGNS = "≥≤><=≠"


_RANGE = ("编号", "板块", "分值", "起评", "上限", "下限")
"""Columns that decide what 得分 an item takes."""
_NOWHERE = Part("", "", Decimal(1), "指标", "", False, None, None, (), Place("板块"))


@dataclass(slots=True)
class _Draft:
    row: int
    part: Part
    again: bool


class ItemReader:
    """Reads the whole table once; keeps what the checks need afterwards.

    ``lost``: how many parts have no valid 编号, so that what names them is not reported too.
    """

    def __init__(self, sheet: Sheet, names: Names, parts: tuple[Part, ...], lost: int = 0) -> None:
        self.sheet, self.names, self.parts = sheet, names, parts
        self.items: list[Item] = []
        self.ranked: list[tuple[str, str, int]] = []
        self.drafts: list[_Draft] = []
        self.ends: list[int] = []
        self.doubtful: set[str] = set()
        known = [key(word) for part in parts for word in (part.id, part.name)]
        self.excuse = excused(sheet.column("板块"), known, lost if parts else len(sheet))

    def read(self) -> tuple[Part, ...]:
        """The parts with their items."""
        drafts = self.drafts = self._drafts()
        codes = {key(self.sheet.text(draft.row, "编号")): self.sheet.text(draft.row, "编号") for draft in drafts}
        by_name = {key(self.sheet.text(draft.row, "指标")): self.sheet.text(draft.row, "编号") for draft in drafts}
        clauses = ClauseReader(self.sheet, self.names, by_name | codes)
        ends = self.ends = [*(draft.row for draft in drafts[1:]), len(self.sheet)] if drafts else []
        for draft, end in zip(drafts, ends, strict=True):
            item = self._item(draft, end, clauses)
            if item.points is not None or not draft.again:
                self.items.append(item)
        self.doubtful = clauses.doubtful
        return tuple(replace(part, items=tuple(i for i in self.items if i.part == part.id)) for part in self.parts)

    def _drafts(self) -> list[_Draft]:
        drafts: list[_Draft] = []
        part: Part | None = self.parts[0] if len(self.parts) == 1 else None
        seen: dict[str, int] = {}
        for row in range(len(self.sheet)):
            code = self.sheet.text(row, "编号")
            if drafts and self._goes_on(drafts[-1].row, row, code):
                self._same(drafts[-1].row, row)
                continue
            part = self._part(row, part)
            if not code:
                self.sheet.fault("missing_id", row, "编号", "指标没有编号", "填上编号，如 A1")
            elif key(code) in seen:
                self.sheet.fault(
                    "duplicate_id", row, "编号", f"指标编号“{code}”重复", "改成不同的编号，或与上面的行放在一起"
                )
            drafts.append(_Draft(row, part or _NOWHERE, bool(code) and key(code) in seen))
            seen.setdefault(key(code), row)
        return drafts

    def _goes_on(self, first: int, row: int, code: str) -> bool:
        """Whether a row belongs to the item above: no code or the same one, and no other name."""
        if code and key(code) != key(self.sheet.text(first, "编号")):
            return False
        name = key(self.sheet.text(row, "指标"))
        return not name or name == key(self.sheet.text(first, "指标"))

    def _part(self, row: int, before: Part | None) -> Part | None:
        word = self.sheet.text(row, "板块")
        if not word and before is not None:
            return before
        for part in self.parts:
            if key(word) in (key(part.id), key(part.name)) and word:
                if part.source != "指标":
                    what = f"板块“{word}”的分数来自{part.source}，不能有指标"
                    self.sheet.fault("unknown_part", row, "板块", what, "换一个板块，或把该板块的来源改为指标")
                return part
        code = BROKEN if key(word) in self.excuse or not self.parts else "unknown_part"
        what = f"板块表里没有“{word}”" if word else "没有写属于哪个板块"
        self.sheet.fault(code, row, "板块", what, "填板块表里的编号，或在板块表登记")
        return before or next(iter(self.parts), None)

    def _same(self, first: int, row: int) -> None:
        for column in ITEM_COLUMNS:
            later, earlier = self.sheet.text(row, column), self.sheet.text(first, column)
            if later and key(later) != key(earlier) and not self._same_part(column, earlier, later):
                what = f"同一指标的{column}前后不同：“{earlier}”与“{later}”"
                self.sheet.fault(
                    "item_conflict", row, column, what, "只在指标的第一行填写，或改成一致；另一个指标请填编号"
                )

    def _same_part(self, column: str, earlier: str, later: str) -> bool:
        if column != "板块":
            return False
        if not earlier:
            return True
        names = [{key(part.id), key(part.name)} for part in self.parts]
        return any({key(earlier), key(later)} <= both for both in names)

    def _item(self, draft: _Draft, end: int, reader: ClauseReader) -> Item:
        sheet, row = self.sheet, draft.row
        points = self._points(draft)
        written = sheet.word(row, "起评", Start, "bad_start")
        typed, floor = sheet.number(row, "上限"), self._floor(row)
        cap = points if typed is None else typed
        period = self._period(row)
        whole = reader.read(row, end, points, written, cap)
        self.ranked += [
            (sheet.text(row, "编号"), clause.item, clause.place.row or 0) for clause in whole if clause.item
        ]
        ways = [clause.method for clause in whole if clause.method is not None]
        start = written or (Start.FULL if all(way.deducts() for way in ways) else Start.ZERO)
        return Item(
            id=sheet.text(row, "编号"),
            name=sheet.text(row, "指标"),
            part=draft.part.id,
            dimension=sheet.text(row, "维度"),
            points=points,
            start=start,
            start_written=written,
            floor=floor,
            cap=cap,
            applies=self._applies(row),
            applies_text=sheet.text(row, "适用对象"),
            na=sheet.word(row, "不适用时", NaPolicy, "bad_na"),
            period=period,
            combine_periods=self._combine(row, "分期合成" if period else "", FOR_PERIODS),
            combine_raters=self._combine(row, "评委合成" if period else "", FOR_RATERS),
            clauses=whole,
            place=sheet.place(row, "编号"),
        )

    def _points(self, draft: _Draft) -> Decimal | None:
        value = self.sheet.number(draft.row, "分值", least=0)
        if value is None and self.sheet.place(draft.row, "分值") not in self.sheet.problems.faulted:
            if draft.part.points == 0:
                return Decimal(0)
            if draft.again:
                return None
            name = self.sheet.text(draft.row, "指标") or self.sheet.text(draft.row, "编号")
            self.sheet.fault("missing_points", draft.row, "分值", f"指标“{name}”没有分值", "填上分值")
        return value

    def _floor(self, row: int) -> Decimal | None:
        if key(self.sheet.text(row, "下限")) in ("不保底", "无"):
            return None
        value = self.sheet.number(row, "下限")
        return Decimal(0) if value is None else value

    def _period(self, row: int) -> str:
        text = key(self.sheet.text(row, "分期"))
        if text and text not in _PERIOD_WORDS:
            self.sheet.fault("bad_period", row, "分期", f"分期“{text}”不认识", f"只能填：{'、'.join(PERIODS)}")
        return _PERIOD_WORDS.get(text, "")

    def _combine(self, row: int, own: str, allowed: tuple[Combine, ...]) -> Combine:
        """合成 alone serves the periods of an item with 分期, else the raters; the own columns go before it."""
        if self.sheet.place(row, "分期") in self.sheet.problems.faulted:
            return Combine.MEAN
        periodic = allowed is FOR_PERIODS
        columns = (["分期合成", "合成"] if own else []) if periodic else ["评委合成", *([] if own else ["合成"])]
        for column in columns:
            found = self.sheet.word(row, column, Combine, "bad_combine", allowed)
            if found is not None:
                return found
        return Combine.MEAN

    def _applies(self, row: int) -> Condition | None:
        text = self.sheet.text(row, "适用对象")
        if key(text) in _EVERYONE:
            return None
        if any(sign in key(text) for sign in _CONDITION_SIGNS) or "属于" in text:
            return read_condition(text, self.names, self.sheet, row, "适用对象")
        condition = kinds_condition(text, self.names)
        check_types(condition, self.names, self.sheet, row, "适用对象")
        return condition

    def faulty(self) -> frozenset[int | None]:
        """First rows of the items that have a fault on any of their rows."""
        wrong = {place.row for place in self.sheet.problems.faulted if place.table == self.sheet.name}
        pairs = zip(self.drafts, self.ends, strict=True)
        return frozenset(draft.row for draft, end in pairs if not wrong.isdisjoint(range(draft.row, end)))

    def broken(self) -> set[str]:
        """Compared codes and names of items of which a fault leaves open what 得分 they take."""
        faulted = {(place.row, place.column) for place in self.sheet.problems.faulted if place.table == self.sheet.name}
        found: set[str] = set()
        for draft, end in zip(self.drafts, self.ends, strict=True):
            first = any((draft.row, column) in faulted for column in _RANGE)
            blank = not self.sheet.text(draft.row, "起评")
            rows = range(draft.row, end)
            if first or draft.again or (blank and any(row in rows for row, _ in faulted)):
                found |= {key(self.sheet.text(draft.row, column)) for column in ("编号", "指标")}
        return found - {""}

    def check_item_cycles(self) -> None:
        """A fault where items are ranked on each other in a circle, at the last of them."""
        uses: dict[str, set[str]] = {item.id: set() for item in self.items}
        for item, target, _ in self.ranked:
            uses.setdefault(item, set()).add(target)
        for members in cycles(uses):
            row = max(row for item, target, row in self.ranked if item in members and target in members)
            what = f"名次互相引用，算不出来：{'、'.join(sorted(members))}"
            self.sheet.fault("cycle", row, "数据项", what, "去掉其中一处引用")
