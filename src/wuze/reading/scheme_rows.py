"""Readings of a table → the rows of a 方案 workbook. What cannot be counted stays as text: a person scores the item."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from wuze.reading.apart import apart
from wuze.reading.elements import Named, Proposal, Proposals, lone_sign, option_word, rated
from wuze.reading.lists import UNNAMED
from wuze.reading.model import NONE, Clause, Reading
from wuze.reading.objects import has_object
from wuze.reading.tables import Left, RuleCell
from wuze.reading.vetoes import veto_rows
from wuze.scoring.exact import HUNDRED, mul, plain
from wuze.scoring.values import ElementType

Row = list[str | Decimal | None]
LABELS = {
    "deduct": "扣分", "deduct_each": "每次扣", "shortfall": "缺次扣", "slope": "差额扣", "gate": "否则零分", "reach": "达到得",
    "earn_each": "每次得", "ratio": "按率得", "bands": "分档", "options": "选项", "grades": "评等", "discretion": "裁量",
    "levels": "级别表", "rank": "名次", "times": "倍数",
}  # fmt: skip  # one table


_NO_NAMES: Mapping[tuple[str, str], Named] = MappingProxyType({})


class NotCounted(Exception):
    """A clause whose parameters are not all known: its item is scored by a person."""


@dataclass(frozen=True, slots=True)
class SchemeRows:
    """Rows by sheet in the order of the contract; 指标 rows have two more columns: 状态 and 系统读作."""

    parts: list[Row]
    items: list[Row]
    elements: list[Row]
    report: list[Row]
    vetoes: list[Row]
    proposals: tuple[Proposal, ...] = ()
    codes: tuple[str, ...] = ()


def scheme_rows(
    cells: Sequence[RuleCell], readings: Sequence[Reading], *, names: Mapping[tuple[str, str], Named] = _NO_NAMES,
    told: Sequence[str] | None = None, left: Sequence[Left] = (),
) -> SchemeRows:  # fmt: skip
    """Everything the workbook needs. ``readings`` belong to ``cells`` one by one; ``left``: what was read as no item.

    ``names``: what a person called a data item, by its proposed name and type; ``told``: status words of the cells where
    they are not the readings' own. ``codes`` of the answer are the items' 编号, cell by cell; "" for one of vetoes only.
    """
    parts_of: dict[str, str] = {}
    totals: dict[str, Decimal] = {}
    proposals = Proposals(names)
    items: list[Row] = []
    codes: list[str] = []
    words = told or [reading.status.word for reading in readings]
    counters: dict[str, int] = {}
    titles = Counter(_title(cell) for cell in cells)
    for cell, reading, word, beside in zip(cells, readings, words, apart(cells, readings), strict=True):
        if _vetoes_only(cell, reading):
            codes.append("")
            continue
        part = parts_of.setdefault(cell.part or cell.sheet, f"P{len(parts_of) + 1}")
        counters[part] = counters.get(part, 0) + 1
        totals[part] = totals.get(part, Decimal(0)) + Decimal((cell.points if beside is None else 0) or 0)
        codes.append(f"{part}-{counters[part]}")
        proposals.cell = cell.cell
        alone = titles[_title(cell)] == 1
        made = _item(cell, reading, word, codes[-1], proposals, _title(cell) + ("" if alone else f"（{codes[-1]}）"))
        items += made if beside is None else _beside(made, beside)
    parts: list[Row] = [[part, name, totals[part], None, None, None, None] for name, part in parts_of.items()]
    vetoes = veto_rows([(cell.cell, reading) for cell, reading in zip(cells, readings, strict=True)], proposals)
    elements: list[Row] = [
        [one.id, one.name, one.type.value, one.unit, "、".join(one.options), one.source, one.formula]
        for one in proposals.all
    ]
    report = [_report(cell, reading, word) for cell, reading, word in zip(cells, readings, words, strict=True)]
    report += [[one.cell, None, None, one.text, "没有读", None, one.why, None, None] for one in left]
    return SchemeRows(parts, items, elements, report, vetoes, tuple(proposals.all), tuple(codes))


def _vetoes_only(cell: RuleCell, reading: Reading) -> bool:
    """一票否决 is no item: it has no points, and what it says stands in 否决 or waits there for its grade."""
    kinds = {extra["kind"] for extra in reading.extras}
    return not reading.clauses and kinds == {"veto"} and not Decimal(cell.points or 0)


def _beside(rows: list[Row], most: Decimal) -> list[Row]:
    """An item outside of the full marks: worth 0, bounded on the one side."""
    first, *others = rows
    bounds: Row = [Decimal(0), "零分", None, most] if most > 0 else [Decimal(0), None, most, Decimal(0)]
    return [[*first[:4], *bounds, *first[8:]], *others]


def _report(cell: RuleCell, reading: Reading, word: str) -> Row:
    from_doubts = "；".join(reading.as_doubts())
    extras = "；".join("，".join(extra.values()) for extra in reading.extras)
    points = None if cell.points is None else Decimal(cell.points)
    return [
        cell.cell,
        cell.item,
        points,
        reading.text,
        word,
        reading.says,
        from_doubts,
        "；".join(reading.unused),
        extras,
    ]


def _item(cell: RuleCell, reading: Reading, word: str, code: str, proposals: Proposals, name: str) -> list[Row]:
    clauses = _clauses(name, reading, proposals)
    points = None if cell.points is None else Decimal(cell.points)
    start = {"full": "满分", "zero": "零分"}.get(reading.start or "") if clauses else None
    floor = "不保底" if reading.floor == NONE and clauses else None
    cap = _cap(reading, points) if clauses else None
    away = next((extra["policy"] for extra in reading.extras if extra["kind"] == "na" and clauses), None)
    head: Row = [code.partition("-")[0], None, code, _title(cell), points, start, floor, cap, None, away]
    blank: Row = [None] * len(head)
    yearly = any(clause.method == "shortfall" for clause in reading.clauses)
    span = next((extra for extra in reading.extras if extra["kind"] == "period" and clauses and not yearly), {})
    rest: Row = [span.get("span"), span.get("combine"), None, None]
    by_hand: Row = [cell.text, None, None, None, None, None]
    status: Row = [word, reading.says or None]
    first, *others = clauses or [by_hand]
    return [[*head, *first, *rest, *status], *([*blank, *clause, *[None] * 6] for clause in others)]


def _title(cell: RuleCell) -> str:
    title = re.sub(r"\s+", "", cell.item) or re.sub(r"\s+", "", cell.text)
    return title if len(title) <= 40 else title[:39] + "…"


def _cap(reading: Reading, points: Decimal | None) -> Decimal | None:
    """Where gains go beyond the points and each is bounded, the cap that follows."""
    if reading.cap != NONE or points is None:
        return None
    bonus = [
        clause for clause in reading.clauses if clause.params.get("effect") == "add" or clause.method == "earn_each"
    ]
    most = [Decimal(str(clause.params["max"])) for clause in bonus if clause.params.get("max")]
    return points + sum(most, Decimal(0)) if bonus and len(most) == len(bonus) else None


def _clauses(title: str, reading: Reading, proposals: Proposals) -> list[Row]:
    """计分要点 to 互斥组 of every clause; empty when the item is to be scored by a person. ``title``: of this item only."""
    named = [_named(clause, title) for clause in reading.clauses]
    try:
        typed = [params_of(clause) for clause in named]
    except NotCounted:
        return []
    return [
        [_told(reading, at), _element(clause, proposals), _label(clause), params, None, clause.group]
        for at, (clause, params) in enumerate(zip(named, typed, strict=True))
    ]


def _named(clause: Clause, title: str) -> Clause:
    """A clause whose cell does not name what it is about takes the item's name: 召开 of 支部党员大会, never of all."""
    own = clause.condition.replace(UNNAMED, "")
    if own and has_object(own, title):
        return clause
    joint = "" if not own or own.startswith("(") else ":"
    return replace(clause, params={**clause.params, "condition": f"{title}{joint}{own}"})


