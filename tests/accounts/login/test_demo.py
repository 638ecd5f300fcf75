"""The buttons of a demo: there only where nobody from outside can come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from tests import world
from tests.accounts.login.way import where
from wuze.accounts.models import Installation, User

pytestmark = pytest.mark.django_db
ENTRY = "/login/demo/"


@pytest.fixture
def county() -> world.County:
    """A demo."""
    Installation.objects.create(pk=1, demo=True, demo_day=world.DAY)
    return world.county()


def enter(client: Client, role: str = "lead_clerk", **more: Any) -> int:
    return client.post(ENTRY, {"role": role}, **more).status_code


def test_a_role_comes_in_by_its_button_without_second_factor(county: world.County) -> None:
    page = Client().get("/login/").content.decode()
    assert [
        role for role in ("县领导", "牵头机关经办", "乡镇经办", "系统管理员") if f"以〈{role}〉进入" not in page
    ] == []
    client = Client()
    assert (enter(client), where(client)) == (302, "")
    assert User.objects.get(pk=client.session["_auth_user_id"]) == county.users["lead_clerk"]


OUTSIDE: list[Mapping[str, Any]] = [
    {"REMOTE_ADDR": "192.0.2.9"}, {"REMOTE_ADDR": ""}, {"HTTP_X_FORWARDED_FOR": "192.0.2.9"}, {"HTTP_VIA": "1.1 proxy"},
]  # fmt: skip


@pytest.mark.parametrize("line", OUTSIDE)
def test_not_over_the_network(county: world.County, line: Mapping[str, Any]) -> None:
    assert "进入</button>" not in Client().get("/login/", **line).content.decode()
    assert enter(Client(), **line) == 404


def test_not_with_real_data(county: world.County) -> None:
    Installation.objects.update(demo=False)
    assert ("进入</button>" in Client().get("/login/").content.decode(), enter(Client())) == (False, 404)


def test_not_where_the_site_has_another_address(county: world.County) -> None:
    with override_settings(ORIGINS=replace(settings.ORIGINS, loopback=False)):
        assert enter(Client()) == 404


def test_not_behind_a_proxy(county: world.County) -> None:
    with override_settings(BEHIND_PROXY=True):
        assert enter(Client()) == 404


def test_not_for_a_role_that_nobody_has(county: world.County) -> None:
    assert enter(Client(), "nobody") == 404


def test_a_demo_login_ends_where_the_rule_ends(county: world.County) -> None:
    client = Client()
    enter(client)
    assert client.get("/", HTTP_X_FORWARDED_FOR="192.0.2.9").status_code == 302
    assert where(client) == "/login/?next=/"


def test_a_real_login_still_needs_its_second_factor(county: world.County) -> None:
    user = county.users["lead_clerk"]
    user.set_password(world.PASSWORD)
    user.save()
    client = Client()
    client.post("/login/", {"username": user.username, "password": world.PASSWORD})
    assert where(client) == reverse("accounts:factor")
