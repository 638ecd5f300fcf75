"""While a cell is corrected: what the entry reads as, its faults, examples; and a save that came too late."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wuze.assessment.readings.examples import Example, examples
from wuze.assessment.readings.forms import Correct, initial
from wuze.assessment.readings.models import ReadCell
from wuze.assessment.readings.scheme import faults_of
from wuze.kernel.web.components import Difference, Stale
from wuze.reading.correct import corrected, entry_of
from wuze.reading.tables import points_of


@dataclass(frozen=True, slots=True)
class Trial:
    """The sentence an entry makes, or its faults; a few cases with their points."""

    says: str = ""
    wrong: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()


def trial(cell: ReadCell, form: Correct) -> Trial:
    """The entry of a form, sent or not; nothing is kept."""
    if form.is_bound and not form.is_valid():
        return Trial(wrong=("先把左边标出的填好。",))
    entry = form.entry() if form.is_bound else entry_of(cell.reading)
    points = cell.points or points_of(form.cleaned_data.get("points", "") if form.is_bound else "")
    reading, wrong = corrected(cell.text, points or None, entry, cell.reading.extras)
    if reading is None:
        return Trial(wrong=tuple(one.sentence for one in wrong) if any(entry.lines) else ())
    place = replace(cell.rule_cell, points=points or None)
    found = faults_of(place, reading)
    return Trial(reading.says, found, () if found else examples(place, reading))


def stale_of(cell: ReadCell, form: Correct) -> Stale:
    """Both sides: what was typed, and how the cell stands now."""
    now = initial(cell)
    labels = {"start": "从哪里起算", "lines": "计分要点", "floor": "最低分", "cap": "最高分"}
    mine = {name: str(form.cleaned_data.get(name, "")) for name in labels}
    differences = tuple(
        Difference(label, mine[name], now[name]) for name, label in labels.items() if mine[name] != now[name]
    )
    return Stale(cell.by or cell.table.by, cell.at or cell.table.at, differences)
