"""Where an 议题 and a major problem go by each verb; what is not in a table cannot be done."""

from __future__ import annotations

from wuze.duty.agenda.enums import AgendaState as A
from wuze.duty.agenda.enums import ProblemState as P

AGENDA: dict[tuple[str, str], A] = {
    (A.PLANNED, "hold"): A.HELD,
    (A.PLANNED, "drop"): A.DROPPED,
    (A.PLANNED, "move"): A.PLANNED,
    (A.DROPPED, "move"): A.PLANNED,
    (A.HELD, "decide"): A.HELD,
    (A.HELD, "correct"): A.HELD,
}
PROBLEM: dict[tuple[str, str], P] = {
    (P.OPEN, "take"): P.IN_HAND,
    (P.OPEN, "close"): P.CLOSED,
    (P.IN_HAND, "close"): P.CLOSED,
    (P.CLOSED, "reopen"): P.IN_HAND,
}
