"""One county with everybody in it and logged in, laid once for the tests of a file; each test's own changes are undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import reset_queries, transaction
from pytest_django import DjangoDbBlocker

from tests import world
from tests.matrix.visitors import Visitors


@pytest.fixture(scope="module")
def everybody(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Visitors]:
    """At the doors of one small county."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = Visitors(world.county())
        for who in made.accounts:
            made.client(who)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def visitors(everybody: Visitors, django_db_blocker: DjangoDbBlocker) -> Iterator[Visitors]:
    """The same, and as they were before this test."""
    with django_db_blocker.unblock(), transaction.atomic():
        reset_queries()
        yield everybody
        transaction.set_rollback(True)
