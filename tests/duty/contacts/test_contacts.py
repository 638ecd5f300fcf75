"""Contact points: who sees a visit and a promise, verbs, pages, what moves with the post."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from tests.calls import client_of, text
from tests.duty.site_agenda import DUE, Site, get, page, post_of, send
from wuze.accounts.enums import Role
from wuze.duty.contacts import actions, policy, queries, states
from wuze.duty.contacts.enums import PromiseState, VisitState
from wuze.duty.contacts.handover import promises_of
from wuze.duty.contacts.models import Liaison, Promise, Visit
from wuze.kernel.errors import Invalid, Refused, Stale
from wuze.portal.history import label_of
from wuze.portal.kinds import place
from wuze.portal.lines import asked_together
from wuze.portal.providers import agenda as provider
from wuze.registry.models import Appointment
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db
BEFORE = world.DAY - timedelta(days=5)


@pytest.fixture
def site() -> Site:
    return Site()


def visited(site: Site, who: str = "leader") -> Promise:
    """A visit with a promise."""
    row = site.contact(who)
    visit = actions.done(site.actor(who), row.pk, day=BEFORE, promise="协调用电增容", due=DUE)
    return visit.promises.get()


def test_tables_name_every_open_state() -> None:
    assert {state for state, _ in states.VISIT} == {VisitState.PLANNED}
    assert {state for state, _ in states.PROMISE} == {PromiseState.OPEN}


# --- who sees what ----------------------------------------------------------------------------------------------------

SEEN = ("leader", "liaison", "lead_head")


def test_open_items_are_seen_by_four_and_nobody_else(site: Site) -> None:
    site.liaised()
    promise = visited(site)
    contact = promise.visit.contact
    for who in site.users:
        actor = site.actor(who)
        seen = who in SEEN
        assert queries.visible_to(actor).filter(pk=contact.pk).exists() == seen, who
        assert queries.visits(actor).exists() == seen, who
        assert queries.promises(actor).exists() == seen, who
        assert (label_of(actor, "duty.contact", str(contact.pk)) is not None) == seen, who
    kept = [who for who in site.users if queries.kept_by(site.actor(who)).exists()]
    assert kept == ["leader", "liaison"]


def test_pages_for_those_who_see_and_for_the_others(site: Site) -> None:
    site.liaised()
    promise = visited(site)
    contact = promise.visit.contact
    for who in ("lead_clerk", "second_leader", "town_clerk", "reader", "department"):
        said = text(get(site.users[who], "contacts"))
        assert ("云峰茶业" in said, "走访1次；答应的事1件，有结果0件" in said) == (False, True)
        assert get(site.users[who], "contact", contact.pk).status_code == 404
        assert get(site.users[who], "promise", promise.pk).status_code == 404
        assert "协调用电增容" not in text(get(site.users[who], "promises"))
    for who in SEEN:
        assert "云峰茶业" in text(get(site.users[who], "contacts"))
        assert "协调用电增容" in text(get(site.users[who], "contact", contact.pk))
        assert "协调用电增容" in text(get(site.users[who], "promises"))
    assert get(site.users["lead_head"], "visit-done", contact.pk).status_code == 403
    assert get(site.users["lead_head"], "promise", promise.pk).status_code == 403


def test_what_was_promised_is_not_in_the_trail(site: Site) -> None:
    promise = visited(site)
    actions.settle(site.actor("leader"), promise.pk, version=1, verb="keep", answer="线路换好了")
    for entry in Entry.objects.filter(code__startswith="duty."):
        said = f"{entry.after}{entry.before}{entry.thing_label}"
        assert ("用电增容" in said, "线路换好" in said) == (False, False)


def test_the_dossier_shows_totals_and_a_link_only_for_those_who_see(site: Site) -> None:
    contact = visited(site).visit.contact
    slot = reverse("duty:of-organisation", args=[contact.organisation_id])
    opened = reverse("duty:contact", args=[contact.pk])
    clerk = client_of(site.users["lead_clerk"]).get(slot, headers={"HX-Request": "true"}).content.decode()
    assert ("2026年走访1次" in clerk, "href" in clerk) == (True, False)
    assert (opened in page(site.users["lead_clerk"], slot), opened in page(site.users["leader"], slot)) == (False, True)
    assert client_of(site.users["sector_clerk"]).get(slot).status_code == 404


# --- verbs ------------------------------------------------------------------------------------------------------------


def test_planned_done_and_promised_on_a_phone_in_one_form(site: Site) -> None:
    site.liaised()
    row, user = site.contact(), site.users["liaison"]
    assert send(user, "visit-plan", row.pk, day="2026-11-26").status_code == 302
    visit = Visit.objects.get()
    url = f"{reverse('duty:visit-done', args=[row.pk])}?visit={visit.pk}"
    assert "谈了什么不记" in page(user, url)
    form = {"day": "2026-11-24", "promise": "协调用电增容", "due": "2026-12-08"}
    assert send(user, "visit-done", row.pk, **form).status_code == 302
    visit.refresh_from_db()
    assert (visit.state, visit.done_on) == (VisitState.DONE, world.DAY)
    promise = Promise.objects.get()
    assert (promise.post, promise.due) == (post_of(site.users["leader"]), DUE)
    settled = {"verb": "answer", "answer": "明年电网改造再办", "version": "1"}
    assert send(user, "promise", promise.pk, **settled).status_code == 302
    promise.refresh_from_db()
    assert (promise.state, promise.settled_on) == (PromiseState.ANSWERED, world.DAY)
    assert get(user, "promise", promise.pk).status_code == 403
    assert "明年电网改造再办" in text(get(user, "contact", row.pk))


def test_without_a_plan_and_without_a_promise(site: Site) -> None:
    row = site.contact()
    actions.done(site.actor("leader"), row.pk, day=BEFORE)
    visit = Visit.objects.get()
    assert (visit.state, visit.planned_on, visit.promises.count()) == (VisitState.DONE, None, 0)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"day": DUE}, "day"), ({"day": date(2025, 12, 1)}, "day"), ({"promise": "x"}, "due"), ({"due": DUE}, "promise"),
        ({"promise": "x", "due": BEFORE - timedelta(days=1)}, "due"),
    ],
)  # fmt: skip
def test_what_cannot_be_recorded(site: Site, changed: dict[str, object], field: str) -> None:
    row = site.contact()
    with pytest.raises(Invalid) as error:
        actions.done(site.actor("leader"), row.pk, **{"day": BEFORE, **changed})  # type: ignore[arg-type]  # mixed values
    assert (set(error.value.fields), Visit.objects.count()) == ({field}, 0)


def test_not_done_with_a_reason(site: Site) -> None:
    row = site.contact()
    leader = site.actor("leader")
    visit = actions.plan(leader, row.pk, day=DUE)
    with pytest.raises(Stale):
        actions.miss(leader, visit.pk, version=5, reason="x")
    assert send(site.users["leader"], "visit-miss", visit.pk, reason="企业停电检修", version="1").status_code == 302
    visit.refresh_from_db()
    assert (visit.state, visit.why) == (VisitState.MISSED, "企业停电检修")
    assert "企业停电检修" in text(get(site.users["leader"], "contact", row.pk))
    assert policy.why_not_miss(leader, visit) is not None
    with pytest.raises(Invalid, match="没去成"):
        actions.done(leader, row.pk, day=world.DAY, visit=visit.pk)
    with pytest.raises(Invalid, match="不能早于今天"):
        actions.plan(leader, row.pk, day=BEFORE)


def test_nobody_records_for_a_leader_but_the_liaison(site: Site) -> None:
    row = site.contact()
    for who in ("lead_head", "lead_clerk", "second_leader", "liaison"):
        with pytest.raises(Refused):
            actions.done(site.actor(who), row.pk, day=BEFORE)
    row.until = BEFORE
    row.save()
    with pytest.raises(Refused):
        actions.done(site.actor("leader"), row.pk, day=BEFORE)
    assert Visit.objects.count() == 0


# --- 联络员 -----------------------------------------------------------------------------------------------------------


def test_the_liaison_is_set_by_the_head_alone(site: Site) -> None:
    form = {"leader": str(post_of(site.users["leader"]).pk), "post": str(post_of(site.users["liaison"]).pk)}
    assert send(site.users["lead_clerk"], "liaisons", **form).status_code == 403
    assert send(site.users["lead_head"], "liaisons", **form).status_code == 302
    assert "已经是这位领导的联络员" in text(send(site.users["lead_head"], "liaisons", **form))
    row = Liaison.objects.get()
    contact = site.contact()
    assert get(site.users["liaison"], "contact", contact.pk).status_code == 200
    assert "不再是" in text(get(site.users["lead_head"], "liaisons"))
    assert send(site.users["lead_clerk"], "liaison-end", row.pk).status_code == 403
    assert send(site.users["lead_head"], "liaison-end", row.pk).status_code == 302
    assert get(site.users["liaison"], "contact", contact.pk).status_code == 404


# --- desk, handover, lists --------------------------------------------------------------------------------------------


def test_desk_lines_are_for_whoever_keeps_the_record(site: Site) -> None:
    site.liaised()
    contact = visited(site).visit.contact
    actions.plan(site.actor("leader"), contact.pk, day=world.DAY + timedelta(days=2))
    lines = {
        who: tuple(len(asked_together(site.actor(who), [one], ())) for one in (provider.visits, provider.promises))
        for who in ("leader", "liaison", "lead_head", "lead_clerk", "second_leader")
    }
    assert lines == {
        "leader": (1, 1), "liaison": (1, 1), "lead_head": (0, 0), "lead_clerk": (0, 0), "second_leader": (0, 0),
    }  # fmt: skip


def test_a_promise_in_the_list_leads_only_where_the_reader_may_go(site: Site) -> None:
    promise = visited(site)
    end, contact = place("duty:promise", str(promise.pk)), place("duty:contact", str(promise.visit.contact_id))
    shown = {who: [one in text(get(site.users[who], "promises", view="all")) for one in (end, contact)]
             for who in ("leader", "lead_head")}  # fmt: skip
    assert shown == {"leader": [True, False], "lead_head": [False, True]}
    actions.settle(site.actor("leader"), promise.pk, version=None, verb="keep", answer="接通了")
    assert end not in text(get(site.users["leader"], "promises", view="all"))


def test_promises_move_with_the_post(site: Site) -> None:
    promise = visited(site)
    post = post_of(site.users["leader"])
    assert [(one.kind, one.label) for one in promises_of(post, world.NOW)] == [("联系点", "走访时答应、还在办的事1件")]
    assert promises_of(post_of(site.users["second_leader"]), world.NOW) == []
    Appointment.objects.filter(post=post).update(until=world.DAY)
    site.users["successor"] = world.account(world.person("接任的领导"))
    world.appoint(site.users["successor"].person, post, since=world.DAY)
    assert list(queries.promises(site.actor("successor"))) == [promise]
    assert not queries.promises(site.actor("leader")).exists()
    actions.settle(site.actor("successor"), promise.pk, version=None, verb="keep", answer="办到了")
    assert promises_of(post, world.NOW) == []


def test_the_same_number_of_queries_for_one_and_for_three(site: Site) -> None:
    counts = []
    for number in (1, 2):
        for index in range(number):
            row = site.contact(name=f"企业{number}{index}")
            actions.done(site.actor("leader"), row.pk, day=BEFORE, promise="x", due=DUE)
        found = []
        for name in ("contacts", "promises"):
            client = client_of(site.users["leader"])
            client.get(reverse(f"duty:{name}"))
            with CaptureQueriesContext(connection) as made:
                client.get(reverse(f"duty:{name}"))
            found.append(len(made))
        counts.append(found)
    assert counts[0] == counts[1]


def test_a_leader_without_a_leading_post_keeps_the_promise_as_a_person(site: Site) -> None:
    site.users["clerk"] = world.holder(site.county.lead, Role.LEAD_CLERK, "经办丙")
    promise = visited(site, "clerk")
    assert promise.post is None
    assert list(queries.own_promises(site.actor("clerk"))) == [promise]
    assert not queries.own_promises(site.actor("lead_clerk")).exists()
