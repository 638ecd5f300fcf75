"""One cell → a reading. The face of this package."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from wuze.reading.assemble import assemble
from wuze.reading.draft import Draft, Made
from wuze.reading.echo import says, understood
from wuze.reading.finish import finish
from wuze.reading.model import Reading
from wuze.reading.scan import sentences
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
    """The rule cells of a table, each read; 同上 is read as the cell above it."""
    readings: list[Reading] = []
    for at, cell in enumerate(cells):
        text = cell.text
        if is_ditto(text) and at:
            text = readings[-1].text
        readings.append(read_cell(text, cell.points))
    return readings
