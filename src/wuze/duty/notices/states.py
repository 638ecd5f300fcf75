"""(state, verb) → state of a notice."""

from __future__ import annotations

from wuze.duty.notices.enums import NoticeState as S

NOTICE: dict[tuple[str, str], S] = {
    (S.SENT, "sign"): S.SIGNED,
    (S.ANSWERED, "sign"): S.SIGNED,
    (S.SENT, "object"): S.OBJECTED,
    (S.SIGNED, "object"): S.OBJECTED,
    (S.OBJECTED, "answer"): S.ANSWERED,
}
FROM_UNIT = (S.SENT, S.ANSWERED)
"""It is the unit's turn."""


def after(state: str, verb: str) -> S | None:
    """The next state, or None where the verb does not fit."""
    return NOTICE.get((state, verb))
