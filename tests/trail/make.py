"""Entries for tests: who, what and when, and the shortest way to record one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from wuze.trail import catalogue
from wuze.trail.actions import record
from wuze.trail.export import lines
from wuze.trail.models import Entry
from wuze.trail.values import Origin, Thing, Who
from wuze.trail.verify import Report, verify

CHINA = timezone(timedelta(hours=8))
AT = datetime(2026, 11, 24, 9, 30, 0, 123456, tzinfo=CHINA)
WHO = Who("张三", "组织委员", "p-17", "红星村党支部", "呈批件〔2026〕8号")
THING = Thing("test.task", "T-1", "走访十家企业")
ORIGIN = Origin("req-1", "10.1.2.3")

catalogue.register({"test.done": "{who}办结了{thing}", "test.given": "{who}把{thing}交给{after.holder}"})


def act(at: datetime = AT, thing: Thing = THING, who: Who = WHO, **values: Any) -> Entry:
    """One entry; the test is inside a transaction."""
    return record("test.done", at=at, who=who, thing=thing, origin=ORIGIN, **values)


def days_ago(now: datetime, days: int) -> datetime:
    """The same time of day, some days before."""
    return now - timedelta(days=days)


def verified() -> Report:
    """The whole trail, exported and checked."""
    return verify(lines())


def numbers(entries: Any) -> list[int]:
    """Numbers in the order given."""
    return [entry.number for entry in entries]


Json = Mapping[str, Any]
