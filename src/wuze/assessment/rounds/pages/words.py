"""Words of a score card: what was lost, how the points of an indicator add up, one fact of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from wuze.assessment.rounds.models import Result
from wuze.scoring.exact import plain
from wuze.scoring.model import Item
from wuze.scoring.wording import beginning

MINUS = "−"


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as a line of an opened indicator tells it; ``now`` is what its source says today where that is another."""

    text: str
    source: str
    link: str
    on: Any
    evidence: str
    now: str = ""


def distance(result: Result) -> tuple[str, str]:
    """What the nearest line above is called, and how far it is; two blanks where there is none."""
    margin = result.margin
    if margin.get("why") in {"quota", "tie"} and margin.get("quota"):
        away = abs(Decimal(margin["quota"] or 0))
        return f"离{margin['band']}名额线", f"{away:f}分" if away else "同分"
    if margin.get("higher") and margin.get("lacks"):
        return f"离{margin['higher']}线", f"{margin['lacks']}分"
    return ("已在最高一档", f"高出{margin['above']}分") if margin.get("above") else ("", "")


def minus(points: str | None, full: Decimal | None) -> str:
    """What was lost, or gained where nothing is the full mark."""
    if points is None:
        return ""
    difference = Decimal(points) - (full or Decimal(0))
    if not difference:
        return "–"
    return f"{MINUS}{-difference:f}" if difference < 0 else f"+{difference:f}"


def signed(delta: str) -> str:
    """With a real minus."""
    return f"{MINUS}{delta[1:]}" if delta.startswith("-") else delta


def sum_of(item: Item, stored: dict[str, Any]) -> str:
    """本项30分，从满分扣起：30 − 5."""
    if stored["state"] == "direct":
        return f"本项{plain(item.points) if item.points is not None else ''}分，由人直接评分"
    start = beginning(item)
    head = f"本项{plain(item.points or Decimal(0))}分，{'从满分扣起' if start else '从零分加起'}"
    if item.period:
        return f"{head}，分{item.period}计，各期{item.combine_periods}"
    deltas = [row[2] for row in stored["clauses"] if row[2] is not None]
    return f"{head}：{plain(start)}" + "".join(
        f" {MINUS} {delta[1:]}" if delta.startswith("-") else f" + {delta}" for delta in deltas
    )
