"""SEC-51: backup, wipe, restore, equal; by the command itself, on a data folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

NEEDED = {"PATH", "PYTHONPATH", "SYSTEMROOT", "COVERAGE_PROCESS_CONFIG", "COVERAGE_PROCESS_START"}


def call(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A program of its own on this folder."""
    kept = {name: value for name, value in os.environ.items() if name in NEEDED}
    whole = kept | {"WUZE_DATA": str(data), "PYTHONUTF8": "1"}
    return subprocess.run([sys.executable, *words], env=whole, capture_output=True, text=True, check=False)


def test_sec_51_backup_wipe_restore_equal(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "b.zip"
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


def test_sec_51_an_altered_member_is_refused(tmp_path: Path) -> None:
    data, file, other = tmp_path / "data", tmp_path / "b.zip", tmp_path / "c.zip"
    assert call(data, "-m", "wuze.config.operations.prepare").returncode == 0
    assert call(data, "-m", "wuze.cli", "backup", "-o", str(file)).returncode == 0
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(other, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(name, text + b" " if name.endswith("sqlite3") else text)
    answer = call(tmp_path / "new", "-m", "wuze.cli", "restore", str(other))
    assert (answer.returncode, "被改动过或损坏" in answer.stderr) == (1, True)
