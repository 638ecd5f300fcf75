"""What acts of this package are called in the trail."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
