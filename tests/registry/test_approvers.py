"""The approver table's pages, and 线下审批登记."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import world
from tests.accounts.approvals.asking import (
    PLAIN,
    STRICT,
    ask,
    client_of,
    frozen,
    get,
    known,
    post_of,
    send,
    set_approver,
    text,
)
from wuze.accounts.enums import ApprovalState, Role
from wuze.accounts.models import Approval, ApproverRule
from wuze.registry.approvers import queries
from wuze.registry.models import Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> world.County:
    """青岚县 on the day of the tests."""
    frozen()
    known()
    return world.county()


def line(county: world.County, who: str = "lead_head", **more: str) -> dict[str, str]:
    """A form of the table."""
    values = {"act": PLAIN.code, "unit": "", "post": str(post_of(county.users[who]).pk), "since": "2026-11-24"}
    return values | {"reason": "县委〔2026〕1号"} | more


def test_the_place_of_a_matter_goes_up_the_tree(county: world.County) -> None:
    found = queries.place(county.north_branch)
    assert (found.unit, found.above) == (county.north_branch.pk, (county.north.pk, county.root.pk))


def test_the_table_says_what_nobody_approves(county: world.County) -> None:
    page = text(get(county.users["town_clerk"], "approvers:list"))
    assert "还没有定由谁批的" in page
    assert PLAIN.label in page
    assert "定审批人</a>" not in page
    assert 'href="/approvers/new/?act=test.plain"' in text(get(county.users["lead_clerk"], "approvers:list"))


def test_a_line_is_set_changed_and_ended(county: world.County) -> None:
    clerk = county.users["lead_clerk"]
    assert get(clerk, "approvers:add", act=PLAIN.code).status_code == 200
    assert send(clerk, "approvers:add", **line(county, since="2026-01-01")).status_code == 302
    first = ApproverRule.objects.get()
    assert (first.unit, first.unit_label, first.set_by) == (0, "全县", "何敏")
    again = text(send(clerk, "approvers:add", **line(county)))
    assert "换人请从那一条改" in again
    assert "停用这一条" in text(get(clerk, "approvers:change", first.pk))
    changed = send(clerk, "approvers:change", first.pk, version=1, **line(county, "leader"))
    second = ApproverRule.objects.get(until=None)
    assert (changed.status_code, second.post) == (302, post_of(county.users["leader"]).pk)
    too_soon = text(send(clerk, "approvers:end", second.pk, version=1, reason="不要了"))
    assert "要换人请直接改" in too_soon
    ApproverRule.objects.filter(pk=second.pk).update(since=date(2026, 11, 23))
    ApproverRule.objects.filter(pk=first.pk).update(until=date(2026, 11, 23))
    assert get(clerk, "approvers:end", second.pk).status_code == 200
    assert send(clerk, "approvers:end", second.pk, version=1, reason="不要了").status_code == 302
    assert not ApproverRule.objects.filter(until=None).exists()
    assert "何敏" in text(get(clerk, "approvers:list", view="past"))


def test_a_day_to_come_is_refused_in_the_form(county: world.County) -> None:
    clerk = county.users["lead_clerk"]
    assert "请到那天再改" in text(send(clerk, "approvers:add", **line(county, since="2026-12-01")))
    set_approver(county, "lead_head")
    row = ApproverRule.objects.get()
    same = text(send(clerk, "approvers:change", row.pk, version=1, **line(county)))
    assert "新的要在它之后" in same


def test_a_line_of_a_town_is_for_that_town(county: world.County) -> None:
    send(county.users["lead_clerk"], "approvers:add", **line(county, "town_head", unit=str(county.north.pk)))
    row = ApproverRule.objects.get()
    assert (row.unit, row.unit_label) == (county.north.pk, "云峰乡党委")


def test_sec_17_only_what_can_be_picked_is_taken(county: world.County) -> None:
    clerk = county.users["lead_clerk"]
    for wrong in ({"post": str(post_of(clerk).pk)}, {"unit": str(county.north_branch.pk)}, {"act": "no.such"}):
        assert send(clerk, "approvers:add", **line(county, **wrong)).status_code == 200
    assert not ApproverRule.objects.exists()


@pytest.mark.parametrize("who", ["town_clerk", "leader", "reader", "secretary", "system_admin"])
def test_only_the_lead_office_edits(county: world.County, who: str) -> None:
    set_approver(county, "lead_head")
    row = ApproverRule.objects.get()
    asked = [get(county.users[who], "approvers:add"), get(county.users[who], "approvers:change", row.pk),
             send(county.users[who], "approvers:end", row.pk, reason="x")]  # fmt: skip
    assert [answer.status_code for answer in asked] == [403, 403, 403]


def test_a_post_that_is_gone_is_seen(county: world.County) -> None:
    set_approver(county, "town_head", where=county.north, since=date(2026, 1, 1))
    set_approver(county, "lead_head", STRICT)
    Post.objects.filter(pk=post_of(county.users["town_head"]).pk).update(until=world.DAY)
    page = text(get(county.users["lead_clerk"], "approvers:list"))
    assert page.count("岗位没了") == 1
    assert "不放宽" in page
    assert 'id="approvers"' in client_of(county.users["lead_clerk"]).get(
        "/approvers/", headers={"HX-Request": "true"}
    ).content.decode()  # fmt: skip


def test_a_place_one_does_not_see_is_none(county: world.County) -> None:
    clerk = world.actor(county.users["town_clerk"])
    found = [queries.place_of(clerk, key) for key in (str(county.south.pk), "x")]
    assert found == [None, None]
    assert queries.place_of(clerk, str(county.north.pk)) is not None


def test_the_table_costs_the_same_at_one_and_three_lines(county: world.County) -> None:
    client = client_of(county.users["lead_clerk"])
    counts = []
    for where in (None, county.north, county.south):
        set_approver(county, "lead_head", where=where)
        client.get("/approvers/")
        with CaptureQueriesContext(connection) as found:
            client.get("/approvers/")
        counts.append(len(found))
    assert counts[0] == counts[2]


# --- 线下审批登记 ------------------------------------------------------------------------------------------------------


def entry(**more: str) -> dict[str, str]:
    """The form of a paper."""
    values = {
        "answered": "yes",
        "decided_on": "2026-11-20",
        "by": "turn",
        "paper": "memo",
        "title": "请示",
        "number": "87号",
    }
    return values | {"version": "1"} | more


def test_a_colleague_registers_the_approver_s_paper(county: world.County) -> None:
    set_approver(county, "lead_head")
    row = ask(county.users["town_clerk"], county.north_branch)
    clerk, head = county.users["lead_clerk"], county.users["lead_head"]
    assert head.person.name in text(get(clerk, "approvers:offline", row.pk))
    assert send(clerk, "approvers:offline", row.pk, **entry()).status_code == 302
    done = Approval.objects.get(pk=row.pk)
    assert (done.state, done.decided_by, done.decided_post, done.late, done.entered_by) == (
        ApprovalState.APPROVED, head.person.name, row.post_label, True, "何敏",
    )  # fmt: skip


def test_the_name_is_the_holder_s_on_that_day(county: world.County) -> None:
    set_approver(county, "lead_head")
    post = post_of(county.users["lead_head"])
    post.appointments.update(since=date(2026, 11, 1))
    world.appoint(world.person("前任周"), post, until=date(2026, 11, 1))
    row = ask(county.users["town_clerk"], county.north_branch)
    send(county.users["lead_clerk"], "approvers:offline", row.pk, **entry(decided_on="2026-10-20"))
    assert Approval.objects.get(pk=row.pk).decided_by == "前任周"


def test_a_day_on_which_nobody_held_the_post(county: world.County) -> None:
    set_approver(county, "lead_head")
    post_of(county.users["lead_head"]).appointments.update(since=date(2026, 11, 1))
    row = ask(county.users["town_clerk"], county.north_branch)
    page = send(county.users["lead_clerk"], "approvers:offline", row.pk, **entry(decided_on="2026-10-20"))
    assert "没有人任职" in text(page)


def test_another_leader_is_written_down(county: world.County) -> None:
    set_approver(county, "lead_head")
    row = ask(county.users["town_clerk"], county.north_branch)
    clerk = county.users["lead_clerk"]
    assert "批准人的姓名" in text(send(clerk, "approvers:offline", row.pk, **entry(by="other")))
    said = entry(
        by="other", approver="周启明", approver_post="县委 副书记", answered="no", answer="再议", paper="minutes"
    )
    assert send(clerk, "approvers:offline", row.pk, **said).status_code == 302
    done = Approval.objects.get(pk=row.pk)
    assert (done.state, done.decided_by, done.decided_post) == (ApprovalState.REFUSED, "周启明", "县委 副书记")


def test_sec_21_in_a_small_office_one_person_enters_the_registered_approver_s_paper(county: world.County) -> None:
    set_approver(county, "lead_head")
    clerk = county.users["town_clerk"]
    row = ask(clerk, county.north_branch)
    assert get(clerk, "approvers:offline", row.pk).status_code == 403
    frozen(small_office=True)
    page = text(get(clerk, "approvers:offline", row.pk))
    assert "一人经办" in page
    assert "另一位" not in page
    assert (
        send(clerk, "approvers:offline", row.pk, **entry(by="other", approver="甲", approver_post="乙")).status_code
        == 200
    )
    assert send(clerk, "approvers:offline", row.pk, **entry()).status_code == 302
    assert Approval.objects.get(pk=row.pk).alone
    assert "一人经办" in text(get(clerk, "approvals:one", row.pk))


def test_without_an_approver_any_leader_s_paper_counts(county: world.County) -> None:
    row = ask(county.users["town_clerk"], county.north_branch)
    page = text(get(county.users["lead_clerk"], "approvers:offline", row.pk))
    assert "按决定那天的任职" not in page
    assert queries.turn_of(row, world.DAY) == ("", "")


def test_a_vacant_post_is_offered_by_its_name_alone(county: world.County) -> None:
    set_approver(county, "lead_head")
    post_of(county.users["lead_head"]).appointments.update(until=world.DAY - timedelta(1))
    row = ask(county.users["town_clerk"], county.north_branch)
    assert "按决定那天的任职" in text(get(county.users["lead_clerk"], "approvers:offline", row.pk))
    found = {post.pk: name for post, name in queries.approving_posts(world.DAY)}
    assert found[post_of(county.users["lead_head"]).pk] == ""
    assert {post.role for post, _ in queries.approving_posts(world.DAY)} <= {
        Role.LEADER, Role.LEAD_HEAD, Role.TOWN_HEAD, Role.SECTOR_HEAD,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("who", "status"), [("south_clerk", 404), ("leader", 403), ("reader", 403), ("secretary", 403)]
)
def test_who_does_not_get_the_form(county: world.County, who: str, status: int) -> None:
    row = ask(county.users["town_clerk"], county.north_branch)
    assert get(county.users[who], "approvers:offline", row.pk).status_code == status
