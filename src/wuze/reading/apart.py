"""What stands outside of the full marks: parts that only add, parts that only take. Their items are worth 0 of the 100."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from wuze.reading.model import Reading
from wuze.reading.tables import TAKES_ONLY, RuleCell
from wuze.scoring.exact import HUNDRED

_ADDS = re.compile("加分|附加|奖励分|奖分")
_TAKES = re.compile(f"扣分|减分|倒扣|负面清单|{TAKES_ONLY}")


def apart(cells: Sequence[RuleCell], readings: Sequence[Reading]) -> list[Decimal | None]:
    """How far each item adds (above 0) or takes (below 0) beside the full marks; None for an item within them.

    A table whose points come to 100 with its bonus part has it within.
    """
    told = any(cell.points for cell in cells)
    found = [_reach(cell, reading, told=told) for cell, reading in zip(cells, readings, strict=True)]
    whole = sum((Decimal(cell.points or 0) for cell in cells), Decimal(0))
    within = whole == HUNDRED and any(cell.points for cell, one in zip(cells, found, strict=True) if one is not None)
    return [None] * len(cells) if within else found


def _reach(cell: RuleCell, reading: Reading, *, told: bool) -> Decimal | None:
    """``told``: other items have points, so that one without, which only gives, is a bonus."""
    adds, takes = bool(_ADDS.search(cell.part)), bool(_TAKES.search(cell.part))
    adds = adds or (told and cell.points is None and bool(reading.clauses) and reading.start == "zero")
    if adds == takes:
        return None
    most = _most(cell, reading)
    fits = not reading.clauses or reading.start == ("zero" if adds else "full")
    return (most if adds else -most) if most and fits else None


def _most(cell: RuleCell, reading: Reading) -> Decimal | None:
    """The item's points, else the most its one clause can give."""
    bound = cell.points or (_given(reading.clauses[0].params) if len(reading.clauses) == 1 else None)
    bound = bound or (reading.cap if re.fullmatch(r"\d+(?:\.\d+)?", reading.cap or "") else None)
    return Decimal(str(bound)) if bound else None


def _given(params: Mapping[str, Any]) -> str | None:
    """Its cap, what it gives at once, or its highest level."""
    levels = [Decimal(points) for _, points in params.get("levels", ())]
    found = params.get("max") or params.get("points") or (max(levels) if levels else None)
    return None if found is None else str(found)
