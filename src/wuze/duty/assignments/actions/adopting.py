"""A list agreed: in force from today, the one before replaced; duties that go on keep their posts."""

from __future__ import annotations

from collections.abc import Iterable

from wuze.accounts.models import Approval
from wuze.accounts.values import Actor
from wuze.duty.assignments.models import Assignment
from wuze.duty.editions import actions as editions
from wuze.duty.editions import states
from wuze.duty.editions.enums import EditionState
from wuze.duty.editions.models import DutyEdition, DutyPart
from wuze.trail.actions import record


def adopted(actor: Actor, approval: Approval) -> None:
    """In force from today; the one before is replaced, and duties that go on keep their posts."""
    row = editions.locked(int(approval.thing_key), None)
    old = DutyEdition.objects.select_for_update().filter(state=EditionState.IN_FORCE).first()
    if old is not None:
        old.state, old.until = states.EDITION[(old.state, "replace")], actor.today
        editions.save(old)
    row.state, row.since = states.EDITION[(row.state, "agree")], actor.today
    row.approved_by = approval.decided_by or approval.entered_by
    editions.save(row)
    kept = _carry(actor, old, row) if old else 0
    record(
        "duty.edition_in_force", at=actor.at, who=actor.who(), thing=editions.thing_of(row), origin=actor.origin,
        after={"since": actor.today, "kept": kept},
    )  # fmt: skip


def _carry(actor: Actor, old: DutyEdition, new: DutyEdition) -> int:
    """The same number and layer is the same duty."""
    parts = {(part.duty.code, part.layer): part for part in _parts(new)}
    rows = list(Assignment.objects.filter(part__duty__edition=old, until=None).select_related("part__duty"))
    Assignment.objects.filter(pk__in=[row.pk for row in rows if row.since < actor.today]).update(until=actor.today)
    Assignment.objects.filter(pk__in=[row.pk for row in rows if row.since >= actor.today]).delete()
    found = [
        Assignment(
            part=parts[(row.part.duty.code, row.part.layer)], unit_id=row.unit_id, post_id=row.post_id, share=row.share,
            since=actor.today, set_by=row.set_by,
        )
        for row in rows
        if (row.part.duty.code, row.part.layer) in parts
    ]  # fmt: skip
    Assignment.objects.bulk_create(found, batch_size=500)
    return len(found)


def _parts(edition: DutyEdition) -> Iterable[DutyPart]:
    return DutyPart.objects.filter(duty__edition=edition).select_related("duty")
