"""Every act on a reading, its cells, its data items and the county's wordings."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.assessment.readings import policy
from wuze.assessment.readings.enums import WAITING, CellState, TableState
from wuze.assessment.readings.models import ElementName, ReadCell, TableReading, Wording
from wuze.assessment.readings.queries import counts, office_of, wording_key, wordings_of
from wuze.assessment.readings.scheme import faults_of
from wuze.assessment.readings.states import cell_after
from wuze.assessment.readings.upload import Sent
from wuze.kernel.errors import WHOLE_FORM, Invalid, refuse, same_version
from wuze.reading.choices import question, settled
from wuze.reading.correct import Entry, corrected
from wuze.reading.elements import Named
from wuze.reading.model import Reading, Status
from wuze.reading.read import is_ditto, read_cells
from wuze.reading.tables import points_of
from wuze.trail.actions import record
from wuze.trail.values import Thing

KIND, WORDING = "assessment.reading", "assessment.wording"


_VERBS = {Status.READ: "understand", Status.CHECK: "doubt"}
"""What a reading does to a cell that nobody has read."""


def _thing(table: TableReading, cell: ReadCell | None = None) -> Thing:
    where = f"{table.title} {cell}" if cell else table.title
    return Thing(KIND, str(table.pk), where[:200])


def _note(actor: Actor, code: str, thing: Thing, before: Mapping[str, object] | None = None, **after: object) -> None:
    record(code, at=actor.at, who=actor.who(), thing=thing, before=before, after=after or None, origin=actor.origin)


# --- reading a table --------------------------------------------------------------------------------------------------


@transaction.atomic
def read_in(actor: Actor, sent: Sent, title: str) -> TableReading:
    """读入: every cell read; where the county has its own wording for the very words, that is proposed to be checked."""
    refuse(policy.why_not_read_in(actor))
    office = office_of(actor)[0]
    table = TableReading.objects.create(
        unit_id=office.unit, title=title.strip(), file=sent.name, digest=sent.digest, by=actor.name, at=actor.at
    )
    readings = read_cells(sent.cells)
    known = wordings_of(office.unit, (cell.text for cell in sent.cells if not is_ditto(cell.text)))
    rows = []
    for order, (cell, reading) in enumerate(zip(sent.cells, readings, strict=True), 1):
        row = ReadCell(
            table=table, order=order, sheet=cell.sheet[:80], row=cell.row, column=cell.column, item=cell.item,
            part=cell.part, points=cell.points or "", text=cell.text, unused=list(reading.unused),
        )  # fmt: skip
        _as_read(row, reading, known.get((wording_key(cell.text), row.points)))
        rows.append(row)
    ReadCell.objects.bulk_create(rows)
    found = counts(table)
    _note(
        actor, "assessment.table_read", _thing(table), file=sent.name, digest=sent.digest, cells=found.all,
        read=found.of(CellState.READ), check=found.of(CellState.CHECK), unread=found.of(CellState.UNREAD),
    )  # fmt: skip
    return table


def _as_read(row: ReadCell, reading: Reading, wording: Wording | None) -> None:
    """The system's word on a cell. A wording of the county is never 读懂 by itself: somebody looks again."""
    verb = "doubt" if wording is not None else _VERBS.get(reading.status, "")
    row.state = cell_after(CellState.UNREAD, verb) or CellState.UNREAD
    if wording is not None:
        row.says = wording.says
        row.hint = f"按本县{wording.on.year}年{wording.on.month}月{wording.on.day}日的更正"
        row.unused = []
    else:
        row.says = reading.says
        row.spans = [list(span) for span in reading.spans if reading.text == row.text]
    row.first_state, row.first_says = row.state, row.says


