"""Pruning whole closed days behind an anchor (SEC-35)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.core.checks import Error
from django.utils import timezone
from pytest_django import Settings

from tests.trail.make import THING, act, numbers, verified
from wuze.trail import catalogue, checks, queries
from wuze.trail.actions import prune
from wuze.trail.errors import BelowFloor
from wuze.trail.models import Anchor, Entry, Mention
from wuze.trail.values import Row
from wuze.trail.verify import Report

pytestmark = pytest.mark.django_db
DEFAULT = 365


def noon(days: int) -> datetime:
    """Noon in Shanghai, some days ago; far from midnight, so that no test depends on when it runs."""
    day = timezone.localdate() - timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(12)))


def test_nothing_due_changes_nothing() -> None:
    act(noon(DEFAULT))
    assert prune(at=noon(0)) is None
    assert numbers(Entry.objects.all()) == [1]


def test_an_empty_trail_has_nothing_due() -> None:
    assert prune(at=noon(0)) is None
    assert Anchor.objects.count() == 0


def test_whole_days_go_and_the_chain_stays_verifiable() -> None:
    made = [act(noon(days), rows=[Row(THING)]) for days in (400, 400, 366, 365, 1)]
    anchor = prune(at=noon(0))
    assert anchor == Anchor.objects.get()
    assert (anchor.number, anchor.hash, anchor.day, anchor.count) == (3, made[2].hash, made[2].day, 3)
    assert numbers(Entry.objects.all()) == [6, 5, 4]
    assert list(Mention.objects.order_by("number").values_list("number", flat=True)) == [4, 5]
    told, day = Entry.objects.first(), made[2].day
    assert told is not None
    assert catalogue.sentence(told) == f"系统清理了{day.year}年{day.month}月{day.day}日及以前的留痕3条，锚点为第3号"
    assert told.after == {"through": 3, "day": made[2].day.isoformat(), "hash": made[2].hash, "count": 3}
    assert verified() == Report(3, 4, 6, told.hash, line=5)


def test_a_trail_pruned_to_nothing_goes_on_from_its_anchor() -> None:
    last = act(noon(400))
    prune(at=noon(0))
    (told,) = Entry.objects.all()
    assert (told.number, told.previous) == (2, last.hash)
    assert verified() == Report(1, 2, 2, told.hash, line=3)


def test_pruning_goes_on_day_by_day() -> None:
    for days in (367, 366, 365):
        act(noon(days))
    assert [prune(at=noon(ago)) is not None for ago in (1, 1, 0)] == [True, False, True]
    assert list(Anchor.objects.values_list("number", "count")) == [(1, 1), (2, 1)]
    assert numbers(Entry.objects.all()) == [5, 4, 3]
    assert verified().status == 0


def test_a_clock_that_was_ahead_keeps_its_entries_longer() -> None:
    """What follows a day lies on that day, so nothing younger can be pruned before something older."""
    act(noon(10))
    act(noon(900))
    assert prune(at=noon(0)) is None
    assert queries.last_link().day == noon(10).date()


def test_sec_35_179_days_stay_whatever_the_setting(settings: Settings) -> None:
    act(noon(179))
    settings.TRAIL_RETENTION_DAYS = 179
    with pytest.raises(BelowFloor):
        prune(at=noon(0))
    settings.TRAIL_RETENTION_DAYS = 180
    assert prune(at=noon(0)) is None
    assert numbers(Entry.objects.all()) == [1]


def test_sec_35_a_setting_below_the_floor_stops_the_program(settings: Settings) -> None:
    settings.TRAIL_RETENTION_DAYS = 179
    assert checks.trail_settings() == [
        Error("留痕至少保留180天，现在设的是179天。", hint="把 WUZE_TRAIL_DAYS 改为180以上。", id="trail.E001")
    ]
    settings.TRAIL_RETENTION_DAYS = 180
    assert checks.trail_settings() == []


def test_a_short_key_stops_the_program(settings: Settings) -> None:
    settings.TRAIL_KEY = "short"
    assert [fault.id for fault in checks.trail_settings()] == ["trail.E002"]
