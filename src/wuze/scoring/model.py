"""The scheme: parts, items, clauses, data items, grades, vetoes, polls. Immutable, comparable, picklable.

Words and their meaning: glossary in the documentation; arithmetic: the scheme language, sections 2 and 7.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from wuze.scoring.combine import Combine
from wuze.scoring.exact import Number
from wuze.scoring.expressions import Condition, Formula
from wuze.scoring.methods.base import Method
from wuze.scoring.tables import Place
from wuze.scoring.text import key
from wuze.scoring.values import ElementType


class Start(StrEnum):
    """Where an item begins (起评)."""

    FULL = "满分"
    ZERO = "零分"


class NaPolicy(StrEnum):
    """What becomes of an item that does not apply (不适用时)."""

    EXEMPT = "免扣"
    SCALE = "折算"
    MEAN = "均值"
    ZERO = "零分"
    OUT = "不参评"


class Effect(StrEnum):
    """What a veto does (后果)."""

    CEILING = "不得高于"
    DROP = "降一等"
    SET = "定为"
    OUT = "不参评"
    NULL = "总分归零"


PERIODS = {"月": 12, "季": 4, "半年": 2}


@dataclass(frozen=True, slots=True)
class Element:
    """A data item (数据项): asked once, used anywhere. Computed ones carry a formula."""

    id: str
    name: str
    type: ElementType
    unit: str = ""
    options: tuple[str, ...] = ()
    origin: str = ""
    formula: Formula | None = None
    formula_text: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One scoring point (计分要点). ``method`` None is text only: the item is scored directly."""

    no: int
    text: str
    method: Method | None
    params: str
    elements: tuple[str, ...]
    item: str | None
    guard: Condition | None
    guard_text: str
    group: str
    most: Decimal | None
    source: str
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Item:
    """An indicator (指标) with its clauses; ``points`` None when the scheme gives none (it is then incomplete)."""

    id: str
    name: str
    part: str
    dimension: str
    points: Decimal | None
    start: Start
    start_written: Start | None
    floor: Decimal | None
    cap: Decimal | None
    applies: Condition | None
    applies_text: str
    na: NaPolicy | None
    period: str
    combine_periods: Combine
    combine_raters: Combine
    clauses: tuple[Clause, ...]
    place: Place = field(compare=False)

    @cached_property
    def gates(self) -> tuple[Clause, ...]:
        """The clauses looked at first, wherever their row stands."""
        return tuple(clause for clause in self.clauses if clause.method is not None and clause.method.ID == "gate")

    @cached_property
    def counting(self) -> tuple[Clause, ...]:
        """The other clauses that have a method."""
        return tuple(clause for clause in self.clauses if clause.method is not None and clause.method.ID != "gate")

    @cached_property
    def exclusive(self) -> bool:
        """True when some clauses stand in an exclusive group (互斥组)."""
        return any(clause.group for clause in self.counting)

    @cached_property
    def elements(self) -> frozenset[str]:
        """Ids of the data items that the clauses themselves read (guards left out)."""
        return frozenset(element for clause in self.clauses for element in clause.elements)

    @property
    def periods(self) -> tuple[int | None, ...]:
        """1…n where the item is scored by period, else one None."""
        return tuple(range(1, PERIODS[self.period] + 1)) if self.period else (None,)


@dataclass(frozen=True, slots=True)
class Part:
    """A section (板块). ``source``: 指标, 票数 or 引用; ``target`` names the poll or data item."""

    id: str
    name: str
    points: Decimal
    source: str
    target: str
    scaled: bool
    cap: Decimal | None
    floor: Decimal | None
    items: tuple[Item, ...]
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade (等次), best first; the lowest has no lower end whatever ``least`` says."""

    name: str
    least: Decimal | None
    share: Number | None
    rounding: str


@dataclass(frozen=True, slots=True)
class Veto:
    """A veto (否决): acts on the grade (or participation, or total), never on points."""

    name: str
    condition: Condition
    condition_text: str
    window: int | None
    window_text: str
    effect: Effect
    grade: str | None
    basis: str
    document: str


@dataclass(frozen=True, slots=True)
class Poll:
    """A mass evaluation (测评): option → face value (None: outside the denominator but shown); bodies → weight."""

    name: str
    options: tuple[tuple[str, Number | None], ...]
    least_votes: int
    meeting: bool
    bodies: tuple[tuple[str, Number], ...]


@dataclass(frozen=True)
class Scheme:
    """A whole scheme as adopted; see :func:`wuze.scoring.digest.digest` for what pins it."""

    name: str
    year: int | None
    edition: str
    subject_kind: str
    full: Decimal | None
    places: int
    group_by: str
    tie_break: tuple[tuple[str, str], ...]
    total_cap: Decimal | None
    cutoff: date | None
    types: tuple[str, ...]
    stage_gap: Decimal | None
    origin: str
    parts: tuple[Part, ...]
    elements: tuple[Element, ...]
    grades: tuple[Grade, ...]
    vetoes: tuple[Veto, ...]
    polls: tuple[Poll, ...]

    @cached_property
    def element_by_id(self) -> dict[str, Element]:
        """Data items by id."""
        return {element.id: element for element in self.elements}

    @cached_property
    def element_names(self) -> dict[str, Element]:
        """Data items by the compared form of their id and of their name."""
        return {key(word): element for element in self.elements for word in (element.name, element.id)}

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items, in the order of the sheet within their parts."""
        return tuple(item for part in self.parts for item in part.items)

    @cached_property
    def item_by_id(self) -> dict[str, Item]:
        """Items by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def poll_by_name(self) -> dict[str, Poll]:
        """Polls by name."""
        return {poll.name: poll for poll in self.polls}
