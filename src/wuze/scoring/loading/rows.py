"""The 事件, 票数 and 得分 tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from wuze.scoring.exact import plain
from wuze.scoring.facts import STAGES, DirectScore, Event, Facts
from wuze.scoring.loading.scheme import Broken
from wuze.scoring.loading.sheet import BROKEN, Sheet, as_date, as_number, as_text, excused
from wuze.scoring.loading.values import whole
from wuze.scoring.methods.bands import Bands
from wuze.scoring.methods.base import Cohort
from wuze.scoring.methods.levels import Levels
from wuze.scoring.model import Item, Part, Scheme, Start
from wuze.scoring.reader import View
from wuze.scoring.text import key
from wuze.scoring.values import NA, NA_WORDS, Absent, ElementType

Known = Mapping[str, str | None]
"""Compared 编号 → 编号 as it stands in the 名录; None: left out without a word."""


def subject_of(sheet: Sheet, row: int, known: Known) -> str | None:
    """The 编号 of a row, as it stands in the 名录; a fault when it does not."""
    code = sheet.text(row, "编号")
    found = known.get(key(code))
    if not code:
        sheet.fault("missing_id", row, "编号", "这一行没有编号", "填上编号，或删去这一行")
    elif key(code) not in known:
        sheet.fault("unknown_subject", row, "编号", f"名录里没有编号“{code}”", "改正编号，或在名录里登记")
    return found


def date_of(sheet: Sheet, row: int) -> date | None:
    """The 日期 of a row; None for blank, and, after a fault, for what is no date."""
    cell = sheet.cell(row, "日期")
    if cell is None or cell == "":
        return None
    on = as_date(cell)
    if on is None:
        sheet.fault("bad_date", row, "日期", f"日期“{as_text(cell)}”看不懂", "写成 2026-03-15")
    return on


class EventReader:
    """事件: one row an event."""

    def __init__(self, scheme: Scheme, facts: Facts, known: Known, broken: Broken) -> None:
        self.scheme, self.facts, self.known, self.broken = scheme, facts, known, broken
        self.tables: dict[str, list[Levels]] = {}
        self.dated: set[str] = set()
        for item in scheme.items:
            for clause in item.clauses:
                if isinstance(clause.method, Levels):
                    self.tables.setdefault(clause.elements[0], []).append(clause.method)
            if item.period:
                self.dated |= item.elements

    def read(self, sheet: Sheet) -> None:
        """File every row; identical rows are one event anyway, and are pointed out."""
        seen: dict[tuple[str, ...], int] = {}
        for row in range(len(sheet)):
            subject = subject_of(sheet, row, self.known)
            element = self._element(sheet, row)
            name, level, on = sheet.text(row, "事件"), sheet.text(row, "级别"), date_of(sheet, row)
            if not name:
                sheet.fault("missing_name", row, "事件", "没有写是什么事件", "填上事件名称；同一件事用同一个名称")
            if element is None:
                continue
            self._level(sheet, row, element, level)
            self._date(sheet, row, element, on)
            if subject is None or not name:
                continue
            event = Event(name, level, on, sheet.text(row, "文号"))
            same = (subject, element, key(name), key(level), str(on), key(event.document))
            if same in seen:
                what = f"与前面的一行完全相同：“{name}”"
                sheet.problems.warn("duplicate_event", sheet.place(row, "事件"), what, "同名事件只计一次；可删去这一行")
            seen[same] = row
            filed = self.facts.events.setdefault(subject, {})
            filed[element] = (*filed.get(element, ()), event)

    def _element(self, sheet: Sheet, row: int) -> str | None:
        name = sheet.text(row, "数据项")
        element = self.scheme.element_names.get(key(name))
        if element is None:
            code = BROKEN if key(name) in self.broken.names else "unknown_element"
            what = f"“{name}”不是方案的数据项" if name else "没有写数据项"
            sheet.fault(code, row, "数据项", what, "填方案里数据项的名称或编号，或在数据项表登记")
        elif element.type is not ElementType.EVENT:
            what = f"“{name}”是“{element.type}”项，不是事件"
            sheet.fault("element_type", row, "数据项", what, "事件表只填事件类型的数据项")
        else:
            return element.id
        return None

    def _level(self, sheet: Sheet, row: int, element: str, level: str) -> None:
        tables = self.tables.get(element, []) if element not in self.broken.elements else []
        if tables and all(table.points(level) is None for table in tables):
            levels = "、".join(dict.fromkeys(label for table in tables for label, _ in table.levels))
            what = f"级别“{level}”不在级别表里" if level else "没有写级别"
            sheet.fault("unknown_level", row, "级别", what, f"级别表有：{levels}")

    def _date(self, sheet: Sheet, row: int, element: str, on: date | None) -> None:
        if on is not None and self.scheme.cutoff is not None and on > self.scheme.cutoff:
            what = f"日期{on.isoformat()}晚于截止日{self.scheme.cutoff.isoformat()}"
            sheet.problems.warn("after_cutoff", sheet.place(row, "日期"), what, "核对日期；不回溯的要点仍计这件事")
        if element not in self.dated:
            return
        if on is None:  # a date that does not read has its fault at this cell already
            sheet.fault("undated_event", row, "日期", "分期计分的事件没有日期", "填上日期")
        elif self.scheme.year is not None and on.year != self.scheme.year:
            what = f"日期{on.isoformat()}不在{self.scheme.year}年，仍按月份归期"
            sheet.problems.warn("other_year", sheet.place(row, "日期"), what, "核对日期")


class VoteReader:
    """票数: votes by body and option."""

    def __init__(self, scheme: Scheme, facts: Facts, known: Known, broken: Broken) -> None:
        self.scheme, self.facts, self.known, self.broken = scheme, facts, known, broken

    def read(self, sheet: Sheet) -> None:
        """File every row."""
        for row in range(len(sheet)):
            subject = subject_of(sheet, row, self.known)
            name = key(sheet.text(row, "测评"))
            poll = next((poll for poll in self.scheme.polls if key(poll.name) == name), None)
            if poll is None:
                code = BROKEN if self.broken.polls else "unknown_poll"
                what = f"方案里没有测评“{name}”" if name else "没有写是哪个测评"
                polls = "、".join(poll.name for poll in self.scheme.polls) or "（没有）"
                sheet.fault(code, row, "测评", what, f"方案的测评：{polls}")
                continue
            open_ = name in self.broken.polls
            stray = open_ or key(sheet.text(row, "主体")) in self.broken.bodies
            body = _among(sheet, row, "主体", "unknown_body", [body for body, _ in poll.bodies], stray)
            option = _among(sheet, row, "选项", "unknown_option", [option for option, _ in poll.options], open_)
            votes = whole(sheet.cell(row, "票数"))
            if votes is None and sheet.text(row, "票数"):
                what = f"票数“{sheet.text(row, '票数')}”不是0或正整数"
                sheet.fault("bad_number", row, "票数", what, "填0、1、2……")
            if subject is None or body is None or option is None or votes is None:
                continue
            cast = self.facts.votes.setdefault(subject, {}).setdefault((poll.name, body), {})
            if option in cast:
                what = f"“{poll.name}·{body}·{option}”的票数出现了两次"
                sheet.fault("duplicate_fact", row, "票数", what, "删去一行")
            cast[option] = votes


def _among(sheet: Sheet, row: int, column: str, code: str, allowed: list[str], open_: bool) -> str | None:
    text = sheet.text(row, column)
    for word in allowed:
        if key(word) == key(text):
            return word
    what = f"{column}“{text}”不在方案里" if text else f"{column}空着"
    sheet.fault(BROKEN if open_ else code, row, column, what, f"方案有：{'、'.join(allowed)}")
    return None


def _wants_reason(item: Item, points: Decimal) -> bool:
    return item.start is Start.FULL and item.points is not None and points < item.points


class ScoreReader:
    """得分: direct scores, with reasons and stages."""

    def __init__(self, scheme: Scheme, facts: Facts, known: Known, broken: Broken) -> None:
        self.scheme, self.facts, self.known, self.broken = scheme, facts, known, broken.names
        self.lost = broken.items
        self.view = View(scheme, facts, lambda _: Cohort(()))
        self.items = {key(word): item for item in scheme.items for word in (item.name, item.id) if word}
        self.parts = {
            key(word): part
            for part in scheme.parts
            if part.source == "票数" and part.target in scheme.poll_by_name
            if scheme.poll_by_name[part.target].meeting
            for word in (part.name, part.id)
        }

    def read(self, sheet: Sheet) -> None:
        """File every row that holds a score."""
        words = sheet.column("指标") if self.lost else ()
        excuse = excused(words, self.items.keys() | self.parts.keys(), self.lost, 2)
        for row in range(len(sheet)):
            subject = subject_of(sheet, row, self.known)
            name = key(sheet.text(row, "指标"))
            target = self.items.get(name) or self.parts.get(name)
            stage = key(sheet.text(row, "阶段")) or "初评"
            if target is None:
                what = f"方案里没有指标“{sheet.text(row, '指标')}”" if name else "没有写哪个指标"
                code = BROKEN if name in self.broken | excuse or not self.scheme.parts else "unknown_item"
                sheet.fault(code, row, "指标", what, "填指标的编号")
            if stage not in STAGES:
                sheet.fault("bad_stage", row, "阶段", f"阶段“{stage}”不认识", f"只能填：{'、'.join(STAGES)}")
            on = date_of(sheet, row)
            if target is None or not sheet.text(row, "得分") or name in self.broken:
                continue
            points = self._points(sheet, row, target)
            if points is None:
                continue
            if isinstance(target, Item):
                self._item(sheet, row, subject, target, points)
            if subject is None:
                continue
            reason, scorer = sheet.text(row, "扣分原因"), sheet.text(row, "评分人")
            filed = self.facts.scores.setdefault(subject, {})
            filed[target.id] = (*filed.get(target.id, ()), DirectScore(points, reason, scorer, on, stage))

    def _points(self, sheet: Sheet, row: int, target: Item | Part) -> Decimal | Absent | None:
        text = sheet.text(row, "得分")
        if key(text) in NA_WORDS:
            return NA
        points = as_number(sheet.cell(row, "得分"))
        if not isinstance(points, Decimal):
            sheet.fault("bad_number", row, "得分", f"得分“{text}”不是数", "只填阿拉伯数字，或“不适用”")
            return None
        low, high = (target.floor, target.cap) if isinstance(target, Item) else (Decimal(0), target.points)
        if (low is not None and points < low) or (high is not None and points > high):
            ends = f"{plain(low) if low is not None else '不限'}到{plain(high) if high is not None else '不限'}"
            sheet.fault("score_range", row, "得分", f"得分{text}不在{ends}之间", f"“{target.name}”的得分范围是{ends}")
            return None
        return points

    def _item(self, sheet: Sheet, row: int, subject: str | None, item: Item, points: Decimal | Absent) -> None:
        chosen = any(clause.method and clause.method.inclusive_scores() for clause in item.clauses)
        who = subject or ""
        filed = self.facts.values.get(who, {}).keys() | self.facts.events.get(who, {}).keys()
        both = item.elements & filed
        if both and not chosen:
            names = "、".join(self.scheme.element_by_id[element].name for element in sorted(both))
            what = f"“{item.name}”既有得分又有数据（{names}）"
            sheet.fault("both_given", row, "得分", what, "一个指标只用一种：删去得分，或删去数据")
        elif chosen and not isinstance(points, Absent):
            if subject is not None:
                self._within_band(sheet, row, subject, item, points)
        elif not isinstance(points, Absent) and not sheet.text(row, "扣分原因") and _wants_reason(item, points):
            what = f"“{item.name}”得{plain(points)}分，低于{plain(item.points or points)}分，没有扣分原因"
            sheet.fault("reason_missing", row, "扣分原因", what, "写明扣分原因")

    def _within_band(self, sheet: Sheet, row: int, subject: str, item: Item, points: Decimal) -> None:
        self.view.at(next(one for one in self.facts.subjects if one.id == subject))
        self.view.on(item, None)
        for clause in item.clauses:
            if isinstance(clause.method, Bands) and clause.method.inclusive_scores():
                value = self.view.read(clause.elements[0])
                index = None if isinstance(value, (Absent, bool, str)) else clause.method.index(value)
                if (
                    index is not None
                    and not clause.method.bands[index].low <= points <= clause.method.bands[index].high
                ):
                    band = clause.method.bands[index]
                    ends = f"{plain(band.low)}~{plain(band.high)}"
                    what = f"得分{plain(points)}不在“{band.label}”档的{ends}之间"
                    sheet.fault("score_range", row, "得分", what, f"改成{ends}之间的分数")
