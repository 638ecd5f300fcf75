"""What the registry knows for scoring: coverage in a unit's care, instructors there, members and term of a Party
organisation; each as it stood on a day, with the rows it comes from.

``facts(since, until, units, as_of)`` → unit → data item → Fact. What cannot be computed is no fact: missing is never zero.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse

from wuze.registry.coverage import queries, rules
from wuze.registry.coverage.rules import Tally
from wuze.registry.enums import UnitKind
from wuze.registry.models import PartyOrganisation, Unit
from wuze.registry.parties.rules import term_end
from wuze.scoring.exact import div
from wuze.scoring.facts import Fact

INSTRUCTORS, MEMBERS, ELSEWHERE, FLOATING, OVERDUE = (
    "指导员人数", "党员数（关系在本组织）", "党员数（关系不在本组织）", "流动党员数", "任期已到届",
)  # fmt: skip
ITEMS = (*(rate.label for rate in rules.RATES), INSTRUCTORS, MEMBERS, ELSEWHERE, FLOATING, OVERDUE)
"""Data items this package can fill."""

_ABOUT = {
    "party": "有党组织覆盖的占在营的多少", "own": "单独组建了党组织的占在营的多少", "any": "有党组织或指导员、联络员等联系的占在营的多少",
    "built": "应建党组织的里面，已经建立的占多少",
}  # fmt: skip
MEANINGS = {
    **{
        rate.label: ("比率", "", f"属地或行业内的两新组织，{_ABOUT[rate.key]}，截止日当天逐家数")
        for rate in rules.RATES
    },
    INSTRUCTORS: ("次数", "人", "截止日当天在联系企业的党建指导员，一人只算一次"),
    MEMBERS: ("次数", "人", "党组织名册里关系在本组织的党员"),
    ELSEWHERE: ("次数", "人", "党组织名册里关系不在本组织的党员"),
    FLOATING: ("次数", "人", "党组织名册里的流动党员"),
    OVERDUE: ("是否", "", "截止日当天，本届任期是不是已经到届"),
}
"""Type, unit, and what it is, for whoever chooses where a data item comes from."""

BY_PLACE = (UnitKind.TOWN, UnitKind.PARK)
BY_SECTOR = (UnitKind.DEPARTMENT, UnitKind.SECTOR)
Found = dict[int, dict[str, Fact]]


def facts(since: date, until: date, units: Collection[int], as_of: date) -> Found:
    """As of the day; what happened in the period counts only by how it left things. The number of queries is constant."""
    found: Found = defaultdict(dict)
    rows = list(Unit.objects.filter(pk__in=units).select_related("region"))
    places = {row.pk: row.region.code[:9] for row in rows if row.kind in BY_PLACE and row.region}
    sectors = {row.pk: row.pk for row in rows if row.kind in BY_SECTOR}
    for unit, key, tally, people in (*_of(places, "region", as_of), *_of(sectors, "sector", as_of)):
        group = "region" if unit in places else "sector"
        found[unit] = {**_rates(tally, group, key, as_of), **_people(people, as_of)}
    for party in PartyOrganisation.objects.filter(unit__in=units, as_of__lte=as_of):
        found[party.unit_id] = {**found.get(party.unit_id, {}), **_party(party, as_of)}
    return dict(found)


def _of(keys: dict[int, int] | dict[int, str], group: str, day: date) -> list[tuple[int, str, Tally, int]]:
    """Unit, its key in the group, its numbers, its instructors."""
    if not keys:
        return []
    found = queries.tallies(None, day, group, "operating", queries.limits_on(day))
    parts = {part.key: part.tally for part in queries.parts(found, group)}
    people = queries.instructors_by(day, group)
    return [(unit, str(key), parts.get(str(key), Tally()), people.get(str(key), 0)) for unit, key in keys.items()]


def _rates(found: Tally, group: str, key: str, day: date) -> dict[str, Fact]:
    known = {}
    for rate in rules.RATES:
        part, whole = rate.parts(found)
        base = "ought" if rate.fixed else "operating"
        terms = urlencode({"base": base, "what": rate.what, group: key, "on": day.isoformat()})
        link = f"{reverse('registry:coverage-list')}?{terms}"
        if whole:
            source = f"名录：{dict(rules.BASES)[base]}{whole}家，其中{part}家"
            known[rate.label] = Fact(div(Decimal(part), Decimal(whole)), day, None, source, link)
    return known


def _people(number: int, day: date) -> dict[str, Fact]:
    link = reverse("registry:instructors")
    return {INSTRUCTORS: Fact(Decimal(number), day, None, "覆盖记录：当天联系企业的指导员，一人只算一次", link)}


def _party(row: PartyOrganisation, day: date) -> dict[str, Fact]:
    link, source = reverse("registry:party", args=[row.unit_id]), "党组织名册"
    numbers = ((MEMBERS, row.members), (ELSEWHERE, row.elsewhere), (FLOATING, row.floating))
    known = {item: Fact(Decimal(number), row.as_of, None, source, link) for item, number in numbers}
    if row.term_since is not None:
        end = term_end(row.term_since, row.term_years)
        known[OVERDUE] = Fact(end <= day, day, None, f"{source}：本届到{end.year}年{end.month}月{end.day}日", link)
    return known
