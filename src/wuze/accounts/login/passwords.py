"""What a password must be (SEC-02, SEC-03) and how a one-time password is made (SEC-04). Findings, not exceptions."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from secrets import choice
from unicodedata import normalize

from django.contrib.auth.password_validation import CommonPasswordValidator

from wuze.accounts.login.totp import ALPHABET, grouped

SHORTEST = 8
RECOMMENDED = 15
LONGEST = 256
"""Far beyond the 64 that must be accepted; a longer one is refused, never cut."""

KINDS = 3
EXPIRES = timedelta(days=90)
ONE_TIME = timedelta(hours=24)
ONE_TIME_LENGTH = 16
NAME_SHORTEST = 2
OURS = frozenset(
    {
        "wuze",
        "dangjian",
        "zuzhibu",
        "shegongbu",
        "admin",
        "password",
        "passw0rd",
        "p@ssw0rd",
        "qwer",
        "qwerty",
        "woaini",
        "aini",
    }
)
"""Beginnings that an office guesses first."""


BETWEEN = "~"
"""Stands between account and one-time password in the link of a first login."""


def one_time() -> str:
    """80 random bits in four groups, without letters that look alike."""
    return grouped("".join(choice(ALPHABET) for _ in range(ONE_TIME_LENGTH)))


def expired(set_at: datetime | None, moment: datetime, *, strict: bool) -> bool:
    """Must it be changed? Only where 等保 is followed (``strict``), after 90 days."""
    return strict and set_at is not None and moment - set_at >= EXPIRES


def faults(password: str, *, strict: bool, username: str, name: str) -> list[str]:
    """Everything that is wrong with a new password, each with what would pass; empty when it may be used."""
    found = []
    if len(password) < SHORTEST:
        found.append(f"口令至少{SHORTEST}个字符，现在是{len(password)}个。")
    if len(password) > LONGEST:
        found.append(f"口令最多{LONGEST}个字符，现在是{len(password)}个。")
    if strict and kinds(password) < KINDS:
        found.append("口令要有大写字母、小写字母、数字、其他符号中的三种。")
    if is_common(password):
        found.append("这个口令太常见，一猜就中。换几个不相干的词连起来。")
    folded = normalize("NFKC", password).casefold()
    if any(len(part) >= NAME_SHORTEST and part.casefold() in folded for part in (username, name)):
        found.append("口令里不要有姓名或账号。")
    return found


def kinds(password: str) -> int:
    """How many of the four kinds of characters it has; a Chinese character is one of the other symbols."""
    tests = (str.isupper, str.islower, str.isdigit)
    held = [any(test(letter) for letter in password if letter.isascii()) for test in tests]
    return sum(held) + any(not (letter.isascii() and letter.isalnum()) for letter in password)


@cache
def common() -> frozenset[str]:
    """Django's list of the twenty thousand most used."""
    return frozenset(CommonPasswordValidator().passwords)


def is_common(password: str) -> bool:
    """On the list, one of our beginnings with a few digits behind it, or one character again and again."""
    plain = normalize("NFKC", password).casefold().strip()
    stem = plain.rstrip("0123456789!@#$%^&*.?_-~ ")
    return plain in common() or stem in OURS or len(set(plain)) < 4
