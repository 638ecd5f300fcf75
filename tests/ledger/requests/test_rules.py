"""Clocks, the late mark, silence, numbers."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests import world
from wuze.ledger.requests import rules
from wuze.ledger.requests.enums import Clock

DAYS = st.dates(date(2026, 1, 5), date(2027, 12, 31))


def test_three_five_and_twenty_working_days() -> None:
    days = [rules.due(world.DAY, rules.DAYS[one]) for one in (Clock.CONSULT, Clock.COORDINATE, Clock.COMPLEX)]
    assert days == [date(2026, 11, 27), date(2026, 12, 1), date(2026, 12, 22)]


@given(DAYS, st.integers(0, 60))
def test_late_only_after_the_day_and_then_at_least_one(bound: date, after: int) -> None:
    late = rules.late_days(bound, bound + timedelta(days=after))
    assert (late > 0) == (after > 0)


@given(DAYS, DAYS)
def test_nothing_is_closed_by_silence_before_ten_working_days(answered: date, today: date) -> None:
    assert not (rules.may_close_silent(answered, today) and (today - answered).days <= rules.SILENT)


def test_silence_long_enough() -> None:
    assert [rules.may_close_silent(date(2026, 11, 9), date(2026, 11, day)) for day in (9, 23, 24)] == [
        False,
        False,
        True,
    ]


def test_the_day_shows_how_it_came_about() -> None:
    steps = rules.how_it_came(world.DAY, 5, 3)
    assert (len(steps), steps[1].startswith("延期3个工作日："), steps[-1]) == (
        3,
        True,
        "2026年放假国办发明电〔2025〕7号",
    )
    assert len(rules.how_it_came(world.DAY, 5, 0)) == 2
    assert rules.how_it_came(date(2026, 12, 30), 5, 0)[-1] == "2026年放假国办发明电〔2025〕7号、2027年放假未确认"


def test_numbers() -> None:
    assert rules.code(2026, 12) == "诉2026-0012"
