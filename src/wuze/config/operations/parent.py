"""A process that must not outlive the one that started it, however that one ended."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

GRACE = 10.0
"""Seconds to finish what is under way."""


def end(grace: float = GRACE) -> None:
    """Ask this process to end as on SIGTERM; end it by force where it does not."""
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(grace)
    os._exit(1)


def with_parent_process(then: Callable[[], None] = end) -> None:
    """For a child made by multiprocessing: act when its parent is gone."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        _watch(parent.join, then)


def with_pipe(then: Callable[[], None] = end) -> None:
    """For a child whose standard input is a pipe held by its parent: act when the pipe closes."""
    _watch(lambda: _drained(sys.stdin.fileno()), then)


def _drained(pipe: int) -> None:
    while os.read(pipe, 1024):
        pass


def _watch(gone: Callable[[], object], then: Callable[[], None]) -> None:
    def wait() -> None:
        gone()
        then()

    threading.Thread(target=wait, name="parent", daemon=True).start()
