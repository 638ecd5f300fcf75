"""How far each subject stands from the lines that decide its grade: band lines, and the line of the quota."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from wuze.scoring.exact import ZERO
from wuze.scoring.model import Grade, Scheme
from wuze.scoring.results import Flag, Quota, Results, SubjectResult


@dataclass(frozen=True, slots=True)
class Margin:
    """Distances in points, none negative except ``quota``.

    ``lacks``: short of the next higher band ``higher`` (None: already in the highest).
    ``above``: over the own band's line (None: the lowest band has no line).
    ``quota``: for one who holds a quota place, over the best who does not; for others, minus what is short of the
    last who does; for those tied at the line 0; None where the places do not decide (not all given, or nobody on the other side).
    ``band`` is where the points lie, and ``higher``, ``lacks``, ``above`` are told from there; ``grade`` is the final one.
    ``why`` the two differ: quota, tie (at the line of the quota), veto; blank where they are the same.
    """

    higher: str | None
    lacks: Decimal | None
    above: Decimal | None
    quota: Decimal | None
    band: str | None
    grade: str | None
    why: str


def margins(results: Results) -> dict[str, Margin]:
    """By subject id, for everyone who is ranked (no 暂定, no 不参评)."""
    scheme: Scheme = results.scheme
    lines = {quota.group: _Line(quota, results) for quota in results.quotas}
    return {
        one.id: _margin(one, scheme, lines.get(one.group))
        for one in results.subjects
        if not one.provisional and Flag.NOT_RANKED not in one.flags
    }


class _Line:
    """The quota line of one group: the last who entered, the first who did not."""

    def __init__(self, quota: Quota, results: Results) -> None:
        self.full = bool(quota.dropped or quota.tied) or quota.taken >= quota.places
        ranked = [one for one in results.subjects if one.group == quota.group and one.rank is not None]
        entered = [one for one in ranked if one.grade == quota.grade]
        self.inside = {one.id for one in entered}
        outside = [one.total for one in ranked if one.id not in self.inside and Flag.VETOED not in one.flags]
        self.tied = frozenset(quota.tied)
        tied = [one.total for one in ranked if one.id in self.tied]
        self.last = min((one.total for one in entered), default=min(tied, default=None))
        self.first_out = max(outside, default=None)

    def distance(self, one: SubjectResult) -> Decimal | None:
        """Points over (positive) or short of (negative) the line; a vetoed subject has none."""
        if not self.full:
            return None
        if one.id in self.inside:
            return None if self.first_out is None else one.total - self.first_out
        if self.last is None or Flag.VETOED in one.flags:
            return None
        return ZERO if one.id in self.tied else one.total - self.last


def band_of(total: Decimal, grades: tuple[Grade, ...]) -> int | None:
    """Position of the band a total falls in; None for a scheme without grades."""
    for number, grade in enumerate(grades):
        if grade.least is None or total >= grade.least:
            return number
    return len(grades) - 1 if grades else None


def _margin(one: SubjectResult, scheme: Scheme, line: _Line | None) -> Margin:
    quota = line.distance(one) if line is not None else None
    at = band_of(one.total, scheme.grades)
    if at is None:
        return Margin(None, None, None, quota, None, None, "")
    band = scheme.grades[at].name
    next_up = scheme.grades[at - 1] if at else None
    own = scheme.grades[at].least if at < len(scheme.grades) - 1 else None
    return Margin(
        higher=next_up.name if next_up is not None else None,
        lacks=next_up.least - one.total if next_up is not None and next_up.least is not None else None,
        above=None if own is None else one.total - own,
        quota=quota,
        band=band,
        grade=one.grade,
        why="" if one.grade == band else _why(one),
    )


def _why(one: SubjectResult) -> str:
    """What parted the grade from the band; whoever lost a place lost it last."""
    if Flag.TIE_AT_LINE in one.flags:
        return "tie"
    return "quota" if Flag.QUOTA_DROPPED in one.flags else "veto"
