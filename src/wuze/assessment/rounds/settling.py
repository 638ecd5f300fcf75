"""What a decision makes of a missing data item, unit by unit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from wuze.assessment.rounds import known
from wuze.assessment.rounds.enums import MissingWay
from wuze.assessment.rounds.models import Round
from wuze.assessment.rounds.queries.inputs import frozen_of, members_of, past_of, scheme_of, subjects_of
from wuze.scoring.evaluate import group_of
from wuze.scoring.exact import Number, half_up, mean
from wuze.scoring.model import Element, Scheme
from wuze.scoring.values import NA, Absent, ElementType, Value

NUMBERS = frozenset({ElementType.COUNT, ElementType.NUMBER, ElementType.RATE, ElementType.SCORE})
AGAINST = frozenset({"deduct", "deduct_each"})
"""Methods for which 是, or a number, is what costs points: 未完成 is no answer to them, save 是."""

Values = dict[str, str]


def settled_values(row: Round, one: Mapping[str, Any], way: MissingWay) -> tuple[Values, str]:
    """编号 → value as it is kept, for those who get one; and why not, where the way makes no sense here."""
    kind, _, name = one["key"].partition(":")
    codes, scheme = list(one["codes"]), scheme_of(row).scheme
    if way is MissingWay.NA:
        return dict.fromkeys(codes, known.put(NA)), ""
    if kind == "i":
        if way is MissingWay.UNDONE:
            return dict.fromkeys(codes, known.put(Decimal(0))), ""
        return {}, f"{one['name']}只能按未完成（0分）或不适用，或者补评。"
    element = scheme.element_by_id[name]
    if way is MissingWay.UNDONE:
        value = undone(element, scheme)
        if value is None:
            return {}, f"“{element.name}”是发生一次扣一次的，没有“未完成”这回事，换一种办法。"
        return dict.fromkeys(codes, known.put(value)), ""
    found = _last(row, element, codes) if way is MissingWay.LAST else _means(row, element, codes, scheme)
    if not found:
        what = "上期没有这个数据项的值" if way is MissingWay.LAST else "不是数字，或组里没有人有值，算不出均值"
        return {}, f"“{element.name}”{what}，换一种办法。"
    return found, ""


def undone(element: Element, scheme: Scheme) -> Value | None:
    """The value of one who has not done it; None where there is no such thing."""
    methods = {
        clause.method.ID for item in scheme.items for clause in item.clauses
        if clause.method is not None and element.id in clause.elements
    }  # fmt: skip
    if element.type is ElementType.YESNO:
        return bool(methods & AGAINST)
    if element.options:
        return element.options[-1]
    return None if "deduct_each" in methods or element.type not in NUMBERS else Decimal(0)


def _last(row: Round, element: Element, codes: list[str]) -> Values:
    """From the last settled round of the same scheme."""
    past = past_of(row)
    units = {one.code: one.unit_id for one in members_of(row)}
    found = {}
    for code in codes:
        of = past.get(units.get(code) or 0)
        rows = of.values.get(element.id, []) if of is not None else []
        if len(rows) == 1 and not isinstance(rows[0].fact.value, Absent):
            found[code] = known.put(rows[0].fact.value)
    return found


def _means(row: Round, element: Element, codes: list[str], scheme: Scheme) -> Values:
    """The mean of those in the group who have a value, rounded to six decimals (a count to a whole number)."""
    if element.type not in NUMBERS:
        return {}
    groups = {subject.id: group_of(scheme, subject) for subject in subjects_of(members_of(row))}
    given: dict[str | None, list[Number]] = {}
    for code, of in frozen_of(row).items():
        for one in of.values.get(element.id, ()):
            value = one.fact.value
            if not isinstance(value, Absent | bool | str):
                given.setdefault(groups.get(code), []).append(value)
    places = 0 if element.type is ElementType.COUNT else 6
    means = {group: half_up(mean(values), places) for group, values in given.items()}
    return {code: known.put(means[groups[code]]) for code in codes if groups.get(code) in means}
