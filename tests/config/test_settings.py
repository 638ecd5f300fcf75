"""The settings in force: time, language, headers and cookies (SEC-11, SEC-13), a safe error page (SEC-46)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

HTTPS = {"WUZE_ORIGINS": "https://wuze.example.gov.cn"}
KEYS = {"WUZE_SECRET_KEY": "Kq3!vX9_zR7-mN2#bT5@wY8*cJ4%hL6+gD1=fS0^pQ9zz-eA8/kV4(rM", "WUZE_TRAIL_KEY": "u" * 50}
NEEDED = {"PATH", "SYSTEMROOT", "COVERAGE_PROCESS_CONFIG", "COVERAGE_PROCESS_START"}
COOKIES = [
    f"{kind}_COOKIE_{what}" for kind in ("SESSION", "CSRF") for what in ("NAME", "SECURE", "HTTPONLY", "SAMESITE")
]


def fresh(tmp_path: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A program of its own that starts with these settings."""
    kept = {name: value for name, value in os.environ.items() if name in NEEDED}
    own = {"WUZE_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "wuze.config.settings", "PYTHONUTF8": "1"}
    whole = kept | KEYS | own | environment
    return subprocess.run([sys.executable, *arguments], env=whole, capture_output=True, text=True, check=False)


def settings_of(tmp_path: Path, **environment: str) -> dict[str, Any]:
    """Cookies and a few more, as a program with this environment has them."""
    names = [
        *COOKIES,
        "DEBUG",
        "ALLOWED_HOSTS",
        "SECURE_HSTS_SECONDS",
        "SECURE_SSL_REDIRECT",
        "SECURE_PROXY_SSL_HEADER",
    ]
    code = (
        f"import json; from wuze.config import settings as s; print(json.dumps({{n: getattr(s, n) for n in {names}}}))"
    )
    answer = fresh(tmp_path, "-c", code, **environment)
    assert answer.returncode == 0, answer.stderr
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def test_time_language_and_term() -> None:
    assert (settings.USE_TZ, settings.TIME_ZONE, settings.LANGUAGE_CODE) == (True, "Asia/Shanghai", "zh-hans")
    assert (settings.SYSTEM_NAME, settings.TRAIL_RETENTION_DAYS) == ("五责", 365)


def test_sec_11_cookies_behind_https(tmp_path: Path) -> None:
    assert settings_of(tmp_path, **HTTPS) == {
        "SESSION_COOKIE_NAME": "__Host-session",
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Strict",
        "DEBUG": False,
        "ALLOWED_HOSTS": ["wuze.example.gov.cn"],
        "SECURE_HSTS_SECONDS": 31536000,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_PROXY_SSL_HEADER": None,
    }


def test_sec_11_cookies_on_this_machine_alone(tmp_path: Path) -> None:
    """Browsers of 2020 send no Secure cookie over http, not even to the machine itself."""
    found = settings_of(tmp_path)
    assert [found[name] for name in COOKIES] == ["session", False, True, "Lax", "csrf", False, True, "Strict"]
    assert (found["ALLOWED_HOSTS"], found["SECURE_HSTS_SECONDS"]) == (["127.0.0.1", "localhost"], 0)


def test_a_proxy_is_believed_only_when_named(tmp_path: Path) -> None:
    found = settings_of(tmp_path, WUZE_BEHIND_PROXY="1", **HTTPS)
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.django_db
def test_sec_13_headers_on_every_answer() -> None:
    headers = Client().get("/nowhere", headers={"host": "127.0.0.1"}).headers
    wanted = HEADERS | {"Strict-Transport-Security": None}
    assert {name: headers.get(name) for name in wanted} == wanted


def test_sec_13_https_answers_ask_to_stay_with_https(data: Path) -> None:
    code = (
        "import django; django.setup(); from django.test import Client\n"
        "ask = lambda secure: Client().get('/nowhere', secure=secure, headers={'host': 'wuze.example.gov.cn'}).headers\n"
        "print(ask(True)['Strict-Transport-Security'], ask(False)['Location'])"
    )
    answer = fresh(data, "-c", code, **HTTPS)
    assert answer.stdout == "max-age=31536000; includeSubDomains https://wuze.example.gov.cn/nowhere\n", answer.stderr


@pytest.mark.django_db
def test_sec_46_an_error_page_shows_nothing_of_the_program() -> None:
    answer = Client().get("/nowhere", headers={"host": "127.0.0.1"})
    page = answer.content.decode()
    assert (answer.status_code, [word for word in ("Traceback", "urlpatterns", "wuze.config") if word in page]) == (
        404,
        [],
    )


def test_sec_46_check_deploy_is_clean(tmp_path: Path) -> None:
    answer = fresh(tmp_path, "-m", "wuze.config", "check", "--deploy", "--fail-level", "INFO", **HTTPS)
    assert answer.stdout + answer.stderr == "System check identified no issues (1 silenced).\n"


def test_settings_that_must_not_be_stop_the_program(tmp_path: Path) -> None:
    answer = fresh(tmp_path, "-m", "wuze.config", "check", WUZE_TRAIL_DAYS="179", WUZE_ORIGINS="http://10.1.2.3")
    assert answer.returncode == 1
    assert [code for code in ("config.E001", "config.E002", "trail.E001") if code in answer.stderr] == [
        "config.E001",
        "trail.E001",
    ]


def test_the_server_can_call_it(tmp_path: Path) -> None:
    answer = fresh(tmp_path, "-c", "from wuze.config.wsgi import application as a; print(type(a).__name__)")
    assert (answer.stdout, answer.stderr) == ("WSGIHandler\n", "")


def test_the_tests_run_on_settings_without_fault() -> None:
    assert call_command("check", fail_level="INFO") is None


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    assert call_command("makemigrations", check=True, dry_run=True, verbosity=0) is None
