"""Two connections recording at once: one whole chain. Real threads, real commits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from tests.trail.make import AT, act, numbers, verified
from wuze.trail.models import Entry
from wuze.trail.values import Who

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, EACH = 4, 25


def apart(work: Callable[[int], None], count: int) -> None:
    """Do the work in threads that begin together, each with a connection of its own."""
    begin = threading.Barrier(count)

    def one(index: int) -> None:
        try:
            begin.wait(timeout=30)
            work(index)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        list(pool.map(one, range(count)))


def test_sec_34_writers_at_once_keep_the_chain_whole() -> None:
    def write(index: int) -> None:
        for _ in range(EACH):
            with transaction.atomic():
                Entry.objects.count()  # an action reads first
                act(who=Who(f"张{index}"))

    apart(write, WRITERS)
    assert numbers(Entry.objects.order_by("number")) == list(range(1, WRITERS * EACH + 1))
    assert verified().status == 0


def test_sec_24_a_writer_that_gives_up_leaves_no_gap() -> None:
    def write(index: int) -> None:
        for turn in range(EACH):
            with transaction.atomic():
                act(who=Who(f"张{index}"))
                transaction.set_rollback((turn + index) % 2 == 0)

    apart(write, 2)
    assert numbers(Entry.objects.order_by("number")) == list(range(1, EACH + 1))
    assert verified().status == 0


def test_an_entry_waits_for_the_one_before_to_be_committed() -> None:
    recorded, seen = threading.Event(), []

    def write(index: int) -> None:
        if index == 0:
            with transaction.atomic():
                act(AT)
                recorded.set()
                threading.Event().wait(0.3)
        else:
            recorded.wait(timeout=30)
            with transaction.atomic():
                seen.append(act(AT).number)

    apart(write, 2)
    assert seen == [2]
