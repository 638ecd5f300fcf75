"""A county that begins: its committee, the lead office, two posts with holders, usual types. Without it nobody could set up
anything: units are set up by the lead office's clerk, who is a post of a unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from wuze.accounts.actions import SET_UP, first_account
from wuze.accounts.enums import Role
from wuze.accounts.models import Installation, Person
from wuze.kernel.errors import Invalid, Refused
from wuze.kernel.pinyin import initials
from wuze.registry import rules
from wuze.registry.actions import people, posts, units
from wuze.registry.enums import RegionKind, UnitKind
from wuze.registry.models import Appointment, OrganisationType, Post, Region, Unit, UnitParent
from wuze.registry.organisations.usual import USUAL
from wuze.registry.rules import BEGUN
from wuze.trail.actions import record
from wuze.trail.values import Row, Thing

BASIS = "安装时指定"
POSTS = (("负责人", Role.LEAD_HEAD), ("经办", Role.LEAD_CLERK))


@dataclass(frozen=True, slots=True)
class First:
    """What a county says of itself to begin: its name and code (6 digits), the lead office's full name, its head and clerk."""

    county: str
    code: str
    lead: str
    head: str
    clerk: str


def begin(first: First, at: datetime) -> list[tuple[str, str]]:
    """Account and one-time password of head and clerk. Only where there is no unit yet."""
    if faults := rules.beginning_faults(first.county, first.code, first.lead, (first.head, first.clerk)):
        raise Invalid("registry.begin", faults)
    with transaction.atomic():
        site, _ = Installation.objects.select_for_update().get_or_create(pk=1)
        if Unit.objects.exists():
            raise Refused(BEGUN)
        _name(site, first)
        lead = _units(first, at)
        OrganisationType.objects.bulk_create(
            OrganisationType(code=code, name=name, social=social, usual_form=form, order=order)
            for order, (code, name, social, form) in enumerate(USUAL)
        )
        found, rows = [], [Row(units.thing_of(lead))]
        for account, row in _holders(first, lead, at):
            found.append(account)
            rows.append(row)
        record(
            "registry.begun", at=at, who=SET_UP, thing=Thing("accounts.site", "1", "本站"),
            after={"county": first.county, "lead": first.lead}, rows=rows,
        )  # fmt: skip
    return found


def _name(site: Installation, first: First) -> None:
    site.county, site.lead_names = first.county, first.lead
    site.name = f"{first.county}{site.field}党建责任"
    site.save(update_fields=["county", "lead_names", "name"])


def _units(first: First, at: datetime) -> Unit:
    """The committee with the lead office below it; gives the latter."""
    day = _day(at)
    region = Region.objects.create(
        code=rules.place_code(first.code), name=first.county, kind=RegionKind.COUNTY, initials=initials(first.county)
    )
    root = _unit(None, f"{first.county}委", f"{first.county[-1]}委", UnitKind.COUNTY, region, day)
    return _unit(root, first.lead, first.lead.partition("委")[2], UnitKind.LEAD, region, day)


def _unit(above: Unit | None, name: str, short: str, kind: str, region: Region, day: date) -> Unit:
    values = {
        "name": name,
        "short": short,
        "kind": kind,
        "region": region,
        "since": day,
        "initials": initials(name),
    }  # fmt: skip
    unit: Unit = Unit.objects.add_child(above, values) if above else Unit.objects.add_root(values)
    UnitParent.objects.create(unit=unit, parent=above, since=day, source=BASIS)
    return unit


def _day(at: datetime) -> date:
    """From when the county is known: last year's beginning, so that last year's lists and results find their units."""
    return date(timezone.localdate(at).year - 1, 1, 1)


def _holders(first: First, lead: Unit, at: datetime) -> Iterator[tuple[tuple[str, str], Row]]:
    day = timezone.localdate(at).replace(month=1, day=1)  # so that this year's approvals on paper find who signed
    for order, ((title, role), name) in enumerate(zip(POSTS, (first.head, first.clerk), strict=True)):
        post = Post.objects.create(unit=lead, title=title, role=role, since=_day(at), order=order)
        person: Person = people.create(people.NewPerson(name))
        Appointment.objects.create(post=post, person=person, since=day, basis=BASIS)
        user, secret = first_account(person, at)
        yield (user.username, secret), Row(posts.thing_of(post), after={"person": person.name})
