"""The closing rows of 说明: how what moved points becomes what is printed, item by item and part by part.

Nothing here scores: figures are the results' own, or sums of what is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from wuze.scoring.combine import combine
from wuze.scoring.exact import HUNDRED, ZERO, Number, div, half_up, mul, plain
from wuze.scoring.explain_read import show
from wuze.scoring.facts import Facts, Subject
from wuze.scoring.methods.base import Cohort
from wuze.scoring.model import Item, Part, Scheme
from wuze.scoring.reader import View
from wuze.scoring.results import Flag, ItemResult, State, SubjectResult
from wuze.scoring.wording import (
    closed_gate,
    held_points,
    missing_lines,
    part_sum,
    period_word,
    printed_sum,
    sum_steps,
    votes_sentence,
    why_not_sum,
)  # fmt: skip  # one list

_COUNTS = ("", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def item_sums(item: Item, result: ItemResult) -> Iterator[str]:
    """Sentences for one item of one subject: bounds and rounding where they change the sum, and the periods together."""
    if result.points is None or result.state not in (State.OK, State.DIRECT):
        return
    if item.period and result.state is State.OK:
        yield from _periods(item, result, result.points) if any(row.delta for row in result.clauses) else ()
    elif not closed_gate(result.clauses):
        raw, held = held_points(item, result.clauses)
        if result.state is State.DIRECT and raw != result.points:
            yield f"合计 {plain(raw)}，四舍五入取 {result.points:f}"
        elif raw != result.points:
            text, _ = sum_steps(item, result.clauses, result.points)
            yield text if held == result.points else f"{text}，得 {result.points:f}"


def _periods(item: Item, result: ItemResult, points: Decimal) -> Iterator[str]:
    found: list[Number] = []
    for period in dict.fromkeys(row.period for row in result.clauses):
        rows = [row for row in result.clauses if row.period == period]
        if any(row.delta is None for row in rows):
            continue
        raw, held = (ZERO, ZERO) if closed_gate(rows) else held_points(item, rows)
        found.append(held)
        if raw != held and period is not None:
            yield f"{period_word(item.period, period)}：{sum_steps(item, rows, None)[0]}"
    together = combine(found, item.combine_periods)
    each = "、".join(plain(one) for one in found)
    bounds = "" if half_up(together, _places(points)) == points else f" {plain(together)}，按上下限取"
    yield f"{_COUNTS[len(found)]}期得 {each}，{item.combine_periods}{bounds} {points:f}"


def _places(points: Decimal) -> int:
    """How many decimals printed points have."""
    return -int(points.as_tuple().exponent)


Sums = Iterator[tuple[str, str, str]]


def part_sums(scheme: Scheme, facts: Facts) -> Callable[[SubjectResult], Sums]:
    """For a subject: name, word 缺 or nothing, and sentence, for each part that is not the plain sum of its items."""
    view = View(scheme, facts, lambda _: Cohort(()))
    subjects = {subject.id: subject for subject in facts.subjects}

    def sums(one: SubjectResult) -> Sums:
        for part in scheme.parts:
            points = one.parts.get(part.id)
            if points is None:
                if Flag.NOT_RANKED not in one.flags:
                    yield part.name, "缺", "；".join(missing_lines(part.id, one, facts, scheme))
            elif part.items:
                if points != printed_sum(part, one):
                    yield part.name, "", part_sum(part, one)
            elif part.source == "票数":
                yield (
                    part.name,
                    "",
                    votes_sentence(part, scheme.poll_by_name[part.target], facts.votes.get(one.id, {}), points),
                )
            else:
                yield part.name, "", _quoted(part, points, view, subjects[one.id])
        together = sum((points for points in one.parts.values() if points is not None), Decimal(0))
        if together != one.total:
            yield "总分", "", f"各板块相加 {together:f}，{why_not_sum(one, scheme)}"

    return sums


def _quoted(part: Part, points: Decimal, view: View, subject: Subject) -> str:
    """A part that takes a figure over: the figure, its factor, and bounds where they change it."""
    view.at(subject)
    value, about = view.read(part.target), view.by_id[part.target]
    said = f"引用“{about.name}” {show(value, about)}"
    assert isinstance(value, Decimal | Fraction)  # noqa: S101 - the part has points
    if part.scaled:
        value = div(mul(value, part.points), HUNDRED)
        said += f" × {plain(part.points)} ÷ 100"
    rounded = half_up(value, _places(points))
    return f"{said} = {points:f}" if rounded == points else f"{said} = {rounded:f}，按板块上下限取 {points:f}"
