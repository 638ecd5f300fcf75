"""Imports of the clerks of each part: nobody else sees one."""

from __future__ import annotations

from typing import Any

from tests import world
from tests.matrix.makers import MAKERS, Made
from tests.world import County
from wuze.accounts.models import User
from wuze.registry.enums import Outcome, RosterKind, RosterScope, RosterState
from wuze.registry.models import OrganisationType, Roster, RosterRow
from wuze.registry.rosters.actions.stage import KEPT


def rosters(county: County) -> Made:
    """One of each clerk, for what the clerk keeps."""
    north = _roster(county.users["town_clerk"], scope=RosterScope.REGION, region=county.north.region)
    south = _roster(county.users["south_clerk"], scope=RosterScope.REGION, region=county.south.region)
    sector = _roster(county.users["sector_clerk"], scope=RosterScope.SECTOR, sector=county.sector)
    for roster in (north, south, sector):
        _row(roster, county)
    return {"north": {"pk": north.pk}, "south": {"pk": south.pk}, "sector": {"pk": sector.pk}}


def _roster(user: User, **scope: Any) -> Roster:
    return Roster.objects.create(
        kind=RosterKind.ORGANISATIONS, day=world.DAY, user=user, at=world.NOW, asked=world.NOW, expires=world.NOW + KEPT,
        state=RosterState.READY, **scope,
    )  # fmt: skip


def _row(roster: Roster, county: County) -> None:
    kind = OrganisationType.objects.get_or_create(code="matrix", defaults={"name": "小微企业"})[0]
    write = {"name": f"第{roster.pk}社", "region_id": county.north.region_id, "type_id": kind.pk}
    RosterRow.objects.create(roster=roster, number=1, name="甲社", outcome=Outcome.NEW, write=write)


def rows(county: County) -> Made:
    """The first row of each."""
    return {owner: {**keys, "number": 1} for owner, keys in rosters(county).items()}


def choices(county: County) -> Made:
    """A choice for rows of each."""
    return {owner: {**keys, "choice": "skip"} for owner, keys in rosters(county).items()}


MAKERS |= {
    **dict.fromkeys(
        ("rosters:one", "rosters:sheets", "rosters:marked", "rosters:apply", "rosters:close", "rosters:drop"), rosters
    ),
    "rosters:row": rows,
    "rosters:settle": choices,
}
