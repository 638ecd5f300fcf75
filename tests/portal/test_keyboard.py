"""A story for each role by the keyboard alone: in by the login page, the first line of the desk, one act, back; and at
every step one sees where one is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browsing import SIZES
from tests.ledger.site import Site
from wuze.accounts.enums import Role
from wuze.ledger.enums import TaskState
from wuze.ledger.models import Task

STEPS = 120
"""Presses of Tab after which a thing counts as out of reach."""

SEEN = """() => { const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
    return one.matches(':focus-visible') && box.width > 0 && box.height > 0
        && (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== 'none') }"""
WHERE = "() => [document.activeElement.innerText || '', document.activeElement.closest('main') !== null]"


def tab_to(page: Page, words: str, *, inside: bool = True) -> None:
    """Tab by Tab until the focus stands on what says these words; every stop on the way must be seen."""
    for _ in range(STEPS):
        page.keyboard.press("Tab")
        text, in_main = page.evaluate(WHERE)
        assert page.evaluate(SEEN), f"no visible focus at {text!r} on {page.url}"
        if words in text and in_main == inside:
            return
    raise AssertionError(f"{words} cannot be reached on {page.url}")


def go(page: Page, words: str, *, inside: bool = True) -> None:
    """There, and Enter."""
    tab_to(page, words, inside=inside)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.fixture
def ledger(transactional_db: None) -> Site:
    """A county in which something waits for each."""
    return Site()


@pytest.mark.parametrize(
    ("who", "role", "verb", "state"),
    [
        ("lead_clerk", Role.LEAD_CLERK, "认可", TaskState.DONE), ("town_clerk", Role.TOWN_CLERK, "签收", TaskState.DOING),
        ("secretary", Role.SECRETARY, "签收", TaskState.DOING),
    ],
)  # fmt: skip
def test_in_to_the_first_line_one_act_and_back(
    ledger: Site, live_server: LiveServer, browser: Browser, who: str, role: Role, verb: str, state: TaskState
) -> None:
    lead = ledger.county.north_branch if who == "secretary" else ledger.county.north
    task = ledger.task("reported" if who == "lead_clerk" else "issued", lead)
    width, height = SIZES["phone" if who == "secretary" else "desk"]
    page = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN").new_page()
    page.goto(f"{live_server.url}/login/")
    go(page, f"以〈{role.label}〉进入")
    assert page.url == f"{live_server.url}/"
    go(page, task.title)
    assert page.url.endswith(f"/ledger/{task.pk}/")
    go(page, verb)
    assert Task.objects.get(pk=task.pk).state == state
    go(page, "五责", inside=False)
    assert page.url == f"{live_server.url}/"
    page.context.close()
