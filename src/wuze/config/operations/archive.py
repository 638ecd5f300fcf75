"""The backup's format: one zip of a manifest, the database and the files folder. Never keys.

``manifest.json`` names format and program version, the kind of database, its migrations, rows and checksum of every
table, and SHA-256 of every member. It is written last and read first.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from wuze.config.operations.start import Stop

FORMAT, NAME, MANIFEST = 1, "wuze-backup", "manifest.json"
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Table:
    """How many rows, and the checksum of their content in the order of keys."""

    rows: int
    sha256: str


@dataclass(slots=True)
class Manifest:
    """What the archive says of itself."""

    version: str
    at: str
    vendor: str
    migrations: list[list[str]]
    tables: dict[str, Table]
    sequences: dict[str, int] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT
    name: str = NAME

    def text(self) -> str:
        """As it is stored."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)


class Writer:
    """Adds members and keeps their checksums."""

    def __init__(self, path: Path) -> None:
        self.zip = zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED, compresslevel=6)
        self.members: dict[str, str] = {}

    def add(self, name: str, chunks: Iterator[bytes]) -> None:
        """One member, chunk by chunk."""
        digest = hashlib.sha256()
        with self.zip.open(name, "w", force_zip64=True) as member:
            for chunk in chunks:
                member.write(chunk)
                digest.update(chunk)
        self.members[name] = digest.hexdigest()

    def close(self, manifest: Manifest) -> None:
        """Write the manifest and end."""
        manifest.members = self.members
        self.zip.writestr(MANIFEST, manifest.text())
        self.zip.close()


def chunks(path: Path) -> Iterator[bytes]:
    """A file in pieces."""
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def read(path: Path) -> Manifest:
    """The manifest of an archive whose every member is as it was written. Raises Stop with what is wrong."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = _manifest(json.loads(archive.read(MANIFEST)))
            names = sorted(set(archive.namelist()) - {MANIFEST})
            if names != sorted(found.members) or len(archive.namelist()) != len(names) + 1:
                raise Stop("备份里的文件与清单不符：有增减。没有恢复。")
            for name in names:
                if _digest(archive, name) != found.members[name]:
                    raise Stop(f"备份里的 {name} 与清单不符：被改动过或损坏。没有恢复。")
    except FileNotFoundError as missing:
        raise Stop(f"没有这个文件：{path}") from missing
    except (OSError, KeyError, TypeError, ValueError, zipfile.BadZipFile) as broken:
        raise Stop(f"{path.name} 不是五责的备份，或已损坏。没有恢复。") from broken
    return found


def _manifest(found: Any) -> Manifest:
    if found["name"] != NAME:
        raise ValueError(NAME)
    if found["format"] > FORMAT:
        raise Stop("这份备份是更新版本的程序做的，先升级程序再恢复。")
    return Manifest(**{**found, "tables": {name: Table(**table) for name, table in found["tables"].items()}})


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as member:
        while piece := member.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def pieces(path: Path, name: str) -> Iterator[bytes]:
    """One member in pieces."""
    with zipfile.ZipFile(path) as archive, archive.open(name) as member:
        while piece := member.read(CHUNK):
            yield piece


def extract(path: Path, name: str, target: Path) -> None:
    """One member to a file readable by its owner only."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with target.open("xb") as file:
        target.chmod(0o600)
        for piece in pieces(path, name):
            file.write(piece)
