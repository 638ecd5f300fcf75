"""Places by the national code: entered line by line, a known code gets another name."""

from __future__ import annotations

from django.db import transaction

from wuze.accounts.values import Actor
from wuze.kernel.errors import Invalid, refuse
from wuze.kernel.pinyin import initials
from wuze.registry import policy, rules
from wuze.registry.models import Region
from wuze.trail.actions import record
from wuze.trail.values import Row, Thing


def thing_of(region: Region) -> Thing:
    """The place as the trail names it."""
    return Thing("registry.region", str(region.pk), region.name)


@transaction.atomic
def enter_places(actor: Actor, text: str) -> int:
    """All lines or none; how many places are new or named anew."""
    refuse(policy.why_not_enter_places(actor))
    known = {row.code: row for row in Region.objects.select_for_update()}
    places, faults = rules.places_from(text, frozenset(known))
    if faults:
        raise Invalid("registry.places", {"places": "；".join(faults)})
    rows = []
    for code, name in places.items():
        row = known.get(code, Region(code=code, kind=rules.place_kind(code)))
        if row.name == name:
            continue
        before = {"name": row.name} if row.pk else None
        row.name, row.initials = name, initials(name)
        row.save()
        rows.append(Row(thing_of(row), before, {"name": name, "code": code}))
    if not rows:
        raise Invalid("registry.places", {"places": "这些都登记过了，没有要改的。"})
    record(
        "registry.places_entered", at=actor.at, who=actor.who(), thing=Thing("registry.regions", "", "属地"),
        after={"count": len(rows)}, rows=rows, origin=actor.origin,
    )  # fmt: skip
    return len(rows)
