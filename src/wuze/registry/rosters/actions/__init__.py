"""The verbs of rosters."""

from __future__ import annotations

from wuze.registry.rosters.actions.apply import Found, apply, prepare
from wuze.registry.rosters.actions.settle import settle
from wuze.registry.rosters.actions.stage import Upload, drop, name_column, ready, stage, sweep

__all__ = ["Found", "Upload", "apply", "drop", "name_column", "prepare", "ready", "settle", "stage", "sweep"]
