"""Facts: who is scored and what is known of each. Built by :mod:`wuze.scoring.load_facts` or by a provider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from wuze.scoring.tables import Cell
from wuze.scoring.values import Absent, Value


class Subject(NamedTuple):
    """One that is scored: a Party organisation, a town, a department, a secretary."""

    id: str
    name: str
    attributes: Mapping[str, Cell]


class Fact(NamedTuple):
    """What is known of one data item of one subject (both are the keys it is filed under)."""

    value: Value | Absent
    on: date | None = None
    period: int | None = None
    source: str = ""
    evidence: str = ""


class Event(NamedTuple):
    """One row of an 事件 data item; rows with the same text are one event."""

    name: str
    level: str
    on: date | None
    document: str


class DirectScore(NamedTuple):
    """One scorer's 得分 for an item (or a part) at a stage; NA for 不适用."""

    points: Decimal | Absent
    reason: str
    scorer: str
    on: date | None
    stage: str


STAGES = ("自评", "初评", "复核")


@dataclass(slots=True)
class Facts:
    """Everything known for one evaluation. Inner keys are data item ids, item ids, (poll, body) names."""

    subjects: tuple[Subject, ...]
    attributes: frozenset[str] = frozenset()
    values: dict[str, dict[str, tuple[Fact, ...]]] = field(default_factory=dict)
    events: dict[str, dict[str, tuple[Event, ...]]] = field(default_factory=dict)
    votes: dict[str, dict[tuple[str, str], dict[str, int]]] = field(default_factory=dict)
    scores: dict[str, dict[str, tuple[DirectScore, ...]]] = field(default_factory=dict)
