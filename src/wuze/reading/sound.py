"""No reading is kept that the engine would not take: a cell whose rows are at fault is left to a person, and says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wuze.reading.apart import apart
from wuze.reading.engine import loaded
from wuze.reading.model import Reading, Status
from wuze.reading.scheme_rows import SchemeRows, scheme_rows
from wuze.reading.tables import RuleCell
from wuze.scoring.tables import Finding

_TRIES = 3
"""A fault may hide another."""


def sound(cells: Sequence[RuleCell], readings: Sequence[Reading]) -> list[Reading]:
    """The readings, those at fault as 未读. Missing points are asked for elsewhere: here they stand for some."""
    kept = list(readings)
    beside = apart(cells, readings)
    whole = [
        cell if cell.points or most is not None else replace(cell, points="100")
        for cell, most in zip(cells, beside, strict=True)
    ]
    for _ in range(_TRIES):
        made = scheme_rows(whole, kept)
        wrong = _at_fault(made, whole)
        if not wrong:
            break
        for at in wrong:
            kept[at] = left_alone(kept[at])
    return kept


def left_alone(reading: Reading) -> Reading:
    """A reading given up: the text stays, a person scores the item."""
    doubts = tuple(dict.fromkeys((*reading.doubts, "unsound")))
    return Reading(reading.text, reading.points, Status.UNREAD, doubts=doubts, unused=(reading.text.strip(),))


def _at_fault(made: SchemeRows, cells: Sequence[RuleCell]) -> set[int]:
    owners = _owners(made)
    at = {cell.cell: number for number, cell in enumerate(cells)}
    wrong: set[int] = set()
    for finding in (one for one in loaded(made, "试读").findings if one.stops):
        wrong |= _cells_of(finding, made, owners, at)
    return wrong


def _cells_of(finding: Finding, made: SchemeRows, owners: list[int], at: dict[str, int]) -> set[int]:
    row = finding.place.row
    if row is None:
        return set()
    if finding.place.table == "指标":
        return {owners[row]}
    uses = made.proposals[row].uses if finding.place.table == "数据项" else ()
    return {at[one] for one in uses}


def _owners(made: SchemeRows) -> list[int]:
    """Which cell each row of 指标 belongs to."""
    by_code = {code: number for number, code in enumerate(made.codes) if code}
    found: list[int] = []
    for row in made.items:
        found.append(by_code[str(row[2])] if row[2] else found[-1])
    return found
