"""Page or fragment, a lost login, messages as an event, and the headers of every answer (SEC-13, SEC-71)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import messages
from django.contrib.messages.middleware import MessageMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import Client, RequestFactory, override_settings

from tests.kernel.web.conftest import SITE
from wuze.kernel.web.htmx import is_fragment
from wuze.kernel.web.middleware import FragmentMiddleware

FRAGMENT = {"hx-request": "true"}
CSP = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'",
    "connect-src 'self'", "manifest-src 'self'", "worker-src 'self'", "form-action 'self'", "base-uri 'none'",
    "frame-ancestors 'none'", "object-src 'none'",
}  # fmt: skip


def asked(headers: dict[str, str]) -> HttpRequest:
    """A request with these headers."""
    return RequestFactory().get("/part/", headers=headers)


@pytest.mark.parametrize(
    ("headers", "fragment"),
    [
        ({}, False),
        ({"hx-request": "true"}, True),
        ({"hx-request": "true", "hx-boosted": "true"}, False),
        ({"hx-request": "true", "hx-history-restore-request": "true"}, False),
        ({"hx-boosted": "true"}, False),
    ],
)
def test_boosted_and_restored_pages_are_no_fragments(headers: dict[str, str], fragment: bool) -> None:
    assert is_fragment(asked(headers)) is fragment


def test_a_page_and_its_list_come_from_one_view(site: None) -> None:
    page = Client().get("/components/", headers={"host": "127.0.0.1"}).content.decode()
    part = Client().get("/components/", headers={"host": "127.0.0.1"} | FRAGMENT).content.decode()
    assert [text.strip().startswith("<!doctype html>") for text in (page, part)] == [True, False]
    assert part.strip().startswith('<section class="wz-list" id="ledger"')


def answered(response: HttpResponse, headers: dict[str, str], *said: tuple[int, str]) -> HttpResponse:
    """What the middleware makes of a response, with messages waiting."""

    def view(request: HttpRequest) -> HttpResponse:
        for level, text in said:
            messages.add_message(request, level, text)
        return response

    request = asked(headers)
    request.META["HTTP_HOST"] = "127.0.0.1"
    inner = FragmentMiddleware(view)
    with override_settings(LOGIN_URL="/login/"):
        answer = MessageMiddleware(inner)(request)
    assert isinstance(answer, HttpResponse)
    return answer


def test_messages_travel_with_a_fragment_beside_what_the_view_set() -> None:
    response = HttpResponse("x", headers={"HX-Trigger": '{"mine": {}}'})
    said = ((messages.ERROR, "没有办成"), (messages.SUCCESS, "交了"))
    header = answered(response, FRAGMENT, *said).headers["HX-Trigger"]
    assert header.isascii()
    assert json.loads(header) == {
        "mine": {},
        "wuze:notices": {"notices": [{"kind": "bad", "text": "没有办成"}, {"kind": "plain", "text": "交了"}]},
    }


def test_a_page_keeps_its_messages_for_the_template() -> None:
    assert "HX-Trigger" not in answered(HttpResponse("x"), {}, (messages.INFO, "等")).headers
    assert "HX-Trigger" not in answered(HttpResponse("x"), FRAGMENT).headers


@pytest.mark.parametrize(
    ("shown", "back"),
    [
        ("http://127.0.0.1/ledger/?q=1", "%2Fledger%2F%3Fq%3D1"),
        ("http://elsewhere.example/ledger/", "%2F"),
        ("", "%2F"),
    ],
)
def test_a_lost_login_moves_the_browser_and_comes_back_to_the_page_shown(shown: str, back: str) -> None:
    lost = HttpResponseRedirect("/login/?next=/part/")
    lost.set_cookie("kept", "1")
    answer = answered(lost, FRAGMENT | {"hx-current-url": shown})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, f"/login/?next={back}")
    assert answer.cookies["kept"].value == "1"


def test_any_other_redirect_moves_the_browser_too_and_keeps_messages_for_there() -> None:
    answer = answered(HttpResponseRedirect("/task/7/"), FRAGMENT, (messages.SUCCESS, "交了"))
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, "/task/7/")
    assert "HX-Trigger" not in answer.headers
    assert "messages" in answer.cookies
    sent = answered(HttpResponse(headers={"HX-Redirect": "/task/8/"}), FRAGMENT, (messages.SUCCESS, "交了"))
    assert "HX-Trigger" not in sent.headers


def test_a_redirect_of_a_page_stays_one() -> None:
    answer = answered(HttpResponseRedirect("/login/"), {})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/login/")
    assert answer.headers["Vary"] == "HX-Request, HX-Boosted"


@pytest.mark.parametrize("path", ["/components/", "/nowhere/", "/static/wuze/wuze.css"])
def test_sec_13_and_sec_71_headers_of_every_answer(site: None, db: None, path: str) -> None:
    answer = Client().get(path, headers={"host": "127.0.0.1"})
    answer.close()
    headers = answer.headers
    assert set(headers["Content-Security-Policy"].split("; ")) == CSP
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    denied = set(headers["Permissions-Policy"].split(", "))
    assert {"geolocation=()", "camera=()", "microphone=()"} <= denied
    assert all(rule.endswith("=()") for rule in denied)


def test_a_verb_says_what_was_done_on_the_page_it_returns_to(site: None) -> None:
    client = Client(headers={"host": "127.0.0.1"})
    answer = client.post("/components/act/", follow=True)
    assert '<p class="wz-note is-plain">交给沈一帆核验了，限3个工作日。</p>' in answer.content.decode()
    assert "没有个人信息" in client.post("/components/reminder/").content.decode()


def test_a_form_without_its_token_says_what_became_of_the_entry(site: None) -> None:
    client = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    answer = client.post("/components/act/")
    assert answer.status_code == 403
    assert "没有存上" in answer.content.decode()


@pytest.mark.django_db
def test_the_component_page_is_for_developers_only() -> None:
    assert settings.DEBUG is False
    assert Client().get("/components/", headers={"host": "127.0.0.1"}).status_code == 404
    with override_settings(**SITE):
        assert Client().get("/components/", headers={"host": "127.0.0.1"}).status_code == 200


def test_a_developer_sees_the_component_page(tmp_path: Path) -> None:
    code = (
        "import django; django.setup(); from django.test import Client\n"
        "from django.core.management import call_command; call_command('migrate', verbosity=0)\n"
        "print(Client().get('/components/', headers={'host': '127.0.0.1'}).status_code)"
    )
    own = {"WUZE_DEBUG": "1", "WUZE_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "wuze.config.settings"}
    answer = subprocess.run(
        [sys.executable, "-c", code], env=dict(os.environ) | own, capture_output=True, text=True, check=False
    )
    assert (answer.stdout, answer.stderr) == ("200\n", "")
