"""``wuze backup``: one verified archive while people go on working."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from datetime import datetime
from itertools import count
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from wuze import __version__
from wuze.config import keys
from wuze.config.operations import archive, on_postgres, on_sqlite, start
from wuze.config.operations.archive import Manifest, Writer
from wuze.config.operations.start import Stop, say
from wuze.trail.actions import record
from wuze.trail.values import SYSTEM, Thing

CODE = "config.backed_up"
SITE = Thing("config.site", "", "本站")


def run(options: argparse.Namespace) -> int:
    """Write, verify, say where it is and what is not in it."""
    start.site()
    began = time.monotonic()
    path = Path(options.out) if options.out else in_the_folder(timezone.localtime())
    manifest = write(path, timezone.localtime())
    rows = sum(table.rows for table in manifest.tables.values())
    size = path.stat().st_size / 1_000_000
    say(f"备份已写好并核对：{path}")
    say(f"{len(manifest.tables)} 张表 {rows} 行，{size:.1f} MB，用了 {time.monotonic() - began:.1f} 秒。")
    say(f"密钥不在备份里，要另外保管：{settings.DATA / keys.FOLDER}（或环境变量 {'、'.join(keys.NAMES)}）。")
    return 0


def in_the_folder(at: datetime) -> Path:
    """A name by the minute and second, in the data folder; of two in one second the later has a number."""
    folder: Path = settings.DATA / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"wuze-{at:%Y%m%d-%H%M%S}"
    paths = (folder / f"{name}{f'-{number}' if number > 1 else ''}.zip" for number in count(1))
    return next(path for path in paths if not path.exists())


def write(path: Path, at: datetime, *, noted: bool = True) -> Manifest:
    """Make the archive beside its place, verify it, put it there. The act has its entry in the trail (after it)."""
    if path.exists():
        raise Stop(f"{path} 已有，没有覆盖。换一个名字。")
    if not path.absolute().parent.is_dir():
        raise Stop(f"没有文件夹 {path.absolute().parent}。")
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        manifest = _write(fresh, at)
        archive.read(fresh)
        fresh.replace(path)
    except OSError as fault:
        raise Stop(f"备份没有写成：{fault.strerror}（{path}）。") from fault
    finally:
        fresh.unlink(missing_ok=True)
    if noted:
        after = {"file": path.name, "bytes": path.stat().st_size, "rows": _rows(manifest)}
        with transaction.atomic():
            record(CODE, at=at, who=SYSTEM, thing=SITE, after=after)
    return manifest


def _write(fresh: Path, at: datetime) -> Manifest:
    writer = Writer(fresh)
    fresh.chmod(0o600)
    try:
        manifest = Manifest(__version__, at.isoformat(timespec="seconds"), connection.vendor, migrations(), {})
        if connection.vendor == "sqlite":
            with tempfile.TemporaryDirectory(dir=fresh.parent, prefix=".wuze-") as folder:
                found = on_sqlite.dump(Path(str(connection.settings_dict["NAME"])), Path(folder).absolute(), writer)
        else:
            found = on_postgres.dump(writer)
        manifest.tables, manifest.sequences = found
        for file in filter(Path.exists, files(settings.MEDIA_ROOT)):  # what no row names may be swept meanwhile
            writer.add(f"files/{file.relative_to(settings.MEDIA_ROOT).as_posix()}", archive.chunks(file))
    except BaseException:
        writer.zip.close()
        raise
    writer.close(manifest)
    return manifest


def files(folder: Path) -> list[Path]:
    """What people put in, in order of names. Files are written before the rows that name them, so none is missing."""
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []


def migrations() -> list[list[str]]:
    """What the database has had, in that order."""
    return [list(key) for key in MigrationRecorder(connection).applied_migrations()]


def _rows(manifest: Manifest) -> int:
    return sum(table.rows for table in manifest.tables.values())
