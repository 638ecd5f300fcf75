"""The list, one request and its verbs: who gets in, what the page says, what stays in the trail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import world
from tests.accounts.approvals.asking import alone, ask, client_of, frozen, get, paper, send, set_approver, text
from wuze.accounts.approvals import actions, forms, shown
from wuze.accounts.enter_for import Behalf
from wuze.accounts.enums import ApprovalState, ApprovalVerb
from wuze.accounts.models import Approval
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> world.County:
    """青岚县 on the day of the tests."""
    frozen()
    return world.county()


def test_the_approver_s_page_has_living_verbs(county: world.County) -> None:
    set_approver(county, "lead_head")
    row = ask(county.users["town_clerk"], county.north_branch, due=world.DAY + timedelta(3), detail="拟撤销")
    page = text(get(county.users["lead_head"], "approvals:one", row.pk))
    assert "轮到我：同意，或写明不同意的理由" in page
    assert f'action="/approvals/{row.pk}/approve/"' in page
    assert "报批人是" in page


def test_the_asker_s_page_has_dead_verbs_with_reasons(county: world.County) -> None:
    set_approver(county, "lead_head")
    row = ask(county.users["town_clerk"], county.north_branch)
    page = text(get(county.users["town_clerk"], "approvals:one", row.pk))
    assert "这件是您自己报的，要由别人批。" in page
    assert "批示要由同事登记" in page
    assert f'action="/approvals/{row.pk}/withdraw/"' in page
    assert f'action="/approvals/{row.pk}/approve/"' not in page


def test_without_an_approver_the_page_shows_the_way_out(county: world.County) -> None:
    row = ask(county.users["town_clerk"], county.north_branch)
    page = text(get(county.users["lead_head"], "approvals:one", row.pk))
    assert "没有定由谁批" in page
    assert 'href="/approvers/"' in page


@pytest.mark.parametrize(
    ("who", "status"), [("south_clerk", 404), ("leader", 404), ("reader", 403), ("audit_admin", 403)]
)
def test_outsiders_and_readers(county: world.County, who: str, status: int) -> None:
    set_approver(county, "lead_head")
    row = ask(county.users["town_clerk"], county.north_branch)
    for name in ("approvals:one", "approvers:offline"):
        allowed = {status, 403}
        assert get(county.users[who], name, row.pk).status_code in allowed
    assert get(county.users[who], "approvals:one", row.pk).status_code == status


def test_approve_and_say_so(county: world.County) -> None:
    set_approver(county, "lead_head")
    row = ask(county.users["town_clerk"], county.north_branch)
    answer = send(county.users["lead_head"], "approvals:approve", row.pk, version=row.version)
    row.refresh_from_db()
    assert (answer.status_code, row.state) == (302, ApprovalState.APPROVED)
    page = text(get(county.users["town_clerk"], "approvals:one", row.pk))
    assert "怎么批的" in page
    assert "时限算到这一天" in page


def test_turn_down_asks_for_the_reason_first(county: world.County) -> None:
    set_approver(county, "lead_head")
    row = ask(county.users["town_clerk"], county.north_branch)
    assert get(county.users["lead_head"], "approvals:refuse", row.pk).status_code == 200
    again = send(county.users["lead_head"], "approvals:refuse", row.pk, version=1, answer="")
    assert "请填不同意的理由" in text(again)
    assert "请填不同意的理由" in text(
        send(county.users["lead_head"], "approvals:refuse", row.pk, version=1, answer="  ")
    )
    assert send(county.users["lead_head"], "approvals:refuse", row.pk, version=1, answer="缺记录").status_code == 302
    row.refresh_from_db()
    assert (row.state, row.answer) == (ApprovalState.REFUSED, "缺记录")


def test_an_action_s_finding_comes_back_in_the_form(county: world.County, monkeypatch: pytest.MonkeyPatch) -> None:
    set_approver(county, "lead_head")
    row = ask(county.users["town_clerk"], county.north_branch)
    monkeypatch.setattr(forms.Answer.base_fields["answer"], "required", False)
    page = send(county.users["lead_head"], "approvals:refuse", row.pk, version=1, answer="")
    assert "不同意要写理由，报批人看得到。" in text(page)


def test_withdraw_and_ask_again(county: world.County) -> None:
    row = ask(county.users["town_clerk"], county.north_branch)
    assert send(county.users["town_clerk"], "approvals:withdraw", row.pk, version=1).status_code == 302
    assert "可以重新报批" in text(get(county.users["town_clerk"], "approvals:one", row.pk))


@pytest.mark.parametrize("verb", ["approve", "refuse", "withdraw"])
@pytest.mark.parametrize("state", [ApprovalState.APPROVED, ApprovalState.REFUSED, ApprovalState.WITHDRAWN])
def test_sec_22_an_illegal_step_is_refused_and_in_the_trail(
    county: world.County, state: ApprovalState, verb: str
) -> None:
    set_approver(county, "lead_head")
    row = ask(county.users["town_clerk"], county.north_branch)
    if state == ApprovalState.WITHDRAWN:
        actions.withdraw(world.actor(county.users["town_clerk"]), row.pk)
    else:
        by = ApprovalVerb.APPROVE if state == ApprovalState.APPROVED else ApprovalVerb.REFUSE
        actions.decide(world.actor(county.users["lead_head"]), row.pk, by, answer="缺记录")
    who = "town_clerk" if verb == "withdraw" else "lead_head"
    answer = send(county.users[who], f"approvals:{verb}", row.pk, answer="x")
    refused = Entry.objects.filter(code="accounts.refused", result="refused")
    row.refresh_from_db()
    assert (answer.status_code, row.state) == (403, state)
    assert [entry.after["code"] for entry in refused if entry.after] == ["approval.closed"]


def test_sec_21_the_asker_s_own_post_is_refused(county: world.County) -> None:
    set_approver(county, "town_head", where=county.north)
    row = ask(county.users["town_head"], county.north_branch)
    assert send(county.users["town_head"], "approvals:approve", row.pk, version=1).status_code == 403
    row.refresh_from_db()
    assert row.state == ApprovalState.ASKED


def test_sec_17_extra_fields_change_nothing(county: world.County) -> None:
    set_approver(county, "lead_head")
    row = ask(county.users["town_clerk"], county.north_branch)
    extra = {"decided_by": "别人", "state": "refused", "late": "1", "post": "1", "asked_user": "1", "carrier": "paper"}
    send(county.users["lead_head"], "approvals:approve", row.pk, version=1, **extra)
    found = Approval.objects.get(pk=row.pk)
    assert (found.state, found.carrier, found.late, found.decided_by, found.asked_user, found.post) == (
        "approved", "click", False, county.users["lead_head"].person.name, row.asked_user, row.post,
    )  # fmt: skip


def test_marks_stay_on_the_page(county: world.County) -> None:
    ref = set_approver(county, "lead_head")
    clerk = county.users["town_clerk"]
    row = ask(clerk, county.north_branch, behalf=Behalf("云峰茶业党支部", "请示", world.DAY))
    actions.register_offline(alone(clerk), row.pk, paper(world.DAY - timedelta(3), post=ref.post))
    page = text(get(clerk, "approvals:one", row.pk))
    for word in ("线下", "补登", "一人经办", "代录", "呈批件 关于撤销的请示 云党呈〔2026〕87号"):
        assert word in page


def test_the_list_shows_what_waits_for_me_first(county: world.County) -> None:
    set_approver(county, "lead_head")
    ask(county.users["town_clerk"], county.north_branch, due=world.DAY - timedelta(3))
    page = text(get(county.users["lead_head"], "approvals:list"))
    assert "要我批的 1" in page
    assert "撤销党组织：云峰茶业党支部" in page
    mine = client_of(county.users["town_clerk"]).get("/approvals/?view=asked", headers={"HX-Request": "true"})
    assert "云峰茶业党支部" in mine.content.decode()
    assert "<html" not in mine.content.decode()


def test_closed_ones_show_who_answered(county: world.County) -> None:
    ref = set_approver(county, "lead_head")
    rows = [ask(county.users["town_clerk"], county.north_branch) for _ in range(3)]
    actions.decide(world.actor(county.users["lead_head"]), rows[0].pk, ApprovalVerb.APPROVE)
    actions.withdraw(world.actor(county.users["town_clerk"]), rows[1].pk)
    page = text(get(county.users["town_clerk"], "approvals:list", view="closed"))
    assert county.users["lead_head"].person.name in page
    assert "已撤回" in page
    assert ref.label in text(get(county.users["town_clerk"], "approvals:list", view="open"))


def test_lists_cost_the_same_at_one_and_three_rows(county: world.County) -> None:
    set_approver(county, "lead_head")
    client = client_of(county.users["lead_head"])
    counts = []
    for more in (1, 2):
        for _ in range(more):
            ask(county.users["town_clerk"], county.north_branch)
        client.get("/approvals/")
        with CaptureQueriesContext(connection) as found:
            client.get("/approvals/")
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_a_code_the_page_does_not_know_is_a_change(county: world.County) -> None:
    row = ask(county.users["town_clerk"], county.north_branch)
    entry = Entry.objects.get(code="accounts.approval_asked")
    entry.code = "accounts.refused"
    assert shown.event(entry, row).what == "改动"


def test_a_page_that_does_not_exist_has_no_address() -> None:
    assert shown.address_for("no:such", 1) == ""
