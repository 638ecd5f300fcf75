"""Verbs on a whole reading: read in, finished, begun anew, its data items named, taken away."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.assessment.readings import policy
from wuze.assessment.readings.actions.shared import note, thing_of
from wuze.assessment.readings.enums import WAITING, CellState, TableState
from wuze.assessment.readings.models import ElementName, ReadCell, TableReading, Wording
from wuze.assessment.readings.queries import counts, office_of, wording_key, wordings_of
from wuze.assessment.readings.states import cell_after
from wuze.assessment.readings.upload import Sent
from wuze.kernel.errors import Invalid, refuse, same_version
from wuze.reading.elements import Named
from wuze.reading.model import Reading, Status
from wuze.reading.read import is_ditto

_VERBS = {Status.READ: "understand", Status.CHECK: "doubt"}
"""What a reading does to a cell that nobody has read."""


@transaction.atomic
def read_in(actor: Actor, sent: Sent, title: str) -> TableReading:
    """读入: every cell read; where the county has its own wording for the very words, that is proposed to be checked."""
    refuse(policy.why_not_read_in(actor))
    office = office_of(actor)[0]
    table = TableReading.objects.create(
        unit_id=office.unit, title=title.strip(), file=sent.name, digest=sent.digest, by=actor.name, at=actor.at
    )
    known = wordings_of(office.unit, (cell.text for cell in sent.cells if not is_ditto(cell.text)))
    rows = []
    for order, (cell, reading) in enumerate(zip(sent.cells, sent.readings, strict=True), 1):
        row = ReadCell(
            table=table, order=order, sheet=cell.sheet[:80], row=cell.row, column=cell.column, item=cell.item,
            part=cell.part, points=cell.points or "", text=cell.text, unused=list(reading.unused),
        )  # fmt: skip
        _as_read(row, reading, known.get((wording_key(cell.text), row.points)))
        rows.append(row)
    ReadCell.objects.bulk_create(rows)
    found = counts(table)
    note(
        actor, "assessment.table_read", thing_of(table), file=sent.name, digest=sent.digest, cells=found.all,
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
    note(actor, "assessment.reading_done", thing_of(row), left=left, cells=found.all)
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
    note(actor, "assessment.reading_reopened", thing_of(row), reason=reason.strip())
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
        note(actor, "assessment.elements_named", thing_of(row), before, changed=len(after), **after)
    return len(after)


def _words(named: Named) -> str:
    return f"{named.name}／{named.unit}／{named.source}"


@transaction.atomic
def note_taken(actor: Actor, table: TableReading, items: int) -> None:
    """The scheme was taken away as a workbook."""
    found = counts(table)
    refuse(policy.why_not_download(found.pointless))
    note(actor, "assessment.scheme_taken", thing_of(table), items=items, waiting=found.of(*WAITING))
