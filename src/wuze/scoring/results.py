"""What evaluation returns. Plain data, picklable; sentences are made when asked for, from the steps that computed."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from wuze.scoring.exact import Number, plain
from wuze.scoring.methods.base import Face, Method, Steps

PLAIN_FACE = Face()


class State(StrEnum):
    """How an item came to its points."""

    OK = "ok"
    MISSING = "missing"
    NA = "na"
    DIRECT = "direct"


class Flag(StrEnum):
    """What a reader of the result must know about a subject."""

    PROVISIONAL = "provisional"
    NOT_RANKED = "not_ranked"
    TIE_AT_LINE = "tie_at_line"
    QUOTA_DROPPED = "quota_dropped"
    VETOED = "vetoed"
    STAGE_DIFFERENCE = "stage_difference"
    SMALL_VOTE = "small_vote"


@dataclass(slots=True)
class ClauseResult:
    """One clause (``no`` counts from 1 within its item; None for a direct score) and what it did.

    ``delta`` is None where the clause could not count (missing, not applicable). The sentence is ``text`` where no
    method computed, else the method's own, made from ``steps`` when asked for.
    """

    no: int | None
    method: str
    delta: Number | None
    text: str = ""
    period: int | None = None
    teller: Method | None = None
    steps: Steps = ()
    most: Decimal | None = None
    face: Face = PLAIN_FACE
    beaten: str = ""

    @property
    def because(self) -> str:
        """Why: one sentence in Chinese, without a full stop."""
        said = self.text if self.teller is None else self.teller.because(self.steps, self.face)
        if self.most is not None:
            said += f"，最多{plain(self.most)}分"
        if self.beaten:
            said += f"；互斥组{self.beaten}已按影响最大的一条计，本条不计"
        return said


@dataclass(slots=True)
class ItemResult:
    """Printed ``points`` (rounded; None when missing, or N/A by 折算 or 不参评), never scaled."""

    points: Decimal | None
    state: State
    clauses: tuple[ClauseResult, ...] = ()
    note: str = ""


@dataclass(slots=True)
class SubjectResult:
    """One subject's result; ``parts`` and ``items`` by id, in scheme order; ``scaled`` gives the factor ``60/50``."""

    id: str
    name: str
    group: str | None
    total: Decimal
    provisional: bool
    rank: int | None
    grade: str | None
    band: str | None
    parts: dict[str, Decimal | None]
    items: dict[str, ItemResult]
    scaled: dict[str, str]
    flags: tuple[Flag, ...]
    vetoes: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(slots=True)
class Quota:
    """The top grade's places in one group: ``base`` subjects counted, ``places`` to give, ``taken`` given."""

    group: str | None
    grade: str
    base: int
    places: int
    taken: int
    dropped: tuple[str, ...]
    tied: tuple[str, ...]


@dataclass(slots=True)
class StageDifference:
    """Two stages of one direct score further apart than the scheme allows, with both reasons."""

    subject: str
    item: str
    first: str
    second: str
    first_points: Decimal
    second_points: Decimal
    first_reason: str
    second_reason: str


@dataclass(slots=True)
class Results:
    """A whole evaluation. ``subjects`` in 名录 order; ``digest`` pins the scheme, ``engine`` the semantics."""

    engine: str
    scheme: Any
    digest: str
    subjects: tuple[SubjectResult, ...]
    quotas: tuple[Quota, ...] = ()
    stage_differences: tuple[StageDifference, ...] = field(default_factory=tuple)
