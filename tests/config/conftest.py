"""A site's data folder for programs of their own. Its tables take seconds to make, so that they are made once and copied."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NEEDED = {"PATH", "PYTHONPATH", "SYSTEMROOT", "COVERAGE_PROCESS_CONFIG", "COVERAGE_PROCESS_START"}


def call(data: Path, *words: str, url: str = "") -> subprocess.CompletedProcess[str]:
    """A program of its own on this folder, and this database."""
    kept = {name: value for name, value in os.environ.items() if name in NEEDED}
    whole = kept | {"WUZE_DATA": str(data), "PYTHONUTF8": "1"} | ({"DATABASE_URL": url} if url else {})
    return subprocess.run([sys.executable, *words], env=whole, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables, collected files, nobody. Only to copy from."""
    folder = tmp_path_factory.mktemp("empty") / "data"
    made = call(folder, "-m", "wuze.config.operations.prepare")
    assert made.returncode == 0, made.stdout + made.stderr
    return folder


@pytest.fixture
def data(empty_site: Path, tmp_path: Path) -> Path:
    """Such a folder of one's own."""
    return Path(shutil.copytree(empty_site, tmp_path / "data"))
