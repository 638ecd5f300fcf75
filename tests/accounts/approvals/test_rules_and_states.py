"""The table of states, the nearest line, what a paper must name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.accounts.approvals.asking import PLAIN, known, paper
from tests.world import DAY
from wuze.accounts.approvals import acts, rules, states
from wuze.accounts.approvals.values import Place
from wuze.accounts.enums import ApprovalState as S
from wuze.accounts.enums import ApprovalVerb as V
from wuze.accounts.enums import Paper


def test_sec_22_only_what_waits_can_be_answered() -> None:
    allowed = {(state, verb): states.after(state, verb) for state in S for verb in V if states.after(state, verb)}
    assert allowed == {
        (S.ASKED, V.APPROVE): S.APPROVED, (S.ASKED, V.REFUSE): S.REFUSED, (S.ASKED, V.WITHDRAW): S.WITHDRAWN,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("by_unit", "expected"), [({3: 30, 2: 20, 0: 1}, 30), ({2: 20, 0: 1}, 20), ({9: 90, 0: 1}, 1), ({9: 90}, None)]
)
def test_the_nearest_line_holds_and_the_county_s_last(by_unit: dict[int, int], expected: int | None) -> None:
    assert rules.nearest(Place(3, "甲", (2, 1)).units, by_unit) == expected


def test_a_whole_paper_has_no_fault() -> None:
    assert rules.paper_faults(paper(), DAY) == {}


def test_an_oral_consent_needs_no_number() -> None:
    assert rules.paper_faults(paper(paper=Paper.ORAL, number=""), DAY) == {}


def test_all_faults_of_a_paper_at_once() -> None:
    bad = paper(DAY + timedelta(1), approver=" ", title="", number="", approved=False)
    assert set(rules.paper_faults(bad, DAY)) == {"decided_on", "approver", "title", "number", "answer"}
    assert set(rules.paper_faults(paper(paper="fax"), DAY)) == {"paper"}


def test_late_is_a_later_day_than_the_decision() -> None:
    assert [rules.is_late(DAY, DAY), rules.is_late(DAY, DAY + timedelta(1))] == [False, True]


@pytest.mark.parametrize(
    ("since", "starts", "word"),
    [
        (DAY, [], ""),
        (DAY, [(date(2026, 1, 1), None)], ""),
        (DAY + timedelta(1), [], "将来某天"),
        (date(2026, 3, 1), [(date(2026, 1, 1), date(2026, 6, 1))], "另一岗位批"),
        (date(2026, 1, 1), [(date(2026, 1, 1), None)], "在它之后"),
        (date(2025, 12, 1), [(date(2026, 1, 1), date(2026, 6, 1))], "之后已有另一条"),
        (date(2026, 7, 1), [(date(2026, 1, 1), date(2026, 6, 1))], ""),
    ],
)
def test_a_line_does_not_rewrite_the_past(since: date, starts: list[tuple[date, date | None]], word: str) -> None:
    found = rules.rule_faults(since, DAY, starts)
    assert (word in found.get("since", "")) if word else found == {}


def test_an_act_registered_twice_in_two_ways_is_refused() -> None:
    known()
    acts.register(PLAIN)
    with pytest.raises(ValueError, match="登记了两次"):
        acts.register(acts.Act(PLAIN.code, PLAIN.thing_kind, "别的说法"))


def test_a_code_whose_package_is_gone_stands_for_itself() -> None:
    known()
    assert [acts.label("gone.away"), acts.label(PLAIN.code)] == ["gone.away", PLAIN.label]
