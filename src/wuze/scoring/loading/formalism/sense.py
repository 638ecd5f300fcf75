"""Which way a clause pulls: does it give for more of a thing, and does it take for too little of it?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from wuze.scoring.exact import Number
from wuze.scoring.expressions import Compare, Condition, Every, Some
from wuze.scoring.methods.bands import Bands
from wuze.scoring.methods.base import Method
from wuze.scoring.methods.discretion import Discretion
from wuze.scoring.methods.earn_each import EarnEach
from wuze.scoring.methods.gate import Gate
from wuze.scoring.methods.levels import Levels
from wuze.scoring.methods.rank import Rank
from wuze.scoring.methods.ratio import Ratio
from wuze.scoring.methods.reach import Reach
from wuze.scoring.methods.relative import Relative
from wuze.scoring.methods.shortfall import Shortfall
from wuze.scoring.methods.slope import Slope
from wuze.scoring.methods.times import Times

_N = r"\d+(?:\.\d+)?"
_SHORT = re.compile(r"未|没|无(?!偿|记名|线|障碍)|不足|不够|不全|不齐|不完整|不到|不达标|低于|缺|少(?:于|(?=[\d一]))")
_TAKES = re.compile(rf"扣|减|不得分|不给分|得0|-{_N}")
_MORE = re.compile(
    rf"每(?![年月季周旬半日天])[^,;。扣减]{{0,12}}?(?:加|奖|得|计|记){_N}|每[件篇条次份个张]{_N}分"
    rf"|(?:\d|一)[篇条件张][^,;。扣减]{{0,6}}(?:加|奖|得|计|记){_N}|排名|名次|按比例|越多"
)
_GIVES = re.compile(rf"(?:加|奖|得|计|记)(?:分|满分|(?!0分|0$){_N})|(?<![扣减\d.~-])(?!0分){_N}分(?!以)")
COUNT = 2
"""A threshold from here on is a number of times; below it is a yes, or a rate."""


@dataclass(frozen=True, slots=True)
class Sense:
    """``gives``: points for having it; ``more``: more points for more of it; ``lacks``: points off for too little.

    ``up_to``: beyond this count nothing more is to be had (None: no end, or no count).
    """

    gives: bool = False
    more: bool = False
    lacks: bool = False
    up_to: Number | None = None


def of_text(sentence: str) -> Sense:
    """The sense of a rule that a person scores, from its words alone (half-width, no blanks)."""
    more = _MORE.search(sentence) is not None
    lacks = _SHORT.search(sentence) is not None and _TAKES.search(sentence) is not None
    return Sense(more or _GIVES.search(sentence) is not None, more, lacks)


def of_method(method: Method, full: Decimal, sentence: str) -> Sense:
    """The sense of a clause with a method; the sentence tells what a plain deduction is for."""
    if isinstance(method, Bands):
        return _bands(method)
    if isinstance(method, Reach):
        return _reach(method)
    if isinstance(method, Slope):
        up = method.adds and method.side == "高"
        return Sense(up, up, not method.adds and method.side == "低")
    if isinstance(method, Shortfall):
        return Sense(lacks=True)
    _, high = method.span(full)
    gives = high is None or high > 0
    if isinstance(method, (Rank, Relative)):
        gives = gives and method.order == "正序"
    counted = isinstance(method, (EarnEach, Levels, Rank, Ratio, Relative, Times))
    more = gives and (counted or (isinstance(method, Discretion) and method.each))
    return Sense(gives, more, not gives and _short(method, sentence))


def _short(method: Method, sentence: str) -> bool:
    """Whether a deduction or gate is for too little: by its condition, else by the words."""
    asked = [op for op, _ in _thresholds(method)]
    if isinstance(method, Gate):
        return not asked or any(op in "≥>=" for op in asked)
    return any(op in "<≤" for op in asked) or _SHORT.search(sentence) is not None


def _bands(method: Bands) -> Sense:
    """Upward when the line that asks for most gives more than some other line."""
    lows = [(band.where.low, band.high) for band in method.bands if band.where.low is not None]
    if not lows:
        return Sense()
    most, points = max(lows)
    up = points > min(band.low for band in method.bands)
    return Sense(up, up and most >= COUNT, False, most)


def _reach(method: Reach) -> Sense:
    """A reward for a count, for being so, or (≤ and < only) for less of it."""
    found = list(_thresholds(method))
    counts = [value for op, value in found if op in "≥>=" and value >= COUNT]
    gives = not found or any(op in "≥>=" for op, _ in found)
    return Sense(gives, bool(counts), False, max(counts) if counts else None)


def _thresholds(method: Method) -> Iterator[tuple[str, Number]]:
    for condition in method.conditions():
        yield from _compared(condition)


def _compared(condition: Condition) -> Iterator[tuple[str, Number]]:
    """(comparison, value) of every comparison with a value; 是 counts as ≥ 1, 否 as < 1."""
    if isinstance(condition, (Every, Some)):
        for term in condition.terms:
            yield from _compared(term)
    elif isinstance(condition, Compare):
        if isinstance(condition.right, bool):
            yield ("≥" if condition.right == (condition.op == "=") else "<"), Decimal(1)
        elif isinstance(condition.right, (Decimal, Fraction)):
            yield condition.op, condition.right
