"""The tie between an item of a scheme and the duty it is about, from both ends. It moves no point."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from wuze.accounts.values import Actor
from wuze.assessment.schemes import queries
from wuze.assessment.schemes.enums import EditionState
from wuze.assessment.schemes.models import SchemeEdition
from wuze.assessment.schemes.tables import loaded
from wuze.duty.editions.enums import EditionState as DutyState
from wuze.duty.editions.queries import duties_visible_to
from wuze.kernel.web.components import Link
from wuze.scoring.exact import plain

NEWEST = 20
"""Adopted editions that are looked through for a duty."""


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item that is about a duty."""

    name: str
    points: str
    edition: SchemeEdition
    url: str


def links(actor: Actor) -> dict[str, Link]:
    """Code of a duty in force → its name and page. One query."""
    rows = duties_visible_to(actor).filter(edition__state=DutyState.IN_FORCE)
    return {row.code: Link(str(row), reverse("duty:duty", args=[row.pk])) for row in rows}


def items_about(actor: Actor, code: str) -> list[ItemLine]:
    """Items of the newest adopted schemes that name a duty. One query."""
    rows = queries.visible_to(actor).filter(state=EditionState.ADOPTED).order_by("-year", "-number", "-pk")
    found = []
    for row in rows[:NEWEST]:
        named = {item for item, tied in row.duties.items() if tied == code}
        for item in loaded(row).scheme.items if named else ():
            if item.id in named:
                url = f"{reverse('schemes:one', args=[row.pk])}#i-{item.id}"
                points = plain(item.points) if item.points is not None else ""
                found.append(ItemLine(f"{item.id} {item.name}", points, row, url))
    return found