_BETWEEN = " ，,；;。、\n"
_NUMBERED = r"(?:[①-⑳]|[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．])"
_NUMBER_BEFORE = re.compile(rf"^\s*{_NUMBERED}(?!\d)\s*")
_NUMBER_AFTER = re.compile(rf"[{_BETWEEN}]*{_NUMBERED}\s*$")


def _told(reading: Reading, at: int) -> str:
    """The county's own words for a clause, up to where the next begins: whoever signs a sheet reads the whole cell.
    The echo's where the cell was read from an echo."""
    if at >= len(reading.spans):
        return reading.clauses[at].condition
    starts = sorted({start for start, _ in reading.spans})
    start = reading.spans[at][0]
    after = [one for one in starts if one > start]
    words = reading.text[0 if start == starts[0] else start : after[0] if after else None]
    return _NUMBER_AFTER.sub("", _NUMBER_BEFORE.sub("", words)).strip(_BETWEEN) or reading.clauses[at].condition


def _label(clause: Clause) -> str:
    return f"比{clause.params['base']}" if clause.method == "relative" else LABELS[clause.method]


def _element(clause: Clause, proposals: Proposals) -> str:
    if clause.method == "ratio" and clause.params.get("required"):
        done = proposals.ask(clause.condition, ElementType.NUMBER)
        rate = f"{clause.condition}完成率"
        return proposals.ask(rate, ElementType.RATE, formula=f"最小({done.id}÷{clause.params['required']},1)").name
    return proposals.for_clause(clause).name


