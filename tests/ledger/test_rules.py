"""Dates and counting of the ledger, against what ``workdays`` itself says."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuze.kernel.workdays import CHINA, add_working_days, left, working_days_between
from wuze.ledger import calendar, rules, states
from wuze.ledger.enums import Rhythm, Standing, TaskState, Turn

DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
TODAY = date(2026, 11, 24)


@given(DAYS, st.integers(-40, 40))
def test_the_bound_for_a_query_says_what_the_light_says(today: date, distance: int) -> None:
    due = today + timedelta(days=distance)
    state = left(due, today).state
    bound = rules.amber_until(today)
    assert state == ("red" if due < today else "amber" if due <= bound else "green")


@given(DAYS, DAYS)
def test_a_day_late_is_at_least_one_and_grows(due: date, received: date) -> None:
    late = rules.late_days(due, received)
    assert (late == 0) == (received <= due)
    assert late <= rules.late_days(due, received + timedelta(days=1)) or received < due


@given(DAYS, st.sampled_from([Rhythm.MONTH, Rhythm.QUARTER]))
def test_the_next_report_lies_ahead_on_the_last_working_day(after: date, rhythm: str) -> None:
    day = rules.report_due(rhythm, after)
    assert day is not None
    assert day > after
    assert CHINA.works(day)
    rest = [day + timedelta(days=one) for one in range(1, 31) if (day + timedelta(days=one)).month == day.month]
    assert not any(CHINA.works(one) for one in rest)
    assert rhythm == Rhythm.MONTH or day.month % 3 == 0
    assert (day - after).days <= (62 if rhythm == Rhythm.MONTH else 185)


def test_reports_by_example() -> None:
    assert rules.report_due(Rhythm.NONE, TODAY) is None
    assert rules.report_due(Rhythm.MONTH, TODAY) == date(2026, 11, 30)
    assert rules.report_due(Rhythm.MONTH, date(2026, 12, 31)) == date(2027, 1, 29)
    assert rules.report_due(Rhythm.QUARTER, TODAY) == date(2026, 12, 31)
    assert rules.report_due(Rhythm.QUARTER, date(2026, 12, 31)) == date(2027, 3, 31)


def test_too_little_time_begins_under_three_working_days() -> None:
    assert [rules.is_short(TODAY, TODAY + timedelta(days=one)) for one in (0, 1, 2, 3)] == [True, True, True, False]
    assert rules.short_fault(TODAY, date(2026, 11, 25)) == (
        "从交办到节点只有1个工作日，不足3个，要写理由报批；批了也不计入按时率。"
    )


@given(DAYS, st.integers(1, 60))
def test_terms_of_the_ones_who_answer(day: date, term: int) -> None:
    assert working_days_between(day, rules.review_due(day)).total == rules.REVIEW
    due = rules.planned(day, None, term)
    assert rules.supplement_due(day, due) == max(due, add_working_days(day, rules.SUPPLEMENT).end)
    assert rules.planned(day, due, None) == due
    assert rules.extended(due, term).total == term
    assert rules.notice(day, due) == term


@pytest.mark.parametrize(
    ("due", "fault"),
    [
        (date(2026, 11, 23), "节点不能早于交办当天（2026年11月24日）。"),
        (date(2026, 11, 24), ""),
        (date(2030, 1, 1), None),
    ],
)
def test_faults_of_a_node(due: date, fault: str | None) -> None:
    found = rules.due_fault(TODAY, due)
    assert found == fault if fault is not None else "更长的事请分年立项" in found


def test_event_and_receipt() -> None:
    day = timedelta(days=1)
    assert rules.happened_fault(TODAY, TODAY, TODAY) == {}
    assert list(rules.happened_fault(TODAY, TODAY - day, TODAY)) == ["happened"]
    assert list(rules.happened_fault(TODAY + 2 * day, TODAY + day, TODAY)) == ["received", "happened"]


def test_a_branch_reports_at_most_once_a_quarter() -> None:
    assert rules.rhythm_fault("party", "month") == "党组织最多每季报一次，请选每季或不定期。"
    assert [rules.rhythm_fault("party", "quarter"), rules.rhythm_fault("town", "month")] == ["", ""]


STANDINGS = [
    ("draft", 0, True, False, Standing.OUT), ("cancelled", 0, True, False, Standing.OUT),
    ("doing", 0, False, False, Standing.OUT), ("closed", 3, True, True, Standing.OUT),
    ("closed", 3, True, False, Standing.LATE), ("reported", 0, True, False, Standing.ON_TIME),
    ("doing", 0, True, False, Standing.LATE),
]  # fmt: skip


@pytest.mark.parametrize(("state", "late", "counted", "excused", "answer"), STANDINGS)
def test_how_a_task_counts(state: str, late: int, counted: bool, excused: bool, answer: Standing) -> None:
    due = date(2026, 11, 20)
    assert rules.standing(state, due=due, late=late, counted=counted, excused=excused, today=TODAY) == answer


def test_a_node_ahead_is_not_late() -> None:
    found = rules.standing("doing", due=TODAY, late=0, counted=True, excused=False, today=TODAY)
    assert found == Standing.AHEAD


def test_whose_turn() -> None:
    turns = {state: rules.turn(state) for state in TaskState.values}
    assert {state for state, turn in turns.items() if turn is Turn.LEAD} == set(states.WITH_LEAD)
    assert {state for state, turn in turns.items() if turn is Turn.ISSUER} == set(states.WITH_ISSUER)
    assert [turns["closed"], turns["cancelled"]] == [Turn.NOBODY, Turn.NOBODY]
    assert states.after("closed", "accept") is None


def test_how_a_node_came_about_in_sentences() -> None:
    assert rules.how_it_came(None, 5, TODAY, []) == ["交办后5个工作日"]
    assert rules.how_it_came(None, None, TODAY, []) == ["2026年11月24日，还没有交办"]
    assert rules.how_it_came(TODAY, 3, date(2026, 11, 27), []) == ["11月24日起算，当日不计，3个工作日，到11月27日"]
    extended = rules.how_it_came(TODAY, None, date(2026, 11, 30), [(date(2026, 11, 27), date(2026, 11, 30), 1)])
    assert extended == [
        "节点由交办时写定：2026年11月27日，2026年11月24日交办，当中3个工作日",
        "延期1个工作日：11月27日起算，当日不计，1个工作日，到11月30日（跳过2天：双休日2天）",
    ]


def test_a_year_without_a_notice_is_said() -> None:
    assert "2027年放假安排未确认" in rules.how_it_came(TODAY, 40, date(2027, 1, 20), [])[0]
    assert "未确认" in rules.how_it_came(TODAY, None, date(2027, 1, 20), [])[0]


@given(DAYS, st.integers(0, 30), st.integers(0, 15), DAYS)
def test_the_calendar_counts_what_the_count_counts(start: date, term: int, more: int, today: date) -> None:
    first = add_working_days(start, term).end
    due = add_working_days(first, more).end
    weeks = calendar.weeks(start, first, due, today)
    if not weeks:
        assert (due - start).days > 7 * (calendar.MOST_WEEKS - 2)
        return
    assert all(len(week.days) == 7 for week in weeks)
    painted = [day.css.split(" ")[0] for week in weeks for day in week.days]
    assert painted.count("lg-due") == 1
    on = painted.count("lg-on") + (due == first and term > 0)
    assert on == term
    assert weeks[-1].total == (f"＋{more}" if more else str(term))


def test_a_very_long_term_has_no_calendar() -> None:
    assert calendar.weeks(TODAY, date(2027, 6, 1), date(2027, 6, 1), TODAY) == ()


def test_marks_of_the_calendar() -> None:
    weeks = calendar.weeks(date(2026, 9, 28), date(2026, 10, 10), date(2026, 10, 12), date(2026, 10, 9))
    days = {day.text: day for week in weeks for day in week.days}
    assert (days["9/28"].css, days["10/1"].css, days["10/1"].word) == ("lg-start", "lg-rest", "国庆节")
    assert (days["10班"].css, days["9"].css, days["12"].css) == ("lg-on", "lg-on lg-today", "lg-due")
    assert calendar.weeks(date(2026, 12, 28), date(2027, 1, 5), date(2027, 1, 5), TODAY)[0].days[4].text == "1/1?"


def test_a_reminder_names_units_and_matters() -> None:
    text = rules.reminder_text({"云峰乡": ["核实，超期1天", "摸底，剩2天"]}, datetime(2026, 11, 24, 9, 0))
    assert text.splitlines()[:2] == ["请以下单位抓紧办理（11月24日9时统计）：", "1. 云峰乡：核实，超期1天；摸底，剩2天"]


def test_a_periodic_report_has_a_light_only_when_it_is_near() -> None:
    words = [
        rules.report_light(day, TODAY) for day in (None, date(2026, 12, 31), date(2026, 11, 26), date(2026, 11, 23))
    ]
    assert [one.word if one else "" for one in words] == ["", "", "剩2天", "超期1天"]


def test_numbers() -> None:
    assert [rules.code(2026, 118), rules.part_code("2026-0118", 7)] == ["2026-0118", "2026-0118-07"]
