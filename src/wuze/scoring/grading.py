"""From totals to grades: vetoes, bands, ranks, the quota of the top grade and ties at its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from wuze.scoring.combine import Combine
from wuze.scoring.exact import ZERO, Number, half_up, mul, to_integer
from wuze.scoring.expressions import Truth, guard
from wuze.scoring.facts import Facts, Subject
from wuze.scoring.model import Effect, Grade, Part, Poll, Scheme, Veto
from wuze.scoring.reader import View, direct, window
from wuze.scoring.results import Flag, ItemResult, Quota
from wuze.scoring.totals import bounded, counts, vote_points
from wuze.scoring.values import MISSING, Absent

Outcome = tuple[Veto, Truth]


@dataclass(slots=True)
class Standing:
    """A subject on its way from items to a grade."""

    subject: Subject
    group: str | None
    out: bool
    items: dict[str, ItemResult]
    vetoes: list[Outcome]
    parts: dict[str, Decimal | None] = field(default_factory=dict)
    scaled: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    total: Decimal = ZERO
    provisional: bool = False
    rank: int | None = None
    grade: str | None = None
    band: str | None = None
    small_vote: bool = False
    tied: bool = False
    dropped: bool = False
    stage_difference: bool = False

    def votes(self, part: Part, poll: Poll, facts: Facts, places: int) -> Decimal | None:
        """A part by votes; where a body is short and the poll says 会议评议, the part's own 得分."""
        found = counts(poll, facts.votes.get(self.subject.id, {}))
        short = any(count.score is None for count in found)
        self.small_vote = self.small_vote or short
        if short and poll.meeting:
            given = direct(facts.scores.get(self.subject.id, {}).get(part.id, ()), Combine.MEAN)[0]
            return None if isinstance(given, Absent) else bounded(part, half_up(given, places), places)
        points = vote_points(part, found)
        return None if points is None else bounded(part, half_up(points, places), places)

    def flags(self) -> tuple[Flag, ...]:
        """In the order of the contract."""
        states = (
            (self.provisional, Flag.PROVISIONAL),
            (self.out, Flag.NOT_RANKED),
            (self.tied, Flag.TIE_AT_LINE),
            (self.dropped, Flag.QUOTA_DROPPED),
            (any(truth is True for _, truth in self.vetoes), Flag.VETOED),
            (self.stage_difference, Flag.STAGE_DIFFERENCE),
            (self.small_vote, Flag.SMALL_VOTE),
        )
        return tuple(flag for on, flag in states if on)


def veto_outcomes(scheme: Scheme, view: View, subject: Subject) -> list[Outcome]:
    """Each veto with whether it applies; a comparison that reads 不适用 is false, one on a missing fact is MISSING."""
    outcomes: list[Outcome] = []
    view.at(subject)
    for veto in scheme.vetoes:
        view.window = window(scheme.cutoff, veto.window) if veto.window and scheme.cutoff else None
        outcomes.append((veto, guard(veto.condition, view.look)))
    view.window = None
    return outcomes


def grade_all(scheme: Scheme, view: View, standings: list[Standing]) -> tuple[Quota, ...]:
    """Fill in totals after 总分归零, provisional, ranks, grades; returns the quota of each group."""
    zero = half_up(ZERO, scheme.places)
    groups: dict[str | None, list[Standing]] = {}
    for one in standings:
        if any(veto.effect is Effect.NULL and truth is True for veto, truth in one.vetoes):
            one.total = zero
        one.band = _band(scheme.grades, one.total)
        one.provisional = bool(one.missing) or _depends(scheme, one)
        groups.setdefault(one.group, [])
        if not one.out and not one.provisional:
            groups[one.group].append(one)
            one.grade = _after_vetoes(scheme, one, one.band, sure=True)
    return tuple(quota for group, members in groups.items() if (quota := _rank_and_quota(scheme, view, group, members)))


def _band(grades: tuple[Grade, ...], total: Decimal) -> str | None:
    for grade in grades[:-1]:
        if grade.least is not None and total >= grade.least:
            return grade.name
    return grades[-1].name if grades else None


