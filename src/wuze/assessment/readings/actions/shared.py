"""How the trail names a reading and what is done to it."""

from __future__ import annotations

from collections.abc import Mapping

from wuze.accounts.values import Actor
from wuze.assessment.readings.models import ReadCell, TableReading
from wuze.trail.actions import record
from wuze.trail.values import Thing

KIND = "assessment.reading"


def thing_of(table: TableReading, cell: ReadCell | None = None) -> Thing:
    where = f"{table.title} {cell}" if cell else table.title
    return Thing(KIND, str(table.pk), where[:200])


def note(actor: Actor, code: str, thing: Thing, before: Mapping[str, object] | None = None, **after: object) -> None:
    record(code, at=actor.at, who=actor.who(), thing=thing, before=before, after=after or None, origin=actor.origin)
