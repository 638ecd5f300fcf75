"""Verbs on assignments."""

from __future__ import annotations

from wuze.duty.assignments.actions.adopting import adopted
from wuze.duty.assignments.actions.putting import assign, clear_posts, name, spread

__all__ = ["adopted", "assign", "clear_posts", "name", "spread"]
