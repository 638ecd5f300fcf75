"""Why something cannot be done to a reading now; the page prints the reason on the dead button."""

from __future__ import annotations

from wuze.accounts.values import Actor
from wuze.assessment.readings.enums import TableState
from wuze.assessment.readings.models import ReadCell, TableReading, Wording
from wuze.assessment.readings.queries import office_of
from wuze.assessment.readings.states import cell_after, table_after
from wuze.kernel.errors import Refusal

OPEN = "待定"


def _not_yours(actor: Actor, unit: int) -> Refusal | None:
    if unit in {held.unit for held in office_of(actor)}:
        return None
    return Refusal("reading.not_yours", "这张表是别的单位读入的，由那个单位核对。")


def why_not_read_in(actor: Actor) -> Refusal | None:
    """An office reads tables of its own."""
    return (
        None if office_of(actor) else Refusal("reading.no_office", "读旧表由编考核方案的机关办，您的岗位没有这一项。")
    )


def why_not_touch(actor: Actor, table: TableReading) -> Refusal | None:
    """Cells and data items stand still once the reading is done."""
    if no := _not_yours(actor, table.unit_id):
        return no
    if table_after(table.state, "touch") is None:
        return Refusal("reading.done", "这张表已核对完。要改，先写明理由重新核对。")
    return None


def why_not_accept(actor: Actor, cell: ReadCell) -> Refusal | None:
    """What is not settled cannot be accepted as it stands."""
    if no := why_not_touch(actor, cell.table):
        return no
    if cell_after(cell.state, "accept") is None:
        return Refusal("reading.nothing_to_accept", "这一格没有要认可的：只有标“核对”的要人认可。")
    if OPEN in cell.says or not cell.reading.clauses:
        return Refusal("reading.open", "读法里还有没定的数，认可不了。请改好，或者留给人打分。")
    return None


def why_not_leave(actor: Actor, cell: ReadCell) -> Refusal | None:
    """Once."""
    if no := why_not_touch(actor, cell.table):
        return no
    if cell_after(cell.state, "leave") is None:
        return Refusal("reading.left", "这一格已经留给人打分。")
    return None


def why_not_take_back(actor: Actor, cell: ReadCell) -> Refusal | None:
    """Only what a person did."""
    if no := why_not_touch(actor, cell.table):
        return no
    return None if cell.moved else Refusal("reading.untouched", "这一格还没有人定过，没有可撤回的。")


def why_not_finish(actor: Actor, table: TableReading, waiting: int, pointless: int) -> Refusal | None:
    """Nothing doubtful may be left; what nobody could read may: a person scores it."""
    if no := _not_yours(actor, table.unit_id):
        return no
    if table_after(table.state, "finish") is None:
        return Refusal("reading.done", "这张表已核对完。")
    if pointless:
        return why_not_download(pointless)
    if waiting:
        return Refusal("reading.waiting", f"还有{waiting}格要核对。")
    return None


def why_not_reopen(actor: Actor, table: TableReading) -> Refusal | None:
    """Only what is done."""
    if no := _not_yours(actor, table.unit_id):
        return no
    if table.state != TableState.DONE:
        return Refusal("reading.not_done", "这张表还在核对，直接改就行。")
    return None


def why_not_download(pointless: int) -> Refusal | None:
    """A scheme whose items have no points is none."""
    if pointless:
        return Refusal("reading.pointless", f"有{pointless}格没有分值，先补上。")
    return None


def why_not_retire(actor: Actor, wording: Wording) -> Refusal | None:
    """The office's own, once."""
    if no := _not_yours(actor, wording.unit_id):
        return no
    return Refusal("reading.retired", "这个说法已经停用。") if wording.retired_on else None


def why_not_give_points(cell: ReadCell) -> Refusal | None:
    """The table's own points are the county's; only a blank is filled."""
    return Refusal("reading.has_points", "分值是原表写的，不在这里改。") if cell.points else None
