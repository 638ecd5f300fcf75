"""A clause and an item in one sentence each, from the scheme as the engine took it; nothing here computes."""

from __future__ import annotations

from wuze.scoring.combine import Combine
from wuze.scoring.exact import plain
from wuze.scoring.methods.gate import Gate
from wuze.scoring.methods.ratio import Ratio
from wuze.scoring.model import Clause, Item, Part, Scheme, Start
from wuze.scoring.text import key

PERIODS = {"月": "按月", "季": "按季", "半年": "按半年"}


def clause_says(clause: Clause, scheme: Scheme) -> str:
    """``“学习次数”缺次扣：应12 每缺扣0.5，最多扣3分；条件：党员数≥3``."""
    method = clause.method
    if method is None:
        return "由人直接打分"
    label = next((one for one in method.LABELS if one == getattr(method, "against", "")), method.LABELS[0])
    typed = method.typed()
    params = typed if key(typed) == clause.params else clause.params or typed
    if isinstance(method, Gate) and not params:
        params = "要是“是”"
    named = _named(clause, scheme)
    said = f"{named}{label}" + (f"：{params}" if params else "")
    if clause.most is not None:
        said += f"，最多{plain(clause.most)}分"
    if clause.guard_text:
        said += f"；只在{clause.guard_text}时计"
    if clause.group:
        said += f"；互斥组{clause.group}只取影响最大的一条"
    return said


def _named(clause: Clause, scheme: Scheme) -> str:
    if clause.item is not None:
        item = scheme.item_by_id.get(clause.item)
        return f"指标“{item.name if item else clause.item}”"
    count = 2 if isinstance(clause.method, Ratio) and clause.method.counted else 1
    names = [scheme.element_by_id[one].name for one in clause.elements[:count] if one in scheme.element_by_id]
    return f"“{'÷'.join(names)}”" if names else ""


def item_says(item: Item) -> tuple[str, ...]:
    """What holds of the whole item, besides its clauses."""
    points = "没有分值" if item.points is None else f"{plain(item.points)}分"
    start = {Start.FULL: f"从满分（{points}）起算", Start.ZERO: f"从零分起算，满分{points}"}[item.start]
    found = [start]
    if item.floor is None:
        found.append("不保底，可以是负分")
    elif item.floor:
        found.append(f"最低{plain(item.floor)}分")
    if item.cap is not None and item.cap != item.points:
        found.append(f"最高{plain(item.cap)}分")
    if item.applies_text:
        found.append(f"只考{item.applies_text}")
    if item.na is not None:
        found.append(f"不适用时{item.na.value}")
    if item.period:
        found.append(f"{PERIODS[item.period]}计，各期{item.combine_periods.value}")
    if item.combine_raters is not Combine.MEAN:
        found.append(f"几个人评的{item.combine_raters.value}")
    return tuple(found)


def part_says(part: Part) -> str:
    """Where the part's points come from, where that is not the sum of its items."""
    found = []
    if part.source != "指标":
        found.append(f"{part.source}：{part.target}")
    if part.scaled:
        found.append("按比例折算")
    if part.cap is not None:
        found.append(f"最高{plain(part.cap)}分")
    if part.floor is not None:
        found.append(f"最低{plain(part.floor)}分")
    return "，".join(found)
