"""What the edge puts on every request, so that nothing below reads a clock or a setting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from secrets import token_urlsafe

from django.http import HttpRequest
from django.utils import timezone

FIELD = "once"
"""Name of the hidden field with a form's one-time key."""


LARGEST = 220 << 20
"""Bytes of a body that are received at all: the tool box takes 200 MB of files. Refused before anything is laid on disk."""


def once_key() -> str:
    """A fresh one-time key: 192 random bits."""
    return token_urlsafe(24)


@dataclass(frozen=True, slots=True)
class Moment:
    """The one reading of the clock for a request: the instant, aware, in local time."""

    now: datetime

    @classmethod
    def read(cls) -> Moment:
        """The machine's clock."""
        return cls(timezone.localtime())

    def on(self, day: date | None) -> Moment:
        """The same time of another day: invented data stand on a frozen date. None changes nothing."""
        if day is None:
            return self
        moved = datetime.combine(day, time(), self.now.tzinfo)
        clock = self.now.time()
        return Moment(moved + timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second))


def seconds() -> int:
    """The machine's clock in seconds; a demo's frozen date does not stop sessions."""
    return int(Moment.read().now.timestamp())


def version_of(request: HttpRequest) -> int | None:
    """The row version a form was made from; None where it carries none or nonsense."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def keys_of(values: Iterable[str]) -> list[int]:
    """Row numbers that a form sent; what is no number is passed over."""
    return [int(text) for text in values if text.isdecimal() and len(text) < 19]
