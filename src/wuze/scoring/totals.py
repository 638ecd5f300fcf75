"""Parts: sums of printed items, 折算 in one step, votes with weights; each rounded once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from wuze.scoring.exact import ZERO, Number, add, clamp, div, half_up, mul, plain, total
from wuze.scoring.model import NaPolicy, Part, Poll
from wuze.scoring.results import ItemResult, State


def bounded(part: Part, points: Decimal, places: int) -> Decimal:
    """A printed part within its own bounds."""
    return half_up(clamp(points, part.floor, part.cap), places)


def part_points(part: Part, items: Mapping[str, ItemResult], scaled: dict[str, str], places: int) -> Decimal | None:
    """The part's printed points; None when all its items fall away. The factor used goes into ``scaled``."""
    printed = total(points for item in part.items if (points := items[item.id].points) is not None)
    fallen = [item for item in part.items if _falls_away(items[item.id])]
    if part.scaled or any(item.na is NaPolicy.SCALE for item in fallen):
        if len(fallen) == len(part.items):
            return None
        full = part.points if part.scaled else total(item.points or ZERO for item in part.items)
        applicable = total(item.points or ZERO for item in part.items if item not in fallen)
        if applicable:
            scaled[part.id] = f"{plain(full)}/{plain(applicable)}"
            printed = div(mul(printed, full), applicable)
    return bounded(part, half_up(printed, places), places)


def _falls_away(result: ItemResult) -> bool:
    return result.state is State.NA and result.points is None


@dataclass(slots=True)
class Count:
    """One body's votes: how many have a face value, and its score as a share of the highest face value."""

    body: str
    weight: Number
    valid: int
    score: Number | None


def counts(poll: Poll, votes: Mapping[tuple[str, str], Mapping[str, int]]) -> list[Count]:
    """Per body: Σ votes × 面值 ÷ Σ votes with a 面值, as a share of the highest; None when 人数不足."""
    highest = max(face for _, face in poll.options if face is not None)
    found = []
    for body, weight in poll.bodies:
        cast = votes.get((poll.name, body), {})
        valid = sum(cast.get(option, 0) for option, face in poll.options if face is not None)
        score: Number | None = None
        if valid and valid >= poll.least_votes:
            points: Number = ZERO
            for option, face in poll.options:
                if face is not None:
                    points = add(points, mul(Decimal(cast.get(option, 0)), face))
            score = div(points, mul(Decimal(valid), highest))
        found.append(Count(body, weight, valid, score))
    return found


def vote_points(part: Part, found: list[Count]) -> Number | None:
    """分值 × Σ weight × score ÷ Σ weight of the bodies that count; None when none does."""
    counted = [(count.weight, count.score) for count in found if count.score is not None]
    if not counted:
        return None
    together = total(mul(weight, score) for weight, score in counted)
    return div(mul(part.points, together), total(weight for weight, _ in counted))
