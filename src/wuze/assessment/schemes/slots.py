"""What other packages add to pages of schemes: their results on a unit's page over the years, what uses an edition.

Rounds register both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wuze.accounts.values import Actor
from wuze.assessment.schemes.models import SchemeEdition
from wuze.registry.models import Unit


@dataclass(frozen=True, slots=True)
class YearLine:
    """One result: year, name, points, grade, its page where it opens, and where it comes from."""

    year: int
    title: str
    total: str
    grade: str
    url: str
    source: str = "本系统，点得开"


@dataclass(frozen=True, slots=True)
class UseLine:
    """What uses an edition: its name, where it stands, its page."""

    title: str
    state: str
    url: str


Provider = Callable[[Actor, Unit], Sequence[YearLine]]
Uses = Callable[[Actor, SchemeEdition], Sequence[UseLine]]
_providers: list[Provider] = []
_uses: list[Uses] = []


def register(provider: Provider) -> None:
    """Add one. The same again is harmless."""
    if provider not in _providers:
        _providers.append(provider)


def of_unit(actor: Actor, unit: Unit) -> list[YearLine]:
    """All of them, newest first."""
    lines = [line for provider in _providers for line in provider(actor, unit)]
    return sorted(lines, key=lambda one: -one.year)


def register_uses(uses: Uses) -> None:
    """Add one. The same again is harmless."""
    if uses not in _uses:
        _uses.append(uses)


def of_edition(actor: Actor, edition: SchemeEdition) -> list[UseLine]:
    """All that the actor sees, as each gives them."""
    return [line for uses in _uses for line in uses(actor, edition)]
