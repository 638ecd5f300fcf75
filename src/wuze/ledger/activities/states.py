"""Where an entry and a promise go by each verb; what is not in a table cannot be done."""

from __future__ import annotations

from wuze.ledger.activities.enums import EntryState, PromiseState

ENTRY: dict[tuple[EntryState, str], EntryState] = {
    (EntryState.ENTERED, "correct"): EntryState.ENTERED,
    (EntryState.ENTERED, "mark"): EntryState.ENTERED,
    (EntryState.ENTERED, "withdraw"): EntryState.WITHDRAWN,
}
PROMISE: dict[tuple[PromiseState, str], PromiseState] = {
    (PromiseState.NONE, "promise"): PromiseState.OPEN,
    (PromiseState.OPEN, "promise"): PromiseState.OPEN,
    (PromiseState.OPEN, "take_back"): PromiseState.NONE,
    (PromiseState.OPEN, "keep"): PromiseState.KEPT,
    (PromiseState.OPEN, "drop"): PromiseState.DROPPED,
}
