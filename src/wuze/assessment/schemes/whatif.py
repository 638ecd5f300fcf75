"""A what-if computed: the same facts under the edition and under the changed copy. Pure but for a small memory.

What is read once (the facts, the results of the edition itself) is kept for the next change, so that only the items that
were changed are computed again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from threading import Lock

from wuze.assessment.schemes import facts_source
from wuze.assessment.schemes.models import SchemeTrial
from wuze.assessment.schemes.tables import unpacked
from wuze.scoring.compare import Comparison, Move, compare
from wuze.scoring.evaluate import evaluate
from wuze.scoring.exact import ZERO
from wuze.scoring.facts import Facts
from wuze.scoring.loading.facts import load_facts, roster_of
from wuze.scoring.loading.scheme import Roster, load_scheme
from wuze.scoring.loading.sheet import as_text
from wuze.scoring.model import Scheme
from wuze.scoring.results import Results
from wuze.scoring.scheme_diff import Change, changes
from wuze.scoring.tables import Cell, Table
from wuze.scoring.values import Absent

KEPT = 2
"""Trials whose facts and first results stay in memory; a large county's take some 60 MB."""

CHANGEABLE: dict[str, tuple[str, ...]] = {
    "板块": ("分值", "上限"), "指标": ("分值", "参数"), "等次": ("最低分", "名额比例"), "测评主体": ("权重",),
}  # fmt: skip
"""What a what-if changes by typing; anything else is a matter for the editor."""

Typed = Mapping[tuple[str, int, str], str]
"""(sheet, row, column) → text."""


@dataclass(frozen=True, slots=True)
class Base:
    """The facts, and what the edition itself makes of them. ``tables``: the uploaded sheets; None for another source."""

    facts: Facts
    results: Results
    tables: dict[str, Table] | None
    roster: Roster | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of a change; ``faults`` instead where the changed copy does not suit the facts."""

    changes: tuple[Change, ...]
    comparison: Comparison | None
    faults: tuple[str, ...] = ()


_memory: OrderedDict[tuple[int, str], Base] = OrderedDict()
_lock = Lock()


def base_of(trial: SchemeTrial) -> Base:
    """From memory, or read and computed now."""
    name = (trial.pk, trial.edition.digest)
    with _lock:
        if name in _memory:
            _memory.move_to_end(name)
            return _memory[name]
    made = _base(trial)
    with _lock:
        _memory[name] = made
        while len(_memory) > KEPT:
            _memory.popitem(last=False)
    return made


def _base(trial: SchemeTrial) -> Base:
    tables = unpacked(trial.edition.tables)
    if trial.source:
        facts = facts_source.facts_of(trial.source)
        return Base(facts, evaluate(load_scheme(tables).scheme, facts), None, None)
    data = unpacked(trial.data)
    roster = roster_of(data)
    scheme = load_scheme(tables, roster).scheme
    facts, _ = load_facts(data, scheme)
    return Base(facts, evaluate(scheme, facts), data, roster)


def outcome(trial: SchemeTrial) -> Outcome:
    """Both evaluations beside each other."""
    base = base_of(trial)
    loaded = load_scheme(unpacked(trial.tables), base.roster)
    old: Scheme = base.results.scheme
    told = changes(old, loaded.scheme)
    if loaded.stops:
        return Outcome(told, None, tuple(f"{one.problem}。{one.fix}。" for one in loaded.findings if one.stops))
    facts = base.facts
    if loaded.scheme.items != old.items:
        if base.tables is not None:
            facts, findings = load_facts(base.tables, loaded.scheme)
            if wrong := tuple(f"{one.problem}。{one.fix}。" for one in findings if one.stops):
                return Outcome(told, None, wrong)
        elif wrong := _beyond(facts, loaded.scheme):
            return Outcome(told, None, wrong)
    return Outcome(told, compare(base.results, evaluate(loaded.scheme, facts, base.results)))


def _beyond(facts: Facts, scheme: Scheme) -> tuple[str, ...]:
    """Direct scores above what the item now gives."""
    caps = {item.id: item.cap for item in scheme.items if item.cap is not None}
    over: dict[str, int] = {}
    for scores in facts.scores.values():
        for item, rows in scores.items():
            cap = caps.get(item)
            over[item] = over.get(item, 0) + sum(
                cap is not None and not isinstance(row.points, Absent) and row.points > cap for row in rows
            )
    return tuple(
        f"“{scheme.item_by_id[item].name}”有{count}个直接打的分超过新的最高分，试算不了。"
        for item, count in over.items()
        if count
    )


def changed_tables(tables: Mapping[str, Table], typed: Typed) -> dict[str, Table]:
    """The copy with what was typed; only cells that may be changed."""
    made = dict(tables)
    for (name, row, column), text in typed.items():
        table = made.get(name)
        if table is None or column not in CHANGEABLE.get(name, ()) or not 0 <= row < len(table.rows):
            continue
        at = table.columns.index(column)
        old = table.rows[row][at]
        if text.strip() != as_text(old):
            cells: tuple[Cell, ...] = (*table.rows[row][:at], text.strip() or None, *table.rows[row][at + 1 :])
            made[name] = Table(name, table.columns, (*table.rows[:row], cells, *table.rows[row + 1 :]))
    return made


# --- what the page shows ----------------------------------------------------------------------------------------------

MOVED = ("up", "down", "changed", "one_side")


def moved(found: Comparison) -> list[Move]:
    """Whoever's grade, rank or total is another, the grades first, then by points."""
    rows = [one for one in found.moves if one.grade in MOVED or one.places or one.difference or one.participation]
    return sorted(rows, key=lambda one: (one.grade not in MOVED, -abs(one.difference or ZERO), -abs(one.places or 0)))


def near(found: Comparison, within: int = 1) -> list[Move]:
    """Whoever stands within so many points of a line of the changed scheme, the nearest first."""
    rows = [(min(distances), one) for one in found.moves if (distances := _distances(one))]
    return [one for distance, one in sorted(rows, key=lambda pair: (pair[0], pair[1].id)) if distance <= within]


def _distances(move: Move) -> list[Decimal]:
    margin = move.margin_after
    if margin is None:
        return []
    return [abs(one) for one in (margin.lacks, margin.above, margin.quota) if one is not None]
