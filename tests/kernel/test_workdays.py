"""Working days: the notices as they stand, counts that show themselves, years not yet announced."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuze.kernel.workdays import (
    CHINA,
    LONGEST,
    NOTICES,
    Calendar,
    Day,
    Kind,
    Left,
    Notice,
    Rest,
    add_working_days,
    between,
    left,
    next_working_days,
    working_days_between,
)  # fmt: skip

DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
NUMBERS = st.integers(0, 120)


@pytest.mark.parametrize(("year", "off"), [(2025, 28), (2026, 33)])
def test_days_off_as_the_notice_gives_them(year: int, off: int) -> None:
    notice = next(one for one in NOTICES if one.year == year)
    assert sum((rest.last - rest.first).days + 1 for rest in notice.rests) == off


def test_every_made_up_day_is_a_weekend_and_every_notice_lies_in_its_year() -> None:
    for notice in NOTICES:
        for rest in notice.rests:
            assert all(day.weekday() >= 5 for day in rest.made_up)
            assert {day.year for day in (rest.first, rest.last, *rest.made_up)} == {notice.year}
            assert rest.first <= rest.last


@pytest.mark.parametrize(
    ("day", "word"),
    [
        (date(2026, 2, 17), "春节"),
        (date(2026, 2, 28), "调休上班（春节）"),
        (date(2026, 11, 28), "双休日"),
        (date(2026, 11, 24), "工作日"),
        (date(2027, 1, 1), "元旦（未确认）"),
        (date(2027, 2, 6), "双休日（未确认）"),
        (date(2027, 2, 8), "工作日（未确认）"),
    ],
)
def test_what_a_day_is(day: date, word: str) -> None:
    assert CHINA.day(day).word == word


def test_a_later_notice_confirms_its_year() -> None:
    known = Calendar((*NOTICES, Notice(2027, "编的", (Rest("元旦", date(2027, 1, 1), date(2027, 1, 3)),))))
    assert known.day(date(2027, 1, 1)) == Day(date(2027, 1, 1), Kind.HOLIDAY, "元旦")
    assert known.sources[2027] == "编的"
    assert not CHINA.day(date(2027, 1, 1)).confirmed


def test_a_count_shows_how_it_came_about() -> None:
    count = add_working_days(date(2026, 9, 22), 5)
    assert count.end == date(2026, 9, 30)
    assert [(step.day.day.day, step.total) for step in count.days] == [
        (23, 1), (24, 2), (25, 2), (26, 2), (27, 2), (28, 3), (29, 4), (30, 5),
    ]  # fmt: skip
    assert count.sentence == "9月22日起算，当日不计，5个工作日，到9月30日（跳过3天：中秋节3天）"
    assert count.confirmed


def test_a_count_into_an_unannounced_year_says_so() -> None:
    count = add_working_days(date(2026, 12, 30), 2)
    assert not count.confirmed
    assert count.sentence.endswith("（跳过3天：元旦1天、双休日2天）；2027年放假安排未确认，可能有变")


def test_a_count_of_nothing() -> None:
    count = add_working_days(date(2026, 11, 24), 0)
    assert (count.end, count.total, count.days) == (date(2026, 11, 24), 0, ())
    assert count.sentence == "11月24日起算，当日不计，0个工作日，到11月24日"


@pytest.mark.parametrize("number", [-1, LONGEST + 1])
def test_numbers_that_cannot_be_meant(number: int) -> None:
    with pytest.raises(ValueError, match="工作日数要在0到2000之间"):
        add_working_days(date(2026, 11, 24), number)


@given(DAYS, NUMBERS)
def test_counting_on_and_counting_between_agree(start: date, number: int) -> None:
    count = add_working_days(start, number)
    assert working_days_between(start, count.end).total == count.total == number
    assert number == 0 or CHINA.works(count.end)


@given(DAYS, NUMBERS, NUMBERS)
def test_two_counts_in_a_row_are_one(start: date, first: int, second: int) -> None:
    middle = add_working_days(start, first).end
    assert add_working_days(middle, second).end == add_working_days(start, first + second).end


@given(DAYS, DAYS)
def test_every_day_between_stands_in_the_count_once(start: date, end: date) -> None:
    count = working_days_between(start, end)
    assert [step.day.day for step in count.days] == list(between(start + timedelta(days=1), end))
    assert count.total + len(count.skipped) == len(count.days)


@given(DAYS, st.integers(1, 15))
def test_the_next_working_days_begin_today_and_rise(first: date, number: int) -> None:
    days = next_working_days(first, number)
    assert (days[0], len(days)) == (first, number)
    assert list(days) == sorted(set(days))
    assert all(CHINA.works(day) for day in days[1:])


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (date(2026, 11, 20), Left("red", "超期2天", -2)),
        (date(2026, 11, 24), Left("amber", "今天到期", 0)),
        (date(2026, 11, 25), Left("amber", "剩1天", 1)),
        (date(2026, 11, 26), Left("amber", "剩2天", 2)),
        (date(2026, 11, 27), Left("green", "剩3天", 3)),
        (date(2026, 11, 30), Left("green", "剩4天", 4)),
    ],
)
def test_what_is_left_on_a_tuesday(due: date, expected: Left) -> None:
    assert left(due, date(2026, 11, 24)) == expected


def test_a_weekend_neither_lengthens_nor_shortens_a_term() -> None:
    friday, saturday, sunday = date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 29)
    assert left(friday, saturday) == Left("red", "已超期", 0)
    assert left(sunday, friday) == Left("amber", "11月29日到期", 0)
