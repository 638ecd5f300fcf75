"""One item of one subject: gates, guards, exclusive groups, bounds, periods; what is missing or does not apply."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from wuze.scoring.combine import Combine, combine
from wuze.scoring.exact import ZERO, Number, add, clamp, half_up, neg, plain, size, sub
from wuze.scoring.expressions import Truth, guard
from wuze.scoring.facts import DirectScore
from wuze.scoring.model import Clause, Item, Start
from wuze.scoring.reader import View, direct
from wuze.scoring.results import PLAIN_FACE, ClauseResult, ItemResult, State
from wuze.scoring.values import MISSING, NA, Absent

MOST_OPEN_GUARDS = 10
"""With more undecided guards than this the outcome counts as depending on them."""


@dataclass(slots=True)
class Once:
    """The outcome of one period: points, or why there are none."""

    points: Number | Absent
    clauses: tuple[ClauseResult, ...]


def score_item(view: View, item: Item, places: int) -> ItemResult:
    """An item before its N/A policy: state NA keeps ``points`` None."""
    scores = view.facts.scores.get(view.subject.id, {}).get(item.id, ())
    if scores and not any(clause.method and clause.method.inclusive_scores() for clause in item.clauses):
        return _direct(view, item, scores, places)
    view.on(item, None)
    applies: Truth = True if item.applies is None else guard(item.applies, view.look)
    points: Number | Absent
    clauses: tuple[ClauseResult, ...] = ()
    if applies is not True:
        points = NA if applies is False else MISSING
    elif not item.period:
        once = score_once(view, item)
        points, clauses = once.points, once.clauses
    else:
        points, clauses = _periods(view, item)
    if points is NA:
        return ItemResult(None, State.NA, clauses)
    if isinstance(points, Absent):
        return ItemResult(None, State.MISSING, clauses)
    return ItemResult(half_up(points, places), State.OK, clauses)


def _direct(view: View, item: Item, scores: tuple[DirectScore, ...], places: int) -> ItemResult:
    applies = True if item.applies is None else guard(item.applies, view.look)
    points, stage, rows = direct(scores, item.combine_raters)
    if applies is not True:
        points = NA if applies is False else MISSING
    if isinstance(points, Absent):
        note = "评分人认定不适用" if points is NA else "只有自评，没有初评或复核"
        if applies is not True:
            note = "不在适用对象之内" if applies is False else f"适用对象“{item.applies_text}”缺数据"
        return ItemResult(None, State.NA if points is NA else State.MISSING, (), note)
    reasons = "；".join(dict.fromkeys(row.reason for row in rows if row.reason))
    begin = (item.points or ZERO) if item.start is Start.FULL else ZERO
    because = f"直接评分（{stage}）{plain(points)}分" + (f"：{reasons}" if reasons else "")
    clause = ClauseResult(None, "direct", sub(points, begin), because)
    return ItemResult(half_up(points, places), State.DIRECT, (clause,), reasons)


def _periods(view: View, item: Item) -> tuple[Number | Absent, tuple[ClauseResult, ...]]:
    found: list[Number] = []
    clauses: list[ClauseResult] = []
    missing = False
    for period in item.periods:
        view.on(item, period)
        once = score_once(view, item)
        clauses.extend(once.clauses)
        missing = missing or once.points is MISSING
        if not isinstance(once.points, Absent):
            found.append(once.points)
    if missing:
        return MISSING, tuple(clauses)
    if not found:
        return NA, tuple(clauses)
    points = combine(found, item.combine_periods)
    if item.combine_periods is Combine.SUM:
        points = clamp(points, item.floor, item.cap)
    return points, tuple(clauses)


def score_once(view: View, item: Item) -> Once:
    """One period. A guard that is not decided matters only where the outcome depends on it."""
    if not item.counting and not item.gates:
        return Once(MISSING, ())
    guards: dict[int, Truth] = {}
    for clause in item.clauses:
        if clause.guard is not None:
            guards[clause.no] = guard(clause.guard, view.look)
    unknown = [no for no, truth in guards.items() if truth is MISSING]
    if not unknown:
        return _decided(view, item, guards)
    if len(unknown) > MOST_OPEN_GUARDS:
        return Once(MISSING, _open(view, item, unknown))
    outcomes = [
        _decided(view, item, guards | dict(zip(unknown, truths, strict=True)))
        for truths in product((False, True), repeat=len(unknown))
    ]
    if all(outcome.points == outcomes[0].points for outcome in outcomes[1:]):
        return outcomes[0]
    return Once(MISSING, _open(view, item, unknown))


def _open(view: View, item: Item, unknown: list[int]) -> tuple[ClauseResult, ...]:
    return tuple(
        ClauseResult(clause.no, clause.method.ID, None, f"条件“{clause.guard_text}”缺数据，不能计分", view.period)
        for clause in item.clauses
        if clause.no in unknown and clause.method is not None
    )


def _decided(view: View, item: Item, guards: dict[int, Truth]) -> Once:
    points: Number = (item.points or ZERO) if item.start is Start.FULL else ZERO
    missing = na = False
    found: list[ClauseResult] = []
    for clause in item.gates + item.counting:
        if guards and guards.get(clause.no) is False:
            found.append(_not_counted(view, clause))
            continue
        view.clause = clause
        given = clause.method.reads(view)  # type: ignore[union-attr]  # gates and counting clauses have a method
        if given is MISSING or given is NA:
            missing, na = True, na or given is NA
            found.append(_absent(view, clause, given))
            continue
        result = _effect(view, clause, given)
        if not given and clause.method.ID == "gate":  # type: ignore[union-attr]  # as above
            result.delta = neg(points)
            return Once(ZERO, (result,))
        found.append(result)
    if item.gates:
        found.sort(key=lambda result: result.no or 0)
    if missing:
        return Once(NA if na else MISSING, tuple(found))
    if item.exclusive:
        _exclude(item, {result.no: result for result in found})
    for result in found:
        if result.delta:
            points = add(points, result.delta)
    return Once(clamp(points, item.floor, item.cap), tuple(found))


def _effect(view: View, clause: Clause, given: object) -> ClauseResult:
    method = clause.method
    assert method is not None  # noqa: S101 - only clauses with a method come here
    delta, steps = method.effect(given)
    most = clause.most
    if most is not None and -most <= delta <= most:
        most = None
    if most is not None:
        delta = most if delta > 0 else -most
    face = view.faces[clause.elements[0]] if clause.elements else PLAIN_FACE
    return ClauseResult(clause.no, method.ID, delta, "", view.period, method, steps, most, face)


def _not_counted(view: View, clause: Clause) -> ClauseResult:
    method = clause.method.ID if clause.method else ""
    return ClauseResult(clause.no, method, ZERO, f"条件“{clause.guard_text}”不成立，不计", view.period)


def _absent(view: View, clause: Clause, given: Absent) -> ClauseResult:
    names = "、".join(view.by_id[element].name for element in clause.elements) or (clause.item or clause.text)
    says = f"“{names}”不适用" if given is NA else f"缺数据：{names}"
    return ClauseResult(clause.no, clause.method.ID if clause.method else "", None, says, view.period)


def _exclude(item: Item, found: dict[int | None, ClauseResult]) -> None:
    """Of the clauses of one exclusive group only the largest effect counts; on a tie the first row."""
    best: dict[str, ClauseResult] = {}
    for clause in item.counting:
        result = found[clause.no]
        if not clause.group or result.delta is None:
            continue
        winner = best.setdefault(clause.group, result)
        if winner is result:
            continue
        if size(result.delta) > size(winner.delta or ZERO):
            best[clause.group], result = result, winner
        if result.delta:
            result.beaten = clause.group
        result.delta = ZERO
