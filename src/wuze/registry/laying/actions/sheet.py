"""A sheet of units laid: all rows or none, one entry with the list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from wuze.accounts.models import Person
from wuze.accounts.values import Actor
from wuze.kernel.errors import refuse
from wuze.kernel.pinyin import initials
from wuze.registry import policy, rules
from wuze.registry.actions import people, posts, units
from wuze.registry.enums import RegionKind, UnitKind
from wuze.registry.laying.planning import TAILS, New
from wuze.registry.models import Appointment, Post, Region, Unit, UnitParent
from wuze.trail.actions import record
from wuze.trail.values import Row, Thing


@transaction.atomic
def lay(actor: Actor, rows: Sequence[New], source: str) -> tuple[int, int, int]:
    """How many units, posts and holders. The right is looked at again for each unit."""
    root = Unit.objects.select_for_update().get(depth=1)
    refuse(policy.why_not_add_unit(actor, root))
    known = {name: unit for unit in Unit.objects.filter(until=None) for name in (unit.name, unit.short) if name}
    made, set_up, held, noted = 0, 0, 0, []
    for row in rows:
        if row.fresh and row.name not in known:
            unit = _unit(actor, row, known, root, source)
            known[row.name] = unit
            made += 1
            noted.append(Row(units.thing_of(unit), after=units.facts(unit)))
        unit = known[row.name]
        if row.post:
            post, new = _post(actor, row, unit)
            set_up += new
            who = _holder(actor, row, post, source) if row.person else None
            held += who is not None
            noted.append(Row(posts.thing_of(post), after={"person": who.name if who else ""}))
    record(
        "registry.units_laid", at=actor.at, who=actor.who("", source), thing=Thing("registry.units", "", source),
        after={"units": made, "posts": set_up, "people": held}, rows=noted, origin=actor.origin,
    )  # fmt: skip
    return made, set_up, held


def _unit(actor: Actor, row: New, known: dict[str, Unit], root: Unit, source: str) -> Unit:
    above: Unit = Unit.objects.get(pk=(known[row.above] if row.above else root).pk)
    refuse(policy.why_not_add_unit(actor, above))
    region = _place(row, above) if row.kind in (UnitKind.TOWN, UnitKind.PARK) or row.code or row.place else above.region
    values = {
        "name": row.name, "short": row.short or short_of(row.name), "kind": row.kind, "region": region,
        "since": above.since, "initials": initials(row.name),
    }  # fmt: skip
    unit: Unit = Unit.objects.add_child(above, values)
    UnitParent.objects.create(unit=unit, parent=above, since=above.since, source=source[:80])
    return unit


def short_of(name: str) -> str:
    """城关镇党委 → 城关镇."""
    for tail in TAILS:
        if name.endswith(tail) and len(name) > len(tail) + 1:
            return name.removesuffix(tail)[:20]
    return ""


def _place(row: New, above: Unit) -> Region:
    name = row.place or row.short or short_of(row.name) or row.name
    place = Region.objects.filter(code=rules.place_code(row.code)).first() if row.code else None
    place = place or Region.objects.filter(name=name).first()
    if place is not None:
        return place
    county = Region.objects.filter(kind=RegionKind.COUNTY).first()
    code = rules.place_code(row.code) if row.code else _own_code(county.code[:6] if county else "")
    kind = RegionKind.PARK if row.kind == UnitKind.PARK else RegionKind.TOWN
    return Region.objects.create(code=code, name=name, kind=kind, initials=initials(name))


def _own_code(county: str) -> str:
    taken = set(Region.objects.filter(code__startswith=f"{county}{rules.OWN}").values_list("code", flat=True))
    return next(one for n in range(1, 100) if (one := f"{county}{rules.OWN}{n:02d}000") not in taken)


def _post(actor: Actor, row: New, unit: Unit) -> tuple[Post, bool]:
    post = Post.objects.filter(unit=unit, title=row.post, until=None).first()
    if post is not None:
        return post, False
    refuse(policy.why_not_add_post(actor, unit))
    order = Post.objects.filter(unit=unit).count()
    return Post.objects.create(unit=unit, title=row.post, role=row.role, since=unit.since, order=order), True


def _holder(actor: Actor, row: New, post: Post, source: str) -> Person | None:
    if post.appointments.filter(person__name=row.person, until=None).exists():
        return None
    refuse(policy.why_not_appoint(actor, post))
    there = Person.objects.filter(name=row.person, appointments__post__unit=post.unit).first()
    who = there or people.create(people.NewPerson(row.person, row.phone))
    since = max(date.fromisoformat(row.since), post.since) if row.since else actor.today
    posts.check_appointment(actor, post, who, since, None)
    Appointment.objects.create(post=post, person=who, since=since, basis=source[:80])
    return who
