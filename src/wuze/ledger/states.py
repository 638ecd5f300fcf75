"""Where tasks, reports and requests go from each state by each verb; what is not in a table cannot be done."""

from __future__ import annotations

from wuze.ledger.enums import AskState, ReportState
from wuze.ledger.enums import TaskState as S

TASK: dict[tuple[str, str], S] = {
    (S.DRAFT, "issue"): S.ISSUED,
    (S.ISSUED, "receive"): S.DOING,
    (S.ISSUED, "finish"): S.REPORTED,
    (S.DOING, "finish"): S.REPORTED,
    (S.RETURNED, "finish"): S.REPORTED,
    (S.REPORTED, "accept"): S.DONE,
    (S.REPORTED, "send_back"): S.RETURNED,
    (S.DONE, "send_back"): S.RETURNED,
    (S.DONE, "close"): S.CLOSED,
    (S.DRAFT, "cancel"): S.CANCELLED,
    (S.ISSUED, "cancel"): S.CANCELLED,
    (S.DOING, "cancel"): S.CANCELLED,
    (S.REPORTED, "cancel"): S.CANCELLED,
    (S.RETURNED, "cancel"): S.CANCELLED,
    (S.CLOSED, "reopen"): S.DOING,
    (S.CANCELLED, "reopen"): S.DOING,
}
REPORT: dict[tuple[str, str], ReportState] = {
    (ReportState.ENTERED, "accept"): ReportState.ACCEPTED,
    (ReportState.ENTERED, "send_back"): ReportState.RETURNED,
    (ReportState.ACCEPTED, "send_back"): ReportState.RETURNED,
}
ASK: dict[tuple[str, str], AskState] = {
    (AskState.ASKED, "agree"): AskState.AGREED,
    (AskState.ASKED, "decline"): AskState.DECLINED,
}

WITH_LEAD = (S.ISSUED, S.DOING, S.RETURNED)
WITH_ISSUER = (S.DRAFT, S.REPORTED, S.DONE)
OPEN = (S.ISSUED, S.DOING, S.REPORTED, S.RETURNED, S.DONE)
"""Handed out and not yet closed."""

FINISHED = (S.REPORTED, S.DONE, S.CLOSED)
"""The unit has done its part."""

ISSUED = (*OPEN, S.CLOSED)
"""Handed out, and not taken back."""


def after(state: str, verb: str) -> S | None:
    """The next state of a task, or None where the verb does not fit."""
    return TASK.get((state, verb))
