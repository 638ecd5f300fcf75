"""Everybody who may come to a page: one account a role, nobody, an account that was closed, one without a post."""

from __future__ import annotations

from collections.abc import Mapping
from http.cookies import SimpleCookie
from typing import Any

from django.db import transaction
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from tests import world
from tests.matrix.addresses import Address
from wuze.accounts.enums import Role
from wuze.accounts.models import User
from wuze.kernel.web.request import FIELD, once_key

ADMINISTRATORS = ("system_admin", "security_admin", "audit_admin")
NOBODY = ("anonymous", "disabled")
"""Who has to log in first."""

EVERYBODY = (
    "leader", "lead_head", "lead_clerk", "department", "town_head", "town_clerk", "south_clerk", "sector_head",
    "sector_clerk", "secretary", "south_secretary", "inspector", "reader", *ADMINISTRATORS, "without_post", *NOBODY,
)  # fmt: skip

OPENS, REFUSED, UNSEEN, LOGIN = "opens", "refused", "unseen", "login"
"""What an address answers: enters · 403 with the reason · 404 · first log in."""

HOST = {"host": "127.0.0.1"}


def accounts(county: world.County) -> dict[str, User | None]:
    """Every visitor's account in this county; None has none."""
    closed = world.holder(county.north, Role.TOWN_CLERK, "已离岗")
    closed.is_active = False
    closed.save()
    return {
        **county.users,
        "without_post": world.account(world.person("无岗位")),
        "disabled": closed,
        "anonymous": None,
    }


def client_of(user: User | None, **options: Any) -> Client:
    """A browser in which this account has a complete login."""
    client = Client(headers=HOST, **options)
    if user is not None:
        client.force_login(user)
    return client


class Visitors:
    """All visitors of one county, each with a browser."""

    def __init__(self, county: world.County) -> None:
        self.county = county
        self.accounts = accounts(county)
        self.clients: dict[str, Client] = {}

    def client(self, who: str) -> Client:
        """The visitor's browser, logged in once."""
        if who not in self.clients:
            self.clients[who] = client_of(self.accounts[who])
        return self.clients[who]

    def ask(
        self,
        who: str,
        address: Address,
        kwargs: Mapping[str, Any],
        method: str = "GET",
        data: Mapping[str, Any] | None = None,
    ) -> HttpResponseBase:
        """The answer; whatever it did to database and browser is undone."""
        client, url = self.client(who), reverse(address.name, kwargs=dict(kwargs))
        kept = SimpleCookie(client.cookies.output(header="", sep=";"))
        with transaction.atomic():
            body = {FIELD: once_key(), **(data or {})}
            answer: HttpResponseBase = client.post(url, body) if method == "POST" else client.get(url, data or {})
            if isinstance(answer, StreamingHttpResponse):
                b"".join(answer)  # read to its end, or its file stays open
            transaction.set_rollback(True)
        client.cookies = kept
        return answer

    def word(self, who: str, address: Address, kwargs: Mapping[str, Any], method: str = "GET") -> str:
        """The answer in one word."""
        return word(self.ask(who, address, kwargs, method), address)


def word(answer: HttpResponseBase, address: Address) -> str:
    """Where the status leaves it open: a redirect to a page for half a login means that one has to log in first."""
    if answer.status_code in (403, 404):
        return REFUSED if answer.status_code == 403 else UNSEEN
    if answer.status_code in (301, 302, 303) and not address.public:
        target = answer.headers["Location"]
        if target.startswith(f"{reverse('login')}?next=") or (not address.half and leads_to_login(target)):
            return LOGIN
    return OPENS


def leads_to_login(location: str) -> bool:
    """Is the target a page that also opens before the login is complete?"""
    try:
        view = resolve(location.split("?", 1)[0]).func
    except Resolver404:
        return False
    return Address("", "", (), view).half
