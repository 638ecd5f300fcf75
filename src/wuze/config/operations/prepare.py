"""Before the site answers: tables as the program wants them, files of the pages collected, a demo county if asked for.

A process of its own, so that the web process starts with settings that already see the collected files.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from wuze import __version__
from wuze.config.operations import heartbeat, start
from wuze.config.operations.start import Stop, say

HOW_TO_BEGIN = (
    "还没有账号，登录不了。另开一个窗口运行 wuze init 设县、牵头机关和头几个人；只想看看，用 wuze serve --demo。"
)


def main(arguments: list[str]) -> int:
    """0 when the site may start; else the reason stands in the last line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--demo", action="store_true")
    options = parser.parse_args(arguments)
    try:
        start.site()
        prepare(demo=options.demo)
    except Stop as stop:
        say(f"网站没有启动：{stop}")
        return 1
    return 0


def prepare(*, demo: bool) -> None:
    """Tables, files, people. Raises Stop with what the operator has to do."""
    tables(demo=demo)
    collect(settings.DATA)
    people(demo=demo)


# --- tables -----------------------------------------------------------------------------------------------------------


def tables(*, demo: bool) -> None:
    """Bring the tables up to date. A demo county of another table layout is laid aside and made anew."""
    state = settings.DATA / "run" / "tables.json"
    now = layout()
    if demo and is_demo_file() and _read(state).get("layout") not in {None, now}:
        say(f"程序的表结构变了，原来的演示数据移到 {set_aside()}，重新建立。")
    from wuze.config.operations import upgrade  # app ready: models

    plan = pending()
    if plan:
        say(f"更新数据表（{len(plan)} 步）……")
    try:
        if plan:
            upgrade.carefully(migrate)
        else:
            migrate()  # its checks
    except SystemCheckError as fault:
        raise Stop(str(fault)) from fault
    heartbeat.write_whole(state, json.dumps({"layout": now, "version": __version__}))


def migrate() -> None:
    """Django's own."""
    call_command("migrate", verbosity=0, interactive=False)


def pending() -> list[Any]:
    """Migrations that the database has not had. Raises Stop where it does not answer."""
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as fault:
        raise Stop(f"数据库连不上：{str(fault).splitlines()[0]}") from fault
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


def layout() -> str:
    """What the migrations say, by content: before the first release an initial one may still change."""
    loader = MigrationExecutor(connection).loader
    digest = hashlib.sha256()
    for key in sorted(loader.disk_migrations or {}):
        module = sys.modules.get(f"{loader.migrations_module(key[0])[0]}.{key[1]}")
        file = getattr(module, "__file__", None)
        digest.update(f"{key}".encode() + (Path(file).read_bytes() if file else b""))
    return digest.hexdigest()


def is_demo_file() -> bool:
    """True for a SQLite database that holds invented data, whatever its layout."""
    if connection.vendor != "sqlite" or not Path(settings.DATABASES["default"]["NAME"]).exists():
        return False
    with connection.cursor() as cursor:
        if "accounts_installation" not in connection.introspection.table_names(cursor):
            return False
        cursor.execute("SELECT demo FROM accounts_installation")
        return any(demo for (demo,) in cursor.fetchall())


def set_aside() -> str:
    """Move the database out of the way; the name of its new folder."""
    connection.close()
    folder: Path = settings.DATA / f"replaced-{timezone.localtime():%Y%m%d-%H%M%S}"
    folder.mkdir(mode=0o700)
    name = Path(settings.DATABASES["default"]["NAME"])
    for suffix in ("", "-wal", "-shm"):
        part = name.with_name(name.name + suffix)
        if part.exists():
            part.rename(folder / part.name)
    return str(folder)


# --- files of the pages -----------------------------------------------------------------------------------------------


def collect(data: Path) -> bool:
    """Compress the pages' files under names that carry their hash; at once when none changed."""
    stamp = data / "run" / "files.json"
    now = files_as_they_are()
    if _read(stamp).get("files") == now and (settings.STATIC_ROOT / "staticfiles.json").exists():
        return False
    say("整理页面文件……")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True, stdout=StringIO())
    heartbeat.write_whole(stamp, json.dumps({"files": now}))
    return True


def files_as_they_are() -> str:
    """All files of the pages by name, size and time."""
    digest = hashlib.sha256(str(settings.STATIC_ROOT).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _read(file: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return found
    except (OSError, ValueError):
        return {}


# --- people -----------------------------------------------------------------------------------------------------------


def people(*, demo: bool) -> None:
    """Say how to begin on an empty database; with ``--demo`` lay the invented county there."""
    from wuze.accounts.models import Person, User  # app ready: models
    from wuze.portal import demo as county  # app ready: models

    if User.objects.exists() or Person.objects.exists():
        return
    if not demo:
        say(HOW_TO_BEGIN)
    elif not settings.ORIGINS.loopback:
        say(f"演示数据只能在本机用，WUZE_ORIGINS 里有别的地址，没有建立。{HOW_TO_BEGIN}")
    else:
        timed("建立演示县（人员、单位、岗位）", lambda: county.seed(timezone.localtime()))


def timed(title: str, work: Callable[[], object]) -> None:
    """Say what is being done, do it."""
    say(f"{title}……")
    work()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ImproperlyConfigured as fault:  # a setting read later than the first ones
        say(f"网站没有启动：{fault}")
        sys.exit(1)
