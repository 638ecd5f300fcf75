"""The way back: which figures of a result came from a record, by the address that was frozen with the fact."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import F, QuerySet

from wuze.accounts.values import Actor
from wuze.assessment.rounds import known
from wuze.assessment.rounds.enums import RoundState
from wuze.assessment.rounds.models import Result
from wuze.assessment.rounds.queries.inputs import asked, scheme_of
from wuze.assessment.rounds.queries.results import results_visible_to


class Use(NamedTuple):
    """An indicator of a result that came from a record."""

    result: Result
    item: str
    name: str
    points: str


def in_force_of(actor: Actor, unit: int) -> QuerySet[Result]:
    """A unit's results in force that the actor sees, the newest round first."""
    rows = results_visible_to(actor).filter(member__unit=unit, calculation=F("member__round__calculation"))
    rows = rows.exclude(member__round__state=RoundState.DISCARDED)
    return rows.order_by("-member__round__year", "-member__round_id")


def before(actor: Actor, result: Result) -> Result | None:
    """The unit's settled result of the last round by the same scheme that the actor sees."""
    row = result.member.round
    if result.member.unit_id is None:
        return None
    rows = in_force_of(actor, result.member.unit_id).filter(
        member__round__state=RoundState.SETTLED, member__round__edition__family=row.edition.family,
        member__round__until__lte=row.since,
    )  # fmt: skip
    return rows.first()


def in_force(actor: Actor, member: int) -> Result | None:
    """The result in force of a roster line, if the actor sees it."""
    rows = results_visible_to(actor).filter(member=member, calculation=F("member__round__calculation"))
    return rows.first()


def figures_from(result: Result, starts: Collection[str]) -> list[Use]:
    """Indicators with a fact, an event or a score whose frozen address begins with one of these."""
    scheme, found = scheme_of(result.member.round).scheme, known.back(result.facts)
    begins = tuple(starts)
    uses = []
    for item in scheme.items if begins else ():
        elements = {element.id for clause in item.clauses for element in asked(clause, scheme)}
        links = [row.link for name in elements for row in (*found.values.get(name, ()), *found.events.get(name, ()))]
        links += [row.link for row in found.scores.get(item.id, ())]
        if any(link.startswith(begins) for link in links):
            stored = result.items.get(item.id, {})
            uses.append(Use(result, item.id, item.name, stored.get("points") or "没有得分"))
    return uses
