"""Why something about one's own login may not be done now."""

from __future__ import annotations

from django.urls import reverse

from wuze.accounts.rules import SECOND_FACTOR
from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal


def why_not_drop_factor(actor: Actor) -> Refusal | None:
    """Whoever must have it may change the phone, not go without."""
    if actor.roles & SECOND_FACTOR:
        way = "换一部手机", reverse("accounts:factor")
        return Refusal("accounts.factor_needed", "您的角色必须有第二道验证，只能换手机，不能停用。", *way)
    return None
