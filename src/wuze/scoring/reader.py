"""What a clause sees of one subject: data items as values, by period and window, combined and computed."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from wuze.scoring.combine import Combine, combine
from wuze.scoring.exact import ZERO, Number
from wuze.scoring.expressions import Condition, Ref, Truth, compute, reads_na, test
from wuze.scoring.facts import STAGES, DirectScore, Event, Fact, Facts, Subject
from wuze.scoring.methods.base import Cohort, Face
from wuze.scoring.model import PERIODS, Clause, Element, Item, Scheme
from wuze.scoring.text import key, number
from wuze.scoring.values import MANY, MISSING, NA, NA_WORDS, Absent, ElementType, Reading, Value

NONE: dict[str, tuple[Fact, ...]] = {}
Window = tuple[date, date]


def window(cutoff: date, months: int) -> Window:
    """(cutoff − months, cutoff]: the first day is outside, the last inside."""
    at = cutoff.year * 12 + cutoff.month - 1 - months
    year, month = divmod(at, 12)
    return date(year, month + 1, min(cutoff.day, monthrange(year, month + 1)[1])), cutoff


def period_of(on: date, kind: str) -> int:
    """The 期 a date falls in: 1-12, 1-4 or 1-2."""
    return (on.month - 1) // (12 // PERIODS[kind]) + 1


def attribute(subject: Subject, name: str) -> Reading:
    """A 名录 column as a value; text that is a number is one."""
    cell = subject.attributes.get(name)
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if cell is None or isinstance(cell, date):
        return MISSING if cell is None else cell.isoformat()
    if isinstance(cell, str):
        if cell in NA_WORDS:
            return NA
        value = number(cell)
        return cell if value is None else value
    return cell


class View:
    """One moving eye over the facts: set to a subject, an item, a period, then to a clause.

    A single object that moves is four times cheaper than one an evaluation; it is never handed out.
    """

    def __init__(self, scheme: Scheme, facts: Facts, cohorts: Callable[[View], Cohort]) -> None:
        self.by_id = scheme.element_by_id
        self.faces = {one.id: Face(one.unit, one.type is ElementType.RATE) for one in scheme.elements}
        self.facts = facts
        self.cohorts = cohorts
        self.points: dict[str, dict[str, Reading]] = {}
        self.subject = Subject("", "", {})
        self.values = NONE
        self.item: Item | None = None
        self.period: int | None = None
        self.kind = ""
        self.window: Window | None = None
        self.clause: Clause | None = None
        self.full: Decimal = ZERO
        self.raters = Combine.MEAN
        self.type = ""

    def at(self, subject: Subject) -> None:
        """Look at another subject, outside any item."""
        self.subject = subject
        self.values = self.facts.values.get(subject.id, NONE)
        kind = subject.attributes.get("类型")
        self.type = kind if isinstance(kind, str) else ""
        self.item = self.clause = self.period = self.window = None
        self.kind, self.raters = "", Combine.MEAN

    def on(self, item: Item, period: int | None) -> None:
        """Look with the eyes of an item, in one of its periods."""
        self.item, self.period, self.kind = item, period, item.period
        self.full = item.points if item.points is not None else ZERO
        self.raters = item.combine_raters

    # --- what a method asks -----------------------------------------------------------------------------------------
    def value(self, index: int = 0) -> Reading:
        """The clause's data item (or the item a 名次 looks at) as one value."""
        assert self.clause is not None  # noqa: S101 - set by the caller before a method reads
        if self.clause.item is not None:
            return self.points.get(self.clause.item, {}).get(self.subject.id, MISSING)
        elements = self.clause.elements
        return self.read(elements[index]) if elements else True

    def look(self, ref: Ref) -> Reading:
        """A data item or a 名录 column as one value."""
        return attribute(self.subject, ref.name) if ref.attribute else self.read(ref.name)

    def decide(self, condition: Condition) -> Truth:
        """Whether a condition holds, as soon as what is known decides it."""
        return test(condition, self.look)

    def test(self, condition: Condition) -> Truth:
        """Whether a condition holds; NA when it reads 不适用 anywhere, even where the rest would decide."""
        return NA if reads_na(condition, self.look) else test(condition, self.look)

    def cohort(self) -> Cohort:
        """The values of the group's participants."""
        return self.cohorts(self)

    def rows(self) -> tuple[Value, ...] | Absent:
        """One value a scorer or occurrence of the clause's data item; 不适用 only where every row says so."""
        assert self.clause is not None  # noqa: S101 - set by the caller before a method reads
        return self.many(self.clause.elements[0])

    def events(self) -> tuple[Event, ...] | Absent:
        """The rows of the clause's 事件 data item."""
        assert self.clause is not None  # noqa: S101 - set by the caller before a method reads
        return self.event_rows(self.clause.elements[0])

    def given(self) -> Number | Absent:
        """The item's direct score."""
        assert self.item is not None  # noqa: S101 - set by the caller before a method reads
        scores = self.facts.scores.get(self.subject.id, {}).get(self.item.id, ())
        return direct(scores, self.raters)[0]

    # --- data items -------------------------------------------------------------------------------------------------
    def read(self, name: str) -> Reading:
        """A data item (by id) as one value."""
        element = self.by_id[name]
        if element.formula is not None:
            return compute(element.formula, self.look)
        facts = self.values.get(name)
        if facts is not None and len(facts) == 1 and facts[0].period is None and self.window is None:
            return facts[0].value
        if element.type is ElementType.EVENT:
            events = self.event_rows(name)
            return events if isinstance(events, Absent) else Decimal(len({key(event.name) for event in events}))
        if facts is None:
            return MISSING
        return self.one(element) if element.type in MANY else self.single(element, facts)

    def one(self, element: Element) -> Reading:
        """Several scorers as one value: numbers combined, words only where all agree."""
        rows = self.many(element.id)
        if isinstance(rows, Absent):
            return rows
        if element.type is ElementType.SCORE:
            return combine(list(rows), self.raters)  # type: ignore[arg-type]  # 打分 holds numbers only
        return rows[0] if len(set(rows)) == 1 else MISSING

    def single(self, element: Element, facts: tuple[Fact, ...]) -> Reading:
        """The fact of the period, else the one without a period; outside the window 是否 is 否 and 次数 0."""
        chosen = self.of_period(facts)
        if not chosen:
            return MISSING
        fact = chosen[0]
        if self.inside(fact.on) or fact.value is NA:
            return fact.value
        outside: dict[ElementType, Reading] = {ElementType.YESNO: False, ElementType.COUNT: ZERO}
        return outside.get(element.type, MISSING)

    def many(self, name: str) -> tuple[Value, ...] | Absent:
        """All rows of an 评等 or 打分 item."""
        facts = [fact for fact in self.of_period(self.values.get(name, ())) if self.inside(fact.on)]
        rows = tuple(fact.value for fact in facts if not isinstance(fact.value, Absent))
        return rows or (NA if facts else MISSING)

    def of_period(self, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        """Those of this period, else those without one."""
        if self.period is not None:
            own = tuple(fact for fact in facts if fact.period == self.period)
            if own:
                return own
        return tuple(fact for fact in facts if fact.period is None)

    def event_rows(self, name: str) -> tuple[Event, ...] | Absent:
        """Rows of an 事件 item within window and period; none is (), not missing."""
        if name in self.values and self.of_period(self.values[name]):
            return NA
        rows = self.facts.events.get(self.subject.id, {}).get(name, ())
        if self.window is None and self.period is None:
            return rows
        return tuple(row for row in rows if self.inside(row.on) and self.in_period(row.on))

    def inside(self, on: date | None) -> bool:
        """Whether a date lies in the look-back window; an undated fact does."""
        return self.window is None or on is None or self.window[0] < on <= self.window[1]

    def in_period(self, on: date | None) -> bool:
        """Whether a date falls in the period."""
        return self.period is None or (on is not None and period_of(on, self.kind) == self.period)


def direct(scores: tuple[DirectScore, ...], how: Combine) -> tuple[Number | Absent, str, tuple[DirectScore, ...]]:
    """The last stage present (自评 never counts): combined points, stage, its rows."""
    for stage in reversed(STAGES[1:]):
        rows = tuple(score for score in scores if score.stage == stage)
        if rows:
            points: list[Number] = [row.points for row in rows if not isinstance(row.points, Absent)]
            return (combine(points, how) if points else NA), stage, rows
    return MISSING, "", ()
