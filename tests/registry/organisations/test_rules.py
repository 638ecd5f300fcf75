"""Keys, codes, names that may be the same, days of a change: the pure part, which imports by the thousand use too."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.registry.organisations.making import code
from wuze.registry.enums import Status
from wuze.registry.organisations import rules, states

TODAY = date(2026, 11, 24)


@given(st.integers(1, 999_999))
def test_a_temporary_key_is_known_again(number: int) -> None:
    key = rules.temporary_key(number)
    assert (len(key), rules.number_of(key)) == (7, number)


@pytest.mark.parametrize("key", ["", "T", "T12A", code(1), "X000001", "T１２"])
def test_others_are_no_temporary_keys(key: str) -> None:
    assert rules.number_of(key) == 0


def test_temporary_keys_sort_as_their_numbers() -> None:
    keys = [rules.temporary_key(number) for number in (9, 10, 99, 100, 99_999, 100_000)]
    assert sorted(keys) == keys


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" 9133 0199-0000 0001x", "9133019900000001X"), ("９１３３", "9133"), ("", "")],
)
def test_a_code_is_kept_plain(typed: str, kept: str) -> None:
    assert rules.clean_code(typed) == kept


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", ""), (code(7), ""), ("913301", "18位，填的是6位"), (code(7)[:-1] + ("0" if code(7)[-1] != "0" else "1"), "校验位"),
     ("9133019900000007IX", "没有I、O")],
)  # fmt: skip
def test_what_is_wrong_with_a_code(typed: str, words: str) -> None:
    fault = rules.code_fault(typed)
    assert (words in fault) if words else fault == ""


def test_the_body_stays_when_the_registration_moves() -> None:
    here, there = code(7, "91330199"), code(7, "93330188")
    assert here != there
    assert rules.body(here) == rules.body(there) == "00000007X"
    assert rules.body("") == rules.body("T000001") == ""


@pytest.mark.parametrize(
    ("since", "standing", "words"),
    [(TODAY, None, ""), (TODAY, TODAY, ""), (date(2026, 11, 25), None, "不能晚于今天"), (date(2026, 1, 1), date(2026, 2, 1), "从2026年2月1日起")],
)  # fmt: skip
def test_from_which_day(since: date, standing: date | None, words: str) -> None:
    fault = rules.since_fault(since, TODAY, standing)
    assert (words in fault) if words else fault == ""


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("青岚县恒晟精密机械有限公司（城南店）", "恒晟精密机械"), ("恒晟精密机械", "恒晟精密机械"),
        ("某省青岚市城区恒晟精密机械有限责任公司", "恒晟精密机械"), ("青岚县（恒晟）律师事务所", "恒晟律师事务所"),
        ("恒晟 律师事务所（普通合伙）", "恒晟律师事务所"), ("县", "县"), ("（甲）", "甲"),
        ("青岚县九州家具有限公司", "九州家具"), ("恒晟超市管理服务有限公司", "恒晟超市管理服务"), ("青岚县恒晟小区物业", "恒晟小区物业"),
        ("云锦园区运营服务中心", "云锦园区运营服务中心"),
    ],
)  # fmt: skip
def test_names_without_what_lists_write_differently(name: str, mark: str) -> None:
    assert rules.plain(name) == mark


@given(st.text(max_size=20))
def test_cleaning_a_name_twice_changes_nothing_more(name: str) -> None:
    once = rules.plain(name)
    assert rules.plain(once) == once


def test_groups_of_the_same() -> None:
    rows = [(1, "a"), (2, ""), (3, "b"), (4, "a"), (5, ""), (6, "a")]
    assert rules.same(rows) == [("a", (1, 4, 6))]


def test_every_status_has_a_way_out_and_nothing_leads_to_itself() -> None:
    for status in Status:
        goes = [after for (before, _), after in states.STATUS.items() if before == status]
        assert goes
        assert status not in goes
    assert states.after(Status.CLOSED, "close") is None
    assert {verb for _, verb in states.STATUS} == {"zombie", "shell", "close", "reopen"}
