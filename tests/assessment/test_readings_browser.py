"""What only a browser shows: a table checked with the keyboard alone, a correction read while it is typed, axe, widths."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import world
from tests.assessment.making import CHECK, RULES, cell, table
from tests.browsing import SIZES, cookie, looked_at
from wuze.accounts.models import User
from wuze.assessment.readings.enums import CellState
from wuze.assessment.readings.models import TableReading


@pytest.fixture
def clerk(transactional_db: None) -> User:
    """The clerk of the lead office."""
    return world.county().users["lead_clerk"]


def opened(browser: Browser, site: LiveServer, user: User, path: str, size: str = "desk") -> Page:
    """A page as this person sees it."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    context.add_cookies([cookie(user, site.url)])
    page = context.new_page()
    page.goto(site.url + path, wait_until="networkidle")
    return page


def states(row: TableReading) -> list[str]:
    return list(row.cells.order_by("order").values_list("state", flat=True))


def test_a_table_is_checked_with_the_keyboard_alone(browser: Browser, live_server: LiveServer, clerk: User) -> None:
    row = table(clerk, *RULES, (CHECK.replace("专题研究", "集中学习"), "10"))
    page = opened(browser, live_server, clerk, f"/assessment/readings/{row.pk}/")
    now = page.locator("tr.is-now th")
    expect(now).to_have_text("D6")  # the first that waits
    for key, place in (
        ("k", "D5"),
        ("k", "D5"),
        ("j", "D6"),
        ("n", "D7"),
        ("n", "D8"),
        ("n", "D8"),
        ("k", "D7"),
        ("k", "D6"),
    ):
        page.keyboard.press(key)
        expect(now).to_have_text(place)
    page.keyboard.press("2")  # 不管几次，只扣5分
    expect(now).to_have_text("D7")
    page.keyboard.press("l")
    expect(now).to_have_text("D8")
    page.keyboard.press("a")
    expect(page.get_by_text("都定了，可以完成核对")).to_be_visible()
    assert states(row) == [CellState.READ, CellState.ACCEPTED, CellState.LEFT, CellState.ACCEPTED]
    assert cell(row, 2).says.endswith("专题研究党建工作，扣5分。")
    page.keyboard.press("u")
    expect(page.get_by_text("轮到我们核对：还有1格要看")).to_be_visible()
    assert states(row)[3] == CellState.CHECK


def test_a_correction_is_read_while_it_is_typed(browser: Browser, live_server: LiveServer, clerk: User) -> None:
    row = table(clerk)
    page = opened(browser, live_server, clerk, f"/assessment/readings/{row.pk}/")
    page.keyboard.press("e")
    page.wait_for_url("**/cells/**")
    lines = page.locator("textarea")
    expect(lines).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("没有研究党建工作扣5分")
    expect(page.locator("#trial")).to_contain_text("没有逗号")
    page.keyboard.press("Control+a")
    page.keyboard.type("没有研究党建工作,每次扣5分")
    expect(page.locator("#trial")).to_contain_text("（1）没有研究党建工作，每次扣5分。")
    expect(page.locator("#trial")).to_contain_text("都正常")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/assessment/readings/*/?at=*")
    assert states(row)[1] == CellState.CORRECTED


def test_without_script_the_same_is_done_by_buttons(browser: Browser, live_server: LiveServer, clerk: User) -> None:
    row = table(clerk)
    client = Client()
    client.force_login(clerk)
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/assessment/readings/{row.pk}/")
    page.locator("tr.is-now").get_by_role("button", name="认可").click()
    page.locator("tr.is-now").get_by_role("button", name="留给人打分").click()
    page.get_by_role("button", name="完成核对").click()
    expect(page.get_by_text("核对完了，可以下载方案").last).to_be_visible()
    assert states(row) == [CellState.READ, CellState.ACCEPTED, CellState.LEFT]


def test_axe_finds_no_fault_and_no_page_is_wider_than_the_screen(
    browser: Browser, live_server: LiveServer, clerk: User
) -> None:
    row = table(clerk, *RULES, ("工作有特色的酌情加分；不得分的另算3%", None))
    paths = [
        "",
        "new/",
        "wordings/",
        f"{row.pk}/",
        f"{row.pk}/?show=person",
        f"{row.pk}/elements/",
        f"cells/{cell(row).pk}/",
    ]
    faults = {}
    for path in paths:
        page = opened(browser, live_server, clerk, f"/assessment/readings/{path}")
        if found := looked_at(page, path.replace("/", "_").replace("?", "_")):
            faults[path] = found
        page.context.close()
    assert faults == {}
