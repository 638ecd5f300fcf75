"""What only the whole of a roster shows: one organisation on several rows, and what the roster lacks."""

from __future__ import annotations

from collections.abc import Sequence

from wuze.excel.rosters.read import Read
from wuze.registry.enums import Outcome, RosterKind, Status
from wuze.registry.models import Roster, RosterRow
from wuze.registry.rosters import kinds, rules
from wuze.registry.rosters.known import Firm, Known


def doubles(roster: Roster, rows: Sequence[RosterRow], reads: Sequence[Read]) -> None:
    """The same organisation on several rows: alike, it counts once; otherwise somebody has to say which holds."""
    groups: dict[str, list[RosterRow]] = {}
    for row in rows:
        if row.outcome != Outcome.BAD and (mark := _mark_of(row)):
            groups.setdefault(mark, []).append(row)
    for mark, same in groups.items():
        if len(same) > 1:
            _settle(roster, mark, same, reads)


def _settle(roster: Roster, mark: str, rows: Sequence[RosterRow], reads: Sequence[Read]) -> None:
    first = rows[0]
    for row in rows[1:]:
        if row.said == first.said or (row.write == first.write and row.links == first.links):
            row.outcome, row.why = Outcome.SAME, f"和{_place_of(first, reads)}是同一行"
    asked = [row for row in rows if row.outcome != Outcome.SAME or row is first]
    if len(asked) == 1 or roster.kind in kinds.ABOUT_LINKS:
        return
    for row in asked:
        others = "、".join(_place_of(one, reads) for one in asked if one is not row)
        before = f"{row.why}；" if row.outcome == Outcome.ASK else ""
        row.outcome, row.why, row.group = Outcome.ASK, f"{before}同一家在{others}还有一行"[:200], mark[:40]


def _mark_of(row: RosterRow) -> str:
    """What makes two rows one: what they were matched with, else code, else name and place."""
    if row.organisation_id:
        return f"o{row.organisation_id}"
    if row.unit_id:
        return f"u{row.unit_id}"
    if row.write.get("uscc"):
        return f"c{row.write['uscc']}"
    return f"n{rules.plain(row.name)[:30]}{row.write.get('region_id', '')}"


def _place_of(row: RosterRow, reads: Sequence[Read]) -> str:
    read = reads[row.sheet]
    return f"{read.file}“{read.sheet}”第{row.line}行"


def gone(roster: Roster, rows: Sequence[RosterRow], reads: Sequence[Read], known: Known) -> list[RosterRow]:
    """What lies inside the scope and is on no row. Nothing is done to it by itself."""
    seen = {row.organisation_id for row in rows if row.organisation_id}
    exported = {key for read in reads for key in read.keys}
    missing = [firm for firm in _expected(roster, exported, known) if firm.pk not in seen]
    return [
        RosterRow(
            roster=roster, number=number, name=firm.name, initials=firm.initials, organisation_id=firm.pk,
            outcome=Outcome.GONE, why="范围里有，表里没有",
        )
        for number, firm in enumerate(missing, len(rows) + 1)
    ]  # fmt: skip


def _expected(roster: Roster, exported: set[str], known: Known) -> list[Firm]:
    """What a roster of this kind and scope would have to name; of an export, exactly what it named."""
    if roster.kind == RosterKind.PARTIES:
        return []
    if exported:
        return [known.firms[pk] for pk in {known.by_key.get(key) for key in exported} if pk in known.firms]
    inside = [
        firm for firm in known.firms.values()
        if firm.status != Status.CLOSED and known.in_scope(roster, firm.region_id, firm.sector_id)
    ]  # fmt: skip
    linked = {RosterKind.INSTRUCTORS: known.instructors, RosterKind.CONTACTS: known.contacts}.get(
        RosterKind(roster.kind)
    )
    if linked is not None:
        return [firm for firm in inside if linked.get(firm.pk)]
    if roster.kind in kinds.BY_CODE:
        social = roster.kind == RosterKind.CIVIL
        return [firm for firm in inside if firm.uscc and (firm.type_id in known.social) is social]
    return inside
