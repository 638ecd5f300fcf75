"""What only a browser shows: the sentence while it is typed, axe, and no page wider than the screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests import world
from tests.assessment.schemes_making import draft, trial
from tests.assessment.test_readings_browser import opened
from tests.browsing import looked_at
from wuze.accounts.models import User


@pytest.fixture
def clerk(transactional_db: None) -> User:
    """The clerk of the lead office."""
    return world.county().users["lead_clerk"]


def test_what_is_typed_is_read_at_once(browser: Browser, live_server: LiveServer, clerk: User) -> None:
    row = draft(clerk)
    page = opened(browser, live_server, clerk, f"/assessment/schemes/{row.pk}/items/4/")
    page.locator('input[name="k-0-3"]').fill("≥3 得2")
    expect(page.locator("aside")).to_contain_text("≥3 得2")
    assert page.locator("aside .sc-says li").count() == 1


def test_the_pages_are_sound(browser: Browser, live_server: LiveServer, clerk: User) -> None:
    row = draft(clerk)
    tried = trial(clerk, row)
    paths = (
        "",
        f"{row.pk}/",
        f"{row.pk}/items/4/",
        f"{row.pk}/edit/elements/",
        f"{row.pk}/data/",
        f"trials/{tried.pk}/",
    )
    found = {}
    for path in paths:
        page = opened(browser, live_server, clerk, f"/assessment/schemes/{path}")
        found[path] = looked_at(page)
        page.context.close()
    assert found == {path: [] for path in paths}
