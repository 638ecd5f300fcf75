"""(state, verb) → state. What is not in the table is refused."""

from __future__ import annotations

from wuze.accounts.enums import ApprovalState as S
from wuze.accounts.enums import ApprovalVerb as V

TABLE: dict[tuple[S, V], S] = {
    (S.ASKED, V.APPROVE): S.APPROVED,
    (S.ASKED, V.REFUSE): S.REFUSED,
    (S.ASKED, V.WITHDRAW): S.WITHDRAWN,
}


def after(state: str, verb: V) -> S | None:
    """Where the verb leads; None: it cannot be done in this state."""
    return TABLE.get((S(state), verb))
