"""What holds for every page: rail and tabs of a role, no copy kept, the error pages, /healthz, contributions."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import BadRequest
from django.db import DatabaseError, connection
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings

from tests import world
from tests.portal.making import client
from wuze.accounts.values import Actor
from wuze.portal import health, throttle
from wuze.portal.loading import resolvable
from wuze.portal.middleware import rail

pytestmark = pytest.mark.django_db


def labels(actor: Actor) -> list[str]:
    """Labels of the rail."""
    return [label for label, _ in rail(actor)]


def test_rails() -> None:
    county = world.county()
    chain = ["工作台", "明责", "履责", "督责", "考责", "问责", "长效", "一页", "名录", "文书", "工具"]
    rails = {who: labels(world.actor(user)) for who, user in county.users.items()}
    assert rails["inspector"] == chain
    assert rails["secretary"] == [*chain, "审批"]
    assert rails["town_clerk"] == [*chain, "审批", "下级账号", "链接"]
    assert rails["lead_head"] == [*chain, "审批", "审批人", "意见"]
    assert rails["audit_admin"][0] == "工作台"
    assert {"留痕", "日末哈希", "意见"} <= set(rails["audit_admin"])
    assert not set(rails["audit_admin"] + rails["system_admin"] + rails["security_admin"]) & set(chain[1:])
    assert rail(Actor(0, 0, "未登录", world.NOW, world.DAY)) == ()


def test_tabs_are_the_secretarys_and_the_leaders_and_at_most_four() -> None:
    county = world.county()
    for who, first in (("secretary", "要我做的"), ("leader", "请您定的")):
        tabs = client(county.users[who]).get("/").context["frame"].tabs
        assert tabs[0].label == first
        assert 2 <= len(tabs) <= 4
    assert client(county.users["town_clerk"]).get("/").context["frame"].tabs == ()


def test_sec_48_no_page_is_kept() -> None:
    county = world.county()
    for user in county.users.values():
        browser = client(user)
        for page in ("/", "/search/?q=云", "/complaint/", "/trail/", "/no-such-page/"):
            assert (
                browser.get(page).headers["Cache-Control"].startswith("no-store")
                or "no-store" in browser.get(page).headers["Cache-Control"]
            )
    assert "no-store" in Client().get("/").headers["Cache-Control"]


def test_sec_66_error_pages_say_what_happened_and_what_to_do() -> None:
    county = world.county()
    for who in ("secretary", "audit_admin"):
        browser = client(county.users[who])
        missing = browser.get("/no-such-page/")
        assert (missing.status_code, "可能写错了地址" in missing.content.decode()) == (404, True)
        assert "回到首页" in missing.content.decode()
        refused = browser.get("/trail/" if who == "secretary" else "/search/")
        assert refused.status_code == 403
        assert "您现在的岗位没有这项权限" in refused.content.decode()
    assert Client().get("/no-such-page/").status_code == 404


def broken_view(request: HttpRequest) -> Any:
    """Fails in a way nobody foresaw, or as a bad request."""
    if "bad" in request.GET:
        raise BadRequest("秘密的原因")
    raise RuntimeError("秘密的原因")


broken_view.open_to_all = True  # type: ignore[attr-defined]  # read by the gate


@pytest.mark.parametrize(("address", "status", "word"), [("/?bad=1", 400, "没有看懂"), ("/", 500, "系统出了错")])
@override_settings(ROOT_URLCONF="tests.portal.broken_urls")
def test_sec_46_the_page_for_the_unforeseen_tells_nothing(address: str, status: int, word: str) -> None:
    answer = Client(raise_request_exception=False).get(address)
    assert answer.status_code == status
    assert word in answer.content.decode()
    assert "秘密" not in answer.content.decode()


@pytest.fixture
def no_database() -> Iterator[None]:
    """Every statement fails, as when the database is away."""

    def away(*_arguments: Any) -> Any:
        raise DatabaseError("away")

    with connection.execute_wrapper(away):
        yield


def test_sec_65_without_a_database_nothing_is_granted_and_the_page_still_stands(no_database: None) -> None:
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert "系统出了错" in answer.content.decode()


def test_healthz_says_so_when_the_database_is_away(no_database: None) -> None:
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()["ok"], answer.json()["database"]) == (503, False, "broken")


def test_sec_18_healthz_has_these_states_and_no_more() -> None:
    answer = Client().get("/healthz")
    assert answer.status_code == 200
    assert set(answer.json()) == {"ok", "database", "worker", "disk"}
    assert set(answer.json().values()) <= {True, "ok", "unknown", "stopped", "low"}
    assert answer.headers["Cache-Control"] == "no-store"
    assert Client().post("/healthz").status_code == 405


def test_the_worker_and_the_disk(tmp_path: Path) -> None:
    assert health.worker(tmp_path, time.time()) == "unknown"
    beat = tmp_path / health.HEARTBEAT
    beat.parent.mkdir()
    beat.touch()
    assert health.worker(tmp_path, beat.stat().st_mtime + 1) == "ok"
    os.utime(beat, (1, 1))
    assert health.worker(tmp_path, time.time()) == "stopped"
    assert health.disk(tmp_path, 0) == "ok"
    assert health.disk(tmp_path, 1 << 62) == "low"
    assert health.disk(tmp_path / "no") == "unknown"


@override_settings(DESK_QUEUES=["no.such.thing"], SEARCH_PROVIDERS=[], HISTORY_KINDS=[], DESK_FIGURES=[])
def test_a_contribution_that_is_not_there_is_found_at_the_start() -> None:
    assert [fault.id for fault in resolvable()] == ["portal.E001"]


def test_all_contributions_of_the_site_are_there() -> None:
    assert resolvable() == []


def test_a_limit_that_ran_out_between_two_lines_counts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "add", lambda *arguments: False)
    actor = Actor(0, 0, "未登录", world.NOW, world.DAY)
    assert throttle.used(throttle.Limit("gone", "试", 1, "minute"), actor) == 1


def test_the_complaint_entry_keeps_where_one_came_from() -> None:
    text = Client().get("/complaint/", {"page": "/registry/units/"}).content.decode()
    assert 'name="page" value="/registry/units/"' in text
    assert RequestFactory().get("/").path == "/"
