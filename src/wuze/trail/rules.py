"""Pure functions: what may be kept, in which form, and for how long."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from uuid import UUID

from wuze.trail.errors import BelowFloor, NotStorable, Secret
from wuze.trail.values import Sensitive
from wuze.trail.verify import canonical

FLOOR_DAYS = 180
"""网络安全法 asks for six months of logs; no setting goes below (SEC-35)."""

SHORTEST_KEY = 32
"""Characters of the key for digests of sensitive values."""

SECRET_WORDS = frozenset(
    {
        "ballot",
        "cookie",
        "csrf",
        "otp",
        "passcode",
        "passwd",
        "password",
        "pin",
        "pwd",
        "secret",
        "session",
        "token",
        "totp",
    }
)
SECRET_WORDS_ZH = ("密码", "口令", "选票", "验证码")
"""Words in a field's name that keep the field out altogether."""

_MOBILE = re.compile(
    r"(?<!\d)((?:(?:\+|00)?86[- ]?)?[1１][3-9３-９]\d)([- ]?)\d{4}([- ]?)(\d{4})(?!\d)"
)  # fmt: skip
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-8]\d{5}((?:19|20)\d{6})\d{3}[0-9Xx](?![0-9A-Za-z])", re.ASCII)
_NUMBERS = re.compile(r"\d{4}")
"""In every one of these; most names have none, and an import has tens of thousands."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

Stored = None | bool | int | str | list["Stored"] | dict[str, "Stored"]
"""What JSON holds without loss in both databases."""


def masked(text: str) -> str:
    """The text without any full mobile or identity number (SEC-36), and without what a database cannot hold."""
    text = _UNSTORABLE.sub("\ufffd", text)
    if _NUMBERS.search(text) is None:
        return text
    return _IDENTITY.sub(_without_birthday, _MOBILE.sub(r"\1\2****\3\4", text))


def _without_birthday(found: re.Match[str]) -> str:
    """An identity number keeps region and end; a credit code or another number of 18 digits stays whole."""
    number = found.group().upper()
    remainder = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True)) % 11
    return f"{number[:6]}********{number[14:]}" if "10X98765432"[remainder] == number[17] else found.group()


def stored(value: object, key: bytes, field: str = "") -> Stored:
    """A value as the trail keeps it.

    Text is masked, dates and decimals become text, ``Sensitive`` becomes a digest under ``key``. A float, a naive
    instant or an unknown type is refused (NotStorable), and so is a field whose name speaks of a secret (Secret).
    """
    if isinstance(value, Sensitive):
        return sealed(value, key, field)
    if isinstance(value, Enum):
        return stored(value.value, key, field)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, date | UUID):
        return _plain(value)
    if isinstance(value, list | tuple):
        return [stored(one, key, field) for one in value]
    if isinstance(value, Mapping):
        return {named(name): stored(one, key, str(name)) for name, one in value.items()}
    raise NotStorable(f"留痕不收这种值：{type(value).__name__}。")


@lru_cache(maxsize=500)
def named(name: object) -> str:
    """A field's name that may enter the trail."""
    if not isinstance(name, str):
        raise NotStorable(f"字段名要是文字，不是 {type(name).__name__}。")
    words = re.findall(r"[a-z]+", re.sub(r"([a-z])([A-Z])", r"\1 \2", name).lower())
    if SECRET_WORDS & set(words) or any(word in name for word in SECRET_WORDS_ZH):
        raise Secret(f"“{name}”不能进入留痕。")
    return masked(name)


def sealed(secret: Sensitive, key: bytes, field: str) -> dict[str, Stored]:
    """The keyed digest of a sensitive value; bound to its field, so that equal values of two fields do not show."""
    text = canonical([field, _unmasked(secret.value)])
    return {"hmac-sha256": hmac.new(key, text.encode(), hashlib.sha256).hexdigest(), "key": key_id(key)}


def key_id(key: bytes) -> str:
    """Which key made a digest; tells nothing of the key."""
    return hashlib.sha256(b"wuze trail key id\0" + key).hexdigest()[:8]


def _unmasked(value: object) -> Stored:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, date | UUID):
        return _plain(value)
    raise NotStorable(f"留痕不收这种敏感值：{type(value).__name__}。")


def _decimal(value: Decimal) -> str:
    if not value.is_finite():
        raise NotStorable("留痕不收不是数的数。")
    return f"{value:f}"


def _plain(value: date | UUID) -> str:
    if isinstance(value, datetime) and value.utcoffset() is None:
        raise NotStorable("时刻要带时区。")
    return str(value) if isinstance(value, UUID) else value.isoformat()


def offset_text(at: datetime) -> str:
    """The zone of an instant as written: ``+08:00``. A naive instant is refused (SEC-38)."""
    if at.utcoffset() is None:
        raise NotStorable("时刻要带时区。")
    return at.isoformat(timespec="microseconds")[-6:]


def in_zone(at: datetime, offset: str) -> datetime:
    """The instant on a clock that is ``offset`` (``+08:00``) ahead of UTC."""
    return at.astimezone(datetime.fromisoformat(f"2000-01-01T00:00:00{offset}").tzinfo)


def cutoff(today: date, days: int) -> date:
    """The first day that stays; whole days before it may go."""
    if days < FLOOR_DAYS:
        raise BelowFloor(f"留痕至少保留{FLOOR_DAYS}天，不能是{days}天。")
    return today - timedelta(days=days)
