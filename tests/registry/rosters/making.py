"""A county with a few organisations, rosters made in code, and the way from a file to what is written."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests import world
from tests.excel.rosters.making import code
from tests.excel.workbooks import Rows, workbook
from wuze.accounts.values import Actor
from wuze.kernel.pinyin import initials
from wuze.registry.enums import RegionKind, RosterKind, RosterScope, Status
from wuze.registry.models import Organisation, OrganisationType, Region, Roster, RosterRow, Standing, Unit
from wuze.registry.rosters.actions import Upload, apply, ready, stage

_numbers = count(900_001)


def kinds() -> tuple[OrganisationType, OrganisationType]:
    """A firm and an association."""
    firm = OrganisationType.objects.get_or_create(code="small", defaults={"name": "小微企业"})[0]
    social = OrganisationType.objects.get_or_create(code="assoc", defaults={"name": "行业协会", "social": True})[0]
    return firm, social


def firm(name: str, region: Region | None, number: int = 0, **more: Any) -> Organisation:
    """An organisation with its past; ``number``: with a credit code, else with a key of ours."""
    uscc = code(number) if number else ""
    values = {
        "type": kinds()[0],
        "region": region,
        "members": 0,
        "as_of": world.LONG_AGO,
        "status": Status.OPERATING,
    } | more
    row = Organisation.objects.create(
        key=uscc or f"T{next(_numbers):06d}", uscc=uscc, name=name, initials=initials(name), **values
    )
    Standing.objects.create(
        organisation=row, type=row.type, region=row.region, sector=row.sector, status=row.status, members=row.members,
        since=world.LONG_AGO,
    )  # fmt: skip
    return row


def brought(
    actor: Actor, *books: tuple[str, dict[str, Rows]], kind: str = RosterKind.ORGANISATIONS, region: Region | None = None,
    sector: Unit | None = None, usual: OrganisationType | None = None,
) -> Roster:  # fmt: skip
    """Files uploaded and read, as the page does it."""
    scope = RosterScope.REGION if region else RosterScope.SECTOR if sector else RosterScope.COUNTY
    with TemporaryDirectory() as folder:
        files = [(name, workbook(Path(folder) / f"{at}.xlsx", sheets)) for at, (name, sheets) in enumerate(books)]
        upload = Upload(kind, scope, world.DAY, region, sector, usual, files)
        return ready(actor, stage(actor, upload))


def rows(roster: Roster) -> list[RosterRow]:
    """Its rows, in order."""
    return list(RosterRow.objects.filter(roster=roster))


def outcomes(roster: Roster) -> list[tuple[str, str]]:
    """Name and outcome of every row."""
    return [(row.name, row.outcome) for row in rows(roster)]


def written(actor: Actor, roster: Roster) -> Roster:
    """Confirmed."""
    return apply(actor, roster.pk)


def towns() -> tuple[Region, Region]:
    """The two towns of ``world.county``."""
    first, second = Region.objects.filter(kind=RegionKind.TOWN).order_by("code")
    return first, second


def table(
    *lines: Sequence[Any], head: Sequence[str] = ("单位名称", "统一社会信用代码", "乡镇", "类型", "员工人数", "党员数")
) -> Rows:
    """A plain roster."""
    return [head, *lines]
