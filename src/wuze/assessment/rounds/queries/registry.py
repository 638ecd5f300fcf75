"""What the roster takes from the registry as of a day, in a constant number of queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date

from wuze.accounts.enums import Role
from wuze.assessment.rounds.roster import Line, line_of
from wuze.registry.approvers.queries import approving_posts
from wuze.registry.enums import UnitKind
from wuze.registry.models import Coverage, PartyOrganisation, Unit, UnitParent
from wuze.registry.queries import in_force


def units_by_rule(kinds: Collection[str], above: str, day: date) -> list[Line]:
    """Units of these kinds in force on a day, below a place in the tree ("" for the county)."""
    units = list(
        Unit.objects.filter(in_force(day), kind__in=kinds, path__startswith=above)
        .select_related("region")
        .order_by("path")
    )
    pks = [unit.pk for unit in units]
    parents = dict(
        UnitParent.objects.filter(in_force(day), unit__in=pks, parent__isnull=False).values_list("unit", "parent")
    )
    names = {unit.pk: str(unit) for unit in Unit.objects.filter(pk__in=set(parents.values()))}
    parties = {row.unit_id: row for row in PartyOrganisation.objects.filter(unit__in=pks)}
    covered = covered_types(pks, day) if UnitKind.PARTY in kinds else {}
    return [
        line_of(unit, names.get(parents.get(unit.pk, 0), ""), parties.get(unit.pk), covered.get(unit.pk, ""), day)
        for unit in units
    ]


def covered_types(units: Collection[int], day: date) -> dict[int, str]:
    """Of each Party organisation the type of most organisations it covers."""
    rows = Coverage.objects.filter(in_force(day), party__in=units)
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for unit, name in rows.values_list("party", "organisation__type__name"):
        found[unit][name] += 1
    return {unit: counts.most_common(1)[0][0] for unit, counts in found.items()}


def deciders(unit: int, day: date) -> list[tuple[int, str, str]]:
    """Posts whose holders may decide a challenge on paper, of the office and of the county's leaders: number, name, holder."""
    return [
        (post.pk, str(post), name)
        for post, name in approving_posts(day)
        if name and (post.unit_id == unit or post.role == Role.LEADER)
    ]


def named_units(day: date) -> list[Unit]:
    """All units in force, to be found by name."""
    return list(Unit.objects.filter(in_force(day)).only("pk", "name", "short"))
