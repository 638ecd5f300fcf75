"""Why the year's list cannot be changed; None when it can."""

from __future__ import annotations

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal


def why_not_keep(actor: Actor) -> Refusal | None:
    """The lead office."""
    if actor.may(Capability.KEEP_AGENDA):
        return None
    return Refusal("years.not_keeper", "年度安排由牵头机关的经办、负责人定。")
