"""The verbs of rosters."""

from __future__ import annotations

from wuze.registry.rosters.actions.apply import apply
from wuze.registry.rosters.actions.settle import settle
from wuze.registry.rosters.actions.stage import Upload, drop, name_column, ready, stage, sweep

__all__ = ["Upload", "apply", "drop", "name_column", "ready", "settle", "stage", "sweep"]
