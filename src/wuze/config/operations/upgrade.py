"""Newer tables for a site that holds something: backup first; where a step fails, everything is as before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.core.management.base import SystemCheckError
from django.db import connection, transaction
from django.utils import timezone

from wuze.config.operations import backup, on_postgres, on_sqlite
from wuze.config.operations.archive import Manifest
from wuze.config.operations.start import Stop, say


def carefully(change: Callable[[], object]) -> None:
    """Carry out a change of the tables. Raises Stop when it failed: then the tables and their rows are as they were."""
    if on_postgres.is_empty():
        change()
        return
    kept = backup.in_the_folder(timezone.localtime())
    manifest = backup.write(kept, timezone.localtime(), noted=False)  # the trail's own table may be about to change
    say(f"更新前的备份：{kept}")
    try:
        if connection.vendor == "sqlite":
            change()  # SQLite changes a table outside transactions only
        else:
            with transaction.atomic():
                change()
    except SystemCheckError:
        raise  # nothing was begun
    except Exception as fault:
        if connection.vendor == "sqlite":
            _put_back(kept, manifest)
        what = f"{type(fault).__name__}：{str(fault).splitlines()[0] if str(fault) else ''}"
        raise Stop(
            f"数据表没有更新成（{what}），已退回更新前的样子，数据没有少。先用原来的版本，备份在 {kept}。"
        ) from fault


def _put_back(kept: Path, manifest: Manifest) -> None:
    """The file as it was. Checked against the manifest before it takes the place."""
    target = Path(str(connection.settings_dict["NAME"]))
    fresh = on_sqlite.unpack(kept, manifest, target)
    connection.close()
    for suffix in ("-wal", "-shm"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    fresh.replace(target)
