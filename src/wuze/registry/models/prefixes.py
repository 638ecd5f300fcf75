"""Codes in which what belongs together begins alike: looked for as a range."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field
from django.db.models.lookups import StartsWith
from django.db.models.sql.compiler import SQLCompiler

BEYOND = "~"
"""Comes after every digit and letter."""


class Begins(StartsWith):
    """``startswith`` for codes of digits and capital letters. SQLite's LIKE is deaf to case, so it finds nothing by an
    index, and a statement that has one is planned anew each time it is put; a range is neither."""

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """From the beginning itself to all that can follow it."""
        left, parameters = self.process_lhs(compiler, connection)
        begin = str(self.rhs)
        return f"({left} >= %s AND {left} < %s)", [*parameters, begin, *parameters, begin + BEYOND]


def by_range(field: Field[Any, Any]) -> None:
    """Look for beginnings in this field so."""
    field.register_lookup(Begins)
