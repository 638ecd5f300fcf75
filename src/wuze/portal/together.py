"""Many questions put to the database as one, and kept as they were put.

As columns of a queryset they would cost twice as much before the database is asked at all: Django takes each apart and
puts it together again. Here each is compiled alone, parameters and all, and stands beside the others. Rows of different
tables come out of one statement because each is one array in JSON; Django's own converters then make them what they
would be had each been asked for alone.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from operator import itemgetter
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet, TextChoices, prefetch_related_objects
from django.db.models.query import get_related_populators
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

Rows = QuerySet[Any, Any]
Cells = list[Any]
Maker = Callable[[list[Cells]], list[Any]]

WIDE = 50
"""Columns of one array: databases take little more than a hundred arguments of a function."""

TEXT = ("DecimalField", "JSONField")
OUT_OF_JSON: Mapping[str, Callable[[Any], Any]] = {
    "DateField": date.fromisoformat, "DateTimeField": datetime.fromisoformat, "DecimalField": Decimal,
}  # fmt: skip
"""PostgreSQL has types of its own for these: how they leave JSON, and which must enter it as text to stay as they are.
SQLite has none: there JSON carries what the column holds."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One statement for several questions, and what makes rows of its answer. It may be put again and again: nothing of
    an answer stays here."""

    sql: str
    parameters: Mapping[str, Any]
    makers: tuple[Maker, ...]

    def read(self) -> list[list[Any]]:
        """What is there now, in the order of the questions. One query."""
        found: list[list[Cells]] = [[] for _ in self.makers]
        if self.sql:
            with connection.cursor() as cursor:
                cursor.execute(self.sql, self.parameters)
                for index, cells in cursor.fetchall():
                    found[index].append([cell for part in json.loads(cells) for cell in part])
        return [make(cells) for make, cells in zip(self.makers, found, strict=True)]


def asked(rows: Sequence[Rows], counted: Sequence[Rows] = (), keys: Sequence[Rows] = ()) -> Asked:
    """The rows of each of ``rows``; of each of ``counted``, how many as the one thing in a list; the keys of ``keys``."""
    parts, names, makers = list[str](), dict[Any, str](), list[Maker]()

    def put(query: Query, frame: Callable[[SQLCompiler], tuple[str, Maker]], none: Maker) -> None:
        compiler = query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            sql, with_it = compiler.as_sql(with_col_aliases=True)
        except EmptyResultSet:
            makers.append(none)
            return
        what, make = frame(compiler)
        named = _named(sql, with_it, names)
        parts.append(f"SELECT {len(makers)}, {what} FROM ({named}) found")  # noqa: S608 - of Django's own statements
        makers.append(make)

    for one in rows:
        put(one.query, partial(_whole, one), list)
    for one in counted:
        plain = one if one.query.is_sliced else one.order_by()
        put(plain.values("pk").query, lambda _: (_array(["COUNT(*)"]), itemgetter(0)), lambda _: [0])
    for one in keys:
        put(one.values("pk").query, lambda compiler: (_listed(str(compiler.select[0][2])), itemgetter(0)), list)
    return Asked(
        sys.intern(" UNION ALL ".join(parts)), {name: value for (_, value), name in names.items()}, tuple(makers)
    )


def _listed(column: str) -> str:
    """One array of all values of a column, in an array as ``_array`` has it."""
    if connection.vendor == "postgresql":
        return f"json_build_array(COALESCE(json_agg({column}), '[]'::json))::text"
    return f"json_array(json_group_array({column}))"


def _named(sql: str, parameters: Sequence[Any], names: dict[Any, str]) -> str:
    """The statement with each value under a name, the same one under the same. What the program itself says (states,
    kinds) stands in the text: SQLite would else plan the whole anew each time, because an index may hold one state."""
    given = iter(parameters)

    def one(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return found[0]
        value = next(given)
        if isinstance(value, TextChoices) and value.value.isidentifier():
            return f"'{value.value}'"
        return f"%({names.setdefault((type(value), value), f'p{len(names)}')})s"

    return re.sub("%[%s]", one, sql)


def _array(columns: Sequence[str]) -> str:
    """An array of arrays, as text."""
    own = connection.vendor == "postgresql"
    name, text = ("json_build_array", "::text") if own else ("json_array", "")
    inner = (f"{name}({', '.join(columns[start : start + WIDE])})" for start in range(0, len(columns), WIDE))
    return f"{name}({', '.join(inner)}){text}"


def _type(expression: Any) -> str:
    """What PostgreSQL holds there, by the name of Django's field; "" on SQLite."""
    return str(expression.output_field.get_internal_type()) if connection.vendor == "postgresql" else ""


def _column(expression: Any, alias: str) -> str:
    name = connection.ops.quote_name(alias)
    return f"{name}::text" if _type(expression) in TEXT else name


@dataclass(frozen=True, slots=True)
class _Making:
    """Makes rows as Django does of its own answers (``ModelIterable``)."""

    model: type[Model]
    names: Sequence[str]
    own: slice
    related: Sequence[Any]
    besides: Mapping[str, int]
    converters: Mapping[int, tuple[Sequence[Callable[[Any, Any, Any], Any]], Any]]
    plain: Mapping[int, Callable[[Any], Any]]
    prefetched: Sequence[Any]

    def __call__(self, found: list[Cells]) -> list[Any]:
        rows = [self.row(cells) for cells in found]
        if rows and self.prefetched:
            prefetch_related_objects(rows, *self.prefetched)
        return rows

    def row(self, cells: Cells) -> Model:
        """One row, with what was selected beside it."""
        for place, leave in self.plain.items():
            cells[place] = None if cells[place] is None else leave(cells[place])
        for place, (steps, expression) in self.converters.items():
            for step in steps:
                cells[place] = step(cells[place], expression, connection)
        made = self.model.from_db(DEFAULT_DB_ALIAS, self.names, cells[self.own])
        for one in self.related:
            one.populate(cells, made)
        for name, place in self.besides.items():
            setattr(made, name, cells[place])
        return made


def _whole(rows: Rows, compiler: SQLCompiler) -> tuple[str, Maker]:
    """All columns of these rows, and what makes rows of them again."""
    expressions, info = [expression for expression, _, _ in compiler.select], compiler.klass_info
    own = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
    columns = [_column(expression, str(alias)) for expression, _, alias in compiler.select]
    related = get_related_populators(info, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]  # as of a later Django
    return _array(columns), _Making(
        model=info["model"], names=[one.target.attname for one in expressions[own]], own=own,
        related=related, besides=compiler.annotation_col_map or {},
        converters=compiler.get_converters(expressions),
        plain={
            place: OUT_OF_JSON[kind] for place, one in enumerate(expressions) if (kind := _type(one)) in OUT_OF_JSON
        },
        prefetched=rows._prefetch_related_lookups,  # type: ignore[attr-defined]  # what prefetch_related was told
    )  # fmt: skip
