"""What was read of a roster, compared with the registry: at once when it is small, by the worker when it is large.

A large one waits in parts, which hold what was read and none of what is never taken. Comparing writes nothing but the
preview; cut off at any point it begins anew, because the parts stay until the preview is whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.excel.rosters.read import Column, Line, Read
from wuze.excel.rosters.values import Fault
from wuze.kernel.collecting import put_off
from wuze.registry.enums import RosterState
from wuze.registry.models import Roster, RosterPart, RosterRow
from wuze.registry.rosters.actions.shared import CHUNK, note, stand
from wuze.registry.rosters.known import known
from wuze.registry.rosters.planning import Planner

SMALL = 1000
"""So many rows are compared, or written, while the browser waits."""


def put_by(roster: Roster, reads: Sequence[Read]) -> None:
    """Keep what was read, 500 lines a part; every sheet has one at least, with what else its rows need."""
    for at, read in enumerate(reads):
        lines = iter(read.lines)
        more: dict[str, object] = {"hints": read.hints, "keys": sorted(read.keys)}
        while (some := list(islice(lines, CHUNK))) or more:
            kept = [[one.row, one.values, [[name, f.problem, f.fix] for name, f in one.faults]] for one in some]
            RosterPart.objects.create(roster=roster, sheet=at, said={"lines": kept, **more})
            more = {}


def taken_out(roster: Roster) -> list[Read]:
    """The sheets as they were read."""
    reads = [
        Read(str(one["file"]), str(one["sheet"]), tuple(Column(at, head, name) for at, head, name in one["columns"]))
        for one in roster.sheets
    ]
    for part in roster.parts.all():
        read = reads[part.sheet]
        read.hints = read.hints or tuple(part.said.get("hints", ()))
        read.keys = read.keys or frozenset(part.said.get("keys", ()))
        read.lines += [
            Line(row, values, tuple((name, Fault(problem, fix)) for name, problem, fix in faults))
            for row, values, faults in part.said["lines"]
        ]
    return reads


def preview(actor: Actor, roster: Roster, reads: Sequence[Read]) -> Iterator[int]:
    """Plan every row and put all by, 500 in one go; says how many are there."""
    columns = {column.field for read in reads for column in read.columns}
    rows = Planner(roster, known(actor, roster, columns), reads).all()
    for start in range(0, len(rows), CHUNK):
        RosterRow.objects.bulk_create(rows[start : start + CHUNK])
        yield 100 * (start + CHUNK) // len(rows)


@put_off()
def compare(actor: Actor, roster: Roster) -> None:
    """The worker's part of reading: the preview of a large roster."""
    stand(roster, 5)
    roster.rows.all().delete()
    reads = taken_out(roster)
    stand(roster, 20)
    for percent in preview(actor, roster, reads):
        stand(roster, 50 + percent // 2)
    _compared(actor, roster)


@transaction.atomic
def _compared(actor: Actor, roster: Roster) -> None:
    row = Roster.objects.select_for_update().get(pk=roster.pk, state=RosterState.COMPARING)
    row.parts.all().delete()
    row.state = RosterState.READY
    row.save(update_fields=["state"])
    note("registry.roster_compared", actor, row, after={"rows": row.rows.count()})
