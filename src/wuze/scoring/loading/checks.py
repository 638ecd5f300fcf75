"""Checks on a scheme as a whole: sums, items nobody can move, N/A without a policy; then the formalism linter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from wuze.scoring.exact import ZERO, Number, add, clamp, plain, size, sub, total
from wuze.scoring.expressions import Operation, Ref
from wuze.scoring.loading.formalism import lint
from wuze.scoring.loading.sheet import Problems, Sheet
from wuze.scoring.methods.bands import Bands
from wuze.scoring.methods.ratio import Ratio
from wuze.scoring.model import Clause, Item, Part, Scheme, Start
from wuze.scoring.tables import Place, Table
from wuze.scoring.text import key

Span = tuple[Number | None, Number | None]
MOST_STRAYS = 10
"""With more items at fault the sums of their parts are tried with these only."""


def check_scheme(
    scheme: Scheme, tables: Mapping[str, Table], problems: Problems, faulty: frozenset[int | None] = frozenset()
) -> None:
    """Add every fault and warning about the whole; what rests on a faulted cell is left out.

    ``faulty`` are the first rows of items with a fault on any of their rows.
    """
    strays = _strays(scheme, problems)
    codes = Counter(map(key, Sheet(tables, "板块", problems).column("编号")))
    for part in scheme.parts:
        if codes[key(part.id)] < 2:
            _part_sum(part, problems, strays)
        for item in part.items:
            if item.place.row not in faulty and item.points is not None:
                _item(scheme, part, item, problems)
    _full_marks(scheme, tables, problems)
    lint(scheme, tables, problems)


def _strays(scheme: Scheme, problems: Problems) -> tuple[Item, ...]:
    """Items of which a fault leaves open to which part they belong, or whether they are items of their own."""
    found, seen = [], set()
    for item in sorted(scheme.items, key=lambda item: item.place.row or 0):
        if replace(item.place, column="板块") in problems.faulted or (item.id and key(item.id) in seen):
            found.append(item)
        seen.add(key(item.id))
    return tuple(found)


def _part_sum(part: Part, problems: Problems, strays: tuple[Item, ...]) -> None:
    doubtful = {part.place, *(replace(part.place, column=column) for column in ("分值", "折算", "来源"))}
    if part.source != "指标" or part.points == 0 or doubtful & problems.faulted:
        return
    sure = [item.points for item in part.items if item not in strays]
    if None in sure or (part.scaled and part.items):
        return
    together = total(points for points in sure if points is not None)
    if _explained(sub(part.points, together), [item.points for item in strays]):
        return
    if not part.items:
        problems.fault("items_sum", part.place, f"板块“{part.name}”没有指标", "在指标表填指标，或改写来源")
    else:
        what = f"板块“{part.name}”{plain(part.points)}分，指标合计{plain(together)}分"
        problems.fault("items_sum", part.place, what, "改正分值，或在“折算”填“是”")


def _explained(gap: Number, strays: list[Decimal | None]) -> bool:
    """Whether some of the items without a sure part make up what a part lacks."""
    if None in strays[:MOST_STRAYS]:
        return gap >= 0
    sums: set[Number] = {ZERO}
    for points in strays[:MOST_STRAYS]:
        sums |= {add(known, points or ZERO) for known in sums}
    return gap in sums


def _full_marks(scheme: Scheme, tables: Mapping[str, Table], problems: Problems) -> None:
    if any(place.table == "板块" and place.column in ("编号", "分值") for place in problems.faulted):
        return
    if scheme.full is None or not scheme.parts:
        return
    together = total(part.points for part in scheme.parts)
    if together != scheme.full:
        rows = tables["方案"].rows if "方案" in tables else ()
        row = next((at for at, cells in enumerate(rows) if "满分" in cells), None)
        what = f"各板块合计{plain(together)}分，与满分{plain(scheme.full)}分不同"
        problems.warn("parts_sum", Place("方案", row, "内容"), what, "核对满分和各板块分值")


def _item(scheme: Scheme, part: Part, item: Item, problems: Problems) -> None:
    _never_counts(part, item, problems)
    if item.counting and item.place not in problems.faulted:
        _sums(part, item, problems)
    for clause in item.clauses:
        if isinstance(clause.method, Bands) and clause.method.dead_other():
            place = Place(clause.place.table, clause.place.row, "参数")
            problems.warn("dead_other", place, "“其他”一档永远用不上", "前面各档已包括所有情况，可以删去")
    if item.na is None and may_be_na(scheme, item):
        warn_na(item, f"“{item.name}”可能不适用，但没有写不适用时怎么办", problems)


def warn_na(item: Item, what: str, problems: Problems) -> None:
    """The warning about a blank 不适用时, at its cell."""
    place = replace(item.place, column="不适用时")
    problems.warn("na_blank", place, what, "填：免扣、折算、均值、零分 或 不参评；不填则按缺数据处理")


def _never_counts(part: Part, item: Item, problems: Problems) -> None:
    low, high = item.floor, item.cap
    extra = part.points == 0 or item.points == 0
    if low is not None and high is not None and (low > high or (extra and low == high)):
        what = f"“{item.name}”的下限{plain(low)}不小于上限{plain(high)}，永远不起作用"
        problems.fault("never_counts", item.place, what, "加分项填上限，扣分项填负的下限")
        return
    if not item.counting and not item.gates:
        return
    least, most = _moves(item)
    start = item.points or ZERO if item.start is Start.FULL else ZERO
    if least == most == clamp(start, low, high):
        if extra:
            what = f"“{item.name}”的要点无论如何都不改变得分"
            problems.fault("never_counts", item.place, what, "检查起评、上限、下限和参数")
        else:
            what = f"“{item.name}”谁都不会失分或得分"
            problems.warn("no_effect", item.place, what, "检查起评和参数")


def _moves(item: Item) -> Span:
    start = item.points or ZERO if item.start is Start.FULL else ZERO
    low, high = _together(item)
    least = item.floor if low is None else clamp(_plus(start, low), item.floor, item.cap)
    most = item.cap if high is None else clamp(_plus(start, high), item.floor, item.cap)
    if item.gates:
        least = ZERO if least is None or least > 0 else least
    return least, most


def _plus(a: Number, b: Number) -> Number:
    return total((a, b))


def _together(item: Item) -> Span:
    """The least and greatest sum of deltas: of an exclusive group the widest clause, of the rest all."""
    spans = [clause_span(clause, item) for clause in item.counting if not clause.group]
    groups: dict[str, list[Span]] = {}
    for clause in item.counting:
        if clause.group:
            groups.setdefault(clause.group, []).append(clause_span(clause, item))
    for members in groups.values():
        lows, highs = [low for low, _ in members], [high for _, high in members]
        spans.append((_extreme(lows, _least), _extreme(highs, _most)))
    lows, highs = [low for low, _ in spans], [high for _, high in spans]
    low = None if None in lows else total(value for value in lows if value is not None)
    return low, None if None in highs else total(value for value in highs if value is not None)


def _extreme(values: list[Number | None], pick: Callable[[list[Number]], Number]) -> Number | None:
    return None if None in values else pick([value for value in values if value is not None])


def _least(values: list[Number]) -> Number:
    return min(values)


def _most(values: list[Number]) -> Number:
    return max(values)


def clause_span(clause: Clause, item: Item) -> Span:
    """What a clause can do, its 最多 included."""
    assert clause.method is not None  # noqa: S101 - counting clauses have one
    low, high = clause.method.span(item.points or ZERO)
    if clause.most is not None:
        low = -clause.most if low is None or low < -clause.most else low
        high = clause.most if high is None or high > clause.most else high
    return low, high


def _sums(part: Part, item: Item, problems: Problems) -> None:
    low, high = _together(item)
    full, points = item.start is Start.FULL, item.points
    reach = None if (low if full else high) is None else size((low if full else high) or ZERO)
    if reach is None or not points or (item.gates and full) or reach == points or not reach:
        return
    verb = "最多扣" if full else "最多得"
    code = "sum_under" if reach < points else "sum_over"
    what = f"“{item.name}”{plain(points)}分，各要点{verb}{plain(reach)}分"
    problems.warn(code, item.place, what, "核对分值；超出的按上下限截止，不足的部分谁都不会失去或得到")


def may_be_na(scheme: Scheme, item: Item) -> bool:
    """Whether the scheme itself makes an item 不适用 for some: 适用对象, 应完成 0, a division by 0."""
    if item.applies is not None or any(isinstance(c.method, Ratio) and c.method.counted for c in item.clauses):
        return True
    return any(_divides(scheme.element_by_id[element].formula, scheme) for element in item.elements)


def _divides(formula: object, scheme: Scheme) -> bool:
    if isinstance(formula, Operation):
        return formula.op == "/" or any(_divides(term, scheme) for term in formula.terms)
    if isinstance(formula, Ref) and not formula.attribute:
        return _divides(scheme.element_by_id[formula.name].formula, scheme)
    return False
