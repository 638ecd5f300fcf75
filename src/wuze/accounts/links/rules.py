"""Tokens, their hash, and how long a link lives."""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.utils.crypto import salted_hmac

BYTES = 18
"""144 random bits (SEC-44): 24 characters, short enough for a coarse QR code."""

DAYS, MOST_DAYS = 7, 30
WRONG_TRIES = 20
"""So many wrong tokens from one address within WINDOW; then that address waits."""

WINDOW = timedelta(minutes=10)
SEEN = 600
"""Seconds in which whoever issued a link can look at it; afterwards it can only be issued anew."""


def new_token() -> str:
    """A fresh token."""
    return token_urlsafe(BYTES)


def digest(token: str) -> str:
    """Its keyed hash: without the site's key a copy of the table opens nothing."""
    return salted_hmac("wuze.accounts.links", token, algorithm="sha256").hexdigest()


def expiry(at: datetime, days: int) -> datetime:
    """So many days from now."""
    return at + timedelta(days=days)


def days_fault(days: int) -> str:
    """Why not so many days; "" when they hold."""
    return "" if 1 <= days <= MOST_DAYS else f"有效期写1到{MOST_DAYS}天。"
