"""Databases of their own, for drills that go through whole programs."""

from __future__ import annotations

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection


@pytest.fixture
def databases() -> Iterator[tuple[str, str]]:
    """Two empty databases of their own on the server that the tests run on."""
    if connection.vendor != "postgresql":
        pytest.skip("只在 PostgreSQL 上：这里的测试库是 SQLite")
    settings = connection.settings_dict
    place = f"{settings['USER']}@{settings['HOST'] or '127.0.0.1'}:{settings['PORT'] or 5432}"
    names = [f"wuze_drill_{os.getpid()}_{number}" for number in (1, 2)]
    server = f"postgres://{place}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as line:
        for name in names:
            line.execute(f"CREATE DATABASE {name}".encode())
    yield f"{server}/{names[0]}", f"{server}/{names[1]}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as line:
        for name in names:
            line.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
