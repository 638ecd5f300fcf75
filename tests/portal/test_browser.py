"""What only a browser shows of the portal's pages: accessibility, width, the keyboard, the check that goes on by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import world
from tests.browsing import SIZES, cookie, looked_at
from tests.portal.making import act, approval
from wuze.accounts.models import Installation
from wuze.registry.models import Appointment
from wuze.trail.values import Who

PAGES = (
    ("lead_head", "/"), ("secretary", "/"), ("leader", "/"), ("town_head", "/"), ("audit_admin", "/"),
    ("town_clerk", "/search/?q=云峰"), ("town_clerk", "/search/"), ("town_clerk", "/history/registry.unit/{north}/"),
    ("audit_admin", "/trail/"), ("audit_admin", "/trail/2/"), ("audit_admin", "/trail/heads/"),
    ("audit_admin", "/trail/check/"), ("", "/complaint/"), ("lead_head", "/complaints/"),
)  # fmt: skip


@dataclass(frozen=True)
class Site:
    """A running site with a county in it."""

    address: str
    county: world.County
    browser: Browser

    def open(self, who: str, path: str, size: str) -> Page:
        """A page as someone sees it."""
        width, height = SIZES[size]
        context = self.browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
        if who:
            context.add_cookies([cookie(self.county.users[who], self.address)])
        page = context.new_page()
        page.goto(self.address + path.format(north=self.county.north.pk), wait_until="networkidle")
        return page


@pytest.fixture
def site(live_server: LiveServer, transactional_db: None, browser: Browser) -> Site:
    """The county with something on every desk."""
    county = world.county()
    Installation.objects.create(pk=1, name="青岚县两新组织党建责任", demo=True, demo_day=world.DAY)
    head = Appointment.objects.get(person=county.users["town_head"].person).post_id
    for index, days in enumerate((-1, 0, 1, 2, 6, 9)):
        approval(
            county.north, head, county.users["town_clerk"], f"第{index + 1}季度覆盖情况表", world.DAY + timedelta(days)
        )
    for unit in (county.north, county.south, county.north_branch):
        act(unit, who=Who("周宁", "县委社会工作部 经办", "user:990"), at=world.NOW - timedelta(hours=20),
            before={"name": "旧名"}, after={"name": unit.name})  # fmt: skip
    Client().post("/complaint/", {"once": "k" * 24, "about": "burden", "text": "四季度表要了三次"})
    return Site(live_server.url, county, browser)


def test_axe_finds_no_fault_and_no_page_is_wider_than_the_screen(site: Site) -> None:
    faults = {}
    for who, path in PAGES:
        page = site.open(who, path, "desk")
        name = f"{who}{path.split('?')[0].replace('/', '_')}{'q' if '?' in path else ''}"
        if found := looked_at(page, name):
            faults[who, path] = found
        page.context.close()
    assert faults == {}


def test_slash_goes_to_the_search_and_enter_finds(site: Site) -> None:
    page = site.open("town_clerk", "/", "desk")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("yfcy/")
    expect(page.locator("[data-slash]")).to_have_value("yfcy/")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    expect(page.locator(".wz-found mark").first).to_have_text("云峰茶业")
    page.context.close()


def test_the_check_goes_on_by_itself(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wuze.portal.viewer.check.__defaults__", (2,))
    page = site.open("audit_admin", "/trail/check/", "desk")
    expect(page.locator("#check .wz-note")).to_contain_text("完整：到第")
    assert page.locator("[hx-trigger=load]").count() == 0
    page.context.close()
