"""The tabs above the pages of the ledger."""

from __future__ import annotations

from wuze.accounts.enums import Capability
from wuze.accounts.values import Actor
from wuze.ledger import policy


def tabs(actor: Actor) -> dict[str, object]:
    """Which of them this actor has."""
    return {
        "may_set_up": policy.why_not_set_up(actor) is None,
        "may_report": bool(actor.posts_that(Capability.REPORT_TASKS)),
    }
