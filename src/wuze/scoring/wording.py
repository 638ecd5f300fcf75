"""Short words and sentences about results, used alike by the printed workbook and by ``explain``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from wuze.scoring.exact import HUNDRED, ZERO, Number, add, clamp, mul, plain, total
from wuze.scoring.expressions import refs
from wuze.scoring.facts import Fact, Facts
from wuze.scoring.model import Clause, Element, Item, NaPolicy, Part, Poll, Scheme, Start
from wuze.scoring.results import ClauseResult, Flag, ItemResult, State, SubjectResult
from wuze.scoring.totals import counts
from wuze.scoring.values import ElementType


def title_of(scheme: Scheme) -> str:
    """The scheme's name with its year, as a title: ``2026年度两新党组织考核``."""
    year = f"{scheme.year}年度" if scheme.year is not None and str(scheme.year) not in scheme.name else ""
    return f"{year}{scheme.name}"


def state_word(one: SubjectResult) -> str:
    """不参评, 暂定 or 齐全."""
    if Flag.NOT_RANKED in one.flags:
        return "不参评"
    return "暂定" if one.provisional else "齐全"


def name_of(scheme: Scheme, id: str) -> str:
    """The name behind the id of an item or a part."""
    item = scheme.item_by_id.get(id)
    return item.name if item is not None else next(part.name for part in scheme.parts if part.id == id)


def remarks(one: SubjectResult, scheme: Scheme) -> list[str]:
    """What a reader must know about this result, one short sentence each."""
    found = [f"否决：{veto}" for veto in one.vetoes]
    if one.missing:
        names = one.missing
        found.append(f"缺 {len(names)} 项：{'、'.join(names[:3])}{'等' if len(names) > 3 else ''}")
    if Flag.TIE_AT_LINE in one.flags:
        found.append(f"名额线上同分，均未进入，定为{one.grade}")
    elif Flag.QUOTA_DROPPED in one.flags:
        found.append(f"名额已满，定为{one.grade}")
    if Flag.SMALL_VOTE in one.flags:
        found.append("测评人数不足")
    if Flag.STAGE_DIFFERENCE in one.flags:
        found.append("各阶段评分相差较大")
    if one.provisional and not one.missing:
        found.append("否决条件缺数据")
    return found + [
        f"{part.name}有不适用指标，按 {one.scaled[part.id]} 折算"
        for part in scheme.parts
        if part.items and part.id in one.scaled and not one.scaled[part.id].endswith(f"/{plain(_every(part))}")
    ]


def _every(part: Part) -> Number:
    return total(item.points for item in part.items if item.points is not None)


NA_WORDS = {
    NaPolicy.EXEMPT: "给满分", NaPolicy.SCALE: "不计，其余指标按比例折算", NaPolicy.MEAN: "取同组均值", NaPolicy.ZERO: "计零分",
    NaPolicy.OUT: "整个不参加评定",
}  # fmt: skip  # one table
"""What becomes of an item that does not apply."""


def na_sentence(item: Item, result: ItemResult) -> str:
    """Why an item has the points it has although it does not apply."""
    given = f" {result.points:f}" if result.points is not None else ""
    policy = f"，{NA_WORDS[item.na]}{given}" if item.na is not None else ""
    return f"{f'{result.note}：' if result.note else ''}不适用{policy}"


def beginning(item: Item) -> Decimal:
    """The points an item starts from (起评)."""
    return (item.points or ZERO) if item.start is Start.FULL else ZERO


def closed_gate(rows: Sequence[ClauseResult]) -> bool:
    """True when a precondition does not hold, so that the item is 0 and nothing else counts."""
    return any(row.method == "gate" and row.steps == (False,) for row in rows)


def held_points(item: Item, rows: Sequence[ClauseResult]) -> tuple[Number, Number]:
    """Start and clauses added up, before and after the item's bounds."""
    raw = add(beginning(item), total(row.delta or ZERO for row in rows))
    return raw, clamp(raw, item.floor, item.cap)


def sum_steps(item: Item, rows: Sequence[ClauseResult], printed: Decimal | None) -> tuple[str, str]:
    """How start and clauses become the points, and these: added up, held within the bounds, rounded.

    Only the steps that change something are told; rounding only for an item without periods.
    """
    raw, held = held_points(item, rows)
    text = "合计"
    if held != raw:
        bound, word = (item.floor, "低于下限") if held > raw else (item.cap, "超过上限")
        text += f" {plain(raw)}，{word} {plain(bound or ZERO)}，取 {plain(held)}"
    if item.period or printed is None or held == printed:
        return text, plain(held)
    return f"{text}{f' {plain(held)}' if held == raw else ''}，四舍五入", f"{printed:f}"


def printed_sum(part: Part, one: SubjectResult) -> Decimal:
    """A part's items added up as printed."""
    return sum((points for item in part.items if (points := one.items[item.id].points) is not None), Decimal(0))


