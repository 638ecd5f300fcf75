"""Points off in bands: 80%—90%扣1分，80%以下扣3分 is one table; so is 缺1次扣1分，缺2次扣3分，缺3次以上不得分."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from wuze.reading.conditions import trimmed
from wuze.reading.draft import Draft
from wuze.reading.gains import band_line
from wuze.reading.model import clause
from wuze.reading.scan import Act
from wuze.reading.words import NUM, UNIT
from wuze.scoring.exact import plain

_SIGN = re.compile(rf"(?P<op>[≥>≤<])(?P<n>{NUM})(?P<u>[^且]*)")
_AHEAD = re.compile(rf"(?P<n>\d+)个?(?P<unit>{UNIT})(?P<more>(?:\(含\))?及?以上)?(?P<stem>[^,\d每]{{2,}}?)的?")
_COUNT = re.compile(rf"(?P<stem>[^,\d每]*?)(?P<n>\d+)个?(?P<unit>{UNIT})(?P<more>(?:\(含\))?及?以上)?(?:的|者)*")
Line = tuple[str, Decimal]


def ladder(draft: Draft, acts: Sequence[Act], at: int) -> int:
    """A run of deductions over one quantity of which only one can hold; how many acts it took."""
    return _ranges(draft, acts, at) or _counts(draft, acts, at)


def _value(draft: Draft, act: Act) -> Decimal | None:
    """What a line takes, as what it gives: 扣2分 is −2, 不得分 takes the whole."""
    if act.takes and not re.search("[各再倒]", act.adverb) and act.verb not in ("加扣", "再扣"):
        return -act.amount if act.amount is not None else None
    if act.kind == "zero" and draft.points is not None and not re.search(r"\d", draft.text[act.end - 4 : act.end]):
        return -draft.points
    return Decimal(0) if act.kind == "nodeduct" else None


def _table(draft: Draft, run: Sequence[Act], name: str, lines: Sequence[Line]) -> int:
    rows = tuple((label, plain(value)) for label, value in _blameless(lines))
    name = name or run[0].heading
    made = clause("bands", name, bands=rows)
    draft.add(made, run[0], name, most=max(-value for _, value in lines))
    return len(run)


def _blameless(lines: Sequence[Line]) -> list[Line]:
    """逾期5天以内扣1分，5天以上扣3分: who is not late at all loses nothing."""
    worst = min(value for _, value in lines)
    return [
        (f">0{found['u']}且{label}", value)
        if (found := _SIGN.fullmatch(label)) is not None and found["op"] in "≤<" and worst < value < 0
        else (label, value)
        for label, value in lines
    ]


# --- ranges of one quantity -------------------------------------------------------------------------------------------
def _ranges(draft: Draft, acts: Sequence[Act], at: int) -> int:
    name, lines = "", list[Line]()
    head = trimmed(acts[at].cond.rpartition(",")[0])
    for act in acts[at:]:
        before, _, last = act.cond.rpartition(",")
        line, value = band_line(last) if not (before and lines) else None, _value(draft, act)
        if line is None or value is None or (lines and line[0] not in ("", name)):
            break
        name = name or line[0]
        lines.append((line[1], value))
    labels = [label for label, _ in lines]
    if sum(value < 0 for _, value in lines) < 2 or not name or not _apart(labels) or re.search(r"\d|的$", head):
        return 0
    if not _closed(labels):
        draft.doubt("gap?")
    return _table(draft, acts[at : at + len(lines)], ",".join(one for one in (head, name) if one), lines)


def _span(label: str) -> tuple[Decimal | None, Decimal | None]:
    """Lower and upper end of ≥80%且<90%; None where it is open."""
    low: Decimal | None = None
    high: Decimal | None = None
    for found in _SIGN.finditer(label):
        if found["op"] in "≥>":
            low = Decimal(found["n"])
        else:
            high = Decimal(found["n"])
    return low, high


def _apart(labels: Sequence[str]) -> bool:
    """Whether no two hold at once, an end shared by neighbours aside."""
    spans = sorted(map(_span, labels), key=lambda span: span[0] if span[0] is not None else Decimal("-Infinity"))
    return all(one[1] is not None and other[0] is not None and one[1] <= other[0] for one, other in pairwise(spans))


def _closed(labels: Sequence[str]) -> bool:
    """Whether each begins where its neighbour ends, and one of them has no end on the bad side."""
    spans = sorted(map(_span, labels), key=lambda span: span[0] if span[0] is not None else Decimal("-Infinity"))
    joined = all(one[1] == other[0] for one, other in pairwise(spans))
    return joined and (spans[0][0] is None or spans[-1][1] is None)


# --- counts -----------------------------------------------------------------------------------------------------------
def _counts(draft: Draft, acts: Sequence[Act], at: int) -> int:
    """缺1次扣1分，缺2次扣3分，缺3次以上不得分: each number has its own points."""
    run: list[tuple[int, str, bool, Decimal]] = []
    stem = unit = head = ""
    for act in acts[at:]:
        before, _, last = act.cond.rpartition(",")
        found, value = _COUNT.fullmatch(last) or _AHEAD.fullmatch(last), _value(draft, act)
        if found is None or not value or (run and (before or not _goes_on(found, stem, unit, run[-1]))):
            break
        stem, unit = stem or found["stem"], found["unit"]
        head = head or trimmed(before)
        run.append((int(found["n"]), unit, bool(found["more"]), value))
    if len(run) < 2 or any(more for _, _, more, _ in run[:-1]) or not _steeper(run):
        return 0
    if not run[-1][2] or any(low[0] + 1 != high[0] for low, high in pairwise(run)):
        draft.doubt("gap?")
    lines = [(f"≥{number}{unit}", value) for number, unit, _, value in reversed(run)]
    name = f"{','.join(one for one in (head, trimmed(stem)) if one)}({unit})"
    return _table(draft, acts[at : at + len(run)], name, lines)


def _goes_on(found: re.Match[str], stem: str, unit: str, above: tuple[int, str, bool, Decimal]) -> bool:
    return stem.endswith(found["stem"]) and found["unit"] == unit and int(found["n"]) > above[0]


def _steeper(run: Sequence[tuple[int, str, bool, Decimal]]) -> bool:
    return all(low[3] > high[3] for low, high in pairwise(run))
