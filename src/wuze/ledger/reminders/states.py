"""Where a delivery goes from each state; what is not in the table cannot be done."""

from __future__ import annotations

from wuze.ledger.reminders.enums import DeliveryState as S

DELIVERY: dict[tuple[S, str], S] = {
    (S.WAITING, "take"): S.SENDING,
    (S.WAITING, "expire"): S.FAILED,
    (S.SENDING, "sent"): S.SENT,
    (S.SENDING, "again"): S.WAITING,
    (S.SENDING, "fail"): S.FAILED,
    (S.SENDING, "lose"): S.UNSURE,
    (S.FAILED, "anew"): S.WAITING,
}
UNDER_WAY = (S.WAITING, S.SENDING)
BAD = (S.FAILED, S.UNSURE)
