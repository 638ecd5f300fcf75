"""The sources of a round put one over the other: what is nearer to a person's hand goes before what a system says.

Order: (a correction's frozen facts or) the providers, workbooks as they came, entries through the year, decisions about
what is missing. Where two say different things of one data item, both are told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.timezone import localtime

from wuze.assessment.rounds.enums import EntryWay, MissingWay
from wuze.assessment.rounds.known import Happened, Known, Of, Scored, get, put
from wuze.assessment.rounds.models import Decision, Entry, Upload
from wuze.assessment.schemes.enums import Origin
from wuze.scoring.facts import DirectScore, Event, Fact, Facts, Subject
from wuze.scoring.loading.values import BadValue, convert
from wuze.scoring.model import Element, Scheme
from wuze.scoring.reader import period_of
from wuze.scoring.text import key, number
from wuze.scoring.values import MANY, NA, NA_WORDS, NUMERIC, Absent, ElementType, Value

Found = Mapping[int, Mapping[str, Fact]]
Bindings = Mapping[str, Mapping[str, str]]
"""As ``SchemeEdition.bindings`` keeps them: id of a data item → ``from`` and ``what``."""

Provider = Callable[[date, date, Sequence[int], date], Found]
MOST_TOLD = 500
"""Differences between sources that are kept."""


@dataclass(slots=True)
class Pool:
    """Everything known for a round. ``differ``: 编号, data item, what counts, what does not."""

    scheme: Scheme
    subjects: tuple[Subject, ...]
    attributes: frozenset[str]
    bindings: Bindings = field(default_factory=dict)
    known: dict[str, Of] = field(default_factory=dict)
    differ: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Everybody has a place, also those of whom nothing is known."""
        for subject in self.subjects:
            self.known.setdefault(subject.id, Of())

    def value(self, code: str, element: Element, fresh: Known) -> None:
        """One more fact; of what has one value it takes the place of an earlier one for the same period."""
        rows = self.known[code].values.setdefault(element.id, [])
        if element.type in MANY:
            rows.append(fresh)
            return
        for at, row in enumerate(rows):
            if row.fact.period == fresh.fact.period:
                rows[at] = fresh
                if row.fact.value != fresh.fact.value and len(self.differ) < MOST_TOLD:
                    self.differ.append(_difference(code, element, row, fresh))
                return
        rows.append(fresh)

    def base(self, frozen: Mapping[str, Of]) -> None:
        """Facts frozen before: a correction begins with them."""
        self.known.update({code: one for code, one in frozen.items() if code in self.known})


def _difference(code: str, element: Element, old: Known, fresh: Known) -> dict[str, str]:
    return {
        "code": code, "element": element.name, "counts": put(fresh.fact.value)[1:], "source": fresh.fact.source,
        "other": put(old.fact.value)[1:], "other_source": old.fact.source,
    }  # fmt: skip


# --- providers --------------------------------------------------------------------------------------------------------


def bound(scheme: Scheme, bindings: Bindings) -> dict[str, list[Element]]:
    """Compared name of a provider's item → the data items it fills: those that a person bound to it; of the ones nobody
    bound, the one of this name, else the one whose 来源 names it. What is bound to people or Excel no provider fills."""
    plain = [one for one in scheme.elements if one.formula is None]
    free = [one for one in plain if one.id not in bindings]
    named = {key(one.origin): one for one in free if one.origin} | {key(one.name): one for one in free}
    found = {name: [one] for name, one in named.items()}
    for one in plain:
        kept = bindings.get(one.id, {})
        if kept.get("from") == Origin.PROVIDER:
            found.setdefault(key(kept.get("what", "")), []).append(one)
    return found


def take_provided(pool: Pool, found: Found, codes: Mapping[int, str]) -> None:
    """What a package knows, for the data items that the scheme asks."""
    asked = bound(pool.scheme, pool.bindings)
    for unit, items in found.items():
        code = codes.get(unit)
        for name, fact in items.items() if code else ():
            for element in asked.get(key(name), ()):
                if code is not None and suits(fact.value, element):
                    link = fact.evidence if fact.evidence.startswith("/") else ""
                    plain = fact._replace(evidence="" if link else fact.evidence)
                    pool.value(code, element, Known(plain, link))


