"""The small site as a real server, and a real browser; without a browser these tests are skipped with the reason."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from playwright.sync_api import Browser, Page

from tests.browsing import SIZES

OURS = ("wuze.kernel.", "csp.", "django.middleware.", "django.contrib.messages.")
SITE = {
    "MIDDLEWARE": [name for name in settings.MIDDLEWARE if name.startswith(OURS)],  # the kernel knows no accounts
    "ROOT_URLCONF": "tests.kernel.web.urls",
    "WUZE_DEMO": True,
    "WUZE_SITE": "青岚县两新组织党建责任",
    "LOGIN_URL": "/login/",
}


class Server(ThreadingMixIn, WSGIServer):
    """One thread per request, as browsers ask several things at once."""

    daemon_threads = True


class Silent(WSGIRequestHandler):
    """Writes no log."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[None]:
    """The small site's addresses and names."""
    with override_settings(**SITE):
        yield


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Address of the component page on a running server."""
    with override_settings(**SITE):
        running = make_server("127.0.0.1", 0, get_wsgi_application(), Server, Silent)
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/components/"
        running.shutdown()
        running.server_close()


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, server: str) -> Iterator[Page]:
    """The component page at both sizes."""
    width, height = SIZES[request.param]
    yield from opened(browser, server, width, height)


@pytest.fixture
def desk(browser: Browser, server: str) -> Iterator[Page]:
    """The component page on an office screen."""
    yield from opened(browser, server, *SIZES["desk"])


def opened(browser: Browser, address: str, width: int, height: int) -> Iterator[Page]:
    """A fresh page that has loaded; whatever the console said or asked of another host fails the test at its end."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="networkidle")
    yield page
    own = address.removesuffix("components/")
    outside = [url for url in asked if not url.startswith(own)]
    context.close()
    assert (said, outside) == ([], [])
