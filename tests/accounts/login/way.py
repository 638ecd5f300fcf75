"""The real way in, as a browser goes it: no forced login, no mocks, the clock moved by time-machine."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from tests import world
from wuze.accounts.login import totp
from wuze.accounts.models import SecondFactor, User
from wuze.kernel.web.request import FIELD, once_key

NEW = "山高-水长-Qinglan-2027"


def log_in(user: User | str, password: str = world.PASSWORD, client: Client | None = None, **more: Any) -> Client:
    """A client that has sent name and password."""
    found = client or Client()
    found.post(reverse("login"), {"username": str(user), "password": password}, **more)
    return found


def send(client: Client, name: str, *keys: object, **values: object) -> Any:
    """A form with its one-time key."""
    return client.post(reverse(name, args=keys), {FIELD: once_key(), **values})


def where(client: Client, path: str = "/") -> str:
    """Where a page leads, "" when it is shown."""
    answer = client.get(path)
    return answer.headers["Location"] if answer.status_code == 302 else ""


def factor(user: User, now: int) -> bytes:
    """A second factor of an account, and its secret."""
    secret = totp.new_secret()
    SecondFactor.objects.create(user=user, sealed=totp.seal(secret, user.pk), since=world.NOW, step=now // 30 - 100)
    return secret
