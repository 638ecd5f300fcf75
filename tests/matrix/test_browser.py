"""Every page of the matrix in a browser: no fault found by axe, nothing wider than the screen, no complaint on the console,
no request to anywhere else. Each page is seen by the first visitor for whom it opens.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, ConsoleMessage, Error, Page
from pytest_django.live_server_helper import LiveServer

from tests import world
from tests.browsing import cookie, looked_at
from tests.matrix import addresses, makers
from tests.matrix.matrix import keys, matrix
from tests.matrix.visitors import EVERYBODY, NOBODY, accounts

pytestmark = pytest.mark.no_cover
"""As test_matrix."""

PARTS = 4
"""So many tests share the addresses, that workers may share them."""

NOT_A_PAGE = {"healthz"}
"""Plain text for a machine."""


@dataclass
class Door:
    """A browser with one visitor in it, and what it complained about."""

    page: Page
    address: str
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda fault: self.said.append(str(fault)))
        self.page.on("request", lambda sent: self._stays(sent.url))

    def faults(self, path: str) -> list[str]:
        """What is wrong with this page; [] also for a file to download."""
        self.said.clear()
        try:
            self.page.goto(self.address + path)
        except Error as fault:  # a download begins instead of a page
            return [] if "Download is starting" in str(fault) else [str(fault)]
        if not self.page.evaluate("document.doctype !== null"):
            return []  # a file, or a piece of a page
        return [*looked_at(self.page), *self.said]

    def _heard(self, line: ConsoleMessage) -> None:
        """A file that is shown names no icon: the browser then asks for one that is not there."""
        if line.type in {"error", "warning"} and not line.location["url"].endswith("/favicon.ico"):
            self.said.append(line.text)

    def _stays(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.said.append(f"asks elsewhere: {url}")


def visits(county: world.County, part: int) -> Iterator[tuple[str, str]]:
    """Who opens which address of this part."""
    for address in addresses.site()[part::PARTS]:
        if "GET" not in address.methods or address.name in NOT_A_PAGE:
            continue
        lines = matrix().get(keys(address)["GET"])
        if lines is None:
            continue
        things = makers.made(address.name, address.parameters, county)
        for owner, kwargs in things.items():
            line = lines.get(owner) or next(iter(lines.values()))
            whom = [who for who in EVERYBODY if who in line.opens]
            if whom:
                known = [who for who in whom if who not in NOBODY]
                yield (known or whom)[0], reverse(address.name, kwargs=kwargs)
                break


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_for_every_eye(live_server: LiveServer, transactional_db: None, browser: Browser, part: int) -> None:
    county = world.county()
    who_is = accounts(county)
    doors: dict[str, Door] = {}
    faults: list[str] = []
    seen = 0
    for who, path in visits(county, part):
        if who not in doors:
            context = browser.new_context(locale="zh-CN")
            if user := who_is[who]:
                context.add_cookies([cookie(user, live_server.url)])
            doors[who] = Door(context.new_page(), live_server.url)
        seen += 1
        faults += [f"{who} {path}: {fault}" for fault in doors[who].faults(path)]
    for door in doors.values():
        door.page.context.close()
    assert seen > 40
    assert "\n".join(faults) == ""
