"""The fast part: places, units, posts, people, accounts. Written in bulk; no person has a password."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from django.contrib.auth.hashers import make_password

from wuze.accounts.enums import Role
from wuze.accounts.models import Grant, Installation, Person, User
from wuze.kernel.pinyin import initials
from wuze.portal.demo import agenda, doings, duties, names, tasks
from wuze.registry.enums import AppointmentKind, Form, RegionKind, UnitKind
from wuze.registry.models import Appointment, PartyOrganisation, Post, Region, Unit, UnitParent

DEMO_DAY = date(2026, 11, 24)
SEED = 20261124
BEGIN = date(2021, 7, 1)
BRANCHES = 400

POSTS: dict[str, tuple[tuple[str, str], ...]] = {
    UnitKind.COUNTY: (("县委书记", Role.LEADER), ("县委副书记", Role.LEADER), ("组织部部长", Role.LEADER)),
    UnitKind.LEAD: (
        ("部长", Role.LEAD_HEAD), ("副部长", Role.LEAD_HEAD), ("两新党建科科长", Role.LEAD_CLERK),
        ("经办", Role.LEAD_CLERK), ("督查专员", Role.INSPECTOR), ("资料员", Role.READER),
    ),
    UnitKind.DEPARTMENT: (("分管负责人", Role.DEPARTMENT), ("党建联络员", Role.DEPARTMENT)),
    UnitKind.TOWN: (("党（工）委书记", Role.TOWN_HEAD), ("党建办主任", Role.TOWN_CLERK)),
    UnitKind.PARK: (("党委书记", Role.TOWN_HEAD), ("党建办主任", Role.TOWN_CLERK)),
    UnitKind.SECTOR: (("书记", Role.SECTOR_HEAD), ("党建干事", Role.SECTOR_CLERK)),
    UnitKind.PARTY: (("书记", Role.SECRETARY),),
}  # fmt: skip
FORMS = {
    Form.BRANCH: "党支部", Form.JOINT: "联合党支部", Form.GENERAL: "党总支", Form.COMMITTEE: "党委",
    Form.FUNCTIONAL: "功能型党支部",
}  # fmt: skip


@dataclass
class Laid:
    """What has been laid so far."""

    draw: Random
    at: datetime
    units: list[Unit] = field(default_factory=list)
    places: dict[str, Region] = field(default_factory=dict)


def lay(at: datetime) -> bool:
    """Lay the county on an empty database; on any other do nothing and answer False."""
    if Unit.objects.exists() or User.objects.exists():
        return False
    laid = Laid(Random(SEED), at)  # noqa: S311 - invented data, the same every time
    Installation.objects.update_or_create(
        id=1,
        defaults={
            "name": f"{names.COUNTY}两新组织党建责任", "county": names.COUNTY, "demo": True, "demo_day": DEMO_DAY,
            "lead_names": "县委社会工作部、县委两新工委", "demo_percent": 0,
        },
    )  # fmt: skip
    _places(laid)
    _units(laid)
    _branches(laid)
    UnitParent.objects.bulk_create(
        UnitParent(unit=unit, parent=parent, since=unit.since, source="演示数据")
        for unit, parent in _with_parents(laid.units)
    )
    _people(laid)
    duties.lay(DEMO_DAY)
    tasks.lay(DEMO_DAY)
    doings.lay(DEMO_DAY)
    agenda.lay(DEMO_DAY)
    return True


def _places(laid: Laid) -> None:
    base = names.COUNTY_CODE[:6]
    rows = [Region(code=names.COUNTY_CODE, name=names.COUNTY, kind=RegionKind.COUNTY)]
    rows += [
        Region(code=f"{base}{number:03d}000", name=name, kind=RegionKind.TOWN)
        for number, name in enumerate(names.TOWNS, 1)
    ]
    rows += [
        Region(code=f"{base}{number:03d}000", name=name, kind=RegionKind.PARK)
        for number, name in enumerate(names.PARKS, 401)
    ]
    for row in rows:
        row.initials = initials(row.name)
    Region.objects.bulk_create(rows)
    laid.places = {row.name: row for row in Region.objects.all()}


def _unit(laid: Laid, parent: Unit | None, name: str, kind: str, **more: object) -> Unit:
    values = {"name": name, "kind": kind, "initials": initials(name), "since": BEGIN, **more}
    row: Unit = Unit.objects.add_child(parent, values) if parent else Unit.objects.add_root(values)
    if parent:
        parent.numchild += 1
    laid.units.append(row)
    return row


def _units(laid: Laid) -> None:
    county = laid.places[names.COUNTY]
    root = _unit(laid, None, f"{names.COUNTY}委", UnitKind.COUNTY, region=county, short="县委")
    root = Unit.objects.get(pk=root.pk)
    _unit(laid, root, "县委社会工作部", UnitKind.LEAD, region=county, short="社会工作部")
    departments = {
        short: _unit(laid, root, name, UnitKind.DEPARTMENT, region=county, short=short)
        for name, short in names.DEPARTMENTS
    }
    for name in names.TOWNS:
        kind = "党工委" if name.endswith("街道") else "党委"
        _unit(laid, root, f"{name}{kind}", UnitKind.TOWN, region=laid.places[name], short=name)
    for name in names.PARKS:
        _unit(laid, root, f"{name}党委", UnitKind.PARK, region=laid.places[name], short=name)
    for name, owner in names.SECTORS:
        _unit(laid, root, name, UnitKind.SECTOR, region=county, sector=departments[owner])


def _branches(laid: Laid) -> None:
    above = [unit for unit in laid.units if unit.kind in {UnitKind.TOWN, UnitKind.PARK, UnitKind.SECTOR}]
    towns = [laid.places[name] for name in names.TOWNS]
    used: set[str] = set()
    kinds = list(names.TRADES)
    for number in range(BRANCHES):
        parent = above[number % len(above)]
        form = laid.draw.choices(list(FORMS), (72, 14, 5, 3, 6))[0]
        name = _fresh(laid, used, kinds, form)
        region = parent.region if parent.kind != UnitKind.SECTOR else laid.draw.choice(towns)
        since = BEGIN + timedelta(days=laid.draw.randrange(1700))
        _unit(laid, parent, name, UnitKind.PARTY, region=region, since=since)
    _party_rows(laid)


def _fresh(laid: Laid, used: set[str], kinds: list[str], form: str) -> str:
    """A name that no branch has yet."""
    while True:
        trade = laid.draw.choice(names.TRADES[laid.draw.choice(kinds)]).replace("有限公司", "")
        name = f"{laid.draw.choice(names.FIRMS)}{trade}{FORMS[Form(form)]}"
        if name not in used:
            used.add(name)
            return name


def _party_rows(laid: Laid) -> None:
    ends = {text: form for form, text in FORMS.items()}
    rows = []
    for unit in laid.units:
        if unit.kind == UnitKind.PARTY:
            form = next(ends[text] for text in sorted(ends, key=len, reverse=True) if unit.name.endswith(text))
            rows.append(_party(laid, unit, form))
    PartyOrganisation.objects.bulk_create(rows)


def _party(laid: Laid, unit: Unit, form: str) -> PartyOrganisation:
    draw = laid.draw
    term = DEMO_DAY - timedelta(days=draw.randrange(30, 1150))
    active = DEMO_DAY - timedelta(days=draw.choice((6, 20, 45, 80, 120, 200, 400)))
    members = draw.randrange(3, 9) if form == Form.BRANCH else draw.randrange(3, 40)
    return PartyOrganisation(
        unit=unit, form=form, members=members, elsewhere=draw.randrange(0, 4), floating=draw.randrange(0, 3),
        term_since=max(term, unit.since), active_on=active, as_of=DEMO_DAY - timedelta(days=55),
    )  # fmt: skip


def _with_parents(units: list[Unit]) -> list[tuple[Unit, Unit | None]]:
    by_path = {unit.path: unit for unit in units}
    return [(unit, by_path.get(unit.path[:-4])) for unit in units]


def _people(laid: Laid) -> None:
    """A holder for most posts; an account for offices, towns and sectors, and for one secretary in twelve. The first
    secretary has one too and belongs to the first town: those who stand for their roles at the login then meet."""
    posts = [
        Post(unit=unit, title=title, role=role, since=unit.since, order=order)
        for unit in laid.units
        for order, (title, role) in enumerate(POSTS[unit.kind])
    ]
    Post.objects.bulk_create(posts)
    people, appointments, users = [], [], []
    first = next(post for post in posts if post.role == Role.SECRETARY)
    for number, post in enumerate(posts):
        if post.role == Role.SECRETARY and laid.draw.random() < 0.05 and post is not first:
            continue
        person = _person(laid, number)
        people.append(person)
        kind = AppointmentKind.ACTING if laid.draw.random() < 0.03 else AppointmentKind.FULL
        since = max(post.since, DEMO_DAY - timedelta(days=laid.draw.randrange(40, 1800)))
        appointments.append(Appointment(post=post, person=person, since=since, kind=kind, basis="任职文件（演示）"))
        if post.role != Role.SECRETARY or number % 12 == 0 or post is first:
            users.append(_account(laid, person, number))
    Person.objects.bulk_create(people)
    Appointment.objects.bulk_create(appointments)
    User.objects.bulk_create(users)
    _former_holders(laid, posts)
    _administrators(laid)


def _person(laid: Laid, number: int) -> Person:
    name = names.someone(laid.draw)
    return Person(name=name, initials=initials(name), phone=f"0570-60{number % 10000:04d}")


def _account(laid: Laid, person: Person, number: int) -> User:
    return User(
        username=f"{initials(person.name)}{number:03d}", person=person, opened=laid.at, password=make_password(None)
    )


def _former_holders(laid: Laid, posts: list[Post]) -> None:
    """One post in three had someone before."""
    before = []
    first = {row.post_id: row.since for row in Appointment.objects.all()}
    for post in posts:
        until = first.get(post.pk)
        if until and (until - post.since).days > 200 and laid.draw.random() < 0.34:
            before.append((post, until))
    people = [_person(laid, number) for number in range(len(before))]
    Person.objects.bulk_create(people)
    Appointment.objects.bulk_create(
        Appointment(post=post, person=person, since=post.since, until=until, basis="任职文件（演示）")
        for (post, until), person in zip(before, people, strict=True)
    )


def _administrators(laid: Laid) -> None:
    roles = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
    people = [_person(laid, 9000 + number) for number in range(len(roles))]
    Person.objects.bulk_create(people)
    users = [_account(laid, person, 900 + number) for number, person in enumerate(people)]
    User.objects.bulk_create(users)
    Grant.objects.bulk_create(
        Grant(
            user=user, role=role, since=BEGIN, reason="演示数据", proposed_by="演示数据", confirmed_by="演示数据",
            confirmed_at=laid.at,
        )
        for user, role in zip(users, roles, strict=True)
    )  # fmt: skip
