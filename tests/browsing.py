"""A real browser for tests: the system's Chromium, logins for it, and what is looked for on every page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import Browser, Page, sync_playwright

from tests.architecture import tree
from tools.browser import chromium
from wuze.accounts.models import User

SIZES = {"desk": (1366, 768), "phone": (390, 844)}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

_AXE = tree.ROOT / "tests/kernel/web/vendor/axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """tags => axe.run(document, {runOnly: tags, resultTypes: ['violations'], selectors: false}).then(
    found => found.violations.map(
        fault => fault.id + ': ' + fault.nodes.map(node => node.html.slice(0, 160)).join(' | ')))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, headless; without one the test is skipped with the reason."""
    path = chromium()
    if path is None:
        pytest.skip("没有装 Chromium：装好后这些测试才会跑")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright runs a loop in this thread
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def cookie(user: User, address: str) -> SetCookieParam:
    """A login for a context of the browser."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": address}


def by_axe(page: Page) -> list[str]:
    """Faults of accessibility, with where they stand."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(_RUN, _RULES)
    return found


def too_wide(page: Page) -> list[str]:
    """A fault where the page is wider than the screen."""
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return [f"{wide} wide on {screen}"] if wide > screen else []


def looked_at(page: Page, name: str = "") -> list[str]:
    """Both, on an office screen and on a phone: one page, loaded once. With a name and ``PICTURES``, a folder, pictures
    are kept for whoever wants to look."""
    found, stood = [], page.viewport_size
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        found += [f"{size}: {fault}" for fault in (*by_axe(page), *too_wide(page))]
        if name and (folder := os.environ.get("PICTURES")):
            page.screenshot(path=Path(folder) / f"{size}-{name}.png", full_page=True)
    if stood:
        page.set_viewport_size(stood)
    return found