# --- one cell ---------------------------------------------------------------------------------------------------------


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
    _note(actor, "assessment.cell_accepted", _thing(row.table, row), before, says=row.says)
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
    _note(actor, "assessment.cell_answered", _thing(row.table, row), before, answer=words, says=row.says)
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
    _note(actor, "assessment.cell_corrected", _thing(row.table, row), before, says=row.says)
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
    _note(actor, "assessment.points_given", _thing(row.table, row), {"points": ""}, points=found)


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
    _note(actor, "assessment.cell_left", _thing(row.table, row), before, state=row.get_state_display())
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
    _note(actor, "assessment.cell_taken_back", _thing(row.table, row), before, state=row.get_state_display())
    return row


# --- the whole reading ------------------------------------------------------------------------------------------------


@transaction.atomic
def finish(actor: Actor, table: int, *, version: int | None = None) -> TableReading:
    """完成核对: what is still 未读 is left to a person, and stays visible as such."""
    row = TableReading.objects.select_for_update().get(pk=table)
    same_version(row.version, version)
    found = counts(row)
    refuse(policy.why_not_finish(actor, row, found.of(CellState.CHECK), found.pointless))
    row.state, row.done_by, row.done_at = TableState.DONE, actor.name, actor.at
    row.version += 1
    row.save()
    left = found.of(CellState.UNREAD, CellState.LEFT)
    _note(actor, "assessment.reading_done", _thing(row), left=left, cells=found.all)
    return row


@transaction.atomic
def reopen(actor: Actor, table: int, reason: str, *, version: int | None = None) -> TableReading:
    """重新核对, with a reason."""
    row = TableReading.objects.select_for_update().get(pk=table)
    same_version(row.version, version)
    refuse(policy.why_not_reopen(actor, row))
    if not reason.strip():
        raise Invalid("reading.reason", {"reason": "请填为什么重新核对。"})
    row.state, row.done_by, row.done_at = TableState.CHECKING, "", None
    row.version += 1
    row.save()
    _note(actor, "assessment.reading_reopened", _thing(row), reason=reason.strip())
    return row


@transaction.atomic
def name_elements(
    actor: Actor, table: int, names: Mapping[tuple[str, str], Named], *, version: int | None = None
) -> int:
    """Names, units and sources of the data items; returns how many changed."""
    row = TableReading.objects.select_for_update().get(pk=table)
    same_version(row.version, version)
    refuse(policy.why_not_touch(actor, row))
    stand = {(one.found, one.type): one for one in ElementName.objects.filter(table=row)}
    before: dict[str, object] = {}
    after: dict[str, object] = {}
    for (found, kind), named in names.items():
        old = stand.get((found, kind))
        was = Named(old.name, old.unit, old.source) if old else Named()
        if was == named:
            continue
        ElementName.objects.update_or_create(
            table=row, found=found, type=kind, defaults={"name": named.name, "unit": named.unit, "source": named.source}
        )
        before[found], after[found] = _words(was), _words(named)
    if after:
        row.version += 1
        row.save(update_fields=["version"])
        _note(actor, "assessment.elements_named", _thing(row), before, changed=len(after), **after)
    return len(after)


def _words(named: Named) -> str:
    return f"{named.name}／{named.unit}／{named.source}"


@transaction.atomic
def retire(actor: Actor, wording: int, *, version: int | None = None) -> Wording:
    """停用: the wording is not proposed any more; it stays as it was."""
    row = Wording.objects.select_for_update().get(pk=wording)
    same_version(row.version, version)
    refuse(policy.why_not_retire(actor, row))
    row.retired_by, row.retired_on = actor.name, actor.today
    row.version += 1
    row.save()
    _note(actor, "assessment.wording_retired", Thing(WORDING, str(row.pk), str(row)), says=row.says)
    return row


@transaction.atomic
def note_taken(actor: Actor, table: TableReading, items: int) -> None:
    """The scheme was taken away as a workbook."""
    found = counts(table)
    refuse(policy.why_not_download(found.pointless))
    _note(actor, "assessment.scheme_taken", _thing(table), items=items, waiting=found.of(*WAITING))
