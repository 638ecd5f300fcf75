"""The verbs of rosters."""

from __future__ import annotations

from wuze.registry.rosters.actions.apply import Found, apply, prepare
from wuze.registry.rosters.actions.close import Closing, close_gone
from wuze.registry.rosters.actions.compare import SMALL
from wuze.registry.rosters.actions.settle import settle
from wuze.registry.rosters.actions.stage import Upload, drop, name_column, ready, stage, sweep
from wuze.registry.rosters.actions.waiting import ask_apply, work_waiting

__all__ = [
    "SMALL",
    "Closing",
    "Found",
    "Upload",
    "apply",
    "ask_apply",
    "close_gone",
    "drop",
    "name_column",
    "prepare",
    "ready",
    "settle",
    "stage",
    "sweep",
    "work_waiting",
]
