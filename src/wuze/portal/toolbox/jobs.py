"""A job is a folder with a random name: what was asked (``job.json``), how it stands (``state.json``), the files that
came in and, while nobody has taken it, the one that goes out. No table: nothing of it outlives its day.

Written by three sides, each its own part: the site makes it and lets go of it, the keeper starts and ends it
(``keeper``), the process of its own does it (``work``). No Django here: the process starts fast.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from secrets import token_hex
from typing import Any

KEPT = 3600
"""Seconds that a job stays when nobody takes it away."""

KEPT_ON_PURPOSE = 24 * 3600
LONGEST_NAME = 60
"""Characters of a file's name that are kept: 180 bytes in Chinese, which every file system takes."""

NAME = re.compile(r"[0-9a-f]{32}")
_BAD = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069]')
"""What no file system takes, and what makes a name look like another one."""


class Stands(StrEnum):
    """How a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAULTY = "faulty"
    FAILED = "failed"
    TAKEN = "taken"


ENDED = frozenset({Stands.DONE, Stands.FAULTY, Stands.FAILED, Stands.TAKEN})


@dataclass(frozen=True, slots=True)
class State:
    """``lines`` say what was done, ``faults`` what is wrong and where, ``more`` how many faults are not listed."""

    stands: Stands = Stands.WAITING
    doing: str = ""
    lines: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    more: int = 0
    paste: str = ""
    file: str = ""
    kept: bool = False
    since: float = 0.0


@dataclass(frozen=True, slots=True)
class Job:
    """One run of a tool. ``files`` are the names as they came, by slot; ``at`` by the machine's clock."""

    folder: Path
    tool: str
    user: int
    at: float
    options: dict[str, str]
    files: dict[str, list[str]]

    @property
    def name(self) -> str:
        """The random name, which is also its address."""
        return self.folder.name

    @property
    def out(self) -> Path:
        """Where the file to take away lies."""
        return self.folder / "out"

    def inputs(self, slot: str) -> list[Path]:
        """The files of a slot, each in a folder of its own: two may have one name."""
        return [self.folder / "in" / slot / str(at) / name for at, name in enumerate(self.files.get(slot, []))]

    def state(self) -> State:
        """As it stands now."""
        try:
            found: dict[str, Any] = json.loads((self.folder / "state.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return State(Stands.FAILED)
        lists = {name: tuple(found[name]) for name in ("lines", "faults")}
        return State(**(found | lists | {"stands": Stands(found["stands"])}))

    def write(self, state: State) -> None:
        """Change how it stands, wholly or not at all; a job that was thrown away meanwhile stays away."""
        fresh = self.folder / f".state.{os.getpid()}.{token_hex(4)}"
        try:
            fresh.write_text(json.dumps(asdict(state), ensure_ascii=False), encoding="utf-8")
            fresh.replace(self.folder / "state.json")
        except FileNotFoundError:
            return

    def result(self) -> Path | None:
        """The file to take away."""
        state = self.state()
        path = self.out / state.file
        return path if state.file and path.is_file() else None

    def forget_inputs(self) -> None:
        """What came in is needed no more; nor what libraries laid aside."""
        shutil.rmtree(self.folder / "in", ignore_errors=True)
        shutil.rmtree(self.folder / "tmp", ignore_errors=True)

    def taken(self) -> None:
        """The file was taken away: no content stays, neither in files nor in words."""
        self.forget_inputs()
        shutil.rmtree(self.out, ignore_errors=True)
        self.write(State(Stands.TAKEN))
        with suppress(FileNotFoundError):  # thrown away while it was taken
            self.describe(replace(self, files={}, options={}))

    def keep(self) -> None:
        """Stay for a day, also after it was taken away."""
        self.write(replace(self.state(), kept=True))

    def remove(self) -> None:
        """Nothing of it stays."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def describe(self, job: Job) -> None:
        """Write ``job.json``."""
        told = {"tool": job.tool, "user": job.user, "at": job.at, "options": job.options, "files": job.files}
        fresh = self.folder / f".job.{token_hex(4)}"
        fresh.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        fresh.replace(self.folder / "job.json")


def create(
    root: Path, tool: str, user: int, options: Mapping[str, str],
    uploads: Mapping[str, Sequence[tuple[str, Iterable[bytes]]]],
) -> Job:  # fmt: skip  # two lines of parameters
    """Lay a new job down; it is seen by the others only when it is whole."""
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = root / f".{token_hex(16)}"
    folder.mkdir(mode=0o700)
    try:
        files = {slot: [safe_name(name) for name, _ in given] for slot, given in uploads.items()}
        job = Job(folder, tool, user, time.time(), dict(options), files)
        for slot, given in uploads.items():
            for path, (_, chunks) in zip(job.inputs(slot), given, strict=True):
                path.parent.mkdir(parents=True)
                with path.open("xb") as file:
                    file.writelines(chunks)
        job.out.mkdir()
        job.write(State(since=time.time()))
        job.describe(job)
        final = root / folder.name.removeprefix(".")
        folder.rename(final)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return replace(job, folder=final)


def safe_name(name: str) -> str:
    """The name a file came with, fit for any disk and for nothing but a file in its folder."""
    plain = _BAD.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    if not dot or len(suffix) > 5:
        stem, dot, suffix = plain, "", ""
    return f"{stem[: LONGEST_NAME - 6].strip(' .') or '文件'}{dot}{suffix}"


def find(root: Path, name: str) -> Job | None:
    """A job by its name; None for one that is not, or no longer, there."""
    if not NAME.fullmatch(name):
        return None
    folder = root / name
    try:
        told: dict[str, Any] = json.loads((folder / "job.json").read_text(encoding="utf-8"))
        return Job(folder, told["tool"], told["user"], told["at"], told["options"], told["files"])
    except (OSError, ValueError, KeyError):
        return None


def every(root: Path) -> list[Job]:
    """All jobs, oldest first."""
    names = [path.name for path in root.iterdir()] if root.is_dir() else []
    found = [job for job in (find(root, name) for name in names) if job is not None]
    return sorted(found, key=lambda job: (job.at, job.name))


def before(root: Path, job: Job) -> int:
    """How many have to be done first."""
    return sum(
        one.state().stands in {Stands.WAITING, Stands.RUNNING} for one in every(root) if (one.at, one.name) < (job.at, job.name)
    )  # fmt: skip  # one condition


def open_jobs(root: Path) -> list[Job]:
    """Jobs that still have work to do."""
    return [job for job in every(root) if job.state().stands not in ENDED]


def sweep(root: Path, now: float) -> int:
    """Remove what has had its time, and folders that were never finished; how many went."""
    gone = 0
    for path in list(_folders(root)):
        job = find(root, path.name)
        if job is None:
            try:
                old = now - path.stat().st_mtime > KEPT
            except OSError:
                continue
        else:
            old = not -KEPT <= now - job.at <= (KEPT_ON_PURPOSE if job.state().kept else KEPT)
        if old:
            shutil.rmtree(path, ignore_errors=True)
            gone += 1
    return gone


def _folders(root: Path) -> Iterator[Path]:
    if root.is_dir():
        yield from (path for path in root.iterdir() if path.is_dir())
