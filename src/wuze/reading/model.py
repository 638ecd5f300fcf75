"""What a reading is: clauses with parameters, extras, doubts; and its JSON (the contract of ``wuze read --json``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from wuze.reading.doubts import SAYS

Rows = tuple[tuple[str, str | None], ...]
Param = str | None | Rows | tuple[str, str]
"""A parameter: a number or words as text, a table of (label, points), a range (low, high); None is not known."""

NONE = "none"
"""Floor or cap: without one (不保底, 不封顶)."""


class Status(StrEnum):
    """How far a cell was understood: 读懂, 核对, 未读."""

    READ = "read"
    CHECK = "check"
    UNREAD = "unread"

    @property
    def word(self) -> str:
        """The word in the sheet."""
        return {"read": "读懂", "check": "核对", "unread": "未读"}[self.value]


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause read from a cell."""

    method: str
    params: Mapping[str, Param]
    group: str | None = None

    @property
    def condition(self) -> str:
        """The condition or label; every clause carries one."""
        return str(self.params.get("condition") or "")

    def rows(self, name: str = "") -> Rows:
        """The lines of a table parameter (by default the one named as the method); none where it has none."""
        found = self.params.get(name or self.method)
        return tuple((str(one[0]), one[1]) for one in found or () if isinstance(one, tuple))

    def as_json(self) -> dict[str, Any]:
        """The clause for the contract: tables as lists of pairs."""
        made = {name: _plain(value) for name, value in self.params.items()}
        return {"method": self.method, "params": made, "group": self.group}


def _plain(value: Param) -> Any:
    if isinstance(value, tuple):
        return [list(one) if isinstance(one, tuple) else one for one in value]
    return value


def clause(method: str, condition: str, **params: Param) -> Clause:
    """A clause; parameters in the order given, the condition last."""
    return Clause(method, {**params, "condition": condition})


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell as read. ``doubts`` are codes of :data:`wuze.reading.doubts.SAYS`; ``unused`` pieces nobody used."""

    text: str
    points: str | None
    status: Status
    says: str = ""
    start: str | None = None
    floor: str | None = None
    cap: str | None = None
    clauses: tuple[Clause, ...] = ()
    extras: tuple[Mapping[str, str], ...] = ()
    doubts: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = field(default=(), compare=False)

    def as_doubts(self) -> tuple[str, ...]:
        """The doubts as sentences."""
        return tuple(SAYS[code] for code in self.doubts)

    def as_json(self, cell: str) -> dict[str, Any]:
        """The cell of the JSON contract."""
        return {
            "cell": cell,
            "text": self.text,
            "points": self.points,
            "status": self.status.value,
            "says": self.says,
            "start": self.start,
            "floor": self.floor,
            "cap": self.cap,
            "clauses": [one.as_json() for one in self.clauses],
            "extras": [dict(one) for one in self.extras],
            "unused": list(self.unused),
        }
