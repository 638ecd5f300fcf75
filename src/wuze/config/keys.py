"""Secrets: from the environment or from a file that only its owner can read; never in the code (SEC-45)."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

FOLDER = "keys"
NAMES = {"WUZE_SECRET_KEY": "secret.key", "WUZE_TRAIL_KEY": "trail.key"}
"""Environment variable → file under ``keys`` in the data folder."""

BYTES = 48


def data_folder() -> Path:
    """Where database, files and keys lie: ``WUZE_DATA``, else ``.wuze`` in the user's home."""
    named = os.environ.get("WUZE_DATA", "")
    return Path(named).expanduser().absolute() if named else Path.home() / ".wuze"


def read(name: str, data: Path) -> str:
    """One secret. Raises ImproperlyConfigured with what to do when it is missing or others can read its file."""
    if given := os.environ.get(name, ""):
        return given
    path = data / FOLDER / NAMES[name]
    try:
        text = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        text = ""
    if not text:
        raise ImproperlyConfigured(
            f"没有密钥：设环境变量 {name}，或用 python -m wuze.config 启动一次，它会建立 {path}。"
        )
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise ImproperlyConfigured(f"密钥文件 {path} 别人也能读：先改为只有本人可读（chmod 600）。")
    return text


def lay(data: Path) -> list[Path]:
    """Create what is missing of the data folder and its keys, readable by the owner only. Returns the new files."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    (data / FOLDER).mkdir(mode=0o700, exist_ok=True)
    files = [data / FOLDER / file for name, file in NAMES.items() if not os.environ.get(name)]
    return [path for path in files if _create(path)]


def _create(path: Path) -> bool:
    """Make a key unless there is one; of two programs that start at once, one makes it and both use it."""
    try:
        key = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(key, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(BYTES))
    return True
