"""What a sheet of units is held against."""

from __future__ import annotations

from wuze.accounts.values import Actor
from wuze.registry.enums import RegionKind
from wuze.registry.laying.planning import Known
from wuze.registry.models import Appointment, Post, Region
from wuze.registry.queries import in_force, visible_to


def known(actor: Actor) -> Known:
    """Units, posts with their holders and the county's code as they stand. Four queries."""
    units: dict[str, tuple[str, str]] = {}
    for name, short, kind in visible_to(actor).filter(until=None).values_list("name", "short", "kind"):
        units[name] = (name, kind)
        if short:
            units.setdefault(short, (name, kind))
    held = Appointment.objects.filter(in_force(actor.today)).values_list("post", "person__name")
    holders: dict[int, str] = dict(held)
    posts = Post.objects.filter(until=None).values_list("pk", "unit__name", "title")
    county = Region.objects.filter(kind=RegionKind.COUNTY).values_list("code", flat=True).first() or ""
    return Known(units, {(unit, title): holders.get(pk, "") for pk, unit, title in posts}, county[:6])
