"""How often there is what a list shows: counted each time, kept, or counted by slices of the things it is about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.db.models import F, Q, Value
from django.db.models.expressions import CombinedExpression

Counting = Callable[[], Mapping[str, int]]
Keep = Callable[[tuple[object, ...], Counting], Mapping[str, int]]
"""Gives the number of rows in each view: what was kept under these terms, or what it has counted."""

SLICE = 500
Slices = Collection[int] | None
"""Numbers of things by five hundred: 3 are those from 1500 to 1999. None: all."""

Piece = tuple[int, Any, int]
"""Of one slice, how many there are of a sort."""

Sum = Callable[[tuple[object, ...], Callable[[Slices], Iterable[Piece]]], Mapping[Any, int]]
"""Gives the same as a Keep, and counts only the slices that may have changed."""


def at_once(_what: tuple[object, ...], count: Counting) -> Mapping[str, int]:
    """Counted whenever asked."""
    return count()


def slice_of(field: str) -> CombinedExpression:
    """In which slice the thing lies whose number is in this field."""
    return F(field) / Value(SLICE)


def within(field: str, some: Slices) -> Q:
    """The condition that the thing lies in one of these slices: its numbers one by one, so that no database thinks another
    way to be shorter."""
    if some is None:
        return Q()
    return Q(**{f"{field}__in": [number for one in some for number in range(one * SLICE, (one + 1) * SLICE)]})
