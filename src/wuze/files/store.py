"""The folder: ``files/ab/cdef…``, each file under its SHA-256, readable by the site alone, never executable.

A file is laid here before the row that names it is written, so no row lacks its file; what no row names a day later was
left over by an entry that was not finished, and is swept.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from wuze.files import scan
from wuze.files.errors import BadFile
from wuze.files.kinds import kind_of
from wuze.files.rules import shown_name, size_word

ORPHANS = timedelta(hours=24)
INCOMING = "incoming"
_FULL = "服务器现在存不进文件，没有收。请告诉管网站的人。"


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that lies in the store and may be named by a row."""

    sha256: str
    kind: str
    size: int
    name: str


def path_of(sha256: str) -> Path:
    """Where a content lies. The name is made of its hash alone, so nothing a visitor types leads anywhere."""
    folder: Path = settings.MEDIA_ROOT
    return folder / sha256[:2] / sha256[2:]


def _incoming() -> Path:
    """Beside the store: what is half written or not yet scanned is in no backup."""
    folder: Path = settings.MEDIA_ROOT
    return folder.parent / INCOMING


def take(upload: UploadedFile[bytes]) -> Taken:
    """Look at an upload, clean it, have it scanned, store it. Raises BadFile with a sentence for whoever sent it."""
    most = settings.FILE_MOST_BYTES
    if not upload.size:
        raise BadFile("文件是空的（0字节）。")
    if upload.size > most:
        raise BadFile(f"文件{size_word(upload.size)}，一个最多{size_word(most)}。照片可以缩小，长文件可以分开。")
    data = b"".join(upload.chunks())
    kind = kind_of(data)
    name = shown_name(str(upload.name), kind)
    clean = kind.clean(data)
    sha256 = hashlib.sha256(clean).hexdigest()
    try:
        _lay(clean, sha256)
    except OSError:
        raise BadFile(_FULL) from None
    return Taken(sha256, kind.code, len(clean), name)


def _lay(data: bytes, sha256: str) -> None:
    """Beside the store first; into it only once it was scanned. What lies there already is renewed, so that no sweep takes it."""
    folder = _incoming()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder, delete=False) as file:
        fresh = Path(file.name)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    try:
        fresh.chmod(0o600)
        scan.check(fresh, settings.FILE_SCAN)
        path = path_of(sha256)
        if path.exists() and digest(path) == sha256:
            os.utime(path)
            return
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def digest(path: Path) -> str:
    """SHA-256 of a file as it lies."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def stored() -> Iterator[tuple[str, Path]]:
    """Hash by name, and the path, of all that lies in the store."""
    folder: Path = settings.MEDIA_ROOT
    if folder.is_dir():
        for path in sorted(folder.glob("??/*")):
            yield f"{path.parent.name}{path.name}", path


def old(at: datetime) -> list[tuple[str, Path]]:
    """What has lain untouched for a day: candidates of the sweep. Half-written uploads have no hash."""
    incoming = _incoming()
    halves = tuple(("", path) for path in incoming.glob("*")) if incoming.is_dir() else ()
    return [one for one in (*halves, *stored()) if _untouched(one[1], at)]


def _untouched(path: Path, at: datetime) -> bool:
    return path.stat().st_mtime < (at - ORPHANS).timestamp()


def remove(found: Collection[tuple[str, Path]], named: Collection[str], at: datetime) -> int:
    """Remove of these what no row names and nobody has sent again meanwhile. How many."""
    gone = 0
    for sha256, path in found:
        if sha256 not in named and path.exists() and _untouched(path, at):
            path.unlink()
            gone += 1
    return gone
