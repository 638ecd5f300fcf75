"""Clicks, counted in a browser: two from a figure to its rule, fact, source and person; one more to the single matter; one
back to the figure."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.assessment.rounds_path import laid
from tests.assessment.rounds_site import Site
from tests.assessment.test_readings_browser import opened
from tests.browsing import looked_at


class Clicks:
    """A reader who clicks, and how often."""

    def __init__(self, page: Page) -> None:
        self.page, self.number = page, 0

    def on(self, name: str) -> None:
        """A link inside the page, by its words."""
        self.page.locator("main").get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state("networkidle")
        self.number += 1


@pytest.mark.parametrize(("who", "size"), [("lead_clerk", "desk"), ("town_clerk", "desk"), ("secretary", "phone")])
def test_two_clicks_from_the_figure_and_one_back(
    browser: Browser, live_server: LiveServer, transactional_db: None, who: str, size: str
) -> None:
    site = Site()
    row, _ = laid(site)
    card = f"/assessment/rounds/results/{site.result(row).pk}/"
    page = opened(browser, live_server, site.users[who], card, size)
    reader = Clicks(page)
    reader.on("交办事项")
    why = page.locator("tr.is-open")
    expect(why).to_contain_text("按时办结率乘以10分")
    expect(why).to_contain_text("按时办结率＝50%")
    expect(why.get_by_role("link", name="D-12 台账与汇报")).to_be_visible()
    reader.on("台账：节点在期内的2件")
    rows = page.locator("#nodes tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("迟5天")
    expect(rows.first).to_contain_text("李书记")
    assert (reader.number, looked_at(page)) == (2, [])
    reader.on("核对党员去向1")
    expect(page.get_by_role("heading", level=1)).to_have_text("核对党员去向1")
    assert reader.number == 3
    reader.on("2026年度两新党组织考核：交办事项得5.00分")
    expect(page.locator("tr.is-open")).to_contain_text("按时办结率乘以10分")
    assert (reader.number, page.url.endswith(f"{card}?open=B2#i-B2")) == (4, True)
    page.context.close()
