"""Progress on stderr for work that takes more than a second."""

from __future__ import annotations

import sys
import threading
import time

AFTER = 1.0
"""Seconds before the first word."""


class Progress:
    """Says what is being done once the whole has taken a second; a shorter run stays silent."""

    def __init__(self, after: float = AFTER) -> None:
        self.after = after
        self.began = time.monotonic()
        self.doing = ""
        self.timer: threading.Timer | None = None

    def step(self, doing: str) -> None:
        """The next piece of work begins."""
        self.doing = doing
        if time.monotonic() - self.began >= self.after:
            self._say()
        elif self.timer is None:
            self.timer = threading.Timer(self.began + self.after - time.monotonic(), self._say)
            self.timer.daemon = True
            self.timer.start()

    def done(self) -> None:
        """No more words until the next step."""
        self.doing = ""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None

    def _say(self) -> None:
        if self.doing:
            print(f"{self.doing}……（已用{time.monotonic() - self.began:.0f}秒）", file=sys.stderr, flush=True)
