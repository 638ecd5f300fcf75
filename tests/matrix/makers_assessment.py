"""Readings for the matrix: of the lead office (``lead``), and of another office that writes schemes (``other``)."""

from __future__ import annotations

from tests import world
from tests.assessment.making import cell, other_office, table
from tests.matrix.makers import MAKERS, Made, Maker
from tests.world import County
from wuze.accounts.models import User
from wuze.assessment.readings import actions
from wuze.assessment.readings.enums import CellState
from wuze.assessment.readings.models import TableReading, Wording
from wuze.reading.correct import Entry

LINE = Entry("full", "0", "", ("没有建台账，扣3分",))


def offices(county: County) -> dict[str, User]:
    """Who reads the tables."""
    return {"lead": county.users["lead_clerk"], "other": other_office(county)}


def tables(county: County) -> Made:
    """A table just read in."""
    return {owner: {"pk": table(user).pk} for owner, user in offices(county).items()}


def settled(user: User) -> TableReading:
    """A table whose every doubtful cell was accepted, also one that was corrected in another table before."""
    row = table(user)
    for one in row.cells.filter(state=CellState.CHECK):
        actions.accept(world.actor(user), one.pk)
    return row


def finished(county: County) -> Made:
    """A table whose check is done."""
    found: Made = {}
    for owner, user in offices(county).items():
        found[owner] = {"pk": actions.finish(world.actor(user), settled(user).pk).pk}
    return found


def ready(county: County) -> Made:
    """A table in which nothing waits any more."""
    found: Made = {}
    for owner, user in offices(county).items():
        found[owner] = {"pk": settled(user).pk}
    return found


def cells(number: int) -> Maker:
    """The cell at this place of a table just read in."""
    return lambda county: {owner: {"pk": cell(_of(keys["pk"]), number).pk} for owner, keys in tables(county).items()}


def _of(key: int) -> TableReading:
    return TableReading.objects.get(pk=key)


def wordings(county: County) -> Made:
    """A wording of each office."""
    found: Made = {}
    for owner, user in offices(county).items():
        actions.correct(world.actor(user), cell(table(user), 3).pk, LINE)
        found[owner] = {"pk": Wording.objects.latest("pk").pk}
    return found


def taken(county: County) -> Made:
    """A cell somebody has left, to be taken back."""
    found: Made = {}
    for owner, user in offices(county).items():
        found[owner] = {"pk": actions.leave(world.actor(user), cell(table(user), 1).pk).pk}
    return found


MAKERS |= {
    **dict.fromkeys(("readings:one", "readings:elements", "readings:scheme"), tables),
    "readings:finish": ready,
    "readings:reopen": finished,
    **dict.fromkeys(("readings:cell", "readings:try", "readings:leave"), cells(1)),
    **dict.fromkeys(("readings:accept", "readings:answer"), cells(2)),
    "readings:take-back": taken,
    **dict.fromkeys(("readings:wording", "readings:retire"), wordings),
}  # fmt: skip
