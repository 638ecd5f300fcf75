"""``wuze restore``: an archive back into place, checked before and after; what was there is moved aside, never lost."""

from __future__ import annotations

import argparse
import re
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from wuze.accounts.models import Session
from wuze.config.operations import archive, backup, doctor, heartbeat, on_postgres, on_sqlite, prepare, start
from wuze.config.operations.archive import Manifest
from wuze.config.operations.start import Stop, say
from wuze.trail import export, triggers
from wuze.trail.actions import record
from wuze.trail.values import SYSTEM
from wuze.trail.verify import verify

CODE = "config.restored"
SAFE = re.compile(r"files/(?!.*(?:^|/)\.\.?(?:/|$))[^\\:\0]+")


def run(options: argparse.Namespace) -> int:
    """Restore and say what was found."""
    start.site()
    began = time.monotonic()
    path = Path(options.file).absolute()
    manifest = archive.read(path)
    suits(manifest)
    may_replace(replace=options.replace)
    unpacked = unpack(path, manifest)
    aside = make_room()
    lay(path, manifest, unpacked)
    summary = finish(manifest, path.name)
    say(f"已恢复到 {manifest.at} 的状态，{summary}，用了 {time.monotonic() - began:.1f} 秒。")
    if aside:
        say(f"原来的数据在：{aside}")
    say("所有人要重新登录。")
    if not (found := doctor.seals(doctor.State(settings.DATA, timezone.localtime()))).well:
        say(f"注意：{found.text}，不然绑了手机验证器的人登录不了。")
    return 0


def suits(manifest: Manifest) -> None:
    """Refuse what this program or this database cannot take."""
    if manifest.vendor != connection.vendor:
        names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        raise Stop(
            f"这是 {names[manifest.vendor]} 的备份，本站用的是 {names[connection.vendor]}。先改 DATABASE_URL，再恢复。"
        )
    known = set(MigrationLoader(None).disk_migrations or {})
    if any((app, name) not in known for app, name in manifest.migrations):
        raise Stop("备份里的表结构本程序不认识：做备份的程序更新。先升级程序再恢复。")
    if any(name.startswith("files/") and not SAFE.fullmatch(name) for name in manifest.members):
        raise Stop("备份里有不正常的文件名。没有恢复。")
    beat = heartbeat.read(settings.DATA)
    if beat and beat.alive(timezone.now()):
        raise Stop("网站还在运行。先停网站，再恢复。")


def may_replace(*, replace: bool) -> None:
    """Refuse to lose anything unasked."""
    if holds_something() and not replace:
        raise Stop("这里已有数据，没有恢复。要用备份换掉它，加 --replace：现有数据会移到一旁。")


def unpack(path: Path, manifest: Manifest) -> Path | None:
    """What can be checked before anything is touched: on SQLite the whole database."""
    if connection.vendor != "sqlite":
        return None
    return on_sqlite.unpack(path, manifest, Path(str(connection.settings_dict["NAME"])))


def make_room() -> str:
    """Where what was there now lies; "" when there was nothing."""
    if not holds_something():
        return ""
    if connection.vendor == "sqlite":
        aside = Path(prepare.set_aside())
    else:
        aside = settings.DATA / f"replaced-{timezone.localtime():%Y%m%d-%H%M%S}"
        aside.mkdir(mode=0o700, parents=True)
        backup.write(aside / "before.zip", timezone.localtime(), noted=False)
    if settings.MEDIA_ROOT.exists():
        settings.MEDIA_ROOT.rename(aside / "files")
    return str(aside)


def holds_something() -> bool:
    """True where an account, an act or a file would be lost."""
    return not on_postgres.is_empty() or bool(backup.files(settings.MEDIA_ROOT))


def lay(path: Path, manifest: Manifest, unpacked: Path | None) -> None:
    """Database, then files."""
    if unpacked:
        target = Path(str(connection.settings_dict["NAME"]))
        connection.close()
        for suffix in ("-wal", "-shm"):
            target.with_name(target.name + suffix).unlink(missing_ok=True)
        unpacked.replace(target)
    else:
        on_postgres.lay(path, manifest)
    for name in sorted(manifest.members):
        if name.startswith("files/"):
            archive.extract(path, name, settings.MEDIA_ROOT / name.removeprefix("files/"))


def finish(manifest: Manifest, name: str) -> str:
    """Bring older tables up to date, end all sessions, check the trail, note the act. What was found, in words."""
    call_command("migrate", verbosity=0, interactive=False)
    if gone := triggers.missing(connection):
        raise Stop(f"数据已恢复，但留痕的保护不全（缺 {'、'.join(gone)}），不要启动网站。")
    report = verify(export.lines())
    if report.problem:
        raise Stop(f"数据已恢复，但留痕{report.text}\n不要启动网站。")
    rows = sum(table.rows for table in manifest.tables.values())
    with transaction.atomic():
        Session.objects.all().delete()  # what was ended since the backup must not come alive
        after = {"file": name, "state": manifest.at, "rows": rows}
        record(CODE, at=timezone.localtime(), who=SYSTEM, thing=backup.SITE, after=after)
    return f"{len(manifest.tables)} 张表 {rows} 行逐表核对一致，留痕{report.rows}条环环相接"
