"""Two people close one task at once: one does, the other hears why not. Real threads, real commits."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.ledger.site import Site
from wuze.accounts.values import Actor
from wuze.kernel.errors import WuzeError
from wuze.ledger import actions
from wuze.ledger.models import Task
from wuze.registry.models import Unit
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(acts: list[tuple[Actor, object]], act: object) -> list[str]:
    """What each of two hears; "" for the one who did it."""
    begin = threading.Barrier(2)
    assert callable(act)

    def one(number: int) -> str:
        try:
            begin.wait(timeout=30)
            act(*acts[number])
        except WuzeError as refused:
            return refused.sentence
        else:
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(one, range(2)))


def test_one_of_two_closes() -> None:
    site = Site()
    task = site.task("done")
    actors = [site.actor("second_clerk"), site.actor("lead_head")]

    def close(actor: Actor, _more: object) -> None:
        actions.close(actor, task.pk, version=None, how="看了")

    answers = at_once([(one, None) for one in actors], close)
    assert (answers[0], answers[1].endswith("核验，现在不能这样办。")) == ("", True)
    assert Entry.objects.filter(code="ledger.closed").count() == 1


def test_two_set_up_at_once_and_both_have_a_number() -> None:
    site = Site()
    units = [site.county.north, site.county.south]
    actors = [site.actor("lead_clerk"), site.actor("second_clerk")]

    def set_up(actor: Actor, unit: Unit) -> None:
        actions.set_up(actor, unit.pk, actions.Content("甲", "duty", "x", "x", "x", term=5))

    assert at_once(list(zip(actors, units, strict=True)), set_up) == ["", ""]
    assert sorted(Task.objects.values_list("code", flat=True)) == ["2026-0001", "2026-0002"]
