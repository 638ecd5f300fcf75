"""Asking, deciding, papers, the approver table: what is written, what is refused, what the owner is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import world
from tests.accounts.approvals.asking import APART, PLAIN, STRICT, alone, ask, paper, post_of, set_approver
from wuze.accounts.approvals import actions, acts, policy, queries
from wuze.accounts.approvals.values import COUNTY, Place, PostRef
from wuze.accounts.enter_for import Behalf
from wuze.accounts.enums import ApprovalState, ApprovalVerb, Carrier
from wuze.accounts.models import Approval, ApproverRule
from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, Refused, Stale
from wuze.trail.models import Entry
from wuze.trail.values import Thing

pytestmark = pytest.mark.django_db
APPROVE, REFUSE = ApprovalVerb.APPROVE, ApprovalVerb.REFUSE


@pytest.fixture
def county() -> world.County:
    """青岚县."""
    return world.county()


def code_of(error: pytest.ExceptionInfo[Refused]) -> str:
    """The refusal's code."""
    return error.value.code


# --- asking -----------------------------------------------------------------------------------------------------------


def test_a_request_goes_to_the_nearest_approver(county: world.County) -> None:
    set_approver(county, "lead_head")
    near = set_approver(county, "town_head", where=county.north)
    row = ask(county.users["town_clerk"], county.north_branch)
    far = ask(county.users["south_clerk"], county.south_branch)
    assert (row.post, row.state, row.asked_unit) == (near.post, ApprovalState.ASKED, county.north.pk)
    assert far.post == post_of(county.users["lead_head"]).pk


def test_without_a_line_it_waits_for_a_paper_or_for_the_table(county: world.County) -> None:
    row = ask(county.users["town_clerk"], county.north_branch)
    assert (row.post, row.post_label) == (0, "")
    ref = set_approver(county, "lead_head")
    row.refresh_from_db()
    assert (row.post, row.post_label, row.version) == (ref.post, ref.label, 2)


def test_the_same_thing_is_not_asked_twice_at_once(county: world.County) -> None:
    ask(county.users["town_clerk"], county.north_branch, key="7")
    with pytest.raises(Refused) as error:
        ask(county.users["town_head"], county.north_branch, key="7")
    assert code_of(error) == "approval.open"


