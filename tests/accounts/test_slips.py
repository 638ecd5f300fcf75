"""Accounts for many people at once, on slips shown once: SEC-04, SEC-10, SEC-15, SEC-33, SEC-36."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from tests.accounts.login.way import NEW, log_in, send, where
from wuze.accounts.enums import Role
from wuze.accounts.models import Once, Person, User
from wuze.kernel.web.request import FIELD
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db
GIVE, VOID, PEOPLE = "registry:branch-accounts-slips", "registry:branch-accounts-void", "registry:branch-accounts"


@pytest.fixture
def county() -> world.County:
    """Two towns with a branch each."""
    return world.county()


def newcomers(county: world.County, *names: str) -> list[Person]:
    """People who hold a post in the northern branch, without an account."""
    found = []
    for name in names:
        person = world.person(name)
        world.appoint(person, world.post(county.north_branch, Role.SECRETARY, f"{name}委员"))
        found.append(person)
    return found


def browser(county: world.County, who: str) -> Client:
    client = Client()
    client.force_login(county.users[who])
    return client


def test_sec_04_a_town_hands_out_slips_that_open_once(county: world.County) -> None:
    one, two = newcomers(county, "田小满", "谷雨生")
    client = browser(county, "town_clerk")
    used, other = county.users["secretary"].person_id, county.users["south_secretary"].person_id
    answer = send(client, GIVE, row=[one.pk, two.pk, used, other])
    slips = {slip.name: slip for slip in answer.context["slips"]}
    assert set(slips) == {"田小满", "谷雨生"}
    left = answer.context["left"]
    assert (str(county.users["secretary"].person) in left, str(county.users["south_secretary"].person) in left) == (
        True,
        False,
    )
    assert "no-store" in answer.headers["Cache-Control"]
    entry = Entry.objects.get(code="accounts.slips_given")
    assert len(entry.rows) == 2
    kept = " ".join(str(row.as_row()) for row in Entry.objects.all()) + str(Once.objects.values_list())
    assert not any(slip.secret in kept for slip in slips.values())
    path = slips["田小满"].link.removeprefix("http://testserver")
    fresh = Client()
    assert fresh.get(path).status_code == 200
    assert fresh.post(path).status_code == 302
    assert where(fresh) == reverse("accounts:password")
    assert send(fresh, "accounts:password", new=NEW, again=NEW).headers["Location"] == reverse("desk")
    assert Client().post(path).status_code == 400


def test_the_same_form_sent_twice_gives_no_second_slip(county: world.County) -> None:
    (one,) = newcomers(county, "田小满")
    client = browser(county, "town_clerk")
    secret = send(client, GIVE, row=[one.pk]).context["slips"][0].secret
    again = client.post(reverse(GIVE), {FIELD: Once.objects.get().key, "row": [one.pk]})
    assert again.headers["Location"] == reverse(PEOPLE)
    assert User.objects.get(person=one).check_password(secret)


def test_a_slip_lost_is_voided_and_given_anew(county: world.County) -> None:
    (one,) = newcomers(county, "田小满")
    client = browser(county, "system_admin")
    lost = send(client, GIVE, row=[one.pk]).context["slips"][0].secret
    assert send(client, VOID, row=[one.pk]).status_code == 302
    assert where(log_in(User.objects.get(person=one), lost)).startswith(reverse("login"))
    assert "口令条失效" in client.get(reverse(PEOPLE), {"view": "waiting"}).content.decode()
    assert send(client, VOID, row=[one.pk]).status_code == 400
    fresh = send(client, GIVE, row=[one.pk]).context["slips"][0].secret
    assert where(log_in(User.objects.get(person=one), fresh)) == reverse("accounts:password")
    assert Entry.objects.filter(code="accounts.slips_voided").count() == 1


def test_sec_15_who_uses_an_own_password_or_is_anothers_keeps_it(county: world.County) -> None:
    own, other = county.users["secretary"], county.users["south_secretary"]
    before = dict(User.objects.values_list("pk", "password"))
    assert send(browser(county, "town_clerk"), GIVE, row=[own.person_id, other.person_id]).status_code == 400
    assert send(browser(county, "south_clerk"), VOID, row=[own.person_id]).status_code == 400
    assert dict(User.objects.values_list("pk", "password")) == before


def test_sec_10_slips_ask_for_the_password_again(county: world.County) -> None:
    client = browser(county, "system_admin")
    session = client.session
    session["proved"] -= 3600
    session.save()
    assert reverse("accounts:prove") in send(client, GIVE, row=[1]).headers["Location"]


def test_the_list_costs_the_same_and_finds_by_unit(county: world.County) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(PEOPLE))
        return len(queries)

    client = browser(county, "system_admin")
    few = cost()
    newcomers(county, "田小满", "谷雨生")
    assert cost() == few
    found = client.get(reverse(PEOPLE), {"q": county.north_branch.name, "view": "none"}).content.decode()
    assert ("田小满" in found, str(county.users["south_secretary"].person) in found) == (True, False)
