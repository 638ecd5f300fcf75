"""三员分立, played by users: who is set up, who proposes, who confirms, and what none of them sees (SEC-19)."""

from __future__ import annotations

import time

import pytest
from django.test import Client
from django.urls import reverse

from tests import world
from tests.accounts.login.way import NEW, factor, log_in, send, where
from wuze.accounts.actions import first_administrators
from wuze.accounts.enums import Capability, Role
from wuze.accounts.grants.states import GrantVerb
from wuze.accounts.login import totp
from wuze.accounts.models import Grant, Installation, Person, User

pytestmark = pytest.mark.django_db
NAMES = ("田守一", "邵安二", "柯审三")


def whole(username: str, secret: str) -> Client:
    """A browser in which a one-time password was changed and a second factor shown: the whole real way in."""
    client = log_in(username, secret)
    assert where(client) == reverse("accounts:password")
    send(client, "accounts:password", new=NEW, again=NEW)
    user = User.objects.get(username=username)
    shown = factor(user, int(time.time()))
    client = log_in(username, NEW)
    client.post(reverse("accounts:second"), {"code": totp.code_at(shown, int(time.time()))})
    assert where(client) == ""
    return client


def test_sec_19_from_a_fresh_site_to_a_reader_it_takes_two_of_three() -> None:
    made = first_administrators(NAMES, world.page_now())
    system, security, audit = (whole(*one) for one in made)
    someone = Person.objects.create(name="丁阅")
    assert send(system, "accounts:open", person=someone.pk, username="dingyue").status_code == 200
    user = User.objects.get(username="dingyue")
    entered = {"user": user.pk, "role": Role.READER, "reason": "县委办函"}
    assert send(system, "accounts:propose", **entered).status_code == 403
    assert send(security, "accounts:propose", **entered).status_code == 302
    grant = Grant.objects.get(user=user)
    own = send(security, "accounts:decide", grant.pk, GrantVerb.CONFIRM, reason="同意", version=grant.version)
    assert (own.status_code, "提出的人不能自己复核" in own.content.decode()) == (403, True)
    assert Grant.objects.get(user=user).confirmed_at is None
    done = send(audit, "accounts:decide", grant.pk, GrantVerb.CONFIRM, reason="同意", version=grant.version)
    assert done.status_code == 302
    grant.refresh_from_db()
    assert (grant.proposed_by, grant.confirmed_by) == ("邵安二", "柯审三")
    for client in (system, security, audit):
        pages = ("registry:home", "registry:people", "registry:handovers", "approvals:list", "search")
        assert [client.get(reverse(page)).status_code for page in pages] == [403] * 5
    assert [client.get(reverse("trail")).status_code for client in (system, security, audit)] == [403, 403, 200]
    assert [client.get(reverse("accounts:open")).status_code for client in (system, security, audit)] == [200, 403, 403]


def test_sec_19_the_system_administrator_outside_comes_in_again_by_the_audit_administrator_alone() -> None:
    made = first_administrators(NAMES, world.page_now())
    log_in(*made[0])  # the link is used up, no password of one's own came about
    security, audit = whole(*made[1]), whole(*made[2])
    lost, other = (User.objects.get(username=made[number][0]) for number in (0, 1))
    entered = {"reason": "浏览器关了", "version": lost.version}
    assert send(security, "accounts:change", lost.pk, "reset", **entered).status_code == 403
    assert send(audit, "accounts:change", other.pk, "reset", reason="忘了", version=other.version).status_code == 403
    shown = send(audit, "accounts:change", lost.pk, "reset", **entered)
    assert where(log_in(lost.username, shown.context["slips"][0].secret)) == reverse("accounts:password")


def test_sec_19_the_small_office_mode_gives_the_three_nothing_and_lets_nobody_confirm_alone() -> None:
    county = world.county()
    Installation.objects.create(pk=1, small_office=True)
    security = Client()
    security.force_login(county.users["security_admin"])
    user = world.account(world.person("丁阅"))
    send(security, "accounts:propose", user=user.pk, role=Role.READER, reason="函")
    grant = Grant.objects.get(user=user)
    assert send(security, "accounts:decide", grant.pk, GrantVerb.CONFIRM, reason="同意").status_code == 403
    business = {Capability.SEE_UNITS, Capability.APPROVE, Capability.EXPORT, Capability.ENTER_FOR, Capability.SEARCH}
    for who in ("system_admin", "security_admin", "audit_admin"):
        actor = world.actor(county.users[who], small_office=True)
        assert not actor.capabilities & business
