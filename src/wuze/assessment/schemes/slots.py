"""What other packages add to a unit's page over the years: rounds register their own results."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wuze.accounts.values import Actor
from wuze.registry.models import Unit


@dataclass(frozen=True, slots=True)
class YearLine:
    """One result that opens: year, name, points, grade, and its page."""

    year: int
    title: str
    total: str
    grade: str
    url: str


Provider = Callable[[Actor, Unit], Sequence[YearLine]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add one. The same again is harmless."""
    if provider not in _providers:
        _providers.append(provider)


def of_unit(actor: Actor, unit: Unit) -> list[YearLine]:
    """All of them, newest first."""
    lines = [line for provider in _providers for line in provider(actor, unit)]
    return sorted(lines, key=lambda one: -one.year)
