"""Backup and restore of a SQLite file, by SQLite's own online copy: one moment's state, nobody waits."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from wuze.config.operations import archive
from wuze.config.operations.archive import Manifest, Table, Writer
from wuze.config.operations.start import Stop

MEMBER = "database.sqlite3"
COPY_PAGES = 4096


def dump(source: Path, folder: Path, writer: Writer) -> tuple[dict[str, Table], dict[str, int]]:
    """Copy the running database into the archive; what its tables hold."""
    copy = folder / MEMBER
    with closing(sqlite3.connect(source, timeout=20)) as live, closing(sqlite3.connect(copy)) as target:
        copy.chmod(0o600)
        live.backup(target)  # in one step: one read transaction, and in WAL a reader stops no writer
        target.execute("PRAGMA journal_mode=DELETE")
    tables = inspected(copy)
    writer.add(MEMBER, archive.chunks(copy))
    return tables, {}


def inspected(path: Path) -> dict[str, Table]:
    """Rows and checksum of each table of a file that is whole. Raises Stop where it is not."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as file:
            if file.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise Stop("数据库文件损坏（integrity_check 没有通过）。")
            names = file.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
            return {name: _table(file, name) for (name,) in sorted(names.fetchall())}
    except sqlite3.DatabaseError as broken:
        raise Stop("数据库文件损坏。") from broken


def _table(file: sqlite3.Connection, name: str) -> Table:
    digest, count = hashlib.sha256(), 0
    keys = [row[1] for row in file.execute(f'PRAGMA table_info("{name}")') if row[5]]
    order = ", ".join(f'"{key}"' for key in keys) or "rowid"
    for row in file.execute(f'SELECT * FROM "{name}" ORDER BY {order}'):  # noqa: S608 - names from the database itself
        digest.update(f"{row!r}\n".encode())
        count += 1
    return Table(count, digest.hexdigest())


def unpack(source: Path, manifest: Manifest, target: Path) -> Path:
    """The archive's database beside its place, found equal to the manifest. Raises Stop where it is not."""
    fresh = target.with_name(f"{target.name}.restoring")
    fresh.unlink(missing_ok=True)
    archive.extract(source, MEMBER, fresh)
    if inspected(fresh) != manifest.tables:
        fresh.unlink()
        raise Stop("备份里的数据与清单不符。没有恢复。")
    return fresh
