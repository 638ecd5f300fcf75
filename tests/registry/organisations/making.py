"""Organisations in the small county: one in each town, one of a sector, and what covers them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any

from stdnum.cn import uscc

from tests import world
from wuze.accounts.models import Person
from wuze.kernel.pinyin import initials
from wuze.registry.enums import CoverKind, Status
from wuze.registry.models import (
    Coverage,
    LeaderContact,
    Organisation,
    OrganisationType,
    PartyOrganisation,
    Standing,
    Unit,
)  # fmt: skip

_numbers = count(1)


def code(number: int, first: str = "91330199") -> str:
    """A valid 信用代码 of nobody."""
    text = f"{first}{number:08d}X"
    return text + str(uscc.calc_check_digit(text))


def kind(name: str = "规模以下企业", *, social: bool = False, sector: Unit | None = None) -> OrganisationType:
    """A type."""
    found, _ = OrganisationType.objects.get_or_create(
        name=name, defaults={"code": f"k{next(_numbers)}", "social": social, "sector": sector}
    )
    return found


def organisation(place: Unit, name: str = "云峰茶业有限公司", **more: Any) -> Organisation:
    """An organisation in the place of a unit, operating since long ago."""
    values: dict[str, Any] = {
        "key": f"T{next(_numbers):06d}", "type": kind(), "region": place.region, "source": "乡镇摸底",
        "as_of": world.DAY.replace(month=6), "initials": initials(name), "status": Status.OPERATING, **more,
    }  # fmt: skip
    row = Organisation.objects.create(name=name, **values)
    Standing.objects.create(
        organisation=row, type=row.type, region=row.region, sector=row.sector, status=row.status, members=row.members,
        since=world.LONG_AGO, source="摸底",
    )  # fmt: skip
    return row


def party(unit: Unit, form: str = "branch", **more: Any) -> PartyOrganisation:
    """What a unit of kind 两新党组织 is."""
    return PartyOrganisation.objects.create(unit=unit, form=form, as_of=world.DAY, **more)


def covers(row: Organisation, by: Unit | Person | None, kind: str = CoverKind.OWN, **more: Any) -> Coverage:
    """A coverage since long ago."""
    side = {"party": by} if isinstance(by, Unit) else {"person": by}
    return Coverage.objects.create(organisation=row, kind=kind, **{"since": world.LONG_AGO, **side, **more})


def contact(row: Organisation, person: Person) -> LeaderContact:
    """A leader keeps contact."""
    return LeaderContact.objects.create(organisation=row, person=person, since=world.LONG_AGO)


@dataclass(frozen=True)
class Registered:
    """One of each: every one has what another's must not see."""

    county: world.County
    north: Organisation
    south: Organisation
    lawyers: Organisation

    def actor(self, who: str) -> Any:
        """The actor of an account of the county."""
        return world.actor(self.county.users[who])


def registered() -> Registered:
    """The county with a firm in each town, covered by the town's branch, and a law firm of the sector committee's branch
    that lies in the south."""
    county = world.county()
    north = organisation(county.north, "云峰茶业有限公司", members=4, contact="茶联系人", phone="0570-6612345")
    south = organisation(county.south, "柳塘精密机械厂", members=5, uscc=code(2), key=code(2), sector=county.department)
    lawyers = organisation(county.south, "正衡律师事务所", members=3, type=kind("律所"))
    for unit, row in ((county.north_branch, north), (county.south_branch, south), (county.sector_branch, lawyers)):
        party(unit)
        covers(row, unit)
    return Registered(county, north, south, lawyers)
