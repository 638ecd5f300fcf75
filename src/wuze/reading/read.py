"""One cell → a reading. The face of this package."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from wuze.reading.assemble import assemble
from wuze.reading.conditions import SIGNED, requirement, thresholds
from wuze.reading.draft import Draft, Made
from wuze.reading.echo import says, understood
from wuze.reading.finish import finish
from wuze.reading.model import Reading, Status
from wuze.reading.objects import has_object
from wuze.reading.scan import sentences
from wuze.reading.sound import sound
from wuze.reading.tables import RuleCell
from wuze.reading.text import Text, normalise
from wuze.scoring.text import key

_DITTO = re.compile(r"^(?:同上|〃|同前)。?$")


def read_cell(text: str, points: str | Decimal | None = None) -> Reading:
    """Read the rule text of one item worth ``points`` (None: not told). Never raises for any text.

    What :func:`wuze.reading.echo.says` wrote reads back as the same clauses.
    """
    shown = None if points is None else str(points)
    worth = None if points is None else Decimal(points)
    told = understood(text, shown)
    if told is not None:
        return told
    plain = normalise(text)
    draft = Draft(plain.value, worth, sentences(plain.value))
    assemble(draft)
    status = finish(draft)
    unused = tuple(piece.text for piece in draft.pieces if not piece.used)
    reading = Reading(text, shown, status, extras=tuple(draft.extras), doubts=tuple(draft.doubts), unused=unused)
    if not draft.made:
        reading = replace(reading, unused=unused or (text.strip(),))
        capped = "cap_only" in draft.doubts
        return replace(reading, start="zero", floor="0", cap=draft.cap) if capped else reading
    clauses = tuple(made.clause for made in draft.made)
    spans = tuple(_span(plain, made) for made in draft.made)
    reading = replace(reading, start=draft.start, floor=draft.floor, cap=draft.cap, clauses=clauses, spans=spans)
    return replace(reading, says=says(reading))


def _span(text: Text, made: Made) -> tuple[int, int]:
    """Where in the cell's own text a clause was told; the whole where it was read from a whole sentence."""
    start, end = (made.act.start, max(made.act.end, made.upto)) if made.act is not None else (0, len(text.value))
    return text.origin[start], text.origin[end - 1] + 1


def is_ditto(text: str) -> bool:
    """Whether a cell only says 同上."""
    return bool(_DITTO.match(key(text)))


def read_cells(cells: Sequence[RuleCell]) -> list[Reading]:
    """The rule cells of a table, each read; 同上 is read as the cell above it. None is kept that the engine refuses."""
    readings: list[Reading] = []
    for at, cell in enumerate(cells):
        text = cell.text
        if is_ditto(text) and at:
            text = readings[-1].text
        reading = _beside(cell.item, read_cell(text, cell.points))
        readings.append(_doubted(reading, "items?") if cell.several and reading.clauses else reading)
    return sound(cells, readings)


def _beside(item: str, alone: Reading) -> Reading:
    """少1次扣1分 beside the content 每年召开4次: what is due stands in the item, so the two are read together."""
    lacking = any(one.method in _COUNTED and not has_object(one.condition, item) for one in alone.clauses)
    if not lacking or not _asks(item):
        return alone
    ahead = item.strip().rstrip("。;；,，") + "。"
    both = read_cell(ahead + alone.text, alone.points)
    if not both.clauses or re.search(r"分|扣", item):
        return _doubted(alone)
    spans = tuple((max(start - len(ahead), 0), max(end - len(ahead), 0)) for start, end in both.spans)
    together = replace(both, text=alone.text, spans=spans)
    due = any(one.method in _DUE or SIGNED.search(one.condition) for one in together.clauses)
    return together if due else _doubted(alone)


_COUNTED = ("deduct_each", "shortfall", "slope", "deduct")
_DUE = ("shortfall", "slope")


def _asks(item: str) -> bool:
    """Whether an item's content asks for a number of something."""
    plain = normalise(item).value
    return any(
        bool(thresholds(one)) or ((need := requirement(one)) is not None and need.told)
        for one in re.split("[,;。\n]", plain)
    )


def _doubted(reading: Reading, code: str = "item?") -> Reading:
    made = replace(reading, status=Status.CHECK, doubts=tuple(dict.fromkeys((*reading.doubts, code))))
    return replace(made, says=says(made))
