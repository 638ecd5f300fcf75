"""Scheme and facts in, explained results out. A pure function: the same input gives the same output, whoever runs it.

Order (scheme language, section 2): vetoes and N/A 不参评 from facts alone → items, in dependency order, each over all
subjects (second pass included) → parts, votes, totals → 总分归零 → bands and vetoes → ranks → quota.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from wuze.scoring.digest import digest
from wuze.scoring.exact import HUNDRED, ZERO, Number, div, half_up, mean, mul, plain
from wuze.scoring.facts import Facts, Subject
from wuze.scoring.grading import Outcome, Standing, grade_all, veto_outcomes
from wuze.scoring.items import score_item
from wuze.scoring.methods.base import Cohort
from wuze.scoring.model import Effect, Item, NaPolicy, Part, Scheme
from wuze.scoring.reader import View
from wuze.scoring.results import Flag, ItemResult, Results, State, SubjectResult
from wuze.scoring.stages import stage_differences
from wuze.scoring.totals import bounded, part_points
from wuze.scoring.values import MISSING, NA, Absent, Reading

ENGINE = "1.0"
"""Version of the scoring semantics; it changes together with a golden result."""

OPEN = ItemResult(None, State.MISSING)


@dataclass(slots=True)
class _Run:
    scheme: Scheme
    facts: Facts
    groups: dict[str, str | None] = field(default_factory=dict)
    members: dict[str | None, list[Subject]] = field(default_factory=dict)
    taking_part: dict[str | None, list[Subject]] = field(default_factory=dict)
    cohorts: dict[tuple[object, ...], Cohort] = field(default_factory=dict)
    results: dict[str, dict[str, ItemResult]] = field(default_factory=dict)
    screening: bool = False

    def cohort(self, view: View) -> Cohort:
        """The values of the group's participants for the clause the view looks at, gathered once."""
        if self.screening or view.clause is None or view.item is None:
            return Cohort(())
        group = self.groups[view.subject.id]
        own = view.clause.item or view.clause.elements[0]
        where = (group, own, view.clause.item is None, view.period, view.kind, view.raters)
        if where not in self.cohorts:
            eye = View(self.scheme, self.facts, self.cohort)
            eye.points, eye.clause = view.points, view.clause
            values: list[Number] = []
            for subject in self.taking_part[group]:
                eye.at(subject)
                eye.on(view.item, view.period)
                eye.clause = view.clause
                value = eye.value()
                if not isinstance(value, (Absent, bool, str)):
                    values.append(value)
            self.cohorts[where] = Cohort(tuple(sorted(values)))
        return self.cohorts[where]


def evaluate(scheme: Scheme, facts: Facts, before: Results | None = None) -> Results:
    """Score every subject of the 名录. Raises nothing for valid input: what is missing makes a subject provisional.

    ``before``: results of a like scheme on the very same facts; items that are the same in both are taken from there.
    """
    run = _Run(scheme, facts)
    for subject in facts.subjects:
        run.groups[subject.id] = group_of(scheme, subject)
        run.members.setdefault(run.groups[subject.id], []).append(subject)
    view = View(scheme, facts, run.cohort)
    outcomes = {subject.id: veto_outcomes(scheme, view, subject) for subject in facts.subjects}
    out = _leaving(run, view)
    out |= {one for one, sure in outcomes.items() if any(v.effect is Effect.OUT for v, t in sure if t is True)}
    run.taking_part = {
        group: [subject for subject in members if subject.id not in out] for group, members in run.members.items()
    }
    run.results = {subject.id: dict.fromkeys(scheme.item_by_id, OPEN) for subject in facts.subjects}
    ranked_on = {clause.item for item in scheme.items for clause in item.clauses}
    kept = _kept(scheme, facts, out, before) if before is not None else {}
    for item in in_order(scheme):
        if item.id in kept:
            for subject in facts.subjects:
                run.results[subject.id][item.id] = kept[item.id][subject.id]
        else:
            _score(run, view, item)
        if item.id in ranked_on:
            view.points[item.id] = {one: _as_reading(found[item.id]) for one, found in run.results.items()}
    standings = [_standing(run, view, subject, subject.id in out, outcomes[subject.id]) for subject in facts.subjects]
    differences = stage_differences(scheme, facts)
    apart = {difference.subject for difference in differences}
    for standing in standings:
        standing.stage_difference = standing.subject.id in apart
    quotas = grade_all(scheme, view, standings)
    subjects = tuple(_result(scheme, standing) for standing in standings)
    return Results(ENGINE, scheme, digest(scheme), subjects, quotas, differences)


def group_of(scheme: Scheme, subject: Subject) -> str | None:
    """The subject's group by 分组; None without groups, '' where its column is blank."""
    if not scheme.group_by:
        return None
    cell = subject.attributes.get(scheme.group_by)
    return "" if cell is None else str(cell).strip()


def in_order(scheme: Scheme) -> list[Item]:
    """Items so that one ranked on another comes after it."""
    uses = {item.id: {clause.item for clause in item.clauses if clause.item} for item in scheme.items}
    done: set[str] = set()
    ordered: list[Item] = []
    while len(ordered) < len(uses):
        for item in scheme.items:
            if item.id not in done and uses[item.id] <= done:
                done.add(item.id)
                ordered.append(item)
    return ordered


