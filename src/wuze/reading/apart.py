"""What stands outside of the full marks: parts that only add, parts that only take. Their items are worth 0 of the 100."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from wuze.reading.model import NONE, Clause, Reading
from wuze.reading.tables import TAKES_ONLY, RuleCell
from wuze.scoring.exact import HUNDRED
from wuze.scoring.text import key

_ADDS = re.compile("加分|附加|奖励分|奖分")
_BOUND = re.compile(
    r"(?:累计|合计|总计|共计|本项)[^,，;；。]{0,6}?(?:不超过|最多|最高)[^\d,，;；。]{0,4}(\d+(?:\.\d+)?)分"
)
_TAKES = re.compile(f"扣分|减分|倒扣|负面清单|{TAKES_ONLY}")


def apart(cells: Sequence[RuleCell], readings: Sequence[Reading]) -> list[Decimal | None]:
    """How far each item adds (above 0) or takes (below 0) beside the full marks; None for an item within them.

    A table whose points come to 100 with its bonus part has it within.
    """
    told = any(cell.points for cell in cells)
    found = [_reach(cell, reading, told=told) for cell, reading in zip(cells, readings, strict=True)]
    whole = sum((Decimal(cell.points or 0) for cell in cells), Decimal(0))
    mixed = len({one is None for cell, one in zip(cells, found, strict=True) if cell.points}) > 1
    return [None] * len(cells) if whole == HUNDRED and mixed else found


def _reach(cell: RuleCell, reading: Reading, *, told: bool) -> Decimal | None:
    """``told``: other items have points, so that one without, which only gives, is a bonus."""
    adds, takes = (bool(one.search(cell.part or cell.sheet)) for one in (_ADDS, _TAKES))
    adds = adds or (told and cell.points is None and bool(reading.clauses) and reading.start == "zero")
    if adds == takes:
        return None
    most = _most(cell, reading)
    fits = not reading.clauses or reading.start == ("zero" if adds else "full")
    return (most if adds else -most) if most and fits else None


def _most(cell: RuleCell, reading: Reading) -> Decimal | None:
    """The item's points, else its own bound, else the most its clauses come to; None where one has no bound."""
    told = cell.points or (reading.cap if reading.cap != NONE else None)
    if told:
        return Decimal(told)
    most = _BOUND.findall(key(cell.text))
    if len(most) == 1:
        return Decimal(most[0])
    bounds = [_bound(clause) for clause in reading.clauses]
    known = [bound for bound in bounds if bound is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(bounds) else None


def _bound(clause: Clause) -> Decimal | None:
    """The most one clause gives or takes."""
    if clause.params.get("max"):
        return Decimal(str(clause.params["max"]))
    if clause.method in ("reach", "deduct"):
        return Decimal(str(clause.params["points"])) if clause.params.get("points") else None
    top = [abs(Decimal(value)) for _, value in clause.rows() if value is not None]
    single = clause.method != "levels" or clause.params.get("mode") == "就高"
    return max(top) if top and single and clause.method != "grades" else None
