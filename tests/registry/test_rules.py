"""Periods, kinds and roles: pure rules, by cases and by any dates at all."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuze.accounts.enums import Role
from wuze.accounts.rules import ADMINISTRATORS
from wuze.registry import rules, states
from wuze.registry.enums import HandoverState, UnitKind

DAY = date(2026, 11, 24)
days = st.integers(0, 60).map(lambda number: DAY + timedelta(number))


@st.composite
def periods(draw: st.DrawFn) -> rules.Period:
    since = draw(days)
    length = draw(st.none() | st.integers(1, 30))
    return since, None if length is None else since + timedelta(length)


def days_of(period: rules.Period) -> set[date]:
    last = period[1] or DAY + timedelta(400)
    return {period[0] + timedelta(number) for number in range((last - period[0]).days)}


@given(periods(), st.lists(periods(), max_size=5))
def test_sec_25_a_period_is_refused_exactly_when_it_shares_a_day(new: rules.Period, taken: list[rules.Period]) -> None:
    fault = rules.overlap_fault(new, [("何敏", *one) for one in taken])
    assert bool(fault) == any(days_of(new) & days_of(one) for one in taken)


@given(periods(), periods())
def test_sec_25_inside_means_every_day_is_inside(inner: rules.Period, frame: rules.Period) -> None:
    assert (rules.inside_fault(inner, frame, "岗位") == "") == (days_of(inner) <= days_of(frame))


def test_the_sentence_names_who_and_from_when_it_would_pass() -> None:
    closed = rules.overlap_fault((DAY, None), [("何敏", date(2026, 1, 1), date(2026, 12, 1))])
    assert closed == "何敏2026年1月1日至2026年12月1日任这个岗位，时间重了。2026年12月1日起可以。"
    opened = rules.overlap_fault((DAY, None), [("何敏", date(2026, 1, 1), None)])
    assert opened.startswith("何敏从2026年1月1日起任这个岗位，还没有离任。")


def test_the_end_comes_after_the_beginning() -> None:
    assert [rules.period_fault(DAY, until) for until in (None, DAY + timedelta(1))] == ["", ""]
    assert rules.period_fault(DAY, DAY) == "离任日期要晚于任职日期。"


@pytest.mark.parametrize(
    ("parent", "child", "fault"),
    [
        (None, UnitKind.COUNTY, ""),
        (None, UnitKind.TOWN, "只有县委没有上级，请选上级单位。"),
        (UnitKind.COUNTY, UnitKind.TOWN, ""),
        (UnitKind.TOWN, UnitKind.PARTY, ""),
        (UnitKind.PARTY, UnitKind.TOWN, "乡镇街道党（工）委的上级只能是：县委。"),
        (UnitKind.TOWN, UnitKind.COUNTY, "县委没有上级。"),
    ],
)
def test_what_stands_under_what(parent: str | None, child: str, fault: str) -> None:
    assert rules.kind_fault(parent, child) == fault


def test_every_kind_has_roles_and_none_of_them_administers() -> None:
    assert set(rules.ROLES) == set(rules.PARENTS) == set(UnitKind.values)
    assert [role for roles in rules.ROLES.values() for role in roles if role in ADMINISTRATORS] == []


def test_a_town_cannot_give_a_role_of_the_county() -> None:
    fault = "乡镇街道党（工）委的岗位只能是：乡镇经办、乡镇负责人、督查组成员、只读。"
    assert rules.role_fault(UnitKind.TOWN, Role.LEAD_CLERK) == fault
    assert rules.role_fault(UnitKind.TOWN, Role.TOWN_HEAD) == ""


def test_never_below_itself() -> None:
    assert rules.cycle_fault("00010002", "00010002") == rules.cycle_fault("00010002", "000100020001") != ""
    assert rules.cycle_fault("00010002", "00010003") == ""


def test_a_move_is_neither_tomorrow_nor_before_what_stands() -> None:
    assert rules.move_fault(DAY, DAY, DAY) == ""
    assert "不能晚于今天" in rules.move_fault(DAY + timedelta(1), DAY, DAY)
    assert "从2026年11月24日起" in rules.move_fault(DAY - timedelta(1), DAY, DAY)


def test_words_for_periods() -> None:
    assert rules.span(DAY, None) == "2026年11月24日起"
    assert rules.span(DAY, DAY + timedelta(1)) == "2026年11月24日至2026年11月25日"


def test_a_reminder_has_units_and_posts_only() -> None:
    text = rules.reminder_text({"柳塘镇": ["组织委员缺人", "经办缺人"]}, datetime(2026, 11, 24, 9, 30))
    assert text == (
        "请以下单位抓紧配齐岗位（11月24日9时统计）：\n1. 柳塘镇：组织委员缺人、经办缺人\n"
        "定了人请在系统里登记任职，或把文件交上级代录。有困难请今天回话。"
    )


def test_a_handover_goes_one_way() -> None:
    drafted, given, done = HandoverState.DRAFTED, HandoverState.GIVEN, HandoverState.DONE
    assert [states.after(state, "give") for state in HandoverState.values] == [given, None, None, None]
    assert [states.after(state, "take") for state in HandoverState.values] == [None, done, None, None]
    gone = HandoverState.CANCELLED
    assert [states.after(state, "cancel") for state in (drafted, given, done, gone)] == [gone, gone, None, None]
