"""Places of a ranking with points of their own; and runs of acts, for all lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from wuze.reading.conditions import trimmed
from wuze.reading.draft import Draft
from wuze.reading.model import clause
from wuze.reading.scan import Act
from wuze.scoring.exact import plain

_PLACE = re.compile(r"第(?P<n>\d+)(?:名|位)(?:的)?$")
_PLACES = re.compile(r"第(?P<n>\d+)(?:名|位)")
_FIRST = re.compile(r"前(?P<n>\d+)(?:名|位)(?:的)?$")


def run_of(acts: Sequence[Act], at: int, fits: object) -> list[Act]:
    """The acts from here on that fit."""
    run: list[Act] = []
    for act in acts[at:]:
        if not fits(act):  # type: ignore[operator]  # a predicate
            break
        run.append(act)
    return run


def places(draft: Draft, acts: Sequence[Act], at: int) -> int:
    """第1名得10分，第2名得8分… → a table of places."""
    act = acts[at]
    if act.kind == "split":
        found = [place["n"] for place in _PLACES.finditer(act.cond)]
        first = _FIRST.search(act.cond)
        if first and int(first["n"]) == len(act.amounts):
            found = [str(place) for place in range(1, len(act.amounts) + 1)]
        if len(found) != len(act.amounts) or len(found) < 2:
            return 0
        rows = tuple(zip(found, (plain(amount) for amount in act.amounts), strict=True))
        _rank(draft, act, rows, act.amounts[0])
        return 1
    run = run_of(acts, at, lambda one: one.gains and _PLACE.search(trimmed(one.cond)) is not None)
    if len(run) < 2:
        return 0
    numbers = [_PLACE.search(trimmed(one.cond))["n"] for one in run]  # type: ignore[index]  # the run matched
    if len(set(numbers)) < len(numbers):
        cut = numbers.index("1", 1) if "1" in numbers[1:] else len(numbers)
        run, numbers = run[:cut], numbers[:cut]
        draft.doubt("partial")
    rows = tuple((number, plain(one.amount or Decimal(0))) for number, one in zip(numbers, run, strict=True))
    _rank(draft, run[0], rows, max(one.amount or Decimal(0) for one in run))
    return len(run)


def _rank(draft: Draft, act: Act, rows: tuple[tuple[str, str], ...], most: Decimal) -> None:
    name = trimmed(re.sub(r"(?:排名|列[^,]*|,)?[第前]\d+[名位].*$", "", act.cond)) or act.heading or "名次"
    draft.add(clause("rank", name, bands=rows), act, name, most=most)
