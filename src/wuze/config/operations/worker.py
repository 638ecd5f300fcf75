"""``wuze worker``: scheduled jobs and what takes long, one after the other, in a process of its own.

A small loop: what is due is done, then it waits. A job that fails is logged in one line and tried again later; nothing
that a job does needs the one before it.
"""

from __future__ import annotations

import argparse
import json
import logging
import signal
import sys
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from wuze.config.operations import parent, start
from wuze.config.operations.heartbeat import Heart, read, write_whole

logger = logging.getLogger("wuze.worker")
PAUSE = 1.0
AGAIN = timedelta(minutes=10)
"""After a failure."""


class Stopping(Exception):
    """The worker was told to end in the middle of a long job."""


class Schedule:
    """When each job last ran, kept in a file: a lost file only means that jobs run once more."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.next: dict[str, datetime] = {}
        try:
            kept = json.loads(file.read_text(encoding="utf-8"))
            self.next = {name: datetime.fromisoformat(moment) for name, moment in kept.items()}
        except (OSError, ValueError, AttributeError):
            pass  # everything is due

    def due(self, name: str, now: datetime, every: timedelta) -> bool:
        """True when it is time, and when the clock was set back by more than one turn."""
        planned = self.next.get(name)
        return planned is None or planned <= now or planned > now + every

    def plan(self, name: str, at: datetime) -> None:
        """Run again then."""
        self.next[name] = at
        write_whole(self.file, json.dumps({name: moment.isoformat() for name, moment in self.next.items()}))


class Loop:
    """The worker's life."""

    def __init__(self, data: Path, heart: Heart, clock: Callable[[], datetime] = timezone.now) -> None:
        self.heart, self.clock = heart, clock
        self.schedule = Schedule(data / "run" / "jobs.json")
        self.stopping = False

    def run(self, jobs: Iterable[tuple[str, timedelta, Callable[[datetime], str]]], pause: float = PAUSE) -> None:
        """Until told to stop."""
        listed = list(jobs)
        while not self.told():
            for name, every, work in listed:
                if not self.told() and self.schedule.due(name, self.clock(), every):
                    self.one(name, every, work)
            time.sleep(pause)

    def one(self, name: str, every: timedelta, work: Callable[[datetime], str]) -> None:
        """One job; its failure is one line."""
        now = self.clock()
        self.heart.doing = name
        close_old_connections()
        try:
            done = work(now)
        except Stopping:
            return
        except Exception:  # whatever it is, the other jobs go on
            logger.exception("后台事项没有办完：%s", name)
            self.schedule.plan(name, now + min(AGAIN, every))
        else:
            if done:
                logger.info("%s：%s", name, done)
            self.schedule.plan(name, now + every)
        finally:
            self.heart.doing = ""
            close_old_connections()

    def stop(self, *_signal: int | FrameType | None) -> None:
        """End after what is under way. A plain flag: a signal comes in the middle of anything, also of a lock's own code."""
        self.stopping = True

    def told(self) -> bool:
        """True once it was told to stop."""
        return self.stopping

    def progress(self, done: int, total: int) -> None:
        """Between two steps of a long job: say how far it is, and leave when told to."""
        start.say(f"演示数据：{done}/{total}")
        if self.told():
            raise Stopping


def main(arguments: list[str]) -> int:
    """The process. ``--kept``: started by the launcher, and ends with it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kept", action="store_true")
    return run(parser.parse_args(arguments))


def run(options: argparse.Namespace) -> int:
    """Work until told to end."""
    start.site()
    data: Path = settings.DATA
    if (other := read(data)) and other.alive(timezone.now()) and not options.kept:
        start.say(f"后台进程已在运行（进程号 {other.pid}），没有再启动一个。")
        return 1
    loop = Loop(data, Heart(data))
    signal.signal(signal.SIGTERM, loop.stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN if options.kept else loop.stop)  # Ctrl-C is the launcher's
    if options.kept:
        parent.with_pipe()
    from wuze.portal.toolbox.keeper import Keeper  # app ready: with the settings

    tools = Keeper(data / "toolbox")
    loop.heart.start()
    tools.start()
    try:
        loop.run(planned(loop))
    finally:
        tools.stop()
        loop.heart.stop()
    return 0


def planned(loop: Loop) -> list[tuple[str, timedelta, Callable[[datetime], str]]]:
    """All jobs; the demo county's history first, so that a newcomer sees it grow."""
    from wuze.config.operations import jobs  # app ready: models
    from wuze.portal import demo  # app ready: models

    def fill(_at: datetime) -> str:
        demo.fill(loop.progress)
        return ""

    return [("补齐演示数据", timedelta(days=1), fill), *((job.name, job.every, job.run) for job in jobs.ALL)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
