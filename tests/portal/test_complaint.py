"""The complaint entry: open to everybody, nobody is named; two offices see it, one answers."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import world
from tests.portal.making import client, send
from wuze.kernel.errors import Invalid, Refused, Stale
from wuze.portal import actions
from wuze.portal.models import TEXT, Complaint
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db


def written(browser: Client, text: str = "同一张表要了三次", **more: str) -> int:
    """Send one; the answer's number."""
    status: int = send(browser, "/complaint/", about="burden", text=text, **more).status_code
    return status


def test_sec_74_every_page_of_every_role_has_the_entry() -> None:
    county = world.county()
    for user in county.users.values():
        browser = client(user)
        for page in ("/", "/complaint/", "/no-such-page/"):
            assert 'href="/complaint/?page=' in browser.get(page).content.decode()
    for page in ("/login/", "/complaint/", "/no-such-page/"):
        assert 'href="/complaint/?page=' in Client().get(page).content.decode()


def test_anybody_may_complain_and_nothing_says_who() -> None:
    county = world.county()
    assert written(Client(), page="/registry/units/") == 302
    assert written(client(county.users["secretary"]), "又要截图，找13800001234") == 302
    rows = list(Complaint.objects.order_by("id").values_list("text", "post", "page"))
    assert rows == [("同一张表要了三次", "", "/registry/units/"), ("又要截图，找138****1234", "", "")]
    entries = Entry.objects.filter(code="portal.complained")
    assert {(one.who_name, one.who_person, one.address, one.request) for one in entries} == {("提意见的人", "", "", "")}


def test_a_post_is_left_only_when_wished_and_only_by_whoever_holds_one() -> None:
    county = world.county()
    written(client(county.users["secretary"]), sign="on")
    written(Client(), sign="on")
    assert [bool(row.post) for row in Complaint.objects.order_by("id")] == [True, False]
    assert county.users["secretary"].person.name not in Complaint.objects.order_by("id")[0].post.split()[0]


def test_sec_17_other_fields_are_ignored() -> None:
    written(Client(), answer="已办", answered_by="我", post="县委", day="2000-01-01")
    row = Complaint.objects.get()
    assert (row.answer, row.answered_by, row.post) == ("", "", "")


@pytest.mark.parametrize(
    ("about", "text"), [("burden", ""), ("burden", "  "), ("x", "有"), ("burden", "长" * (TEXT + 1))]
)
def test_what_does_not_hold_comes_back_with_the_entry(about: str, text: str) -> None:
    answer = send(Client(), "/complaint/", about=about, text=text)
    assert answer.status_code == 400
    assert Complaint.objects.count() == 0
    with pytest.raises(Invalid):
        actions.complain(world.actor(world.account(world.person())), about=about, text=text)


def test_sec_54_five_an_hour_from_one_place() -> None:
    answers = [written(Client(REMOTE_ADDR="10.9.9.9"), f"第{index}条") for index in range(6)]
    assert answers[:5] == [302] * 5
    if answers[5] == 429:  # else the hour has just changed
        assert Complaint.objects.count() == 5
    assert written(Client(REMOTE_ADDR="10.9.9.8")) == 302


def test_the_list_is_for_two_offices() -> None:
    county = world.county()
    written(Client(), "别处看不到的意见")
    pk = Complaint.objects.get().pk
    for who, user in county.users.items():
        browser = client(user)
        expected = 200 if who in {"lead_head", "audit_admin"} else 403
        for page in ("/complaints/", f"/complaints/{pk}/"):
            answer = browser.get(page)
            assert answer.status_code == expected
            assert ("别处看不到的意见" in answer.content.decode()) is (expected == 200)
    assert client(county.users["lead_head"]).get("/complaints/999/").status_code == 404
    fragment = client(county.users["lead_head"]).get("/complaints/", headers={"HX-Request": "true"})
    assert fragment.content.decode().strip().startswith("<section")


def test_the_head_answers_once_and_the_auditor_looks_on() -> None:
    county = world.county()
    written(Client())
    row = Complaint.objects.get()
    head, audit = client(county.users["lead_head"]), client(county.users["audit_admin"])
    address = f"/complaints/{row.pk}/"
    assert "意见由牵头机关负责人答复" in audit.get(address).content.decode()
    assert send(audit, address, answer="停了", version="1").status_code == 403
    assert send(head, address, answer=" ", version="1").status_code == 400
    assert send(head, address, answer="停了这张表", version="7").status_code == 409
    assert send(head, address, answer="停了这张表", version="1").status_code == 302
    row.refresh_from_db()
    assert (row.answer, row.answered_on is not None, row.version) == ("停了这张表", True, 2)
    assert Entry.objects.filter(code="portal.complaint_answered").count() == 1
    assert send(head, address, answer="再答", version="2").status_code == 403
    text = audit.get(address).content.decode()
    assert "停了这张表" in text
    assert "意见由牵头机关负责人答复" not in text


def test_rules_hold_below_the_forms_too() -> None:
    county = world.county()
    row = Complaint.objects.create(about="other", text="意见", day=world.DAY)
    head = world.actor(county.users["lead_head"])
    for text in ("", "长" * (TEXT + 1)):
        with pytest.raises(Invalid):
            actions.answer_complaint(head, row.pk, answer=text, version=1)
    with pytest.raises(Refused):
        actions.answer_complaint(world.actor(county.users["lead_clerk"]), row.pk, answer="好", version=1)
    with pytest.raises(Stale):
        actions.answer_complaint(head, row.pk, answer="好", version=2)


def test_sec_12_the_same_form_twice_is_one_complaint() -> None:
    browser = Client()
    for _ in range(2):
        browser.post("/complaint/", {"once": "k" * 20, "about": "other", "text": "一次"})
    assert Complaint.objects.count() == 1
