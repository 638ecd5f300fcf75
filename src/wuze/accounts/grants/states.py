"""Where a grant stands, and what may be done with it there."""

from __future__ import annotations

from datetime import date

from django.db import models

from wuze.accounts.models import Grant


class State(models.TextChoices):
    """Read off the row: who confirmed, who wants it back, until when."""

    PROPOSED = "proposed", "待复核"
    DECLINED = "declined", "没有同意"
    GRANTED = "granted", "生效"
    ENDING = "ending", "收回待复核"
    ENDED = "ended", "已收回"


class GrantVerb(models.TextChoices):
    """What administrators do with it."""

    CONFIRM = "confirm", "复核同意，生效"
    DECLINE = "decline", "不同意"
    WITHDRAW = "withdraw", "提出收回"
    CONFIRM_END = "confirm_end", "复核同意，收回"
    KEEP = "keep", "不同意收回"


NEXT: dict[tuple[str, str], State] = {
    (State.PROPOSED, GrantVerb.CONFIRM): State.GRANTED,
    (State.PROPOSED, GrantVerb.DECLINE): State.DECLINED,
    (State.GRANTED, GrantVerb.WITHDRAW): State.ENDING,
    (State.ENDING, GrantVerb.CONFIRM_END): State.ENDED,
    (State.ENDING, GrantVerb.KEEP): State.GRANTED,
}


def state_of(grant: Grant, day: date) -> State:
    """Where it stands on a day."""
    if grant.declined_at is not None:
        return State.DECLINED
    if grant.confirmed_at is None:
        return State.PROPOSED
    if grant.until is not None and grant.until <= day:
        return State.ENDED
    return State.ENDING if grant.end_proposed_by else State.GRANTED
