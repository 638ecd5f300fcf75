"""A roster written: one lock, one look at what changed meanwhile, set-based writes, one entry of the trail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import transaction
from django.db.models import Count, Q

from wuze.accounts.values import Actor
from wuze.kernel.collecting import put_off
from wuze.kernel.errors import Invalid, refuse, same_version
from wuze.kernel.web import bulk
from wuze.registry.enums import Choice, Outcome, RosterKind, RosterScope, RosterState
from wuze.registry.models import Organisation, PartyOrganisation, Roster, RosterRow
from wuze.registry.queries import managed_by
from wuze.registry.rosters import policy, rules
from wuze.registry.rosters.actions import links, organisations, parties
from wuze.registry.rosters.actions.shared import CHUNK, note, thing_of
from wuze.registry.rosters.parties import LABELS as PARTY_LABELS
from wuze.registry.rosters.planning import LABELS
from wuze.registry.rosters.queries import UNSETTLED, WRITES, organisations_in
from wuze.trail.actions import record

T = TypeVar("T")
CHANGED = "预览以后名录有改动，一行也没有写。改动过的行已列在“待定”里，请看过再写入。"


@dataclass
class Found:
    """The rows to write, with the organisations they are about; ``version``: of the import, when they were read."""

    version: int
    rows: list[RosterRow]
    firms: dict[int, Organisation] = field(default_factory=dict)
    changed: list[RosterRow] = field(default_factory=list)
    inside: set[int] = field(default_factory=set)


def prepare(roster: Roster) -> Found:
    """All that can be read before anybody has to wait; ``apply`` looks whether it still holds."""
    found = Found(roster.version, list(roster.rows.filter(WRITES)))
    _load(found, _wanted(found))
    return found


def _wanted(found: Found) -> list[int]:
    return [row.organisation_id for row in found.rows if row.organisation_id and row.choice != Choice.NEW]


def _load(found: Found, keys: Sequence[int]) -> None:
    for some in chunks(keys, CHUNK):
        for one in Organisation.objects.filter(pk__in=some).order_by("pk"):
            found.firms[one.pk] = one


@put_off()
@transaction.atomic
def apply(
    actor: Actor, pk: int, *, version: int | None = None, prepared: Found | None = None,
    waiting: RosterState = RosterState.READY,
) -> Roster:  # fmt: skip
    """Write what the preview shows. Where the registry has changed meanwhile, write nothing: those rows ask again.
    ``waiting``: the state it must be in, READY for a person, WRITING for the worker."""
    roster = Roster.objects.select_for_update(of=("self",)).select_related("region", "sector").get(pk=pk)
    refuse(policy.why_not_apply(roster, actor.at, waiting))
    same_version(roster.version, version)
    refuse(policy.why_not_import(actor, roster.scope, roster.region, roster.sector, 0))
    found = prepared if prepared and prepared.version == roster.version else prepare(roster)
    if not found.rows:
        raise Invalid("registry.roster_nothing", {"": "没有要写入的行：先把待定的定下来，或作废这次导入。"})
    roster.version += 1
    _look_again(actor, roster, found)
    if found.changed:
        bulk.update(found.changed, ["outcome", "why", "choice", "before", "organisation_id", "candidates"])
        roster.state, roster.trouble = RosterState.READY, CHANGED
        roster.save(update_fields=["version", "state", "trouble"])
        note("registry.roster_stopped", actor, roster, after={"why": CHANGED})
        return roster
    _write(actor, roster, found)
    return roster


def _write(actor: Actor, roster: Roster, found: Found) -> None:
    new = sum(_is_new(roster, row) for row in found.rows)
    if roster.kind == RosterKind.PARTIES:
        entries = parties.write(actor, roster, found.rows)
    else:
        entries = organisations.write(actor, roster, found.rows, found.firms)
    linked = links.write(actor, roster, found.rows)
    roster.rows.filter(WRITES).update(written=True)
    roster.state, roster.applied, roster.trouble = RosterState.APPLIED, actor.at, ""
    roster.receipt = {**roster.receipt, "new": new, "changed": len(found.rows) - new, **linked, **_rest(roster)}
    roster.save(update_fields=["state", "applied", "receipt", "trouble", "version"])
    record(
        "registry.roster_applied", at=actor.at, who=actor.who(), thing=thing_of(roster), after=roster.receipt,
        rows=entries, origin=actor.origin,
    )  # fmt: skip


def _is_new(roster: Roster, row: RosterRow) -> bool:
    there = row.unit_id if roster.kind == RosterKind.PARTIES else row.organisation_id
    return there is None or row.choice == Choice.NEW


def _rest(roster: Roster) -> dict[str, int]:
    """What was not written, and why."""
    found: dict[str, int] = roster.rows.aggregate(
        left=Count("pk", filter=UNSETTLED), bad=Count("pk", filter=Q(outcome=Outcome.BAD)),
        skipped=Count("pk", filter=Q(choice=Choice.SKIP)), same=Count("pk", filter=Q(outcome=Outcome.SAME)),
        gone=Count("pk", filter=Q(outcome=Outcome.GONE, written=False)),
    )  # fmt: skip
    return found


# --- what changed meanwhile -------------------------------------------------------------------------------------------


def _look_again(actor: Actor, roster: Roster, found: Found) -> None:
    if roster.kind == RosterKind.PARTIES:
        _parties_again(actor, found)
        return
    _lock(found)
    codes = _held_codes(found.rows)
    found.inside = _inside(roster, list(found.firms))
    met = _met(roster, found, codes)
    for row in found.rows:
        firm = found.firms.get(row.organisation_id or 0) if row.choice != Choice.NEW else None
        row.write = effective(row, roster, firm)
        if firm is not None:
            _against(row, firm, codes, found)
        else:
            _still_new(row, met.get(row.number), found)


def _lock(found: Found) -> None:
    """Hold the organisations; whichever has changed since it was read is read again."""
    changed: list[int] = []
    for keys in chunks(_wanted(found), CHUNK):
        rows = Organisation.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk", "version")
        changed += [pk for pk, version in rows if found.firms[pk].version != version]
    _load(found, changed)


def effective(row: RosterRow, roster: Roster, firm: Organisation | None) -> dict[str, object]:
    """What may be written of a row that was settled: no move from a town's own list, no status past its approval."""
    write = dict(row.write)
    if firm is not None:
        if roster.scope != RosterScope.COUNTY or "region" not in row.said:
            write.pop("region_id", None)
        if "type" not in row.said:
            write.pop("type_id", None)
        if write.get("status") not in {None, firm.status, *rules.FREE}:
            write.pop("status", None)
    elif write.get("status") not in {None, *rules.FREE}:
        write.pop("status", None)
    return write