# --- parameters -------------------------------------------------------------------------------------------------------
def params_of(clause: Clause) -> str:
    """参数 as typed in the sheet. Raises :class:`NotCounted` where something is not known."""
    params = clause.params
    if any(value is None for name, value in params.items() if name != "condition"):
        raise NotCounted
    most = f" 最多{params['max']}" if params.get("max") else ""
    return _PARAMS[clause.method](clause) + most


def _sign(clause: Clause, verb: str) -> str:
    sign = lone_sign(clause.condition)
    return f"{sign['op']}{sign['n']} {verb}" if sign else verb


def _gate(clause: Clause) -> str:
    sign = lone_sign(clause.condition)
    return f"{sign['op']}{sign['n']}" if sign else ""


def _slope(clause: Clause) -> str:
    params = clause.params
    show = _percent if rated(clause) else str
    side, verb = ("高" if params["side"] == "above" else "低"), ("加" if params.get("effect") == "add" else "扣")
    return f"基准{show(params['base'])} 每{side}{show(params['step'])}{verb}{params['each']}"


def _percent(value: object) -> str:
    return plain(mul(Decimal(str(value)), HUNDRED), 10) + "%"


def _shortfall(clause: Clause) -> str:
    types = "".join(f";{label}:{count}" for label, count in clause.rows("types"))
    return f"应{clause.params['required']}{types} 每缺扣{clause.params['each']}"


def _bands(clause: Clause) -> str:
    lines = []
    for label, value in clause.rows("bands"):
        lines.append(f"{re.sub(r'(?<=[0-9%])[^0-9%且≥≤<>./]+', '', str(label))}:{value}")
    return ";".join(lines)


def _words(clause: Clause) -> str:
    return ";".join(f"{option_word(label)}:{value}" for label, value in clause.rows())


def _grades(clause: Clause) -> str:
    rows = clause.rows("grades")
    if any(value is None for _, value in rows):
        raise NotCounted
    return ";".join(f"{option_word(label)}:{_percent(value)}" for label, value in rows)


def _rank(clause: Clause) -> str:
    params = clause.params
    if params.get("bands"):
        return ";".join(f"{label}:{value}" for label, value in clause.rows("bands"))
    drop = params["each"] if params.get("each") else _percent(params["step"])
    return f"首名{params['base']} 每降一名减{drop}"


def _discretion(clause: Clause) -> str:
    """A range that does not reach nought is for a case that need not have happened: no row is none."""
    low, high = (str(one) for one in clause.params["range"] or ())
    if Decimal(high) < 0:
        return f"每次{low}~{high}" + ("" if clause.params.get("max") else f" 最多{low.removeprefix('-')}")
    return f"{low}~{high}"


def _relative(clause: Clause) -> str:
    if clause.params["base"] == "标准":
        raise NotCounted
    return f"满{clause.params['points']}"


_PARAMS: dict[str, Callable[[Clause], str]] = {
    "deduct": lambda c: _sign(c, f"扣{c.params['points']}"),
    "deduct_each": lambda c: f"每次扣{c.params['each']}",
    "shortfall": _shortfall,
    "slope": _slope,
    "gate": _gate,
    "reach": lambda c: _sign(c, f"得{c.params['points']}"),
    "earn_each": lambda c: f"每次得{c.params['each']}",
    "ratio": lambda c: f"满{c.params['points']}",
    "bands": _bands,
    "options": _words,
    "grades": _grades,
    "discretion": _discretion,
    "levels": lambda c: f"{_words(c)} {c.params['mode']}",
    "rank": _rank,
    "relative": _relative,
    "times": lambda c: f"×{'-' if c.params['effect'] == 'deduct' else ''}{c.params['each']}",
}
