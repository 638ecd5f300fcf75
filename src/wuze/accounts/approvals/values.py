"""What callers hand in: the place of a matter, the post that approves, and the paper of a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Place:
    """The unit of a matter, and the units above it, nearest first. ``registry.approvers.queries.place`` makes it."""

    unit: int
    label: str
    above: tuple[int, ...] = ()

    @property
    def units(self) -> list[int]:
        """Own unit first."""
        return [self.unit, *self.above]


COUNTY = Place(0, "全县")
"""The whole county: where a rule holds when no nearer unit has one."""


@dataclass(frozen=True, slots=True)
class PostRef:
    """A post by its number and its name today."""

    post: int
    label: str


@dataclass(frozen=True, slots=True)
class PaperDecision:
    """A decision taken on paper (线下审批登记): who, in which post as it then was, when, and which paper.

    ``post`` is the number of the post where the approver is its registered holder on that day, else 0.
    """

    approved: bool
    decided_on: date
    approver: str
    approver_post: str
    paper: str
    title: str
    number: str = ""
    answer: str = ""
    post: int = 0
