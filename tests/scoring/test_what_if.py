"""Results of a like scheme save work and change nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

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
