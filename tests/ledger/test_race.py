"""Two people close one task at once: one does, the other hears why not. Real threads, real commits."""

from __future__ import annotations

import pytest

from tests.ledger.site import Site
from tests.races import at_once
from wuze.ledger import actions
from wuze.ledger.models import Task
from wuze.trail.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_of_two_closes() -> None:
    site = Site()
    task = site.task("done")
    actors = [site.actor("second_clerk"), site.actor("lead_head")]
    told = at_once(lambda number: actions.close(actors[number], task.pk, version=None, how="看了"))
    assert [one.sentence.endswith("核验，现在不能这样办。") for one in told] == [True]
    assert Entry.objects.filter(code="ledger.closed").count() == 1


def test_two_set_up_at_once_and_both_have_a_number() -> None:
    site = Site()
    units = [site.county.north, site.county.south]
    actors = [site.actor("lead_clerk"), site.actor("second_clerk")]

    def set_up(number: int) -> None:
        actions.set_up(actors[number], units[number].pk, actions.Content("甲", "duty", "x", "x", "x", term=5))

    assert at_once(set_up) == []
    assert sorted(Task.objects.values_list("code", flat=True)) == ["2026-0001", "2026-0002"]
