"""Rows the portal's tests share: a client of each role, entries of the trail, approvals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import world
from wuze.accounts.enums import ApprovalState
from wuze.accounts.models import Approval, User
from wuze.kernel.web.request import once_key
from wuze.registry.models import Unit
from wuze.trail.actions import record
from wuze.trail.enums import Result
from wuze.trail.models import Entry
from wuze.trail.values import Origin, Thing, Who


def client(user: User) -> Client:
    """Whoever is logged in, without the second factor's pages (they are tested in accounts)."""
    found = Client(raise_request_exception=False)
    found.force_login(user)
    return found


def act(
    thing: Thing | Unit, code: str = "registry.unit_edited", who: Who | None = None, at: datetime = world.NOW,
    result: Result = Result.DONE, before: Any = None, after: Any = None, request: str = "",
) -> Entry:  # fmt: skip
    """An entry of the trail."""
    if isinstance(thing, Unit):
        thing = Thing("registry.unit", str(thing.pk), str(thing))
    with transaction.atomic():
        return record(code, at=at, who=who or Who("周宁", "县委社会工作部 经办", "user:990"), thing=thing, before=before,
                      after=after, result=result, origin=Origin(request))  # fmt: skip


def approval(unit: Unit, post: int, asker: User, about: str = "四季度覆盖情况表", due: date | None = None) -> Approval:
    """A request for approval that waits for a post."""
    return Approval.objects.create(
        act="registry.test", act_label="延期", thing_kind="test", thing_key=about, thing_label=about, reason="要等年检",
        unit_label=str(unit), units=[unit.pk], due=due, asked_user=asker.pk, asked_by=asker.person.name,
        asked_at=world.NOW - timedelta(days=2), post=post, post_label=f"{unit}负责人", state=ApprovalState.ASKED,
    )  # fmt: skip


def send(browser: Client, path: str, **fields: str) -> Any:
    """A form, with a fresh one-time key."""
    return browser.post(path, {"once": once_key(), **fields})


@contextmanager
def counted() -> Iterator[CaptureQueriesContext]:
    """The queries of a block."""
    with CaptureQueriesContext(connection) as queries:
        yield queries
