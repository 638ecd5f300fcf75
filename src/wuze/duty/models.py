"""All tables of this package, where Django looks for them."""

from __future__ import annotations

__all__: list[str] = []
