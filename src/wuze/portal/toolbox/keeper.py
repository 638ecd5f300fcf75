"""Who starts the jobs' processes, watches them and clears up: one thread of the site's background process.

It alone starts them, so that never more run at once than the machine bears; the others wait in the order they came.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

from wuze.portal.toolbox import jobs
from wuze.portal.toolbox.jobs import Job, Stands, State

logger = logging.getLogger("wuze.toolbox")
AT_ONCE = 2
LONGEST = 300.0
"""Seconds that one job may take."""

PAUSE = 0.3
SWEEP_EVERY = 60.0
TOO_LONG = "超过五分钟没有办完，停下了。文件太大就拆成几次办。"
CUT_OFF = "办到一半停了（网站重新启动过，或文件太大）。请再来一次。"


class Keeper:
    """Holds the running processes."""

    def __init__(self, root: Path, *, at_once: int = AT_ONCE, longest: float = LONGEST) -> None:
        self.root, self.at_once, self.longest = root, at_once, longest
        self.running: dict[str, tuple[Job, subprocess.Popen[bytes], float]] = {}
        self.swept = -SWEEP_EVERY
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._keep, name="toolbox", daemon=True)

    def start(self) -> None:
        """Begin."""
        self.thread.start()

    def stop(self) -> None:
        """End, and take the processes along."""
        self.ended.set()
        self.thread.join()
        for job, process, _ in self.running.values():
            _kill(process)
            self._fail(job, CUT_OFF)

    def turn(self) -> None:
        """One look: who ended, who takes too long, who is next."""
        for name, (job, process, began) in list(self.running.items()):
            if process.poll() is None and time.monotonic() - began > self.longest:
                _kill(process)
                self._fail(job, TOO_LONG)
            if process.poll() is not None:
                self._fail(job, CUT_OFF)
                _kill(process)
                del self.running[name]
        if time.monotonic() - self.swept >= SWEEP_EVERY:
            self.swept = time.monotonic()
            jobs.sweep(self.root, time.time())
        for job in jobs.open_jobs(self.root):
            if job.name in self.running:
                continue
            if job.state().stands is Stands.RUNNING:
                self._fail(job, CUT_OFF)  # whoever began it is gone
            elif len(self.running) < self.at_once:
                self._begin(job)

    def _begin(self, job: Job) -> None:
        job.write(replace(job.state(), stands=Stands.RUNNING, doing="开始", since=time.time()))
        scratch = job.folder / "tmp"
        scratch.mkdir(exist_ok=True)
        places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch))
        command = [sys.executable, "-m", "wuze.portal.toolbox.work", str(job.folder)]
        secret = {name for name in os.environ if name.startswith("WUZE_") or name == "DATABASE_URL"}
        kept = {name: value for name, value in os.environ.items() if name not in secret}
        surroundings = kept | places | {"PYTHONUTF8": "1"}
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=surroundings)  # noqa: S603 - our own module
        self.running[job.name] = (job, process, time.monotonic())

    def _fail(self, job: Job, why: str) -> None:
        """Say so, unless it said itself how it ended."""
        state = job.state()
        if state.stands not in jobs.ENDED:
            job.write(State(Stands.FAILED, lines=(why,), since=state.since))
        job.forget_inputs()

    def _keep(self) -> None:
        while not self.ended.wait(PAUSE):
            try:
                self.turn()
            except Exception:
                logger.exception("工具箱：这一轮没有办完")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End it where it has not ended, and let go of it."""
    process.kill()
    process.wait()
    if process.stdin:
        process.stdin.close()
