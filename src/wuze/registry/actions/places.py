"""Places by the national code: entered line by line, a known code gets another name, one of our own gives way."""

from __future__ import annotations

from collections.abc import Mapping

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
        row = known.get(code) or _waiting(known, code, name) or Region(kind=rules.place_kind(code))
        if (row.code, row.name) == (code, name):
            continue
        before = {"name": row.name, "code": row.code} if row.pk else None
        row.code, row.name, row.initials = code, name, initials(name)
        row.save()
        rows.append(Row(thing_of(row), before, {"name": name, "code": code}))
    if not rows:
        raise Invalid("registry.places", {"places": "这些都登记过了，没有要改的。"})
    record(
        "registry.places_entered", at=actor.at, who=actor.who(), thing=Thing("registry.regions", "", "属地"),
        after={"count": len(rows)}, rows=rows, origin=actor.origin,
    )  # fmt: skip
    return len(rows)


def _waiting(known: Mapping[str, Region], code: str, name: str) -> Region | None:
    """The town of this name that was laid without a code; not while villages were entered under it."""
    ours = [
        row for row in known.values() if rules.is_own_code(row.code) and row.code[:6] == code[:6] and row.name == name
    ]
    inside = [one for one in known if ours and one[:9] == ours[0].code[:9]]
    return ours[0] if len(ours) == len(inside) == 1 and code.endswith("000") else None
