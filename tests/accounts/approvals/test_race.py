"""SEC-23: two answers at once. Real threads, real commits; the lock itself is PostgreSQL's (SQLite has one writer)."""

from __future__ import annotations

import pytest

from tests import world
from tests.accounts.approvals.asking import ask, set_approver
from tests.races import at_once
from wuze.accounts.approvals import actions
from wuze.accounts.enums import ApprovalState, ApprovalVerb
from wuze.accounts.models import Approval
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("version", [1, None])
def test_sec_23_of_two_answers_one_wins(version: int | None) -> None:
    county = world.county()
    set_approver(county, "lead_head")
    row = ask(county.users["town_clerk"], county.north_branch)
    head = world.actor(county.users["lead_head"])
    verbs = ApprovalVerb.APPROVE, ApprovalVerb.REFUSE

    def decide(number: int) -> None:
        actions.decide(head, row.pk, verbs[number], answer="缺会议记录", version=version)

    assert [one.code for one in at_once(decide)] == ["stale" if version else "approval.closed"]
    state = Approval.objects.get(pk=row.pk).state
    codes = Entry.objects.filter(code__in=["accounts.approval_approved", "accounts.approval_refused"])
    assert [entry.code for entry in codes] == [
        "accounts.approval_approved" if state == ApprovalState.APPROVED else "accounts.approval_refused"
    ]
