"""Numbers kept until something is done: by scope, by day, never past an entry of the trail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from tests import world
from tests.registry.organisations import making
from wuze.accounts.values import Actor
from wuze.registry.memo import ASIDE, ELSEWHERE, KEPT, QUIET, Keeping, unchanged
from wuze.registry.models import Standing
from wuze.trail.actions import record
from wuze.trail.catalogue import codes
from wuze.trail.values import SYSTEM, Thing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _keeping(settings: Settings) -> Iterator[None]:
    settings.CACHES = world.KEEPING
    caches[KEPT].clear()
    yield
    caches[KEPT].clear()


def act() -> None:
    """Something is done, and so the trail has one more entry."""
    with transaction.atomic():
        record("trail.pruned", at=world.NOW, who=SYSTEM, thing=Thing("trail.trail", "", "留痕"), after={"count": 0})


def test_counted_anew_only_after_an_act() -> None:
    site, numbers = making.registered(), iter(range(9))
    clerk, town = site.actor("lead_clerk"), site.actor("town_clerk")

    def ask(who: Actor = clerk, day: date = world.DAY) -> int:
        return Keeping(who, few=0).kept((day,), lambda: next(numbers))

    assert [ask(), ask(), ask(town), ask(town), ask(day=world.LONG_AGO)] == [0, 0, 1, 1, 2]
    assert ask(site.actor("leader")) == 0
    act()
    assert [ask(), ask()] == [3, 3]


def test_a_login_changes_nothing() -> None:
    clerk, numbers = making.registered().actor("lead_clerk"), iter(range(9))
    act()
    assert Keeping(clerk, few=0).kept((), lambda: next(numbers)) == 0
    with transaction.atomic():
        record(QUIET[0], at=world.NOW, who=SYSTEM, thing=Thing("accounts.user", "1", "何敏"), after={"how": "口令"})
    assert Keeping(clerk, few=0).kept((), lambda: next(numbers)) == 0
    act()
    assert Keeping(clerk, few=0).kept((), lambda: next(numbers)) == 1


def test_acts_of_packages_above_change_no_number_of_the_registry_and_its_own_do() -> None:
    clerk, numbers = making.registered().actor("lead_clerk"), iter(range(9))

    def ask() -> int:
        return Keeping(clerk, few=0).kept((), lambda: next(numbers))

    def done(code: str) -> None:
        with transaction.atomic():
            record(code, at=world.NOW, who=SYSTEM, thing=Thing("ledger.task", "1", "事项"), after={"units": 1})

    assert ask() == 0
    done("ledger.issued_many")
    assert ask() == 0
    assert unchanged((), lambda: next(numbers)) == 1
    done("ledger.issued_many")
    assert unchanged((), lambda: next(numbers)) == 2
    done("registry.appointed")
    done("accounts.opened")
    assert ask() == 0
    done("registry.units_laid")
    assert [ask(), ask()] == [3, 3]


def test_what_stands_above_is_above() -> None:
    ours_too = {"registry", "trail", "config"}  # of config: after a restore all is other
    ours = {"test"}  # other tests of this process register acts of their own
    assert {code.partition(".")[0] for code in codes()} - ours_too - ours == set(ELSEWHERE)


def test_named_entries_are_known_to_the_catalogue() -> None:
    assert {*QUIET, *ASIDE} <= set(codes())


def test_a_small_registry_is_counted_each_time() -> None:
    site, numbers = making.registered(), iter(range(9))
    clerk = site.actor("lead_clerk")
    assert [Keeping(clerk).kept((), lambda: next(numbers)) for _ in range(2)] == [0, 1]
    Standing.objects.all().delete()
    assert Keeping(clerk, few=0).kept((), lambda: next(numbers)) == 2


def test_two_short_queries_where_it_is_known() -> None:
    clerk = making.registered().actor("lead_clerk")
    act()
    Keeping(clerk, few=0).kept((), lambda: 1)
    with CaptureQueriesContext(connection) as seen:
        assert Keeping(clerk, few=0).kept((), lambda: 2) == 1
    assert len(seen) == 2
