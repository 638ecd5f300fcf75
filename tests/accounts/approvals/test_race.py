"""SEC-23: two answers at once. Real threads, real commits; the lock itself is PostgreSQL's (SQLite has one writer)."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests import world
from tests.accounts.approvals.asking import ask, set_approver
from wuze.accounts.approvals import actions
from wuze.accounts.enums import ApprovalState, ApprovalVerb
from wuze.accounts.models import Approval
from wuze.kernel.errors import Refused, Stale
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("version", [1, None])
def test_sec_23_of_two_answers_one_wins(version: int | None) -> None:
    county = world.county()
    set_approver(county, "lead_head")
    row = ask(county.users["town_clerk"], county.north_branch)
    head = world.actor(county.users["lead_head"])
    begin = threading.Barrier(2)

    def one(verb: ApprovalVerb) -> str:
        try:
            begin.wait(timeout=30)
            actions.decide(head, row.pk, verb, answer="缺会议记录", version=version)
        except (Stale, Refused) as error:
            return error.code
        else:
            return "won"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(one, (ApprovalVerb.APPROVE, ApprovalVerb.REFUSE)))
    assert answers == sorted(["won", "stale" if version else "approval.closed"])
    state = Approval.objects.get(pk=row.pk).state
    codes = Entry.objects.filter(code__in=["accounts.approval_approved", "accounts.approval_refused"])
    assert [entry.code for entry in codes] == [
        "accounts.approval_approved" if state == ApprovalState.APPROVED else "accounts.approval_refused"
    ]
