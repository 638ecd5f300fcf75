"""From raised to closed by the asker; transferred once, extended by another, done again; late stays late."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests import world
from tests.ledger.doing import ASKED, Asking
from tests.ledger.site import PAPER
from wuze.accounts.approvals import actions as approvals
from wuze.accounts.enums import ApprovalVerb
from wuze.kernel.errors import Invalid, Refused, Stale
from wuze.ledger.requests import actions, queries
from wuze.ledger.requests.enums import RequestState as S
from wuze.ledger.requests.handover import requests_of
from wuze.ledger.requests.models import Request, RequestTerm
from wuze.registry.enums import UnitKind
from wuze.registry.models import Unit
from wuze.trail import catalogue
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db
LATER = date(2026, 12, 3)
"""Two working days after the day on which a matter of five days, handed out on the day of the tests, is due."""


@pytest.fixture
def site() -> Asking:
    return Asking()


def said() -> str:
    return catalogue.sentence(Entry.objects.latest("number"))


def test_a_request_goes_to_the_superior_by_affiliation_with_its_clock(site: Asking) -> None:
    row = site.asked()
    assert (row.code, row.keeper, row.due, row.state) == (
        "诉2026-0001",
        site.county.north,
        date(2026, 11, 26),
        S.RAISED,
    )
    assert row.asker == f"{site.actor('secretary').posts[0].title} {site.actor('secretary').name}"
    assert said() == f"{row.entered_by}提诉求{row.label}（云峰茶业党支部），由云峰乡党委分办"
    assert site.asked().code == "诉2026-0002"


def test_where_no_committee_stands_above_the_lead_office_hands_out(site: Asking) -> None:
    branch = world.unit("直属党支部", UnitKind.PARTY, parent=site.county.root)
    assert queries.keeper_of(branch) == site.county.lead
    deep = world.unit("二级党支部", UnitKind.PARTY, parent=Unit.objects.get(pk=site.county.north_branch.pk))
    assert queries.keeper_of(deep) == site.county.north


def test_who_may_ask(site: Asking) -> None:
    unit = site.county.north_branch.pk
    with pytest.raises(Refused):
        actions.raise_request(site.actor("town_clerk"), unit, ASKED)
    row = actions.raise_request(site.actor("town_clerk"), unit, ASKED, behalf=PAPER)
    assert (row.asker, row.source) == ("云峰茶业党支部", "电话记录 2026-11-24")
    for who in ("south_clerk", "south_secretary", "town_head", "leader"):
        with pytest.raises(Refused):
            actions.raise_request(site.actor(who), unit, ASKED, behalf=PAPER)
    with pytest.raises(Refused, match="诉求由两新党组织提"):
        actions.raise_request(site.actor("town_clerk"), site.county.north.pk, ASKED)
    site.county.north_branch.until = world.DAY
    site.county.north_branch.save()
    with pytest.raises(Refused, match="已撤销"):
        actions.raise_request(site.actor("town_clerk"), unit, ASKED, behalf=PAPER)


def test_all_faults_at_once_and_an_owner_is_named(site: Asking) -> None:
    actor, unit = site.actor("secretary"), site.county.north_branch.pk
    with pytest.raises(Invalid) as fault:
        actions.raise_request(actor, unit, actions.Asked(" ", "", "owner"))
    assert sorted(fault.value.fields) == ["asker", "text", "title"]
    row = actions.raise_request(actor, unit, replace(ASKED, voice="owner", asker="总经理许小舟"))
    assert (row.asker, row.get_voice_display()) == ("总经理许小舟", "业主、企业")
    bad = replace(PAPER, dated=date(2026, 11, 25))
    with pytest.raises(Invalid):
        actions.raise_request(actor, unit, ASKED, behalf=bad)


def test_without_a_lead_office_nobody_hands_out(site: Asking) -> None:
    Unit.objects.filter(pk=site.county.lead.pk).update(until=world.DAY)
    with pytest.raises(Refused, match="还没有设牵头机关"):
        actions.raise_request(site.actor("secretary"), site.county.north_branch.pk, ASKED)


def test_the_whole_way_to_content(site: Asking) -> None:
    row = site.asked("closed")
    answer = row.answers.get()
    assert (row.state, row.kind, row.late, row.due, row.closed_on) == (S.CLOSED, "coordinate", 0, None, world.DAY)
    assert (answer.unit, answer.due, answer.content, answer.late) == (
        site.county.department,
        date(2026, 12, 1),
        True,
        0,
    )
    codes = list(
        Entry.objects.filter(thing_key=str(row.pk), thing_kind="ledger.request")
        .order_by("number")
        .values_list("code", flat=True)
    )
    assert codes == [f"ledger.request_{word}" for word in ("raised", "assigned", "accepted", "answered", "content")]


def test_the_superior_gives_it_to_its_own_or_passes_it_up(site: Asking) -> None:
    row, town = site.asked(), site.actor("town_clerk")
    with pytest.raises(Invalid) as fault:
        actions.assign(town, row.pk, handler=site.county.department.pk, kind="", version=None)
    assert sorted(fault.value.fields) == ["handler", "kind"]
    with pytest.raises(Invalid):
        actions.pass_up(town, row.pk, reason="", version=None)
    up = actions.pass_up(town, row.pk, reason="归教育局管", version=row.version)
    assert (up.keeper, up.due, up.state) == (site.county.lead, date(2026, 11, 26), S.RAISED)
    with pytest.raises(Refused, match="已经在牵头机关"):
        actions.pass_up(site.actor("lead_clerk"), row.pk, reason="x", version=None)
    own = actions.assign(town, site.asked().pk, handler=site.county.north.pk, kind="consult", version=None)
    assert (own.handler, own.due) == (site.county.north, date(2026, 11, 27))
    with pytest.raises(Stale):
        actions.accept(town, own.pk, version=own.version - 1)


def test_handing_out_late_is_measured_the_same_way_and_stays(site: Asking) -> None:
    row = site.asked()
    found = actions.assign(
        site.actor("lead_clerk", date(2026, 11, 30)),
        row.pk,
        handler=site.county.department.pk,
        kind="consult",
        version=None,
    )
    assert (found.dispatch_late, found.began, found.due) == (2, date(2026, 11, 30), date(2026, 12, 3))
    lines = queries.kept_by_keepers(site.actor("lead_clerk"), date(2026, 1, 1), date(2027, 1, 1))
    assert [(one.unit, one.answered, one.in_time, one.late_now) for one in lines] == [("云峰乡党委", 1, 0, 0)]


def test_an_answer_too_late_stays_late(site: Asking) -> None:
    row = site.asked("doing")
    answer = actions.answer(site.actor("department", LATER), row.pk, text="给安排了", version=None)
    row = actions.content(site.actor("secretary", LATER), row.pk, version=None)
    assert (answer.late, row.late, row.state) == (2, 2, S.CLOSED)
    one = queries.kept_by_handlers(site.actor("lead_clerk"), date(2026, 1, 1), date(2027, 1, 1))
    assert [(line.unit, line.answered, line.in_time, line.content, line.discontent) for line in one] == [
        ("县市场监管局", 1, 0, 1, 0)
    ]


def test_an_answer_without_taking_on_takes_on(site: Asking) -> None:
    row = site.asked("assigned")
    with pytest.raises(Invalid):
        actions.answer(site.actor("department"), row.pk, text=" ", version=None)
    actions.answer(site.actor("department"), row.pk, text="可以", version=None)
    assert site.now(row).accepted_on == world.DAY


def test_discontent_starts_a_clock_of_its_own(site: Asking) -> None:
    row = site.asked("again")
    assert (row.state, row.due, row.term) == (S.AGAIN, date(2026, 12, 1), 5)
    other = site.asked("answered")
    with pytest.raises(Invalid):
        actions.discontent(site.actor("secretary"), other.pk, version=None, why="")
    actions.answer(site.actor("department"), row.pk, text="三个都安排了", version=None)
    row = actions.content(site.actor("secretary"), row.pk, version=None)
    assert [answer.content for answer in queries.answers_of(row)] == [False, True]


def test_only_the_asker_judges(site: Asking) -> None:
    row = site.asked("answered")
    for who in ("department", "south_secretary", "leader", "town_head"):
        with pytest.raises(Refused):
            actions.content(site.actor(who), row.pk, version=None, behalf=PAPER)
    with pytest.raises(Refused):
        actions.content(site.actor("town_clerk"), row.pk, version=None)
    found = actions.content(site.actor("town_clerk"), row.pk, version=None, behalf=PAPER)
    assert found.answers.get().said_by == "云峰茶业党支部"


def test_whoever_answered_does_not_speak_for_the_asker(site: Asking) -> None:
    row, town = site.asked(), site.actor("town_clerk")
    actions.assign(town, row.pk, handler=site.county.north.pk, kind="consult", version=None)
    actions.answer(town, row.pk, text="可以", version=None)
    with pytest.raises(Refused):
        actions.content(town, row.pk, version=None, behalf=PAPER)
    with pytest.raises(Refused, match="自己答复的不能自己办结"):
        actions.close(site.actor("town_clerk", date(2026, 12, 31)), row.pk, reason="x", version=None)


def test_transferred_once_and_the_clock_goes_on(site: Asking) -> None:
    row, other = (
        site.asked("doing"),
        world.unit("县教育局", UnitKind.DEPARTMENT, parent=Unit.objects.get(pk=site.county.root.pk)),
    )
    users = world.holder(other, "department")
    with pytest.raises(Invalid):
        actions.transfer(site.actor("department"), row.pk, handler=None, reason="归教育", version=None)
    moved = actions.transfer(site.actor("department"), row.pk, handler=other.pk, reason="入学归教育局", version=None)
    assert (moved.handler, moved.due, moved.state, moved.transfers) == (other, row.due, S.ASSIGNED, 1)
    with pytest.raises(Refused, match="已经转过一次"):
        actions.transfer(world.actor(users), row.pk, handler=site.county.department.pk, reason="x", version=None)


def test_sent_back_to_be_handed_out_again(site: Asking) -> None:
    row = site.asked("assigned")
    back = actions.send_back(site.actor("department"), row.pk, reason="不归我们", version=None)
    assert (back.state, back.handler, back.kind, back.due, back.moved_why) == (
        S.RAISED,
        None,
        "",
        date(2026, 11, 26),
        "不归我们",
    )
    with pytest.raises(Refused):
        actions.send_back(site.actor("department"), site.asked("doing").pk, reason="x", version=None)


def test_more_time_by_anothers_decision(site: Asking) -> None:
    site.decider()
    row, department = site.asked("doing"), site.actor("department")
    with pytest.raises(Invalid):
        actions.ask_extension(department, row.pk, days=99, reason="x", version=None)
    asked = actions.ask_extension(department, row.pk, days=3, reason="等学位摸底", version=None)
    assert (asked.asked_days, asked.due) == (3, date(2026, 12, 1))
    with pytest.raises(Refused, match="正在等答复"):
        actions.ask_extension(department, row.pk, days=3, reason="x", version=None)
    approvals.decide(site.actor("lead_head"), asked.approval, ApprovalVerb.APPROVE)
    row = site.now(row)
    assert (row.due, row.extended, row.asked_days) == (date(2026, 12, 4), 3, None)
    with pytest.raises(Refused, match="只能在限期前申请"):
        actions.ask_extension(site.actor("department", date(2026, 12, 7)), row.pk, days=3, reason="x", version=None)


def test_agreed_after_the_answer_it_is_measured_again(site: Asking) -> None:
    site.decider()
    row = site.asked("doing")
    asked = actions.ask_extension(site.actor("department"), row.pk, days=3, reason="等摸底", version=None)
    actions.answer(site.actor("department", LATER), row.pk, text="好了", version=None)
    assert site.now(row).late == 2
    approvals.decide(site.actor("lead_head", LATER), asked.approval, ApprovalVerb.APPROVE)
    row = site.now(row)
    assert (row.late, row.due, row.answers.get().late, row.state) == (0, None, 0, S.ANSWERED)


def test_declined_the_day_stays(site: Asking) -> None:
    site.decider()
    row = site.asked("doing")
    asked = actions.ask_extension(site.actor("department"), row.pk, days=3, reason="x", version=None)
    approvals.decide(site.actor("lead_head"), asked.approval, ApprovalVerb.REFUSE, answer="不同意")
    row = site.now(row)
    assert (row.due, row.asked_days, row.extended) == (date(2026, 12, 1), None, 0)


def test_closed_without_a_word_only_after_silence_or_with_a_reason(site: Asking) -> None:
    row, office = site.asked("answered"), site.actor("lead_clerk")
    with pytest.raises(Refused, match="没有回话才能办结"):
        actions.close(office, row.pk, reason="x", version=None)
    with pytest.raises(Refused):
        actions.close(site.actor("department", date(2026, 12, 31)), row.pk, reason="x", version=None)
    done = actions.close(site.actor("lead_clerk", date(2026, 12, 9)), row.pk, reason="十天没有回话", version=None)
    assert (done.state, done.closed_why) == (S.CLOSED, "十天没有回话")
    again = actions.close(office, site.asked("again").pk, reason="政策不允许，已当面说明", version=None)
    assert again.state == S.CLOSED


@pytest.mark.parametrize("state", ["raised", "assigned", "doing", "again"])
def test_taken_back_by_the_asker_until_answered(site: Asking, state: str) -> None:
    row = site.asked(state)
    with pytest.raises(Refused):
        actions.withdraw(site.actor("department"), row.pk, version=None, reason="x")
    found = actions.withdraw(site.actor("secretary"), row.pk, version=None, reason="自己办好了")
    assert (found.state, found.due) == (S.WITHDRAWN, None)


VERBS: dict[str, Callable[[Asking, Request], object]] = {
    "assign": lambda site, row: actions.assign(site.actor("lead_clerk"), row.pk, handler=site.county.north.pk, kind="consult", version=None),
    "accept": lambda site, row: actions.accept(site.actor("department"), row.pk, version=None),
    "answer": lambda site, row: actions.answer(site.actor("department"), row.pk, text="x", version=None),
    "content": lambda site, row: actions.content(site.actor("secretary"), row.pk, version=None),
    "discontent": lambda site, row: actions.discontent(site.actor("secretary"), row.pk, why="x", version=None),
    "close": lambda site, row: actions.close(site.actor("lead_clerk"), row.pk, reason="x", version=None),
    "extend": lambda site, row: actions.ask_extension(site.actor("department"), row.pk, days=1, reason="x", version=None),
}  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", ["closed", "withdrawn"])
def test_nothing_is_done_once_it_is_over(site: Asking, state: str, verb: str) -> None:
    row = site.asked(state)
    with pytest.raises(Refused, match=r"现在不能这样办|不用延期"):
        VERBS[verb](site, row)
    assert site.now(row).version == row.version


def test_working_days_are_dated_data(site: Asking) -> None:
    head = site.actor("lead_head")
    before = site.asked("doing", kind="consult")
    row = actions.set_term(head, clock="consult", days=2, since=world.DAY, source="办公会定")
    assert (str(row), queries.days_on(world.DAY)["consult"], queries.days_on(date(2026, 11, 1))["consult"]) == (
        "咨询2个工作日",
        2,
        3,
    )
    after = site.asked("doing", kind="consult")
    assert (site.now(before).due, after.due) == (date(2026, 11, 27), date(2026, 11, 26))
    for bad in ({"clock": "x"}, {"days": 0}, {"since": date(2026, 11, 1)}, {"source": " "}, {}):
        with pytest.raises(Invalid):
            actions.set_term(head, **{"clock": "consult", "days": 2, "since": world.DAY, "source": "x"} | bad)  # type: ignore[arg-type]  # plain values
    with pytest.raises(Refused):
        actions.set_term(site.actor("town_clerk"), clock="consult", days=2, since=world.DAY, source="x")
    assert RequestTerm.objects.count() == 1


def test_what_is_open_goes_with_the_posts_that_speak_or_answer(site: Asking) -> None:
    row = site.asked("doing")
    posts = {
        who: site.users[who].person.appointments.get().post
        for who in ("secretary", "department", "inspector", "south_clerk")
    }
    lines = {who: [(one.key, one.state) for one in requests_of(post, world.NOW)] for who, post in posts.items()}
    both = [(row.code, "办理中，剩5天")]
    assert lines == {"secretary": both, "department": both, "inspector": [], "south_clerk": []}
    answered = site.asked("answered")
    assert (answered.code, "已答复") in [(one.key, one.state) for one in requests_of(posts["secretary"], world.NOW)]
