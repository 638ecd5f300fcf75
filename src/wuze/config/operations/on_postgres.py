"""Backup and restore of PostgreSQL by COPY in one transaction: no tool of a certain version is needed on the machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from wuze.config.operations import archive
from wuze.config.operations.archive import Manifest, Table, Writer
from wuze.config.operations.start import Stop
from wuze.trail import triggers

FOLDER = "tables/"
TABLES = (
    "SELECT c.relname, coalesce((SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY k.at) FROM pg_index i,"
    " unnest(i.indkey) WITH ORDINALITY AS k(number, at), pg_attribute a WHERE i.indrelid = c.oid AND i.indisprimary"
    " AND a.attrelid = c.oid AND a.attnum = k.number), '1') FROM pg_class c WHERE c.relkind = 'r'"
    " AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname"
)
"""Each table with its primary key, by which its rows are ordered."""

SEQUENCES = "SELECT sequencename, coalesce(last_value, 0) FROM pg_sequences WHERE schemaname = current_schema()"


def dump(writer: Writer) -> tuple[dict[str, Table], dict[str, int]]:
    """Every table into the archive, as they stood at one moment; and how far the numbers had been given out."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        tables = {}
        for name, key in _rows(cursor, TABLES):
            counter = _Counter()
            writer.add(f"{FOLDER}{name}.copy", counter.through(_out(cursor, name, key)))
            tables[name] = Table(counter.rows, writer.members[f"{FOLDER}{name}.copy"])
        return tables, dict(_rows(cursor, SEQUENCES))


def inspected() -> dict[str, Table]:
    """Rows and checksum of each table as it stands."""
    found = {}
    with transaction.atomic(), connection.cursor() as cursor:
        for name, key in _rows(cursor, TABLES):
            counter, digest = _Counter(), hashlib.sha256()
            for chunk in counter.through(_out(cursor, name, key)):
                digest.update(chunk)
            found[name] = Table(counter.rows, digest.hexdigest())
    return found


class _Counter:
    """Counts lines on the way: in COPY's text a row is one line."""

    rows = 0

    def through(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.rows += chunk.count(b"\n")
            yield chunk


def _rows(cursor: Any, sql: str) -> list[tuple[Any, ...]]:
    cursor.execute(sql)
    found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _out(cursor: Any, name: str, key: str) -> Iterator[bytes]:
    quoted = connection.ops.quote_name(name)
    sql = f"COPY (SELECT * FROM {quoted} ORDER BY {key}) TO STDOUT"  # noqa: S608 - names from the database itself
    with cursor.copy(sql) as copy:
        for chunk in copy:
            yield bytes(chunk)


def is_empty() -> bool:
    """True for a database without tables of ours, or without a single account and act."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        for name in ("accounts_user", "trail_entry"):
            if name in names and _rows(cursor, f"SELECT 1 FROM {name} LIMIT 1"):  # noqa: S608 - two names of ours
                return False
    return True


def lay(source: Any, manifest: Manifest) -> None:
    """Replace the content of the database by the archive's, in one transaction: all of it or nothing."""
    _same_tables(manifest)
    with transaction.atomic(), connection.cursor() as cursor:
        triggers.off(connection)
        names = [name for name, _ in _rows(cursor, TABLES)]
        if set(names) != set(manifest.tables):
            raise Stop("数据表与备份里的不同，没有恢复。用做备份的那个版本的程序恢复，再升级。")
        cursor.execute("TRUNCATE " + ", ".join(map(connection.ops.quote_name, names)))
        for name in names:
            with cursor.copy(f"COPY {connection.ops.quote_name(name)} FROM STDIN") as copy:
                for chunk in archive.pieces(source, f"{FOLDER}{name}.copy"):
                    copy.write(chunk)
        for name, last in manifest.sequences.items():
            cursor.execute("SELECT setval(%s::regclass, %s, %s)", [f'"{name}"', max(last, 1), last > 0])
        triggers.on(connection)
        if inspected() != manifest.tables:
            raise Stop("恢复出来的数据与清单不符。现有数据没有动。")


def _same_tables(manifest: Manifest) -> None:
    """Tables as the archive's program had them. Newer migrations come after the content."""
    wanted = {(app, name) for app, name in manifest.migrations}
    has = set(MigrationRecorder(connection).applied_migrations())
    if has - wanted:
        raise Stop("数据表比备份里的新，没有恢复。清空数据库，或用做备份的那个版本的程序恢复，再升级。")
    if wanted - has:
        for app, name in manifest.migrations:
            call_command("migrate", app, name, verbosity=0, interactive=False)
