"""Verbs on assignments."""

from __future__ import annotations

from wuze.duty.assignments.actions.adopting import adopted
from wuze.duty.assignments.actions.putting import NAMING, assign, clear_posts, name, release, spread

__all__ = ["NAMING", "adopted", "assign", "clear_posts", "name", "release", "spread"]
