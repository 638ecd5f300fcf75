"""What a session remembers of its login, and how long it lasts. Pure: seconds since the epoch are passed in.

The clock is the machine's, also where a demo's date is frozen. A session without these marks is over (SEC-65).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

USER = "_auth_user_id"
"""Django's own mark of whose session it is."""

OPENED, SEEN, PROVED, FACTOR, DEMO = "opened", "seen", "proved", "factor", "demo"
NUMBER, SOURCE, DEVICE = "number", "source", "device"
"""How the owner sees it: a number of its own (never the key), where it came from, what kind of browser."""

WAITING, PASSED = "waiting", "passed"
"""Second factor: still to come, or shown."""

IDLE = 30 * 60
LONGEST = 12 * 3600
TOUCH = 5 * 60
"""A session row is written at most this often (SEC-12)."""

FRESH = 15 * 60
"""How long a password counts as just given (SEC-10)."""

MOST = 2
"""Sessions of one account at the same time (SEC-08)."""

BACKWARDS = 5 * 60
"""A clock may be corrected by this much; moved further back, sessions end instead of living longer."""

Ended = Literal["", "idle", "long"]


def ended(session: Mapping[str, Any], now: int) -> Ended:
    """Why a session is over; "" while it lasts."""
    opened, seen = session.get(OPENED), session.get(SEEN)
    if not isinstance(opened, int) or not isinstance(seen, int):
        return "long"
    if now - opened >= LONGEST or now < opened - BACKWARDS:
        return "long"
    return "idle" if now - seen >= IDLE else ""


def is_fresh(session: Mapping[str, Any], now: int) -> bool:
    """Was the password given just now? Who came in by a demo button has none."""
    proved = session.get(PROVED)
    return bool(session.get(DEMO)) or (isinstance(proved, int) and -BACKWARDS <= now - proved < FRESH)
