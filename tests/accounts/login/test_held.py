"""An entry sent after the login had ended is not lost: it waits for the next login and is sent once more."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests import world
from tests.accounts.login.way import later, log_in, send, where
from wuze.accounts import marks
from wuze.accounts.enums import Role
from wuze.accounts.models import Session, User
from wuze.registry.models import Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> world.County:
    """With a clerk who may set up posts and needs no second factor."""
    found = world.county()
    clerk = found.users["town_clerk"]
    clerk.set_password(world.PASSWORD)
    clerk.save()
    return found


def again(client: Client, kept: str, user: User) -> str:
    """Logs in from the page that holds an entry; where that leads."""
    answer = client.post(reverse("login"), {"username": str(user), "password": world.PASSWORD, "held": kept})
    return str(answer.headers["Location"])


def test_what_was_entered_waits_for_the_next_login(county: world.County) -> None:
    clerk, branch = county.users["town_clerk"], county.north_branch.pk
    client = log_in(clerk)
    Session.objects.all().delete()
    entry = {"title": "青年委员", "role": Role.SECRETARY.value, "since": "2026-11-20", "order": "7"}
    page = send(client, "registry:post-add", branch, **entry)
    assert (page.status_code, Post.objects.filter(title="青年委员").exists()) == (401, False)
    kept = page.context["form"]["held"].value()
    assert f'method="post" action="{reverse("login")}"' in page.content.decode()
    assert again(client, kept, clerk) == reverse("accounts:held")
    waiting = client.get(reverse("accounts:held")).context["held"]
    assert (waiting.path, "青年委员" in waiting.words) == (reverse("registry:post-add", args=[branch]), True)
    assert client.post(waiting.path, dict(waiting.fields)).status_code == 302
    assert Post.objects.get(title="青年委员").order == 7


def test_nothing_waits_that_was_not_signed_here_nor_of_a_login_nnor_an_empty_click(county: world.County) -> None:
    client = Client()
    assert again(client, "x" * 40, county.users["town_clerk"]) == reverse("desk")
    assert where(client, reverse("accounts:held")) == reverse("desk")
    for page, entered in (("accounts:password", {"new": "x"}), ("accounts:prove", {"password": "x"}), ("desk", {})):
        answer = send(Client(), page, **entered)
        assert (answer.status_code, "held" in str(answer.headers)) in {(302, False), (405, False)}


def test_it_waits_too_where_the_password_is_asked_again(county: world.County) -> None:
    client, row = Client(), county.users["town_clerk"].person_id
    client.force_login(county.users["system_admin"])
    later(marks.FRESH)
    answer = send(client, "registry:branch-accounts-void", row=[row])
    assert answer.headers["Location"] == f"{reverse('accounts:prove')}?next=%2Fme%2Fheld%2F"
    assert client.get(reverse("accounts:held")).context["held"].words == [str(row)]
