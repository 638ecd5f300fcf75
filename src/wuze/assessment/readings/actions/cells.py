"""Verbs on one cell, and the county's wordings that come of them."""

from __future__ import annotations

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.assessment.readings import policy
from wuze.assessment.readings.actions.shared import note, thing_of
from wuze.assessment.readings.enums import CellState, TableState
from wuze.assessment.readings.models import ReadCell, TableReading, Wording
from wuze.assessment.readings.queries import wording_key
from wuze.assessment.readings.scheme import faults_of
from wuze.kernel.errors import WHOLE_FORM, Invalid, refuse, same_version
from wuze.reading.choices import question, settled
from wuze.reading.correct import Entry, corrected
from wuze.reading.read import is_ditto
from wuze.reading.tables import points_of
from wuze.trail.values import Thing

WORDING = "assessment.wording"


def _locked(cell: int, version: int | None) -> ReadCell:
    """The cell and its reading, both locked, the reading first."""
    table = ReadCell.objects.values_list("table_id", flat=True).get(pk=cell)
    TableReading.objects.select_for_update().get(pk=table)
    row = ReadCell.objects.select_for_update(of=("self",)).select_related("table").get(pk=cell)
    same_version(row.version, version)
    return row


def _settle(actor: Actor, row: ReadCell, state: CellState, says: str) -> None:
    """Write a cell; the first act on a table makes it 核对中."""
    row.state, row.says, row.by, row.at = state, says, actor.name, actor.at
    row.version += 1
    row.save()
    if row.table.state == TableState.READ_IN:
        row.table.state = TableState.CHECKING
        row.table.save(update_fields=["state"])


@transaction.atomic
def accept(actor: Actor, cell: int, *, version: int | None = None) -> ReadCell:
    """认可: what the system read holds, doubts and all."""
    row = _locked(cell, version)
    refuse(policy.why_not_accept(actor, row))
    before = {"says": row.says}
    _settle(actor, row, CellState.ACCEPTED, settled(row.reading).says)
    note(actor, "assessment.cell_accepted", thing_of(row.table, row), before, says=row.says)
    return row


@transaction.atomic
def answer(actor: Actor, cell: int, code: str, number: int, *, version: int | None = None) -> ReadCell:
    """One doubt answered by choosing; the last one makes the cell accepted."""
    row = _locked(cell, version)
    refuse(policy.why_not_accept(actor, row))
    asked = question(row.reading)
    if asked is None or asked.code != code or not 0 <= number < len(asked.answers):
        raise Invalid("reading.answer", {WHOLE_FORM: "请选一种读法，或者自己改写。"})
    words, chosen = asked.answers[number]
    before = {"says": row.says}
    state = CellState.CHECK if chosen.doubts else CellState.ACCEPTED
    _settle(actor, row, state, chosen.says)
    note(actor, "assessment.cell_answered", thing_of(row.table, row), before, answer=words, says=row.says)
    return row


@transaction.atomic
def correct(actor: Actor, cell: int, entry: Entry, *, points: str = "", version: int | None = None) -> ReadCell:
    """改: the person's own clauses, checked at once; kept as the county's wording for these words."""
    row = _locked(cell, version)
    refuse(policy.why_not_touch(actor, row.table))
    if points:
        _points(actor, row, points)
    extras = row.reading.extras
    made, wrong = corrected(row.text, row.points or None, entry, extras)
    if made is None:
        fields: dict[str, str] = {}
        for one in wrong:
            fields[one.field] = f"{fields.get(one.field, '')}{one.sentence}"
        raise Invalid("reading.entry", fields)
    if found := faults_of(row.rule_cell, made):
        raise Invalid("reading.engine", {"lines": "".join(found)})
    before = {"says": row.says}
    _settle(actor, row, CellState.CORRECTED, made.says)
    _keep_wording(actor, row)
    note(actor, "assessment.cell_corrected", thing_of(row.table, row), before, says=row.says)
    return row


def _keep_wording(actor: Actor, row: ReadCell) -> None:
    if is_ditto(row.text):
        return
    Wording.objects.update_or_create(
        unit_id=row.table.unit_id, key=wording_key(row.text), points=row.points,
        defaults={
            "text": row.text, "says": row.says, "place": f"{row.table.title} {row}"[:200], "by": actor.name,
            "on": actor.today, "retired_by": "", "retired_on": None,
        },
    )  # fmt: skip


def _points(actor: Actor, row: ReadCell, points: str) -> None:
    """Points that the table does not say."""
    refuse(policy.why_not_give_points(row))
    found = points_of(points.strip())
    if found is None or found.startswith("-"):
        raise Invalid("reading.points", {"points": "分值写数字，如5或2.5。"})
    row.points = found
    note(actor, "assessment.points_given", thing_of(row.table, row), {"points": ""}, points=found)


@transaction.atomic
def give_points(actor: Actor, cell: int, points: str, *, version: int | None = None) -> ReadCell:
    """补分值, the reading left as it is."""
    row = _locked(cell, version)
    refuse(policy.why_not_touch(actor, row.table))
    _points(actor, row, points)
    row.version += 1
    row.save(update_fields=["points", "version"])
    return row


@transaction.atomic
def leave(actor: Actor, cell: int, *, version: int | None = None) -> ReadCell:
    """留给人打分: the cell becomes a direct score."""
    row = _locked(cell, version)
    refuse(policy.why_not_leave(actor, row))
    before = {"says": row.says, "state": row.get_state_display()}
    _settle(actor, row, CellState.LEFT, row.says)
    note(actor, "assessment.cell_left", thing_of(row.table, row), before, state=row.get_state_display())
    return row


@transaction.atomic
def take_back(actor: Actor, cell: int, *, version: int | None = None) -> ReadCell:
    """撤回: the cell stands as the system read it. A wording that came from it is retired with it."""
    row = _locked(cell, version)
    refuse(policy.why_not_take_back(actor, row))
    before = {"says": row.says, "state": row.get_state_display()}
    if row.state == CellState.CORRECTED:
        mine = Wording.objects.filter(unit=row.table.unit_id, key=wording_key(row.text), says=row.says)
        mine.filter(retired_on=None).update(retired_by=actor.name, retired_on=actor.today)
    _settle(actor, row, CellState(row.first_state), row.first_says)
    row.by, row.at = "", None
    row.save(update_fields=["by", "at"])
    note(actor, "assessment.cell_taken_back", thing_of(row.table, row), before, state=row.get_state_display())
    return row


@transaction.atomic
def retire(actor: Actor, wording: int, *, version: int | None = None) -> Wording:
    """停用: the wording is not proposed any more; it stays as it was."""
    row = Wording.objects.select_for_update().get(pk=wording)
    same_version(row.version, version)
    refuse(policy.why_not_retire(actor, row))
    row.retired_by, row.retired_on = actor.name, actor.today
    row.version += 1
    row.save()
    note(actor, "assessment.wording_retired", Thing(WORDING, str(row.pk), str(row)), says=row.says)
    return row