def _after_vetoes(scheme: Scheme, one: Standing, band: str | None, *, sure: bool) -> str | None:
    """The worst of what each veto alone makes of the band; with ``sure`` False also those not decided."""
    order = {grade.name: at for at, grade in enumerate(scheme.grades)}
    if band is None:
        return None
    applied = []
    for veto, truth in one.vetoes:
        if truth is True or (truth is MISSING and not sure):
            at = order.get(veto.grade or "", order[band])
            result = {
                Effect.CEILING: max(order[band], at),
                Effect.DROP: min(order[band] + 1, len(order) - 1),
                Effect.SET: at,
            }.get(veto.effect)
            if result is not None:
                applied.append(result)
    return scheme.grades[max(applied)].name if applied else band


def _depends(scheme: Scheme, one: Standing) -> bool:
    """Whether a veto that rests on a missing fact could change anything."""
    open_ones = [veto for veto, truth in one.vetoes if truth is MISSING]
    if not open_ones or one.out:
        return False
    if any(veto.effect is Effect.OUT or (veto.effect is Effect.NULL and one.total) for veto in open_ones):
        return True
    before = _after_vetoes(scheme, one, one.band, sure=True)
    worst = [
        _after_vetoes(scheme, _with(one, veto), one.band, sure=True)
        for veto in open_ones
        if veto.effect is not Effect.NULL
    ]
    return any(grade != before for grade in worst)


def _with(one: Standing, veto: Veto) -> Standing:
    sure = [(other, truth) for other, truth in one.vetoes if truth is True]
    return Standing(one.subject, one.group, one.out, one.items, [*sure, (veto, True)])


def _rank_and_quota(scheme: Scheme, view: View, group: str | None, members: list[Standing]) -> Quota | None:
    ordered = sorted(members, key=lambda one: one.total, reverse=True)
    for at, one in enumerate(ordered):
        same = at > 0 and ordered[at - 1].total == one.total
        one.rank = ordered[at - 1].rank if same else at + 1
    if not scheme.grades or scheme.grades[0].share is None:
        return None
    top = scheme.grades[0]
    places = to_integer(mul(top.share or ZERO, Decimal(len(members))), top.rounding)
    graded = [one for one in ordered if one.grade == top.name]
    if len(graded) <= places:
        return Quota(group, top.name, len(members), places, len(graded), (), ())
    return _fill(scheme, view, Quota(group, top.name, len(members), places, 0, (), ()), graded)


def _fill(scheme: Scheme, view: View, quota: Quota, graded: list[Standing]) -> Quota:
    """Give the places by rank; at the line 同分比较 decides, and if it does not, none of the tied enters."""
    keys = {one.subject.id: (one.total, *tie_key(scheme, view, one)) for one in graded}
    graded = sorted(graded, key=lambda one: keys[one.subject.id], reverse=True)
    entered = graded[: quota.places]
    tied: list[Standing] = []
    if entered:
        last = keys[entered[-1].subject.id]
        if keys[graded[quota.places].subject.id] == last:
            tied = [one for one in graded if keys[one.subject.id] == last]
            entered = [one for one in entered if keys[one.subject.id] != last]
    lower = scheme.grades[min(1, len(scheme.grades) - 1)].name
    fallen = graded[len(entered) :]
    for one in fallen:
        one.grade, one.dropped = lower, True
    for one in tied:
        one.tied = True
    quota.taken = len(entered)
    quota.dropped = tuple(one.subject.id for one in fallen)
    quota.tied = tuple(one.subject.id for one in tied)
    return quota


def tie_key(scheme: Scheme, view: View, one: Standing) -> tuple[tuple[bool, Number], ...]:
    """The values of 同分比较, higher first; what is absent stands below every number."""
    view.at(one.subject)
    found: list[tuple[bool, Number]] = []
    for kind, name in scheme.tie_break:
        value: object
        if kind == "part":
            value = one.parts.get(name)
        elif kind == "item":
            value = one.items[name].points
        else:
            value = view.read(name)
        if isinstance(value, bool):
            value = Decimal(value)
        found.append((True, value) if not isinstance(value, (Absent, str, type(None))) else (False, ZERO))
    return tuple(found)
