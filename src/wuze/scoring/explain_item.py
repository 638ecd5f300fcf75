"""One item of one subject: start, clauses with their reasons and facts, bounds, rounding."""

from __future__ import annotations

from wuze.scoring.exact import plain
from wuze.scoring.explain_read import Reader, score_node
from wuze.scoring.model import Item
from wuze.scoring.results import ClauseResult, ItemResult, State, SubjectResult
from wuze.scoring.tree import Node
from wuze.scoring.wording import NA_WORDS, beginning, closed_gate, period_word, sum_steps

_STATES = {State.MISSING: "缺", State.NA: "不适用"}


def item_node(item: Item, one: SubjectResult, reader: Reader) -> Node:
    """The node of an item; its points as printed, 缺 or 不适用 where it has none."""
    result = one.items[item.id]
    full = f"（{plain(item.points)} 分）" if item.points else ""
    points = _STATES.get(result.state, "—") if result.points is None else f"{result.points:f}"
    whole = bool(item.points) and result.points == item.points and result.state in (State.OK, State.DIRECT)
    return Node(f"{item.name}{full}", points, tuple(_inside(item, result, reader)), whole)


def _inside(item: Item, result: ItemResult, reader: Reader) -> list[Node]:
    scores = [score_node(score) for score in reader.facts.scores.get(reader.id, {}).get(item.id, ())]
    if result.state is State.DIRECT:
        return [Node(row.because) for row in result.clauses] + scores
    nodes = [Node(result.note)] if result.note else []
    if result.state is State.NA and item.na is not None:
        applies = f"只考核：{item.applies_text}；" if item.applies is not None else ""
        nodes.append(Node(f"{applies}不适用的{NA_WORDS[item.na]}"))
    for period in dict.fromkeys(row.period for row in result.clauses):
        inner = _period(item, [row for row in result.clauses if row.period == period], result, reader)
        nodes += inner if period is None else [Node(period_word(item.period, period), "", tuple(inner))]
    if item.period and result.state is State.OK:
        nodes.append(Node(f"各期{item.combine_periods}得 {_printed(result)} 分"))
    if not nodes and not scores:
        nodes.append(Node("没有评分"))
    return nodes + scores


def _period(item: Item, rows: list[ClauseResult], result: ItemResult, reader: Reader) -> list[Node]:
    start = beginning(item)
    nodes = [Node("从满分起扣" if start else "从零分起", plain(start))]
    by_no = {clause.no: clause for clause in item.clauses}
    for row in rows:
        clause = by_no[row.no or 0]
        text = f"{clause.text}：{row.because}" if clause.text else row.because
        nodes.append(Node(text, _delta(row), tuple(reader.clause(clause, row.period, item.period))))
    if closed_gate(rows):
        nodes.append(Node("前提不成立，其他要点不再计", "0"))
    elif result.state is State.OK or all(row.delta is not None for row in rows):
        nodes.append(Node(*sum_steps(item, rows, result.points)))
    return nodes


def _delta(row: ClauseResult) -> str:
    if row.delta is None:
        return "不适用" if row.because.endswith("不适用") else "缺"
    return f"{'+' if row.delta > 0 else ''}{plain(row.delta)}"


def _printed(result: ItemResult) -> str:
    return "—" if result.points is None else f"{result.points:f}"
