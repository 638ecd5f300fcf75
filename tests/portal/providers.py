"""A provider of many lines."""

from __future__ import annotations

from collections.abc import Sequence

from wuze.accounts.values import Actor
from wuze.portal.lines import Line


def many(actor: Actor) -> Sequence[Line]:
    """More than the desk shows."""
    return [Line("mine", f"第{index}件", "/") for index in range(40)]