def suits(value: Value | Absent, element: Element) -> bool:
    """Is a provider's value one the data item takes?"""
    if isinstance(value, bool):
        return element.type is ElementType.YESNO
    if isinstance(value, Decimal | Fraction):
        return element.type in NUMERIC and element.type is not ElementType.EVENT
    return isinstance(value, Absent) or value in element.options


# --- workbooks --------------------------------------------------------------------------------------------------------


def take_upload(pool: Pool, upload: Upload, facts: Facts, link: str) -> None:
    """What a workbook says; rows without a 来源 of their own are sourced to the file."""
    mark = f"{upload.name}（{upload.by}{localtime(upload.at):%Y-%m-%d}交）"
    by_id = pool.scheme.element_by_id
    for code, items in facts.values.items():
        for name, rows in items.items() if code in pool.known else ():
            for row in rows:
                source = f"{row.source}，{mark}" if row.source else mark
                pool.value(code, by_id[name], Known(row._replace(source=source), link))
    for code, happened in facts.events.items():
        for name, events in happened.items() if code in pool.known else ():
            pool.known[code].events.setdefault(name, []).extend(Happened(one, mark, link) for one in events)
    for code, cast in facts.votes.items():
        if code in pool.known:
            pool.known[code].votes.update(cast)
    for code, items_ in facts.scores.items():
        for name, scores in items_.items() if code in pool.known else ():
            kept = pool.known[code].scores.setdefault(name, [])
            again = {(one.stage, one.scorer) for one in scores}
            kept[:] = [row for row in kept if (row.score.stage, row.score.scorer) not in again]
            kept.extend(Scored(one, mark, link) for one in scores)


# --- entries and decisions --------------------------------------------------------------------------------------------


def entered(element: Element, text: str) -> Value | Absent:
    """What somebody wrote, as a value. Raises BadValue with what would pass."""
    if text.strip() in NA_WORDS:
        return NA
    found = convert(element, text.strip())
    if found is None:
        raise BadValue("没有填值", "填上，不适用的写“不适用”")
    return found


def take_entry(pool: Pool, entry: Entry, code: str, link: str) -> None:
    """One thing seen: a fact, an event or a direct score. What the scheme no longer asks is passed over."""
    source = f"{EntryWay(entry.way).label}，{entry.by}{localtime(entry.at):%Y-%m-%d}记"
    if entry.item:
        points = NA if entry.value in NA_WORDS else number(entry.value)
        if entry.item in pool.scheme.item_by_id and isinstance(points, Decimal | Absent):
            score = DirectScore(points, entry.text, entry.by, entry.happened, entry.stage)
            kept = pool.known[code].scores.setdefault(entry.item, [])
            kept[:] = [row for row in kept if (row.score.stage, row.score.scorer) != (score.stage, score.scorer)]
            kept.append(Scored(score, source, link))
        return
    element = pool.scheme.element_by_id.get(entry.element)
    if element is None:
        return
    if element.type is ElementType.EVENT:
        event = Event(entry.text, entry.value, entry.happened, "")
        pool.known[code].events.setdefault(element.id, []).append(Happened(event, source, link))
        return
    try:
        value = entered(element, entry.value)
    except BadValue:
        return
    period = period_in(pool.scheme, element.id, entry.happened)
    pool.value(code, element, Known(Fact(value, entry.happened, period, source, entry.text), link))


def period_in(scheme: Scheme, element: str, on: date) -> int | None:
    """Of which period a day's fact is, where the item that reads it is scored by periods."""
    kind = next((item.period for item in scheme.items if item.period and element in item.elements), "")
    return period_of(on, kind) if kind else None


def take_decision(pool: Pool, decision: Decision, link: str) -> None:
    """What a named person decided about what is missing; nothing that is known is touched."""
    mark = f"{decision.by}{decision.on:%Y-%m-%d}定：{MissingWay(decision.way).label}，{decision.reason}"
    for code, text in decision.values.items():
        one, value = pool.known.get(code), get(text)
        if one is None:
            continue
        if decision.item and not one.scores.get(decision.item) and isinstance(value, Decimal | Absent):
            score = DirectScore(value, mark, decision.by, decision.on, "初评")
            one.scores[decision.item] = [Scored(score, mark, link)]
        elif decision.element and not one.values.get(decision.element):
            one.values[decision.element] = [Known(Fact(value, decision.on, None, mark), link)]
