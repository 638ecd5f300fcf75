"""Pages and forms of one package, asked for as somebody who is logged in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from wuze.accounts.models import User
from wuze.kernel.web.request import FIELD, once_key


def client_of(user: User) -> Client:
    """A browser in which this account is logged in."""
    client = Client()
    client.force_login(user)
    return client


@dataclass(frozen=True)
class Pages:
    """The addresses of one namespace."""

    space: str

    def get(self, user: User, name: str, /, *keys: Any, **terms: str) -> HttpResponse:
        """A page."""
        return client_of(user).get(reverse(f"{self.space}:{name}", args=keys), terms)  # type: ignore[return-value]  # the test client's own class

    def send(self, user: User, name: str, /, *keys: Any, **entered: Any) -> HttpResponse:
        """A form with a fresh one-time key."""
        data = {FIELD: once_key(), **entered}
        return client_of(user).post(reverse(f"{self.space}:{name}", args=keys), data)  # type: ignore[return-value]  # as above


def text(response: HttpResponse) -> str:
    """What the page says, marks and all."""
    return response.content.decode()
