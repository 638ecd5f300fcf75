"""What was read: data items, attributes and events of one subject, one sentence each."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from wuze.scoring.exact import plain
from wuze.scoring.expressions import Condition, refs
from wuze.scoring.facts import DirectScore, Event, Fact, Facts
from wuze.scoring.methods.base import Cohort
from wuze.scoring.model import Clause, Element, Scheme
from wuze.scoring.reader import View, period_of
from wuze.scoring.tables import Cell
from wuze.scoring.tree import Node
from wuze.scoring.values import Absent, ElementType, Reading
from wuze.scoring.wording import name_of, percent, period_word


class Reader:
    """Tells what a subject's facts are. A computed data item is opened once an item, then named with its value."""

    def __init__(self, id: str, facts: Facts, scheme: Scheme) -> None:
        self.id, self.facts, self.scheme = id, facts, scheme
        self.subject = next(one for one in facts.subjects if one.id == id)
        self.view = View(scheme, facts, lambda _: Cohort(()))
        self.opened: set[tuple[str, int | None]] = set()

    def clause(self, clause: Clause, period: int | None, kind: str) -> list[Node]:
        """The facts a clause reads: its data items, those named in its parameters, and those of its guard."""
        named = [*clause.elements, *(clause.method.more_elements() if clause.method is not None else ())]
        conditions = [*([clause.guard] if clause.guard is not None else [])]
        conditions += clause.method.conditions() if clause.method is not None else ()
        found = [ref for condition in conditions for ref in refs(condition)]
        named += [ref.name for ref in found if not ref.attribute]
        nodes = self.elements(dict.fromkeys(named), period, kind)
        if clause.item is not None:
            nodes.append(Node(f"取指标“{name_of(self.scheme, clause.item)}”的得分"))
        words = dict.fromkeys(ref.name for ref in found if ref.attribute)
        return nodes + [Node(f"{one} = {show_cell(self.subject.attributes.get(one))}（名录）") for one in words]

    def elements(self, ids: Iterable[str], period: int | None, kind: str) -> list[Node]:
        """Several data items."""
        return [node for one in ids for node in self.element(one, period, kind)]

    def element(self, id: str, period: int | None, kind: str) -> list[Node]:
        """One data item: a node a fact or event; 缺 with who provides it, where there is none."""
        about = self.scheme.element_by_id[id]
        if about.formula is not None:
            return [self._computed(about, period, kind)]
        known = self.facts.values.get(self.id, {}).get(id, ())
        if about.type is ElementType.EVENT and not known:
            rows = _in_period(self.facts.events.get(self.id, {}).get(id, ()), period, kind)
            return [Node(_event(about, row)) for row in rows] or [Node(f"{about.name}：没有登记")]
        found = [fact for fact in known if period is not None and fact.period == period]
        found = found or [fact for fact in known if fact.period is None]
        if not found:
            return [Node(f"{about.name}：缺" + (f"（由{about.origin}提供）" if about.origin else ""))]
        return [Node(_fact(about, fact, kind)) for fact in found]

    def _computed(self, about: Element, period: int | None, kind: str) -> Node:
        self.view.at(self.subject)
        self.view.period, self.view.kind = period, kind
        value = show(self.view.read(about.id), about)
        if (about.id, period) in self.opened:
            return Node(f"{about.name} = {value}（算法见上）")
        self.opened.add((about.id, period))
        inner = dict.fromkeys(ref.name for ref in refs(about.formula or Decimal(0)) if not ref.attribute)
        return Node(f"{about.name} = {about.formula_text} = {value}", "", tuple(self.elements(inner, period, kind)))


def _in_period(rows: tuple[Event, ...], period: int | None, kind: str) -> list[Event]:
    return [row for row in rows if period is None or (row.on is not None and period_of(row.on, kind) == period)]


def veto_open(condition: Condition, id: str, facts: Facts) -> bool:
    """True when a condition reads a data item that has no fact (events apart: no row is none)."""
    known = facts.values.get(id, {})
    events = facts.events.get(id, {})
    return any(not ref.attribute and ref.name not in known and ref.name not in events for ref in refs(condition))


def _fact(about: Element, fact: Fact, kind: str) -> str:
    more = [
        period_word(kind, fact.period) if kind and fact.period is not None else "",
        fact.on.isoformat() if fact.on is not None else "",
        f"来源 {fact.source}" if fact.source else "",
        f"佐证 {fact.evidence}" if fact.evidence else "",
    ]
    tail = "，".join(word for word in more if word)
    return f"{about.name} = {show(fact.value, about)}{f'（{tail}）' if tail else ''}"


def _event(about: Element, row: Event) -> str:
    on = row.on.isoformat() if row.on is not None else ""
    tail = "，".join(word for word in (row.level, on, row.document) if word)
    return f"{about.name}：{row.name}{f'（{tail}）' if tail else ''}"


def score_node(score: DirectScore) -> Node:
    """One scorer's direct score with stage, reason and date."""
    points = "不适用" if isinstance(score.points, Absent) else f"{plain(score.points)} 分"
    who = "，".join(word for word in (score.scorer, score.on.isoformat() if score.on is not None else "") if word)
    reason = f"：{score.reason}" if score.reason else ""
    return Node(f"{score.stage} {points}{f'（{who}）' if who else ''}{reason}")


def show(value: Reading, about: Element) -> str:
    """A value as it is spoken: 是, 87%, 3次, 不适用."""
    if isinstance(value, Absent):
        return value.value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return value
    return percent(value) if about.type is ElementType.RATE else plain(value) + about.unit


def show_cell(value: Cell) -> str:
    """An attribute as it is spoken; 缺 where it is blank."""
    if value is None:
        return "缺"
    if isinstance(value, bool):
        return "是" if value else "否"
    return plain(value) if isinstance(value, Decimal) else str(value)
