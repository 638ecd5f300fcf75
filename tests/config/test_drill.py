"""SEC-51: backup, wipe, restore, equal; by the command itself, on a data folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

from tests.config.conftest import NEEDED, call


def test_sec_51_backup_wipe_restore_equal(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    assert call(data, "-m", "wuze.config.operations.prepare", "--demo").returncode == 0
    (data / "files").mkdir()
    (data / "files" / "a").write_bytes(b"paper")
    began = time.monotonic()
    made = call(data, "-m", "wuze.cli", "backup", "-o", str(file))
    assert made.returncode == 0, made.stdout + made.stderr
    assert "密钥不在备份里" in made.stdout
    assert [name for name in zipfile.ZipFile(file).namelist() if "key" in name] == []
    refused = call(data, "-m", "wuze.cli", "restore", str(file))
    assert (refused.returncode, "加 --replace" in refused.stderr) == (1, True)
    for suffix in ("", "-wal", "-shm"):
        (data / f"wuze.sqlite3{suffix}").unlink(missing_ok=True)
    shutil.rmtree(data / "files")
    back = call(data, "-m", "wuze.cli", "restore", str(file))
    assert back.returncode == 0, back.stdout + back.stderr
    assert "逐表核对一致" in back.stdout
    assert (data / "files" / "a").read_bytes() == b"paper"
    print(f"{time.monotonic() - began:.1f} s")


HANDING_IN = """
import sys
from pathlib import Path
from wuze.config.operations import start
start.site()
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from wuze.files import store
from wuze.files.actions import keep
number = 0
while not Path(sys.argv[1]).exists():
    taken = store.take(SimpleUploadedFile("a.txt", f"{number} ".encode() * 20_000))
    with transaction.atomic():
        keep(taken, timezone.localtime())
    number += 1
    if number == 5:
        Path(sys.argv[2]).touch()
"""
LOOKING = """
from wuze.config.operations import start
start.site()
from wuze.files.queries import audit
found = audit()
print(found.count, len(found.missing), len(found.altered))
"""


def test_sec_51_a_backup_while_files_are_handed_in_is_whole(data: Path, empty_site: Path, tmp_path: Path) -> None:
    file, end, begun = tmp_path / "b.zip", tmp_path / "end", tmp_path / "begun"
    kept = {name: value for name, value in os.environ.items() if name in NEEDED} | {"WUZE_DATA": str(data)}
    with subprocess.Popen([sys.executable, "-c", HANDING_IN, str(end), str(begun)], env=kept) as busy:
        try:
            while not begun.exists() and busy.poll() is None:
                time.sleep(0.05)
            made = call(data, "-m", "wuze.cli", "backup", "-o", str(file))
        finally:
            end.touch()
    assert (busy.returncode, made.returncode) == (0, 0), made.stdout + made.stderr
    whole = call(data, "-c", LOOKING).stdout.split()
    shutil.rmtree(data)
    shutil.copytree(empty_site, data)
    back = call(data, "-m", "wuze.cli", "restore", str(file))
    assert back.returncode == 0, back.stdout + back.stderr
    count, missing, altered = (int(one) for one in call(data, "-c", LOOKING).stdout.split())
    assert (missing, altered, 5 <= count <= int(whole[0])) == (0, 0, True)
    print(count, "of", whole[0], "were in the backup")


def test_sec_51_an_altered_member_is_refused(data: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "b.zip", tmp_path / "c.zip"
    assert call(data, "-m", "wuze.cli", "backup", "-o", str(file)).returncode == 0
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(other, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(name, text + b" " if name.endswith("sqlite3") else text)
    answer = call(tmp_path / "new", "-m", "wuze.cli", "restore", str(other))
    assert (answer.returncode, "被改动过或损坏" in answer.stderr) == (1, True)
