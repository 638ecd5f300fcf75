"""Who may bring a roster for which scope, and what may be done with one."""

from __future__ import annotations

from datetime import datetime

from wuze.accounts.enums import Capability, Role
from wuze.accounts.values import Actor
from wuze.kernel.errors import Refusal
from wuze.registry.enums import Choice, Outcome, RosterScope, RosterState, UnitKind
from wuze.registry.models import Region, Roster, RosterRow, Unit
from wuze.registry.queries import region_prefix

AN_HOUR = 30
"""Uploads a person may make in an hour (SEC-54)."""

PLACES = frozenset({UnitKind.TOWN, UnitKind.PARK})
WORKED_ON = frozenset({RosterState.COMPARING, RosterState.WRITING})
"""In the worker's hands."""

TRADES = frozenset({UnitKind.DEPARTMENT, UnitKind.SECTOR})


def scopes(actor: Actor) -> tuple[bool, set[str], set[int]]:
    """The whole county; prefixes of places; sectors: what the actor's posts let them keep whole."""
    if Role.LEAD_CLERK in actor.roles:
        return True, set(), set()
    posts = actor.posts_that(Capability.EDIT_ORGANISATIONS)
    places = {region_prefix(held.region) for held in posts if held.region and held.unit_kind in PLACES}
    return False, places, {held.unit for held in posts if held.unit_kind in TRADES}


def why_not_import(actor: Actor, scope: str, region: Region | None, sector: Unit | None, taken: int) -> Refusal | None:
    """The actor's own place or sector; the lead office's clerks all."""
    if not actor.may(Capability.EDIT_ORGANISATIONS):
        return Refusal("registry.no_roster", "您现在的岗位没有改名录的权限。")
    if taken >= AN_HOUR:
        return Refusal("registry.roster_quota", f"一小时最多上传{AN_HOUR}次，过一会儿再传。")
    county, places, sectors = scopes(actor)
    if county:
        return None
    inside = region is not None and any(region.code.startswith(prefix) for prefix in places)
    if scope == RosterScope.REGION and inside:
        return None
    if scope == RosterScope.SECTOR and sector is not None and sector.pk in sectors:
        return None
    return Refusal("registry.roster_scope", "只能导自己管的乡镇、园区或行业；全县的表由牵头机关导。")


def why_not_apply(roster: Roster, at: datetime, waiting: RosterState = RosterState.READY) -> Refusal | None:
    """Once, and while it is kept; ``waiting``: the state in which it waits for this."""
    if roster.state == RosterState.APPLIED:
        return Refusal("registry.roster_applied", "这份名册已经写入过了，看回执。")
    if roster.state != waiting and roster.state in WORKED_ON:
        return Refusal("registry.roster_busy", f"后台{RosterState(roster.state).label}，完了再办。")
    if roster.state != waiting:
        return Refusal("registry.roster_dropped", "这份名册已作废，要写入请重新上传。")
    return Refusal("registry.roster_expired", "这份预览过期了，请重新上传。") if roster.expires <= at else None


def why_not_close(actor: Actor, roster: Roster) -> Refusal | None:
    """What the roster lacks, closed from its page: before or after it is written, while it is kept."""
    if roster.state not in {RosterState.READY, RosterState.APPLIED}:
        return Refusal("registry.roster_dropped", "这份名册已作废，要写入请重新上传。")
    if roster.expires <= actor.at:
        return Refusal("registry.roster_expired", "这份预览过期了，请重新上传。")
    return why_not_import(actor, roster.scope, roster.region, roster.sector, 0)


def why_not_choose(
    roster: Roster, row: RosterRow, choice: str, at: datetime, organisation: int | None = None
) -> Refusal | None:
    """Rows that ask may be settled, rows that would be written may be left out; of several it may be, one is named."""
    if refusal := why_not_apply(roster, at):
        return refusal
    if row.outcome not in {Outcome.ASK, Outcome.NEW, Outcome.CHANGED}:
        return Refusal("registry.roster_row", "这一行没有可选的。")
    keys = [key for key, _ in row.candidates]
    if choice == Choice.TAKE and len(keys) > 1 and organisation not in keys:
        return Refusal("registry.roster_which", f"可能是{len(keys)}家里的一家，请点开这一行选是哪一家。")
    if organisation is not None and organisation not in keys:
        return Refusal("registry.roster_which", "这一行不可能是那一家，请重选。")
    if choice == Choice.NEW and not (row.outcome == Outcome.ASK and row.organisation_id and _complete(row)):
        return Refusal("registry.roster_new", "这一行缺单位名称、属地或类型，不能当新的一家。")
    return None


def _complete(row: RosterRow) -> bool:
    return all(row.write.get(column) for column in ("name", "region_id", "type_id"))
