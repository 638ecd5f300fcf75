"""The site as its users meet it: logged-in clients, forms sent with a fresh one-time key, on the frozen day."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests import world
from wuze.accounts.models import Installation, User

_keys = count(1)


def frozen() -> None:
    """The site stands on the day of the tests."""
    Installation.objects.update_or_create(id=1, defaults={"demo": True, "demo_day": world.DAY})


def client_of(user: User) -> Client:
    """A browser in which this account is logged in."""
    client = Client()
    client.force_login(user)
    return client


def get(user: User, name: str, /, *keys: Any, **terms: str) -> HttpResponse:
    """A page."""
    return client_of(user).get(reverse(f"registry:{name}", args=keys), terms)  # type: ignore[return-value]  # the test client's own class


def send(user: User, name: str, /, *keys: Any, **entered: Any) -> HttpResponse:
    """A form."""
    data = {"once": f"k{next(_keys)}", **entered}
    return client_of(user).post(reverse(f"registry:{name}", args=keys), data)  # type: ignore[return-value]  # as above


def text(response: HttpResponse) -> str:
    """What the page says, marks and all."""
    return response.content.decode()
