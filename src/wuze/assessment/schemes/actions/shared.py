"""What all acts on schemes share: the row under lock, what follows from its sheets, and its name in the trail."""

from __future__ import annotations

from collections.abc import Mapping

from wuze.accounts.values import Actor
from wuze.assessment.schemes.models import NAME, SchemeEdition
from wuze.assessment.schemes.tables import packed
from wuze.kernel.errors import same_version
from wuze.kernel.pinyin import initials
from wuze.scoring.digest import digest
from wuze.scoring.loading.scheme import LoadedScheme, load_scheme
from wuze.scoring.tables import Table
from wuze.trail.actions import record
from wuze.trail.values import Thing

KIND = "assessment.scheme"


def locked(pk: int, version: int | None) -> SchemeEdition:
    """The edition under lock, if it is still what the page was made from."""
    row = SchemeEdition.objects.select_for_update(of=("self",)).get(pk=pk)
    same_version(row.version, version)
    return row


def thing_of(edition: SchemeEdition) -> Thing:
    """As the trail names it."""
    return Thing(KIND, str(edition.pk), str(edition))


def put(row: SchemeEdition, tables: Mapping[str, Table], today_year: int) -> LoadedScheme:
    """The sheets, and what is told from them: name, year, digest, faults, whether it was sent down. Nothing is saved."""
    found = load_scheme(tables)
    row.tables = packed(tables)
    row.title = (found.scheme.name or row.title or "没有名称的方案")[:NAME]
    row.initials = initials(row.title)[:NAME]
    row.year = found.scheme.year or row.year or today_year
    row.faults = sum(one.stops for one in found.findings)
    row.digest = "" if row.faults else digest(found.scheme)
    row.superior = "上级下发" in found.scheme.origin
    known = set(found.scheme.element_by_id)
    row.bindings = {name: one for name, one in row.bindings.items() if name in known}
    return found


def note(
    actor: Actor, code: str, edition: SchemeEdition, before: Mapping[str, object] | None = None, **after: object
) -> None:
    """One entry about an edition."""
    record(
        code, at=actor.at, who=actor.who(), thing=thing_of(edition), before=before, after=after or None,
        origin=actor.origin,
    )  # fmt: skip
