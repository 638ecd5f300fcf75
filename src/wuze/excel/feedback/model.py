"""A result as its workbook tells it: units, their items, why points were lost. Plain data."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of one unit. ``points`` None: ``word`` says 缺 or 不适用. ``reasons`` are sentences."""

    id: str
    name: str
    part: str
    full: Decimal | None
    points: Decimal | None
    word: str
    reasons: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """True where nothing was lost and nothing needs a word; a bonus or penalty tells its reasons."""
        if self.points is None or (self.reasons and not self.full):
            return False
        return self.full is None or self.points >= self.full


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One unit: total as printed, grade (blank: none), state (齐全, 暂定, 不参评), remarks, its items."""

    id: str
    name: str
    group: str
    total: Decimal
    grade: str
    state: str
    remarks: str
    items: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True)
class ResultFile:
    """A whole result. ``altered`` names the sheets whose values are not those that were written."""

    title: str
    full: Decimal | None
    places: int
    digest: str
    units: tuple[UnitResult, ...]
    altered: tuple[str, ...]
