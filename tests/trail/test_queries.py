"""The read side: filters, the history of one object, the daily heads."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.trail.make import AT, THING, act, numbers
from wuze.trail import queries
from wuze.trail.actions import record
from wuze.trail.enums import Result
from wuze.trail.queries import Filters, Head
from wuze.trail.values import Origin, Row, Thing, Who

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
UNITS = [Row(Thing("test.unit", "U-1", "东街"))]


def fill() -> None:
    """Three entries that differ in everything one can ask for."""
    record("test.done", at=AT, who=Who("张三", person="p-1"), thing=THING, origin=Origin("r-1"))
    record("test.given", at=AT + HOUR, who=Who("张三", person="p-2"), thing=THING, result=Result.REFUSED)
    record("trail.exported", at=AT + 2 * HOUR, who=Who("李四", person="p-1"), thing=Thing("a", "b", "c"), rows=UNITS)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (None, [3, 2, 1]),
        (Filters(), [3, 2, 1]),
        (Filters(since=AT + HOUR), [3, 2]),
        (Filters(until=AT + HOUR), [1]),
        (Filters(since=AT + HOUR, until=AT + 2 * HOUR), [2]),
        (Filters(codes=("test.done", "test.given")), [2, 1]),
        (Filters(person="p-1"), [3, 1]),
        (Filters(name="张三"), [2, 1]),
        (Filters(name="张三", person="p-1"), [1]),
        (Filters(result=Result.REFUSED), [2]),
        (Filters(request="r-1"), [1]),
        (Filters(request="r-1", person="p-2"), []),
        (Filters(kind="test.task"), [2, 1]),
        (Filters(kind="test.task", key="T-1", since=AT + HOUR), [2]),
        (Filters(kind="test.unit", key="U-1"), [3]),
        (Filters(kind="test.unit"), []),
    ],
)
def test_filters_hold_together(filters: Filters | None, found: list[int]) -> None:
    fill()
    assert numbers(queries.entries(filters)) == found


def test_the_history_of_one_object_includes_acts_on_many() -> None:
    others = [Row(Thing("test.task", f"T-{number}", "甲")) for number in (1, 2, 3)]
    act()
    act(thing=Thing("test.list", "L", "名单"), rows=others)
    act(thing=Thing("test.other", "T-1", "别的"))
    act(thing=Thing("test.task", "T-2", "乙"))
    act(rows=others)
    assert numbers(queries.history("test.task", "T-1")) == [5, 2, 1]
    assert numbers(queries.history("test.task", "T-2")) == [5, 4, 2]
    assert numbers(queries.history("test.task", "T-4")) == []


def test_each_day_has_its_head() -> None:
    made = [act(AT + timedelta(days=days)) for days in (0, 0, 1, 3)]
    days = [AT.date() + timedelta(days=days) for days in (0, 1, 3)]
    whole = [
        Head(days[0], 2, 2, made[1].hash),
        Head(days[1], 1, 3, made[2].hash),
        Head(days[2], 1, 4, made[3].hash),
    ]
    assert queries.heads() == whole
    assert queries.heads(since=days[1]) == whole[1:]
    assert queries.heads(until=days[1]) == whole[:1]
    assert queries.heads(since=days[1], until=days[2]) == whole[1:2]


@pytest.mark.parametrize("days", [1, 3])
def test_heads_take_two_queries(days: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for day in range(days):
        act(AT + timedelta(days=day))
    with django_assert_num_queries(2):
        assert len(queries.heads()) == days
