"""Where a reading and a cell go by each verb; what is not in the tables cannot be done."""

from __future__ import annotations

from wuze.assessment.readings.enums import CellState as C
from wuze.assessment.readings.enums import TableState as T

TABLE: dict[tuple[str, str], T] = {
    (T.READ_IN, "touch"): T.CHECKING,
    (T.CHECKING, "touch"): T.CHECKING,
    (T.READ_IN, "finish"): T.DONE,
    (T.CHECKING, "finish"): T.DONE,
    (T.DONE, "reopen"): T.CHECKING,
}
CELL: dict[tuple[str, str], C] = {
    (C.UNREAD, "understand"): C.READ,
    (C.UNREAD, "doubt"): C.CHECK,
    (C.CHECK, "accept"): C.ACCEPTED,
    (C.CHECK, "answer"): C.CHECK,
    **{(state, "correct"): C.CORRECTED for state in C},
    **{(state, "leave"): C.LEFT for state in C if state != C.LEFT},
}
"""Taking back leads to where the cell came from, which the row itself knows."""


def table_after(state: str, verb: str) -> T | None:
    """The next state of a reading, or None where the verb does not fit."""
    return TABLE.get((state, verb))


def cell_after(state: str, verb: str) -> C | None:
    """The next state of a cell, or None where the verb does not fit."""
    return CELL.get((state, verb))
