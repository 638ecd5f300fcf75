"""Writes of what is laid at once."""

from wuze.registry.laying.actions.beginning import First, begin
from wuze.registry.laying.actions.sheet import lay

__all__ = ["First", "begin", "lay"]
