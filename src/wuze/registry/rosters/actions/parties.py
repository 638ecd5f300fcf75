"""Party organisations of a roster: founded below their committees, or changed, by the hundred."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import F

from wuze.accounts.values import Actor
from wuze.kernel.pinyin import initials
from wuze.registry.enums import UnitKind
from wuze.registry.models import PartyOrganisation, Roster, RosterRow, Unit, UnitParent
from wuze.registry.rosters import rules
from wuze.trail.values import Row, Thing

CHUNK = 500
COUNTS = ("form", "members", "elsewhere", "floating", "term_since", "term_years")


def standing_names() -> set[str]:
    """Names of Party organisations that stand, ready to be compared."""
    rows = Unit.objects.filter(kind=UnitKind.PARTY, until=None).values_list("name", flat=True)
    return {rules.plain(name) for name in rows}


def values(row: PartyOrganisation, names: Iterable[str]) -> dict[str, object]:
    """Columns as a roster has them: days as text."""
    found = {name: getattr(row, name) for name in names}
    return {name: value.isoformat() if isinstance(value, date) else value or "" if name == "term_since" else value
            for name, value in found.items()}  # fmt: skip


def write(actor: Actor, roster: Roster, rows: Sequence[RosterRow]) -> list[Row]:
    """Changed ones, then new ones; the rows of the trail's entry."""
    list(Unit.objects.select_for_update().filter(depth=1).order_by("pk").values_list("pk", flat=True))
    old = [row for row in rows if row.unit_id]
    entries = _change(roster, old)
    return entries + _found(actor, roster, [row for row in rows if not row.unit_id])


def _change(roster: Roster, rows: Sequence[RosterRow]) -> list[Row]:
    wanted = {row.unit_id: row for row in rows}
    entries, changed = [], []
    for party in PartyOrganisation.objects.filter(unit__in=wanted).select_related("unit"):
        row = wanted[party.unit_id]
        if not row.write:
            continue
        entries.append(Row(_thing(party.unit), values(party, row.write), dict(row.write)))
        _put(party, row.write)
        party.as_of, party.version = roster.day, party.version + 1
        changed.append(party)
    PartyOrganisation.objects.bulk_update(changed, [*COUNTS, "as_of", "version"], batch_size=CHUNK)
    return entries


def _put(party: PartyOrganisation, write: Mapping[str, object]) -> None:
    for name in COUNTS:
        if name in write:
            value = write[name]
            setattr(party, name, date.fromisoformat(str(value)) if name == "term_since" else value)


def _thing(unit: Unit) -> Thing:
    return Thing("registry.unit", str(unit.pk), unit.name)


def _found(actor: Actor, roster: Roster, rows: Sequence[RosterRow]) -> list[Row]:
    """New units at the end of their parents' children: paths are counted here, one insert for all."""
    by_parent: dict[int, list[RosterRow]] = defaultdict(list)
    for row in rows:
        by_parent[int(row.write["parent"])].append(row)
    made: list[tuple[RosterRow, Unit, Unit]] = []
    for parent in Unit.objects.filter(pk__in=by_parent):
        last = Unit.objects.filter(path__startswith=parent.path, depth=parent.depth + 1).order_by("path").last()
        path = last.path if last else ""
        for row in by_parent[parent.pk]:
            path = Unit(path=path)._inc_path() if path else Unit._get_path(parent.path, parent.depth + 1, 1)
            made.append((row, _unit(row, parent, path), parent))
        Unit.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(by_parent[parent.pk]))
    Unit.objects.bulk_create([unit for _, unit, _ in made], batch_size=CHUNK)
    UnitParent.objects.bulk_create(
        [UnitParent(unit=unit, parent=parent, since=unit.since, source=str(roster)[:200]) for _, unit, parent in made],
        batch_size=CHUNK,
    )
    PartyOrganisation.objects.bulk_create([_party(roster, row, unit) for row, unit, _ in made], batch_size=CHUNK)
    entries = []
    for row, unit, parent in made:
        row.unit = unit
        entries.append(Row(_thing(unit), None, {**row.write, "name": unit.name, "parent": str(parent)}))
    return entries


def _unit(row: RosterRow, parent: Unit, path: str) -> Unit:
    since = max(date.fromisoformat(str(row.write["founded"])), parent.since)
    return Unit(
        name=row.name, initials=initials(row.name), kind=UnitKind.PARTY, region_id=row.write.get("region_id"), since=since,
        path=path, depth=parent.depth + 1, numchild=0,
    )  # fmt: skip


def _party(roster: Roster, row: RosterRow, unit: Unit) -> PartyOrganisation:
    party = PartyOrganisation(unit=unit, as_of=roster.day)
    _put(party, row.write)
    return party
