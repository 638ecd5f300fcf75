"""What an entry needs, by kind; the four marks; promises; 补登."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import world
from tests.ledger.doing import EFFECT, JOINT, PROMISED, TALK
from wuze.ledger.activities import rules
from wuze.ledger.activities.enums import ActivityKind
from wuze.ledger.activities.models import MARKS
from wuze.ledger.activities.rules import Content

DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
MAYBE = st.none() | DAYS


def faults(content: Content) -> dict[str, str]:
    return rules.faults(content, world.DAY, MARKS)


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        ("talk", ["happened", "layer", "whom"]), ("training", ["happened", "layer", "title"]), ("joint", ["planned_on", "title"]),
        ("visit", ["happened", "whom"]), ("education", ["happened", "title"]),
        ("effect", ["area", "happened", "outcome", "title", "whom"]),
    ],
)  # fmt: skip
def test_all_that_a_kind_needs_is_named_at_once(kind: str, named: list[str]) -> None:
    assert sorted(faults(Content(kind=kind))) == named


def test_what_holds_has_no_faults() -> None:
    assert [faults(one) for one in (TALK, JOINT, EFFECT, PROMISED)] == [{}, {}, {}, {}]


def test_only_what_was_done_is_entered() -> None:
    tomorrow = world.DAY + timedelta(days=1)
    assert faults(replace(TALK, happened=tomorrow)) == {"happened": "做了的才记，日期不能晚于今天（2026年11月24日）。"}
    late = replace(JOINT, marks=(None, None, None, tomorrow))
    assert faults(late) == {"assessed_on": "同考核不能晚于今天（2026年11月24日）。"}


def test_marks_stand_in_their_order() -> None:
    marks = (date(2026, 5, 1), None, date(2026, 4, 1), None)
    assert rules.mark_faults(marks, world.DAY, MARKS) == {"carried_on": "同推进不能早于同谋划（2026年5月1日）。"}


@given(st.tuples(MAYBE, MAYBE, MAYBE, MAYBE))
def test_marks_without_a_fault_are_in_order_and_not_of_tomorrow(marks: tuple[date | None, ...]) -> None:
    given_ = [day for day in marks if day]
    holds = bool(given_) and given_ == sorted(given_) and max(given_) <= world.DAY
    assert (rules.mark_faults(marks, world.DAY, MARKS) == {}) == holds


def test_a_promise_has_a_day_and_a_day_a_promise() -> None:
    assert list(faults(replace(TALK, promise="x"))) == ["promise_due"]
    assert list(faults(replace(TALK, promise_due=world.DAY))) == ["promise"]
    early = replace(TALK, promise="x", promise_due=date(2026, 11, 1))
    assert faults(early) == {"promise_due": "不能早于记的这一天。"}
    far = replace(TALK, promise="x", promise_due=date(2029, 1, 1))
    assert faults(far) == {"promise_due": "最远一年。更远的事请另立事项。"}


def test_a_talk_and_a_visit_are_named_by_whom_they_were_with() -> None:
    visit = Content(kind=ActivityKind.VISIT, whom=" 恒晟精密 ")
    assert [rules.title_of(one) for one in (TALK, visit, JOINT)] == [
        "与书记陈立群谈心谈话", "走访恒晟精密", "二期厂房扩建",
    ]  # fmt: skip


def test_the_day_of_four_marks_is_the_newest() -> None:
    marks = (date(2026, 3, 2), None, date(2026, 6, 1), None)
    assert (rules.day_of(replace(JOINT, marks=marks)), rules.day_of(Content(kind="joint"))) == (date(2026, 6, 1), None)


@given(DAYS, st.integers(0, 30))
def test_written_down_within_a_week_is_no_late_entry(day: date, days: int) -> None:
    late = rules.was_late_entered(day, day + timedelta(days=days))
    assert not (late and days <= 5)
