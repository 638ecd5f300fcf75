"""The owner's one-time link: who gives it out, what it shows, and that an answer changes nothing by itself."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests import world
from tests.calls import client_of, text
from tests.registry.organisations import making
from tests.registry.organisations.making import Registered
from tests.registry.site import frozen, get, send
from wuze.accounts.models import OneTimeLink
from wuze.kernel.errors import Refused
from wuze.registry.links.actions import check_organisation
from wuze.registry.models import Organisation, UnitCheck

pytestmark = pytest.mark.django_db
_keys = count(1)


@pytest.fixture
def there() -> Registered:
    frozen()
    return making.registered()


def opened(there: Registered, who: str = "town_clerk") -> str:
    """A link for the owner; its address."""
    answer = send(there.county.users[who], "owner-link", there.north.pk, for_name="茶老板", days=7)
    assert answer.status_code == 200
    found = re.search(r"/registry/owner/[\w-]+/", text(answer))
    assert found is not None
    return found.group()


def said(address: str, **entered: Any) -> HttpResponse:
    """What the owner sends."""
    return Client().post(address, {"once": f"owner{next(_keys)}", **entered})  # type: ignore[return-value]  # the test client's own class


def test_the_owner_reads_what_is_held_and_says_what_is_wrong(there: Registered) -> None:
    address = opened(there)
    page = Client().get(address).content.decode()
    for words in ("茶老板", "云峰茶业有限公司", "乡镇摸底，2026年6月24日", "不填没有任何后果"):
        assert words in page
    assert "0570-6612345" not in page
    assert "柳塘" not in page
    done = said(address, same="no", note="从业人数是40人")
    assert (done.status_code, done.headers["Location"]) == (302, reverse("links:done"))
    check = UnitCheck.objects.get()
    assert (check.organisation, check.unit, check.by_link, check.entered_by) == (
        there.north,
        there.county.north_branch,
        True,
        "茶老板",
    )
    there.north.refresh_from_db()
    assert there.north.version == 1
    assert "已经办好" in Client().get(address).content.decode()
    assert "从业人数是40人" in text(get(there.county.users["town_clerk"], "organisation", there.north.pk))


def test_all_right_is_an_answer_too(there: Registered) -> None:
    assert said(opened(there), same="yes").status_code == 302
    assert UnitCheck.objects.get().same


@pytest.mark.parametrize("entered", [{"same": "no"}, {"same": "yes", "note": "人数不对"}, {}])
def test_an_answer_must_say_one_thing(there: Registered, entered: dict[str, str]) -> None:
    assert said(opened(there), **entered).status_code == 200
    assert not UnitCheck.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("town_clerk", 200),
        ("lead_clerk", 200),
        ("south_clerk", 404),
        ("secretary", 403),
        ("department", 403),
        ("leader", 403),
    ],
)
def test_who_gives_out_a_link(there: Registered, who: str, status: int) -> None:
    assert get(there.county.users[who], "owner-link", there.north.pk).status_code == status


def test_bad_entries_give_no_link(there: Registered) -> None:
    answer = send(there.county.users["town_clerk"], "owner-link", there.north.pk, for_name="", days=99)
    assert ("最多" in text(answer), OneTimeLink.objects.count()) == (True, 0)


def test_the_town_stands_in_where_nobody_covers(there: Registered) -> None:
    there.north.coverages.all().delete()
    opened(there)
    assert OneTimeLink.objects.get().unit == there.county.north.pk


def test_whoever_manages_neither_is_told_so(there: Registered) -> None:
    Organisation.objects.filter(pk=there.north.pk).update(sector=there.county.sector)
    there.north.coverages.all().delete()
    answer = get(there.county.users["sector_clerk"], "owner-link", there.north.pk)
    assert (answer.status_code, "请它的属地开" in text(answer)) == (403, True)


def test_given_again_it_is_about_the_same_organisation(there: Registered) -> None:
    opened(there)
    old = OneTimeLink.objects.get()
    answer = client_of(there.county.users["town_clerk"]).post(
        reverse("unit-links:reissue", args=[old.pk]), {"once": "again-owner"}
    )
    found = re.search(r"/registry/owner/[\w-]+/", answer.content.decode())
    assert found is not None
    assert "云峰茶业有限公司" in Client().get(found.group()).content.decode()
    assert (
        "核对本企业信息"
        not in client_of(there.county.users["town_clerk"]).get(reverse("unit-links:issue")).content.decode()
    )


def test_without_a_link_nobody_answers_for_an_owner(there: Registered) -> None:
    with pytest.raises(Refused, match="由覆盖这家的党组织提更正"):
        check_organisation(
            world.actor(there.county.users["town_clerk"]), there.north.pk, there.county.north.pk, same=True, note=""
        )