def votes_sentence(part: Part, poll: Poll, votes: Mapping[tuple[str, str], Mapping[str, int]], points: Decimal) -> str:
    """How a part's points come from votes: each body's share by its weight, in one sentence."""
    found = counts(poll, votes)
    shares = [f"{one.body} {percent(one.score)} × 权重 {percent(one.weight)}" for one in found if one.score is not None]
    short = [f"{one.body}有效票 {one.valid} 张，人数不足" for one in found if one.score is None]
    bodies = "；".join([*([" + ".join(shares)] if shares else []), *short])
    if poll.meeting and any(one.score is None for one in found):
        return f"“{poll.name}”票数：{bodies}；由会议评议，得 {points:f}"
    weights = total(one.weight for one in found if one.score is not None)
    over = "" if weights == 1 else f"；除以计入的权重 {percent(weights)}"
    return f"“{poll.name}”票数得分：{bodies}{over}；× {plain(part.points)} 分，得 {points:f}"


def part_sum(part: Part, one: SubjectResult) -> str:
    """A part's items added up as printed, then its factor or bounds where they change the sum."""
    given = [points for item in part.items if (points := one.items[item.id].points) is not None]
    together, own = printed_sum(part, one), one.parts.get(part.id)
    shown = " + ".join(f"{points:f}" if points >= 0 else f"({points:f})" for points in given if points) or "0"
    sentence = f"各指标相加：{shown} = {plain(together)}" if " + " in shown else f"各指标相加：{shown}"
    taken = "缺" if own is None else f"{own:f}"
    if part.id in one.scaled:
        return f"{sentence}，× {one.scaled[part.id]} 折算，取 {taken} 分"
    return sentence if own in (None, together) else f"{sentence}，按板块上下限取 {taken} 分"


def why_not_sum(one: SubjectResult, scheme: Scheme) -> str:
    """Why a total is not the sum of its parts."""
    if scheme.total_cap is not None and one.total == scheme.total_cap:
        return f"超过总分封顶，取 {plain(one.total)} 分"
    return "按否决规定总分归零" if not one.total else f"取 {plain(one.total)} 分"


def period_word(period: str, number: int) -> str:
    """``3月``, ``第2季度``, ``上半年``: the ``number``-th period (from 1) of 月, 季 or 半年."""
    if period == "月":
        return f"{number}月"
    return f"第{number}季度" if period == "季" else ("上半年", "下半年")[number - 1]


def percent(value: Number) -> str:
    """A share as a percentage: 0.2 → 20%."""
    return plain(mul(value, HUNDRED)) + "%"


def missing_ids(one: SubjectResult) -> list[str]:
    """Ids of the parts without points and of the items that are missing, in scheme order."""
    parts = [id for id, points in one.parts.items() if points is None]
    return parts + [id for id, item in one.items.items() if item.state is State.MISSING]


def missing_lines(id: str, one: SubjectResult, facts: Facts, scheme: Scheme) -> list[str]:
    """For a missing item or part: one line for each data item that is not there (in which periods), and who provides it."""
    item = scheme.item_by_id.get(id)
    if item is None:
        return [_part_lacks(part, scheme) for part in scheme.parts if part.id == id]
    known = facts.values.get(one.id, {})
    by_no = {clause.no: clause for clause in item.clauses}
    lines: dict[str, list[str]] = {}
    for row in one.items[id].clauses:
        if row.delta is not None or row.no is None:
            continue
        clause = by_no[row.no]
        for element in _asked(clause, scheme):
            if element.type is ElementType.EVENT or not _absent(known.get(element.id, ()), row.period):
                continue
            provider = clause.source or element.origin
            line = f"{item.name}：缺“{element.name}”" + (f"，由{provider}提供" if provider else "")
            lines.setdefault(line, []).append("" if row.period is None else period_word(item.period, row.period))
    periods = {line: "、".join(word for word in words if word) for line, words in lines.items()}
    found = [f"{line}（{word}）" if word else line for line, word in periods.items()]
    return found or [f"{item.name}：{one.items[id].note or '没有评分'}"]


def _part_lacks(part: Part, scheme: Scheme) -> str:
    if part.source == "票数":
        return f"{part.name}：测评“{part.target}”人数不足，没有得分"
    if part.source == "引用":
        element = scheme.element_by_id[part.target]
        return f"{part.name}：缺“{element.name}”" + (f"，由{element.origin}提供" if element.origin else "")
    return f"{part.name}：各指标都不适用，没有得分"


def _absent(given: tuple[Fact, ...], period: int | None) -> bool:
    return not any(fact.period is None or fact.period == period for fact in given)


def _asked(clause: Clause, scheme: Scheme) -> list[Element]:
    """The data items a clause needs, computed ones opened into what they are computed from."""
    named = list(clause.elements) + list(clause.method.more_elements() if clause.method is not None else ())
    if clause.guard is not None:
        named += [ref.name for ref in refs(clause.guard) if not ref.attribute]
    found: list[Element] = []
    while named:
        element = scheme.element_by_id[named.pop(0)]
        if element.formula is None:
            found.append(element)
        else:
            named += [ref.name for ref in refs(element.formula) if not ref.attribute]
    return found
