"""Terms, notices, and which form covers in which way."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuze.registry.enums import CoverKind, Form
from wuze.registry.parties import rules

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("since", "years", "end"),
    [(date(2023, 11, 24), 3, date(2026, 11, 24)), (date(2024, 2, 29), 3, date(2027, 2, 28)), (date(2024, 2, 29), 4, date(2028, 2, 29))],
)  # fmt: skip
def test_a_term_ends_on_the_same_day(since: date, years: int, end: date) -> None:
    assert rules.term_end(since, years) == end


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(-120, 120))
def test_months_there_and_back_never_overshoot(day: date, months: int) -> None:
    there = rules.months_later(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert rules.months_later(there, -months) <= day


@pytest.mark.parametrize(
    ("end", "word"),
    [(TODAY, "已到届"), (date(2026, 11, 25), "3个月内"), (date(2027, 2, 24), "3个月内"), (date(2027, 2, 25), "6个月内"),
     (date(2027, 5, 24), "6个月内"), (date(2027, 5, 25), "")],
)  # fmt: skip
def test_the_notice(end: date, word: str) -> None:
    assert rules.term_word(end, TODAY) == word


@pytest.mark.parametrize(
    ("form", "kind", "others", "words"),
    [
        (Form.BRANCH, CoverKind.OWN, 0, ""), (Form.BRANCH, CoverKind.OWN, 1, "是联合组建"), (Form.BRANCH, CoverKind.JOINT, 9, ""),
        (Form.JOINT, CoverKind.OWN, 0, "单独组建的是"), (Form.FUNCTIONAL, CoverKind.FUNCTIONAL, 0, ""),
        (Form.FUNCTIONAL, CoverKind.OWN, 0, "只能是功能型覆盖"), (Form.BRANCH, CoverKind.FUNCTIONAL, 0, "要由功能型党支部来"),
    ],
)  # fmt: skip
def test_which_form_covers_how(form: str, kind: str, others: int, words: str) -> None:
    fault = rules.kind_fault(form, kind, others)
    assert (words in fault) if words else fault == ""


def test_what_a_form_usually_does_is_allowed() -> None:
    assert {form: rules.kind_fault(form, kind, 0) for form, kind in rules.USUAL.items()} == dict.fromkeys(
        Form.values, ""
    )


@pytest.mark.parametrize(("until", "right"), [(TODAY, True), (date(2026, 11, 25), False), (date(2026, 1, 1), False)])
def test_the_end_of_a_coverage(until: date, right: bool) -> None:
    assert (rules.period_fault(date(2026, 1, 1), until, TODAY) == "") == right
