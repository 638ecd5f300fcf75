"""SEC-51: what ``wuze restore`` refuses, what it lays aside, and the same drill on PostgreSQL."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.config.conftest import call
from wuze.config.operations import archive, heartbeat
from wuze.config.operations.start import Stop


@pytest.fixture(scope="module")
def made(empty_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a site with a file."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(empty_site, folder / "data")
    (folder / "data" / "files").mkdir()
    (folder / "data" / "files" / "a").write_bytes(b"paper")
    done = call(folder / "data", "-m", "wuze.cli", "backup", "-o", str(folder / "b.zip"))
    assert done.returncode == 0, done.stderr
    return folder / "b.zip"


def changed(source: Path, target: Path, change: Callable[[dict[str, Any]], None], extra: str = "") -> Path:
    """The same archive with another manifest, and a member more."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if name != archive.MANIFEST:
                new.writestr(name, old.read(name))
        if extra:
            new.writestr(extra, "x")
        manifest = json.loads(old.read(archive.MANIFEST))
        change(manifest)
        new.writestr(archive.MANIFEST, json.dumps(manifest))
    return target


def newer(manifest: dict[str, Any]) -> None:
    """Of a later format."""
    manifest["format"] += 1


def other_name(manifest: dict[str, Any]) -> None:
    """Somebody else's zip."""
    manifest["name"] = "other"


def nothing(_manifest: dict[str, Any]) -> None:
    """As it was."""


@pytest.mark.parametrize(
    ("change", "extra", "words"),
    [(newer, "", "更新版本的程序"), (other_name, "", "不是五责的备份"), (nothing, "files/b", "有增减")],
)
def test_sec_51_an_archive_that_is_not_as_it_was_written(
    made: Path, tmp_path: Path, change: Callable[[dict[str, Any]], None], extra: str, words: str
) -> None:
    with pytest.raises(Stop, match=words):
        archive.read(changed(made, tmp_path / "c.zip", change, extra))


def test_sec_51_no_archive_at_all(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="没有这个文件"):
        archive.read(tmp_path / "none.zip")
    (tmp_path / "text.zip").write_text("no zip")
    with pytest.raises(Stop, match="不是五责的备份，或已损坏"):
        archive.read(tmp_path / "text.zip")


def climbs(manifest: dict[str, Any]) -> None:
    """A member that would land outside the folder."""
    manifest["members"]["files/../../evil"] = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"


def of_tomorrow(manifest: dict[str, Any]) -> None:
    """Tables that this program does not know."""
    manifest["migrations"].append(["trail", "0999_later"])


def elsewhere(manifest: dict[str, Any]) -> None:
    """From the other kind of database."""
    manifest["vendor"] = "postgresql" if manifest["vendor"] == "sqlite" else "sqlite"


@pytest.mark.parametrize(
    ("change", "extra", "words"),
    [
        (climbs, "files/../../evil", "不正常的文件名"),
        (of_tomorrow, "", "做备份的程序更新"),
        (elsewhere, "", "先改 DATABASE_URL"),
    ],
)
def test_sec_51_what_this_site_cannot_take(
    made: Path, tmp_path: Path, change: Callable[[dict[str, Any]], None], extra: str, words: str
) -> None:
    file = changed(made, tmp_path / "c.zip", change, extra)
    answer = call(tmp_path / "new", "-m", "wuze.cli", "restore", str(file))
    assert (answer.returncode, words in answer.stderr) == (1, True), answer.stderr
    assert not (tmp_path / "evil").exists()
    assert not (tmp_path / "new" / "wuze.sqlite3").exists()


def test_a_running_site_is_not_replaced(made: Path, tmp_path: Path) -> None:
    now = datetime.now(UTC).isoformat()
    beat = json.dumps({"pid": 1, "since": now, "at": now, "doing": ""})
    heartbeat.write_whole(heartbeat.path(tmp_path), beat)
    answer = call(tmp_path, "-m", "wuze.cli", "restore", str(made))
    assert (answer.returncode, "先停网站，再恢复" in answer.stderr) == (1, True)


def test_sec_51_what_was_there_is_laid_aside(made: Path, data: Path) -> None:
    assert call(data, "-m", "wuze.config.operations.prepare", "--demo").returncode == 0
    (data / "files").mkdir()
    (data / "files" / "mine").write_bytes(b"mine")
    answer = call(data, "-m", "wuze.cli", "restore", str(made), "--replace")
    assert answer.returncode == 0, answer.stderr
    (aside,) = data.glob("replaced-*")
    assert f"原来的数据在：{aside}" in answer.stdout
    assert (aside / "files" / "mine").read_bytes() == b"mine"
    assert (aside / "wuze.sqlite3").exists()
    assert (data / "files" / "a").read_bytes() == b"paper"


def test_a_backup_never_overwrites(made: Path, tmp_path: Path) -> None:
    data = made.parent / "data"
    again = call(data, "-m", "wuze.cli", "backup", "-o", str(made))
    assert (again.returncode, "没有覆盖" in again.stderr) == (1, True)
    nowhere = call(data, "-m", "wuze.cli", "backup", "-o", str(tmp_path / "no" / "b.zip"))
    assert (nowhere.returncode, "没有文件夹" in nowhere.stderr) == (1, True)
    inside = call(data, "-m", "wuze.cli", "backup")
    assert inside.returncode == 0
    assert len(list((data / "backups").glob("wuze-*.zip"))) == 1


@pytest.mark.django_db
def test_sec_51_on_postgresql_backup_restore_equal(databases: tuple[str, str], tmp_path: Path) -> None:
    old, new = databases
    data, file = tmp_path / "data", tmp_path / "b.zip"
    assert call(data, "-m", "wuze.config.operations.prepare", "--demo", url=old).returncode == 0
    saved = call(data, "-m", "wuze.cli", "backup", "-o", str(file), url=old)
    assert saved.returncode == 0, saved.stderr
    back = call(data, "-m", "wuze.cli", "restore", str(file), url=new)
    assert back.returncode == 0, back.stdout + back.stderr
    assert "逐表核对一致" in back.stdout
    refused = call(data, "-m", "wuze.cli", "restore", str(file), url=new)
    assert (refused.returncode, "加 --replace" in refused.stderr) == (1, True)
    again = call(data, "-m", "wuze.cli", "restore", str(file), "--replace", url=new)
    assert again.returncode == 0, again.stdout + again.stderr
    (aside,) = data.glob("replaced-*")
    assert archive.read(aside / "before.zip").vendor == "postgresql"
    with psycopg.connect(old) as first, psycopg.connect(new) as second:
        rows = "SELECT count(*), min(name), max(name) FROM registry_unit"
        assert first.execute(rows.encode()).fetchone() == second.execute(rows.encode()).fetchone()
