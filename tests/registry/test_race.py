"""Two clerks appoint to one post at once: one wins, the other gets the sentence. Real threads, real commits."""

from __future__ import annotations

import pytest

from tests import world
from tests.races import at_once
from wuze.accounts.enums import Role
from wuze.registry import actions
from wuze.registry.actions import NewPerson
from wuze.registry.models import Appointment
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_of_two_appoints() -> None:
    county = world.county()
    post = world.post(county.north, Role.TOWN_HEAD, "组织委员")
    actors = [world.actor(county.users[who]) for who in ("town_clerk", "lead_clerk")]

    def appoint(number: int) -> None:
        actions.appoint(actors[number], post.pk, new=NewPerson(f"人{number}"), since=world.DAY, basis="x")

    told = at_once(appoint)
    row = Appointment.objects.get(post=post)
    assert [one.sentence for one in told] == [f"{row.person}在任。换人请办交接；只离任不接替请先办离任。"]
    assert Entry.objects.filter(code="registry.appointed").count() == 1
