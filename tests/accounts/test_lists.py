"""The list of accounts with its filters, and people found by searching instead of in a box of a thousand."""

from __future__ import annotations

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import world
from tests.accounts.login.way import send
from wuze.accounts.enums import Role
from wuze.accounts.models import Grant, User
from wuze.accounts.queries import OFFERED

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> world.County:
    """Everybody."""
    return world.county()


def page(user: User, name: str, fragment: bool = False, /, **terms: str) -> str:
    """A page as somebody sees it."""
    client = Client()
    client.force_login(user)
    headers = {"HX-Request": "true"} if fragment else {}
    return client.get(reverse(name), terms, headers=headers).content.decode()


def test_accounts_by_role_whether_by_post_or_by_grant(county: world.County) -> None:
    admin = county.users["system_admin"]
    clerks = page(admin, "accounts:list", role=Role.TOWN_CLERK)
    shown = {who for who, user in county.users.items() if f">{user.username}<" in clerks}
    assert shown == {"town_clerk", "south_clerk"}
    auditors = page(admin, "accounts:list", role=Role.AUDIT_ADMIN)
    assert {who for who, user in county.users.items() if f">{user.username}<" in auditors} == {"audit_admin"}
    Grant.objects.filter(role=Role.AUDIT_ADMIN).update(until=world.DAY)
    assert f">{county.users['audit_admin'].username}<" not in page(admin, "accounts:list", role=Role.AUDIT_ADMIN)


def test_accounts_that_are_locked_or_were_never_used(county: world.County) -> None:
    admin, locked, fresh = (county.users[who] for who in ("system_admin", "town_clerk", "secretary"))
    AccessAttempt.objects.create(username=locked.username, failures_since_start=5, attempt_time=timezone.now())
    fresh.password_until = timezone.now()
    fresh.save()
    for value, wanted, other in (("locked", locked, fresh), ("once", fresh, locked)):
        text = page(admin, "accounts:list", lock=value)
        assert (f">{wanted.username}<" in text, f">{other.username}<" in text) == (True, False)


def test_only_the_system_administrator_is_offered_to_open(county: world.County) -> None:
    found = [
        reverse("accounts:open") in page(county.users[who], "accounts:list") for who in ("system_admin", "audit_admin")
    ]
    assert found == [True, False]


def test_people_are_found_by_searching_and_a_box_stays_short(county: world.County) -> None:
    for number in range(OFFERED + 5):
        world.person(f"甲{number:02d}")
    last = world.person("庄末")
    admin = county.users["system_admin"]
    first = page(admin, "accounts:open")
    assert (first.count("<option"), "庄末" in first, "列前20个" in first) == (OFFERED + 1, False, True)
    for words in ("庄", "zm", "ZM"):
        found = page(admin, "accounts:open", q=words)
        assert ("庄末" in found, "甲01" in found) == (True, False)
    fragment = page(admin, "accounts:open", True, q="庄")
    assert ('id="entry"' in fragment, "<html" in fragment) == (True, False)
    assert "没有可选的人" in page(admin, "accounts:open", q="无此人")
    held = world.holder(county.north, Role.TOWN_CLERK, "庄中").person
    held.account.delete()
    found = page(admin, "accounts:open", q="庄")
    assert (">庄末</option>" in found, f">庄中（{held.appointments.get().post}）</option>" in found) == (True, True)
    client = Client()
    client.force_login(admin)
    assert send(client, "accounts:open", person=last.pk).status_code == 200
    assert User.objects.filter(person=last).exists()


def test_a_grant_is_proposed_for_an_account_found_by_its_name(county: world.County) -> None:
    admin = county.users["security_admin"]
    for number in range(OFFERED):
        world.account(world.person(f"甲{number:02d}"))
    target = world.account(world.person("庄末"), "zz-last")
    assert "庄末" not in page(admin, "accounts:propose")
    assert "庄末" in page(admin, "accounts:propose", q="zz-l")
    client = Client()
    client.force_login(admin)
    assert send(client, "accounts:propose", user=target.pk, role=Role.READER, reason="函").status_code == 302
    assert Grant.objects.filter(user=target, role=Role.READER).count() == 1
