"""Real rows for tests: a small county with two towns, a sector committee and branches. No mocks, no fixtures files.

Every maker returns the row. ``county()`` is what negative tests need: data that could leak.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

from wuze.accounts.enums import Role
from wuze.accounts.models import Grant, Person, User
from wuze.accounts.values import Actor
from wuze.kernel.pinyin import initials
from wuze.kernel.web.request import Moment
from wuze.registry.enums import RegionKind, UnitKind
from wuze.registry.models import Appointment, Post, Region, Unit, UnitParent
from wuze.registry.queries import actor_of

DAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
LONG_AGO = date(2020, 1, 1)
KEEPING = {name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": f"world-{name}"}
           for name in ("default", "kept")}  # fmt: skip
"""Caches as the site has them, for tests of what is kept until the next entry of the trail."""
PASSWORD = "青岚县-测试-2026-x9"  # noqa: S105 - of invented accounts
_numbers = count(1)


def region(name: str = "城南街道", code: str = "", kind: str = RegionKind.TOWN) -> Region:
    """A place; without a code a town of its own."""
    code = code or f"330199{next(_numbers) % 1000:03d}000"
    return Region.objects.create(code=code, name=name, kind=kind, initials=initials(name))


def unit(
    name: str, kind: str = UnitKind.TOWN, *, parent: Unit | None = None, region: Region | None = None,
    sector: Unit | None = None,
) -> Unit:  # fmt: skip
    """A unit in the tree, with its dated parent."""
    values = {
        "name": name, "kind": kind, "region": region, "sector": sector, "since": LONG_AGO, "initials": initials(name),
    }  # fmt: skip
    above = Unit.objects.get(pk=parent.pk) if parent else None
    row: Unit = Unit.objects.add_child(above, values) if above else Unit.objects.add_root(values)
    UnitParent.objects.create(unit=row, parent=parent, since=LONG_AGO)
    return row


def person(name: str = "何敏") -> Person:
    """A person."""
    return Person.objects.create(name=name, initials=initials(name))


def post(unit: Unit, role: str, title: str = "") -> Post:
    """A post of a unit."""
    return Post.objects.create(unit=unit, title=title or Role(role).label, role=role, since=LONG_AGO)


def account(person: Person, username: str = "", password: str = "") -> User:
    """An account; without a password nobody can log in with it, ``force_login`` can."""
    user = User(username=username or f"u{next(_numbers)}", person=person, opened=NOW)
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save()
    return user


def appoint(person: Person, post: Post, since: date = LONG_AGO, until: date | None = None) -> Appointment:
    """A person holds a post."""
    return Appointment.objects.create(post=post, person=person, since=since, until=until)


def holder(unit: Unit, role: str, name: str = "", password: str = "") -> User:
    """An account of someone who holds a new post of this role in the unit."""
    someone = person(name or f"{Role(role).label}{next(_numbers)}")
    appoint(someone, post(unit, role, f"{Role(role).label}{next(_numbers)}"))
    return account(someone, password=password)


def administrator(role: str, name: str = "", password: str = "") -> User:
    """One of the three administrators, by a confirmed grant."""
    user = account(person(name or f"{Role(role).label}{next(_numbers)}"), password=password)
    Grant.objects.create(
        user=user, role=role, since=LONG_AGO, reason="测试", proposed_by="甲", confirmed_by="乙", confirmed_at=NOW
    )
    return user


def page_now() -> datetime:
    """This moment as pages have it: the machine's time on the tests' day."""
    return Moment.read().on(DAY).now


def actor(user: User, *, at: datetime = NOW, today: date = DAY, small_office: bool = False) -> Actor:
    """The actor of an account."""
    return actor_of(user, at=at, today=today, small_office=small_office)


@dataclass(frozen=True)
class County:
    """A small county; every unit has what another's must not see."""

    root: Unit
    lead: Unit
    department: Unit
    north: Unit
    south: Unit
    sector: Unit
    north_branch: Unit
    south_branch: Unit
    sector_branch: Unit
    users: dict[str, User]


def county() -> County:
    """青岚县: lead office, one department, two towns, one sector committee, three branches, one account a role."""
    place = region("青岚县", "330199000000", RegionKind.COUNTY)
    places = (region("云峰乡", "330199101000"), region("柳塘镇", "330199102000"))
    root = unit("青岚县委", UnitKind.COUNTY, region=place)
    lead = unit("县委社会工作部", UnitKind.LEAD, parent=root, region=place)
    department = unit("县市场监管局", UnitKind.DEPARTMENT, parent=root, region=place)
    north = unit("云峰乡党委", parent=root, region=places[0])
    south = unit("柳塘镇党委", parent=root, region=places[1])
    sector = unit("律师行业党委", UnitKind.SECTOR, parent=root, region=place)
    branches = (
        unit("云峰茶业党支部", UnitKind.PARTY, parent=north, region=places[0]),
        unit("柳塘精密党支部", UnitKind.PARTY, parent=south, region=places[1], sector=department),
        unit("正衡律所党支部", UnitKind.PARTY, parent=sector, region=places[1]),
    )
    users = {
        "leader": holder(root, Role.LEADER), "lead_head": holder(lead, Role.LEAD_HEAD),
        "lead_clerk": holder(lead, Role.LEAD_CLERK, "何敏"), "department": holder(department, Role.DEPARTMENT),
        "town_head": holder(north, Role.TOWN_HEAD), "town_clerk": holder(north, Role.TOWN_CLERK),
        "south_clerk": holder(south, Role.TOWN_CLERK), "sector_head": holder(sector, Role.SECTOR_HEAD),
        "sector_clerk": holder(sector, Role.SECTOR_CLERK), "secretary": holder(branches[0], Role.SECRETARY),
        "south_secretary": holder(branches[1], Role.SECRETARY),
        "inspector": holder(lead, Role.INSPECTOR), "reader": holder(lead, Role.READER),
        "system_admin": administrator(Role.SYSTEM_ADMIN), "security_admin": administrator(Role.SECURITY_ADMIN),
        "audit_admin": administrator(Role.AUDIT_ADMIN),
    }  # fmt: skip
    return County(root, lead, department, north, south, sector, *branches, users)
