"""The verbs of rosters."""

from __future__ import annotations

from wuze.registry.rosters.actions.apply import Found, apply, prepare
from wuze.registry.rosters.actions.close import Closing, close_gone
from wuze.registry.rosters.actions.settle import settle
from wuze.registry.rosters.actions.stage import Upload, drop, name_column, ready, stage, sweep

__all__ = [
    "Closing",
    "Found",
    "Upload",
    "apply",
    "close_gone",
    "drop",
    "name_column",
    "prepare",
    "ready",
    "settle",
    "stage",
    "sweep",
]
