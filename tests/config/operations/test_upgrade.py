"""A newer program whose tables cannot be made: the site stays as it was, with its rows, and says so."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.architecture import tree

FIRST = """
from django.db import migrations, models
class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.CreateModel("Thing", [("id", models.BigAutoField(primary_key=True)), ("n", models.IntegerField())]),
        migrations.RunSQL("UPDATE accounts_person SET name = 'altered'"),
    ]
"""
SECOND = """
from django.db import migrations
def fail(apps, editor):
    raise RuntimeError("planted")
class Migration(migrations.Migration):
    dependencies = [("planted", "0001_initial")]
    operations = [migrations.RunPython(fail)]
"""
ASK = "SELECT name FROM accounts_person ORDER BY id"


def prepared(place: Path, settings: str, *words: str, url: str = "") -> subprocess.CompletedProcess[str]:
    """Run the step before the site answers, in a folder of its own: on SQLite, or on the database given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WUZE_", "DATABASE_", "COV"))}
    more = {
        "WUZE_DATA": str(place / "data"), "WUZE_SECRET_KEY": "s" * 50, "WUZE_TRAIL_KEY": "t" * 50,
        "DJANGO_SETTINGS_MODULE": settings, "PYTHONUTF8": "1",
        "PYTHONPATH": os.pathsep.join((str(tree.ROOT / "src"), str(place))),
    }  # fmt: skip  # two lines
    if url:
        more["DATABASE_URL"] = url
    command = [sys.executable, "-m", "wuze.config.operations.prepare", *words]
    return subprocess.run(command, env=kept | more, capture_output=True, text=True, check=False, cwd=place)


def rows(place: Path, ask: str) -> list[str]:
    """One column of the database."""
    (file,) = (place / "data").glob("*.sqlite3")
    with closing(sqlite3.connect(file)) as database:
        return [str(row[0]) for row in database.execute(ask)]


def newer_beside(place: Path) -> None:
    """A newer program beside the site."""
    folder = place / "planted" / "migrations"
    folder.mkdir(parents=True)
    for file in (place / "planted" / "__init__.py", folder / "__init__.py"):
        file.write_text("")
    (folder / "0001_initial.py").write_text(FIRST)
    newer = 'from wuze.config.settings import *\nINSTALLED_APPS = [*INSTALLED_APPS, "planted"]\n'
    (place / "newer.py").write_text(newer)


@pytest.fixture
def place(data: Path) -> Path:
    """A site with people in it, and beside it a newer program."""
    tmp_path = data.parent
    done = prepared(tmp_path, "wuze.config.settings", "--demo")
    assert done.returncode == 0, done.stdout + done.stderr
    newer_beside(tmp_path)
    return tmp_path


def test_a_step_that_fails_puts_everything_back_and_the_old_program_goes_on(place: Path) -> None:
    (place / "planted" / "migrations" / "0002_fails.py").write_text(SECOND)
    before = rows(place, ASK)
    done = prepared(place, "newer")
    assert (done.returncode, "数据表没有更新成（RuntimeError：planted），已退回更新前的样子" in done.stdout) == (
        1,
        True,
    )
    assert rows(place, ASK) == before
    assert "altered" not in before
    assert rows(place, "SELECT name FROM sqlite_master WHERE name = 'planted_thing'") == []
    assert len(list((place / "data" / "backups").glob("wuze-*.zip"))) == 1
    again = prepared(place, "wuze.config.settings")
    assert again.returncode == 0, again.stdout + again.stderr


def test_a_step_that_works_leaves_the_backup_from_before(place: Path) -> None:
    done = prepared(place, "newer")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "更新前的备份：" in done.stdout
    assert set(rows(place, ASK)) == {"altered"}
    assert len(list((place / "data" / "backups").glob("wuze-*.zip"))) == 1
    again = prepared(place, "newer")
    assert (again.returncode, "备份" in again.stdout) == (0, False)


@pytest.mark.django_db
def test_on_postgresql_too_all_or_nothing(databases: tuple[str, str], tmp_path: Path) -> None:
    url, _ = databases
    done = prepared(tmp_path, "wuze.config.settings", "--demo", url=url)
    assert done.returncode == 0, done.stdout + done.stderr
    newer_beside(tmp_path)
    fails = tmp_path / "planted" / "migrations" / "0002_fails.py"
    fails.write_text(SECOND)
    before = names(url)
    done = prepared(tmp_path, "newer", url=url)
    assert (done.returncode, "已退回更新前的样子" in done.stdout) == (1, True), done.stdout + done.stderr
    assert names(url) == before
    with psycopg.connect(url) as line:
        assert line.execute("SELECT to_regclass('planted_thing')").fetchone() == (None,)
    fails.unlink()
    done = prepared(tmp_path, "newer", url=url)
    assert done.returncode == 0, done.stdout + done.stderr
    assert set(names(url)) == {"altered"}
    assert len(list((tmp_path / "data" / "backups").glob("wuze-*.zip"))) == 2


def names(url: str) -> list[str]:
    """The column that the planted program alters."""
    with psycopg.connect(url) as line:
        return [row[0] for row in line.execute(ASK.encode())]
