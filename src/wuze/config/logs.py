"""Logs: one line each on stderr, for the service manager to keep. No personal data, no message of a foreign error.

A database names the offending value in its message, so of an unforeseen error stands here only what it was and where it
came up, with the request's number; the page that the user saw shows the same number.
"""

from __future__ import annotations

import logging
import traceback
from datetime import datetime
from types import TracebackType
from typing import Any
from zoneinfo import ZoneInfo

from wuze.trail.verify import canonical

ZONE = ZoneInfo("Asia/Shanghai")
DEEPEST = 4
"""Calls of the traceback that are shown, the innermost ones."""


class OneLine(logging.Formatter):
    """``2026-11-24T09:30:00+08:00 ERROR django.request 请求=… Internal Server Error: /x | ValueError ← views.py:3 units``."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; whatever could steer a terminal or begin a second line is escaped (SEC-37)."""
        at = datetime.fromtimestamp(record.created, ZONE).isoformat(timespec="seconds")
        words = [at, record.levelname, record.name, _request(record), record.getMessage(), _error(record.exc_info)]
        return canonical(" ".join(word for word in words if word))[1:-1]


def _request(record: logging.LogRecord) -> str:
    origin = getattr(getattr(getattr(record, "request", None), "actor", None), "origin", None)
    return f"请求={origin.request}" if origin else ""


def _error(info: Any) -> str:
    if not info or info[0] is None:
        return ""
    return f"| {info[0].__name__} ← {_calls(info[2])}"


def _calls(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)[-DEEPEST:]
    return " ← ".join(f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in reversed(frames))


def _short(file: str) -> str:
    """Package and file: the machine's own folders are nobody's business."""
    return "/".join(file.replace("\\", "/").split("/")[-3:])


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "wuze.config.logs.OneLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},  # refusals are in the trail; a probe for /.git is no event
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        "wuze": {"level": "INFO"},
    },
}
