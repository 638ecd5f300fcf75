"""Where a handover goes from each state by each verb; what is not in the table cannot be done."""

from __future__ import annotations

from wuze.registry.enums import HandoverState as S

HANDOVER: dict[tuple[str, str], S] = {
    (S.DRAFTED, "give"): S.GIVEN,
    (S.GIVEN, "take"): S.DONE,
    (S.DRAFTED, "cancel"): S.CANCELLED,
    (S.GIVEN, "cancel"): S.CANCELLED,
}


def after(state: str, verb: str) -> S | None:
    """The next state, or None where the verb does not fit."""
    return HANDOVER.get((state, verb))
