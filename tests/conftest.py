"""What all tests share: hypothesis without clocks, a trail that can be emptied, a list of what has grown too long."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from hypothesis import HealthCheck, settings

from tests.architecture import guards, tree
from tests.browsing import browser as browser  # noqa: PLC0414 - pytest finds fixtures by name
from wuze.accounts import marks
from wuze.kernel.web.request import Moment
from wuze.trail import triggers
from wuze.trail.models import Anchor, Entry, Mention

# Speed is measured in bench/, never asserted; CI draws the same examples each time, so that a failure can be repeated.
settings.register_profile("wuze", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("wuze"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "wuze")


_force_login = Client.force_login


def whole_login(client: Client, user: Any, backend: str | None = None) -> None:
    """``client.force_login`` of all tests: a whole login, with the marks that our own sets (password just now, second
    factor shown). The real way in is tried in ``tests/accounts/login``."""
    _force_login(client, user, backend)
    session, now = client.session, int(Moment.read().now.timestamp())
    session.update(
        {marks.OPENED: now, marks.SEEN: now, marks.PROVED: now, marks.FACTOR: marks.PASSED, marks.NUMBER: "here"}
    )
    session.save()


setattr(Client, "force_login", whole_login)  # noqa: B010 - replaces a method, for all tests


@pytest.fixture
def unguarded_trail() -> Iterator[None]:
    """The trail as someone has it who owns the database: without its triggers."""
    triggers.off(connection)
    yield
    triggers.on(connection)


@pytest.fixture(autouse=True)
def _emptied_trail(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test that really commits, the trail's own guards would keep its entries for the next one."""
    marker = request.node.get_closest_marker("django_db")
    asked = {"live_server", "transactional_db"} & set(request.fixturenames)
    commits = bool(asked) or bool(marker and marker.kwargs.get("transaction"))
    if commits:
        request.getfixturevalue("transactional_db")  # laid before this fixture, so emptied after it
    yield
    if commits:
        with transaction.atomic():
            triggers.off(connection)
            for model in (Mention, Entry, Anchor):
                model.objects.all().delete()
            triggers.on(connection)


@pytest.fixture(scope="session", autouse=True)
def _store_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Evidence files of all tests lie in a folder that goes with them."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("store") / "files"):
        yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Report, without stopping, files and functions over the wanted sizes."""
    wanted = (guards.FILE_WANTED, guards.FUNCTION_WANTED)
    long = [fault for name in tree.python("src") for fault in guards.too_long(name, tree.text(name), *wanted)]
    if long:
        terminalreporter.section("longer than wanted")
        terminalreporter.write_line("\n".join(long))