def _kept(scheme: Scheme, facts: Facts, out: set[str], before: Results) -> dict[str, dict[str, ItemResult]]:
    """Item id → results by subject, for items that nothing touches: neither their own words, nor who takes part, nor an
    item they are ranked on."""
    old: Scheme = before.scheme
    results = {one.id: one for one in before.subjects}
    left = {one.id for one in before.subjects if Flag.NOT_RANKED in one.flags}
    whole = (scheme.places, scheme.elements, scheme.group_by, scheme.cutoff, scheme.types)
    whole_before = (old.places, old.elements, old.group_by, old.cutoff, old.types)
    if whole != whole_before or left != out or set(results) != {subject.id for subject in facts.subjects}:
        return {}
    same = {item.id for item in scheme.items if old.item_by_id.get(item.id) == item}
    for item in in_order(scheme):
        if item.id in same and any(clause.item and clause.item not in same for clause in item.clauses):
            same.discard(item.id)
    return {id: {subject: one.items[id] for subject, one in results.items()} for id in same}


def _leaving(run: _Run, view: View) -> set[str]:
    """Subjects whom an item with 不适用时=不参评 takes out, decided from facts alone."""
    items = [item for item in run.scheme.items if item.na is NaPolicy.OUT]
    out: set[str] = set()
    run.screening = True
    for subject in run.facts.subjects if items else ():
        view.at(subject)
        if any(score_item(view, item, run.scheme.places).state is State.NA for item in items):
            out.add(subject.id)
    run.screening = False
    return out


def _score(run: _Run, view: View, item: Item) -> None:
    places = run.scheme.places
    for subject in run.facts.subjects:
        view.at(subject)
        result = score_item(view, item, places)
        if result.state is State.NA:
            result = _not_applicable(item, result, places)
        run.results[subject.id][item.id] = result
    if item.na is NaPolicy.MEAN:
        _means(run, item, places)


def _not_applicable(item: Item, result: ItemResult, places: int) -> ItemResult:
    if item.na is NaPolicy.EXEMPT:
        return replace(result, points=half_up(item.points or ZERO, places))
    if item.na is NaPolicy.ZERO:
        return replace(result, points=half_up(ZERO, places))
    if item.na is None:
        return replace(result, state=State.MISSING, note="不适用，但方案没有写不适用时怎么办")
    return result


def _means(run: _Run, item: Item, places: int) -> None:
    for group, members in run.members.items():
        counted: list[Number] = [
            result.points
            for subject in run.taking_part[group]
            if (result := run.results[subject.id][item.id]).state in (State.OK, State.DIRECT)
            and result.points is not None
        ]
        for subject in members:
            result = run.results[subject.id][item.id]
            if result.state is State.NA and counted:
                run.results[subject.id][item.id] = replace(result, points=half_up(mean(counted), places))
            elif result.state is State.NA:
                run.results[subject.id][item.id] = replace(result, state=State.MISSING, note="不适用，组内无人可取均值")


def _as_reading(result: ItemResult) -> Reading:
    if result.points is not None:
        return result.points
    return NA if result.state is State.NA else MISSING


def _standing(run: _Run, view: View, subject: Subject, out: bool, vetoes: list[Outcome]) -> Standing:
    scheme = run.scheme
    view.at(subject)
    standing = Standing(subject, run.groups[subject.id], out, run.results[subject.id], vetoes)
    for part in scheme.parts:
        points = _part(run, view, part, standing)
        standing.parts[part.id] = points
        if points is None:
            standing.missing.append(part.name or part.id)
    standing.missing += [
        item.name or item.id for item in scheme.items if standing.items[item.id].state is State.MISSING
    ]
    total = sum((points for points in standing.parts.values() if points is not None), half_up(ZERO, scheme.places))
    if scheme.total_cap is not None and total > scheme.total_cap:
        total = half_up(scheme.total_cap, scheme.places)
    standing.total = total
    return standing


def _part(run: _Run, view: View, part: Part, standing: Standing) -> Decimal | None:
    scheme = run.scheme
    if part.source == "指标":
        return part_points(part, standing.items, standing.scaled, scheme.places)
    if part.source == "票数":
        return standing.votes(part, scheme.poll_by_name[part.target], run.facts, scheme.places)
    value = view.read(part.target)
    if isinstance(value, (Absent, str, bool)):
        return None
    if part.scaled:
        value = div(mul(value, part.points), HUNDRED)
        standing.scaled[part.id] = f"{plain(part.points)}/100"
    return bounded(part, half_up(value, scheme.places), scheme.places)


def _result(scheme: Scheme, standing: Standing) -> SubjectResult:
    subject = standing.subject
    return SubjectResult(
        id=subject.id,
        name=subject.name,
        group=standing.group,
        total=standing.total,
        provisional=standing.provisional,
        rank=standing.rank,
        grade=standing.grade,
        band=standing.band,
        parts=standing.parts,
        items=standing.items,
        scaled=standing.scaled,
        flags=standing.flags(),
        vetoes=tuple(veto.name or veto.condition_text for veto, truth in standing.vetoes if truth is True),
        missing=tuple(standing.missing),
    )


__all__ = ["ENGINE", "evaluate", "group_of", "in_order"]
