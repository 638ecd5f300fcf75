"""SEC-09: who loses a post, or whose post changes its role, has to log in again; nobody else has to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests import world
from tests.world import County
from wuze.accounts.enums import Role
from wuze.accounts.models import Session, User
from wuze.kernel.errors import Refused
from wuze.registry import actions
from wuze.registry.enums import HandoverState
from wuze.registry.models import Appointment, Handover

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> County:
    """With the secretaries of north and south logged in."""
    found = world.county()
    for who in ("secretary", "south_secretary"):
        Client().force_login(found.users[who])
    return found


def logged_in(user: User) -> bool:
    """Is there a session of this account?"""
    return Session.objects.filter(user=user).exists()


def own(county: County) -> Appointment:
    """The appointment of the secretary of the north."""
    return county.users["secretary"].person.appointments.get()


@pytest.mark.parametrize(("days", "stays"), [(0, False), (1, True)])
def test_sec_09_leaving_a_post_ends_the_sessions_on_the_day(county: County, days: int, stays: bool) -> None:
    until = world.DAY + timedelta(days=days)
    clerk = world.actor(county.users["town_clerk"])
    actions.end_appointment(clerk, own(county).pk, version=None, until=until, reason="离任")
    users = county.users
    assert (logged_in(users["secretary"]), logged_in(users["south_secretary"])) == (stays, True)


@pytest.mark.parametrize(("days", "stays"), [(0, False), (1, True)])
def test_sec_09_handing_a_post_over_ends_the_sessions_of_whoever_gives_it(
    county: County, days: int, stays: bool
) -> None:
    incoming = world.account(world.person("接任人"))
    row = Handover.objects.create(
        post=own(county).post, outgoing=own(county), incoming=incoming.person, on=world.DAY + timedelta(days=days), basis="文件",
        state=HandoverState.GIVEN, drafted_by="何敏", drafted_at=world.NOW,
    )  # fmt: skip
    actions.take(world.actor(incoming), row.pk, version=None)
    assert logged_in(county.users["secretary"]) is stays


def test_sec_09_another_role_of_the_post_ends_the_sessions_of_its_holder(county: County) -> None:
    row = county.users["town_clerk"].person.appointments.get().post
    Client().force_login(county.users["town_clerk"])
    lead = world.actor(county.users["lead_clerk"])
    actions.edit_post(lead, row.pk, version=None, title="党委书记", role=Role.TOWN_HEAD, order=0)
    assert not logged_in(county.users["town_clerk"])


def test_sec_19_no_post_for_an_administrator_not_even_by_a_handover(county: County) -> None:
    row = Handover.objects.create(
        post=own(county).post, outgoing=own(county), incoming=county.users["audit_admin"].person, on=world.DAY, basis="文件",
        state=HandoverState.GIVEN, drafted_by="何敏", drafted_at=world.NOW,
    )  # fmt: skip
    with pytest.raises(Refused, match="管理员不办业务"):
        actions.take(world.actor(county.users["audit_admin"]), row.pk, version=None)
    assert logged_in(county.users["secretary"])
