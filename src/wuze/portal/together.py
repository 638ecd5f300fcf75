"""Many questions put to the database as one.

As columns of a queryset they would cost twice as much before the database is asked at all: Django takes each apart and
puts it together again. Here each is compiled alone, parameters and all, and stands in brackets beside the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet
from django.db.models.sql import Query

Rows = QuerySet[Any, Any]


def numbers_of(there: Sequence[Rows], counted: Sequence[Rows]) -> list[int]:
    """1 or 0 for each of ``there``: has it any row? Then the number of rows of each of ``counted``. One query."""
    asked = [("EXISTS ({})", rows.order_by().query.exists()) for rows in there]
    asked += [("(SELECT COUNT(*) FROM ({}) counted)", rows.order_by().values("pk").query) for rows in counted]
    parts, parameters = _compiled(asked)
    if not any(parts):
        return [0] * len(parts)
    found = _rows("SELECT " + ", ".join(part or "0" for part in parts), parameters)
    return [int(one) for one in found[0]]


def keys_of(asked: Sequence[Rows]) -> list[list[int]]:
    """The keys of the rows of each, as the database gives them. One query."""
    found: list[list[int]] = [[] for _ in asked]
    frame = "SELECT %d, found.* FROM ({}) found"
    parts, parameters = _compiled([(frame % index, rows.values("pk").query) for index, rows in enumerate(asked)])
    if any(parts):
        for index, key in _rows(" UNION ALL ".join(part for part in parts if part), parameters):
            found[index].append(key)
    return found


def _compiled(asked: Sequence[tuple[str, Query]]) -> tuple[list[str], list[Any]]:
    """Each in its frame, "" where Django knows that there is nothing; and all parameters."""
    parts, parameters = [], list[Any]()
    for frame, query in asked:
        try:
            sql, with_it = query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
        except EmptyResultSet:
            parts.append("")
            continue
        parts.append(frame.format(sql))
        parameters += with_it
    return parts, parameters


def _rows(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