def test_two_at_once_past_the_look_are_held_by_the_database(
    county: world.County, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(county.users["town_clerk"], county.north_branch, key="7")
    monkeypatch.setattr(queries, "about", lambda *_: Approval.objects.none())
    with pytest.raises(Refused) as error:
        ask(county.users["town_head"], county.north_branch, key="7")
    assert code_of(error) == "approval.open"


def test_a_request_needs_a_reason_and_a_paper_not_of_tomorrow(county: world.County) -> None:
    set_approver(county, "lead_head")
    tomorrow = Behalf("云峰茶业党支部", "请示", world.DAY + timedelta(1))
    with pytest.raises(Invalid) as error:
        actions.ask(
            world.actor(county.users["town_clerk"]), PLAIN.code, Thing("registry.unit", "1", "x"),
            Place(1, "x"), reason=" ", behalf=tomorrow,
        )  # fmt: skip
    assert set(error.value.fields) == {"reason", "paper_date"}


def test_on_behalf_is_a_right_and_is_signed(county: world.County) -> None:
    behalf = Behalf("云峰茶业党支部", "请示", date(2026, 11, 20), "3号")
    row = ask(county.users["town_clerk"], county.north_branch, behalf=behalf)
    entry = Entry.objects.get(code="accounts.approval_asked")
    assert (row.on_behalf, entry.who_on_behalf, entry.who_source) == (
        "云峰茶业党支部", "云峰茶业党支部", "请示 2026-11-20 3号",
    )  # fmt: skip
    with pytest.raises(Refused) as error:
        ask(county.users["secretary"], county.north_branch, behalf=behalf)
    assert code_of(error) == "enter_for.no_right"


def test_whoever_has_no_post_asks_without_a_unit(county: world.County) -> None:
    assert ask(county.users["system_admin"], county.north_branch).asked_unit == 0


# --- deciding ---------------------------------------------------------------------------------------------------------


def test_approved_by_a_click_and_the_owner_is_told_in_the_same_transaction(county: world.County) -> None:
    told: list[str] = []
    act = acts.Act(
        "test.told", "registry.unit", "告知", lambda _a, row: told.append(row.state),
        lambda _a, row: told.append(row.state),
    )  # fmt: skip
    acts._acts[act.code] = act
    set_approver(county, "lead_head", act)
    head = world.actor(county.users["lead_head"])
    rows = [ask(county.users["town_clerk"], county.north_branch, act) for _ in range(3)]
    done = actions.decide(head, rows[0].pk, APPROVE, version=1)
    actions.decide(head, rows[1].pk, REFUSE, answer="缺会议记录", version=1)
    actions.withdraw(world.actor(county.users["town_clerk"]), rows[2].pk, version=1)
    assert told == ["approved", "refused", "withdrawn"]
    assert (done.carrier, done.decided_on, done.decided_by, done.late) == (
        Carrier.CLICK, world.DAY, head.name, False,
    )  # fmt: skip
    assert [entry.code for entry in Entry.objects.order_by("number")][-3:] == [
        "accounts.approval_approved", "accounts.approval_refused", "accounts.approval_withdrawn",
    ]  # fmt: skip


def test_what_the_owner_refuses_undoes_the_decision(county: world.County) -> None:
    def no(_actor: object, _row: Approval) -> None:
        raise Invalid("owner.no", {"": "党支部还有未办完的事项。"})

    act = acts.Act("test.undone", "registry.unit", "撤销", no)
    acts._acts[act.code] = act
    set_approver(county, "lead_head", act)
    row = ask(county.users["town_clerk"], county.north_branch, act)
    with pytest.raises(Invalid, match="未办完"):
        actions.decide(world.actor(county.users["lead_head"]), row.pk, APPROVE)
    row.refresh_from_db()
    assert row.state == ApprovalState.ASKED
    assert not Entry.objects.filter(code="accounts.approval_approved").exists()


def test_a_refusal_needs_its_reason(county: world.County) -> None:
    set_approver(county, "lead_head")
    row = ask(county.users["town_clerk"], county.north_branch)
    with pytest.raises(Invalid) as error:
        actions.decide(world.actor(county.users["lead_head"]), row.pk, REFUSE, answer=" ")
    assert set(error.value.fields) == {"answer"}


@pytest.mark.parametrize(
    ("who", "code"), [("leader", "approval.not_yours"), ("lead_clerk", "approval.not_yours"), ("lead_head", "")]
)
def test_only_the_post_whose_turn_it_is_decides(county: world.County, who: str, code: str) -> None:
    set_approver(county, "lead_head")
    row = ask(county.users["town_clerk"], county.north_branch)
    found = policy.why_not_decide(world.actor(county.users[who]), row)
    assert (found.code if found else "") == code


def test_without_an_approver_nobody_clicks(county: world.County) -> None:
    row = ask(county.users["town_clerk"], county.north_branch)
    found = policy.why_not_decide(world.actor(county.users["leader"]), row)
    assert found is not None
    assert found.code == "approval.nobody"


def test_sec_21_who_asked_never_decides(county: world.County) -> None:
    set_approver(county, "town_head", where=county.north)
    row = ask(county.users["town_head"], county.north_branch)
    for small in (False, True):
        with pytest.raises(Refused) as error:
            actions.decide(world.actor(county.users["town_head"], small_office=small), row.pk, APPROVE)
        assert code_of(error) == "approval.own"
    assert list(queries.pending_for(world.actor(county.users["town_head"]))) == []


def test_sec_21_the_doer_s_own_unit_does_not_verify(county: world.County) -> None:
    set_approver(county, "town_head", APART, county.north)
    own = ask(county.users["town_clerk"], county.north_branch, APART)
    other = ask(county.users["lead_clerk"], county.north_branch, APART)
    head = world.actor(county.users["town_head"], small_office=True)
    assert [getattr(policy.why_not_decide(head, row), "code", "") for row in (own, other)] == ["approval.own_unit", ""]


def test_a_stale_page_decides_nothing(county: world.County) -> None:
    set_approver(county, "lead_head")
    row = ask(county.users["town_clerk"], county.north_branch)
    with pytest.raises(Stale):
        actions.decide(world.actor(county.users["lead_head"]), row.pk, APPROVE, version=9)


def test_only_who_asked_takes_it_back(county: world.County) -> None:
    row = ask(county.users["town_clerk"], county.north_branch)
    with pytest.raises(Refused) as error:
        actions.withdraw(world.actor(county.users["lead_clerk"]), row.pk)
    assert code_of(error) == "approval.not_asker"


# --- papers -----------------------------------------------------------------------------------------------------------


def test_a_paper_stops_the_clock_on_its_day_and_is_marked_late(county: world.County) -> None:
    set_approver(county, "lead_head")
    row = ask(county.users["town_clerk"], county.north_branch)
    day = world.DAY - timedelta(4)
    done = actions.register_offline(world.actor(county.users["lead_clerk"]), row.pk, paper(day), version=1)
    entry = Entry.objects.get(code="accounts.approval_on_paper")
    assert (done.state, done.carrier, done.decided_on, done.late, done.alone) == (
        ApprovalState.APPROVED, Carrier.PAPER, day, True, False,
    )  # fmt: skip
    assert (entry.who_on_behalf, entry.who_source) == (
        "云峰乡党委 书记 周启明", "呈批件 关于撤销的请示 云党呈〔2026〕87号",
    )  # fmt: skip


def test_a_paper_of_today_is_not_late_and_may_say_no(county: world.County) -> None:
    row = ask(county.users["town_clerk"], county.north_branch)
    said = paper(approved=False, answer="先补会议记录")
    done = actions.register_offline(world.actor(county.users["lead_clerk"]), row.pk, said)
    assert (done.state, done.late, done.answer) == (ApprovalState.REFUSED, False, "先补会议记录")


def test_a_paper_of_tomorrow_and_one_of_the_asker_s_own_are_refused(county: world.County) -> None:
    row = ask(county.users["town_clerk"], county.north_branch)
    clerk = world.actor(county.users["lead_clerk"])
    with pytest.raises(Invalid) as error:
        actions.register_offline(clerk, row.pk, paper(world.DAY + timedelta(1), approver=row.asked_by))
    assert set(error.value.fields) == {"decided_on", "approver"}


def test_papers_are_registered_by_clerks_only(county: world.County) -> None:
    row = ask(county.users["town_clerk"], county.north_branch)
    with pytest.raises(Refused) as error:
        actions.register_offline(world.actor(county.users["leader"]), row.pk, paper())
    assert code_of(error) == "approval.no_register"


def test_sec_21_one_s_own_request_and_a_paper(county: world.County) -> None:
    """Refused; in a small office only the registered approver's own paper, shown as 一人经办; never for strict acts."""
    ref = set_approver(county, "lead_head")
    clerk = county.users["town_clerk"]
    row = ask(clerk, county.north_branch)
    codes = []
    for actor, post in ((world.actor(clerk), ref.post), (alone(clerk), 0)):
        with pytest.raises(Refused) as error:
            actions.register_offline(actor, row.pk, paper(post=post))
        codes.append(code_of(error))
    done = actions.register_offline(alone(clerk), row.pk, paper(post=ref.post))
    assert (codes, done.alone) == (["approval.own_paper", "approval.not_registered"], True)


def test_sec_21_strict_acts_are_never_relaxed(county: world.County) -> None:
    ref = set_approver(county, "lead_head", STRICT)
    clerk = county.users["town_clerk"]
    row = ask(clerk, county.north_branch, STRICT)
    with pytest.raises(Refused) as error:
        actions.register_offline(alone(clerk), row.pk, paper(post=ref.post))
    assert code_of(error) == "approval.strict"
    assert policy.why_not_register(world.actor(county.users["lead_clerk"]), row) is None


def test_sec_21_without_a_registered_approver_nothing_is_relaxed(county: world.County) -> None:
    row = ask(county.users["town_clerk"], county.north_branch)
    with pytest.raises(Refused) as error:
        actions.register_offline(alone(county.users["town_clerk"]), row.pk, paper())
    assert code_of(error) == "approval.nobody"


# --- states -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [ApprovalState.APPROVED, ApprovalState.REFUSED, ApprovalState.WITHDRAWN])
def test_sec_22_nothing_follows_an_answer(county: world.County, state: ApprovalState) -> None:
    set_approver(county, "lead_head")
    row = ask(county.users["town_clerk"], county.north_branch)
    head, asker = world.actor(county.users["lead_head"]), world.actor(county.users["town_clerk"])
    if state == ApprovalState.WITHDRAWN:
        actions.withdraw(asker, row.pk)
    else:
        actions.decide(head, row.pk, APPROVE if state == ApprovalState.APPROVED else REFUSE, answer="缺记录")
    clerk = world.actor(county.users["lead_clerk"])
    tries: list[Callable[[], Approval]] = [
        lambda: actions.decide(head, row.pk, APPROVE), lambda: actions.decide(head, row.pk, REFUSE, answer="x"),
        lambda: actions.withdraw(asker, row.pk), lambda: actions.register_offline(clerk, row.pk, paper()),
    ]  # fmt: skip
    for one in tries:
        with pytest.raises(Refused) as error:
            one()
        assert code_of(error) == "approval.closed"
    with pytest.raises(Refused):
        actions.move(Approval.objects.get(pk=row.pk), APPROVE)


def test_the_database_holds_what_a_decision_needs(county: world.County) -> None:
    row = ask(county.users["town_clerk"], county.north_branch)
    for wrong in (
        {"state": "approved"},
        {"state": "refused", "decided_on": world.DAY, "carrier": "click", "decided_by": "甲"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Approval.objects.filter(pk=row.pk).update(**wrong)


# --- who sees ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "plain", "strict"),
    [
        ("town_clerk", True, True), ("lead_head", True, True), ("lead_clerk", True, False), ("leader", False, False),
        ("south_clerk", False, False), ("secretary", False, False), ("town_head", True, False), ("reader", False, False),
        ("system_admin", False, False),
    ],
)  # fmt: skip
def test_who_sees_a_request(county: world.County, who: str, plain: bool, strict: bool) -> None:
    """lead_head decides both; the clerk of the lead office sees no strict one."""
    set_approver(county, "lead_head")
    set_approver(county, "lead_head", STRICT)
    rows = [ask(county.users["town_clerk"], county.north_branch, act) for act in (PLAIN, STRICT)]
    seen = set(queries.visible_to(world.actor(county.users[who])).values_list("pk", flat=True))
    assert seen == {row.pk for row, sees in zip(rows, (plain, strict), strict=True) if sees}


def test_what_waits_and_what_i_asked(county: world.County) -> None:
    set_approver(county, "lead_head")
    row, other = (ask(county.users[who], county.north_branch) for who in ("town_clerk", "south_clerk"))
    assert list(queries.pending_for(world.actor(county.users["lead_head"]))) == [row, other]
    assert list(queries.asked_by(world.actor(county.users["town_clerk"]))) == [row]
    assert list(queries.pending_for(world.actor(county.users["town_clerk"]))) == []
    assert list(queries.about("registry.unit", row.thing_key)) == [row]


# --- the approver table -----------------------------------------------------------------------------------------------


def test_a_change_ends_one_line_and_turns_over_what_waits(county: world.County) -> None:
    set_approver(county, "lead_head", since=date(2026, 1, 1))
    row = ask(county.users["town_clerk"], county.north_branch)
    ref = set_approver(county, "leader")
    row.refresh_from_db()
    lines = list(ApproverRule.objects.order_by("since").values_list("since", "until", "post"))
    assert lines == [
        (date(2026, 1, 1), world.DAY, post_of(county.users["lead_head"]).pk), (world.DAY, None, ref.post),
    ]  # fmt: skip
    assert row.post == ref.post
    entry = Entry.objects.filter(code="accounts.approver_set").first()
    assert entry is not None
    assert [one["after"] for one in entry.rows] == [{"post": ref.label}]


def test_the_table_as_it_stood(county: world.County) -> None:
    first = set_approver(county, "lead_head", since=date(2026, 1, 1))
    second = set_approver(county, "leader", since=date(2026, 6, 1))
    found = [queries.approver(PLAIN.code, [], day) for day in (date(2026, 5, 31), date(2026, 6, 1), date(2025, 1, 1))]
    assert [line.post if line else None for line in found] == [first.post, second.post, None]


def test_a_line_ended_leaves_the_one_above(county: world.County) -> None:
    above = set_approver(county, "lead_head", since=date(2026, 1, 1))
    set_approver(county, "town_head", where=county.north, since=date(2026, 1, 1))
    row = ask(county.users["town_clerk"], county.north_branch)
    clerk = world.actor(county.users["lead_clerk"])
    line = ApproverRule.objects.get(unit=county.north.pk)
    actions.end_approver(clerk, line.pk, reason="改由县里批", version=1)
    row.refresh_from_db()
    assert row.post == above.post
    with pytest.raises(Refused) as error:
        actions.end_approver(clerk, line.pk, reason="再停")
    assert code_of(error) == "approver.ended"
    actions.end_approver(clerk, ApproverRule.objects.get(unit=0).pk, reason="不再要批")
    row.refresh_from_db()
    assert (row.post, row.post_label) == (0, "")


def test_a_line_of_today_is_changed_not_ended(county: world.County) -> None:
    set_approver(county, "lead_head")
    line = ApproverRule.objects.get()
    with pytest.raises(Invalid) as error:
        actions.end_approver(world.actor(county.users["lead_clerk"]), line.pk, reason="")
    assert set(error.value.fields) == {"reason", ""}


def test_the_table_needs_the_right_a_reason_and_the_present_state(county: world.County) -> None:
    ref = set_approver(county, "lead_head", since=date(2026, 1, 1))
    clerk = world.actor(county.users["lead_clerk"])
    with pytest.raises(Refused):
        actions.set_approver(
            world.actor(county.users["town_clerk"]), PLAIN.code, COUNTY, ref, since=world.DAY, reason="x"
        )
    with pytest.raises(Invalid) as error:
        actions.set_approver(clerk, PLAIN.code, COUNTY, ref, since=world.DAY + timedelta(1), reason=" ")
    assert set(error.value.fields) == {"since", "reason"}
    with pytest.raises(Stale):
        actions.set_approver(clerk, PLAIN.code, COUNTY, PostRef(1, "x"), since=world.DAY, reason="x", version=0)


def test_a_bearer_of_a_link_sees_no_request(county: world.County) -> None:
    ask(county.users["town_clerk"], county.north_branch)
    bearer = Actor(0, 0, "王秀兰", world.NOW, world.DAY, link=1, link_label="云峰茶业党支部")
    assert list(queries.visible_to(bearer)) == []
    assert list(queries.asked_by(bearer)) == []


def test_what_is_already_with_the_new_post_does_not_move(county: world.County) -> None:
    set_approver(county, "lead_head", since=date(2026, 1, 1))
    row = ask(county.users["town_clerk"], county.north_branch)
    set_approver(county, "lead_head")
    row.refresh_from_db()
    assert row.version == 1
