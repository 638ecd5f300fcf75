"""What an item gives in a few plain cases, computed by the engine itself: shown beside the item while it is edited.

Every clause is tried alone first: the value that costs nothing is its neutral one; then each value in turn, with the
other clauses at theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from wuze.scoring.evaluate import evaluate
from wuze.scoring.exact import plain
from wuze.scoring.facts import Event, Fact, Facts, Subject
from wuze.scoring.methods.levels import Levels
from wuze.scoring.model import Clause, Item, Scheme
from wuze.scoring.results import State
from wuze.scoring.text import number
from wuze.scoring.values import ElementType, Value

MOST = 10
DAY = date(2026, 1, 1)
"""Of invented events; no clause looks at it."""

_NUMBERS = re.compile(r"\d+(?:\.\d+)?%?")


@dataclass(frozen=True, slots=True)
class Example:
    """A case in words, and the item's points."""

    case: str
    points: str


@dataclass(frozen=True, slots=True)
class _Probe:
    words: str
    value: Value


def examples(item: Item, scheme: Scheme) -> tuple[Example, ...]:
    """A few cases; none where the engine needs other people's values, another item or a person's points."""
    if not _plain(item, scheme):
        return ()
    probes = [_probes(clause, scheme) for clause in item.clauses]
    neutral = [_neutral(item, clause, mine, scheme) for clause, mine in zip(item.clauses, probes, strict=True)]
    cases: list[tuple[str, list[_Probe]]] = [("都正常", neutral)]
    for at, mine in enumerate(probes):
        lead = f"第{at + 1}条 " if len(probes) > 1 else ""
        cases += [(f"{lead}{one.words}", [*neutral[:at], one, *neutral[at + 1 :]]) for one in mine]
    kept = cases[: MOST + 1]
    points = _scored(item, [values for _, values in kept], scheme)
    shown = [Example(words, plain(one)) for (words, _), one in zip(kept, points, strict=True) if one is not None]
    return tuple(one for at, one in enumerate(shown) if at == 0 or one.case != shown[0].case)


def _plain(item: Item, scheme: Scheme) -> bool:
    reads = [_own(clause) for clause in item.clauses]
    if (
        item.points is None
        or not item.clauses
        or item.period
        or item.applies is not None
        or len({*reads}) != len(reads)
    ):
        return False
    return all(
        clause.method is not None and not clause.method.second_pass() and own and clause.guard is None
        and not clause.method.inclusive_scores() and scheme.element_by_id[own].formula is None
        for clause, own in zip(item.clauses, reads, strict=True)
    )  # fmt: skip  # one condition


def _own(clause: Clause) -> str:
    """The one data item a clause reads, in its own column or in its condition; "" where there are several."""
    more = clause.method.more_elements() if clause.method is not None else ()
    found = {*clause.elements, *more}
    return next(iter(found)) if len(found) == 1 else ""


def _probes(clause: Clause, scheme: Scheme) -> list[_Probe]:
    """Values worth showing, by the type of the data item and the numbers the parameters name."""
    element = scheme.element_by_id[_own(clause)]
    method = clause.method
    if isinstance(method, Levels):
        return [_Probe("没有", ""), *[_Probe(f"{label}1件", label) for label, _ in method.levels][:4]]
    if element.type is ElementType.YESNO:
        return [_Probe(f"{element.name}：是", True), _Probe(f"{element.name}：否", False)]
    if element.type in (ElementType.OPTION, ElementType.GRADE):
        return [_Probe(f"“{one}”", one) for one in element.options][:5]
    if element.type is ElementType.EVENT:
        return [_Probe("没有", ""), _Probe("1件", "其他")]
    named = [found for one in _NUMBERS.findall(clause.params) if isinstance(found := number(one), Decimal)]
    return _numeric(element.type, named, element.unit)


def _numeric(kind: ElementType, named: list[Decimal], unit: str) -> list[_Probe]:
    if kind is ElementType.RATE:
        lines = [one for one in named if 0 < one <= 1]
        values = {
            *lines,
            *(one - Decimal("0.05") for one in lines if one > Decimal("0.05")),
            Decimal(1),
            Decimal("0.8"),
        }
        return [_Probe(f"为{plain(one * 100)}%", one) for one in sorted(values, reverse=True)][:5]
    if kind is ElementType.COUNT:
        whole = [one for one in named if one == int(one) and one < 1000]
        values = {Decimal(0), Decimal(1), *whole[:1], *(one - 1 for one in whole[:1] if one > 1), Decimal(3)}
        return [_Probe(f"{plain(one)}{unit or '次'}", one) for one in sorted(values)][:5]
    values = {Decimal(0), *named[:3]}
    return [_Probe(f"为{plain(one)}{unit}", one) for one in sorted(values, reverse=True)][:5]


def _neutral(item: Item, clause: Clause, probes: list[_Probe], scheme: Scheme) -> _Probe:
    """The value with the most points, the clause alone."""
    points = _scored(replace(item, clauses=(replace(clause, no=1),)), [[one] for one in probes], scheme)
    return max(zip(probes, points, strict=True), key=lambda pair: pair[1] if pair[1] is not None else Decimal(-9999))[0]


def _scored(item: Item, cases: Sequence[Sequence[_Probe]], scheme: Scheme) -> list[Decimal | None]:
    """The item's points in each case."""
    part = next(part for part in scheme.parts if part.id == item.part)
    small = replace(
        scheme, parts=(replace(part, items=(item,)),), grades=(), vetoes=(), polls=(), group_by="", tie_break=(),
        total_cap=None,
    )  # fmt: skip
    facts = Facts(tuple(Subject(str(at), str(at), {}) for at in range(len(cases))))
    for at, values in enumerate(cases):
        known: dict[str, tuple[Fact, ...]] = {}
        happened: dict[str, tuple[Event, ...]] = {}
        for clause, probe in zip(item.clauses, values, strict=True):
            _put(known, happened, _own(clause), probe.value, scheme)
        facts.values[str(at)], facts.events[str(at)] = known, happened
    return [
        found.points if (found := one.items[item.id]).state is State.OK else None
        for one in evaluate(small, facts).subjects
    ]


def _put(
    known: dict[str, tuple[Fact, ...]], happened: dict[str, tuple[Event, ...]], name: str, value: Value, scheme: Scheme
) -> None:
    if scheme.element_by_id[name].type is ElementType.EVENT:
        if value:
            happened[name] = (Event("一件事", str(value), DAY, ""),)
    else:
        known[name] = (Fact(value, DAY),)
