"""Sessions of an account: listed for the owner, ended by whoever changes the account. No transaction of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from wuze.accounts import marks
from wuze.accounts.login.store import SessionStore
from wuze.accounts.models import Session

BROWSERS = (
    ("Edg/", "Edge"),
    ("MicroMessenger", "微信"),
    ("Firefox/", "火狐"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "安卓手机"), ("iPhone", "苹果手机"), ("Windows", "Windows电脑"), ("Macintosh", "苹果电脑"), ("Linux", "Linux电脑"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Open:
    """A session as its owner sees it."""

    number: str
    key: str
    opened: datetime
    seen: datetime
    source: str
    device: str


def device(agent: str) -> str:
    """Browser and system in two words; nothing that follows a person about."""
    browser = next((word for mark, word in BROWSERS if mark in agent), "浏览器")
    return f"{next((word for mark, word in SYSTEMS if mark in agent), '电脑')} {browser}"


def open_sessions(user: int, now: int) -> list[Open]:
    """The sessions that still last, newest first."""
    found = []
    for row in Session.objects.filter(user_id=user):
        data = SessionStore().decode(row.session_data)
        if not marks.ended(data, now):
            first, last = (
                datetime.fromtimestamp(data[name], timezone.get_current_timezone()) for name in ("opened", "seen")
            )
            words = (str(data.get(name, "")) for name in (marks.SOURCE, marks.DEVICE))
            found.append(Open(str(data.get(marks.NUMBER, "")), row.session_key, first, last, *words))
    return sorted(found, key=lambda one: (one.opened, one.number), reverse=True)


def end_sessions(users: Iterable[int], keep: str = "") -> int:
    """Ends all sessions of these accounts at once (SEC-09), but the one with the key ``keep``. For any action that
    changes what an account may do: posts, roles, password, disabling."""
    return Session.objects.filter(user_id__in=list(users)).exclude(session_key=keep).delete()[0]


def end_sessions_of_person(person: int) -> int:
    """The same for whoever has an account, by person: appointments call this."""
    return Session.objects.filter(user__person_id=person).delete()[0]
