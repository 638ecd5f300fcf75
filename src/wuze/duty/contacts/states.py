"""Where a visit and a promise go by each verb; what is not in a table cannot be done."""

from __future__ import annotations

from wuze.duty.contacts.enums import PromiseState as P
from wuze.duty.contacts.enums import VisitState as V

VISIT: dict[tuple[str, str], V] = {(V.PLANNED, "done"): V.DONE, (V.PLANNED, "miss"): V.MISSED}
PROMISE: dict[tuple[str, str], P] = {(P.OPEN, "keep"): P.KEPT, (P.OPEN, "answer"): P.ANSWERED}
