"""What surrounds a page: rail, person, date, 演示数据, complaint entry; and the error pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.views.defaults import permission_denied, server_error

from tests.kernel.web.rendering import icon
from wuze import __version__
from wuze.kernel.web.frame import RailItem, build, rail
from wuze.kernel.web.gallery.views import Clerk

ENTRIES = (("工作台", "desk"), ("明责", "duty:home"), ("长效", "review:home"), ("名录", "posts"))


def request(path: str = "/") -> HttpRequest:
    """A request to this path."""
    return RequestFactory().get(path)


@pytest.mark.parametrize(
    ("path", "here"),
    [("/", ["工作台"]), ("/duty/", ["明责"]), ("/duty/7/", ["明责"]), ("/duty/posts/", ["名录"]), ("/other/", [])],
)
def test_the_rail_marks_the_longest_address_that_fits(site: None, path: str, here: list[str]) -> None:
    assert [item.label for item in rail(ENTRIES, path) if item.current] == here


def test_the_chain_is_a_line_and_what_follows_it_a_group_of_its_own(site: None) -> None:
    assert rail(ENTRIES, "/duty/") == (
        RailItem("工作台", "/", current=False),
        RailItem("明责", "/duty/", current=True, mark="last"),
        RailItem("名录", "/duty/posts/", current=False, gap=True),
    )


def test_a_page_that_does_not_exist_is_not_named(site: None) -> None:
    text = render_to_string("wuze/base.html", request=request())
    assert "长效" not in text
    assert '<li><a href="/" aria-current="page">工作台</a></li>' in text


def test_demo_data_is_said_on_every_page(site: None) -> None:
    text = render_to_string("wuze/base.html", request=request())
    assert "<title>青岚县两新组织党建责任 · 五责（演示数据）</title>" in text
    assert '<span class="wz-demo">演示数据</span>' in text
    assert "单位、人名、数字都是编的" in text


def test_real_data_is_not_called_invented() -> None:
    assert "演示数据" not in render_to_string("wuze/base.html", request=request())


def test_person_and_date_come_with_the_request(site: None) -> None:
    asked = request()
    asked.person, asked.today = Clerk(), date(2026, 11, 24)  # type: ignore[attr-defined]  # as middlewares set them
    text = render_to_string("wuze/base.html", request=asked)
    assert '<a class="wz-me" href="#page"><b>何敏</b><span class="wz-post">&#8194;社会工作部 经办</span></a>' in text
    assert "11月24日&#8194;星期二" in text
    assert '<a href="/complaint/?page=/">对本系统有意见</a>' in text
    assert f"五责 {__version__}" in text


def test_a_role_may_have_a_rail_of_its_own(site: None) -> None:
    asked = request()
    asked.rail = (("要我做的", "desk"),)  # type: ignore[attr-defined]  # as a middleware sets it
    assert [item.label for item in build(asked).rail] == ["要我做的"]


def test_error_pages_say_what_to_do(site: None) -> None:
    answer = Client().get("/nowhere/", headers={"host": "127.0.0.1"})
    assert (answer.status_code, "没有找到" in answer.content.decode()) == (404, True)
    refused = permission_denied(request(), PermissionDenied("核验要换人。"))
    assert (refused.status_code, "核验要换人。" in refused.content.decode()) == (403, True)
    broken = server_error(request())
    assert (broken.status_code, "已经记下" in broken.content.decode()) == (500, True)


@override_settings(ROOT_URLCONF="tests.kernel.web.urls")
def test_a_notice_has_a_region_that_is_read_aloud() -> None:
    text = render_to_string("wuze/base.html", request=request())
    assert '<div id="notices" class="wz-notices" role="status" aria-live="polite">' in text


def test_tabs_at_the_foot_are_those_of_the_role_and_lead_somewhere(site: None) -> None:
    asked = request("/complaint/")
    role = (("要我做的", "desk", "list-check"), ("提诉求", "complaint", "chat-left-text"), ("得分", "none", "x"))
    asked.tabs = role  # type: ignore[attr-defined]  # as a middleware sets it
    text = render_to_string("wuze/base.html", request=asked)
    assert '<body class="has-tabs ">' in text
    assert f'<a href="/complaint/" aria-current="page">{icon("chat-left-text")}提诉求</a>' in text
    assert "得分" not in text
    assert "wz-tabbar" not in render_to_string("wuze/base.html", request=request())
