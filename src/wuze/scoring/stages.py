"""Direct scores that differ too much from stage to stage (阶段差异)."""

from __future__ import annotations

from itertools import combinations

from wuze.scoring.combine import combine
from wuze.scoring.exact import half_up, size, sub
from wuze.scoring.facts import STAGES, DirectScore, Facts
from wuze.scoring.model import Item, Scheme
from wuze.scoring.results import StageDifference
from wuze.scoring.values import Absent

LEAST_SHOWN = 2
"""Decimals a stage's points are shown with at least."""


def stage_differences(scheme: Scheme, facts: Facts) -> tuple[StageDifference, ...]:
    """Every pair of stages of one item further apart than the scheme's 阶段差异; none when it states none."""
    if scheme.stage_gap is None:
        return ()
    found = []
    for subject in facts.subjects:
        for item_id, scores in facts.scores.get(subject.id, {}).items():
            item = scheme.item_by_id.get(item_id)
            if item is not None:
                found.extend(_of_item(scheme, subject.id, item, scores))
    return tuple(found)


def _of_item(scheme: Scheme, subject: str, item: Item, scores: tuple[DirectScore, ...]) -> list[StageDifference]:
    assert scheme.stage_gap is not None  # noqa: S101 - the caller asked only where it is stated
    stages = []
    for stage in STAGES:
        rows = [row for row in scores if row.stage == stage and not isinstance(row.points, Absent)]
        if rows:
            points = combine([row.points for row in rows if not isinstance(row.points, Absent)], item.combine_raters)
            reasons = "；".join(dict.fromkeys(row.reason for row in rows if row.reason))
            stages.append((stage, points, reasons))
    shown = max(scheme.places, LEAST_SHOWN)  # compared exactly: 5 and 2.75 are 2.25 apart whatever the scheme prints
    return [
        StageDifference(subject, item.id, a[0], b[0], half_up(a[1], shown), half_up(b[1], shown), a[2], b[2])
        for a, b in combinations(stages, 2)
        if size(sub(a[1], b[1])) > scheme.stage_gap
    ]
