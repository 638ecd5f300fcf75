"""Short words and sentences about results, used alike by the printed workbook and by ``explain``."""

from __future__ import annotations

from wuze.scoring.exact import HUNDRED, Number, mul, plain, total
from wuze.scoring.expressions import refs
from wuze.scoring.facts import Fact, Facts
from wuze.scoring.model import Clause, Element, Part, Scheme
from wuze.scoring.results import Flag, State, SubjectResult
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