def _against(row: RosterRow, firm: Organisation, codes: dict[str, int], found: Found) -> None:
    now = {column: getattr(firm, column) for column in row.write}
    words = [LABELS[column] for column in rules.collided(row.before, row.write, now)]
    holder = codes.get(str(row.write.get("uscc", "")))
    if firm.merged_into_id or (holder and holder != firm.pk):
        words.append("这家" if firm.merged_into_id else "信用代码已有别家在用")
    if firm.pk not in found.inside:
        words.append("这家已不在范围里")
    if words:
        row.before = now
        row.outcome, row.choice, row.why = Outcome.ASK, "", f"预览以后别人改过：{'、'.join(words)}"
        found.changed.append(row)


def _still_new(row: RosterRow, firm: Organisation | None, found: Found) -> None:
    """``firm``: who has its code or its name and place by now."""
    if firm is None or (row.choice == Choice.NEW and row.organisation_id == firm.pk and not row.write.get("uscc")):
        return
    row.before = {column: getattr(firm, column) for column in row.write}
    row.organisation, row.outcome, row.choice, row.candidates = firm, Outcome.ASK, "", []
    row.why = "预览以后别人登记了这一家"
    found.changed.append(row)


def _met(roster: Roster, found: Found, codes: dict[str, int]) -> dict[int, Organisation]:
    """Rows that would be new → who is there already."""
    younger = _younger(roster)
    numbers: dict[int, int] = {}
    for row in found.rows:
        if row.organisation_id is None or row.choice == Choice.NEW:
            named = (rules.plain(str(row.write.get("name", ""))), int(str(row.write.get("region_id", 0))))
            if pk := codes.get(str(row.write.get("uscc", ""))) or younger.get(named):
                numbers[row.number] = pk
    firms = {
        one.pk: one
        for keys in chunks(sorted(set(numbers.values())), CHUNK) for one in Organisation.objects.filter(pk__in=keys)
    }  # fmt: skip
    return {number: firms[pk] for number, pk in numbers.items()}


def _inside(roster: Roster, keys: Sequence[int]) -> set[int]:
    """Those that still lie in the scope of the roster."""
    if roster.scope == RosterScope.COUNTY:
        return set(keys)
    rows = organisations_in(roster.region, roster.sector)
    return {pk for some in chunks(keys, CHUNK) for pk in rows.filter(pk__in=some).values_list("pk", flat=True)}


def _held_codes(rows: Iterable[RosterRow]) -> dict[str, int]:
    found: dict[str, int] = {}
    for codes in chunks([str(row.write["uscc"]) for row in rows if row.write.get("uscc")], CHUNK):
        found |= dict(Organisation.objects.filter(uscc__in=codes).values_list("uscc", "pk"))
    return found


def _younger(roster: Roster) -> dict[tuple[str, int], int]:
    rows = Organisation.objects.filter(pk__gt=roster.newest, merged_into=None).values_list("name", "region_id", "pk")
    return {(rules.plain(name), region): pk for name, region, pk in rows}


def _parties_again(actor: Actor, found: Found) -> None:
    wanted = [row.unit_id for row in found.rows if row.unit_id]
    rows = {one.unit_id: one for one in PartyOrganisation.objects.select_for_update().filter(unit__in=wanted)}
    names = parties.standing_names()
    ours = set(managed_by(actor).filter(pk__in=wanted, until=None).values_list("pk", flat=True))
    for row in found.rows:
        words: list[str] = []
        if row.unit_id and row.unit_id in rows:
            now = parties.values(rows[row.unit_id], row.write)
            words = [PARTY_LABELS[one] for one in rules.collided(row.before, row.write, now)]
            row.before = now if words else row.before
            words += [] if row.unit_id in ours else ["这个党组织已不归您登记"]
        elif not row.unit_id and rules.plain(row.name) in names:
            words = ["已有人登记"]
        if words:
            row.outcome, row.choice, row.why = Outcome.ASK, "", f"预览以后别人改过：{'、'.join(words)}"
            found.changed.append(row)


def chunks(rows: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """A long list in pieces: a database takes only so many values at once."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
