"""Thousands of rows in and changed in one prepared statement: building a statement for every 500 takes longer than the
database does, and everybody waits for both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum
from operator import attrgetter
from typing import Any

from django.db import connection, models


def insert(rows: Sequence[models.Model]) -> None:
    """New rows, every column but their number, which the caller finds by what is unique of them."""
    if not rows:
        return
    meta, quote = rows[0]._meta, connection.ops.quote_name
    fields = [one for one in meta.concrete_fields if not one.primary_key]
    columns = ", ".join(quote(str(one.column)) for one in fields)
    marks = ", ".join(["%s"] * len(fields))
    _many(
        f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({marks})",  # noqa: S608 - names of our own model
        rows, [one.attname for one in fields],
    )  # fmt: skip


def update(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """These columns of rows that are there, by the names under which rows hold their values (``type_id``)."""
    if not rows:
        return
    meta, quote = rows[0]._meta, connection.ops.quote_name
    fields = [one for one in meta.concrete_fields if one.attname in names]
    assigned = ", ".join(f"{quote(str(one.column))} = %s" for one in fields)
    _many(
        f"UPDATE {quote(meta.db_table)} SET {assigned} WHERE id = %s",  # noqa: S608 - names of our own model
        rows, [*(one.attname for one in fields), "id"],
    )  # fmt: skip


def _many(statement: str, rows: Sequence[models.Model], names: Sequence[str]) -> None:
    get = attrgetter(*names)
    with connection.cursor() as cursor:
        cursor.executemany(statement, [tuple(map(_kept, get(row))) for row in rows])


def _kept(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict | list):
        return connection.ops.adapt_json_value(value, None)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
