"""The slow part, in steps of 500: organisations with their past, who covers them, instructors, leaders' contacts.

Each step is one transaction and says how far it came; stopped in the middle, the next call goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from django.db import transaction
from stdnum.cn import uscc

from wuze.accounts.models import Installation, Person
from wuze.kernel.pinyin import initials
from wuze.portal.demo import agenda, names, readings, registered, rounds, schemes
from wuze.portal.demo.seed import DEMO_DAY, FORMS, SEED
from wuze.registry.enums import CoverKind, Form, RegionKind, Status, UnitKind
from wuze.registry.models import (
    Appointment,
    Coverage,
    LeaderContact,
    Organisation,
    OrganisationType,
    PartyOrganisation,
    Region,
    Standing,
    Unit,
)  # fmt: skip

COUNT = 3000
STEP = 500
YEARS = (date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1))
ALONE = (Form.BRANCH, Form.GENERAL, Form.COMMITTEE)
KINDS = {Form.JOINT: CoverKind.JOINT, Form.FUNCTIONAL: CoverKind.FUNCTIONAL}
LIMITED = "有限公司"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def fill(progress: Callable[[int, int], object]) -> None:
    """Fill the demo county; on any other installation, or when all is there, do nothing."""
    here = Installation.objects.first()
    if here is None or not here.demo or here.demo_percent == 100:
        return
    types = _types()
    done = Organisation.objects.count()
    while done < COUNT:
        done = _step(done, types)
        progress(done, COUNT)
        Installation.objects.filter(pk=1).update(demo_percent=min(done * 90 // COUNT, 90))
    _contacts()
    registered.lay()
    readings.lay()
    schemes.lay()
    rounds.lay()
    Installation.objects.filter(pk=1).update(demo_percent=100)


@transaction.atomic
def _types() -> list[OrganisationType]:
    if not OrganisationType.objects.exists():
        owners = {unit.short: unit for unit in Unit.objects.filter(kind=UnitKind.DEPARTMENT)}
        OrganisationType.objects.bulk_create(
            OrganisationType(
                code=code, name=name, social=social, sector=owners.get(owner), usual_form=form, order=order
            )
            for order, (code, name, social, owner, form, _) in enumerate(names.TYPES)
        )
    return list(OrganisationType.objects.select_related("sector"))


@transaction.atomic
def _step(done: int, types: list[OrganisationType]) -> int:
    """The next rows; the draw depends on where it begins, so a second start makes the same county."""
    draw = Random(SEED + done)  # noqa: S311 - invented data, the same every time
    weights = [share for *_, share in names.TYPES]
    places = list(Region.objects.filter(kind__in=(RegionKind.TOWN, RegionKind.PARK)))
    size = min(STEP, COUNT - done)
    by_code, homes = {kind.code: kind for kind in types}, _homes()
    rows, found = [], []
    for number in range(done, done + size):
        if number < len(homes):
            row = _home(draw, number, homes[number], by_code, places)
            found.append(_covered(draw, row, CoverKind.OWN, homes[number]))
        else:
            row = _organisation(draw, number, draw.choices(types, weights)[0], draw.choice(places))
        rows.append(row)
    Organisation.objects.bulk_create(rows)
    Standing.objects.bulk_create(standing for row in rows for standing in _past(draw, row))
    Coverage.objects.bulk_create([*found, *_cover(draw, rows[len(found) :])])
    return done + size


def _homes() -> list[PartyOrganisation]:
    """Party organisations of one firm each; the first organisations are these firms and bear their names."""
    alone = PartyOrganisation.objects.filter(form__in=ALONE, unit__kind=UnitKind.PARTY)
    return list(alone.select_related("unit__region").order_by("pk"))


def _home(
    draw: Random, number: int, party: PartyOrganisation, types: dict[str, OrganisationType], places: list[Region]
) -> Organisation:
    stem = party.unit.name.removesuffix(FORMS[Form(party.form)])
    trades = [(code, trade) for code, known in names.TRADES.items() for trade in known]
    code, trade = next((code, trade) for code, trade in trades if stem.endswith(trade.removesuffix(LIMITED)))
    name = f"{names.COUNTY}{stem}{LIMITED if trade.endswith(LIMITED) else ''}"
    row = _organisation(draw, number, types[code], party.unit.region or draw.choice(places), name)
    row.status, row.members = Status.OPERATING, party.members
    return row


def _organisation(draw: Random, number: int, kind: OrganisationType, region: Region, name: str = "") -> Organisation:
    name = name or f"{names.COUNTY}{''.join(draw.sample(names.FIRMS, 2))}{draw.choice(names.TRADES[kind.code])}"
    code = _uscc(draw, social=kind.social) if draw.random() < 0.86 and kind.code not in {"place", "new"} else ""
    status = draw.choices((Status.OPERATING, Status.ZOMBIE, Status.SHELL), (93, 4, 3))[0]
    members = draw.choices((0, 1, 2, 3, 5, 9, 24), (46, 20, 12, 9, 7, 4, 2))[0]
    return Organisation(
        key=code or f"T{number + 1:06d}", uscc=code, name=name, initials=initials(name), type=kind, region=region,
        sector=kind.sector, status=status, employees=draw.choice((3, 8, 15, 40, 120, 400)), members=members,
        source=draw.choice(("市场监管名单", "乡镇摸底", "民政名单")), as_of=DEMO_DAY - timedelta(days=draw.randrange(10, 300)),
    )  # fmt: skip


def _uscc(draw: Random, *, social: bool) -> str:
    body = "".join(draw.choice(ALPHABET) for _ in range(9))
    first = ("52" if social else "91") + names.COUNTY_CODE[:6] + body
    return first + str(uscc.calc_check_digit(first))


def _past(draw: Random, row: Organisation) -> list[Standing]:
    """One to three periods that end in what the organisation is today."""
    cuts = sorted(draw.sample(YEARS, draw.randrange(1, 4)))
    found = []
    for index, since in enumerate(cuts):
        last = index == len(cuts) - 1
        members = row.members if last else max((row.members or 0) - draw.randrange(3), 0)
        found.append(Standing(
            organisation=row, type=row.type, region=row.region, sector=row.sector, members=members, since=since,
            status=row.status if last else Status.OPERATING, until=None if last else cuts[index + 1], source="摸底（演示）",
            reason="多年未报年报（演示）" if last and row.status != Status.OPERATING else "",
            approved_by="演示数据" if last and row.status != Status.OPERATING else "",
        ))  # fmt: skip
    return found


def _cover(draw: Random, rows: list[Organisation]) -> list[Coverage]:
    """By a Party organisation for several of the same place, or by an instructor, or not at all."""
    parties: dict[int | None, list[PartyOrganisation]] = {}
    for party in PartyOrganisation.objects.filter(form__in=KINDS).select_related("unit"):
        parties.setdefault(party.unit.region_id, []).append(party)
    instructors = _instructors(draw)
    found = []
    for row in rows:
        chance = 0.9 if (row.members or 0) >= 3 else 0.3
        if draw.random() < chance and parties.get(row.region_id):
            party = draw.choice(parties[row.region_id])
            found.append(_covered(draw, row, KINDS[Form(party.form)], party))
        elif draw.random() < 0.45:
            since = date(2024, 1, 1) + timedelta(days=draw.randrange(1000))
            found.append(
                Coverage(organisation=row, kind=CoverKind.INSTRUCTOR, person=draw.choice(instructors), since=since)
            )
    return found


def _covered(draw: Random, row: Organisation, kind: CoverKind, party: PartyOrganisation) -> Coverage:
    since = max(party.unit.since, date(2023, 6, 1) + timedelta(days=draw.randrange(1200)))
    return Coverage(
        organisation=row, kind=kind, party=party.unit, since=since, evidence="批复（演示）", evidence_on=since
    )


def _instructors(draw: Random) -> list[Person]:
    """Ninety people, made once."""
    found = list(Person.objects.filter(phone__startswith="0570-77"))
    if not found:
        found = []
        for number in range(90):
            name = names.someone(draw)
            found.append(Person(name=name, initials=initials(name), phone=f"0570-77{number:04d}"))
        Person.objects.bulk_create(found)
    return found


@transaction.atomic
def _contacts() -> None:
    held = Appointment.objects.filter(post__unit__kind=UnitKind.COUNTY, until=None)
    leaders = list(Person.objects.filter(appointments__in=held).distinct())
    firms = Organisation.objects.filter(type__code="large", status=Status.OPERATING).order_by("pk")[: 2 * len(leaders)]
    LeaderContact.objects.bulk_create(
        LeaderContact(organisation=firm, person=leaders[index % len(leaders)], since=YEARS[1])
        for index, firm in enumerate(firms)
    )
    agenda.visit(DEMO_DAY)
