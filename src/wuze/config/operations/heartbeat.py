"""The worker's sign of life: a small file, so that it is seen on any database and also when the database is away."""

from __future__ import annotations

import json
import os
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

EVERY = 5.0
LATE = 60.0
"""Seconds without a sign after which the worker counts as gone."""


@dataclass(frozen=True, slots=True)
class Beat:
    """Who lives, since when, seen when, busy with what."""

    pid: int
    since: str
    at: str
    doing: str

    def age(self, now: datetime) -> float:
        """Seconds since the last sign."""
        return (now - datetime.fromisoformat(self.at)).total_seconds()

    def alive(self, now: datetime) -> bool:
        """True for a fresh sign. One from the future (the clock was set back) is none."""
        return self.age(now) + EVERY >= 0 and self.age(now) <= LATE


def path(data: Path) -> Path:
    """Where it lies in the data folder."""
    return data / "run" / "worker.json"


def read(data: Path) -> Beat | None:
    """The last sign; None where there is none that can be read."""
    try:
        found = json.loads(path(data).read_text(encoding="utf-8"))
        return Beat(**found)
    except (OSError, ValueError, TypeError):
        return None


def write_whole(target: Path, text: str) -> None:
    """A file that is there wholly or as before."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = target.with_name(f"{target.name}.{os.getpid()}")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(target)


class Heart:
    """Beats in a thread of its own, also while the worker is busy; gone when the worker is."""

    def __init__(self, data: Path, every: float = EVERY) -> None:
        self.data, self.every, self.doing = data, every, ""
        self.since = _now()
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._beat, name="heart", daemon=True)

    def start(self) -> None:
        """First sign at once."""
        self.write()
        self.thread.start()

    def write(self) -> None:
        """One sign."""
        beat = Beat(os.getpid(), self.since, _now(), self.doing)
        write_whole(path(self.data), json.dumps(asdict(beat), ensure_ascii=False))

    def stop(self) -> None:
        """No more signs, and none left behind."""
        self.ended.set()
        self.thread.join()
        path(self.data).unlink(missing_ok=True)

    def _beat(self) -> None:
        while not self.ended.wait(self.every):
            self.write()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
