"""What a merge gives back: rows with their source, how each unit stands, and every note."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from wuze.excel.handout.notes import Note
from wuze.excel.handout.returned import Returned
from wuze.excel.handout.source import Source
from wuze.scoring.tables import Cell

NOT_BACK, TAKEN, ADDED, DELETED = "未交回", "已汇总", "新增", "交回的表里没有"
KEPT = "（汇总前）"
"""What is added to the name of a base whose own name the result takes."""


@dataclass(frozen=True, slots=True)
class Merged:
    """One row of the result. ``base``: its row in the base (from 0), for an added row the one it stands under.

    ``values``: cells that differ from the base (column from 0); ``more``: cells of columns the base has not.
    ``file``, ``row``: where it came from (blank and None where nothing came back).
    """

    base: int
    state: str
    file: str = ""
    row: int | None = None
    values: dict[int, Cell] = field(default_factory=dict)
    more: dict[str, Cell] = field(default_factory=dict)


@dataclass(slots=True)
class Unit:
    """How one unit stands. Counts are rows, ``filled`` of ``wanted`` cells.

    ``others``: its files that were not taken; ``unusable``: files named for it that could not be used, and why.
    """

    value: str
    sent: int
    file: str = ""
    others: list[str] = field(default_factory=list)
    unusable: list[tuple[str, str]] = field(default_factory=list)
    back: int = 0
    added: int = 0
    deleted: int = 0
    filled: int = 0
    wanted: int = 0
    faults: int = 0

    @property
    def state(self) -> str:
        """In a word."""
        if not self.file:
            return NOT_BACK
        return "要补正" if self.faults or self.filled < self.wanted else "已交回"


@dataclass(slots=True)
class MergeResult:
    """The whole of a merge. ``strangers``: files that gave no row, with the reason."""

    source: Source
    rows: list[Merged]
    units: list[Unit]
    notes: list[Note]
    strangers: list[tuple[str, str]]
    files: list[Returned]
    reminder: str = ""

    @property
    def counts(self) -> dict[str, int]:
        """Rows by state."""
        return dict(Counter(row.state for row in self.rows))

    def as_json(self) -> dict[str, Any]:
        """The result for programs."""
        faults = [one.as_json() for one in self.notes if one.finding.stops]
        milder = [one.as_json() for one in self.notes if not one.finding.stops]
        units = [
            {
                "value": one.value or None, "state": one.state, "file": one.file or None, "not_taken": one.others,
                "unusable": [{"file": file, "why": why} for file, why in one.unusable],
                "sent": one.sent, "back": one.back, "added": one.added, "deleted": one.deleted,
                "filled": one.filled, "wanted": one.wanted,
            }
            for one in self.units
        ]  # fmt: skip  # the keys in order
        return {
            "format": 1, "base": self.source.file, "rows": self.counts, "units": units,
            "not_merged": [{"file": file, "why": why} for file, why in self.strangers],
            "problems": faults, "warnings": milder, "reminder": self.reminder,
        }  # fmt: skip  # the keys in order


def reminder_of(title: str, units: list[Unit]) -> str:
    """催报 text to paste: who has not returned, who must put things right. No personal data."""
    missing = [one.value or "（未填单位）" for one in units if not one.file]
    faulty = [one for one in units if one.state == "要补正"]
    back = len(units) - len(missing)
    lines = [f"【{title}】报送情况：应交{len(units)}个单位，已交{back}个。"]
    if missing:
        lines.append(f"尚未交回（{len(missing)}个）：{'、'.join(missing)}。请尽快填好交回。")
    lines += [f"{one.value}交来的“{file}”没法用：{why}，请重交。" for one in units for file, why in one.unusable]
    if faulty:
        lines.append("以下单位请补正后重交：")
        lines += [f"{one.value or '（未填单位）'}：{_lacks(one)}。" for one in faulty]
    if not missing and not faulty:
        lines.append("全部交齐，没有要补正的，谢谢。")
    return "\n".join(lines)


def _lacks(unit: Unit) -> str:
    words = [f"{unit.faults}处问题"] if unit.faults else []
    blank = unit.wanted - unit.filled
    return "，".join([*words, f"{blank}格没有填"] if blank > 0 else words)
