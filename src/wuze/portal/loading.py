"""Contributions of packages, named in settings by dotted path and resolved once."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.utils.module_loading import import_string

NAMES = (
    "DESK_QUEUES", "DESK_TALLIES", "DESK_FIGURES", "DESK_PANELS", "DESK_VERBS", "SEARCH_PROVIDERS",
    "HISTORY_KINDS",
)  # fmt: skip
"""The settings that list contributions; ``contributions`` reads them, a system check resolves them at start-up."""


@cache
def _resolved(paths: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(import_string(path) for path in paths)


def contributions(name: str) -> tuple[Any, ...]:
    """All objects of one of these settings, in its order."""
    return _resolved(tuple(getattr(settings, name, ())))


def resolvable(**_options: Any) -> list[CheckMessage]:
    """Every dotted path leads somewhere."""
    faults: list[CheckMessage] = []
    for name in NAMES:
        for path in getattr(settings, name, ()):
            try:
                import_string(path)
            except ImportError as problem:
                faults.append(Error(f"{name}：找不到“{path}”（{problem}）。", id="portal.E001"))
    return faults
