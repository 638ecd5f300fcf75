"""What is known of each subject with where it comes from, and how it is kept: exact values as short text in JSON.

``Fact`` and its kin are the engine's; here each carries the address of its source record.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Any, NamedTuple

from wuze.scoring.facts import DirectScore, Event, Fact, Facts, Subject
from wuze.scoring.values import MISSING, NA, Absent, Value

Kept = dict[str, Any]
"""``v`` values, ``e`` events, ``t`` votes, ``s`` direct scores; a key without content is left out."""


class Known(NamedTuple):
    """A fact and the record it comes from."""

    fact: Fact
    link: str = ""


class Happened(NamedTuple):
    """An event, who told it, and the record."""

    event: Event
    source: str = ""
    link: str = ""


class Scored(NamedTuple):
    """A direct score, the paper it stands on, and the record."""

    score: DirectScore
    source: str = ""
    link: str = ""


@dataclass(slots=True)
class Of:
    """All that is known of one subject."""

    values: dict[str, list[Known]] = field(default_factory=dict)
    events: dict[str, list[Happened]] = field(default_factory=dict)
    votes: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)
    scores: dict[str, list[Scored]] = field(default_factory=dict)


def facts_of(subjects: tuple[Subject, ...], attributes: Iterable[str], known: Mapping[str, Of]) -> Facts:
    """As the engine takes them."""
    facts = Facts(subjects, frozenset(attributes))
    for code, one in known.items():
        facts.values[code] = {name: tuple(row.fact for row in rows) for name, rows in one.values.items()}
        facts.events[code] = {name: tuple(row.event for row in rows) for name, rows in one.events.items()}
        facts.scores[code] = {name: tuple(row.score for row in rows) for name, rows in one.scores.items()}
        if one.votes:
            facts.votes[code] = one.votes
    return facts


# --- kept and taken back ----------------------------------------------------------------------------------------------


def put(value: Value | Absent) -> str:
    """A value as text: n1.5, f1/3, b1, tword, a不适用."""
    if isinstance(value, Absent):
        return f"a{value.value}"
    if isinstance(value, bool):
        return "b1" if value else "b0"
    if isinstance(value, Decimal):
        return f"n{value}"
    if isinstance(value, Fraction):
        return f"f{value.numerator}/{value.denominator}"
    return f"t{value}"


def get(text: str) -> Value | Absent:
    """The value of such a text, exactly."""
    kind, rest = text[0], text[1:]
    if kind == "a":
        return NA if rest == NA.value else MISSING
    if kind == "b":
        return rest == "1"
    if kind == "n":
        return Decimal(rest)
    return Fraction(rest) if kind == "f" else rest


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def kept(one: Of) -> Kept:
    """For a JSON field."""
    found: Kept = {}
    if one.values:
        found["v"] = {
            name: [[put(row.fact.value), _day(row.fact.on), row.fact.period, row.fact.source, row.fact.evidence, row.link] for row in rows]
            for name, rows in one.values.items()
        }  # fmt: skip  # one row of six
    if one.events:
        found["e"] = {
            name: [[*row.event[:2], _day(row.event.on), row.event.document, row.source, row.link] for row in rows]
            for name, rows in one.events.items()
        }
    if one.votes:
        found["t"] = [[poll, body, cast] for (poll, body), cast in one.votes.items()]
    if one.scores:
        found["s"] = {name: [_kept_score(row) for row in rows] for name, rows in one.scores.items()}
    return found


def _kept_score(row: Scored) -> list[str]:
    one = row.score
    return [put(one.points), one.reason, one.scorer, _day(one.on), one.stage, row.source, row.link]


def back(found: Kept) -> Of:
    """As it was kept."""
    one = Of()
    for name, rows in found.get("v", {}).items():
        one.values[name] = [
            Known(Fact(get(value), _date(on), period, source, evidence), link)
            for value, on, period, source, evidence, link in rows
        ]
    for name, rows in found.get("e", {}).items():
        one.events[name] = [
            Happened(Event(text, level, _date(on), document), source, link)
            for text, level, on, document, source, link in rows
        ]
    for poll, body, cast in found.get("t", ()):
        one.votes[poll, body] = cast
    for name, rows in found.get("s", {}).items():
        one.scores[name] = [_score(row) for row in rows]
    return one


def _score(row: list[str]) -> Scored:
    points, reason, scorer, on, stage, source, link = row
    value = get(points)
    assert isinstance(value, Decimal | Absent)  # noqa: S101 - only such values are put there
    return Scored(DirectScore(value, reason, scorer, _date(on), stage), source, link)


def digest(rows: Iterable[tuple[str, Kept]]) -> str:
    """What pins the facts of a calculation: 编号 and what is kept, in the order of the roster."""
    text = json.dumps(list(rows), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()
