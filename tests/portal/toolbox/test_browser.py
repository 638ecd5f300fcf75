"""What only a browser shows: the whole path by mouse, accessibility and width of each page, and no script needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import world
from tests.browsing import SIZES, cookie, looked_at
from tests.excel.handout.towns import write_base
from tests.portal.toolbox.bench import DATA, everything
from wuze.accounts.models import User
from wuze.portal.toolbox.keeper import Keeper


@pytest.fixture
def keeper(root: Path) -> Iterator[Keeper]:
    """The part of the background process that does the jobs."""
    found = Keeper(root)
    found.start()
    yield found
    found.stop()


@pytest.fixture
def clerk(transactional_db: None) -> User:
    """A town's clerk."""
    return world.county().users["town_clerk"]


def page_of(browser: Browser, server: LiveServer, user: User, size: str, *, script: bool = True) -> Page:
    """A logged-in page."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", java_script_enabled=script, accept_downloads=True
    )
    context.add_cookies([cookie(user, server.url)])
    return context.new_page()


def test_drop_wait_take(
    browser: Browser, live_server: LiveServer, clerk: User, keeper: Keeper, root: Path, tmp_path: Path
) -> None:
    page = page_of(browser, live_server, clerk, "phone")
    page.goto(f"{live_server.url}/tools/")
    faults = {"tools": looked_at(page)}
    page.get_by_role("link", name="拆分下发").click()
    page.set_input_files("[name=base]", write_base(tmp_path / "总表.xlsx", 2, 3))
    page.fill("[name=by]", "属地")
    faults["tool"] = looked_at(page)
    page.get_by_role("button", name="拆开").click()
    take = page.get_by_role("button", name="取文件：总表-下发.zip")
    expect(take).to_be_visible(timeout=60_000)
    faults["job"] = looked_at(page)
    with page.expect_download() as download:
        take.click()
    assert download.value.suggested_filename == "总表-下发.zip"
    assert download.value.path().stat().st_size > 1000
    page.reload()
    expect(page.locator("#job")).to_contain_text("本站没有留存")
    assert everything(root) == ["job.json", "state.json"]
    assert faults == {"tools": [], "tool": [], "job": []}
    page.context.close()


def test_without_script_the_page_goes_on_by_itself(
    browser: Browser, live_server: LiveServer, clerk: User, keeper: Keeper
) -> None:
    page = page_of(browser, live_server, clerk, "desk", script=False)
    page.goto(f"{live_server.url}/tools/read/")
    page.set_input_files("[name=table]", DATA)
    page.get_by_role("button", name="读表").click()
    expect(page.locator("#job")).to_contain_text("没有找到评分表", timeout=60_000)
    assert page.locator("[hx-get]").count() == 0
    page.context.close()
