"""SQLite in the data folder, or PostgreSQL by ``DATABASE_URL``; both set up so that no write is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environ import Env

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",  # a read-then-write transaction waits for its turn instead of failing half way
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
COMMON = {"ATOMIC_REQUESTS": False}  # an action opens its own transaction; a view opens none


def database(url: str, data: Path) -> dict[str, Any]:
    """The Django settings of one database. ``url`` empty: SQLite in the data folder."""
    if not url:
        return _sqlite(data / "wuze.sqlite3")
    given: dict[str, Any] = Env.db_url_config(url)
    if given["ENGINE"] == "django.db.backends.sqlite3":
        return _sqlite(given["NAME"])
    if given["ENGINE"] == "django.db.backends.postgresql":
        return {**COMMON, **given, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    raise ImproperlyConfigured("DATABASE_URL 只能是 postgres://… 或 sqlite:///…。")


def _sqlite(name: Path | str) -> dict[str, Any]:
    return {**COMMON, "ENGINE": "django.db.backends.sqlite3", "NAME": str(name), "OPTIONS": dict(SQLITE_OPTIONS)}
