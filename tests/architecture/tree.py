"""The files of this repository as the guards see them: what git tracks or would track, nothing else."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = {".git", ".venv", "__pycache__", "build", "dist"}


@cache
def files() -> tuple[str, ...]:
    """Paths from the root, with ``/``. Outside a git checkout (an unpacked archive) every file counts."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        answer = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return tuple(sorted(name for name in every_file() if not SKIPPED & set(Path(name).parts)))
    names = answer.stdout.decode("utf-8").split("\0")
    return tuple(sorted(name for name in names if name and (ROOT / name).is_file()))


def every_file() -> list[str]:
    """All files on disk below the root."""
    return [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file()]


def python(*folders: str) -> list[str]:
    """Python files under the named folders."""
    return [name for name in files() if name.endswith(".py") and name.startswith(tuple(f"{f}/" for f in folders))]


def text(name: str) -> str:
    """A file's text; empty for what is not text."""
    try:
        return (ROOT / name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
