"""Results of a like scheme save work and change nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.scoring.build import facts, row
from tests.scoring.build import scheme as build
from tests.scoring.worlds import World, worlds
from wuze.scoring.evaluate import evaluate
from wuze.scoring.model import Scheme


def changed(scheme: Scheme, number: int) -> Scheme:
    """One item gives a point more, in whichever part it stands."""
    at = number % len(scheme.items)
    target = scheme.items[at]
    item = replace(target, points=(target.points or Decimal(0)) + 1, cap=None if target.cap is None else target.cap + 1)
    parts = tuple(
        replace(part, items=tuple(item if one.id == item.id else one for one in part.items)) for part in scheme.parts
    )
    return replace(scheme, parts=parts)


@given(worlds(), st.integers(0, 9))
def test_a_changed_scheme_gives_the_same_with_and_without_earlier_results(world: World, number: int) -> None:
    scheme, known = world.read()
    before = evaluate(scheme, known)
    other = changed(scheme, number)
    assert evaluate(other, known, before) == evaluate(other, known)
    assert evaluate(scheme, known, before) == before


RANKED = row(编号="B1", 分值=3, 方式="名次", 参数="1:3;2:2;3:1", 数据项="A1")
HELD = {"甲": row(会议=9), "乙": row(会议=5), "丙": row(会议=1)}


def times(most: int) -> Scheme:
    """B1 is ranked on A1."""
    base = row(编号="A1", 分值=most, 起评="零分", 方式="倍数", 参数="×1", 数据项="会议")
    return build([RANKED, base], {"会议": "次数"})


def test_what_is_ranked_on_a_changed_item_is_counted_again() -> None:
    known = facts(times(9), HELD)
    before = evaluate(times(9), known)
    assert evaluate(times(4), known, before) == evaluate(times(4), known)


def test_another_rounding_keeps_nothing() -> None:
    known = facts(times(9), HELD)
    other = replace(times(9), places=0)
    assert evaluate(other, known, evaluate(times(9), known)) == evaluate(other, known)
