"""One setting chooses the database; SQLite waits for its turn and loses nothing."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from wuze.config.databases import database

SQLITE = {
    "ATOMIC_REQUESTS": False,
    "ENGINE": "django.db.backends.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    },
}


def test_without_a_setting_sqlite_in_the_data_folder(tmp_path: Path) -> None:
    assert database("", tmp_path) == SQLITE | {"NAME": str(tmp_path / "wuze.sqlite3")}


def test_an_own_sqlite_file_is_set_up_alike(tmp_path: Path) -> None:
    assert database("sqlite:////srv-data/county.sqlite3", tmp_path) == SQLITE | {"NAME": "/srv-data/county.sqlite3"}


def test_postgresql_by_one_setting(tmp_path: Path) -> None:
    assert database("postgres://wuze:p%40ss@10.1.2.3:5433/county", tmp_path) == {
        "ATOMIC_REQUESTS": False,
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "county",
        "USER": "wuze",
        "PASSWORD": "p@ss",
        "HOST": "10.1.2.3",
        "PORT": 5433,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def test_another_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL 只能是"):
        database("mysql://root@localhost/wuze", tmp_path)


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own settings")
def test_sqlite_runs_as_set() -> None:
    found = []
    with connection.cursor() as cursor:
        for name in ("journal_mode", "synchronous", "busy_timeout"):
            cursor.execute(f"PRAGMA {name}")
            found += cursor.fetchall()
    assert found == [("wal",), (1,), (20000,)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own settings")
def test_a_transaction_takes_its_turn_when_it_begins() -> None:
    waited = []

    def second() -> None:
        try:
            with transaction.atomic():
                waited.append(first_done.is_set())
        finally:
            connection.close()

    first_done = threading.Event()
    other = threading.Thread(target=second)
    with transaction.atomic():
        other.start()
        threading.Event().wait(0.2)
        first_done.set()
    other.join(timeout=30)
    assert waited == [True]
