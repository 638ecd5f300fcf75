"""Imports of the clerks of each part: nobody else sees one."""

from __future__ import annotations

from tests import world
from tests.matrix.makers import MAKERS, Made
from tests.world import County
from wuze.accounts.models import User
from wuze.registry.enums import Outcome, RosterKind, RosterScope, RosterState
from wuze.registry.models import OrganisationType, Roster, RosterRow
from wuze.registry.rosters.actions.stage import KEPT


def rosters(county: County) -> Made:
    """One of each clerk."""
    owners = {"north": "town_clerk", "south": "south_clerk", "sector": "sector_clerk"}
    return {owner: {"pk": _roster(county, county.users[name]).pk} for owner, name in owners.items()}


def _roster(county: County, user: User) -> Roster:
    roster = Roster.objects.create(
        kind=RosterKind.ORGANISATIONS, scope=RosterScope.SECTOR, sector=county.sector, day=world.DAY, user=user, at=world.NOW,
        expires=world.NOW + KEPT, state=RosterState.READY,
    )  # fmt: skip
    kind = OrganisationType.objects.get_or_create(code="matrix", defaults={"name": "小微企业"})[0]
    write = {"name": f"{user.username}社", "region_id": county.north.region_id, "type_id": kind.pk}
    RosterRow.objects.create(roster=roster, number=1, name="甲社", outcome=Outcome.NEW, write=write)
    return roster


def rows(county: County) -> Made:
    """The first row of each."""
    return {owner: {**keys, "number": 1} for owner, keys in rosters(county).items()}


def choices(county: County) -> Made:
    """A choice for rows of each."""
    return {owner: {**keys, "choice": "skip"} for owner, keys in rosters(county).items()}


MAKERS |= {
    **dict.fromkeys(("rosters:one", "rosters:sheets", "rosters:marked", "rosters:apply", "rosters:drop"), rosters),
    "rosters:row": rows,
    "rosters:settle": choices,
}
