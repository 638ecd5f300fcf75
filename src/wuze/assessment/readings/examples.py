"""What an item gives in a few plain cases, computed by the engine itself: shown beside a reading while it is corrected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from wuze.reading.elements import lone_sign, option_word
from wuze.reading.engine import loaded
from wuze.reading.model import Clause, Reading
from wuze.reading.scheme_rows import SchemeRows, scheme_rows
from wuze.reading.tables import RuleCell
from wuze.scoring.evaluate import evaluate
from wuze.scoring.exact import plain
from wuze.scoring.loading.facts import load_facts
from wuze.scoring.tables import Cell, Table
from wuze.scoring.text import number
from wuze.scoring.values import ElementType

MOST = 8


@dataclass(frozen=True, slots=True)
class Example:
    """A case in words, and the item's points."""

    case: str
    points: str


@dataclass(frozen=True, slots=True)
class _Case:
    words: str
    clause: int
    value: Cell


def examples(cell: RuleCell, reading: Reading) -> tuple[Example, ...]:
    """A few cases with their points; empty where the engine needs other people's values or ranks to tell."""
    if cell.points is None or not reading.clauses:
        return ()
    plans = [_plan(clause) for clause in reading.clauses]
    rows = scheme_rows([cell], [reading])
    names = [str(row[11]) for row in rows.items]
    if None in plans or len(names) != len(plans) or len({*names}) != len(names):
        return ()
    neutral = {name: plan[0] for name, plan in zip(names, plans, strict=True) if plan}
    cases = [_Case("都正常", -1, None)]
    for at, plan in enumerate(plans):
        for words, value in plan[1] if plan else ():
            cases.append(_Case(f"第{at + 1}条{words}" if len(plans) > 1 else words, at, value))
    return _scored(rows, names, neutral, cases[:MOST])


def _scored(rows: SchemeRows, names: list[str], neutral: Mapping[str, Cell], cases: list[_Case]) -> tuple[Example, ...]:
    scheme = loaded(rows, "试算")
    if scheme.stops:
        return ()
    people = tuple((f"S{at}", case.words) for at, case in enumerate(cases))
    events = {row.name for row in scheme.scheme.elements if row.type is ElementType.EVENT}
    wide = [name for name in names if name not in events]
    values = tuple((f"S{at}", *(_value(case, names, neutral, name) for name in wide)) for at, case in enumerate(cases))
    happened = tuple(
        (f"S{at}", names[case.clause], "一件事", case.value)
        for at, case in enumerate(cases)
        if case.clause >= 0 and names[case.clause] in events
    )
    tables = {"名录": Table("名录", ("编号", "名称"), people), "数据": Table("数据", ("编号", *wide), values)}
    if happened:
        tables["事件"] = Table("事件", ("编号", "数据项", "事件", "级别"), happened)
    facts, findings = load_facts(tables, scheme.scheme)
    if any(one.stops for one in findings):
        return ()
    results = evaluate(scheme.scheme, facts)
    found = {one.id: next(iter(one.items.values())).points for one in results.subjects}
    return tuple(
        Example(case.words, plain(points))
        for at, case in enumerate(cases)
        if (points := found.get(f"S{at}")) is not None
    )


def _value(case: _Case, names: list[str], neutral: Mapping[str, Cell], name: str) -> Cell:
    return case.value if case.clause >= 0 and names[case.clause] == name else neutral[name]


_Plan = tuple[Cell, tuple[tuple[str, Cell], ...]]


def _plan(clause: Clause) -> _Plan | None:
    """The value at which a clause moves nothing, and values at which it does, with words."""
    make = _PLANS.get(clause.method)
    return make(clause) if make else None


def _yesno(clause: Clause) -> _Plan:
    sign = lone_sign(clause.condition)
    if sign is None:
        return "否", (("发生", "是"),)
    return _around(sign["op"], sign["n"], holds="发生")


def _gate(clause: Clause) -> _Plan:
    sign = lone_sign(clause.condition)
    if sign is None:
        return "是", (("没做到", "否"),)
    value, ((_, other),) = _around(sign["op"], sign["n"], holds="")
    return other, ((f"为{_shown(value, sign['n'])}", value),)


def _around(op: str, bound: str, *, holds: str) -> tuple[Cell, tuple[tuple[str, Cell]]]:
    """A value that does not satisfy a comparison, and one that does."""
    exact = Decimal(str(number(bound) or 0))
    step = Decimal("0.01") if bound.endswith("%") or "/" in bound else Decimal(1)
    below, above = max(exact - step, Decimal(0)), exact + step
    inside, outside = {
        "<": (below, exact), "≤": (exact, above), ">": (above, exact), "≥": (exact, below), "=": (exact, above),
        "≠": (above, exact),
    }[op]  # fmt: skip
    return outside, ((f"{holds}（{_shown(inside, bound)}）" if holds else "", inside),)


def _shown(value: Cell, like: str) -> str:
    return f"{plain(Decimal(str(value)) * 100)}%" if like.endswith("%") else plain(Decimal(str(value)))


def _times(clause: Clause) -> _Plan:
    del clause
    return Decimal(0), (("1次", Decimal(1)), ("3次", Decimal(3)))


def _shortfall(clause: Clause) -> _Plan | None:
    due = str(clause.params["required"])
    if not due.isdecimal():
        return None
    whole = Decimal(due)
    return whole, tuple((f"做了{plain(n)}次", n) for n in dict.fromkeys((max(whole - 1, Decimal(0)), Decimal(0))))


def _slope(clause: Clause) -> _Plan:
    low, by = Decimal(str(clause.params["base"])), Decimal(str(clause.params["step"]))
    away = low + by if clause.params.get("side") == "above" else max(low - by, Decimal(0))
    like = "%" if low <= 2 else ""
    return low, ((f"为{_shown(away, like)}", away),)


def _bands(clause: Clause) -> _Plan | None:
    found: list[tuple[str, Cell]] = []
    for label, _ in clause.rows("bands"):
        bound = "".join(char for char in label if char in "0123456789.%")
        if label[:1] in "≥≤=" and number(bound) is not None and "~" not in label:
            found.append((f"为{bound}", Decimal(str(number(bound)))))
        elif label == "其他":
            found.append(("为0", Decimal(0)))
        else:
            return None
    return (found[0][1], tuple(found)) if found else None


def _options(clause: Clause) -> _Plan:
    labels = [option_word(label) for label, _ in clause.rows()]
    return labels[0], tuple((f"“{label}”", label) for label in labels)


def _levels(clause: Clause) -> _Plan:
    return None, tuple((f"{label}1件", option_word(label)) for label, _ in clause.rows())


def _ratio(clause: Clause) -> _Plan | None:
    if clause.params.get("required"):
        return None
    return Decimal(1), (("完成80%", Decimal("0.8")), ("完成一半", Decimal("0.5")))


_PLANS: dict[str, Callable[[Clause], _Plan | None]] = {
    "deduct": _yesno, "reach": _yesno, "gate": _gate, "deduct_each": _times, "earn_each": _times, "shortfall": _shortfall,
    "slope": _slope, "bands": _bands, "options": _options, "levels": _levels, "ratio": _ratio,
}  # fmt: skip  # one table
