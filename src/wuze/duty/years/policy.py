"""Why the year's list cannot be changed; None when it can."""

from __future__ import annotations

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.duty.years.models import YearLine
from wuze.kernel.errors import Refusal


def why_not_keep(actor: Actor) -> Refusal | None:
    """The lead office."""
    if actor.may(Capability.KEEP_AGENDA):
        return None
    return Refusal("years.not_keeper", "年度安排由牵头机关的经办、负责人定。")


def why_not_adopt(actor: Actor) -> Refusal | None:
    """Only while there is no list: what was changed by hand is not written over."""
    if refusal := why_not_keep(actor):
        return refusal
    return Refusal("years.adopted", "年度安排已经有了，请逐条改。") if YearLine.objects.exists() else None
