"""The real way in, as a browser goes it: no forced login. Time passes by making what is stored older."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from axes.models import AccessAttempt
from django.db.models import F
from django.test import Client
from django.urls import reverse

from tests import world
from wuze.accounts import marks
from wuze.accounts.login import totp
from wuze.accounts.login.store import SessionStore
from wuze.accounts.models import SecondFactor, Session, User
from wuze.kernel.web.request import FIELD, once_key

NEW = "山高-水长-Qinglan-2027"


def log_in(user: User | str, password: str = world.PASSWORD, client: Client | None = None, **more: Any) -> Client:
    """A client that has sent name and password."""
    found = client or Client()
    found.post(reverse("login"), {"username": str(user), "password": password}, **more)
    return found


def send(client: Client, page: str, /, *keys: object, **values: object) -> Any:
    """A form with its one-time key."""
    return client.post(reverse(page, args=keys), {FIELD: once_key(), **values})


def where(client: Client, path: str = "/") -> str:
    """Where a page leads, "" when it is shown."""
    answer = client.get(path)
    return answer.headers["Location"] if answer.status_code == 302 else ""


def factor(user: User, now: int) -> bytes:
    """A second factor of an account, and its secret."""
    secret = totp.new_secret()
    SecondFactor.objects.create(user=user, sealed=totp.seal(secret, user.pk), since=world.NOW, step=now // 30 - 100)
    return secret


def later(seconds: int) -> None:
    """So many seconds pass: sessions, wrong tries and blocks are that much older."""
    for row in Session.objects.all():
        data = SessionStore().decode(row.session_data)
        data |= {name: data[name] - seconds for name in (marks.OPENED, marks.SEEN, marks.PROVED) if name in data}
        Session.objects.filter(pk=row.pk).update(session_data=SessionStore().encode(data))
    gone = timedelta(seconds=seconds)
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - gone)
    SecondFactor.objects.update(blocked_until=F("blocked_until") - gone)
