"""A pool of facts → results as rows to be stored, and back: a stored calculation computed anew must be equal. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from wuze.assessment.rounds import known
from wuze.assessment.rounds.enums import REVIEWED
from wuze.assessment.rounds.gathering import Pool
from wuze.assessment.rounds.models import Member, Result
from wuze.assessment.rounds.queries.inputs import lacking
from wuze.scoring.evaluate import evaluate
from wuze.scoring.exact import plain
from wuze.scoring.facts import STAGES, Facts, Subject
from wuze.scoring.margins import Margin, margins
from wuze.scoring.model import Scheme
from wuze.scoring.report import DELTA_PLACES, printed
from wuze.scoring.results import ItemResult, Results, SubjectResult
from wuze.scoring.text import key
from wuze.scoring.values import Absent

Items = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Computed:
    """What one run gave; ``rows`` are made one by one, because a county's explanations are long."""

    results: Results
    facts: str
    rows: Iterator[Result]
    missing: list[dict[str, object]]
    quotas: list[dict[str, object]]
    apart: list[dict[str, object]]
    provisional: int


def compute(pool: Pool, members: Mapping[str, Member], calculation: int) -> Computed:
    """Evaluate, and make everything ready to be stored."""
    told_twice(pool)
    facts = known.facts_of(pool.subjects, pool.attributes, pool.known)
    results = evaluate(pool.scheme, facts)
    frozen = {code: known.kept(one) for code, one in pool.known.items()}
    return Computed(
        results, known.digest(frozen.items()), _rows(results, frozen, members, calculation),
        [row.kept() for row in lacking(results, pool)],
        [asdict(quota) for quota in results.quotas],
        [asdict(one) | {"first_points": str(one.first_points), "second_points": str(one.second_points)}
         for one in results.stage_differences],
        sum(one.provisional for one in results.subjects),
    )  # fmt: skip  # one field a line


def told_twice(pool: Pool) -> None:
    """Where an indicator has both facts and a score given directly, the score counts; that is told, not hidden."""
    mixed = {
        item.id: item for item in pool.scheme.items
        if item.elements and not any(clause.method and clause.method.inclusive_scores() for clause in item.clauses)
    }  # fmt: skip
    for code, one in pool.known.items():
        for name in one.scores.keys() & mixed.keys():
            given = [element for element in mixed[name].elements if one.values.get(element)]
            if given:
                pool.differ.append({
                    "code": code, "element": mixed[name].name, "counts": "直接评的分", "source": one.scores[name][0].source,
                    "other": "按要点算的分", "other_source": one.values[given[0]][0].fact.source,
                })  # fmt: skip


def _rows(
    results: Results, frozen: Mapping[str, known.Kept], members: Mapping[str, Member], calculation: int
) -> Iterator[Result]:
    found, scheme = margins(results), results.scheme
    for one in results.subjects:
        yield Result(
            calculation_id=calculation, member=members[one.id], group=one.group or "",
            points=smallest(one.total, scheme.places), rank=one.rank, grade=one.grade or "", provisional=one.provisional,
            parts=parts_of(one, scheme), items=items_of(one, scheme), scaled=one.scaled,
            flags=_flags(one, frozen[one.id]), vetoes=list(one.vetoes), margin=_margin(found.get(one.id)),
            facts=frozen[one.id],
        )  # fmt: skip  # three rows of fields


def _flags(one: SubjectResult, kept: known.Kept) -> list[str]:
    """The engine's, and whether the county has looked again."""
    again = any(row[4] == STAGES[-1] for rows in kept.get("s", {}).values() for row in rows)
    return [*(flag.value for flag in one.flags), *([REVIEWED] if again else [])]


def smallest(total: Decimal, places: int) -> int:
    """Points as an integer of the smallest unit."""
    return int(total.scaleb(places))


def parts_of(one: SubjectResult, scheme: Scheme) -> dict[str, str | None]:
    """Printed points by part."""
    return {part: printed(points, scheme.places) for part, points in one.parts.items()}


def items_of(one: SubjectResult, scheme: Scheme) -> Items:
    """By indicator: points, state, note, clauses (number, method, delta, why, period)."""
    return {name: _item(item, scheme.places) for name, item in one.items.items()}


def _item(item: ItemResult, places: int) -> dict[str, Any]:
    clauses = [
        [row.no, row.method, None if row.delta is None else plain(row.delta, DELTA_PLACES), row.because, row.period]
        for row in item.clauses
    ]
    return {"points": printed(item.points, places), "state": item.state.value, "note": item.note, "clauses": clauses}


def _margin(one: Margin | None) -> dict[str, str | None]:
    if one is None:
        return {}
    return {name: None if value is None else str(value) for name, value in asdict(one).items()}


# --- computed anew ----------------------------------------------------------------------------------------------------


def anew(scheme: Scheme, subjects: tuple[Subject, ...], rows: Sequence[Result]) -> tuple[Results, Facts]:
    """The same from the frozen facts."""
    facts = frozen(subjects, rows)
    return evaluate(scheme, facts), facts


def carried(facts: Facts, old: Scheme, new: Scheme) -> Facts:
    """Facts of one edition for another: what is called the same and is of the same type, under its number there. Direct
    scores above what the indicator now gives are left out."""
    elements = {
        one.id: other.id for one in old.elements for other in new.elements
        if key(one.name) == key(other.name) and one.type is other.type and one.options == other.options
    }  # fmt: skip
    items = {one.id: other for one in old.items for other in new.items if key(one.name) == key(other.name)}
    made = Facts(facts.subjects, facts.attributes)
    for code in facts.values:
        made.values[code] = {elements[name]: rows for name, rows in facts.values[code].items() if name in elements}
        made.events[code] = {
            elements[name]: rows for name, rows in facts.events.get(code, {}).items() if name in elements
        }
        made.scores[code] = {
            items[name].id: kept for name, rows in facts.scores.get(code, {}).items() if name in items
            if (kept := tuple(row for row in rows if _within(row.points, items[name].cap)))
        }  # fmt: skip
    made.votes = dict(facts.votes)
    return made


def _within(points: Decimal | Absent, cap: Decimal | None) -> bool:
    return isinstance(points, Absent) or cap is None or points <= cap


def frozen(subjects: tuple[Subject, ...], rows: Sequence[Result]) -> Facts:
    """The facts that were frozen with the results."""
    of = {row.member.code: known.back(row.facts) for row in rows}
    attributes = frozenset(name for one in subjects for name in one.attributes)
    return known.facts_of(subjects, attributes, of)


def unequal(results: Results, rows: Sequence[Result]) -> list[str]:
    """编号 of those whose stored result is not what is computed now: total, rank, grade, parts, every indicator."""
    fresh = {one.id: one for one in results.subjects}
    return [row.member.code for row in rows if not _same(row, fresh[row.member.code], results.scheme)]


def _same(row: Result, one: SubjectResult, scheme: Scheme) -> bool:
    stored = (row.points, row.rank, row.grade, row.provisional, row.parts, row.items)
    return stored == (
        smallest(one.total, scheme.places), one.rank, one.grade or "", one.provisional, parts_of(one, scheme),
        items_of(one, scheme),
    )  # fmt: skip
