"""Where a request goes from each state by each verb; what is not in the table cannot be done."""

from __future__ import annotations

from wuze.ledger.requests.enums import RequestState as S

REQUEST: dict[tuple[S, str], S] = {
    (S.RAISED, "assign"): S.ASSIGNED,
    (S.RAISED, "pass_up"): S.RAISED,
    (S.RAISED, "withdraw"): S.WITHDRAWN,
    (S.ASSIGNED, "accept"): S.DOING,
    (S.ASSIGNED, "answer"): S.ANSWERED,
    (S.ASSIGNED, "transfer"): S.ASSIGNED,
    (S.ASSIGNED, "send_back"): S.RAISED,
    (S.ASSIGNED, "withdraw"): S.WITHDRAWN,
    (S.DOING, "answer"): S.ANSWERED,
    (S.DOING, "transfer"): S.ASSIGNED,
    (S.DOING, "withdraw"): S.WITHDRAWN,
    (S.ANSWERED, "content"): S.CLOSED,
    (S.ANSWERED, "discontent"): S.AGAIN,
    (S.ANSWERED, "close"): S.CLOSED,
    (S.AGAIN, "answer"): S.ANSWERED,
    (S.AGAIN, "close"): S.CLOSED,
    (S.AGAIN, "withdraw"): S.WITHDRAWN,
}
WITH_KEEPER = (S.RAISED,)
WITH_HANDLER = (S.ASSIGNED, S.DOING, S.AGAIN)
OPEN = (*WITH_KEEPER, *WITH_HANDLER, S.ANSWERED)
CLOCKED = (*WITH_KEEPER, *WITH_HANDLER)
"""Somebody owes the asker something."""
