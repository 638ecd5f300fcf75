"""Two clerks appoint to one post at once: one wins, the other gets the sentence. Real threads, real commits."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests import world
from wuze.accounts.enums import Role
from wuze.kernel.errors import Refused
from wuze.registry import actions
from wuze.registry.actions import NewPerson
from wuze.registry.models import Appointment
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_of_two_appoints() -> None:
    county = world.county()
    post = world.post(county.north, Role.TOWN_HEAD, "组织委员")
    actors = [world.actor(county.users[who]) for who in ("town_clerk", "lead_clerk")]
    begin = threading.Barrier(2)

    def one(number: int) -> str:
        try:
            begin.wait(timeout=30)
            actions.appoint(actors[number], post.pk, new=NewPerson(f"人{number}"), since=world.DAY, basis="x")
        except Refused as refused:
            return refused.sentence
        else:
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(one, range(2)))
    row = Appointment.objects.get(post=post)
    assert answers == ["", f"{row.person}在任。换人请办交接；只离任不接替请先办离任。"]
    assert Entry.objects.filter(code="registry.appointed").count() == 1
